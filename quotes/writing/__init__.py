"""Write records: JSON Lines, tables for programs, tables for people, and pandas tables.

>>> write(records, "quotes.csv")  # doctest: +SKIP
"""

from quotes.writing.formats import FORMATS, Format, Writer, format_for
from quotes.writing.output import Output, write
from quotes.writing.rows import COLUMNS, Row, to_frame, to_rows
from quotes.writing.speakers import to_speakers_frame
from quotes.writing.text_formats import CsvOptions

__all__ = [
    "COLUMNS",
    "FORMATS",
    "CsvOptions",
    "Format",
    "Output",
    "Row",
    "Writer",
    "format_for",
    "to_frame",
    "to_rows",
    "to_speakers_frame",
    "write",
]
