"""The user's own list of speakers: the data, and the people that a name or an office refers to.

The list overrules all that the registry finds out. :mod:`quotes.registry.user_list_reader` reads it from a file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from types import MappingProxyType

from quotes.records import Gender, SpeakerKind
from quotes.registry.features import has_status, office_words
from quotes.registry.identity import Entry
from quotes.registry.names import Name, is_part_of
from quotes.registry.weights import RegistryRules
from quotes.text import fold


@dataclass(frozen=True, slots=True)
class Term:
    """An office, and the first and last day that a person holds it; None where that is open."""

    role: str
    since: date | None = None
    until: date | None = None

    def covers(self, day: date | None) -> bool:
        """Is the office held on this day? Without a day: has the term neither beginning nor end?"""
        if day is None:
            return self.since is None and self.until is None
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """A person or an organisation on the list.

    Attributes:
        external: ids in other databases: ``{"wikidata": "Q1"}``.
        line: the line of the file, from 1.
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
class UserList:
    """The list; empty if the user has none."""

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

    def position(self, id_: str) -> str | None:
        """Return the position of a person in the file: ``speakers.yaml:12``."""
        person = self.get(id_)
        return f"{self.path}:{person.line}" if person else None

    def person_of(self, entry: Entry, rules: RegistryRules) -> ListedPerson | None:
        """Find the listed person of an entry: by name or alias; among several, by the office on the article's day.

        An alias with a form of address (``Bu Ratih``) is the name of those whom the article addresses so.

        A part of a name, or a longer form (``Basuki``, ``Anies Rasyid Baswedan``), is matched by the office that the
        article gives. Returns None if nobody matches, or several do.
        """
        found = self._named(entry.addressed, entry) or self._named([entry.name], entry)
        day = parse_day(entry.date)
        if len(found) == 1:
            return found[0]
        if not found:
            holders = (self.holder(role, day, rules) for role in entry.roles)
            return next((person for person in holders if person and _has_similar_name(person, fold(entry.name))), None)
        offices = [office_words(role, rules) for role in entry.roles]
        fitting = [person for person in found if any(_holds(person, words, day, rules) for words in offices)]
        return fitting[0] if len(fitting) == 1 else None

    def _named(self, names: Iterable[str], entry: Entry) -> list[ListedPerson]:
        found = {person.id: person for name in names for person in self._by_name.get(fold(name), ())}
        return [person for person in found.values() if _is_same_kind(person.kind, entry.kind)]

    def holder(self, role: str, day: date | None, rules: RegistryRules) -> ListedPerson | None:
        """Find the only holder of an office (``Menkeu``) on a day; a former office (``mantan``) has none."""
        words = office_words(role, rules)
        if not words or has_status(role, rules):
            return None
        found = [person for person in self.people if _holds(person, words, day, rules)]
        if day is None:
            ever = [person for person in self.people if any(office_words(t.role, rules) == words for t in person.terms)]
            if len(ever) > 1:
                return None
        return found[0] if len(found) == 1 else None


def _holds(person: ListedPerson, words: frozenset[str], day: date | None, rules: RegistryRules) -> bool:
    terms = (term for term in person.terms if not has_status(term.role, rules))
    return any(office_words(term.role, rules) == words and term.covers(day) for term in terms)


def _has_similar_name(person: ListedPerson, name: Name) -> bool:
    """Is a name a part of one of the person's names, or one of these a part of it?"""
    own = [fold(each) for each in (person.name, *person.aliases)]
    return any(is_part_of(name, each) or is_part_of(each, name) for each in own)


def _is_same_kind(one: SpeakerKind, other: SpeakerKind) -> bool:
    return (one == "person") == (other == "person")


def parse_day(written: str | None) -> date | None:
    """Read the day of an ISO date or time; None for anything else, as dates are never guessed."""
    try:
        return date.fromisoformat(written.strip()[:10]) if written else None
    except ValueError:
        return None
