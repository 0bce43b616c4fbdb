"""Excel workbooks. Words are written as text, never as formulas, whatever sign they begin with."""

from __future__ import annotations

import logging
import re
import shutil
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any, BinaryIO

from quotes.records import Record
from quotes.writing.rows import COLUMNS, Row, rows

if TYPE_CHECKING:
    from openpyxl.cell import Cell

_log = logging.getLogger(__name__)

#: Limits of the file format (Excel specifications and limits, Microsoft).
MOST_ROWS = 1_048_576
LONGEST_CELL = 32_767
#: What XML 1.0, and so a workbook, cannot hold.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
#: Width of the columns in characters, where the usual one does not fit.
_WIDTHS = {"content": 80, "title": 40, "rule": 32, "url": 30, "speaker": 28, "source": 28, "quote_id": 26}


class ExcelWriter:
    """A workbook with one row a quote; a run of more than a million quotes goes on in a further sheet.

    Two things do not fit into a workbook: control characters become U+FFFD, and a cell ends after 32,767 characters.
    A warning in the log says how often that was and where it was first.
    """

    def __init__(self, stream: BinaryIO) -> None:
        from openpyxl import Workbook

        self._stream = stream
        self._book = Workbook(write_only=True)
        self._changed: dict[str, list[str]] = {"control characters became U+FFFD": [], "words were cut at 32,767": []}
        self._sheet = self._new_sheet()

    def write(self, record: Record) -> None:
        for row in rows(record):
            if self._rows == MOST_ROWS:
                self._finish_sheet()
                self._sheet = self._new_sheet()
            self._sheet.append([self._cell(name, value, row) for name, value in zip(COLUMNS, row, strict=True)])
            self._rows += 1

    def close(self) -> None:
        self._finish_sheet()
        with TemporaryFile() as whole:  # openpyxl does not stand a stream that breaks in the middle
            self._book.save(whole)
            whole.seek(0)
            shutil.copyfileobj(whole, self._stream)
        for what, places in self._changed.items():
            if places:
                _log.warning(
                    "Excel does not hold all of the text: %s in %d cells, first %s", what, len(places), places[0]
                )

    def _new_sheet(self) -> Any:  # openpyxl's types know less of a write-only sheet than it can do
        from openpyxl.utils import get_column_letter

        number = len(self._book.worksheets) + 1
        sheet: Any = self._book.create_sheet("quotes" if number == 1 else f"quotes {number}")
        sheet.freeze_panes = "A2"
        for index, name in enumerate(COLUMNS, start=1):
            sheet.column_dimensions[get_column_letter(index)].width = _WIDTHS.get(name, 14)
        sheet.append([self._heading(sheet, name) for name in COLUMNS])
        self._rows = 1
        return sheet

    def _finish_sheet(self) -> None:
        from openpyxl.utils import get_column_letter

        self._sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{self._rows}"

    @staticmethod
    def _heading(sheet: Any, name: str) -> Cell:
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Font

        cell = WriteOnlyCell(sheet, name)
        cell.font = Font(bold=True)
        return cell

    def _cell(self, column: str, value: str | float | None, row: Row) -> Cell | float | None:
        """Words as a cell of text: openpyxl would take ``=…`` for a formula and ``#N/A`` for an error."""
        from openpyxl.cell import WriteOnlyCell

        if not isinstance(value, str):
            return value
        cell = WriteOnlyCell(self._sheet, self._fitting(value, f"{column} of {row.quote_id}"))
        cell.data_type = "s"
        return cell

    def _fitting(self, text: str, place: str) -> str:
        clean = _NO_XML.sub("\ufffd", text)
        replaced, cut = self._changed.values()
        if clean != text:
            replaced.append(place)
        if len(clean) > LONGEST_CELL:
            cut.append(place)
        return clean[:LONGEST_CELL]
