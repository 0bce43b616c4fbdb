"""Read rule files: every key and value is checked, and the problems of all files are reported together.

A shared block of ``parts/`` fills one key of a rule: it lists the ways to find a part (``source``, ``content``,
``addressee``), or the conditions of ``unless``. A rule takes it by name, ``source: {use: subject-before}``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from quotes.errors import Problem, RuleError
from quotes.rulelang.patterns import PatternReader, Vocabulary
from quotes.rulelang.rule import (
    BLOCK_KEYS,
    EXAMPLES,
    FILLED_BY_BLOCKS,
    FLAGS,
    HOWS,
    KEYS,
    NEEDS,
    PARTS,
    RELATIONS,
    STATUSES,
    TYPES,
    USE,
    Block,
    Example,
    Rule,
)
from quotes.yamlsource import Keys, load

__all__ = ["HOWS", "KEYS", "NEEDS", "RELATIONS", "TYPES", "Vocabulary", "load_rules", "read_blocks", "read_rules"]


def read_blocks(folders: Iterable[Path], vocabulary: Vocabulary) -> tuple[dict[str, Block | None], list[Problem]]:
    """Read all blocks of ``folders`` by their names; a later folder's block replaces an earlier one of the same name.

    Returns:
        The blocks, None for one whose file has a problem, and the problems of all files.
    """
    found: dict[str, Block | None] = {}
    problems: list[Problem] = []
    for folder in folders:
        for path in sorted(folder.glob("*.yaml")):
            reader = _BlockReader(load(path), path.stem, vocabulary)
            found[path.stem] = reader.read_block()
            problems += reader.problems
    return found, problems


class _BlockReader(PatternReader):
    """Reads one file of ``parts/``."""

    def read_block(self) -> Block | None:
        """Return the block; None where the file has a problem."""
        if self.problems:
            return None
        data = self.source.data
        if not isinstance(data, dict):
            self.add_problem((), "block", "a block is a mapping of keys to values", "see the other files of parts/")
            return None
        self.check_keys(data, (*BLOCK_KEYS, *FILLED_BY_BLOCKS), ())
        if not isinstance(data.get("title"), str):
            self.add_problem((), "missing-key", "the block has no 'title'", "say in a line what it finds")
        filled = [key for key in FILLED_BY_BLOCKS if key in data]
        if len(filled) != 1:
            hint = f"give one of {', '.join(FILLED_BY_BLOCKS)}"
            self.add_problem((), "block", "a block fills exactly one key of a rule", hint)
            return None
        [key] = filled
        if self._has_rule_keys(key, data[key]):
            return None
        self.started = ["cue", *(part for part in PARTS if part != key)]  # a rule that uses the block must have them
        text = str(data.get("description", "")).strip()
        finders = self.read_part(key, data[key]).finders if key in PARTS else ()
        unless = self.read_unless(data[key]) if key not in PARTS else {}
        named = tuple(replace(finder, block=self.id) for finder in finders)
        return None if self.problems else Block(self.id, data["title"], key, named, unless, text, self.source.path)

    def _has_rule_keys(self, key: str, value: object) -> bool:
        """Report what only a rule may say: another block, and that the part is optional."""
        entries = list(enumerate(value)) if isinstance(value, list) else [(None, value)]
        for place, entry in entries:
            keys: Keys = (key,) if place is None else (key, place)
            if isinstance(entry, dict) and USE in entry:
                self.add_problem((*keys, USE), "block", "a block cannot use a block", "write its lines out", key=True)
            if isinstance(entry, dict) and "optional" in entry:
                text = "a block does not say whether the part is optional"
                self.add_problem((*keys, "optional"), "block", text, "say it in the rules that use the block", key=True)
        return bool(self.problems)


_PART = re.compile(r"\[(cue|source|content|addressee) ([^\]]*)\]")


def load_rules(folders: Iterable[Path], vocabulary: Vocabulary | None = None) -> tuple[Rule, ...]:
    """Read all rules below ``folders``; a rule of a later folder replaces an earlier one of the same id.

    Args:
        vocabulary: the names that rules may use; without it they are not checked.

    Returns:
        The rules by priority, the highest first, then by id. Those with ``status: off`` are left out.

    Raises:
        RuleError: with all problems of all files; a missing folder is one.
    """
    rules, problems = read_rules(folders, vocabulary)
    if problems:
        raise RuleError(problems)
    return tuple(rule for rule in rules if rule.status != "off")


def read_rules(folders: Iterable[Path], vocabulary: Vocabulary | None = None) -> tuple[tuple[Rule, ...], list[Problem]]:
    """As :func:`load_rules`, but return the rules that are off as well, and all problems; nothing is raised."""
    found: dict[str, Rule] = {}
    problems: list[Problem] = []
    for folder in folders:
        if not folder.is_dir():
            problems.append(Problem(str(folder), 1, 1, "no-folder", "there is no such folder", "check the spelling"))
        for path in sorted(folder.rglob("*.yaml")):
            rule_id = path.relative_to(folder).with_suffix("").as_posix()
            reader = _Reader(load(path), rule_id, vocabulary or Vocabulary())
            rule = reader.read_rule()
            problems += reader.problems
            if rule is not None:
                found[rule.id] = rule
    return tuple(sorted(found.values(), key=lambda rule: (-rule.priority, rule.id))), problems


class _Reader(PatternReader):
    """Reads one rule file."""

    def read_rule(self) -> Rule | None:
        """Return the rule; None where the file has a problem."""
        if self.problems:
            return None
        data = self.source.data
        if not isinstance(data, dict):
            self.add_problem((), "not-a-rule", "a rule is a mapping of keys to values", "see the reference page")
            return None
        self._check_required(data)
        rule = self._build_rule(data)
        return None if self.problems else rule

    def _check_required(self, data: dict[str, Any]) -> None:
        """Report unknown keys, and missing ones that every rule needs."""
        self.check_keys(data, KEYS, ())
        for key in ("title", "type"):
            if not data.get(key):
                self.add_problem((), "missing-key", f"the rule has no '{key}'", f"add {key}:")
        if "content" not in data and data.get("type") != "introduction":
            hint = "say where the words are, e.g. content: [{rest: after}]"
            self.add_problem((), "missing-key", "the rule has no 'content'", hint)

    def _build_rule(self, data: dict[str, Any]) -> Rule:
        examples = self._read_all_examples(data)
        self.started = ["cue"] if "cue" in data else []
        return Rule(
            id=self.id,
            title=str(data.get("title", "")),
            type=self.read_choice(data, "type", TYPES),
            priority=self.read_integer(data, "priority") or 0,
            cue=self.read_cue(data["cue"]) if "cue" in data else None,
            parts=tuple(self.read_part(name, data[name]) for name in data if name in PARTS),
            unless=self.read_unless(data.get("unless", {})),
            only_if=self.read_only_if(data.get("if", {})),
            flags=tuple(self.read_words(data, "flag", (), FLAGS)) if "flag" in data else (),
            alone=bool(self.read_flag(data, "alone", ())),
            description=str(data.get("description", "")).strip(),
            status=self.read_choice(data, "status", STATUSES) if "status" in data else "stable",
            examples=examples["examples"],
            counter_examples=examples["counter-examples"],
            misses=examples["misses"],
            path=self.source.path,
            blocks=tuple(self.blocks),
        )

    def _read_all_examples(self, data: dict[str, Any]) -> dict[str, tuple[Example, ...]]:
        examples = {name: self._read_examples(data, name) for name in EXAMPLES}
        for name in ("examples", "counter-examples"):
            if not examples[name]:
                hint = "a rule shows what it finds and what it leaves alone"
                self.add_problem((), "no-example", f"the rule has no {name}", hint)
        return examples

    def _read_examples(self, data: dict[str, Any], name: str) -> tuple[Example, ...]:
        entries = data.get(name, [])
        if not isinstance(entries, list):
            self.add_problem((name,), "not-a-list", f"{name} is a list of sentences", "write one '- ' a line")
            return ()
        return tuple(self._read_example(entry, (name, k)) for k, entry in enumerate(entries))

    def _read_example(self, entry: Any, keys: Keys) -> Example:
        marked, why = (entry.get("text", ""), entry.get("why")) if isinstance(entry, dict) else (entry, None)
        if isinstance(entry, dict):
            self.check_keys(entry, ("text", "why"), keys)
        if not isinstance(marked, str):
            hint = "put it in quotation marks"
            self.add_problem(keys, "not-a-text", f"the sentence of an example is text, not {marked!r}", hint)
            marked = ""
        if keys[0] == "examples" and not _PART.search(marked):
            self.add_problem(
                keys,
                "unmarked-example",
                "the example marks no part",
                "e.g. '[source Ratna] [cue mengatakan], [content …].'",
            )
        if keys[0] == "counter-examples" and not why:
            self.add_problem(keys, "no-reason", "the counter-example gives no reason", "write {text: …, why: …}")
        parts = tuple((m[1], m[2]) for m in _PART.finditer(marked))
        return Example(_PART.sub(lambda m: m[2], marked), parts, why, self.source.position(keys)[0])
