"""Formats of gold; each reads what it writes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from quotes.errors import InputError, UsageError
from quotes.evaluation.formats import brat, conllu, inception, jsonl, label_studio, tei, web_annotation
from quotes.evaluation.gold import GoldArticle


class Format(NamedTuple):
    """A format of gold.

    Attributes:
        suffix: the suffix of its files; empty for a format that is a folder.
        read: reads a file or folder.
        write: writes one.
    """

    suffix: str
    read: Callable[[Path], list[GoldArticle]]
    write: Callable[[Sequence[GoldArticle], Path], None]


FORMATS = {
    "jsonl": Format(".jsonl", jsonl.read, jsonl.write),
    "brat": Format("", brat.read, brat.write),
    "label-studio": Format(".json", label_studio.read, label_studio.write),
    "conllu": Format(".conllu", conllu.read, conllu.write),
    "tei": Format(".xml", tei.read, tei.write),
    "inception": Format("", inception.read, inception.write),
    "web-annotation": Format("", web_annotation.read, web_annotation.write),
}


#: Endings of the files by which a folder is not one of brat.
_FOLDERS = {".xmi": "inception", ".jsonld": "web-annotation"}


def read_gold(path: Path, form: str | None = None) -> list[GoldArticle]:
    """Read gold.

    Args:
        path: a file or a folder.
        form: the name of the format, where the path does not show it.

    Raises:
        UsageError: its format is not known.
        InputError: there is no such file or folder, or it has no article.
        RecordError: an article or an annotation is malformed; the message has its place.
    """
    if not path.exists():
        raise InputError("no such file or folder", path=str(path), hint="check the spelling")
    articles = FORMATS[form or detect_format(path)].read(path)
    if not articles:
        raise InputError("there is no annotated article in it", path=str(path))
    seen: set[str] = set()
    for article in articles:
        if article.id in seen:
            raise InputError(f"there are two articles with the id {article.id!r}", path=str(path), hint="rename one")
        seen.add(article.id)
    return articles


def write_gold(articles: Iterable[GoldArticle], path: Path, form: str | None = None) -> None:
    """Write gold; the arguments are as for :func:`read_gold`.

    Raises:
        UsageError: the format is not known.
        OutputError: the file cannot be written.
    """
    FORMATS[form or detect_format(path)].write(list(articles), path)


def detect_format(path: Path) -> str:
    """Return the name of the format that a path shows.

    Raises:
        UsageError: no format has its suffix.
    """
    if path.is_dir():
        found = (name for ending, name in _FOLDERS.items() if any(path.glob(f"*{ending}")))
        return next(found, "brat")
    for name, each in FORMATS.items():
        if path.suffix.lower() == each.suffix:
            return name
    known = ".jsonl, .json (Label Studio), .conllu, .xml (TEI) or a folder (brat)"
    raise UsageError(
        f"no format of gold has the suffix {path.suffix!r}", path=str(path), hint=f"give {known}, or name the format"
    )
