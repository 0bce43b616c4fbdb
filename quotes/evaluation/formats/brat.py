"""Gold as a folder of brat standoff (``.txt`` and ``.ann``; Stenetorp et al. 2012), for https://brat.nlplab.org.

A content is an entity ``Direct``, ``Indirect`` or ``Mixed``, in fragments where it is split; cue, source and addressee
are entities of their own, bound to it by ``Cue_of``, ``Source_of`` and ``Addressee_of``, so that one cue may serve two
quotes and the ``nya`` of ``katanya`` may lie inside it. The note of a content names its speaker (``Name; Other
name``); ``Aliases`` notes say how else a speaker may be named (``Name = Alias; Alias``). brat has no place for the
title and outlet of an article: a file ``.json`` beside the text has them.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote as escape
from urllib.parse import unquote

from quotes.errors import InputError, QuotesError
from quotes.evaluation.formats.brat_lines import Annotations, Writer
from quotes.evaluation.formats.files import read_text, write_text
from quotes.evaluation.gold import TYPES, GoldArticle

#: Which entities and relations there are: brat reads it as ``annotation.conf``.
CONFIGURATION = """\
[entities]
Direct
Indirect
Mixed
Cue
Source
Addressee

[relations]
Cue_of\tArg1:Cue, Arg2:Direct|Indirect|Mixed
Source_of\tArg1:Source, Arg2:Direct|Indirect|Mixed
Addressee_of\tArg1:Addressee, Arg2:Direct|Indirect|Mixed
<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>

[events]

[attributes]
"""
_PARTS = ("cue", "source", "addressee")


def read(folder: Path) -> list[GoldArticle]:
    """Read every ``.txt`` of the folder that has an ``.ann`` beside it, by name.

    Raises:
        InputError: a file cannot be read, or the path is no folder.
        RecordError: an annotation is not of the form; the message has its line.
    """
    if not folder.is_dir():
        raise InputError("is not a folder", path=str(folder), hint="brat keeps its .txt and .ann files in one")
    return [_read_article(path) for path in sorted(folder.glob("*.txt")) if path.with_suffix(".ann").exists()]


def write(articles: Sequence[GoldArticle], folder: Path) -> None:
    """Write two files an article, one more where it has a title and the like, and brat's ``annotation.conf``.

    Raises:
        OutputError: a file cannot be written.
    """
    write_text(folder / "annotation.conf", CONFIGURATION)
    for article in articles:
        stem = escape(article.id, safe=" ") or "%"
        write_text(folder / f"{stem}.txt", article.text)
        write_text(folder / f"{stem}.ann", _annotations(article))
        if meta := _meta(article):
            write_text(folder / f"{stem}.json", json.dumps(meta, ensure_ascii=False, indent=1) + "\n")


def _annotations(article: GoldArticle) -> str:
    out = Writer(article.text)
    first: str | None = None
    homes: dict[str, str] = {}
    for quote in article.quotes:
        content = out.new_entity(quote.type.capitalize(), quote.content)
        first = first or content
        for part in _PARTS:
            if span := getattr(quote, part):
                out.relation(f"{part.capitalize()}_of", out.entity(part.capitalize(), (span,)), content)
        if quote.speakers:
            out.note("AnnotatorNotes", content, quote.speakers)
        homes |= {name: content for name in quote.speakers if name not in homes}
    for name, others in article.aliases.items() if first else ():
        out.note("Aliases", homes.get(name, first or ""), others, of=name)
    return out.text()


def _meta(article: GoldArticle) -> dict[str, Any]:
    """What brat has no place for; the aliases too where there is no quote to write them on."""
    data = article.to_dict()
    held = {"id", "text", "quotes"} | ({"aliases"} if article.quotes or not article.aliases else set())
    return {key: value for key, value in data.items() if key not in held}


def _read_article(path: Path) -> GoldArticle:
    text, meta = read_text(path), _read_meta(path.with_suffix(".json"))
    annotations_path = path.with_suffix(".ann")
    found = Annotations.parse(read_text(annotations_path), text, str(annotations_path))
    quotes = [
        {"type": kind.lower(), "content": entity.spans, **_parts(found, name), "speaker": found.speakers(name)}
        for name, entity in found.entities.items()
        if (kind := entity.label).lower() in TYPES
    ]
    quotes.sort(key=lambda quote: quote["content"][0])
    aliases = {**meta.pop("aliases", {}), **found.aliases()}
    data = {**meta, "id": unquote(path.stem), "text": text, "aliases": aliases, "quotes": quotes}
    try:
        return GoldArticle.from_dict(data)
    except QuotesError as error:
        error.path = str(annotations_path)
        raise


def _parts(found: Annotations, content: str) -> dict[str, Any]:
    return {part: found.part(f"{part.capitalize()}_of", content) for part in _PARTS}


def _read_meta(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {}
    try:
        data = json.loads(read_text(path))
    except ValueError as error:
        raise InputError(f"is not JSON: {error}", path=str(path)) from error
    if not isinstance(data, dict):
        raise InputError("is not a JSON object", path=str(path))
    return data
