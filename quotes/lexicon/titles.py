"""Titles, roles and the other words that stand around names, read from ``rules/names/``.

Every file feeds one list (``list: role``), an entry is one line. An entry that is written with a
capital letter matches only with one (``Minggu`` is a day, ``minggu`` a week); an entry in small
letters matches either way. Dots do not count: ``Dr``, ``Dr.``; ``SH``, ``S.H.``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, cast, get_args

from quotes.errors import Problem, RuleError
from quotes.records import SpeakerKind
from quotes.yamlsource import Keys, Source, did_you_mean, load

ListName = Literal[
    "honorific",
    "rank",
    "degree",
    "role",
    "abbreviation",
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
#: The field of public life that a role belongs to; a role that every field has (``ketua``) belongs to none.
Family = Literal["state", "business", "knowledge", "sport", "arts"]

#: Where the kind of a word is looked for; the first list that has it decides (``ibu`` is a person before all else).
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
_WITH_TEXT: frozenset[ListName] = frozenset({"abbreviation", "pronoun"})


class Entry(NamedTuple):
    """An entry of a list.

    Attributes:
        word: as written in the file.
        text: the long form of an abbreviation, or the number of a pronoun.
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
        """Whether a token has the capitals that the entry asks for: ``MA`` is the court, ``Jack Ma`` is not."""
        if len(self.word) > 1 and self.word.isupper():
            return token.isupper()
        return not self.word[0].isupper() or token[:1].isupper()


@dataclass(frozen=True, slots=True)
class Titles:
    """All lists; never changed once loaded. Tokens are words as the parser gives them, with or without dots."""

    lists: Mapping[ListName, Mapping[tuple[str, ...], Entry]]

    @classmethod
    def load(cls, folder: Path, *more: Path) -> Titles:
        """Read every ``*.yaml`` of a folder, and of further folders that add to it or say anew what an entry is.

        Raises:
            RuleError: with all problems of all files, each with its place.
        """
        reader = _Reader()
        for each in (folder, *more):
            paths = sorted(each.glob("*.yaml"))
            if not paths:
                reader.problems.append(Problem(str(each), 1, 1, "no-files", "has no *.yaml files", "name a folder"))
            reader.begin_folder()
            for path in paths:
                reader.file(load(path))
        if reader.problems:
            raise RuleError(reader.problems)
        return cls(MappingProxyType(reader.lists))

    def is_honorific(self, token: str) -> bool:
        """A form of address, a title or a rank that stands before a name: ``Pak``, ``Prof.``, ``KH``, ``AKBP``."""
        return self._has("honorific", token) or self._has("rank", token)

    def is_rank(self, token: str) -> bool:
        """A rank of police or army: ``AKBP``, ``Letkol``."""
        return self._has("rank", token)

    def is_degree(self, token: str) -> bool:
        """A degree that stands behind a name: ``S.H.``, ``M.Si``."""
        return self._has("degree", token)

    def is_role_head(self, token: str) -> bool:
        """The word that a role begins with: ``Menteri``, ``Kepala``, ``pelatih``, ``Menkeu``."""
        return self._has("role", token) or self._has("abbreviation", token)

    def is_status(self, token: str) -> bool:
        """A word that stands before a role and is none: ``mantan``, ``Plt``, ``Wakil``."""
        return self._has("status", token)

    def is_determiner(self, token: str) -> bool:
        """A word that opens the phrase for somebody without a name: ``seorang``, ``para``, ``sang``."""
        return self._has("determiner", token)

    def is_person_noun(self, token: str) -> bool:
        """A noun for a person, kinship among them: ``pria``, ``ibu``, ``korban``."""
        return self._has("person", token)

    def is_organisation_head(self, token: str) -> bool:
        """What the name of an organisation begins with, or its short name: ``Kementerian``, ``PT``, ``KPK``."""
        return self._has("organisation", token)

    def is_day(self, token: str) -> bool:
        return self._has("day", token)

    def is_month(self, token: str) -> bool:
        return self._has("month", token)

    def is_place(self, name: str) -> bool:
        """A country, a province or a large city, in one or more words: ``Jawa Barat``."""
        return tuple(map(_fold, name.split())) in self.lists.get("place", {})

    def is_outlet(self, name: str) -> bool:
        """A news outlet, in one or more words: ``CNN Indonesia``."""
        return tuple(map(_fold, name.split())) in self.lists.get("outlet", {})

    def dateline_words(self, name: ListName) -> list[str]:
        """The entries of a list that stand in datelines, as written."""
        return [entry.word for entry in self.lists.get(name, {}).values() if entry.dateline]

    def kind_of(self, token: str) -> SpeakerKind | None:
        """The kind of speaker that a word makes of the phrase that it heads; None where it says nothing of that."""
        found = (self._entry(name, token) for name in _KIND_ORDER)
        return next((entry.kind for entry in found if entry and entry.kind), None)

    def expand(self, token: str) -> str | None:
        """The long form of an abbreviation: ``Menkeu``, ``KPK``, ``Kementerian ESDM``; None where none is listed."""
        names: tuple[ListName, ...] = ("abbreviation", "rank", "organisation", "status")
        found = (self._entry(name, token) for name in names)
        return next((entry.text for entry in found if entry and entry.text), None)

    def family_of(self, role: str) -> Family | None:
        """The family of a role: of the first of its words that has one (``Ketua Majelis Hakim``: ``state``)."""
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
        """Whether a pronoun stands for one or for several; None for a word that is no pronoun."""
        entry = self._entry("pronoun", token)
        return cast("Number", entry.text) if entry else None

    def length(self, name: ListName, tokens: Sequence[str], start: int = 0) -> int:
        """How many tokens from ``start`` on are an entry of a list, the longest that fits; 0 where none is."""
        entries = self.lists.get(name, {})
        for end in range(min(len(tokens), start + _LONGEST), start, -1):
            entry = entries.get(tuple(map(_fold, tokens[start:end])))
            if entry and entry.fits(tokens[start]):
                return end - start
        return 0

    def _has(self, name: ListName, token: str) -> bool:
        return self._entry(name, token) is not None

    def _entry(self, name: ListName, token: str) -> Entry | None:
        entry = self.lists.get(name, {}).get(tuple(map(_fold, token.split())))
        return entry if entry and entry.fits(token) else None


