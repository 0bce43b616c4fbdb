"""Write and read parts: Parquet files of articles with nested quotes and speakers, for DuckDB, Polars and Spark.

They are on any file system that pyarrow supports: at a path, or at an address such as ``s3://bucket/arsip``.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple, cast

from quotes.corpus.work_queue import hash_content
from quotes.errors import InputError
from quotes.reading import Failure
from quotes.records import FORMAT, Article, Record

if TYPE_CHECKING:
    import pyarrow as pa
    from pyarrow import fs


class Location(NamedTuple):
    """A file or folder on a file system."""

    system: fs.FileSystem
    path: str

    def below(self, name: str) -> Location:
        return Location(self.system, f"{self.path}/{name}")

    def exists(self) -> bool:
        return bool(self.info().type.name != "NotFound")

    def info(self) -> Any:
        return self.system.get_file_info(self.path)

    def files(self) -> list[Any]:
        """List the files in a folder and its subfolders, sorted; none if the folder does not exist."""
        from pyarrow import fs

        found = self.system.get_file_info(fs.FileSelector(self.path, recursive=True, allow_not_found=True))
        return sorted((info for info in found if info.is_file), key=lambda info: str(info.path))

    @contextmanager
    def opened(self) -> Iterator[BinaryIO]:
        with self.system.open_input_file(self.path) as stream:
            yield cast("BinaryIO", stream)

    def delete(self) -> None:
        """Delete the file if it exists."""
        if self.exists():
            self.system.delete_file(self.path)

    def write(self, data: bytes) -> None:
        """Write the file atomically: it exists completely or not at all."""
        unfinished = f"{self.path}.unfinished"
        with self.system.open_output_stream(unfinished) as stream:
            stream.write(data)
        self.system.move(unfinished, self.path)


def locate(name: str | Path) -> Location:
    """Find the file system of a path or an address.

    Raises:
        InputError: the kind of address is not supported.
    """
    from pyarrow import ArrowInvalid, fs

    if "://" not in str(name):
        return Location(fs.LocalFileSystem(), str(Path(name).absolute()))
    try:
        return Location(*fs.FileSystem.from_uri(str(name)))
    except (ArrowInvalid, OSError) as error:
        hint = "use a path, s3://, gs:// or hdfs://"
        raise InputError(f"cannot be opened ({error})", path=str(name), hint=hint) from error


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
