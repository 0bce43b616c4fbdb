"""Write Excel workbooks. All texts are cells of text and never formulas."""

from __future__ import annotations

import logging
import re
import shutil
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any, BinaryIO

from quotes.records import Record
from quotes.writing.rows import COLUMNS, Row, to_rows

if TYPE_CHECKING:
    from openpyxl.cell import Cell

_log = logging.getLogger(__name__)

#: Limits of the file format (Excel specifications and limits, Microsoft).
MAX_ROWS = 1_048_576
MAX_CELL = 32_767
#: Characters that XML 1.0, and so a workbook, cannot hold.
_INVALID_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
#: The widths of columns, in characters, that differ from the usual one.
_WIDTHS = {"content": 80, "title": 40, "rule": 32, "url": 30, "speaker": 28, "source": 28, "quote_id": 26}


class ExcelWriter:
    """Writes a workbook with one row for each quote, and a further sheet for each million quotes.

    Control characters become U+FFFD, and a cell is cut after 32,767 characters. A warning in the log gives the number
    and the first position of such cells.
    """

    def __init__(self, stream: BinaryIO) -> None:
        from openpyxl import Workbook

        self._stream = stream
        self._book = Workbook(write_only=True)
        self._changed: dict[str, list[str]] = {"control characters became U+FFFD": [], "words were cut at 32,767": []}
        self._sheet = self._new_sheet()

    def write(self, record: Record) -> None:
        for row in to_rows(record):
            if self._rows == MAX_ROWS:
                self._finish_sheet()
                self._sheet = self._new_sheet()
            self._sheet.append([self._cell(name, value, row) for name, value in zip(COLUMNS, row, strict=True)])
            self._rows += 1

    def close(self) -> None:
        self._finish_sheet()
        with TemporaryFile() as whole:  # openpyxl fails badly if a stream breaks while it writes
            self._book.save(whole)
            whole.seek(0)
            shutil.copyfileobj(whole, self._stream)
        for what, places in self._changed.items():
            if places:
                _log.warning(
                    "Excel cannot hold all of the text: %s in %d cells, first %s", what, len(places), places[0]
                )

    def _new_sheet(self) -> Any:  # openpyxl's types lack what a write-only sheet can do
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
        """Make a cell of text: openpyxl alone would read ``=…`` as a formula and ``#N/A`` as an error."""
        from openpyxl.cell import WriteOnlyCell

        if not isinstance(value, str):
            return value
        cell = WriteOnlyCell(self._sheet, self._fit(value, f"{column} of {row.quote_id}"))
        cell.data_type = "s"
        return cell

    def _fit(self, text: str, place: str) -> str:
        clean = _INVALID_IN_XML.sub("\ufffd", text)
        replaced, cut = self._changed.values()
        if clean != text:
            replaced.append(place)
        if len(clean) > MAX_CELL:
            cut.append(place)
        return clean[:MAX_CELL]
