"""Rule files to rules: every key is known, every value judged, all problems of all files reported together."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from quotes.errors import Problem, RuleError
from quotes.rulelang.keywords import EXAMPLES, FLAGS, HOWS, KEYS, NEEDS, PARTS, RELATIONS, STATUSES, TYPES
from quotes.rulelang.patterns import Patterns, Vocabulary
from quotes.rulelang.rule import Example, Rule
from quotes.yamlsource import Keys, load

__all__ = ["HOWS", "KEYS", "NEEDS", "RELATIONS", "TYPES", "Vocabulary", "load_rules", "read_rules"]

_PART = re.compile(r"\[(cue|source|content|addressee) ([^\]]*)\]")


def load_rules(folders: Iterable[Path], vocabulary: Vocabulary | None = None) -> tuple[Rule, ...]:
    """Read all rules below ``folders``; a later folder's rule replaces an earlier one of the same id.

    The rules come in the order of their priority, highest first, then of their ids. Those that are off are left out.

    Raises:
        RuleError: some file has a problem, or a folder is not there. It carries all problems of all files.
    """
    rules, problems = read_rules(folders, vocabulary)
    if problems:
        raise RuleError(problems)
    return tuple(rule for rule in rules if rule.status != "off")


def read_rules(folders: Iterable[Path], vocabulary: Vocabulary | None = None) -> tuple[tuple[Rule, ...], list[Problem]]:
    """As :func:`load_rules`, with the rules that are off, and beside what is wrong with the files that are no rules."""
    found: dict[str, Rule] = {}
    problems: list[Problem] = []
    for folder in folders:
        if not folder.is_dir():
            problems.append(Problem(str(folder), 1, 1, "no-folder", "there is no such folder", "check the spelling"))
        for path in sorted(folder.rglob("*.yaml")):
            rule_id = path.relative_to(folder).with_suffix("").as_posix()
            reader = _Reader(load(path), rule_id, vocabulary or Vocabulary())
            rule = reader.rule()
            problems += reader.problems
            if rule is not None:
                found[rule.id] = rule
    return tuple(sorted(found.values(), key=lambda rule: (-rule.priority, rule.id))), problems


class _Reader(Patterns):
    """One rule file: its rule, and what is wrong with it."""

    def rule(self) -> Rule | None:
        if self.problems:
            return None
        data = self.source.data
        if not isinstance(data, dict):
            self.problem((), "not-a-rule", "a rule is a mapping of keys to values", "see the reference page")
            return None
        self._required(data)
        rule = self._built(data)
        return None if self.problems else rule

    def _required(self, data: dict[str, Any]) -> None:
        """Report unknown keys, and those that every rule has where they are missing."""
        self.known(data, KEYS, ())
        for key in ("title", "type"):
            if not data.get(key):
                self.problem((), "missing-key", f"the rule has no '{key}'", f"add {key}:")
        if "content" not in data and data.get("type") != "introduction":
            hint = "say where the words are, e.g. content: [{rest: after}]"
            self.problem((), "missing-key", "the rule has no 'content'", hint)

    def _built(self, data: dict[str, Any]) -> Rule:
        examples = self._all_examples(data)
        self.started = ["cue"] if "cue" in data else []
        return Rule(
            id=self.id,
            title=str(data.get("title", "")),
            type=self.choice(data, "type", TYPES),
            priority=self.integer(data, "priority") or 0,
            cue=self.cue(data["cue"]) if "cue" in data else None,
            parts=tuple(self.part(name, data[name]) for name in data if name in PARTS),
            unless=self.unless(data.get("unless", {})),
            only_if=self.only_if(data.get("if", {})),
            flags=tuple(self.words(data, "flag", (), FLAGS)) if "flag" in data else (),
            alone=bool(self.flag(data, "alone", ())),
            description=str(data.get("description", "")).strip(),
            status=self.choice(data, "status", STATUSES) if "status" in data else "stable",
            examples=examples["examples"],
            counter_examples=examples["counter-examples"],
            misses=examples["misses"],
            path=self.source.path,
            blocks=tuple(self.blocks),
        )

    def _all_examples(self, data: dict[str, Any]) -> dict[str, tuple[Example, ...]]:
        examples = {name: self._examples(data, name) for name in EXAMPLES}
        for name in ("examples", "counter-examples"):
            if not examples[name]:
                hint = "a rule shows what it finds and what it leaves alone"
                self.problem((), "no-example", f"the rule has no {name}", hint)
        return examples

    def _examples(self, data: dict[str, Any], name: str) -> tuple[Example, ...]:
        entries = data.get(name, [])
        if not isinstance(entries, list):
            self.problem((name,), "not-a-list", f"{name} is a list of sentences", "write one '- ' a line")
            return ()
        return tuple(self._example(entry, (name, k)) for k, entry in enumerate(entries))

    def _example(self, entry: Any, keys: Keys) -> Example:
        marked, why = (entry.get("text", ""), entry.get("why")) if isinstance(entry, dict) else (entry, None)
        if isinstance(entry, dict):
            self.known(entry, ("text", "why"), keys)
        if not isinstance(marked, str):
            hint = "put it in quotation marks"
            self.problem(keys, "not-a-text", f"the sentence of an example is text, not {marked!r}", hint)
            marked = ""
        if keys[0] == "examples" and not _PART.search(marked):
            self.problem(
                keys,
                "unmarked-example",
                "the example marks no part",
                "e.g. '[source Ratna] [cue mengatakan], [content …].'",
            )
        if keys[0] == "counter-examples" and not why:
            self.problem(keys, "no-reason", "the counter-example gives no reason", "write {text: …, why: …}")
        parts = tuple((m[1], m[2]) for m in _PART.finditer(marked))
        return Example(_PART.sub(lambda m: m[2], marked), parts, why, self.source.position(keys)[0])
