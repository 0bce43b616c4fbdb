"""Parts: a Parquet file of articles with their quotes and speakers, nested, for DuckDB, Polars, Spark and pandas."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quotes.corpus.cluster.filesystems import Place, place
from quotes.corpus.ingest import content_hash
from quotes.errors import InputError
from quotes.reading import Failure
from quotes.records import FORMAT, Article, Record

if TYPE_CHECKING:
    import pyarrow as pa

#: Written last into a folder of parts by whoever starts a run; it says by what they were made.
MANIFEST = "_quotes.json"
_ABOUT = ("id", "text", "title", "date", "outlet", "url")


def schema() -> pa.Schema:
    """The columns of a part. ``failure`` is null for an article that was done; positions are ``[start, end]``."""
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


def row(record: Record) -> dict[str, Any]:
    """A record as a row."""
    data, text = record.to_dict(), record.article.text
    for quote, about in zip(record.quotes, data["quotes"], strict=True):
        about["words"] = quote.text
    for about in data["speakers"]:
        about["external"] = list(about["external"].items())
    return data | {"origin": record.article.origin, "hash": content_hash(text)}


def failed_row(article: Article | None, origin: str, reason: str, hint: str | None) -> dict[str, Any]:
    """What failed, as a row; without an article where nothing could be read."""
    about = {name: getattr(article, name) for name in _ABOUT} if article else {}
    return about | {"origin": origin, "format": FORMAT, "failure": reason, "hint": hint}


def unread_row(failure: Failure) -> dict[str, Any]:
    """What could not be read, as a row."""
    return failed_row(None, failure.origin, failure.error.message, failure.error.hint)


def write_part(to: Place, rows: Iterable[dict[str, Any]]) -> None:
    """Write a part so that it is there as a whole or not at all."""
    import pyarrow as pa
    from pyarrow import parquet

    data = io.BytesIO()
    parquet.write_table(pa.Table.from_pylist(list(rows), schema=schema()), data, compression="zstd")
    to.write(data.getvalue())


def is_parts(folder: str | Path) -> bool:
    """Is it a folder of parts?"""
    return (Path(folder) / MANIFEST).is_file()


def read_parts(folder: str | Path) -> Iterator[Record]:
    """The records of a folder of parts, part by part in the order of their names; failures are left out.

    Raises:
        InputError: a part cannot be read.
    """
    return (_record(found) for found in _rows(folder) if found["failure"] is None)


def failures(folder: str | Path) -> Iterator[tuple[str, str, str | None]]:
    """Origin, reason and remedy of what failed."""
    return ((r["origin"], r["failure"], r["hint"]) for r in _rows(folder) if r["failure"] is not None)


def _rows(folder: str | Path) -> Iterator[dict[str, Any]]:
    from pyarrow import ArrowInvalid, parquet

    for info in place(folder).files():
        if not info.path.endswith(".parquet"):
            continue
        try:
            for batch in parquet.ParquetFile(info.path).iter_batches(batch_size=500):
                yield from batch.to_pylist()
        except ArrowInvalid as error:
            hint = "delete it and run again: only its block is done anew"
            raise InputError(f"is no part ({error})", path=info.path, hint=hint) from error


def _record(found: dict[str, Any]) -> Record:
    for speaker in found["speakers"]:
        speaker["external"] = dict(speaker["external"])
    return Record.from_dict(found)
