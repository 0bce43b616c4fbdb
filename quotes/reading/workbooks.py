"""Read articles from Excel workbooks and Parquet files, row by row."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping, Sequence
from typing import IO, Any

from quotes.errors import InputError
from quotes.reading.articles import ArticleMaker
from quotes.reading.columns import check_table, recognise
from quotes.records import Article

#: Rows of a Parquet file that are in memory together.
_BATCH = 500
_SAVE_AGAIN = "open it and save it again, or save it as CSV"


def read_xlsx(stream: IO[bytes], maker: ArticleMaker, origin: str) -> Iterator[Article | InputError]:
    """Read every sheet of an Excel workbook whose first row names a column with the text.

    Raises:
        InputError: it is not a workbook, or no sheet has such a column.
    """
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(stream, read_only=True, data_only=True)
    except (InvalidFileException, KeyError, ValueError, OSError, zipfile.BadZipFile) as wrong:
        raise InputError(f"is not an Excel workbook ({wrong})", path=origin, hint=_SAVE_AGAIN) from None
    sheets = [sheet for sheet in book.worksheets if "text" in recognise(_header_of(sheet), maker.columns)]
    if not sheets:
        header = next((header for sheet in book.worksheets if (header := _header_of(sheet))), [])
        check_table(header, maker.columns, origin)
    for sheet in sheets:
        place = origin if len(book.worksheets) == 1 else f"{origin}, sheet {sheet.title}"
        yield from _read_sheet(sheet, maker, place)


def _header_of(sheet: Any) -> list[str]:
    first = next(sheet.iter_rows(values_only=True), ())
    return ["" if name is None else str(name).strip() for name in first]


def _read_sheet(sheet: Any, maker: ArticleMaker, origin: str) -> Iterator[Article | InputError]:
    header = _header_of(sheet)
    check_table(header, maker.columns, origin)
    for number, row in enumerate(sheet.iter_rows(min_row=2, values_only=True), 2):
        if any(value is not None and value != "" for value in row):
            yield _make_article(dict(zip(header, row, strict=False)), maker, f"{origin}:{number}", origin)


def read_parquet(stream: IO[bytes], maker: ArticleMaker, origin: str) -> Iterator[Article | InputError]:
    """Read the columns of a Parquet file that are recognised.

    Raises:
        InputError: it is not a Parquet file, or has no column with the text.
    """
    from pyarrow import ArrowException, parquet

    try:
        file = parquet.ParquetFile(stream)
        header = list(file.schema_arrow.names)
        taken = _taken(header, maker, origin)
        number = 0
        for batch in file.iter_batches(batch_size=_BATCH, columns=taken):
            for row in batch.to_pylist():
                number += 1
                yield _make_article(row, maker, f"{origin}:{number}", origin)
    except (ArrowException, OSError) as wrong:
        raise InputError(f"is not a Parquet file ({wrong})", path=origin, hint="write it again") from None


def _taken(header: Sequence[str], maker: ArticleMaker, origin: str) -> list[str]:
    """Return the columns to read; all of them are reported to the user."""
    check_table(header, maker.columns, origin)
    taken = maker.recognise(tuple(header), origin)
    return [name for name in header if name in taken.values() or name == "date_text"]


def _make_article(row: Mapping[str, Any], maker: ArticleMaker, place: str, source: str) -> Article | InputError:
    try:
        return maker.make(row, place, source=source)
    except InputError as error:
        return error
