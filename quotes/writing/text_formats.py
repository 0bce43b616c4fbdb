"""Text formats, in UTF-8 regardless of the locale: JSON Lines, CSV (RFC 4180), TSV and Markdown.

JSON Lines hold whole records, and all tools of this project read them. The tables
have one row for each quote. The words of an article are never changed, so a cell of
CSV may begin with ``=``, ``+``, ``-`` or ``@``, which a spreadsheet reads as a
formula. For spreadsheets write xlsx, where every text is marked as text.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable
from typing import BinaryIO

from quotes.records import Record
from quotes.writing.rows import COLUMNS, to_rows

MARKDOWN_COLUMNS = ("article", "outlet", "date", "speaker", "cue", "type", "content", "flags")
#: Characters that have a meaning in Markdown or HTML (CommonMark 2.4: any punctuation may be escaped).
_MARKUP = re.compile(r"([\\`*_\[\]<>&|~$])")
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


class CsvWriter:
    """Writes comma-separated values, with lines that end in CR LF."""

    delimiter = ","

    def __init__(self, stream: BinaryIO) -> None:
        # with CR LF as line end, csv quotes cells that hold either character; with LF alone, not those with CR
        self._csv = csv.writer(Utf8(stream), delimiter=self.delimiter, lineterminator="\r\n")
        self._csv.writerow(COLUMNS)

    def write(self, record: Record) -> None:
        self._csv.writerows(to_rows(record))

    def close(self) -> None:
        """Do nothing: all is written."""


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
