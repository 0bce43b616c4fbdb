"""Text formats, in UTF-8 regardless of the locale: JSON Lines, CSV (RFC 4180), TSV and Markdown.

JSON Lines hold whole records, and all tools of this project read them. The tables have one row for each quote.
"""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

from quotes.records import Record
from quotes.writing.rows import COLUMNS, to_rows
from quotes.writing.speakers import SpeakerInArticle, SpeakerTable, SpeakerTotal

MARKDOWN_COLUMNS = ("article", "outlet", "date", "speaker", "cue", "type", "quote", "flags")
#: Characters that have a meaning in Markdown or HTML (CommonMark 2.4: any punctuation may be escaped).
_MARKUP = re.compile(r"([\\`*_\[\]<>&|~$])")
#: How a formula begins in Excel, LibreOffice and Google Sheets (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_LINE_BREAKS = re.compile(r"\s*[\r\n\v\f\x85\u2028\u2029]+\s*")


class Utf8(io.TextIOBase):
    """A text stream over a binary stream. Unlike ``TextIOWrapper`` it never closes the binary stream."""

    encoding = "utf-8"

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def write(self, text: str, /) -> int:
        self._stream.write(text.encode("utf-8"))
        return len(text)

    def flush(self) -> None:
        if not self._stream.closed:
            self._stream.flush()

    def isatty(self) -> bool:
        return self._stream.isatty()

    def writable(self) -> bool:
        return True


class JsonlWriter:
    """Writes one record per line; reading a line back gives the same record."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def write(self, record: Record) -> None:
        data = record.to_dict()
        try:
            line = json.dumps(data, ensure_ascii=False).encode("utf-8")
        except UnicodeEncodeError:  # half a surrogate pair in the text can only be escaped
            line = json.dumps(data).encode("ascii")
        self._stream.write(line + b"\n")

    def close(self) -> None:
        """Do nothing: all is written."""


@dataclass(frozen=True, slots=True)
class CsvOptions:
    """How CSV and TSV are written.

    Attributes:
        delimiter: one character; None is the comma for CSV and the tab for TSV.
        bom: begin with a byte order mark, by which Excel recognises UTF-8.
        raw: write every cell as it is. By default a cell that a spreadsheet would read as a formula (one that begins
            with ``=``, ``+``, ``-``, ``@`` or a tab) gets an apostrophe before it.
    """

    delimiter: str | None = None
    bom: bool = False
    raw: bool = False


class CsvWriter:
    """Writes comma-separated values, with lines that end in CR LF."""

    delimiter = ","
    columns: Sequence[str] = COLUMNS

    def __init__(self, stream: BinaryIO, options: CsvOptions = CsvOptions()) -> None:
        if options.bom:
            stream.write(codecs.BOM_UTF8)
        # with CR LF as line end, csv quotes cells that hold either character; with LF alone, not those with CR
        self._csv = csv.writer(Utf8(stream), delimiter=options.delimiter or self.delimiter, lineterminator="\r\n")
        self._raw = options.raw
        self._csv.writerow(self.columns)

    def write(self, record: Record) -> None:
        self._write_rows(to_rows(record))

    def close(self) -> None:
        """Do nothing: all is written."""

    def _write_rows(self, rows: Iterable[Iterable[Any]]) -> None:
        self._csv.writerows(rows if self._raw else map(_escape_formulas, rows))


def _escape_formulas(row: Iterable[Any]) -> list[Any]:
    """Put an apostrophe before every text that a spreadsheet would read as a formula."""
    return [f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell for cell in row]


class SpeakerCsvWriter(CsvWriter):
    """Writes the speakers of all records as CSV when it is closed: one row for each speaker."""

    columns: Sequence[str] = SpeakerTotal._fields

    def __init__(self, stream: BinaryIO, options: CsvOptions = CsvOptions()) -> None:
        super().__init__(stream, options)
        self._table = SpeakerTable()

    def write(self, record: Record) -> None:
        self._table.add(record)

    def close(self) -> None:
        self._write_rows(self._table.totals())


class SpeakerInArticleCsvWriter(SpeakerCsvWriter):
    """Writes one row for each speaker and article."""

    columns = SpeakerInArticle._fields

    def close(self) -> None:
        self._write_rows(self._table.in_articles())


class TsvWriter(CsvWriter):
    """Writes tab-separated values; a cell with a tab or a line break is quoted."""

    delimiter = "\t"


class MarkdownWriter:
    """Writes a Markdown table (GitHub's) with the columns that people read; line breaks become spaces."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = Utf8(stream)
        self._line(MARKDOWN_COLUMNS)
        self._line("---" for _ in MARKDOWN_COLUMNS)

    def write(self, record: Record) -> None:
        for row in to_rows(record):
            self._line(_escape(getattr(row, name) or "") for name in MARKDOWN_COLUMNS)

    def close(self) -> None:
        """Do nothing: all is written."""

    def _line(self, cells: Iterable[str]) -> None:
        self._stream.write("| " + " | ".join(cells) + " |\n")


def _escape(text: str) -> str:
    return _MARKUP.sub(r"\\\1", _LINE_BREAKS.sub(" ", text.strip()))
