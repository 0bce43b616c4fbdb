"""CSV (RFC 4180) and TSV for programs: UTF-8 without a byte-order mark, one row a quote, lines end in CR LF.

The words of an article are never changed, so a cell may begin with ``=``, ``+``,
``-`` or ``@``, which a spreadsheet that opens the file takes for a formula. For
spreadsheets write xlsx: there every cell of words is marked as text.
"""

from __future__ import annotations

import csv
from typing import BinaryIO

from quotes.records import Record
from quotes.writing.rows import COLUMNS, rows
from quotes.writing.streams import Utf8


class CsvWriter:
    """Comma-separated values."""

    delimiter = ","

    def __init__(self, stream: BinaryIO) -> None:
        # with CR LF for an end of line, csv quotes a cell that holds either of the two; with LF alone not one with CR
        self._csv = csv.writer(Utf8(stream), delimiter=self.delimiter, lineterminator="\r\n")
        self._csv.writerow(COLUMNS)

    def write(self, record: Record) -> None:
        self._csv.writerows(rows(record))

    def close(self) -> None:
        """Nothing is left to write."""


class TsvWriter(CsvWriter):
    """Tab-separated values; a cell with a tab or a line break is quoted."""

    delimiter = "\t"
