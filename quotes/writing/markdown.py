"""A Markdown table (GitHub's) to paste into a report: the columns that people read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import BinaryIO

from quotes.records import Record
from quotes.writing.rows import rows
from quotes.writing.streams import Utf8

COLUMNS = ("article", "outlet", "date", "speaker", "cue", "type", "content", "flags")
#: Signs that Markdown or HTML would read as something else than themselves (CommonMark 2.4: any may be escaped).
_SIGNS = re.compile(r"([\\`*_\[\]<>&|~$])")
_BREAKS = re.compile(r"\s*[\r\n\v\f\x85\u2028\u2029]+\s*")


class MarkdownWriter:
    """One row a quote, line breaks as spaces, every sign that Markdown knows escaped."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = Utf8(stream)
        self._line(COLUMNS)
        self._line("---" for _ in COLUMNS)

    def write(self, record: Record) -> None:
        for row in rows(record):
            self._line(_escaped(getattr(row, name) or "") for name in COLUMNS)

    def close(self) -> None:
        """Nothing is left to write."""

    def _line(self, cells: Iterable[str]) -> None:
        self._stream.write("| " + " | ".join(cells) + " |\n")


def _escaped(text: str) -> str:
    return _SIGNS.sub(r"\\\1", _BREAKS.sub(" ", text.strip()))
