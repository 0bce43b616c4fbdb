"""Write Excel workbooks and Parquet files.

In Excel, texts are cells of text and never formulas; dates and numbers are typed. Parquet is for pandas, Polars, DuckDB
and Spark: typed and compressed columns in groups of rows.
"""

from __future__ import annotations

import logging
import re
import shutil
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any, BinaryIO

from quotes.records import Record
from quotes.writing.rows import COLUMNS, DAYS, NUMBERS, Row, to_date, to_rows
from quotes.writing.speakers import SPEAKER_DAYS, SpeakerInArticle, SpeakerTable, SpeakerTotal

if TYPE_CHECKING:
    import pyarrow as pa
    from openpyxl.cell import Cell

_log = logging.getLogger(__name__)

#: Limits of the file format (Excel specifications and limits, Microsoft).
MAX_ROWS = 1_048_576
MAX_CELL = 32_767
#: Days before this one are text: Excel counts days from it.
_FIRST_DAY = date(1900, 3, 1)
#: Characters that XML 1.0, and so a workbook, cannot hold.
_INVALID_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
#: The widths of columns, in characters, that differ from the usual one.
_WIDTHS = {"quote": 80, "title": 40, "rule": 32, "url": 30, "speaker": 28, "role": 28, "roles": 40, "source": 28}


class ExcelWriter:
    """Writes a workbook with a sheet of quotes, one of speakers, and one of the speakers in each article.

    A further sheet begins after a million rows. Control characters become U+FFFD, and a cell is cut after 32,767
    characters. A warning in the log gives the number and the first position of such cells.
    """

    def __init__(self, stream: BinaryIO) -> None:
        from openpyxl import Workbook

        self._stream = stream
        self._book = Workbook(write_only=True)
        self._changed: dict[str, list[str]] = {"control characters became U+FFFD": [], "words were cut at 32,767": []}
        self._speakers = SpeakerTable()
        self._quotes = _Sheets(self, "quotes", COLUMNS, DAYS)

    def write(self, record: Record) -> None:
        self._speakers.add(record)
        for row in to_rows(record):
            self._quotes.append(row, row.quote_id)

    def close(self) -> None:
        self._quotes.finish()
        self._add("speakers", SpeakerTotal._fields, self._speakers.totals())
        self._add("speakers in articles", SpeakerInArticle._fields, self._speakers.in_articles())
        with TemporaryFile() as whole:  # openpyxl fails badly if a stream breaks while it writes
            self._book.save(whole)
            whole.seek(0)
            shutil.copyfileobj(whole, self._stream)
        for what, places in self._changed.items():
            if places:
                _log.warning(
                    "Excel cannot hold all of the text: %s in %d cells, first %s", what, len(places), places[0]
                )

    def _add(self, name: str, columns: Sequence[str], rows: Iterable[SpeakerTotal | SpeakerInArticle]) -> None:
        sheets = _Sheets(self, name, columns, SPEAKER_DAYS)
        for row in rows:
            sheets.append(row, row.speaker_id)
        sheets.finish()

    def new_sheet(self, name: str) -> Any:  # openpyxl's types lack what a write-only sheet can do
        return self._book.create_sheet(name)

    def fit(self, text: str, place: str) -> str:
        """Cut a text to what Excel can hold; count what is cut, and remember its first place."""
        clean = _INVALID_IN_XML.sub("\ufffd", text)
        replaced, cut = self._changed.values()
        if clean != text:
            replaced.append(place)
        if len(clean) > MAX_CELL:
            cut.append(place)
        return clean[:MAX_CELL]


class _Sheets:
    """A table on as many sheets as it needs, each with a heading that stays and a filter."""

    def __init__(self, writer: ExcelWriter, name: str, columns: Sequence[str], days: Iterable[str]) -> None:
        self._writer, self._name, self._columns, self._days = writer, name, columns, frozenset(days)
        self._number = 0
        self._sheet = self._new()

    def append(self, row: Sequence[Any], place: str) -> None:
        if self._rows == MAX_ROWS:
            self.finish()
            self._sheet = self._new()
        self._sheet.append([self._cell(*each, place) for each in zip(self._columns, row, strict=True)])
        self._rows += 1

    def finish(self) -> None:
        from openpyxl.utils import get_column_letter

        self._sheet.auto_filter.ref = f"A1:{get_column_letter(len(self._columns))}{self._rows}"

    def _new(self) -> Any:
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Font
        from openpyxl.utils import get_column_letter

        self._number += 1
        sheet = self._writer.new_sheet(self._name if self._number == 1 else f"{self._name} {self._number}")
        sheet.freeze_panes = "A2"
        heading = []
        for index, name in enumerate(self._columns, start=1):
            sheet.column_dimensions[get_column_letter(index)].width = _WIDTHS.get(name, 14)
            cell = WriteOnlyCell(sheet, name)
            cell.font = Font(bold=True)
            heading.append(cell)
        sheet.append(heading)
        self._rows = 1
        return sheet

    def _cell(self, column: str, value: str | float | None, place: str) -> Cell | float | None:
        """Make a cell of text: openpyxl alone would read ``=…`` as a formula and ``#N/A`` as an error."""
        from openpyxl.cell import WriteOnlyCell

        if not isinstance(value, str):
            return value
        day = to_date(value) if column in self._days else None
        if day is not None and day >= _FIRST_DAY:
            cell = WriteOnlyCell(self._sheet, datetime.combine(day, time()))
            cell.number_format = "yyyy-mm-dd"
            return cell
        cell = WriteOnlyCell(self._sheet, self._writer.fit(value, f"{column} of {place}"))
        cell.data_type = "s"
        return cell


#: Rows in a group: a few MB of memory, and enough for good compression.
GROUP = 20_000


class ParquetWriter:
    """Writes one row for each quote: ``date`` is date32, ``start`` and ``end`` int64, ``confidence`` float64.

    All else is string.
    """

    def __init__(self, stream: BinaryIO) -> None:
        from pyarrow import parquet

        self._schema = _schema()
        self._file = parquet.ParquetWriter(stream, self._schema, compression="zstd")
        self._waiting: list[Row] = []

    def write(self, record: Record) -> None:
        self._waiting += to_rows(record)
        if len(self._waiting) >= GROUP:
            self._flush()

    def close(self) -> None:
        self._flush()
        self._file.close()

    def _flush(self) -> None:
        import pyarrow as pa

        if self._waiting:
            columns = [
                [to_date(value) for value in column] if name in DAYS else list(column)
                for name, column in zip(COLUMNS, zip(*self._waiting, strict=True), strict=True)
            ]
            self._file.write_table(pa.table(columns, schema=self._schema))
            self._waiting.clear()


def _schema() -> pa.Schema:
    import pyarrow as pa

    kinds = {int: pa.int64(), float: pa.float64()}
    typed = {name: kinds[kind] for name, kind in NUMBERS.items()} | dict.fromkeys(DAYS, pa.date32())
    return pa.schema([(name, typed.get(name, pa.string())) for name in COLUMNS])
