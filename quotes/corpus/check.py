"""Check the records of a file, a store or a folder of parts, each with its line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from quotes.corpus.stored_records import is_lines, open_lines, read_records
from quotes.errors import InputError
from quotes.validation import Violation, check_record


def check_records(path: str | Path) -> Iterator[tuple[Violation | None, int]]:
    """Yield every problem of the records of a path with its line, and None for each record.

    A broken line is a problem like others, and the lines after it are checked. In a store, or a folder of parts, the
    records are numbered from 1.

    Raises:
        InputError: the path cannot be read, or has no records.
        RecordError: a record of a store is broken.
        StoreError: the path is a database, but not a store that can be read.
    """
    lines: dict[str, int] = {}
    number = 0
    for number, data in _read(path):
        yield None, number
        found = [data] if isinstance(data, Violation) else check_record(data)
        id_ = data.get("id") if isinstance(data, dict) else None
        if isinstance(id_, str) and lines.setdefault(id_, number) != number:
            found.append(Violation("id", f"the id {id_!r} is that of line {lines[id_]}, too"))
        for violation in found:
            yield violation, number
    if not number:
        raise InputError(
            "has no records", path=str(path), hint="make records first: quotes extract ARTICLES -o FILE.jsonl"
        )


def _read(path: str | Path) -> Iterator[tuple[int, object]]:
    if not is_lines(path):
        for number, record in enumerate(read_records(path), 1):
            yield number, record.to_dict()
        return
    with open_lines(path) as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield number, _parse(line)


def _parse(line: str) -> object:
    try:
        return json.loads(line)
    except RecursionError:
        return Violation("json", "is not JSON: nested too deeply")
    except ValueError as error:
        return Violation("json", f"is not JSON: {error}")
