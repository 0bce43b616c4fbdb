"""Sources in, articles out, one after the other, each with an id of its own."""

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
from quotes.reading import tables, web_pages
from quotes.reading.decoding import HEAD, decode, guess_encoding, marked_encoding, refuse_binary
from quotes.reading.making import Columns, article
from quotes.reading.outcome import Failure
from quotes.reading.sources import Format, Source, expand, sniff
from quotes.records import Article

_GZIP = b"\x1f\x8b"


def read(
    sources: str | Path | Iterable[str | Path],
    *,
    text_column: str = "text",
    id_column: str = "id",
    stdin: IO[bytes] | None = None,
) -> Iterator[Article | Failure]:
    """Read articles, lazily and in the order of the sources.

    Args:
        sources: one or more of: paths, folders (all files below them with a known ending, sorted), patterns
            (``news/*.txt``), and ``-`` for standard input. Its ending tells the kind of a file, else its first bytes:
            ``.txt``; ``.html``, ``.htm``, ``.xhtml``; ``.jsonl``, ``.ndjson``, ``.json``; ``.csv``, ``.tsv``; each
            also with ``.gz`` behind it. Stored records and gold files are JSON lines like others.
        text_column: the column or field that holds the text.
        id_column: the column or field that holds the id. Where it is missing, the id is the file's name
            without its ending. An id that was given before in this run gets ``-2``, ``-3``, … behind it.
        stdin: what ``-`` reads; default: standard input.

    Yields:
        Articles with their text as it is in the source, and a :class:`Failure` for each source, line or row
        that cannot be read.
    """
    columns, ids = Columns(text_column, id_column), _Ids()
    for named in [sources] if isinstance(sources, str | Path) else sources:
        for source in expand(named):
            found = [source] if isinstance(source, InputError) else _safely(source, columns, stdin)
            for item in found:
                if isinstance(item, Article):
                    yield replace(item, id=ids.unique(item.id))
                else:
                    yield Failure(item.path or str(named), item)


class _Ids:
    """The ids of a run. Deterministic: the same sources in the same order get the same ids."""

    def __init__(self) -> None:
        self._used: set[str] = set()
        self._next: dict[str, int] = {}

    def unique(self, wanted: str) -> str:
        """``wanted``, or the first of ``wanted-2``, ``wanted-3``, … that is free."""
        name = wanted
        while name in self._used:
            number = self._next.get(wanted, 2)
            self._next[wanted] = number + 1
            name = f"{wanted}-{number}"
        self._used.add(name)
        return name


def _safely(source: Source, columns: Columns, stdin: IO[bytes] | None) -> Iterator[Article | InputError]:
    """A source's articles; what makes it unreadable as a whole comes last, as an error with its name."""
    try:
        with _opened(source, stdin) as stream:
            yield from _articles(source, stream, columns)
    except InputError as error:
        yield error
    except (EOFError, zlib.error, gzip.BadGzipFile) as wrong:
        yield InputError(f"is broken gzip data ({wrong})", path=source.origin, hint="copy or download it again")
    except OSError as wrong:
        reason = wrong.strerror or str(wrong)
        yield InputError(f"cannot be read: {reason}", path=source.origin, hint="check the file and its rights")


def _articles(source: Source, stream: IO[bytes], columns: Columns) -> Iterator[Article | InputError]:
    head = stream.read(HEAD)
    if not head:
        what = "standard input" if source.path is None else "the file"
        raise InputError(f"{what} is empty", path=source.origin, hint="check that it was saved")
    if source.path is None and head.startswith(_GZIP):
        raise InputError("is gzip data", path=source.origin, hint="unpack it on the way: gunzip -c FILE | quotes …")
    refuse_binary(head, source.origin)
    whole = _Joined(head, stream)
    kind = source.format or sniff(head, columns.text)
    if kind in {"jsonl", "csv", "tsv"}:
        encoding = _line_encoding(kind, head, source.origin)
        yield from _lines(kind, io.BufferedReader(whole), encoding, columns, source)
    elif kind == "json":
        yield from tables.read_json(whole.readall(), columns, source.origin, source.stem)
    elif kind == "html":
        yield web_pages.read_page(whole.readall(), source.origin, source.stem)
    else:
        yield article(decode(whole.readall(), source.origin), source.stem, origin=source.origin)


def _lines(
    kind: Format, stream: IO[bytes], encoding: str, columns: Columns, source: Source
) -> Iterator[Article | InputError]:
    if kind == "jsonl":
        return tables.read_jsonl(stream, encoding, columns, source.origin, source.stem)
    return tables.read_csv(stream, encoding, columns, source.origin, source.stem, "\t" if kind == "tsv" else None)


def _line_encoding(kind: Format, head: bytes, origin: str) -> str:
    """JSON is UTF-8 by its standard, so a line that is not is one bad line; a table may be Windows-1252 as a whole."""
    if kind == "jsonl":
        return marked_encoding(head) or "utf-8"
    return guess_encoding(head, origin, complete=len(head) < HEAD)


def _opened(source: Source, stdin: IO[bytes] | None) -> AbstractContextManager[IO[bytes]]:
    if source.path is None:
        return nullcontext(stdin or sys.stdin.buffer)  # not ours to close
    if source.gzipped:
        return io.BufferedReader(gzip.open(source.path, "rb"))
    return source.path.open("rb")


class _Joined(io.RawIOBase):
    """A stream whose first bytes were read already, to look at them: pipes cannot be rewound."""

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
