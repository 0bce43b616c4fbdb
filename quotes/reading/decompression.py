"""Decompress gzip data as far as it is whole."""

from __future__ import annotations

import gzip
import io
import zlib
from typing import IO

_CHUNK = 1 << 17  # bytes


class GzipStream(io.RawIOBase):
    """The lines of gzip data. Where the data is broken, it ends behind the last whole line.

    Attributes:
        error: why it ended early; None for sound data.
    """

    def __init__(self, compressed: IO[bytes]) -> None:
        self._file = gzip.open(compressed, "rb")  # noqa: SIM115 - the caller closes what is compressed
        self._ready = memoryview(b"")
        self._partial: list[bytes] = []  # the line whose end has not been read yet
        self._ended = False
        self.error: Exception | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # typeshed wants its private WriteableBuffer
        while not self._ready and not self._ended:
            self._ready = memoryview(self._read_lines())
        size = min(len(buffer), len(self._ready))
        buffer[:size] = self._ready[:size]
        self._ready = self._ready[size:]
        return size

    def _read_lines(self) -> bytes:
        try:
            data = self._file.read1(_CHUNK)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            self.error, self._ended = error, True
            return b""
        self._ended = not data
        whole, newline, partial = data.rpartition(b"\n")
        if not newline and data:
            self._partial.append(data)
            return b""
        lines = b"".join([*self._partial, whole, newline])
        self._partial = [partial]
        return lines
