"""Find the files that the user names by paths, folders, patterns or ``-``, and recognise their formats."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import Literal

from quotes.errors import InputError
from quotes.reading.columns import Columns, looks_like_header

Format = Literal["text", "html", "jsonl", "json", "csv", "tsv", "xlsx", "parquet"]

ENDINGS: dict[str, Format] = {
    ".txt": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".csv": "csv",
    ".tsv": "tsv",
    ".xlsx": "xlsx",
    ".parquet": "parquet",
    ".pq": "parquet",
}
STDIN = "-"

_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_KNOWN = ", ".join(sorted(ENDINGS)) + ", each also with .gz"


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read, or standard input (``path`` is None). ``format`` is None where its bytes have to tell.

    Attributes:
        origin: the path as the user would write it, or ``-``.
        name: the path below the folder or pattern that the user names, without endings, for ids: ``2024/berita`` for
            ``arsip/2024/berita.jsonl.gz`` in ``arsip``; None for standard input.
    """

    origin: str
    path: Path | None
    format: Format | None
    name: str | None = None


def expand(named: str | Path) -> Iterator[Source | InputError]:
    """Yield the files of a path, folder, pattern or ``-``, sorted, or an error if there is none."""
    origin = str(named)
    if origin == STDIN:
        yield Source(origin, None, None)
        return
    if not origin.strip():
        yield InputError("the name of an input is empty", path=repr(origin), hint="give a file, a folder or a pattern")
        return
    path = Path(named)
    if path.is_dir():
        yield from _walk_folder(path, path)
    elif path.exists():
        yield _make_source(path, path.parent)
    elif glob.has_magic(origin):
        yield from _match_pattern(origin)
    else:
        yield InputError("no such file or folder", path=origin, hint="check the spelling")


def sniff(head: bytes, columns: Columns) -> Format:
    """Recognise the format of a file without a known ending, or of standard input, by its first bytes."""
    if head.startswith((b"PAR1", b"PK\x03\x04")):
        return "parquet" if head.startswith(b"PAR1") else "xlsx"
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if _PAGE.match(start):
        return "html"
    if start.startswith(b"{"):
        return "jsonl" if start.split(b"\n", 1)[0].rstrip().endswith(b"}") else "json"
    if re.match(rb"\[\s*(\{|\])", start):
        return "json"
    header = start.split(b"\n", 1)[0].decode("utf-8", "replace")
    found = [name.strip(" \r\"'") for name in re.split(r"[,;\t|]", header)]
    if looks_like_header(found, columns) and (len(found) > 1 or b"\n" in start.strip()) and len(header) < 1000:
        return "csv"
    return "text"


def _make_source(path: Path, base: Path) -> Source:
    """Make the source of a file; ``base`` is the folder that its name starts below."""
    plain = path.with_name(path.name.removesuffix(path.suffix)) if path.suffix.lower() == ".gz" else path
    form = ENDINGS.get(plain.suffix.lower())
    below = plain.relative_to(base) if plain.is_relative_to(base) else Path(plain.name)
    return Source(str(path), path, form, (below.with_suffix("") if form else below).as_posix())


def _walk_folder(folder: Path, base: Path) -> Iterator[Source | InputError]:
    """Yield all files with a known ending, except hidden ones; linked folders are not followed."""
    found = 0
    problems: list[OSError] = []
    for place, folders, names in os.walk(folder, onerror=problems.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            source = _make_source(Path(place, name), base)
            if source.format and not name.startswith("."):
                found += 1
                yield _refuse_pipe(source)
    for problem in problems:
        yield InputError(f"cannot be opened: {problem.strerror}", path=str(problem.filename), hint="check its rights")
    if not found and not problems:
        yield InputError("the folder has no file that can be read", path=str(folder), hint=f"known endings: {_KNOWN}")


def _refuse_pipe(source: Source) -> Source | InputError:
    """Refuse a pipe, a socket or a device that a folder has, as reading it may never end."""
    path = source.path
    if path is not None and path.exists() and not path.is_file():
        return InputError("is a pipe or a device, not a file", path=source.origin, hint="take it out of the folder")
    return source


def _match_pattern(pattern: str) -> Iterator[Source | InputError]:
    found = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207  # Path.glob does not accept absolute patterns
    if not found:
        yield InputError("no file matches the pattern", path=pattern, hint="check it, and quote it in the shell")
    fixed = takewhile(lambda part: not glob.has_magic(part), Path(pattern).parts[:-1])
    base = Path(*fixed)
    for name in found:
        path = Path(name)
        if not path.is_dir():
            yield _make_source(path, base)
        elif "**" not in pattern:  # a pattern with ** already includes the files of folders
            yield from _walk_folder(path, base)
