"""Decode bytes: UTF-8, UTF-16 and UTF-32 by their marks, else UTF-8 or Windows-1252; refuse binary data."""

from __future__ import annotations

import codecs
from typing import NamedTuple

from quotes.errors import InputError

#: How many bytes of a file are inspected to recognise its format.
HEAD = 65_536

#: The longest mark first, as that of UTF-32 begins with that of UTF-16. The decoders remove the marks.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class _Kind(NamedTuple):
    starts: bytes
    name: str
    hint: str


_BINARY = (
    _Kind(b"%PDF-", "a PDF document", "extract its text first, for example with pdftotext"),
    _Kind(
        b"PK\x03\x04",
        "a ZIP archive or an office document (docx, odt)",
        "unpack it, or save it as plain text or CSV",
    ),
    _Kind(b"\xd0\xcf\x11\xe0", "an old office document (doc, xls)", "save it as plain text or CSV"),
    _Kind(b"{\\rtf", "an RTF document", "save it as plain text"),
    _Kind(b"\x89PNG", "an image (PNG)", "give the article as text"),
    _Kind(b"\xff\xd8\xff", "an image (JPEG)", "give the article as text"),
    _Kind(b"GIF8", "an image (GIF)", "give the article as text"),
    _Kind(b"BZh", "bzip2 data", "unpack it first"),
    _Kind(b"\xfd7zXZ", "xz data", "unpack it first"),
    _Kind(b"PAR1", "a Parquet file", "let its name end in .parquet"),
)
_SAVE = "save it as UTF-8"


def refuse_binary(head: bytes, origin: str) -> None:
    """Refuse a file that its first bytes show to be binary.

    Raises:
        InputError: it is an image, an archive, an office document, or has NUL bytes.
    """
    found = next((kind for kind in _BINARY if head.startswith(kind.starts)), None)
    if found:
        raise InputError(f"is {found.name}, not text", path=origin, hint=found.hint)
    if not marked_encoding(head) and b"\0" in head:
        raise InputError(
            "is binary data, not text", path=origin, hint=f"give the article as text; if it is one, {_SAVE}"
        )


def marked_encoding(head: bytes) -> str | None:
    """Return the encoding that a byte order mark announces."""
    return next((name for mark, name in _MARKS if head.startswith(mark)), None)


def guess_encoding(head: bytes, origin: str, *, complete: bool) -> str:
    """Guess the encoding of a file from its first bytes.

    Args:
        head: the first bytes.
        complete: whether these are all bytes of the file.

    Raises:
        InputError: the bytes are neither UTF-8 nor Windows-1252.
    """
    marked = marked_encoding(head)
    if marked:
        return marked
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head, final=complete)
    except UnicodeDecodeError as wrong:
        if _is_windows_1252(head):
            return "cp1252"
        raise _encoding_error(head, wrong, origin) from None
    return "utf-8"


def decode(data: bytes, origin: str) -> str:
    """Decode a whole file; drop its byte order mark, and keep its line breaks.

    Raises:
        InputError: the file is empty, binary, or in an unknown encoding.
    """
    if not data:
        raise InputError("the file is empty", path=origin, hint="check that it was saved")
    refuse_binary(data, origin)
    encoding = guess_encoding(data, origin, complete=True)
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as wrong:
        raise _encoding_error(data, wrong, origin) from None


def _is_windows_1252(data: bytes) -> bool:
    """Do the bytes make sense as Windows-1252?

    Nearly all bytes are valid in that encoding, so charset-normalizer measures how messy the text would be. UTF-8 with
    a few broken bytes is messy in Windows-1252 (``â€œ``).
    """
    from charset_normalizer import from_bytes

    return from_bytes(data, cp_isolation=["cp1252"]).best() is not None and not _is_mostly_utf8(data)


def _is_mostly_utf8(data: bytes) -> bool:
    """Are most bytes beyond ASCII valid UTF-8, so that the others are damage and not another encoding?"""
    sound = sum(len(char.encode()) for char in data.decode("utf-8", "ignore") if char > "\x7f")
    beyond_ascii = sum(byte > 0x7F for byte in data)
    return sound * 2 > beyond_ascii


def _encoding_error(data: bytes, wrong: UnicodeDecodeError, origin: str) -> InputError:
    line = data.count(b"\n", 0, wrong.start) + 1
    what = f"is neither UTF-8 nor Windows-1252: byte 0x{data[wrong.start]:02x} on line {line} fits neither"
    return InputError(what, path=origin, hint=_SAVE)
