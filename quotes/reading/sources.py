"""What the user names, to files: paths, folders, patterns, standard input; and what kind of file each is."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from quotes.errors import InputError

Format = Literal["text", "html", "jsonl", "json", "csv", "tsv"]

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
}
STDIN = "-"

_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_KNOWN = ", ".join(sorted(ENDINGS)) + ", each also with .gz"


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read, or standard input (``path`` is None). ``format`` is None where its bytes have to tell."""

    origin: str
    path: Path | None
    format: Format | None
    gzipped: bool = False

    @property
    def stem(self) -> str:
        """The name without folder and endings, for ids: ``berita`` of ``data/berita.jsonl.gz``."""
        if self.path is None:
            return "stdin"
        name = self.path.name.removesuffix(".gz")
        ending = Path(name).suffix
        return name.removesuffix(ending) if ending.lower() in ENDINGS else name


def expand(named: str | Path) -> Iterator[Source | InputError]:
    """The files that a path, folder, pattern or ``-`` stands for, sorted; an error where it stands for none."""
    origin = str(named)
    if origin == STDIN:
        yield Source(origin, None, None)
        return
    path = Path(named)
    if path.is_dir():
        yield from _folder(path)
    elif path.exists():
        yield _source(path)
    elif glob.has_magic(origin):
        yield from _matches(origin)
    else:
        yield InputError("no such file or folder", path=origin, hint="check the spelling")


def sniff(head: bytes, text_column: str) -> Format:
    """What kind of file it is by its first bytes: data without a known ending, and standard input."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if _PAGE.match(start):
        return "html"
    if start.startswith(b"{"):
        return "jsonl" if start.split(b"\n", 1)[0].rstrip().endswith(b"}") else "json"
    if re.match(rb"\[\s*(\{|\])", start):
        return "json"
    header = start.split(b"\n", 1)[0].decode("utf-8", "replace")
    columns = {name.strip(" \r\"'").casefold() for name in re.split(r"[,;\t|]", header)}
    if text_column.casefold() in columns and (len(columns) > 1 or b"\n" in start.strip()) and len(header) < 1000:
        return "csv"
    return "text"


def _source(path: Path) -> Source:
    gzipped = path.suffix.lower() == ".gz"
    ending = Path(path.stem).suffix if gzipped else path.suffix
    return Source(str(path), path, ENDINGS.get(ending.lower()), gzipped)


def _folder(folder: Path) -> Iterator[Source | InputError]:
    """All files with a known ending, hidden ones left out; folders that links lead to are not followed."""
    found = 0
    problems: list[OSError] = []
    for place, folders, names in os.walk(folder, onerror=problems.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            source = _source(Path(place, name))
            if source.format and not name.startswith("."):
                found += 1
                yield source
    for problem in problems:
        yield InputError(f"cannot be opened: {problem.strerror}", path=str(problem.filename), hint="check its rights")
    if not found and not problems:
        yield InputError("the folder has no file that can be read", path=str(folder), hint=f"known endings: {_KNOWN}")


def _matches(pattern: str) -> Iterator[Source | InputError]:
    found = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207  # Path.glob takes no absolute pattern
    if not found:
        yield InputError("no file matches the pattern", path=pattern, hint="check it, and quote it in the shell")
    for name in found:
        path = Path(name)
        if not path.is_dir():
            yield _source(path)
        elif "**" not in pattern:  # a pattern with ** already names the files of its folders
            yield from _folder(path)
