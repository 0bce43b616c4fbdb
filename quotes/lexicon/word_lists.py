"""The word lists of ``rules/words/``: small closed classes by which phrases, names and contents are bounded.

A file holds a family of lists under ``lists``. A list has ``words``, and may include other lists. A list of the same
name in a further folder adds its ``words``, and takes away those under ``remove``. Each list has examples, sentences
with its entries in brackets, which :meth:`WordLists.check_examples` runs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from quotes.errors import Problem, RuleError
from quotes.lexicon.morphology import CLITIC
from quotes.yamlsource import Keys, Source, did_you_mean, load

__all__ = ["Entries", "WordList", "WordLists"]

#: Letters of the shortest word before an ending of a list.
_SHORTEST_STEM = 3
#: The most words that an entry may have.
LONGEST = 4
FILE_KEYS = ("title", "description", "lists")
LIST_KEYS = ("description", "used-for", "includes", "words", "remove", "examples", "counter-examples")

#: Entries of a list, each a word or a phrase of several words, in lower case.
Entries = frozenset[tuple[str, ...]]

_MARK = re.compile(r"\[([^\[\]]+)\]")
_TOKEN = re.compile(r"\w+(?:[-'/]\w+)*|[^\w\s]")


@dataclass(frozen=True, slots=True)
class ListExample:
    """An example of a list.

    Attributes:
        marked: the places of all entries of the list in the sentence; of a counter-example, none.
        place: file, line and column, from 1, of the example.
        why: the reason of a counter-example.
    """

    text: str
    marked: tuple[tuple[int, int], ...]
    place: tuple[str, int, int]
    why: str | None = None


@dataclass(frozen=True, slots=True)
class WordList:
    """The description of one list.

    Attributes:
        used_for: which stage or rule uses it, and what for.
        includes: the lists whose entries are on it, too.
        entries: the entries, in alphabetical order.
    """

    name: str
    description: str = ""
    used_for: str = ""
    includes: tuple[str, ...] = ()
    entries: tuple[str, ...] = ()
    examples: tuple[ListExample, ...] = ()
    path: str = ""


@dataclass(frozen=True, slots=True)
class WordLists:
    """Named lists of lower-case words and of phrases of several words.

    Attributes:
        about: what the files say about each list that they define; lists made from titles are not there.
    """

    lists: Mapping[str, Entries]
    about: Mapping[str, WordList] = field(default_factory=dict, repr=False, compare=False)
    #: For every list how long the entries are that begin with a word, longest first.
    _lengths: Mapping[str, Mapping[str, tuple[int, ...]]] = field(init=False, repr=False, compare=False)
    #: For every list its entries of one word.
    _single: Mapping[str, frozenset[str]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_lengths", {name: _index_by_first(entries) for name, entries in self.lists.items()})
        single = {name: frozenset(e[0] for e in entries if len(e) == 1) for name, entries in self.lists.items()}
        object.__setattr__(self, "_single", single)

    @classmethod
    def load(cls, folders: Iterable[Path], given: Mapping[str, Iterable[str]] | None = None) -> WordLists:
        """Read every ``*.yaml`` of the folders, in their order.

        Args:
            folders: later ones add to the lists of earlier ones, or take away from them.
            given: lists of single words that come from elsewhere, which the files may include.

        Raises:
            RuleError: with all problems of all files, each with its place.
        """
        builder = _Builder({name: _make_entries(words) for name, words in (given or {}).items()})
        for folder in folders:
            builder.begin_folder()
            for path in sorted(folder.glob("*.yaml")):
                builder.read_file(load(path))
        lists = builder.build_lists()
        if builder.problems:
            raise RuleError(builder.problems)
        made = {name: lists[name].union(_split_clitics(lists[name])) for name in builder.about}
        about = {
            name: replace(each, entries=tuple(sorted(map(" ".join, lists[name]))))
            for name, each in builder.about.items()
        }
        return cls({**lists, **made}, about)

    def has(self, name: str, word: str) -> bool:
        """Whether a lower-case word is an entry of a list."""
        return word in self._single[name]

    def has_any(self, name: str, words: Iterable[str]) -> bool:
        """Whether one of some lower-case words is an entry of a list."""
        return not self._single[name].isdisjoint(words)

    def has_ending(self, name: str, word: str) -> bool:
        """Whether a lower-case word ends with an entry of a list, behind three letters or more."""
        return any(word.endswith(end) and len(word) - len(end) >= _SHORTEST_STEM for end in self._single[name])

    def length_at(self, name: str, words: tuple[str, ...], at: int) -> int:
        """Return the length in words of the longest entry of a list at ``at``; 0 where there is none."""
        lengths = self._lengths[name].get(words[at]) if at < len(words) else None
        for length in lengths or ():
            if at + length <= len(words) and words[at : at + length] in self.lists[name]:
                return length
        return 0

    def may_occur(self, name: str, words: frozenset[str]) -> bool:
        """Return whether a lower-case word begins an entry of a list."""
        return not self._lengths[name].keys().isdisjoint(words)

    def check_examples(self) -> Iterator[Problem]:
        """Look the lists up in their examples; report examples in which other words are found than are marked."""
        for about in self.about.values():
            for example in about.examples:
                found = self._find_all(about.name, example.text)
                if found != example.marked:
                    path, line, column = example.place
                    words = ", ".join(f"'{example.text[start:end]}'" for start, end in found) or "nothing"
                    text = f"{about.name}: in '{example.text}' the list has {words}"
                    yield Problem(path, line, column, "list-example", text, "mend the list or the example")

    def _find_all(self, name: str, text: str) -> tuple[tuple[int, int], ...]:
        """Return the places of all entries of a list in a text, the longest at each word."""
        spans = [span for token in _TOKEN.finditer(text) for span in _split_token(token)]
        words = tuple(text[start:end].lower() for start, end in spans)
        found, at = [], 0
        while at < len(words):
            length = self.length_at(name, words, at)
            if length:
                found.append((spans[at][0], spans[at + length - 1][1]))
            at += length or 1
        return tuple(found)


def _split_token(token: re.Match[str]) -> list[tuple[int, int]]:
    """Return the place of a word, or of its stem and its clitic, as the parser separates them."""
    stem, *clitic = _split_clitic(token[0].lower())
    middle = token.start() + len(stem)
    return [(token.start(), middle), (middle, token.end())] if clitic else [token.span()]


def _make_entries(words: Iterable[str]) -> Entries:
    return frozenset((word.lower(),) for word in words)


def _index_by_first(entries: Entries) -> dict[str, tuple[int, ...]]:
    found: dict[str, set[int]] = {}
    for entry in entries:
        found.setdefault(entry[0], set()).add(len(entry))
    return {first: tuple(sorted(lengths, reverse=True)) for first, lengths in found.items()}


def _split_clitics(entries: Entries) -> Iterator[tuple[str, ...]]:
    """The entries with a clitic as the parser may give them: ``selanjutnya`` as ``selanjut`` and ``nya``."""
    for words in entries:
        if any(word.endswith(CLITIC) for word in words):
            yield tuple(part for word in words for part in _split_clitic(word))


def _split_clitic(word: str) -> tuple[str, ...]:
    stem = word.removesuffix(CLITIC)
    return (stem, CLITIC) if stem != word and len(stem) > 2 else (word,)


@dataclass(frozen=True, slots=True)
class _Layer:
    """The lines of one file on a list: entries to add and to remove, each with its place under its key."""

    source: Source
    keys: Keys
    words: Mapping[tuple[str, ...], int]
    removed: Mapping[tuple[str, ...], int]
    includes: tuple[str, ...]


class _Builder:
    """Reads the files, collects the layers of all lists and the problems, and puts the lists together."""

    def __init__(self, given: Mapping[str, Entries]) -> None:
        self.problems: list[Problem] = []
        self.about: dict[str, WordList] = {}
        self._resolved: dict[str, Entries] = dict(given)
        self._layers: dict[str, list[_Layer]] = {}
        self._files: dict[str, str] = {}  # where the lists of the folder that is being read stand

    def begin_folder(self) -> None:
        self._files.clear()

    def read_file(self, source: Source) -> None:
        """Read the lists of one file."""
        self.problems += source.problems
        if source.problems:
            return
        data = source.data if isinstance(source.data, dict) else {}
        self._check_keys(source, (), data, FILE_KEYS)
        lists = data.get("lists")
        if not isinstance(lists, dict):
            hint = "write lists:, below it the name of a list, and below that words:"
            self._report(source, ("lists",), "word-lists", "has no word lists", hint)
            return
        for name, value in lists.items():
            self._read_list(source, ("lists", name), name, value)

    def _read_list(self, source: Source, keys: Keys, name: str, data: Any) -> None:
        if name in self._files or (name in self._resolved and name not in self._layers):
            where = f"also in {self._files[name]}" if name in self._files else "made from names/"
            self._report(source, keys, "duplicate-list", f"the list '{name}' is {where}", "rename one", key=True)
            return
        self._files[name] = source.path
        if not isinstance(data, dict) or not {"words", "remove", "includes"} & data.keys():
            self._report(source, keys, "word-list", f"'{name}' is not a list of words", "write words: [...] below it")
            return
        self._check_keys(source, keys, data, LIST_KEYS)
        words, removed = (self._read_entries(source, (*keys, key), data.get(key, [])) for key in ("words", "remove"))
        includes = tuple(map(str, self._as_list(source, (*keys, "includes"), data.get("includes", []))))
        self._layers.setdefault(name, []).append(_Layer(source, keys, words, removed, includes))
        examples = tuple(self._read_examples(source, keys, data))
        description, used_for = (str(data.get(key, "")).strip() for key in ("description", "used-for"))
        before = self.about.get(name)
        if before is None:
            self.about[name] = WordList(name, description, used_for, includes, (), examples, source.path)
        else:
            self.about[name] = replace(before, examples=before.examples + examples)

    def _read_entries(self, source: Source, keys: Keys, value: Any) -> dict[tuple[str, ...], int]:
        """Read the words and phrases under a key, each with its place in the list."""
        found: dict[tuple[str, ...], int] = {}
        for number, entry in enumerate(self._as_list(source, keys, value)):
            words = tuple(entry.lower().split()) if isinstance(entry, str) else ()
            if not 0 < len(words) <= LONGEST:
                text = f"{entry!r} is not one to {LONGEST} words"
                hint = "write words with commas between them, numbers in quotation marks"
                self._report(source, (*keys, number), "list-word", text, hint)
            elif words in found:
                first = source.position((*keys, found[words]))[0]
                text = f"'{entry}' is on the list twice, first on line {first}"
                self._report(source, (*keys, number), "duplicate-entry", text, "keep one of them")
            else:
                found[words] = number
        return found

    def _read_examples(self, source: Source, keys: Keys, data: Mapping[str, Any]) -> Iterator[ListExample]:
        for number, marked in enumerate(self._as_list(source, (*keys, "examples"), data.get("examples", []))):
            place: Keys = (*keys, "examples", number)
            if not isinstance(marked, str) or not _MARK.search(marked):
                hint = "e.g. 'Ratna [tidak] pulang'"
                self._report(source, place, "unmarked-example", "the example marks no entry", hint)
            else:
                yield _parse_example(marked, (source.path, *source.position(place)))
        key = "counter-examples"
        for number, data_of in enumerate(self._as_list(source, (*keys, key), data.get(key, []))):
            place = (*keys, key, number)
            if not isinstance(data_of, dict) or data_of.keys() != {"text", "why"}:
                hint = "write {text: …, why: …}"
                self._report(source, place, "no-reason", "the counter-example gives no reason", hint)
            else:
                where = (source.path, *source.position(place))
                yield ListExample(str(data_of["text"]), (), where, str(data_of["why"]))

    def _as_list(self, source: Source, keys: Keys, value: Any) -> list[Any]:
        if isinstance(value, list):
            return value
        self._report(source, keys, "word-list", f"{keys[-1]} is not a list", "write [one, two], or one '- ' a line")
        return []

    def _check_keys(self, source: Source, keys: Keys, data: Mapping[str, Any], known: tuple[str, ...]) -> None:
        for key in data:
            if key not in known:
                hint = did_you_mean(key, known) or f"one of {', '.join(known)}"
                self._report(source, (*keys, key), "unknown-key", f"unknown key '{key}'", hint, key=True)

    def build_lists(self) -> dict[str, Entries]:
        """Return all lists, with the entries of those that they include."""
        for name in self._layers:
            self._resolve(name, ())
        return self._resolved

    def _resolve(self, name: str, path: tuple[str, ...]) -> Entries:
        if name in self._resolved:
            return self._resolved[name]
        found: set[tuple[str, ...]] = set()
        for layer in self._layers[name]:
            found |= layer.words.keys()
            for number, included in enumerate(layer.includes):
                found |= self._included(layer, number, included, (*path, name))
            known = [" ".join(words) for words in found]
            for words, number in layer.removed.items():
                if words not in found:
                    entry = " ".join(words)
                    hint = did_you_mean(entry, known) or "take the word out"
                    text = f"'{entry}' is not on the list '{name}'"
                    self._report(layer.source, (*layer.keys, "remove", number), "not-on-list", text, hint)
            found -= layer.removed.keys()
        self._resolved[name] = frozenset(found)
        return self._resolved[name]

    def _included(self, layer: _Layer, number: int, name: str, path: tuple[str, ...]) -> Entries:
        keys: Keys = (*layer.keys, "includes", number)
        if name in path:
            text = f"the list includes itself: {' → '.join((*path[path.index(name) :], name))}"
            self._report(layer.source, keys, "list-cycle", text, "take it out of one of them")
        elif name not in self._layers and name not in self._resolved:
            known = [*self._layers, *self._resolved]
            self._report(layer.source, keys, "unknown-list", f"there is no list '{name}'", did_you_mean(name, known))
        else:
            return self._resolve(name, path)
        return frozenset()

    def _report(self, source: Source, keys: Keys, code: str, text: str, hint: str | None, *, key: bool = False) -> None:
        self.problems.append(source.problem(keys, code, text, hint, key=key))


def _parse_example(marked: str, place: tuple[str, int, int]) -> ListExample:
    """Read a sentence with its entries in brackets."""
    text, spans, at = "", [], 0
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        spans.append((len(text), len(text) + len(mark[1])))
        text, at = text + mark[1], mark.end()
    return ListExample(text + marked[at:], tuple(spans), place)
