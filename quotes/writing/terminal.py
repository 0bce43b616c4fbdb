"""A readable table in the terminal: a heading for each article, a row for each quote, as wide as the window.

The columns have the same widths in every article, so that records can be shown
one by one. In a pipe or a file the table is plain and 120 characters wide.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, BinaryIO, Literal, TextIO, cast

from quotes.records import Article, Record
from quotes.text import replace_surrogates
from quotes.writing.rows import Row, to_rows
from quotes.writing.text_formats import Utf8

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

PLAIN_WIDTH = 120
#: The columns, and the width of the terminal from which on the table has them, in characters.
_COLUMNS = {"speaker": 0, "cue": 60, "quote": 0, "type": 80, "confidence": 100}
_STYLES = {"direct": "green", "mixed": "magenta", "indirect": "cyan"}
#: Control characters, and those that change the direction of writing.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class TerminalWriter:
    """Shows each record at once, in colour only on a terminal and unless ``NO_COLOR`` is set."""

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
        with self._console.capture() as drawn:  # rich would end the process if the pipe is closed
            self._console.print(_make_heading(record.article), soft_wrap=True)
            if record.quotes:
                self._console.print(_make_table(record, self._console.width))
            else:
                self._console.print("  no quotes", style="dim")
            self._console.print()
        self._file.write(drawn.get())
        self._file.flush()

    def close(self) -> None:
        """Do nothing: every record is shown already."""


def make_printable(text: str) -> str:
    """Make a text safe to show: control characters become U+FFFD, line breaks become spaces."""
    return _CONTROLS.sub("\ufffd", " ".join(replace_surrogates(text).splitlines()))


def _make_heading(article: Article) -> Text:
    from rich.text import Text

    about = [make_printable(part) for part in (article.outlet, article.date, article.title) if part]
    return Text.assemble((make_printable(article.id), "bold"), *((f" · {part}", "dim") for part in about))


def _make_table(record: Record, width: int) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(box=box.HORIZONTALS, expand=True, show_lines=True, border_style="dim", header_style="bold")
    shown = [name for name, least in _COLUMNS.items() if width >= least]
    for name in shown:
        ratio = {"speaker": 1, "quote": 2}.get(name)
        fixed = {"cue": 13, "type": 8, "confidence": 10}.get(name)
        justify: Literal["left", "right"] = "right" if name == "confidence" else "left"
        table.add_column(name, ratio=ratio, width=fixed, overflow="fold", justify=justify)
    for row in to_rows(record):
        cells = dict(zip(_COLUMNS, _make_cells(row), strict=True))
        table.add_row(*(cells[name] for name in shown))
    return table


def _make_cells(row: Row) -> tuple[Text, ...]:
    from rich.text import Text

    speaker = (
        Text(make_printable(row.speaker), "bold")
        if row.speaker
        else Text(f"? ({make_printable(row.source or '-')})", "yellow")
    )
    quote = Text(make_printable(row.quote))
    if row.flags:
        quote.append(f"  [{make_printable(row.flags)}]", "yellow")
    confidence = "" if row.confidence is None else f"{row.confidence:.2f}"
    return (
        speaker,
        Text(make_printable(row.cue or "")),
        quote,
        Text(row.type, _STYLES.get(row.type, "")),
        Text(confidence),
    )