#: Most words that an entry may have.
_LONGEST = 5


@lru_cache(maxsize=1 << 16)
def _fold(token: str) -> str:
    return token.replace(".", "").lower()


class _Reader:
    """Collects the lists, and everything that is wrong with the files."""

    def __init__(self) -> None:
        self.lists: dict[ListName, dict[tuple[str, ...], Entry]] = {}
        self.problems: list[Problem] = []
        self._here: set[tuple[ListName, tuple[str, ...]]] = set()  # the entries of the folder that is being read

    def begin_folder(self) -> None:
        self._here.clear()

    def file(self, source: Source) -> None:
        self.problems += source.problems
        if not isinstance(source.data, dict):
            if not source.problems:
                self._add(source, (), "no-words", "has no words", "give title, description, list and words")
            return
        for key in source.data:
            if key not in _KEYS:
                self._add(source, (key,), "unknown-key", f"unknown key '{key}'", did_you_mean(key, _KEYS), key=True)
        for key in ("title", "description"):
            if not isinstance(source.data.get(key), str):
                self._add(source, (key,), "missing", f"has no {key}", "say in a line what the file is")
        name = self._choice(source, "list", "unknown-list", get_args(ListName))
        kind = self._choice(source, "kind", "unknown-kind", get_args(SpeakerKind)) if "kind" in source.data else None
        family = None
        if "family" in source.data:
            family = self._choice(source, "family", "unknown-family", get_args(Family))
        if name:
            dateline = self._flag(source, "datelines")
            about = Entry("", None, cast("SpeakerKind | None", kind), cast("Family | None", family), dateline)
            self._words(source, cast("ListName", name), about)

    def _choice(self, source: Source, key: str, code: str, known: Iterable[str]) -> str | None:
        value = source.data.get(key)
        if value in tuple(known):
            return str(value)
        hint = did_you_mean(str(value), known) or f"one of {', '.join(known)}"
        self._add(source, (key,), code, f"unknown {key} '{value}'", hint)
        return None

    def _flag(self, source: Source, key: str) -> bool:
        value = source.data.get(key, False)
        if not isinstance(value, bool):
            self._add(source, (key,), "value", f"{key} is true or false, not {value!r}", "write true, or leave it out")
        return value is True

    def _words(self, source: Source, name: ListName, about: Entry) -> None:
        """The entries of a file. What the file says of all of them is in ``about``."""
        words = source.data.get("words")
        if not isinstance(words, list | dict):
            self._add(source, ("words",), "no-words", "has no words", "give words: and one '- word' a line")
            return
        pairs = words.items() if isinstance(words, dict) else enumerate(words)
        for key, value in pairs:
            word, text = (key, value) if isinstance(words, dict) else (value, None)
            if self._fits(source, ("words", key), name, word, text):
                self._keep(source, ("words", key), name, about._replace(word=str(word), text=text))

    def _fits(self, source: Source, keys: Keys, name: ListName, word: Any, text: Any) -> bool:
        if not isinstance(word, str) or not 0 < len(word.split()) <= _LONGEST:
            self._add(source, keys, "word", f"'{word}' is not a word or a few", "put it in quotation marks")
        elif name == "pronoun" and text not in get_args(Number):
            self._add(source, keys, "number", f"'{word}' has no number", f"write {word}: singular, or plural")
        elif not (isinstance(text, str) or (text is None and name not in _WITH_TEXT)):
            self._add(source, keys, "text", f"'{word}' has no long form", f"write {word}: and the long form")
        else:
            return True
        return False

    def _keep(self, source: Source, keys: Keys, name: ListName, entry: Entry) -> None:
        """Take an entry, unless its folder has it already; that of a folder before is replaced."""
        found = self.lists.setdefault(name, {})
        folded = tuple(map(_fold, entry.word.split()))
        if (name, folded) in self._here:
            text = f"'{entry.word}' is already on the list as '{found[folded].word}'"
            self._add(source, keys, "duplicate-word", text, "keep one of them", key=True)
            return
        self._here.add((name, folded))
        found[folded] = entry

    def _add(
        self, source: Source, keys: Keys, code: str, text: str, hint: str | None = None, *, key: bool = False
    ) -> None:
        self.problems.append(source.problem(keys, code, text, hint, key=key))
