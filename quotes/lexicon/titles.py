"""Titles, roles and other words that accompany names, read from ``rules/names/``.

Every file adds to one list (``list: role``). An entry with a capital letter matches only words
with one (``Minggu`` is a day, ``minggu`` a week); an entry in lower case matches both. Dots do
not count: ``Dr``, ``Dr.``; ``SH``, ``S.H.``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, TypeVar, cast, get_args

from quotes.errors import Problem, RuleError
from quotes.records import SpeakerKind
from quotes.yamlsource import Keys, Source, did_you_mean, load

ListName = Literal[
    "honorific",
    "rank",
    "degree",
    "role",
    "abbreviation",
    "nickname",
    "status",
    "determiner",
    "person",
    "group",
    "organisation",
    "document",
    "pronoun",
    "day",
    "month",
    "place",
    "outlet",
]
Number = Literal["singular", "plural"]
_Value = TypeVar("_Value")
#: The field of public life of a role; a role that all fields have (``ketua``) has none.
Family = Literal["state", "business", "knowledge", "sport", "arts"]

#: The order in which lists are searched for the kind of a word (``ibu`` is a person first).
_KIND_ORDER: tuple[ListName, ...] = (
    "pronoun",
    "person",
    "role",
    "abbreviation",
    "honorific",
    "rank",
    "group",
    "organisation",
    "outlet",
    "document",
)
_KEYS = frozenset({"title", "description", "list", "kind", "family", "datelines", "words"})
#: The lists of words with a long form, in the order in which they are searched.
_WITH_LONG_FORM: tuple[ListName, ...] = ("abbreviation", "rank", "organisation", "status")
_WITH_TEXT: frozenset[ListName] = frozenset({"abbreviation", "nickname", "pronoun"})


class Entry(NamedTuple):
    """An entry of a list.

    Attributes:
        word: as written in the file.
        text: the long form of an abbreviation, the name of the bearer of a nickname, or the number of a pronoun.
        kind: the kind of speaker that it makes.
        family: the field of public life of a role.
        dateline: it also stands at the head of an article, before a dash.
    """

    word: str
    text: str | None = None
    kind: SpeakerKind | None = None
    family: Family | None = None
    dateline: bool = False

    def fits(self, token: str) -> bool:
        """Whether a token has the capitals of the entry: ``MA`` is the court, ``Ma`` of ``Jack Ma`` is not."""
        if len(self.word) > 1 and self.word.isupper():
            return token.isupper()
        return not self.word[0].isupper() or token[:1].isupper()


@dataclass(frozen=True, slots=True)
class Titles:
    """All lists of names; immutable. Tokens are words of the parser, with or without dots."""

    lists: Mapping[ListName, Mapping[tuple[str, ...], Entry]]
    #: The entries of all lists by their words, and how long those are, longest first, that begin with a word.
    _entries: Mapping[tuple[str, ...], Mapping[ListName, Entry]] = field(init=False, repr=False, compare=False)
    _lengths: Mapping[str, Mapping[ListName, tuple[int, ...]]] = field(init=False, repr=False, compare=False)
    #: Long titles, ranks and roles, each without one of its letters.
    _spellings: frozenset[str] = field(init=False, repr=False, compare=False)
    #: Nicknames by the word behind a form of address: ``Ipul`` of ``Gus Ipul``.
    _addressed: Mapping[str, Entry] = field(init=False, repr=False, compare=False)
    #: The entries that a token was found to have, and how long those are that begin with it.
    _entries_by_token: _ByToken[Entry] = field(init=False, repr=False, compare=False)
    _lengths_by_token: _ByToken[tuple[int, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        lengths: dict[str, dict[ListName, set[int]]] = {}
        by_words: dict[tuple[str, ...], dict[ListName, Entry]] = {}
        for name, entries in self.lists.items():
            for words, entry in entries.items():
                by_words.setdefault(words, {})[name] = entry
                lengths.setdefault(words[0], {}).setdefault(name, set()).add(len(words))
        longest_first = {
            first: {name: tuple(sorted(found, reverse=True)) for name, found in by_list.items()}
            for first, by_list in lengths.items()
        }
        object.__setattr__(self, "_entries", by_words)
        object.__setattr__(self, "_lengths", longest_first)
        object.__setattr__(self, "_entries_by_token", _ByToken(self._look_up_entries))
        nicknames = self.lists.get("nickname", {}).items()
        addressed = {
            words[1]: entry
            for words, entry in nicknames
            if len(words) == 2 and self.is_honorific(entry.word.split()[0])
        }
        object.__setattr__(self, "_addressed", addressed)
        object.__setattr__(self, "_lengths_by_token", _ByToken(self._look_up_lengths))
        titles = {"honorific", "rank", "role"}
        long = [words[0] for words, found in by_words.items() if len(words) == 1 and not titles.isdisjoint(found)]
        spellings = (_without_a_letter(word) for word in long if len(word) >= _MISSPELT)
        object.__setattr__(self, "_spellings", frozenset().union(*spellings))

    @classmethod
    def load(cls, folder: Path, *more: Path) -> Titles:
        """Read every ``*.yaml`` of the folders; later folders add entries, or replace earlier ones.

        Raises:
            RuleError: with all problems of all files.
        """
        reader = _Reader()
        for each in (folder, *more):
            paths = sorted(each.glob("*.yaml"))
            if not paths:
                reader.problems.append(Problem(str(each), 1, 1, "no-files", "has no *.yaml files", "name a folder"))
            reader.begin_folder()
            for path in paths:
                reader.read_file(load(path))
        if reader.problems:
            raise RuleError(reader.problems)
        return cls(MappingProxyType(reader.lists))

    def is_honorific(self, token: str) -> bool:
        """Whether a token is a title, a rank or a form of address: ``Pak``, ``Prof.``, ``KH``, ``AKBP``."""
        found = self._entries_by_token[token]
        return "honorific" in found or "rank" in found

    def is_misspelt(self, token: str) -> bool:
        """Whether a token differs from a long title, rank or role in one letter: ``Jendaral``."""
        folded = _fold(token)
        return len(folded) >= _MISSPELT and not self._spellings.isdisjoint(_without_a_letter(folded))

    def is_rank(self, token: str) -> bool:
        """Whether a token is a rank of police or army: ``AKBP``, ``Letkol``."""
        return self._has("rank", token)

    def is_degree(self, token: str) -> bool:
        """Whether a token is a degree behind a name: ``S.H.``, ``M.Si``."""
        return self._has("degree", token)

    def is_role_head(self, token: str) -> bool:
        """Whether a role begins with the token: ``Menteri``, ``Kepala``, ``pelatih``, ``Menkeu``."""
        found = self._entries_by_token[token]
        return "role" in found or "abbreviation" in found

    def is_status(self, token: str) -> bool:
        """Whether a token stands before a role and is not part of it: ``mantan``, ``Plt``, ``Wakil``."""
        return self._has("status", token)

    def is_determiner(self, token: str) -> bool:
        """Whether a token opens a phrase for somebody without a name: ``seorang``, ``para``, ``sang``."""
        return self._has("determiner", token)

    def is_person_noun(self, token: str) -> bool:
        """Whether a token is a noun for a person, kinship included: ``pria``, ``ibu``, ``korban``."""
        return self._has("person", token)

    def is_organisation_head(self, token: str) -> bool:
        """Whether the name of an organisation begins with the token, or is it: ``Kementerian``, ``PT``, ``KPK``."""
        return self._has("organisation", token)

    def is_day(self, token: str) -> bool:
        return self._has("day", token)

    def is_month(self, token: str) -> bool:
        return self._has("month", token)

    def is_place(self, name: str) -> bool:
        """Whether a name of one or more words is a country, a province or a large city: ``Jawa Barat``."""
        return self._is_listed("place", name)

    def is_outlet(self, name: str) -> bool:
        """Whether a name of one or more words is a news outlet: ``CNN Indonesia``."""
        return self._is_listed("outlet", name)

    def _is_listed(self, name: ListName, term: str) -> bool:
        entry = self.lists.get(name, {}).get(tuple(map(_fold, term.split())))
        return entry is not None and entry.fits(term)

    def dateline_words(self, name: ListName) -> list[str]:
        """Return the entries of a list that stand in datelines, as written in the files."""
        return [entry.word for entry in self.lists.get(name, {}).values() if entry.dateline]

    def kind_of(self, token: str) -> SpeakerKind | None:
        """Return the kind of speaker of a phrase with this head; None where the word does not determine it."""
        return next((entry.kind for entry in self._find_entries(token, _KIND_ORDER) if entry.kind), None)

    def expand(self, token: str) -> str | None:
        """Return the long form of a short one: ``Menkeu``, ``KPK``, ``Kementerian ESDM``; None where none is listed."""
        return next((entry.text for entry in self._find_entries(token, _WITH_LONG_FORM) if entry.text), None)

    def find_bearer(self, nickname: str) -> str | None:
        """Return the full name behind a nickname, ``SBY``, ``Ipul`` of ``Gus Ipul``; None for another word."""
        entry = self._entry("nickname", nickname) or self._addressed.get(_fold(nickname))
        return entry.text if entry else None

    def family_of(self, role: str) -> Family | None:
        """Return the family of a role, that of its first word with one (``Ketua Majelis Hakim``: ``state``)."""
        words = role.split()
        names: tuple[ListName, ...] = ("role", "rank")
        for at, word in enumerate(words):
            for name in names:
                length = self.length(name, words, at)
                entry = self.lists[name].get(tuple(map(_fold, words[at : at + length]))) if length else None
                if entry and entry.family:
                    return entry.family
            short = self._entry("abbreviation", word)
            if short and short.text and (family := self.family_of(short.text)):
                return family
        return None

    def number_of(self, token: str) -> Number | None:
        """Return the number of a pronoun; None for another word."""
        entry = self._entry("pronoun", token)
        return cast("Number", entry.text) if entry else None

    def length(self, name: ListName, tokens: Sequence[str], start: int = 0) -> int:
        """Return the length in tokens of the longest entry of a list at ``start``; 0 where there is none."""
        if start >= len(tokens):
            return 0
        for length in self._lengths_by_token[tokens[start]].get(name, ()):
            entry = self.lists[name].get(tuple(map(_fold, tokens[start : start + length])))
            if entry and entry.fits(tokens[start]) and start + length <= len(tokens):
                return length
        return 0

    def may_open_several(self, token: str) -> bool:
        """Return whether an entry of several words, on any list, begins with a token: ``Jawa`` of ``Jawa Barat``."""
        return any(lengths[0] > 1 for lengths in self._lengths_by_token[token].values())

    def _has(self, name: ListName, token: str) -> bool:
        return name in self._entries_by_token[token]

    def _entry(self, name: ListName, token: str) -> Entry | None:
        return self._entries_by_token[token].get(name)

    def _look_up_entries(self, token: str) -> Mapping[ListName, Entry]:
        entries = self._entries.get(tuple(map(_fold, token.split())), {})
        return {name: entry for name, entry in entries.items() if entry.fits(token)}

    def _look_up_lengths(self, token: str) -> Mapping[ListName, tuple[int, ...]]:
        return self._lengths.get(_fold(token), {})

    def _find_entries(self, token: str, names: Iterable[ListName]) -> Iterator[Entry]:
        """Yield the entries that a token has on some lists, in the order of the lists."""
        found = self._entries_by_token[token]
        return (found[name] for name in names if name in found) if found else iter(())


class _ByToken(dict[str, Mapping[ListName, _Value]]):
    """What was found of the tokens looked up so far, as tokens recur: of each token by the names of its lists.

    Args:
        find: looks a token up.
    """

    def __init__(self, find: Callable[[str], Mapping[ListName, _Value]]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, token: str) -> Mapping[ListName, _Value]:
        if len(self) >= _MOST_TOKENS:
            self.clear()
        found = self[token] = self._find(token)
        return found


#: Most words that an entry may have.
_LONGEST = 5
#: Size of the cache of tokens: the vocabulary of a long stream keeps growing.
_MOST_TOKENS = 1 << 16


#: The prefix of a former role.
_FORMER = re.compile("(?:eks|ex)-(?=[a-z])")
#: Letters of the shortest title that is known when it is misspelt.
_MISSPELT = 8


def _without_a_letter(word: str) -> set[str]:
    return {word[:k] + "*" + word[k + 1 :] for k in range(len(word))}


@lru_cache(maxsize=1 << 16)
def _fold(token: str) -> str:
    """Return a token without dots, capitals and the prefix of a former role: ``Eks-Wali`` of ``Eks-Wali Kota``."""
    return _FORMER.sub("", token.replace(".", "").lower())


class _Reader:
    """Reads the files, and collects their entries and problems."""

    def __init__(self) -> None:
        self.lists: dict[ListName, dict[tuple[str, ...], Entry]] = {}
        self.problems: list[Problem] = []
        self._here: set[tuple[ListName, tuple[str, ...]]] = set()  # the entries of the folder that is being read

    def begin_folder(self) -> None:
        self._here.clear()

    def read_file(self, source: Source) -> None:
        self.problems += source.problems
        if not isinstance(source.data, dict):
            if not source.problems:
                self._report(source, (), "no-words", "has no words", "give title, description, list and words")
            return
        for key in source.data:
            if key not in _KEYS:
                self._report(source, (key,), "unknown-key", f"unknown key '{key}'", did_you_mean(key, _KEYS), key=True)
        for key in ("title", "description"):
            if not isinstance(source.data.get(key), str):
                self._report(source, (key,), "missing", f"has no {key}", "say in a line what the file is")
        name = self._read_choice(source, "list", "unknown-list", get_args(ListName))
        kind = (
            self._read_choice(source, "kind", "unknown-kind", get_args(SpeakerKind)) if "kind" in source.data else None
        )
        family = None
        if "family" in source.data:
            family = self._read_choice(source, "family", "unknown-family", get_args(Family))
        if name:
            dateline = self._read_flag(source, "datelines")
            about = Entry("", None, cast("SpeakerKind | None", kind), cast("Family | None", family), dateline)
            self._read_words(source, cast("ListName", name), about)

    def _read_choice(self, source: Source, key: str, code: str, known: Iterable[str]) -> str | None:
        value = source.data.get(key)
        if value in tuple(known):
            return str(value)
        hint = did_you_mean(str(value), known) or f"one of {', '.join(known)}"
        self._report(source, (key,), code, f"unknown {key} '{value}'", hint)
        return None

    def _read_flag(self, source: Source, key: str) -> bool:
        value = source.data.get(key, False)
        if not isinstance(value, bool):
            self._report(
                source, (key,), "value", f"{key} is true or false, not {value!r}", "write true, or leave it out"
            )
        return value is True

    def _read_words(self, source: Source, name: ListName, about: Entry) -> None:
        """Read the entries of a file. ``about`` has the values that the file sets for all of them."""
        words = source.data.get("words")
        if not isinstance(words, list | dict):
            self._report(source, ("words",), "no-words", "has no words", "give words: and one '- word' a line")
            return
        pairs = words.items() if isinstance(words, dict) else enumerate(words)
        for key, value in pairs:
            word, text = (key, value) if isinstance(words, dict) else (value, None)
            if self._is_entry(source, ("words", key), name, word, text):
                self._add_entry(source, ("words", key), name, about._replace(word=str(word), text=text))

    def _is_entry(self, source: Source, keys: Keys, name: ListName, word: Any, text: Any) -> bool:
        if not isinstance(word, str) or not 0 < len(word.split()) <= _LONGEST:
            self._report(source, keys, "word", f"'{word}' is not a word or a few", "put it in quotation marks")
        elif name == "pronoun" and text not in get_args(Number):
            self._report(source, keys, "number", f"'{word}' has no number", f"write {word}: singular, or plural")
        elif not (isinstance(text, str) or (text is None and name not in _WITH_TEXT)):
            self._report(source, keys, "text", f"'{word}' has no long form", f"write {word}: and the long form")
        else:
            return True
        return False

    def _add_entry(self, source: Source, keys: Keys, name: ListName, entry: Entry) -> None:
        """Add an entry, which replaces that of an earlier folder; a second one in its folder is a problem."""
        found = self.lists.setdefault(name, {})
        folded = tuple(map(_fold, entry.word.split()))
        if (name, folded) in self._here:
            text = f"'{entry.word}' is already on the list as '{found[folded].word}'"
            self._report(source, keys, "duplicate-word", text, "keep one of them", key=True)
            return
        self._here.add((name, folded))
        found[folded] = entry

    def _report(
        self, source: Source, keys: Keys, code: str, text: str, hint: str | None = None, *, key: bool = False
    ) -> None:
        self.problems.append(source.problem(keys, code, text, hint, key=key))
