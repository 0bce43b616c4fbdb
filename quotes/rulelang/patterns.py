"""Read the pattern of a rule: conditions on words, paths in the tree, and ways to find a part."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from quotes.rulelang.fields import FieldReader
from quotes.rulelang.rule import (
    ANY,
    BESIDE,
    FEATURES,
    FINDER_KEYS,
    HOWS,
    HOWS_OF,
    LABELS,
    NEEDS,
    OF_WORDS,
    RELATIONS,
    SIDES,
    TAGS,
    TESTS,
    TURN,
    UNCUED,
    UNLESS,
    USE,
    VOICES,
    Block,
    Finder,
    Part,
    Requirement,
    Side,
    Step,
    WordTest,
)
from quotes.yamlsource import Keys, Source, did_you_mean

_STEP = re.compile(r"\s*([<>])\s*([\w:]+(?:\|[\w:]+)*)([*+?]?)")
#: How often a step is taken.
_TIMES: Mapping[str, tuple[int, int | None]] = {"": (1, 1), "?": (0, 1), "+": (1, None), "*": (0, None)}
_FEATURE = re.compile(r"[A-Z][A-Za-z0-9]*(\[[a-z]+\])?")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The names that other rule files define and rules may use. Names of an empty collection are not checked.

    Attributes:
        forms: reporting words.
        blocks: shared blocks; None for one whose file has a problem, which is reported there.
    """

    takes: Collection[str] = ()
    classes: Collection[str] = ()
    lists: Collection[str] = ()
    forms: Collection[str] = ()
    blocks: Mapping[str, Block | None] = field(default_factory=dict)


