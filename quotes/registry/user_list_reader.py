"""Read the user's list of speakers from YAML or a table (CSV, TSV), and check it; every problem has its position."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, cast, get_args

from quotes.errors import Problem, RuleError
from quotes.records import Gender, SpeakerKind
from quotes.registry.user_list import ListedPerson, Term, UserList
from quotes.text import slug
from quotes.yamlsource import Keys, Source, did_you_mean, load

_FIELDS = ("id", "name", "kind", "aliases", "roles", "affiliation", "gender", "wikidata", "external")
_TERM = ("role", "from", "to")
_FORM = "write speakers: and one '- name: …' for each"

#: Columns with several texts in a cell, separated by semicolons.
_SEVERAL = ("aliases",)
#: The columns of one office; a further row of the same name gives another one.
_OFFICE = ("role", "from", "to")
_SEPARATOR = ";"


def read_user_list(path: Path) -> UserList:
    """Read a ``speakers.yaml``, or a table with the same fields as columns.

    Raises:
        RuleError: the file has problems; the error has them all.
    """
    source = load_table(path) if path.suffix.lower() in (".csv", ".tsv") else load(path)
    reader = _Reader(source)
    people = reader.read_people()
    if problems := [*source.problems, *reader.problems]:
        raise RuleError(problems)
    return UserList(tuple(people), str(path))


class _Reader:
    """Reads the people of a list, and collects the problems of all fields."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.problems: list[Problem] = []

    def read_people(self) -> list[ListedPerson]:
        data = self.source.data
        if self.source.problems and data is None:
            return []
        rows = data.get("speakers") if isinstance(data, dict) else None
        if not isinstance(rows, list):
            self._add_problem((), "no-speakers", "has no list of speakers", _FORM)
            return []
        self._check_keys((), data, ("speakers",))
        people = [self._read_person(("speakers", k), row) for k, row in enumerate(rows)]
        return list(self._without_duplicates(person for person in people if person))

    def _without_duplicates(self, people: Iterable[tuple[Keys, ListedPerson]]) -> Iterator[ListedPerson]:
        seen: dict[str, int] = {}
        for keys, person in people:
            if person.id in seen:
                text = f"the id '{person.id}' is already that of line {seen[person.id]}"
                self._add_problem(keys, "duplicate-id", text, "give each an id: of their own")
            seen.setdefault(person.id, person.line)
            yield person

    def _read_person(self, keys: Keys, row: Any) -> tuple[Keys, ListedPerson] | None:
        if not isinstance(row, dict):
            self._add_problem(keys, "speaker", "is not a speaker", "write name: and what else is known")
            return None
        self._check_keys(keys, row, _FIELDS)
        name = self._read_text(keys, row, "name")
        if name is None:
            if row.get("name") is None:
                self._add_problem(keys, "no-name", "has no name", "write name: Full Name")
            return None
        id_ = self._read_text(keys, row, "id") or slug(name)
        if any(ch.isspace() for ch in id_):
            self._add_problem((*keys, "id"), "id", f"'{id_}' has a space in it", "write words joined by -")
        return keys, ListedPerson(
            id_, name,
            cast("SpeakerKind", self._read_choice(keys, row, "kind", get_args(SpeakerKind)) or "person"),
            tuple(self._read_texts((*keys, "aliases"), row.get("aliases"))),
            tuple(self._read_terms((*keys, "roles"), row.get("roles"))),
            self._read_text(keys, row, "affiliation"),
            cast("Gender | None", self._read_choice(keys, row, "gender", get_args(Gender))),
            self._read_external(keys, row),
            self.source.position(keys)[0],
        )  # fmt: skip

    def _read_terms(self, keys: Keys, value: Any) -> Iterator[Term]:
        rows = [] if value is None else value if isinstance(value, list) else [value]
        for k, row in enumerate(rows):
            at = (*keys, k) if isinstance(value, list) else keys
            if isinstance(row, str) and row.strip():
                yield Term(row)
            elif isinstance(row, dict):
                yield from self._read_term(at, row)
            else:
                hint = "write - Menteri X, or - {role: Menteri X, from: 2020-01-31}"
                self._add_problem(at, "role", f"'{row}' is not a role", hint)

    def _read_term(self, keys: Keys, row: dict[str, Any]) -> Iterator[Term]:
        self._check_keys(keys, row, _TERM)
        role = self._read_text(keys, row, "role")
        since, until = self._read_day(keys, row, "from"), self._read_day(keys, row, "to")
        if role is None:
            self._add_problem(keys, "role", "has no role", "write role: Menteri X")
            return
        if since and until and until < since:
            self._add_problem(
                (*keys, "to"), "dates", f"ends on {until}, before it begins on {since}", "swap from and to"
            )
        yield Term(role, since, until)

    def _read_day(self, keys: Keys, row: dict[str, Any], key: str) -> date | None:
        value = row.get(key)
        if value is None:
            return None
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError):
            self._add_problem((*keys, key), "date", f"'{value}' is not a date", "write it as 2024-01-31")
            return None

    def _read_external(self, keys: Keys, row: dict[str, Any]) -> dict[str, str]:
        found = {}
        wikidata = self._read_text(keys, row, "wikidata")
        if wikidata is not None:
            if not (wikidata[:1] == "Q" and wikidata[1:].isdigit()):
                self._add_problem(
                    (*keys, "wikidata"), "wikidata", f"'{wikidata}' is not a Wikidata id", "write it as Q42"
                )
            found["wikidata"] = wikidata
        more = row.get("external") or {}
        if not isinstance(more, dict) or not all(isinstance(value, str) for value in more.values()):
            self._add_problem(
                (*keys, "external"), "external", "is not a mapping of ids", 'write external: {viaf: "123"}'
            )
            return found
        return {**found, **more}

    def _read_choice(self, keys: Keys, row: dict[str, Any], key: str, known: Iterable[str]) -> str | None:
        value = row.get(key)
        if value is None or value in tuple(known):
            return None if value is None else str(value)
        hint = did_you_mean(str(value), known) or f"one of {', '.join(known)}"
        self._add_problem((*keys, key), key, f"unknown {key} '{value}'", hint)
        return None

    def _read_texts(self, keys: Keys, value: Any) -> Iterator[str]:
        rows = [] if value is None else value if isinstance(value, list) else [value]
        for k, row in enumerate(rows):
            if isinstance(row, str) and row.strip():
                yield row
            else:
                at = (*keys, k) if isinstance(value, list) else keys
                self._add_problem(at, "alias", f"'{row}' is not a name", "write it in quotation marks")

    def _read_text(self, keys: Keys, row: dict[str, Any], key: str) -> str | None:
        value = row.get(key)
        if value is None:
            return None
        if isinstance(value, str) and value.strip():
            return value.strip()
        self._add_problem((*keys, key), key, f"'{value}' is not a valid {key}", "write it in quotation marks")
        return None

    def _check_keys(self, keys: Keys, row: dict[str, Any], known: Iterable[str]) -> None:
        for key in row:
            if key not in tuple(known):
                hint = did_you_mean(key, known) or f"the fields are {', '.join(known)}"
                self._add_problem((*keys, key), "unknown-field", f"unknown field '{key}'", hint, key=True)

    def _add_problem(self, keys: Keys, code: str, text: str, hint: str, *, key: bool = False) -> None:
        self.problems.append(self.source.problem(keys, code, text, hint, key=key))


