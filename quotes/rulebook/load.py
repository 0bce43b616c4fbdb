"""Rule files to rules: every key is known, every value judged, all problems of all files reported together."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from quotes.errors import Problem, RuleError
from quotes.rulebook.cues import Voice
from quotes.rulebook.rule import Example, Finder, Part, Requirement, Rule, Side, Step, WordTest
from quotes.yamlsource import Keys, Source, did_you_mean, load

TYPES = ("direct", "indirect", "introduction")
STATUSES = ("stable", "experimental", "off")
PARTS = ("source", "content", "addressee")
_PLAIN = ("title", "description", "status", "type", "priority", "cue", "unless")
_EXAMPLES = ("examples", "counter-examples", "misses")
KEYS = (*_PLAIN, *PARTS, *_EXAMPLES)
HOWS = ("path", "phrase", "clitic", "quotation", "rest", "around", "label", "shared")
TESTS = ("takes", "voice", "class", "form", "lemma", "upos", "relation", "list", "clitic-word", "first", "after-comma")
FINDER_KEYS = (*HOWS, "of", "side", "gap", "needs", "form", "lemma", "upos", "relation", "list")
UNLESS = ("before cue", "after cue", "before source", "source", "subject")
NEEDS: tuple[Requirement, ...] = get_args(Requirement)
VOICES: tuple[str, ...] = get_args(Voice)
#: Ways to find a part that start at no other part.
_FROM_NOTHING = ("label",)

#: The relations of Universal Dependencies 2 (universaldependencies.org/u/dep); subtypes follow a colon.
RELATIONS = frozenset(
    {
        *("acl", "advcl", "advmod", "amod", "appos", "aux", "case", "cc", "ccomp", "clf", "compound", "conj", "cop"),
        *("csubj", "dep", "det", "discourse", "dislocated", "expl", "fixed", "flat", "goeswith", "iobj", "list"),
        *("mark", "nmod", "nsubj", "nummod", "obj", "obl", "orphan", "parataxis", "punct", "reparandum", "root"),
        *("vocative", "xcomp"),
    }
)
_STEP = re.compile(r"\s*([<>])\s*([\w:]+(?:\|[\w:]+)*)")
_PART = re.compile(r"\[(cue|source|content|addressee) ([^\]]*)\]")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The names that the other files of the rules give, and rules may use; an empty set leaves a name unchecked."""

    takes: Collection[str] = ()
    classes: Collection[str] = ()
    lists: Collection[str] = ()


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


def read_rules(
    folders: Iterable[Path], vocabulary: Vocabulary | None = None
) -> tuple[tuple[Rule, ...], list[Problem]]:
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