class PatternReader(FieldReader):
    """Reads the patterns of one rule file.

    Attributes:
        started: what a finder may start at: the cue, and the parts before it.
        blocks: the shared blocks that the file uses, in their order.
    """

    def __init__(self, source: Source, rule_id: str, vocabulary: Vocabulary) -> None:
        super().__init__(source)
        self.id = rule_id
        self.vocabulary = vocabulary
        self.started: list[str] = []
        self.blocks: list[Block] = []

    def read_part(self, name: str, value: Any) -> Part:
        """Read a part: its finders, in their order, and whether it may be missing."""
        entries = list(enumerate(value)) if isinstance(value, list) else [(None, value)]
        optional, used = False, 0
        finders: list[Finder] = []
        for place, entry in entries:
            keys: Keys = (name,) if place is None else (name, place)
            if isinstance(entry, dict) and "optional" in entry:
                optional = bool(self.read_flag(entry, "optional", keys)) or optional
            if isinstance(entry, dict) and USE in entry:
                used += 1
                finders += self._read_block_finders(name, entry, keys)
            elif not isinstance(entry, dict) or set(entry) != {"optional"}:
                finders.append(self._read_finder(name, entry, keys))
        if not finders and not used:
            self.add_problem(
                (name,), "how", f"nothing says how the {name} is found", f"give one of {', '.join(HOWS_OF[name])}"
            )
        self.started.append(name)
        return Part(name, tuple(finders), optional)

    def read_unless(self, data: Any) -> dict[str, tuple[str, ...]]:
        """Read the lists that switch the rule off: its own, and those of the blocks that it uses."""
        if not isinstance(data, dict):
            self.add_problem(("unless",), "not-a-test", "unless is a mapping", "e.g. before cue: [negations]")
            return {}
        self.check_keys(data, (*UNLESS, USE), ("unless",))
        found = {key: self.read_words(data, key, ("unless",), self.vocabulary.lists) for key in data if key in UNLESS}
        for block in self._find_blocks(data, "unless", ("unless",)):
            for key, lists in block.unless.items():
                found[key] = [*found.get(key, ()), *lists]
        return {key: tuple(dict.fromkeys(found[key])) for key in UNLESS if key in found}

    def read_only_if(self, data: Any) -> dict[str, tuple[str, ...]]:
        """Read the lists of which a word must stand in a place."""
        if not isinstance(data, dict):
            self.add_problem(("if",), "not-a-test", "if is a mapping", "e.g. before cue: [negations]")
            return {}
        self.check_keys(data, UNLESS, ("if",))
        return {key: tuple(self.read_words(data, key, ("if",), self.vocabulary.lists)) for key in UNLESS if key in data}

    def _read_block_finders(self, part: str, data: Mapping[str, Any], keys: Keys) -> Iterator[Finder]:
        """Read the finders of the blocks that an entry of a part uses."""
        for key in data:
            if key not in (USE, "optional"):
                text = f"'{key}' does nothing beside '{USE}'"
                self.add_problem((*keys, key), "no-effect", text, "leave it out", key=True)
        for block in self._find_blocks(data, part, keys):
            for start in sorted({finder.of for finder in block.finders} - set(self.started)):
                text = f"the block '{block.name}' starts at '{start}', which does not stand before this part"
                self.add_problem((*keys, USE), "start", text, f"find the {start} first", word=block.name)
            yield from block.finders

    def _find_blocks(self, data: Mapping[str, Any], key: str, keys: Keys) -> Iterator[Block]:
        """Find the blocks under ``use``; each must exist and fill this key of a rule."""
        known = self.vocabulary.blocks
        fitting = [name for name, block in known.items() if block is None or block.key == key]
        listed = f"the blocks for {key} are {', '.join(fitting)}" if fitting else f"put a block for {key} into parts/"
        for name in self.read_words(data, USE, keys) if USE in data else ():
            block = known.get(name)
            if name not in known:
                hint = did_you_mean(name, fitting) or listed
                self.add_problem((*keys, USE), "unknown-block", f"there is no block '{name}'", hint, word=name)
            elif block is not None and block.key != key:
                text = f"the block '{name}' is for {block.key}, not for {key}"
                self.add_problem((*keys, USE), "block-key", text, listed, word=name)
            elif block is not None:
                if block not in self.blocks:
                    self.blocks.append(block)
                yield block

    def _read_finder(self, part: str, data: Any, keys: Keys) -> Finder:
        if not isinstance(data, dict):
            self.add_problem(keys, "not-a-finder", "a part is found by a mapping", "e.g. {phrase: before}")
            return Finder("phrase")
        self.check_keys(data, FINDER_KEYS, keys)
        hows = [how for how in HOWS if how in data]
        if len(hows) != 1:
            self.add_problem(
                keys, "how", "a part is found in exactly one way", f"give one of {', '.join(HOWS_OF[part])}"
            )
            return Finder("phrase")
        how = hows[0]
        self._check_finder_keys(part, how, data, keys)
        return Finder(
            how=how,  # type: ignore[arg-type]  # one of HOWS, by the line above
            of=self._read_start(data, how, keys),
            side=self._read_side(data, how, keys),
            path=self._read_path(data["path"], (*keys, "path")) if how == "path" else (),
            gap=self.read_integer(data, "gap", keys),
            needs=self._read_needs(data, keys),
            inline=bool(self.read_flag(data, "inline", keys)),
            adjacent=bool(self.read_flag(data, "adjacent", keys)),
            label=str(data["label"]) if how == "label" else "",
            test=self.read_test({key: data[key] for key in data if key in OF_WORDS}, keys),
            place=(self.source.path, *self.source.position(keys)),
        )

    def _check_finder_keys(self, part: str, how: str, data: Mapping[str, Any], keys: Keys) -> None:
        """Report a way that cannot find this part, and keys that have no effect beside it."""
        if how not in HOWS_OF[part]:
            hint = f"give one of {', '.join(HOWS_OF[part])}"
            self.add_problem((*keys, how), "how", f"'{how}' finds no {part}", hint, key=True)
        for key in data:
            idle = key in BESIDE and how not in BESIDE[key]
            if idle or (part == "content" and key in OF_WORDS) or (part != "content" and key == "needs"):
                text = f"'{key}' does nothing beside '{how}' of a {part}"
                self.add_problem((*keys, key), "no-effect", text, "leave it out", key=True)

    def _read_start(self, data: Mapping[str, Any], how: str, keys: Keys) -> str:
        """Read the part that a finder starts at, which must stand before the finder."""
        if how == "label":
            if data[how] not in LABELS:
                hint = 'write label: ":" or label: "–"'
                self.add_problem((*keys, how), "value", f"a label has ':' or '–', not {data[how]!r}", hint)
            return "cue"
        if how == "turn":
            if data[how] != TURN:
                self.add_problem(
                    (*keys, how), "value", f"a turn ends with its paragraph, not {data[how]!r}", "write turn: paragraph"
                )
            return "cue"
        key = "of" if how in BESIDE["of"] else how
        start = str(data.get(key, "cue"))
        if data.get("quotation") == "alone":
            if self.id != UNCUED:
                text = f"only the rule {UNCUED} takes quotations that stand alone"
                self.add_problem((*keys, how), "value", text, "write before, after or both")
        elif start not in self.started and not data.get("adjacent"):
            hint = did_you_mean(start, self.started) or "start at the cue, or at a part that stands before this one"
            self.add_problem((*keys, key), "start", f"there is no '{start}' before this part", hint)
        return start

    def _read_side(self, data: Mapping[str, Any], how: str, keys: Keys) -> Side | None:
        key = how if how in SIDES else "side"
        value = data.get(key)
        if value in ("before", "after"):
            return value  # type: ignore[no-any-return]  # narrowed by the line above
        if value not in SIDES.get(how, (None,)):
            self.add_problem((*keys, key), "side", f"{value!r} is no side", "write before or after")
        return None

    def _read_needs(self, data: Mapping[str, Any], keys: Keys) -> tuple[Requirement, ...]:
        words = self.read_words(data, "needs", keys, NEEDS)
        return tuple(need for word in words for need in NEEDS if need == word)

    def _read_path(self, value: Any, keys: Keys) -> tuple[Step, ...]:
        text = str(value)
        steps, at = [], 0
        for step in _STEP.finditer(text):
            if step.start() != at:
                break
            least, most = _TIMES[step[3]]
            steps.append(Step(step[1] == ">", self._read_relations(step[2].split("|"), keys), least, most))
            at = step.end()
        if at != len(text.rstrip()) or not steps:
            hint = "write steps such as '> nsubj', '< conj > nsubj' or '> flat|appos*'"
            self.add_problem(keys, "path", f"cannot read the path {text!r}", hint)
        return tuple(steps)

    def _read_relations(self, names: Sequence[str], keys: Keys) -> frozenset[str]:
        """Check relations of Universal Dependencies; the result is empty for any relation."""
        for name in sorted(names):
            if name.partition(":")[0] not in RELATIONS and name != ANY:
                text = f"'{name}' is no relation of Universal Dependencies"
                self.add_problem(keys, "relation", text, did_you_mean(name, [*RELATIONS, ANY]), word=name)
        return frozenset() if ANY in names else frozenset(names)

    def read_cue(self, data: Any) -> WordTest:
        """Read the conditions on the cue."""
        found = self.read_mapping(data, ("cue",), "the cue", "{takes: quote}")
        for form in self.read_words(found, "form", ("cue",)):
            if self.vocabulary.forms and form.lower() not in self.vocabulary.forms:
                hint = did_you_mean(form.lower(), self.vocabulary.forms) or "list it in a file of verbs/"
                self.add_problem(("cue", "form"), "value", f"'{form}' is no reporting word", hint)
        return self.read_test(found, ("cue",), TESTS)

    def read_test(self, data: Mapping[str, Any], keys: Keys, known: Sequence[str] = OF_WORDS) -> WordTest:
        """Read conditions on a word."""
        self.check_keys(data, known, keys)
        return WordTest(
            takes=frozenset(self.read_words(data, "takes", keys, self.vocabulary.takes)),
            voice=frozenset(self.read_words(data, "voice", keys, VOICES)),
            cue_class=frozenset(self.read_words(data, "class", keys, self.vocabulary.classes)),
            form=frozenset(word.lower() for word in self.read_words(data, "form", keys)),
            lemma=frozenset(word.lower() for word in self.read_words(data, "lemma", keys)),
            upos=frozenset(self.read_words(data, "upos", keys, TAGS)),
            features=self._read_features(data["features"], (*keys, "features")) if "features" in data else (),
            relation=self._read_relations(self.read_words(data, "relation", keys), (*keys, "relation")),
            lists=tuple(self.read_words(data, "list", keys, self.vocabulary.lists)),
            has=tuple(self._read_path(path, (*keys, "has")) for path in self.read_words(data, "has", keys)),
            without=self._read_without(data["not"], (*keys, "not"), known) if "not" in data else None,
            first=self.read_flag(data, "first", keys),
            after_comma=self.read_flag(data, "after-comma", keys),
            beside_quotation=self.read_flag(data, "beside-quotation", keys),
            clitic=self.read_flag(data, "clitic-word", keys),
            with_clitic=self.read_flag(data, "with-clitic", keys),
        )

    def _read_without(self, data: Any, keys: Keys, known: Sequence[str]) -> WordTest | None:
        found = self.read_mapping(data, keys, "not", "{upos: PROPN}")
        return self.read_test(found, keys, known) if found else None

    def _read_features(self, data: Any, keys: Keys) -> tuple[tuple[str, frozenset[str]], ...]:
        found = self.read_mapping(data, keys, "features", "{Voice: Pass}")
        for name in found:
            if not _FEATURE.fullmatch(name) or name.partition("[")[0] not in FEATURES:
                text = f"'{name}' is no feature of Universal Dependencies"
                self.add_problem((*keys, name), "feature", text, did_you_mean(name, FEATURES), key=True)
        return tuple((name, frozenset(self.read_words(found, name, keys))) for name in sorted(found))
