"""Write and read parts: Parquet files of articles with nested quotes and speakers, for DuckDB, Polars and Spark."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quotes.corpus.cluster.filesystems import Location, locate
from quotes.corpus.work_queue import hash_content
from quotes.errors import InputError
from quotes.reading import Failure
from quotes.records import FORMAT, Article, Record

if TYPE_CHECKING:
    import pyarrow as pa

#: Names the version and the settings that the parts of a folder are made with.
MANIFEST = "_quotes.json"
_ABOUT = ("id", "text", "title", "date", "outlet", "url", "date_text")


def schema() -> pa.Schema:
    """Return the schema of a part. ``failure`` is null for a processed article; positions are ``[start, end]``."""
    import pyarrow as pa

    text, span = pa.string(), pa.list_(pa.int32())
    spans, texts = pa.list_(span), pa.list_(text)
    quote = {
        "id": text, "type": text, "content": spans, "words": text, "cue": span, "cue_class": text, "source": span,
        "addressee": span, "speaker": texts, "speaker_id": texts, "resolved_by": text, "rule": text,
        "confidence": pa.float64(), "flags": texts,
    }  # fmt: skip
    speaker = {
        "id": text, "name": text, "kind": text, "aliases": texts, "roles": texts, "affiliation": text,
        "gender": text, "mentions": spans, "external": pa.map_(text, text),
    }  # fmt: skip
    columns = dict.fromkeys((*_ABOUT, "origin"), text) | {"hash": pa.binary(16), "format": pa.int32(), "flags": texts}
    columns |= {"quotes": pa.list_(pa.struct(quote)), "speakers": pa.list_(pa.struct(speaker))}
    return pa.schema(columns | {"failure": text, "hint": text})


def record_to_row(record: Record) -> dict[str, Any]:
    """Convert a record into a row."""
    data, text = record.to_dict(), record.article.text
    for quote, about in zip(record.quotes, data["quotes"], strict=True):
        about["words"] = quote.text
    for about in data["speakers"]:
        about["external"] = list(about["external"].items())
    return data | {"origin": record.article.origin, "hash": hash_content(text)}


def failed_row(article: Article | None, origin: str, reason: str, hint: str | None) -> dict[str, Any]:
    """Make the row of a failure, without an article if nothing could be read."""
    about = {name: getattr(article, name) for name in _ABOUT} if article else {}
    return about | {"origin": origin, "format": FORMAT, "failure": reason, "hint": hint}


def unread_row(failure: Failure) -> dict[str, Any]:
    """Make the row of a source that could not be read."""
    return failed_row(None, failure.origin, failure.error.message, failure.error.hint)


def write_part(to: Location, rows: Iterable[dict[str, Any]]) -> None:
    """Write a part atomically: it exists completely or not at all."""
    import pyarrow as pa
    from pyarrow import parquet

    data = io.BytesIO()
    parquet.write_table(pa.Table.from_pylist(list(rows), schema=schema()), data, compression="zstd")
    to.write(data.getvalue())


def is_parts(folder: str | Path) -> bool:
    """Is it a folder of parts?"""
    return (Path(folder) / MANIFEST).is_file()


def read_parts(folder: str | Path) -> Iterator[Record]:
    """Read the records of a folder of parts, in the order of the names of parts; failures are left out.

    Raises:
        InputError: a part cannot be read.
    """
    return (_row_to_record(found) for found in _read_rows(folder) if found["failure"] is None)


def read_failures(folder: str | Path) -> Iterator[tuple[str, str, str | None]]:
    """Yield the origin, the reason and the remedy of each failure."""
    return ((r["origin"], r["failure"], r["hint"]) for r in _read_rows(folder) if r["failure"] is not None)


def _read_rows(folder: str | Path) -> Iterator[dict[str, Any]]:
    from pyarrow import ArrowInvalid, parquet

    for info in locate(folder).files():
        if not info.path.endswith(".parquet"):
            continue
        try:
            for batch in parquet.ParquetFile(info.path).iter_batches(batch_size=500):
                yield from batch.to_pylist()
        except ArrowInvalid as error:
            hint = "delete it and run again: only its block is processed again"
            raise InputError(f"is not a part ({error})", path=info.path, hint=hint) from error


def _row_to_record(found: dict[str, Any]) -> Record:
    for speaker in found["speakers"]:
        speaker["external"] = dict(speaker["external"])
    return Record.from_dict(found)
