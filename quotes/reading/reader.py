"""Read sources one after the other; different articles get different ids."""

from __future__ import annotations

import gzip
import io
import re
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import IO

from quotes.errors import InputError
from quotes.reading import tables
from quotes.reading.articles import ArticleMaker, Failure, IdTable, derive_id, digest_of, find_date, make_article
from quotes.reading.columns import Columns, DateOrder
from quotes.reading.decoding import HEAD, GzipStream, decode, guess_encoding, marked_encoding, refuse_binary
from quotes.reading.sources import Format, Source, expand, sniff
from quotes.records import Article

_LIST = re.compile(rb"(?:\xef\xbb\xbf)?\s*\[\s*[{\]]")
_GZIP = b"\x1f\x8b"
_GIVE_TEXT = "save the text of the article as .txt and give that"
_DIVIDE = "divide it, or save the articles as JSON lines"
#: Megabytes of the largest page that is read, as its tree takes a hundred times as much memory, and of the largest
#: other document that is read as a whole. Lines and rows are read one by one, from files of any size.
LARGEST_PAGE = 10
LARGEST_DOCUMENT = 1_000


def read(
    sources: str | Path | Iterable[str | Path],
    columns: Columns = Columns(),  # noqa: B008 - it is frozen
    *,
    notify: Callable[[str], None] | None = None,
    stdin: IO[bytes] | None = None,
) -> Iterator[Article | Failure]:
    """Read articles, lazily and in the order of the sources.

    Args:
        sources: paths, folders (all files below them with a known ending, sorted), patterns (``news/*.txt``), or ``-``
            for standard input. The ending tells the format of a file, or else its first bytes: ``.txt``; ``.html``,
            ``.htm``, ``.xhtml``; ``.jsonl``, ``.ndjson``, ``.json``; ``.csv``, ``.tsv``; ``.xlsx``; ``.parquet``,
            ``.pq``; each also with ``.gz``. Stored records and gold files are JSON lines like others.
        columns: the columns of tables and keys of JSON objects, where their usual names do not tell them, and the
            order of day and month: ``Columns(text="isi", date_order="MDY")``.
        notify: called with one line on the columns of each table; by default the log has it.
        stdin: the stream that ``-`` reads, by default standard input.

    Yields:
        Articles with their text as in the source, and a :class:`Failure` for each source, line or row that cannot
        be read. Dates are ISO 8601; ``date_text`` has what the source says. The id is that of the data, or else depends
        on the path (below the folder or pattern), the address or the content of the article, so that several runs give
        an article the same id. Another article of the same id gets a digest of its content appended.
    """
    maker, ids = ArticleMaker(columns, notify), _Ids()
    for named in [sources] if isinstance(sources, str | Path) else sources:
        for source in expand(named):
            found = [source] if isinstance(source, InputError) else _read_source(source, maker, stdin)
            for item in found:
                if isinstance(item, Article):
                    yield replace(item, id=ids.make_unique(item))
                else:
                    yield Failure(item.path or str(named), item)
    maker.warn_of_dates()


class _Ids:
    """Gives different articles different ids; the same article may occur twice with the same id."""

    def __init__(self) -> None:
        self._digests = IdTable()

    def make_unique(self, article: Article) -> str:
        """Return the id of the article, with a digest of its content if another article has it."""
        digest = digest_of(article)
        if self._digests.setdefault(article.id, int(digest, 16)) == int(digest, 16):
            return article.id
        return f"{article.id}-{digest}"


def _read_source(source: Source, maker: ArticleMaker, stdin: IO[bytes] | None) -> Iterator[Article | InputError]:
    """Read the articles of a source; an error of the whole source comes last, as a value."""
    try:
        with _open(source, stdin) as stream:
            yield from _read_stream(source, stream, maker)
    except InputError as error:
        yield error
    except (EOFError, zlib.error, gzip.BadGzipFile) as wrong:
        yield InputError(f"is broken gzip data ({wrong})", path=source.origin, hint="copy or download it again")
    except UnicodeDecodeError as wrong:  # of UTF-16 and UTF-32, whose lines cannot be told apart behind the fault
        what = f"has bytes that are invalid in {wrong.encoding}, and could be read only up to them"
        yield InputError(what, path=source.origin, hint="save it as UTF-8")
    except OSError as wrong:
        reason = wrong.strerror or str(wrong)
        yield InputError(f"cannot be read: {reason}", path=source.origin, hint="check the file and its rights")


