"""Read sources one after the other, and give each article a unique id."""

from __future__ import annotations

import gzip
import io
import sys
import zlib
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import IO

from quotes.errors import InputError
from quotes.reading import tables
from quotes.reading.articles import Columns, Failure, make_article
from quotes.reading.decoding import HEAD, decode, guess_encoding, marked_encoding, refuse_binary
from quotes.reading.sources import Format, Source, expand, sniff
from quotes.records import Article

_GZIP = b"\x1f\x8b"
_GIVE_TEXT = "save the text of the article as .txt and give that"


def read(
    sources: str | Path | Iterable[str | Path],
    *,
    text_column: str = "text",
    id_column: str = "id",
    stdin: IO[bytes] | None = None,
) -> Iterator[Article | Failure]:
    """Read articles, lazily and in the order of the sources.

    Args:
        sources: paths, folders (all files below them with a known ending, sorted), patterns (``news/*.txt``), or ``-``
            for standard input. The ending tells the format of a file, or else its first bytes: ``.txt``; ``.html``,
            ``.htm``, ``.xhtml``; ``.jsonl``, ``.ndjson``, ``.json``; ``.csv``, ``.tsv``; each also with ``.gz``.
            Stored records and gold files are JSON lines like others.
        text_column: the column or field that holds the text.
        id_column: the column or field that holds the id. Without it, the id is the name of the file without its
            ending. An id that occurred before gets ``-2``, ``-3``, … appended.
        stdin: the stream that ``-`` reads, by default standard input.

    Yields:
        Articles with their text as in the source, and a :class:`Failure` for each source, line or row that cannot
        be read.
    """
    columns, ids = Columns(text_column, id_column), _Ids()
    for named in [sources] if isinstance(sources, str | Path) else sources:
        for source in expand(named):
            found = [source] if isinstance(source, InputError) else _read_source(source, columns, stdin)
            for item in found:
                if isinstance(item, Article):
                    yield replace(item, id=ids.make_unique(item.id))
                else:
                    yield Failure(item.path or str(named), item)


class _Ids:
    """Makes the ids of a run unique. The same sources in the same order get the same ids."""

    def __init__(self) -> None:
        self._used: set[str] = set()
        self._next: dict[str, int] = {}

    def make_unique(self, wanted: str) -> str:
        """Return ``wanted``, or the first of ``wanted-2``, ``wanted-3``, … that is free."""
        name = wanted
        while name in self._used:
            number = self._next.get(wanted, 2)
            self._next[wanted] = number + 1
            name = f"{wanted}-{number}"
        self._used.add(name)
        return name


def _read_source(source: Source, columns: Columns, stdin: IO[bytes] | None) -> Iterator[Article | InputError]:
    """Read the articles of a source; an error of the whole source comes last, as a value."""
    try:
        with _open(source, stdin) as stream:
            yield from _read_stream(source, stream, columns)
    except InputError as error:
        yield error
    except (EOFError, zlib.error, gzip.BadGzipFile) as wrong:
        yield InputError(f"is broken gzip data ({wrong})", path=source.origin, hint="copy or download it again")
    except OSError as wrong:
        reason = wrong.strerror or str(wrong)
        yield InputError(f"cannot be read: {reason}", path=source.origin, hint="check the file and its rights")


def _read_stream(source: Source, stream: IO[bytes], columns: Columns) -> Iterator[Article | InputError]:
    head = stream.read(HEAD)
    if not head:
        what = "standard input" if source.path is None else "the file"
        raise InputError(f"{what} is empty", path=source.origin, hint="check that it was saved")
    if source.path is None and head.startswith(_GZIP):
        raise InputError("is gzip data", path=source.origin, hint="unpack it first: gunzip -c FILE | quotes …")
    refuse_binary(head, source.origin)
    whole = _JoinedStream(head, stream)
    kind = source.format or sniff(head, columns.text)
    if kind in {"jsonl", "csv", "tsv"}:
        encoding = _line_encoding(kind, head, source.origin)
        yield from _read_lines(kind, io.BufferedReader(whole), encoding, columns, source)
    elif kind == "json":
        yield from tables.read_json(whole.readall(), columns, source.origin, source.stem)
    elif kind == "html":
        yield _read_page(whole.readall(), source.origin, source.stem)
    else:
        yield make_article(decode(whole.readall(), source.origin), source.stem, origin=source.origin)


def _read_lines(
    kind: Format, stream: IO[bytes], encoding: str, columns: Columns, source: Source
) -> Iterator[Article | InputError]:
    if kind == "jsonl":
        return tables.read_jsonl(stream, encoding, columns, source.origin, source.stem)
    return tables.read_csv(stream, encoding, columns, source.origin, source.stem, "\t" if kind == "tsv" else None)


def _line_encoding(kind: Format, head: bytes, origin: str) -> str:
    """Choose the encoding of lines: JSON is always UTF-8, so that others are bad lines; a table may be Windows-1252."""
    if kind == "jsonl":
        return marked_encoding(head) or "utf-8"
    return guess_encoding(head, origin, complete=len(head) < HEAD)


def _open(source: Source, stdin: IO[bytes] | None) -> AbstractContextManager[IO[bytes]]:
    if source.path is None:
        return nullcontext(stdin or sys.stdin.buffer)  # the caller closes it
    if source.gzipped:
        return io.BufferedReader(gzip.open(source.path, "rb"))
    return source.path.open("rb")


def _read_page(data: bytes, origin: str, stem: str) -> Article:
    """Read the article of a web page with trafilatura. Positions refer to the extracted text.

    Title, date, outlet and address are those that the page declares.

    Raises:
        InputError: the page is empty or binary, or has no article text.
    """
    if not data:
        raise InputError("the page is empty", path=origin, hint="check that it was saved")
    refuse_binary(data, origin)
    import trafilatura

    found = trafilatura.bare_extraction(data, include_comments=False, include_tables=False, with_metadata=True)
    if found is None or isinstance(found, dict) or not found.text:
        raise InputError("the page has no article text", path=origin, hint=_GIVE_TEXT)
    return make_article(
        found.text, stem, title=found.title, date=found.date, outlet=found.sitename, url=found.url, origin=origin
    )


class _JoinedStream(io.RawIOBase):
    """A stream and the first bytes that were already read from it, as pipes cannot be rewound."""

    def __init__(self, head: bytes, rest: IO[bytes]) -> None:
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # typeshed wants its private WriteableBuffer
        data = self._head[: len(buffer)] if self._head else self._rest.read(len(buffer))
        self._head = self._head[len(data) :]
        buffer[: len(data)] = data
        return len(data)
