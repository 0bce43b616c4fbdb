"""The word lists of ``rules/words/``: small closed classes that the phrases and contents are cut by.

A file is a list, named as the file. A file of the same name in a further folder
adds its ``words`` to the list, and takes away those under ``remove``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from quotes.errors import Problem, RuleError
from quotes.lexicon.morphology import CLITIC
from quotes.yamlsource import Source, did_you_mean, load

#: Most words that an entry may have.
LONGEST = 4
KEYS = ("title", "description", "words", "remove")

_Entries = frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class WordLists:
    """Named lists of lower-case words and of phrases of several words."""

    lists: Mapping[str, _Entries]
    #: For every list how long the entries are that begin with a word, longest first.
    _lengths: Mapping[str, Mapping[str, tuple[int, ...]]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_lengths", {name: _by_first(entries) for name, entries in self.lists.items()})

    @classmethod
    def load(cls, folder: Path, *more: Path) -> WordLists:
        """Read every ``*.yaml`` of a folder, and of further folders that add to its lists or take away from them.

        Raises:
            RuleError: with all problems of all files, each with its place.
        """
        found: dict[str, _Entries] = {}
        problems: list[Problem] = []
        for path in (path for each in (folder, *more) for path in sorted(each.glob("*.yaml"))):
            reader = _Reader(load(path))
            before = found.get(path.stem, frozenset())
            found[path.stem] = (before | reader.entries("words")) - reader.removed(before)
            problems += reader.problems
        if problems:
            raise RuleError(problems)
        return cls({name: entries | _parted(entries) for name, entries in found.items()})

    def including(self, more: Mapping[str, Iterable[str]]) -> WordLists:
        """These lists and others, of single words."""
        return WordLists(
            {**self.lists, **{name: frozenset((word.lower(),) for word in words) for name, words in more.items()}}
        )

    def has(self, name: str, word: str) -> bool:
        return 1 in self._lengths[name].get(word, ())

    def length_at(self, name: str, words: tuple[str, ...], at: int) -> int:
        """How many words from ``at`` on are an entry of the list: the longest; 0 where none is."""
        if at >= len(words):
            return 0
        entries = self.lists[name]
        for length in self._lengths[name].get(words[at], ()):
            if at + length <= len(words) and words[at : at + length] in entries:
                return length
        return 0


def _by_first(entries: _Entries) -> dict[str, tuple[int, ...]]:
    found: dict[str, set[int]] = {}
    for entry in entries:
        found.setdefault(entry[0], set()).add(len(entry))
    return {first: tuple(sorted(lengths, reverse=True)) for first, lengths in found.items()}


def _parted(entries: _Entries) -> _Entries:
    """The entries as the parser gives them: ``selanjutnya`` is ``selanjut`` and ``nya``, where it parts the two."""
    found = (tuple(part for word in words for part in _parts(word)) for words in entries)
    return frozenset(found)


def _parts(word: str) -> tuple[str, ...]:
    stem = word.removesuffix(CLITIC)
    return (stem, CLITIC) if stem != word and len(stem) > 2 else (word,)


class _Reader:
    """One file: its entries, and what is wrong with it."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.problems: list[Problem] = list(source.problems)
        self._data = source.data if isinstance(source.data, dict) else {}
        if not source.problems:
            self._check_keys()

    def _check_keys(self) -> None:
        for key in self._data:
            if key not in KEYS:
                hint = did_you_mean(key, KEYS) or f"one of {', '.join(KEYS)}"
                self.problems.append(self.source.problem((key,), "unknown-key", f"unknown key '{key}'", hint, key=True))
        if not {"words", "remove"} & self._data.keys():
            self._not_a_list(())

    def entries(self, key: str) -> _Entries:
        """The words and phrases under a key; none where the file does not have it."""
        listed = self._data.get(key, [])
        if not isinstance(listed, list):
            self._not_a_list((key,))
            return frozenset()
        found: dict[tuple[str, ...], int] = {}
        for number, entry in enumerate(listed):
            words = tuple(entry.lower().split()) if isinstance(entry, str) else ()
            if not 0 < len(words) <= LONGEST:
                text = f"{entry!r} is not one to {LONGEST} words"
                self._problem((key, number), "list-word", text, "write one '- word' a line, numbers in quotation marks")
            elif words in found:
                first = self.source.position((key, found[words]))[0]
                text = f"'{entry}' is on the list twice, first on line {first}"
                self._problem((key, number), "duplicate-entry", text, "keep one of them")
            else:
                found[words] = number
        return frozenset(found)

    def removed(self, before: _Entries) -> _Entries:
        """What the file takes away from the list of the folders before, which has to be there."""
        removed = self.entries("remove")
        known = [" ".join(words) for words in before]
        for number, entry in enumerate(self._data.get("remove", []) if removed else []):
            if isinstance(entry, str) and tuple(entry.lower().split()) not in before:
                hint = did_you_mean(entry.lower(), known) or "take the line out"
                self._problem(("remove", number), "not-on-list", f"'{entry}' is not on the list before", hint)
        return removed

    def _not_a_list(self, keys: tuple[str, ...]) -> None:
        self._problem(keys, "word-list", "not a list of words", "write words: and one '- word' a line")

    def _problem(self, keys: tuple[str | int, ...], code: str, text: str, hint: str) -> None:
        self.problems.append(self.source.problem(keys, code, text, hint))
