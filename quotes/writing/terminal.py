"""A table to read on a terminal: a heading an article, a row a quote, as wide as the window.

The columns have the same widths in every article, so that records can be shown
as they come. Off a terminal (a pipe, a file) the table is plain and 120 wide.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, BinaryIO, TextIO, cast

from quotes.records import Article, Record
from quotes.writing.rows import Row, rows, writable
from quotes.writing.streams import Utf8

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

PLAIN_WIDTH = 120
#: Columns from which on there is room for the confidence.
WIDE = 100
_STYLES = {"direct": "green", "mixed": "magenta", "indirect": "cyan"}
#: Characters that would steer the terminal instead of being shown: controls, and those that turn the writing direction.
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class TerminalWriter:
    """Shows each record at once. Colour only on a terminal, and not where ``NO_COLOR`` is set."""

    def __init__(self, stream: BinaryIO) -> None:
        from rich.console import Console

        self._file = Utf8(stream)
        self._console = Console(
            file=cast("TextIO", self._file),
            width=None if stream.isatty() else PLAIN_WIDTH,
            highlight=False,
            markup=False,
            emoji=False,
            legacy_windows=False,
        )

    def write(self, record: Record) -> None:
        with self._console.capture() as drawn:  # where nobody reads any more, rich would end the process by itself
            self._console.print(_heading(record.article), soft_wrap=True)
            if record.quotes:
                self._console.print(_table(record, with_confidence=self._console.width >= WIDE))
            else:
                self._console.print("  no quotes", style="dim")
            self._console.print()
        self._file.write(drawn.get())
        self._file.flush()

    def close(self) -> None:
        """Nothing is left to show."""


def shown(text: str) -> str:
    """A text as one that only shows itself: steering characters become U+FFFD, line breaks spaces."""
    return _STEERING.sub("\ufffd", " ".join(writable(text).splitlines()))


def _heading(article: Article) -> Text:
    from rich.text import Text

    about = [shown(part) for part in (article.outlet, article.date, article.title) if part]
    return Text.assemble((shown(article.id), "bold"), *((f" · {part}", "dim") for part in about))


def _table(record: Record, *, with_confidence: bool) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(box=box.HORIZONTALS, expand=True, show_lines=True, border_style="dim", header_style="bold")
    table.add_column("speaker", ratio=1, overflow="fold")
    table.add_column("cue", width=13, overflow="fold")
    table.add_column("quote", ratio=2, overflow="fold")
    table.add_column("type", width=8)
    if with_confidence:
        table.add_column("confidence", width=10, justify="right")
    for row in rows(record):
        table.add_row(*_cells(row)[: len(table.columns)])
    return table


def _cells(row: Row) -> tuple[Text, ...]:
    from rich.text import Text

    speaker = Text(shown(row.speaker), "bold") if row.speaker else Text(f"? ({shown(row.source or '-')})", "yellow")
    quote = Text(shown(row.content))
    if row.flags:
        quote.append(f"  [{shown(row.flags)}]", "yellow")
    confidence = "" if row.confidence is None else f"{row.confidence:.2f}"
    return speaker, Text(shown(row.cue or "")), quote, Text(row.type, _STYLES.get(row.type, "")), Text(confidence)