def _read_stream(source: Source, stream: IO[bytes], maker: ArticleMaker) -> Iterator[Article | InputError]:
    head = stream.read(HEAD)
    if not head:
        _refuse_broken(stream)
        what = "standard input" if source.path is None else "the file"
        raise InputError(f"{what} is empty", path=source.origin, hint="check that it was saved")
    whole = io.BufferedReader(_JoinedStream(head, stream))
    if head.startswith(_GZIP):
        unpacked = io.BufferedReader(GzipStream(whole))
        yield from _read_stream(source, unpacked, maker)
        _refuse_broken(unpacked)  # after the lines that are whole
        return
    kind = source.format or sniff(head, maker.columns)
    if kind == "jsonl" and _LIST.match(head):  # a JSON list that is called .jsonl
        kind = "json"
    if kind in {"xlsx", "parquet"}:
        read_rows = tables.read_xlsx if kind == "xlsx" else tables.read_parquet
        yield from read_rows(_rewind(stream, whole, source.origin), maker, source.origin)
        return
    refuse_binary(head, source.origin)
    if kind in {"jsonl", "csv", "tsv"}:
        encoding = _line_encoding(kind, head, source.origin)
        yield from _read_lines(kind, whole, encoding, maker, source.origin)
    elif kind == "json":
        data = _read_whole(stream, whole, source.origin, LARGEST_DOCUMENT)
        yield from tables.read_json(data, maker, source.origin, source.name)
    else:
        most = LARGEST_PAGE if kind == "html" else LARGEST_DOCUMENT
        yield _read_article(kind, _read_whole(stream, whole, source.origin, most), source, maker.columns.date_order)


def _read_whole(stream: IO[bytes], whole: IO[bytes], origin: str, most: int) -> bytes:
    """Read a whole document.

    Raises:
        InputError: it is larger than ``most`` megabytes, or its gzip data is cut off.
    """
    data = whole.read(most * 1_000_000 + 1)
    if len(data) > most * 1_000_000:
        raise InputError(f"has more than {most:,} MB, the most that is read of such a file", path=origin, hint=_DIVIDE)
    _refuse_broken(stream)
    return data


def _refuse_broken(stream: IO[bytes]) -> None:
    """Raise the error of gzip data that has ended too early."""
    raw = getattr(stream, "raw", None)
    if isinstance(raw, GzipStream) and raw.error is not None:
        raise raw.error


def _rewind(stream: IO[bytes], whole: IO[bytes], origin: str) -> IO[bytes]:
    """Return a stream at its start that can seek, for formats with an index at the end."""
    if not stream.seekable():
        return io.BytesIO(_read_whole(stream, whole, origin, LARGEST_DOCUMENT))
    stream.seek(0)
    return stream


def _read_lines(
    kind: Format, stream: IO[bytes], encoding: str, maker: ArticleMaker, origin: str
) -> Iterator[Article | InputError]:
    if kind == "jsonl":
        return tables.read_jsonl(stream, encoding, maker, origin)
    return tables.read_csv(stream, encoding, maker, origin, "\t" if kind == "tsv" else None)


def _read_article(kind: Format, data: bytes, source: Source, order: DateOrder) -> Article:
    """Read the article that a file consists of."""
    if kind == "html":
        article = _read_page(data, source.origin)
    else:
        article = make_article(decode(data, source.origin), origin=source.origin)
    name = source.name or derive_id(article.text, url=article.url)
    day, written = (article.date, None) if article.date else find_date(article.text, article.url, order)
    return replace(article, id=name, date=day, date_text=written)


def _line_encoding(kind: Format, head: bytes, origin: str) -> str:
    """Choose the encoding of lines: JSON is always UTF-8, so that others are bad lines; a table may be Windows-1252."""
    if kind == "jsonl":
        return marked_encoding(head) or "utf-8"
    return guess_encoding(head, origin, complete=len(head) < HEAD)


def _open(source: Source, stdin: IO[bytes] | None) -> AbstractContextManager[IO[bytes]]:
    if source.path is None:
        return nullcontext(stdin or sys.stdin.buffer)  # the caller closes it
    return source.path.open("rb")


#: What the pages of this project have in their head.
_OWN_PAGE = b'<meta name="generator" content="quotes">'


def _read_page(data: bytes, origin: str) -> Article:
    """Read the article of a web page with trafilatura. Positions refer to the extracted text.

    Title, date, outlet and address are those that the page declares.

    Raises:
        InputError: the page is empty or binary, or has no article text.
    """
    if not data:
        raise InputError("the page is empty", path=origin, hint="check that it was saved")
    refuse_binary(data, origin)
    if _OWN_PAGE in data[:HEAD]:
        raise InputError(
            "is a page that quotes has made, not an article", path=origin, hint="give the articles, or the records"
        )
    import trafilatura

    found = trafilatura.bare_extraction(data, include_comments=False, include_tables=False, with_metadata=True)
    if found is None or isinstance(found, dict) or not found.text:
        raise InputError("the page has no article text", path=origin, hint=_GIVE_TEXT)
    return make_article(
        found.text, title=found.title, date=found.date, outlet=found.sitename, url=found.url, origin=origin
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
