"""The fields of the user's list, judged one by one; every problem has its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, cast, get_args

from quotes.errors import Problem, RuleError
from quotes.records import Gender, SpeakerKind
from quotes.registry.directory import Directory, ListedPerson, Term
from quotes.registry.naming import slug
from quotes.yamlsource import Keys, Source, did_you_mean

_FIELDS = ("id", "name", "kind", "aliases", "roles", "affiliation", "gender", "wikidata", "external")
_TERM = ("role", "from", "to")
_FORM = "write speakers: and one '- name: …' each"


def read_directory(path: Path) -> Directory:
    """Read a ``speakers.yaml``, or a CSV table with the same fields as columns.

    Raises:
        RuleError: with every problem of the file, each as ``file:line:col: message [code]``.
    """
    from quotes.registry.tables import load_table
    from quotes.yamlsource import load

    source = load_table(path) if path.suffix.lower() in (".csv", ".tsv") else load(path)
    people, problems = listed(source)
    if problems:
        raise RuleError(problems)
    return Directory(tuple(people), str(path))


def listed(source: Source) -> tuple[list[ListedPerson], list[Problem]]:
    """Everybody on the list that can be read, and what is wrong with it."""
    reader = _Reader(source)
    people = reader.everybody()
    return people, [*source.problems, *reader.problems]


class _Reader:
    def __init__(self, source: Source) -> None:
        self.source = source
        self.problems: list[Problem] = []

    def everybody(self) -> list[ListedPerson]:
        data = self.source.data
        if self.source.problems and data is None:
            return []
        rows = data.get("speakers") if isinstance(data, dict) else None
        if not isinstance(rows, list):
            self._add((), "no-speakers", "has no list of speakers", _FORM)
            return []
        self._unknown((), data, ("speakers",))
        people = [self._person(("speakers", k), row) for k, row in enumerate(rows)]
        return list(self._once(person for person in people if person))

    def _once(self, people: Iterable[tuple[Keys, ListedPerson]]) -> Iterator[ListedPerson]:
        seen: dict[str, int] = {}
        for keys, person in people:
            if person.id in seen:
                text = f"the id '{person.id}' is already that of line {seen[person.id]}"
                self._add(keys, "duplicate-id", text, "give each an id: of his own")
            seen.setdefault(person.id, person.line)
            yield person

    def _person(self, keys: Keys, row: Any) -> tuple[Keys, ListedPerson] | None:
        if not isinstance(row, dict):
            self._add(keys, "speaker", "is no speaker", "write name: and what else is known")
            return None
        self._unknown(keys, row, _FIELDS)
        name = self._text(keys, row, "name")
        if name is None:
            if row.get("name") is None:
                self._add(keys, "no-name", "has no name", "write name: Full Name")
            return None
        id_ = self._text(keys, row, "id") or slug(name)
        if any(ch.isspace() for ch in id_):
            self._add((*keys, "id"), "id", f"'{id_}' has a space in it", "write words joined by -")
        return keys, ListedPerson(
            id_, name,
            cast("SpeakerKind", self._choice(keys, row, "kind", get_args(SpeakerKind)) or "person"),
            tuple(self._texts((*keys, "aliases"), row.get("aliases"))),
            tuple(self._terms((*keys, "roles"), row.get("roles"))),
            self._text(keys, row, "affiliation"),
            cast("Gender | None", self._choice(keys, row, "gender", get_args(Gender))),
            self._external(keys, row),
            self.source.position(keys)[0],
        )  # fmt: skip

    def _terms(self, keys: Keys, value: Any) -> Iterator[Term]:
        rows = [] if value is None else value if isinstance(value, list) else [value]
        for k, row in enumerate(rows):
            at = (*keys, k) if isinstance(value, list) else keys
            if isinstance(row, str) and row.strip():
                yield Term(row)
            elif isinstance(row, dict):
                yield from self._term(at, row)
            else:
                hint = "write - Menteri X, or - {role: Menteri X, from: 2020-01-31}"
                self._add(at, "role", f"'{row}' is no role", hint)

    def _term(self, keys: Keys, row: dict[str, Any]) -> Iterator[Term]:
        self._unknown(keys, row, _TERM)
        role = self._text(keys, row, "role")
        since, until = self._day(keys, row, "from"), self._day(keys, row, "to")
        if role is None:
            self._add(keys, "role", "has no role", "write role: Menteri X")
            return
        if since and until and until < since:
            self._add((*keys, "to"), "dates", f"ends on {until}, before it begins on {since}", "swap from and to")
        yield Term(role, since, until)

    def _day(self, keys: Keys, row: dict[str, Any], key: str) -> date | None:
        value = row.get(key)
        if value is None:
            return None
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError):
            self._add((*keys, key), "date", f"'{value}' is no day", "write it as 2024-01-31")
            return None

    def _external(self, keys: Keys, row: dict[str, Any]) -> dict[str, str]:
        found = {}
        wikidata = self._text(keys, row, "wikidata")
        if wikidata is not None:
            if not (wikidata[:1] == "Q" and wikidata[1:].isdigit()):
                self._add((*keys, "wikidata"), "wikidata", f"'{wikidata}' is no Wikidata id", "write it as Q42")
            found["wikidata"] = wikidata
        more = row.get("external") or {}
        if not isinstance(more, dict) or not all(isinstance(value, str) for value in more.values()):
            self._add((*keys, "external"), "external", "is no mapping of ids", 'write external: {viaf: "123"}')
            return found
        return {**found, **more}

    def _choice(self, keys: Keys, row: dict[str, Any], key: str, known: Iterable[str]) -> str | None:
        value = row.get(key)
        if value is None or value in tuple(known):
            return None if value is None else str(value)
        hint = did_you_mean(str(value), known) or f"one of {', '.join(known)}"
        self._add((*keys, key), key, f"unknown {key} '{value}'", hint)
        return None

    def _texts(self, keys: Keys, value: Any) -> Iterator[str]:
        rows = [] if value is None else value if isinstance(value, list) else [value]
        for k, row in enumerate(rows):
            if isinstance(row, str) and row.strip():
                yield row
            else:
                at = (*keys, k) if isinstance(value, list) else keys
                self._add(at, "alias", f"'{row}' is no name", "write it in quotation marks")

    def _text(self, keys: Keys, row: dict[str, Any], key: str) -> str | None:
        value = row.get(key)
        if value is None:
            return None
        if isinstance(value, str) and value.strip():
            return value.strip()
        self._add((*keys, key), key, f"'{value}' is no {key}", "write it in quotation marks")
        return None

    def _unknown(self, keys: Keys, row: dict[str, Any], known: Iterable[str]) -> None:
        for key in row:
            if key not in tuple(known):
                hint = did_you_mean(key, known) or f"the fields are {', '.join(known)}"
                self._add((*keys, key), "unknown-field", f"unknown field '{key}'", hint, key=True)

    def _add(self, keys: Keys, code: str, text: str, hint: str, *, key: bool = False) -> None:
        self.problems.append(self.source.problem(keys, code, text, hint, key=key))
