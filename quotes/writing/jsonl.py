"""JSON Lines: the whole record, one a line; what all other tools of this project read."""

from __future__ import annotations

import json
from typing import BinaryIO

from quotes.records import Record


class JsonlWriter:
    """One record a line, in UTF-8, exact: reading a line back gives the same record."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def write(self, record: Record) -> None:
        data = record.to_dict()
        try:
            line = json.dumps(data, ensure_ascii=False).encode("utf-8")
        except UnicodeEncodeError:  # half a surrogate pair in the text: only an escape can hold it
            line = json.dumps(data).encode("ascii")
        self._stream.write(line + b"\n")

    def close(self) -> None:
        """Nothing is left to write."""
