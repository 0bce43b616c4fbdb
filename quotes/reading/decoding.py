"""Decompress gzip data, and decode bytes as text.

Text is UTF-8, UTF-16 or UTF-32 by its mark, else UTF-8, Windows-1252 or Mac Roman; the rest is refused. Of gzip data
that is cut off, the whole lines are read.
"""

from __future__ import annotations

import codecs
import gzip
import io
import re
import zlib
from typing import IO, NamedTuple

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
#: Encodings of single bytes that old programs save Indonesian texts in.
_SINGLE_BYTE = ("cp1252", "mac_roman")
#: The largest share of odd characters in the right encoding: a stray bullet or a trade mark that other marks surround.
_ODDEST = 0.2
_MARKS_OF_TEXTS = frozenset("“”‘’„‚«»‹›–—…•·°©®™€£§†\xa0\xad½¼¾²³")
#: Halves of surrogate pairs, each encoded as UTF-8 would encode a character.
_CESU = re.compile(rb"\xed[\xa0-\xaf][\x80-\xbf]\xed[\xb0-\xbf][\x80-\xbf]")
_EAST_ASIAN = {
    "cp932": "Shift-JIS", "shift_jis": "Shift-JIS", "euc_jp": "EUC-JP", "gb18030": "GB 18030", "big5": "Big5",
    "euc_kr": "EUC-KR",
}  # fmt: skip
_EAST_ASIAN_LETTER = re.compile("[\u3040-\u9fff\uac00-\ud7af]")
_SAMPLE = 4_096  # bytes


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
        InputError: the bytes are in another encoding, or damaged.
    """
    marked = marked_encoding(head)
    if marked:
        return marked
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head, final=complete)
    except UnicodeDecodeError as wrong:
        if not _is_mostly_utf8(head):
            fitting = min(_SINGLE_BYTE, key=lambda encoding: _measure_oddness(head, encoding))
            if _measure_oddness(head, fitting) <= _ODDEST:
                return fitting
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


def _measure_oddness(data: bytes, encoding: str) -> float:
    """Return the share, from 0 to 1, of characters beyond ASCII that would be odd in a text; 1 if it cannot be decoded.

    Nearly all bytes are valid in an encoding of single bytes, but in the wrong one, marks and letters stand in odd
    places: ``ÒKami siap,Ó`` for ``“Kami siap,”``.
    """
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return 1.0
    found = [at for at, character in enumerate(text) if character > "\x7f"]
    return sum(_is_odd(text, at) for at in found) / max(1, len(found))


def _is_odd(text: str, at: int) -> bool:
    """Return whether a character beyond ASCII is neither a usual mark nor a letter in a word of Latin letters."""
    character, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    if character in _MARKS_OF_TEXTS:
        return False
    if not character.isalpha() or not (_is_plain_letter(before) or _is_plain_letter(after)):
        return True
    if character.islower():
        return False
    return before.islower() or not after.isalpha() or (after.isupper() and text[at + 2 : at + 3].islower())


def _is_plain_letter(character: str) -> bool:
    return character.isascii() and character.isalpha()


def _is_mostly_utf8(data: bytes) -> bool:
    """Are most bytes beyond ASCII valid UTF-8, so that the others are damage and not another encoding?"""
    sound = sum(len(char.encode()) for char in data.decode("utf-8", "ignore") if char > "\x7f")
    beyond_ascii = sum(byte > 0x7F for byte in data)
    return sound * 2 > beyond_ascii


def _encoding_error(data: bytes, wrong: UnicodeDecodeError, origin: str) -> InputError:
    if _CESU.search(data):
        what = "is CESU-8, a kind of UTF-8 in which characters such as emoji are two halves"
        return InputError(what, path=origin, hint=_SAVE)
    name = None if _is_mostly_utf8(data) else _name_east_asian(data)
    if name:
        return InputError(f"is not UTF-8 but seems to be {name}", path=origin, hint=_SAVE)
    line = data.count(b"\n", 0, wrong.start) + 1
    what = f"is neither UTF-8, Windows-1252 nor Mac Roman: byte 0x{data[wrong.start]:02x} on line {line} fits none"
    return InputError(what, path=origin, hint=_SAVE)


def _name_east_asian(data: bytes) -> str | None:
    """Name the encoding of a Japanese, Chinese or Korean text, such as Shift-JIS."""
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE], cp_isolation=list(_EAST_ASIAN)).best()
    if best is None or len(_EAST_ASIAN_LETTER.findall(str(best))) < 5:
        return None
    return _EAST_ASIAN[best.encoding]


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
