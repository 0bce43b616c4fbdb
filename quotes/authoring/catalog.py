"""List the rules, find one of them, and begin the file of a new one from a commented, working rule."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from importlib import resources
from pathlib import Path

from quotes.errors import OutputError, UsageError
from quotes.lexicon.word_lists import WordList
from quotes.matching.rulebook import Rulebook
from quotes.resources import CONSTRUCTIONS, rules_folder
from quotes.rulelang.load import TYPES
from quotes.rulelang.rule import Rule
from quotes.yamlsource import did_you_mean


def list_rules(extra: Sequence[Path] = ()) -> tuple[Rule, ...]:
    """List all rules, those that are off included, by type and priority, the highest first.

    Raises:
        RuleError: a rule file has a problem.
    """
    book = Rulebook.load(rules_folder(), extra)
    order = ("direct", "indirect", "introduction")
    return tuple(sorted((*book.rules, *book.off), key=lambda rule: (order.index(rule.type), -rule.priority, rule.id)))


def show_rule(rule_id: str, extra: Sequence[Path] = ()) -> Rule:
    """Return the rule with an id, as :func:`find_rule` does, from the shipped rules and ``extra`` folders.

    Raises:
        UsageError: no rule, or several, match the id.
        RuleError: a rule file has a problem.
    """
    return find_rule(rule_id, list_rules(extra))


def show_list(name: str, extra: Sequence[Path] = ()) -> WordList:
    """Return the word list of a name, from the shipped lists and ``extra`` folders.

    Raises:
        UsageError: there is no such list.
        RuleError: a rule file has a problem.
    """
    lists = Rulebook.load(rules_folder(), extra).lists.about
    if name not in lists:
        raise UsageError(f"there is no word list '{name}'", hint=did_you_mean(name, lists) or "see rules/words")
    return lists[name]


def find_rule(rule_id: str, rules: Sequence[Rule]) -> Rule:
    """Return the rule with an id. The last part of an id is enough where only one rule ends in it.

    Raises:
        UsageError: no rule, or several, match the id.
    """
    found = [rule for rule in rules if rule.id == rule_id]
    found = found or [rule for rule in rules if rule.id.endswith(f"/{rule_id}")]
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(f"several rules end in '{rule_id}'", hint=f"one of {', '.join(rule.id for rule in found)}")
    ids = [rule.id for rule in rules]
    hint = did_you_mean(rule_id, [*ids, *(each.rpartition("/")[2] for each in ids)]) or "see quotes rules list"
    raise UsageError(f"there is no rule '{rule_id}'", hint=hint)


_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*(/[a-z][a-z0-9]*(-[a-z0-9]+)*)+")


def new_rule(rule_id: str, folder: Path) -> Path:
    """Write the file of a new rule below ``folder``, which is laid out like ``rules/``.

    Args:
        rule_id: begins with the type of the rule: ``direct/cicit``.

    Returns:
        The path of the file.

    Raises:
        UsageError: the id is not valid.
        OutputError: the file exists, or cannot be written.
    """
    skeleton = _read_skeleton(rule_id)
    path = folder / CONSTRUCTIONS / f"{rule_id}.yaml"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(f"# yaml-language-server: $schema={_locate_schema(path)}\n{skeleton}")
    except FileExistsError as error:
        raise OutputError("is there already", path=str(path), hint="choose another id, or change that file") from error
    except OSError as error:
        raise OutputError(
            f"cannot be written: {error.strerror}", path=str(path), hint="choose another folder"
        ) from error
    return path


def _read_skeleton(rule_id: str) -> str:
    kind = rule_id.partition("/")[0]
    if kind not in TYPES:
        hint = did_you_mean(kind, TYPES) or f"begin it with one of {', '.join(TYPES)}, e.g. direct/cicit"
        raise UsageError(f"the id '{rule_id}' does not say what type of rule it is", hint=hint)
    if not _ID.fullmatch(rule_id):
        hint = "write small letters and digits, joined by -, e.g. direct/quote-cicit-source"
        raise UsageError(f"'{rule_id}' is no id of a rule", hint=hint)
    return resources.files("quotes.authoring").joinpath(f"skeletons/{kind}.yaml").read_text(encoding="utf-8")


def _locate_schema(path: Path) -> str:
    """Return the reference to the schema: relative in the folder of the shipped rules, absolute elsewhere."""
    schema = rules_folder() / "schema.json"
    if path.resolve().is_relative_to(schema.parent):
        return Path(os.path.relpath(schema, path.resolve().parent)).as_posix()
    return schema.as_uri()
