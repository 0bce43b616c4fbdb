"""Records out: JSONL, tables for people and tables for programs, one file a format.

>>> write(records, "quotes.csv")  # doctest: +SKIP
"""

from quotes.writing.formats import FORMATS, Format, Writer, format_for
from quotes.writing.frame import to_frame
from quotes.writing.output import Output, write
from quotes.writing.rows import COLUMNS, Row, rows

__all__ = ["COLUMNS", "FORMATS", "Format", "Output", "Row", "Writer", "format_for", "rows", "to_frame", "write"]
