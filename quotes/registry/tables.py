"""A table of speakers (CSV, TSV) as the same data that a ``speakers.yaml`` gives, with the place of every cell."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from quotes.errors import Problem
from quotes.yamlsource import Keys, Source

#: Columns with several texts in a cell, parted by semicolons.
_SEVERAL = ("aliases",)
#: The columns of one office; a second row of the same name gives another one.
_OFFICE = ("role", "from", "to")
_SEPARATOR = ";"


def load_table(path: Path) -> Source:
    """Read a table: a row each, and a further row of the same id (or name) for every further office.

    Columns: ``name`` and, if wanted, ``id, kind, aliases, role, from, to, affiliation, gender, wikidata``. What is
    wrong with the table itself is in ``problems`` of the result, as for YAML.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        return _broken(path, "unreadable", f"cannot be read: {error.strerror or error}", "check path and rights")
    except UnicodeDecodeError:
        return _broken(path, "encoding", "is not UTF-8", "save it as UTF-8")
    return _Table(str(path), text, "\t" if path.suffix.lower() == ".tsv" else ",").source()


def _broken(path: Path, code: str, text: str, hint: str) -> Source:
    return Source(str(path), problems=(Problem(str(path), 1, 1, code, text, hint),))


class _Table:
    def __init__(self, path: str, text: str, delimiter: str) -> None:
        self.path, self.text, self.delimiter = path, text, delimiter
        self.values: dict[Keys, tuple[int, int]] = {}
        self.keys: dict[Keys, tuple[int, int]] = {}
        self.problems: list[Problem] = []
        self.rows: list[dict[str, Any]] = []
        self.at: dict[str, int] = {}

    def source(self) -> Source:
        lines = self._lines()
        _, header, places = next(lines, (1, [], []))
        if "name" not in header:
            hint = "begin with a line such as name,aliases,role,from,to,wikidata"
            self.problems.append(Problem(self.path, 1, 1, "no-name", "has no column 'name'", hint))
            return Source(self.path, self.text, None, tuple(self.problems))
        for line, cells, places in lines:
            if any(cells):
                self._row(line, dict(zip(header, cells, strict=False)), dict(zip(header, places, strict=False)))
            if len(cells) > len(header):
                text = f"has {len(cells)} cells, the first line has {len(header)}"
                self.problems.append(Problem(self.path, line, 1, "cells", text, "put texts with commas in marks"))
        return Source(self.path, self.text, {"speakers": self.rows}, tuple(self.problems), self.values, self.keys)

    def _lines(self) -> Iterator[tuple[int, list[str], list[int]]]:
        """Number of the first line, cells and the column that each begins at."""
        raw = self.text.splitlines()
        reader = csv.reader(io.StringIO(self.text, newline=""), delimiter=self.delimiter)
        before = 0
        for cells in reader:
            starts = _starts(raw[before] if before < len(raw) else "", self.delimiter)
            yield before + 1, [cell.strip() for cell in cells], [*starts, *[1] * len(cells)][: len(cells)]
            before = reader.line_num

    def _row(self, line: int, cells: dict[str, str], columns: dict[str, int]) -> None:
        owner = cells.get("id") or cells["name"]
        if owner in self.at:
            self._office(self.at[owner], line, cells, columns)
            return
        k = len(self.rows)
        self.at[owner] = k
        row: dict[str, Any] = {}
        self.rows.append(row)
        self._place(("speakers", k), line, 1)
        for name, cell in cells.items():
            if name in _OFFICE or not cell:
                continue
            several = name in _SEVERAL
            row[name] = [one.strip() for one in cell.split(_SEPARATOR) if one.strip()] if several else cell
            self._place(("speakers", k, name), line, columns[name])
        self._office(k, line, cells, columns)

    def _office(self, k: int, line: int, cells: dict[str, str], columns: dict[str, int]) -> None:
        office = {name: cells[name] for name in _OFFICE if cells.get(name)}
        if not office:
            return
        roles: list[dict[str, str]] = self.rows[k].setdefault("roles", [])
        keys = ("speakers", k, "roles", len(roles))
        self._place(keys, line, columns.get("role", 1))
        for name in office:
            self._place((*keys, name), line, columns[name])
        roles.append(office)

    def _place(self, keys: Keys, line: int, column: int) -> None:
        self.values[keys] = self.keys[keys] = (line, column)


def _starts(line: str, delimiter: str) -> list[int]:
    """The columns, from 1, that the cells of a line begin at; those behind a cell of several lines count from 1."""
    starts, quoted = [1], False
    for k, letter in enumerate(line, start=1):
        if letter == '"':
            quoted = not quoted
        elif letter == delimiter and not quoted:
            starts.append(k + 1)
    return starts
