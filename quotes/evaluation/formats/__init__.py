"""Gold in the forms that people annotate in: our JSONL, brat standoff, Label Studio JSON. Each reads what it writes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from quotes.errors import InputError
from quotes.evaluation.formats import brat, jsonl, label_studio
from quotes.evaluation.gold import GoldArticle


class Format(NamedTuple):
    """A form of gold.

    Attributes:
        suffix: of its files; empty for a form that is a folder.
    """

    suffix: str
    read: Callable[[Path], list[GoldArticle]]
    write: Callable[[Sequence[GoldArticle], Path], None]


FORMATS = {
    "jsonl": Format(".jsonl", jsonl.read, jsonl.write),
    "brat": Format("", brat.read, brat.write),
    "label-studio": Format(".json", label_studio.read, label_studio.write),
}


def read_gold(path: Path, form: str | None = None) -> list[GoldArticle]:
    """Read gold in the given form, or in the one that the path shows: a folder, ``.json`` or ``.jsonl``.

    Raises:
        InputError: there is no such file or folder, it holds no article, or its form is not known.
        RecordError: an article or an annotation in it is not of its form; the message has the place.
    """
    if not path.exists():
        raise InputError("there is no such file or folder", path=str(path), hint="check the name")
    articles = FORMATS[form or form_of(path)].read(path)
    if not articles:
        raise InputError("there is no annotated article in it", path=str(path))
    _refuse_twins(articles, path)
    return articles


def write_gold(articles: Iterable[GoldArticle], path: Path, form: str | None = None) -> None:
    """Write gold in the given form, or in the one that the path shows.

    Raises:
        InputError: the form is not known.
        OutputError: the file cannot be written.
    """
    FORMATS[form or form_of(path)].write(list(articles), path)


def form_of(path: Path) -> str:
    """The form that a path shows.

    Raises:
        InputError: none is known by its suffix.
    """
    if path.is_dir():
        return "brat"
    for name, form in FORMATS.items():
        if path.suffix.lower() == form.suffix:
            return name
    known = ".jsonl, .json (Label Studio) or a folder (brat)"
    raise InputError(f"no form of gold ends in {path.suffix!r}", path=str(path), hint=f"give {known}, or name the form")


def _refuse_twins(articles: Sequence[GoldArticle], path: Path) -> None:
    seen: set[str] = set()
    for article in articles:
        if article.id in seen:
            raise InputError(f"there are two articles with the id {article.id!r}", path=str(path), hint="rename one")
        seen.add(article.id)
