"""The user's own list of speakers: the data, the people that a name or an office refers to, and the list as a file.

The list overrules all that the registry finds out. :mod:`quotes.registry.user_list_reader` reads it from a file.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from quotes.errors import OutputError, UsageError
from quotes.records import Gender, SpeakerKind
from quotes.registry.features import Name, has_status, is_part_of, office_words
from quotes.registry.identity import Entry, Identity
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


#: How many roles of articles a comment shows.
_MAX_ROLES = 3
_COLUMNS = ("id", "name", "kind", "aliases", "role", "from", "to", "affiliation", "gender", "wikidata")


def write_user_list(identities: Iterable[Identity], user_list: UserList | None, path: Path) -> None:
    """Write a list. Offices come from the user's list only; parts of a name are no aliases.

    Raises:
        UsageError: the ending is not yaml, yml, csv or tsv.
        OutputError: the file cannot be written.
    """
    ways = {".yaml": _to_yaml, ".yml": _to_yaml, ".csv": _to_csv, ".tsv": _to_csv}
    way = ways.get(path.suffix.lower())
    if way is None:
        raise UsageError(f"cannot write a list as {path.suffix or 'this'}", path=str(path), hint="write .yaml or .csv")
    text = way(list(identities), user_list or UserList(), "\t" if path.suffix.lower() == ".tsv" else ",")
    try:
        path.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputError(f"cannot be written ({reason})", path=str(path), hint="check folder and rights") from error


def _identifying_aliases(identity: Identity) -> list[str]:
    """List the names that identify a person by themselves: those of entries, and nicknames; no parts of the name."""
    identifying = {entry.name for entry in identity.entries} | {
        n for entry in identity.entries for n in entry.nicknames
    }
    own = set(identity.name.casefold().split())
    return [alias for alias in identity.aliases if alias in identifying and not set(alias.casefold().split()) <= own]


def _listed_terms(identity: Identity, user_list: UserList) -> Sequence[Term]:
    person = user_list.get(identity.id) if identity.listed_at else None
    return person.terms if person else ()


def _to_yaml(identities: Sequence[Identity], user_list: UserList, _: str) -> str:
    lines = ["speakers:"]
    for identity in identities:
        lines += _yaml_entry(identity, user_list)
    return "\n".join(lines) + "\n" if identities else "speakers: []\n"


def _yaml_entry(identity: Identity, user_list: UserList) -> Iterator[str]:
    yield f"  - name: {_yaml_string(identity.name)}"
    yield f"    id: {_yaml_string(identity.id)}"
    if identity.kind != "person":
        yield f"    kind: {identity.kind}"
    if aliases := _identifying_aliases(identity):
        yield f"    aliases: [{', '.join(map(_yaml_string, aliases))}]"
    terms = _listed_terms(identity, user_list)
    if terms:
        yield "    roles:"
        for term in terms:
            days = (("from", term.since), ("to", term.until))
            dates = "".join(f", {key}: {day.isoformat()}" for key, day in days if day)
            yield f"      - {{role: {_yaml_string(term.role)}{dates}}}"
    elif identity.roles:
        yield f"    # {'; '.join(_one_line(role) for role in identity.roles[:_MAX_ROLES])}"
    if identity.gender:
        yield f"    gender: {identity.gender}"
    if identity.external:
        yield f"    external: {json.dumps(dict(identity.external), ensure_ascii=False)}"


def _one_line(text: str) -> str:
    return " ".join("".join(ch if ch.isprintable() else " " for ch in text).split())


def _yaml_string(text: str) -> str:
    """Write a text as a string of YAML: plain words as they are, all else as JSON."""
    plain = text.replace(" ", "").replace("-", "").isalpha() and text[0].isalpha() and text[-1].isalpha()
    return text if plain and text.lower() not in ("null", "true", "false") else json.dumps(text, ensure_ascii=False)


def _to_csv(identities: Sequence[Identity], user_list: UserList, delimiter: str) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, _COLUMNS, delimiter=delimiter, lineterminator="\r\n")
    writer.writeheader()
    for identity in identities:
        whole = {
            "id": identity.id,
            "name": identity.name,
            "kind": identity.kind,
            "aliases": "; ".join(_identifying_aliases(identity)),
            "gender": identity.gender,
            "wikidata": identity.external.get("wikidata"),
        }
        terms = _listed_terms(identity, user_list)
        offices = [{"role": term.role, "from": term.since, "to": term.until} for term in terms] or [{}]
        for k, office in enumerate(offices):
            writer.writerow({**(whole if k == 0 else {"id": identity.id, "name": identity.name}), **office})
    return out.getvalue()
