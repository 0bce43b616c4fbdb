"""Read articles from JSON, JSON lines, delimited tables, Excel workbooks and Parquet files; errors name the line."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import IO, Any, Literal

from quotes.errors import InputError, describe_json_error
from quotes.reading.articles import ArticleMaker
from quotes.reading.columns import Columns, check_table, looks_like_header, recognise
from quotes.reading.decoding import decode
from quotes.records import Article

_UNDECODED = re.compile(r"[\udc80-\udcff]")
#: A first line that names the delimiter: ``sep=;``.
_SEPARATOR = re.compile(r'"?sep=([^\w\s"]|\t)"?', re.IGNORECASE)
_BAD_LINE = "repair the line; the other lines are read"
#: Characters of the longest line, and of the longest field of a table, that is read.
LONGEST_LINE = 100_000_000


def read_jsonl(stream: IO[bytes], encoding: str, maker: ArticleMaker, origin: str) -> Iterator[Article | InputError]:
    """Read one object per line, without holding the file in memory; skip empty lines."""
    for number, line in enumerate(_decode_lines(stream, encoding), 1):
        if line.strip():
            yield _article_from_line(line, maker, f"{origin}:{number}", origin)


def _article_from_line(line: str, maker: ArticleMaker, place: str, source: str) -> Article | InputError:
    if _UNDECODED.search(line):
        return InputError("the line is not UTF-8", path=place, hint="save the file as UTF-8")
    try:
        return _article_from_json(json.loads(line), maker, place, source)
    except InputError as error:
        return error
    except (ValueError, RecursionError) as wrong:
        return InputError(f"the line {describe_json_error(wrong, line)}", path=place, hint=_BAD_LINE)


def read_json(data: bytes, maker: ArticleMaker, origin: str, name: str | None) -> Iterator[Article | InputError]:
    """Read one object, a list of objects, or JSON lines in a file named ``.json``.

    Args:
        name: the id of a single object that gives none.

    Raises:
        InputError: the data is none of these.
    """
    text = decode(data, origin)
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as wrong:
        if text.lstrip().startswith("{") and "Extra data" in str(wrong):
            yield from read_jsonl(io.BytesIO(text.encode("utf-8")), "utf-8", maker, origin)
            return
        raise InputError(
            f"is not JSON ({_describe_error(wrong)})", path=origin, hint="check it with a JSON validator"
        ) from None
    if not isinstance(document, list):
        yield _article_from_json(document, maker, origin, origin, name)
        return
    if not document:
        raise InputError("the list is empty", path=origin, hint="put articles into it")
    for number, item in enumerate(document, 1):
        try:
            yield _article_from_json(item, maker, f"{origin}, item {number}", origin)
        except InputError as error:
            yield error


def _article_from_json(item: Any, maker: ArticleMaker, place: str, source: str, name: str | None = None) -> Article:
    if not isinstance(item, dict):
        wanted = maker.columns.text or "text"
        raise InputError("is not a JSON object", path=place, hint=f'write {{"{wanted}": "…"}}')
    return maker.make(item, place, source=source, name=name)


def read_csv(
    stream: IO[bytes], encoding: str, maker: ArticleMaker, origin: str, delimiter: Literal["\t"] | None = None
) -> Iterator[Article | InputError]:
    """Read a table with a header line; rows of another length, or with a misplaced quotation mark, are errors.

    Args:
        delimiter: the delimiter of columns; None finds one of ``, ; tab |`` in the header.

    Raises:
        InputError: there is no column with the text, a column that the user names is missing, or there are no rows.
    """
    # The limit holds for the process. An article may be longer than the default of 131,072 characters.
    csv.field_size_limit(LONGEST_LINE)
    lines = _decode_lines(stream, encoding)
    first, start = next(lines, ""), 2
    if said := _SEPARATOR.fullmatch(first.strip()):  # Excel writes and obeys such a line
        first, start, delimiter_found = next(lines, ""), 3, said[1]
    else:
        delimiter_found = delimiter or _find_delimiter(first, maker.columns)
    header = [name.strip() for name in next(csv.reader([first], delimiter=delimiter_found), [])]
    check_table(header, maker.columns, origin)
    reader = csv.reader(lines, delimiter=delimiter_found, strict=True)
    above, is_empty = start, True
    while True:
        try:
            row = next(reader)
        except StopIteration:
            break
        except csv.Error as wrong:
            is_empty = False
            yield InputError(f"the row cannot be read ({wrong})", path=f"{origin}:{start}", hint=_csv_hint(wrong))
        else:
            if any(row):
                is_empty = False
                yield _article_from_row(row, header, maker, f"{origin}:{start}", origin)
        start = reader.line_num + above
    if is_empty:
        raise InputError("the table has a header, but no rows", path=origin, hint="check that it was saved whole")


def _article_from_row(
    row: Sequence[str], header: Sequence[str], maker: ArticleMaker, place: str, source: str
) -> Article | InputError:
    if len(row) != len(header):
        what = f"the row has {len(row)} columns, the header {len(header)}"
        return InputError(what, path=place, hint="put quotation marks around fields with commas or line breaks")
    if any(_UNDECODED.search(field) for field in row):
        return InputError(
            "the row has bytes that are invalid in its encoding", path=place, hint="save the file as UTF-8"
        )
    try:
        return maker.make(dict(zip(header, row, strict=True)), place, source=source)
    except InputError as error:
        return error


def _find_delimiter(header: str, columns: Columns) -> str:
    """Find the delimiter that gives a column with the text, or else the most columns."""
    split = {mark: next(csv.reader([header], delimiter=mark), []) for mark in ",;\t|"}
    with_text = [mark for mark, names in split.items() if looks_like_header([n.strip() for n in names], columns)]
    return max(with_text or split, key=lambda mark: len(split[mark]))


def _csv_hint(wrong: csv.Error) -> str:
    if "end of data" in str(wrong):
        return "a quotation mark opens here and is never closed; nothing below it could be read"
    return 'double a quotation mark inside a field ("")'


def _decode_lines(stream: IO[bytes], encoding: str) -> Iterator[str]:
    """Yield decoded lines with their line breaks; of one that is too long, pieces, which are errors as lines.

    Invalid bytes become lone surrogates: errors of their line.
    """
    sound = "utf-8-sig" if encoding == "utf-8" else encoding
    text = io.TextIOWrapper(stream, sound, errors="surrogateescape", newline="")
    while line := text.readline(LONGEST_LINE):
        yield line


def _describe_error(wrong: Exception) -> str:
    return "nested too deeply" if isinstance(wrong, RecursionError) else " ".join(str(wrong).split())[:200]


#: Rows of a Parquet file that are in memory together.
_BATCH = 500
_SAVE_AGAIN = "open it and save it again, or save it as CSV"


def read_xlsx(stream: IO[bytes], maker: ArticleMaker, origin: str) -> Iterator[Article | InputError]:
    """Read every sheet of an Excel workbook whose first row names a column with the text.

    Raises:
        InputError: it is not a workbook, or no sheet has such a column.
    """
    try:
        yield from _read_workbook(stream, maker, origin)
    except InputError:
        raise
    except Exception as wrong:  # noqa: BLE001 - openpyxl has errors of all kinds for damaged files
        what = f"is not an Excel workbook, or is damaged ({_describe_error(wrong)})"
        raise InputError(what, path=origin, hint=_SAVE_AGAIN) from None


def _read_workbook(stream: IO[bytes], maker: ArticleMaker, origin: str) -> Iterator[Article | InputError]:
    from openpyxl import load_workbook

    book = load_workbook(stream, read_only=True, data_only=True)
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
    from pyarrow import parquet

    try:
        file = parquet.ParquetFile(stream)
        header = list(file.schema_arrow.names)
        taken = _choose_columns(header, maker, origin)
        number = 0
        for batch in file.iter_batches(batch_size=_BATCH, columns=taken):
            for row in batch.to_pylist():
                number += 1
                yield _make_article(row, maker, f"{origin}:{number}", origin)
    except InputError:
        raise
    except Exception as wrong:  # noqa: BLE001 - damaged files give errors of all kinds
        what = f"is not a Parquet file, or is damaged ({_describe_error(wrong)})"
        raise InputError(what, path=origin, hint="write it again") from None


def _choose_columns(header: Sequence[str], maker: ArticleMaker, origin: str) -> list[str]:
    """Return the columns to read; all of them are reported to the user."""
    check_table(header, maker.columns, origin)
    taken = maker.recognise(tuple(header), origin)
    return [name for name in header if name in taken.values() or name == "date_text"]


def _make_article(row: Mapping[str, Any], maker: ArticleMaker, place: str, source: str) -> Article | InputError:
    try:
        return maker.make(row, place, source=source)
    except InputError as error:
        return error
