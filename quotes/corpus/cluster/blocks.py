"""Split the input into blocks that workers read independently; every run makes the same blocks."""

from __future__ import annotations

import gzip
import hashlib
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from quotes.corpus.cluster.parts import Location, locate
from quotes.errors import InputError
from quotes.reading import Columns, Failure
from quotes.reading.articles import ArticleMaker
from quotes.reading.tables import read_jsonl
from quotes.records import Article

_LINES = (".jsonl", ".ndjson")
_PARQUET = (".parquet", ".pq")
_SUPPORTED = ".jsonl, .ndjson, each also with .gz, and .parquet"


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a file.

    Attributes:
        source: path or address of the file, as the user gave it.
        start, end: for JSON lines in bytes, for Parquet in row groups. A line belongs to the block in which it starts.
        version: size and time of the file, so that a changed file has different blocks.
    """

    source: str
    start: int
    end: int
    version: str

    @property
    def name(self) -> str:
        """The name of the block's part: unique, and the same in every run."""
        return f"{self.family}{_digest(self.version)}-{self.start:015d}.parquet"

    @property
    def family(self) -> str:
        """The beginning of the names of all parts of the file, of any version of it."""
        return f"{_stem(self.source)}-{_digest(self.source)}-"


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=6).hexdigest()


def split_into_blocks(sources: Iterable[str], size: int) -> Iterator[Block]:
    """Split files, and the files in folders, into blocks.

    Args:
        sources: paths and addresses.
        size: the largest number of bytes of JSON lines in a block. A gzipped file is one block; a Parquet file has one
            for each row group.

    Raises:
        InputError: a file does not exist, or is neither JSON lines nor Parquet.
    """
    for source in sources:
        at = locate(source)
        info = at.info()
        if info.type.name == "NotFound":
            raise InputError("no such file or folder", path=source, hint="check the spelling")
        if info.is_file:
            yield from _split_file(source, at, info, size)
        else:
            for inside in at.files():
                if _file_kind(inside.path):
                    name = source.rstrip("/") + inside.path.removeprefix(at.path.rstrip("/"))
                    yield from _split_file(name, Location(at.system, inside.path), inside, size)


def _file_kind(path: str) -> str | None:
    name = path.lower()
    if name.endswith(_PARQUET):
        return "parquet"
    if name.endswith(tuple(f"{ending}.gz" for ending in _LINES)):
        return "gzip"
    return "lines" if name.endswith(_LINES) else None


def _split_file(source: str, at: Location, info: Any, size: int) -> Iterator[Block]:
    kind, version = _file_kind(source), f"{info.size} {info.mtime_ns}"
    if kind is None:
        hint = f"{_SUPPORTED}; quotes corpus run without --engine reads other files, too"
        raise InputError("cannot be split into blocks", path=source, hint=hint)
    if kind == "gzip":
        yield Block(source, 0, info.size, version)
        return
    step, whole = (1, _count_row_groups(source, at)) if kind == "parquet" else (_equal_size(info.size, size), info.size)
    for start in range(0, whole, step):
        yield Block(source, start, min(start + step, whole), version)


def _equal_size(whole: int, most: int) -> int:
    """Return the size, in bytes, that makes all blocks of a file equal: with a short last block workers would idle."""
    number = max(-(-whole // most), 1)
    return max(-(-whole // number), 1)


def _count_row_groups(source: str, at: Location) -> int:
    from pyarrow import ArrowInvalid, parquet

    try:
        with at.opened() as stream:
            return int(parquet.ParquetFile(stream).num_row_groups)
    except (ArrowInvalid, OSError) as error:
        raise InputError(f"is not a Parquet file ({error})", path=source, hint="write it again") from error


def read_block(block: Block, columns: Columns) -> list[Article | Failure]:
    """Read the articles of a block; one without an id gets one of its address or content, the same in every run."""
    maker = ArticleMaker(columns)
    found = _read_rows(block, maker) if _file_kind(block.source) == "parquet" else _read_lines(block, maker)
    return [Failure(item.path or block.source, item) if isinstance(item, InputError) else item for item in found]


def _read_lines(block: Block, maker: ArticleMaker) -> Iterator[Article | InputError]:
    origin = block.source if not block.start else f"{block.source}@{block.start}"
    yield from read_jsonl(io.BytesIO(_read_bytes(block)), "utf-8", maker, origin)


def _read_bytes(block: Block) -> bytes:
    """Read the lines that start in a block, up to the end of the last."""
    with locate(block.source).opened() as stream:
        if _file_kind(block.source) == "gzip":
            return gzip.decompress(stream.read())
        return _read_whole_lines(stream, block.start, block.end)


def _read_whole_lines(stream: Any, start: int, end: int) -> bytes:
    lines = io.BufferedReader(stream)
    lines.seek(max(start - 1, 0))
    if start:
        lines.readline()
    here = lines.tell()
    if here >= end:
        return b""
    data = lines.read(end - here)
    return data if data.endswith(b"\n") else data + lines.readline()


def _read_rows(block: Block, maker: ArticleMaker) -> Iterator[Article | InputError]:
    from pyarrow import parquet

    with locate(block.source).opened() as stream:
        table = parquet.ParquetFile(stream).read_row_group(block.start)
    for number, row in enumerate(table.to_pylist(), 1):
        origin = f"{block.source}, row {number} of group {block.start + 1}"
        try:
            yield maker.make(row, origin, source=block.source)
        except InputError as error:
            yield error


def _stem(source: str) -> str:
    name = PurePosixPath(source).name.removesuffix(".gz")
    return PurePosixPath(name).stem
