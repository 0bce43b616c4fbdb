"""Read stored records back, from a file, a store or a folder of parts, and check each with its line."""

from __future__ import annotations

import gzip
import io
import json
import sys
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from quotes.errors import InputError, RecordError, describe_json_error
from quotes.records import Record
from quotes.validation import Violation, check_record

_EXTRACT = "make records first: quotes extract ARTICLES -o records.jsonl"
_REPAIR = "repair or delete the line, or make the records again; quotes check names all such lines"


def read_records(paths: str | Path | Iterable[str | Path]) -> Iterator[Record]:
    """Read records back, one at a time.

    Args:
        paths: one or several files of JSON lines (plain or gzipped), stores of ``quotes corpus``, or folders of Parquet
            parts; ``-`` is standard input.

    Raises:
        InputError: a file cannot be read, a line is not a JSON object or not a record, or no file has a record.
        RecordError: a record has a newer format, or is broken.
        StoreError: a file is a database, but not a store that can be read.
    """
    found, named = False, [paths] if isinstance(paths, str | Path) else list(paths)
    for path in named:
        for record in _read_one(path):
            found = True
            yield record
    if not found:
        raise InputError("has no records", path=", ".join(map(str, named)), hint=_EXTRACT)


def is_lines(path: str | Path) -> bool:
    """Return whether a path is read as JSON lines: it is neither a store nor a folder of parts."""
    from quotes.corpus import is_store
    from quotes.corpus.cluster import is_parts

    return not is_parts(path) and not is_store(path)


def _read_one(path: str | Path) -> Iterator[Record]:
    from quotes.corpus.cluster import is_parts, read_parts

    if is_parts(path):
        return read_parts(path)
    if not is_lines(path):
        return _read_store(path)
    return (_to_record(data, f"{path}:{number}") for number, data in _read_objects(path))


def _read_store(path: str | Path) -> Iterator[Record]:
    from quotes.corpus import Store

    with Store(path, create=False) as store:
        yield from store.records()


def are_records(path: str | Path) -> bool:
    """Is it a store, a folder of parts, or a file of JSON lines that begins with a record?"""
    from quotes.corpus import is_store
    from quotes.corpus.cluster import is_parts

    if is_store(path) or is_parts(path):
        return True
    if not Path(path).is_file() or not str(path).lower().endswith((".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")):
        return False
    try:
        return any(_looks_like_record(data) for _, data in islice(_read_objects(path), 1))
    except InputError:
        return False


def _looks_like_record(data: dict[str, Any]) -> bool:
    return "text" in data and "quotes" in data


def _to_record(data: dict[str, Any], place: str) -> Record:
    if not _looks_like_record(data):
        raise InputError("is not a record: it has no text or no quotes", path=place, hint=_EXTRACT)
    try:
        record = Record.from_dict(data)
    except RecordError as error:
        raise RecordError(error.message, path=place, hint=error.hint) from error
    if outside := _find_outside(record):
        raise RecordError(f"the quote {outside!r} points outside its article", path=place, hint="extract it again")
    return record


def _find_outside(record: Record) -> str | None:
    """Return the id of the first quote with a position outside the text."""
    length = len(record.article.text)
    for quote in record.quotes:
        singles = (quote.cue, quote.source, quote.addressee)
        spans = (*quote.content, *(span for span in singles if span is not None))
        if not quote.content or any(not 0 <= span.start <= span.end <= length for span in spans):
            return quote.id
    return None


def _read_objects(path: str | Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the number (from 1) and the object of each line that is not empty."""
    with open_lines(path) as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield number, _parse_object(line, f"{path}:{number}")


#: Characters of the longest line that is read. A record keeps the whole text of its article.
LONGEST_LINE = 200_000_000


@contextmanager
def open_lines(path: str | Path) -> Iterator[Iterable[str]]:
    """Open a file of JSON lines, plain or gzipped; ``-`` is standard input.

    Raises:
        InputError: on entering, or inside the block, if the file cannot be read.
    """
    try:
        with _open(path) as stream:
            yield iter(lambda: stream.readline(LONGEST_LINE), "")  # what is longer is cut, and no JSON
    except (OSError, EOFError, zlib.error) as error:
        if isinstance(error, FileNotFoundError):
            raise InputError("no such file or folder", path=str(path), hint="check the spelling") from error
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(
            f"cannot be read: {reason}", path=str(path), hint="check the name and the permissions"
        ) from error
    except UnicodeDecodeError as error:
        raise InputError(f"is not UTF-8: {error.reason}", path=str(path), hint=_EXTRACT) from error


def _open(path: str | Path) -> io.TextIOBase:
    if str(path) == "-":
        return io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8")
    if str(path).lower().endswith(".gz"):
        return gzip.open(path, "rt", encoding="utf-8-sig")
    return Path(path).open(encoding="utf-8-sig")


def _parse_object(line: str, place: str) -> dict[str, Any]:
    try:
        data = json.loads(line)
    except (ValueError, RecursionError) as error:
        hint = _REPAIR if line.lstrip().startswith("{") else _EXTRACT
        raise InputError(describe_json_error(error, line), path=place, hint=hint) from error
    if not isinstance(data, dict):
        raise InputError("is not a JSON object", path=place, hint=_EXTRACT)
    return data


def check_records(path: str | Path) -> Iterator[tuple[Violation | None, int]]:
    """Yield every problem of the records of a path with its line, and None for each record.

    A broken line is a problem like others, and the lines after it are checked; only the first must be an object of
    JSON, whole or not. In a store, or a folder of parts, the records are numbered from 1.

    Raises:
        InputError: the path cannot be read, has no records, or is of another kind.
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
    is_first = True
    with open_lines(path) as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                if is_first and not line.lstrip().startswith("{"):
                    raise InputError("is not a file of records: they are JSON lines", path=str(path), hint=_EXTRACT)
                is_first = False
                yield number, _parse(line)


def _parse(line: str) -> object:
    try:
        return json.loads(line)
    except (ValueError, RecursionError) as error:
        return Violation("json", describe_json_error(error, line))
