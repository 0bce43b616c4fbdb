"""The formats: for each its name, the endings of its files, and its writer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Protocol

from quotes.errors import UsageError
from quotes.records import Record
from quotes.writing.binary_formats import ExcelWriter, ParquetWriter
from quotes.writing.schema_org import SchemaOrgWriter
from quotes.writing.terminal import TerminalWriter
from quotes.writing.text_formats import (
    CsvOptions,
    CsvWriter,
    JsonlWriter,
    MarkdownWriter,
    SpeakerCsvWriter,
    SpeakerInArticleCsvWriter,
    TsvWriter,
)


class Writer(Protocol):
    """Writes records to the binary stream that it is made with, and leaves the stream open."""

    def write(self, record: Record) -> None:
        """Write a record, at once if the format allows it."""

    def close(self) -> None:
        """Write the rest; only then is the output complete."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format for records.

    Attributes:
        endings: endings of file names, with the dot, the usual one first.
        open: makes a writer for a binary stream.
        for_people: whether it may be shown on a terminal.
    """

    name: str
    endings: tuple[str, ...]
    open: Callable[..., Writer]
    for_people: bool = True

    def with_options(self, options: CsvOptions) -> Format:
        """Return this format with the options of CSV and TSV; other formats have none, and stay as they are."""
        return replace(self, open=partial(self.open, options=options)) if self.name in ("csv", "tsv") else self


FORMATS: dict[str, Format] = {
    known.name: known
    for known in (
        Format("table", (".txt",), TerminalWriter),
        Format("jsonl", (".jsonl", ".ndjson"), JsonlWriter),
        Format("csv", (".csv",), CsvWriter),
        Format("tsv", (".tsv", ".tab"), TsvWriter),
        Format("xlsx", (".xlsx",), ExcelWriter, for_people=False),
        Format("parquet", (".parquet", ".pq"), ParquetWriter, for_people=False),
        Format("markdown", (".md", ".markdown"), MarkdownWriter),
        Format("schema-org", (".jsonld",), SchemaOrgWriter),
    )
}


#: The tables of ``quotes speakers``, by what they have a row for.
SPEAKER_FORMATS = {
    "speaker": Format("csv", (".csv", ".tsv", ".tab"), SpeakerCsvWriter),
    "article": Format("csv", (".csv", ".tsv", ".tab"), SpeakerInArticleCsvWriter),
}


def format_for(path: str | Path, name: str | None = None) -> Format:
    """Find the format of a file by its name, or else by the ending of the file.

    Raises:
        UsageError: there is no such format, or no format has this ending.
    """
    if name is not None and name not in FORMATS:
        raise UsageError(f"no such format: {name}", hint=f"one of {', '.join(FORMATS)}")
    if name is not None:
        return FORMATS[name]
    ending = Path(path).suffix.lower()
    for known in FORMATS.values():
        if ending in known.endings:
            return known
    endings = ", ".join(ending for known in FORMATS.values() for ending in known.endings)
    reason = f"no format has the ending {ending!r}" if ending else "the name has no ending"
    raise UsageError(reason, path=str(path), hint=f"end it in one of {endings}, or give --format")