def load_table(path: Path) -> Source:
    """Read a table with one row for each speaker, and a row of the same id (or name) for every further office.

    The columns are ``name`` and optionally ``id, kind, aliases, role, from, to, affiliation, gender, wikidata``.
    Problems of the table itself are in ``problems`` of the result, as for YAML.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        return _unreadable(path, "unreadable", f"cannot be read: {error.strerror or error}", "check path and rights")
    except UnicodeDecodeError:
        return _unreadable(path, "encoding", "is not UTF-8", "save it as UTF-8")
    return _Table(str(path), text, "\t" if path.suffix.lower() == ".tsv" else ",").source()


def _unreadable(path: Path, code: str, text: str, hint: str) -> Source:
    return Source(str(path), problems=(Problem(str(path), 1, 1, code, text, hint),))


class _Table:
    """Reads a table as the data of a YAML list, and notes the position of every cell."""

    def __init__(self, path: str, text: str, delimiter: str) -> None:
        self.path, self.text, self.delimiter = path, text, delimiter
        self.values: dict[Keys, tuple[int, int]] = {}
        self.keys: dict[Keys, tuple[int, int]] = {}
        self.problems: list[Problem] = []
        self.rows: list[dict[str, Any]] = []
        self.at: dict[str, int] = {}

    def source(self) -> Source:
        lines = self._read_rows()
        _, header, places = next(lines, (1, [], []))
        if "name" not in header:
            hint = "begin with a line such as name,aliases,role,from,to,wikidata"
            self.problems.append(Problem(self.path, 1, 1, "no-name", "has no column 'name'", hint))
            return Source(self.path, self.text, None, tuple(self.problems))
        for line, cells, places in lines:
            if any(cells):
                self._add_row(line, dict(zip(header, cells, strict=False)), dict(zip(header, places, strict=False)))
            if len(cells) > len(header):
                text = f"has {len(cells)} cells, the first line has {len(header)}"
                self.problems.append(
                    Problem(self.path, line, 1, "cells", text, "put texts with commas in quotation marks")
                )
        return Source(self.path, self.text, {"speakers": self.rows}, tuple(self.problems), self.values, self.keys)

    def _read_rows(self) -> Iterator[tuple[int, list[str], list[int]]]:
        """Yield for every row the number of its first line, its cells, and the column that each begins at."""
        raw = self.text.splitlines()
        reader = csv.reader(io.StringIO(self.text, newline=""), delimiter=self.delimiter)
        before = 0
        for cells in reader:
            starts = _cell_starts(raw[before] if before < len(raw) else "", self.delimiter)
            yield before + 1, [cell.strip() for cell in cells], [*starts, *[1] * len(cells)][: len(cells)]
            before = reader.line_num

    def _add_row(self, line: int, cells: dict[str, str], columns: dict[str, int]) -> None:
        owner = cells.get("id") or cells["name"]
        if owner in self.at:
            self._add_office(self.at[owner], line, cells, columns)
            return
        k = len(self.rows)
        self.at[owner] = k
        row: dict[str, Any] = {}
        self.rows.append(row)
        self._note_position(("speakers", k), line, 1)
        for name, cell in cells.items():
            if name in _OFFICE or not cell:
                continue
            several = name in _SEVERAL
            row[name] = [one.strip() for one in cell.split(_SEPARATOR) if one.strip()] if several else cell
            self._note_position(("speakers", k, name), line, columns[name])
        self._add_office(k, line, cells, columns)

    def _add_office(self, k: int, line: int, cells: dict[str, str], columns: dict[str, int]) -> None:
        office = {name: cells[name] for name in _OFFICE if cells.get(name)}
        if not office:
            return
        roles: list[dict[str, str]] = self.rows[k].setdefault("roles", [])
        keys = ("speakers", k, "roles", len(roles))
        self._note_position(keys, line, columns.get("role", 1))
        for name in office:
            self._note_position((*keys, name), line, columns[name])
        roles.append(office)

    def _note_position(self, keys: Keys, line: int, column: int) -> None:
        self.values[keys] = self.keys[keys] = (line, column)


def _cell_starts(line: str, delimiter: str) -> list[int]:
    """Return the column, from 1, of each cell; the cells after one of several lines count from 1 again."""
    starts, quoted = [1], False
    for k, letter in enumerate(line, start=1):
        if letter == '"':
            quoted = not quoted
        elif letter == delimiter and not quoted:
            starts.append(k + 1)
    return starts