class _Reader:
    """One rule file: its rule, and what is wrong with it."""

    def __init__(self, source: Source, rule_id: str, vocabulary: Vocabulary) -> None:
        self.source = source
        self.id = rule_id
        self.vocabulary = vocabulary
        self.known_parts: list[str] = []  # those that a finder may start at: the cue, and the parts before it
        self.problems: list[Problem] = list(source.problems)

    def rule(self) -> Rule | None:
        if self.problems:
            return None
        data = self.source.data
        if not isinstance(data, dict):
            self._problem((), "not-a-rule", "a rule is a mapping of keys to values", "see the reference page")
            return None
        self._required(data)
        rule = self._built(data)
        return None if self.problems else rule

    def _required(self, data: dict[str, Any]) -> None:
        """Report unknown keys, and those that every rule has where they are missing."""
        self._known(data, KEYS, ())
        for key in ("title", "type"):
            if not data.get(key):
                self._problem((), "missing-key", f"the rule has no '{key}'", f"add {key}:")
        if "content" not in data and data.get("type") != "introduction":
            hint = "say where the words are, e.g. content: [{rest: after}]"
            self._problem((), "missing-key", "the rule has no 'content'", hint)

    def _built(self, data: dict[str, Any]) -> Rule:
        examples = self._all_examples(data)
        self.known_parts = ["cue"] if "cue" in data else []
        return Rule(
            id=self.id,
            title=str(data.get("title", "")),
            type=self._choice(data, "type", TYPES),
            priority=self._integer(data, "priority"),
            cue=self._test(data["cue"], ("cue",)) if "cue" in data else None,
            parts=tuple(self._part(name, data[name]) for name in data if name in PARTS),
            unless=self._unless(data.get("unless", {})),
            description=str(data.get("description", "")).strip(),
            status=self._choice(data, "status", STATUSES) if "status" in data else "stable",
            examples=examples["examples"],
            counter_examples=examples["counter-examples"],
            misses=examples["misses"],
            path=self.source.path,
        )

    def _all_examples(self, data: dict[str, Any]) -> dict[str, tuple[Example, ...]]:
        examples = {name: self._examples(data, name) for name in _EXAMPLES}
        for name in ("examples", "counter-examples"):
            if not examples[name]:
                hint = "a rule shows what it finds and what it leaves alone"
                self._problem((), "no-example", f"the rule has no {name}", hint)
        return examples

    def _part(self, name: str, value: Any) -> Part:
        entries = value if isinstance(value, list) else [value]
        optional = any(isinstance(entry, dict) and entry.get("optional") is True for entry in entries)
        finders = tuple(
            self._finder(entry, (name, k) if isinstance(value, list) else (name,))
            for k, entry in enumerate(entries)
            if not (isinstance(entry, dict) and set(entry) == {"optional"})
        )
        self.known_parts.append(name)
        return Part(name, finders, optional)

    def _finder(self, data: Any, keys: Keys) -> Finder:
        if not isinstance(data, dict):
            self._problem(keys, "not-a-finder", "a part is found by a mapping", "e.g. {phrase: before}")
            return Finder("phrase")
        self._known(data, (*FINDER_KEYS, "optional"), keys)
        hows = [how for how in HOWS if how in data]
        if len(hows) != 1:
            self._problem(keys, "how", "a part is found in exactly one way", f"give one of {', '.join(HOWS)}")
            return Finder("phrase")
        how = hows[0]
        side: Side | None = self._side(data, how, keys)
        self._starts(data, how, keys)
        return Finder(
            how=how,  # type: ignore[arg-type]  # one of HOWS, checked above
            of=str(data.get("of", "cue")),
            side=side,
            path=self._path(data["path"], (*keys, "path")) if how == "path" else (),
            gap=self._integer(data, "gap", keys),
            needs=self._needs(data, keys),
            test=self._test({k: v for k, v in data.items() if k in TESTS}, keys),
        )

    def _starts(self, data: dict[str, Any], how: str, keys: Keys) -> None:
        """Report a finder that starts at a part which is not there, or not yet."""
        start = str(data.get("of", "cue"))
        if how in _FROM_NOTHING or data.get("quotation") == "alone" or start in self.known_parts:
            return
        hint = did_you_mean(start, self.known_parts) or "start at the cue, or at a part that stands before this one"
        self._problem((*keys, "of"), "start", f"there is no '{start}' before this part", hint)

    def _needs(self, data: dict[str, Any], keys: Keys) -> tuple[Requirement, ...]:
        words = self._words(data, "needs", keys, NEEDS)
        return tuple(need for word in words for need in NEEDS if need == word)

    def _side(self, data: dict[str, Any], how: str, keys: Keys) -> Side | None:
        key = how if how in ("phrase", "quotation", "rest") else "side"
        value = data.get(key)
        if value in ("before", "after"):
            return value  # type: ignore[no-any-return]  # narrowed by the line above
        allowed = {"phrase": (), "rest": (), "quotation": ("both", "alone")}.get(how, (None,))
        if value not in allowed:
            self._problem((*keys, key), "side", f"{value!r} is no side", "write before or after")
        return None

    def _path(self, value: Any, keys: Keys) -> tuple[Step, ...]:
        text = str(value)
        steps, at = [], 0
        for step in _STEP.finditer(text):
            if step.start() != at:
                break
            relations = frozenset(step[2].split("|"))
            for relation in sorted(relations):
                self._relation(relation, keys)
            steps.append(Step(step[1] == ">", relations))
            at = step.end()
        if at != len(text.rstrip()) or not steps:
            self._problem(
                keys, "path", f"cannot read the path {text!r}", "write steps such as '> nsubj' or '< conj > nsubj'"
            )
        return tuple(steps)

    def _relation(self, relation: str, keys: Keys) -> None:
        if relation.partition(":")[0] not in RELATIONS:
            self._problem(
                keys,
                "relation",
                f"'{relation}' is no relation of Universal Dependencies",
                did_you_mean(relation, RELATIONS),
            )

    def _test(self, data: Any, keys: Keys) -> WordTest:
        if not isinstance(data, dict):
            self._problem(keys, "not-a-test", "conditions on a word are a mapping", "e.g. {takes: quote}")
            return WordTest()
        self._known(data, TESTS, keys)
        for relation in self._words(data, "relation", keys):
            self._relation(relation, (*keys, "relation"))
        return WordTest(
            takes=frozenset(self._words(data, "takes", keys, self.vocabulary.takes)),
            voice=frozenset(self._words(data, "voice", keys, VOICES)),
            cue_class=frozenset(self._words(data, "class", keys, self.vocabulary.classes)),
            form=frozenset(word.lower() for word in self._words(data, "form", keys)),
            lemma=frozenset(word.lower() for word in self._words(data, "lemma", keys)),
            upos=frozenset(self._words(data, "upos", keys)),
            relation=frozenset(self._words(data, "relation", keys)),
            lists=tuple(self._words(data, "list", keys, self.vocabulary.lists)),
            clitic=self._flag(data, "clitic-word", keys),
            first=self._flag(data, "first", keys),
            after_comma=self._flag(data, "after-comma", keys),
        )

    def _unless(self, data: Any) -> dict[str, tuple[str, ...]]:
        if not isinstance(data, dict):
            self._problem(("unless",), "not-a-test", "unless is a mapping", "e.g. before cue: [negations]")
            return {}
        self._known(data, UNLESS, ("unless",))
        return {key: tuple(self._words(data, key, ("unless",), self.vocabulary.lists)) for key in data}

    def _examples(self, data: dict[str, Any], name: str) -> tuple[Example, ...]:
        entries = data.get(name, [])
        if not isinstance(entries, list):
            self._problem((name,), "not-a-list", f"{name} is a list of sentences", "write one '- ' a line")
            return ()
        return tuple(self._example(entry, (name, k)) for k, entry in enumerate(entries))

    def _example(self, entry: Any, keys: Keys) -> Example:
        marked, why = (entry.get("text", ""), entry.get("why")) if isinstance(entry, dict) else (entry, None)
        if not isinstance(marked, str):
            hint = "put it in quotation marks"
            self._problem(keys, "not-a-text", f"the sentence of an example is text, not {marked!r}", hint)
            marked = ""
        if keys[0] == "examples" and not _PART.search(marked):
            self._problem(
                keys,
                "unmarked-example",
                "the example marks no part",
                "e.g. '[source Ratna] [cue mengatakan], [content …].'",
            )
        if keys[0] == "counter-examples" and not why:
            self._problem(keys, "no-reason", "the counter-example gives no reason", "write {text: …, why: …}")
        parts = tuple((m[1], m[2]) for m in _PART.finditer(marked))
        return Example(_PART.sub(lambda m: m[2], marked), parts, why, self.source.position(keys)[0])

    def _flag(self, data: dict[str, Any], key: str, keys: Keys) -> bool | None:
        value = data.get(key)
        if value is None or isinstance(value, bool):
            return value
        self._problem((*keys, key), "value", f"{key} is true or false, not {value!r}", "write true, or leave it out")
        return None

    def _words(self, data: dict[str, Any], key: str, keys: Keys, known: Collection[str] = ()) -> list[str]:
        value = data.get(key, [])
        words = [str(word) for word in value] if isinstance(value, list) else [str(value)]
        for word in words:
            if known and word not in known:
                hint = did_you_mean(word, known) or f"one of {', '.join(known)}"
                self._problem((*keys, key), "value", f"'{word}' is not known for {key}", hint)
        return words

    def _choice(self, data: dict[str, Any], key: str, known: Sequence[str]) -> Any:
        value = data.get(key)
        if value is not None and value not in known:
            self._problem(
                (key,),
                "value",
                f"'{value}' is no {key}",
                did_you_mean(str(value), known) or f"one of {', '.join(known)}",
            )
        return value

    def _integer(self, data: dict[str, Any], key: str, keys: Keys = ()) -> int:
        value = data.get(key, 0)
        if not isinstance(value, int) or isinstance(value, bool):
            self._problem((*keys, key), "value", f"{key} is a whole number, not {value!r}", "e.g. 2")
            return 0
        return value

    def _known(self, data: dict[str, Any], known: Sequence[str], keys: Keys) -> None:
        for key in data:
            if key not in known:
                hint = did_you_mean(str(key), known) or f"one of {', '.join(known)}"
                self.problems.append(
                    self.source.problem((*keys, key), "unknown-key", f"unknown key '{key}'", hint, key=True)
                )

    def _problem(self, keys: Keys, code: str, text: str, hint: str | None) -> None:
        self.problems.append(self.source.problem(keys, code, text, hint))
