"""Stored records: JSON lines as ``quotes extract`` writes them, plain or gzipped, and what ``quotes corpus`` keeps."""

from __future__ import annotations

import gzip
import io
import json
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from quotes.errors import InputError, RecordError
from quotes.records import Record

_EXTRACT = "make records first: quotes extract ARTICLES -o records.jsonl"


def read_records(paths: str | Path | Iterable[str | Path]) -> Iterator[Record]:
    """Read records back, one at a time.

    Args:
        paths: one or several files of JSON lines (plain or gzipped), stores of ``quotes corpus``, or folders of Parquet
            parts; ``-`` is standard input.

    Raises:
        InputError: a file cannot be read, a line is no JSON object or no record, or no file has a record.
        RecordError: a record is of a newer format, or broken.
        StoreError: a file is a database, but no store that can be read.
    """
    found, named = False, [paths] if isinstance(paths, str | Path) else list(paths)
    for path in named:
        for record in _records(path):
            found = True
            yield record
    if not found:
        raise InputError("no record in it", path=", ".join(map(str, named)), hint=_EXTRACT)


def _records(path: str | Path) -> Iterator[Record]:
    from quotes.corpus import is_store
    from quotes.corpus.cluster import is_parts, read_parts

    if is_parts(path):
        return read_parts(path)
    return _of_store(path) if is_store(path) else _of_lines(path)


def _of_store(path: str | Path) -> Iterator[Record]:
    from quotes.corpus import Store

    with Store(path, create=False) as store:
        yield from store.records()


def _of_lines(path: str | Path) -> Iterator[Record]:
    return (_record(data, f"{path}:{number}") for number, data in _objects(path))


def are_records(path: str | Path) -> bool:
    """Is it a store, or does it begin with a stored record? False where it cannot be read as JSON lines."""
    from quotes.corpus import is_store
    from quotes.corpus.cluster import is_parts

    if is_store(path) or is_parts(path):
        return True
    if not Path(path).is_file() or not str(path).lower().endswith((".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")):
        return False
    try:
        return any(_looks_like_record(data) for _, data in islice(_objects(path), 1))
    except InputError:
        return False


def _looks_like_record(data: dict[str, Any]) -> bool:
    return "text" in data and "quotes" in data


def _record(data: dict[str, Any], place: str) -> Record:
    if not _looks_like_record(data):
        raise InputError("no record: it has no text or no quotes", path=place, hint=_EXTRACT)
    try:
        record = Record.from_dict(data)
    except RecordError as error:
        raise RecordError(error.message, path=place, hint=error.hint) from error
    if outside := _outside(record):
        raise RecordError(f"the quote {outside!r} points outside of its article", path=place, hint="extract it anew")
    return record


def _outside(record: Record) -> str | None:
    """The id of a quote with a place that the text does not have."""
    length = len(record.article.text)
    for quote in record.quotes:
        singles = (quote.cue, quote.source, quote.addressee)
        spans = (*quote.content, *(span for span in singles if span is not None))
        if not quote.content or any(not 0 <= span.start <= span.end <= length for span in spans):
            return quote.id
    return None


def _objects(path: str | Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Number (from 1) and content of the lines that are not empty."""
    try:
        with _opened(path) as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield number, _parsed(line, f"{path}:{number}")
    except (OSError, EOFError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(
            f"cannot be read: {reason}", path=str(path), hint="check the name and the permissions"
        ) from error
    except UnicodeDecodeError as error:
        raise InputError(f"no UTF-8: {error.reason}", path=str(path), hint=_EXTRACT) from error


def _opened(path: str | Path) -> io.TextIOBase:
    if str(path) == "-":
        return io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8")
    if str(path).lower().endswith(".gz"):
        return gzip.open(path, "rt", encoding="utf-8-sig")
    return Path(path).open(encoding="utf-8-sig")


def _parsed(line: str, place: str) -> dict[str, Any]:
    try:
        data = json.loads(line)
    except ValueError as error:
        raise InputError(f"no JSON: {error}", path=place, hint=_EXTRACT) from error
    if not isinstance(data, dict):
        raise InputError("no JSON object", path=place, hint=_EXTRACT)
    return data
