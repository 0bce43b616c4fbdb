"""Text on a binary stream: always UTF-8, whatever the machine's locale says."""

from __future__ import annotations

import io
from typing import BinaryIO


class Utf8(io.TextIOBase):
    """A text face of a binary stream. Unlike ``TextIOWrapper`` it never closes the stream that it was lent."""

    encoding = "utf-8"

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def write(self, text: str, /) -> int:
        self._stream.write(text.encode("utf-8"))
        return len(text)

    def flush(self) -> None:
        if not self._stream.closed:
            self._stream.flush()

    def isatty(self) -> bool:
        return self._stream.isatty()

    def writable(self) -> bool:
        return True
