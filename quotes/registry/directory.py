"""The user's own list of speakers, ``speakers.yaml`` or a table: it goes before all that is found out.

Every problem of the file has its place; nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from types import MappingProxyType

from quotes.records import Gender, SpeakerKind
from quotes.registry.features import has_status, office_words
from quotes.registry.identity import Entry
from quotes.registry.knowledge import Knowledge
from quotes.registry.naming import Name, fold, part_of


@dataclass(frozen=True, slots=True)
class Term:
    """An office, and the days from which and to which somebody has it, both included; None where it is open."""

    role: str
    since: date | None = None
    until: date | None = None

    def covers(self, day: date | None) -> bool:
        """Had he it on that day? Without a day only where the term has no end and no beginning."""
        if day is None:
            return self.since is None and self.until is None
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """Somebody on the list, or a body.

    Attributes:
        external: ids elsewhere: ``{"wikidata": "Q1"}``.
        line: where in the file he stands, from 1.
    """

    id: str
    name: str
    kind: SpeakerKind = "person"
    aliases: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()
    affiliation: str | None = None
    gender: Gender | None = None
    external: Mapping[str, str] = field(default_factory=dict)
    line: int = 1


@dataclass(frozen=True)
class Directory:
    """The list. Without one there is nobody on it."""

    people: tuple[ListedPerson, ...] = ()
    path: str = ""

    @cached_property
    def _by_id(self) -> Mapping[str, ListedPerson]:
        return MappingProxyType({person.id: person for person in self.people})

    @cached_property
    def _by_name(self) -> Mapping[Name, Sequence[ListedPerson]]:
        found: dict[Name, list[ListedPerson]] = {}
        for person in self.people:
            for name in dict.fromkeys(fold(name) for name in (person.name, *person.aliases)):
                found.setdefault(name, []).append(person)
        return MappingProxyType(found)

    def get(self, id_: str) -> ListedPerson | None:
        return self._by_id.get(id_)

    def place(self, id_: str) -> str | None:
        """Where somebody stands: ``speakers.yaml:12``."""
        person = self.get(id_)
        return f"{self.path}:{person.line}" if person else None

    def person_of(self, entry: Entry, known: Knowledge) -> ListedPerson | None:
        """Who of the list an entry is: by name or alias; where several have it, by the office at the article's day.

        A part of a name (``Basuki``, ``Anies Rasyid Baswedan``) is his who has the office that the article gives it.
        None where that does not tell.
        """
        found = [person for person in self._by_name.get(fold(entry.name), ()) if _same_kind(person.kind, entry.kind)]
        day = day_of(entry.date)
        if len(found) == 1:
            return found[0]
        if not found:
            holders = (self.holder(role, day, known) for role in entry.roles)
            return next((person for person in holders if person and _may_be(person, fold(entry.name))), None)
        offices = [office_words(role, known) for role in entry.roles]
        fitting = [person for person in found if any(_holds(person, words, day, known) for words in offices)]
        return fitting[0] if len(fitting) == 1 else None

    def holder(self, role: str, day: date | None, known: Knowledge) -> ListedPerson | None:
        """Who holds an office on a day (``Menkeu``). None where nobody listed does, or two, or it is a former one."""
        words = office_words(role, known)
        if not words or has_status(role, known):
            return None
        found = [person for person in self.people if _holds(person, words, day, known)]
        if day is None and len(self._ever(words, known)) > 1:
            return None
        return found[0] if len(found) == 1 else None

    def _ever(self, words: frozenset[str], known: Knowledge) -> list[ListedPerson]:
        return [person for person in self.people if any(office_words(t.role, known) == words for t in person.terms)]


def _holds(person: ListedPerson, words: frozenset[str], day: date | None, known: Knowledge) -> bool:
    terms = (term for term in person.terms if not has_status(term.role, known))
    return any(office_words(term.role, known) == words and term.covers(day) for term in terms)


def _may_be(person: ListedPerson, name: Name) -> bool:
    """Is a name a part of one of his, or one of his a part of it?"""
    own = [fold(each) for each in (person.name, *person.aliases)]
    return any(part_of(name, each) or part_of(each, name) for each in own)


def _same_kind(one: SpeakerKind, other: SpeakerKind) -> bool:
    return (one == "person") == (other == "person")


def day_of(written: str | None) -> date | None:
    """The day of an ISO date or time; None where it is none, since a date is never guessed."""
    try:
        return date.fromisoformat(written.strip()[:10]) if written else None
    except ValueError:
        return None
