"""Articles as HTML: a record becomes plain data (:func:`article_view`), and the data a fragment, a page or a folder.

The text is cut wherever a quote, cue, source or addressee begins or ends, so that
quotes can overlap in any way. The pieces joined are the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from quotes.errors import OutputError
from quotes.html.markup import (
    anchor,
    article_file,
    asset,
    fill,
    hue,
    page_texts,
    policy,
    script_data,
    web_link,
)
from quotes.records import Evidence, Quote, Record, Span

_PACKAGE = "quotes.html"
#: Most quotes of the table that a notebook shows.
_MOST_QUOTES = 5
#: A part of a quote in the text: its place, the number of the quote, and the name of the part.
_Mark = tuple[Span, int, str]
#: What separates paragraphs; it is a piece of its own, after which a new paragraph begins.
_BREAK = re.compile(r"\s*\n\s*")


def article_html(record: Record) -> str:
    """Return a fragment of HTML with its own style and no script."""
    return fill(_PACKAGE, "fragment.html.j2", style=asset(_PACKAGE, "article.css"), articles=[article_view(record)])


def summary_html(record: Record) -> str:
    """Return a short fragment that unfolds to the article, as notebooks show a record (``_repr_html_``).

    It has the first quotes as a table, its own style and no script.
    """
    view = article_view(record)
    return fill(
        _PACKAGE,
        "summary.html.j2",
        style=asset(_PACKAGE, "article.css"),
        article=view,
        number=anchor(record.article.id),
        quotes=_count(len(record.quotes), "quote"),
        speakers=_count(len(record.speakers), "speaker"),
        flags=record.flags,
        rows=[
            {"speaker": ", ".join(q.speakers) or "?", "cue": q.cue_text or "", "words": q.text, "type": q.type}
            for q in record.quotes[:_MOST_QUOTES]
        ],
        more=max(0, len(record.quotes) - _MOST_QUOTES),
    )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def page_html(records: Iterable[Record], title: str | None = None, index: str | None = None) -> str:
    """Return a standalone page of one or several articles; pointing at a quote shows how it was found.

    Args:
        title: by default the heading of the article, or the number of articles.
        index: the address of the list of articles, to which the page has a way back.
    """
    articles = [article_view(record) for record in records]
    heading = title or (articles[0]["heading"] if len(articles) == 1 else f"{len(articles)} articles")
    return _fill_page("page.html.j2", "article.js", title=heading, articles=articles, index=index)


def _fill_page(template: str, script: str, **values: Any) -> str:
    scripts = [asset(_PACKAGE, "base.js"), asset(_PACKAGE, script)]
    styles = [asset(_PACKAGE, "base.css"), asset(_PACKAGE, "article.css")]
    texts = script_data(page_texts())
    return fill(_PACKAGE, template, styles=styles, scripts=scripts, policy=policy(scripts), texts=texts, **values)


def write_pages(records: Iterable[Record], folder: str | Path) -> Path:
    """Write a page for each article, named after its id, and ``index.html``, which lists them and is returned.

    Raises:
        OutputError: the folder or a page cannot be written.
    """
    place = Path(folder)
    listed = []
    try:
        place.mkdir(parents=True, exist_ok=True)
        for record in records:
            article = record.article
            name = article_file(article.id)
            (place / name).write_text(page_html([record], index="index.html"), encoding="utf-8")
            listed.append(
                {
                    "file": name,
                    "heading": article.heading,
                    "outlet": article.outlet,
                    "date": article.date,
                    "quotes": len(record.quotes),
                    "speakers": list(dict.fromkeys(name for quote in record.quotes for name in quote.speakers)),
                }
            )
        index = _fill_page("index.html.j2", "index.js", articles=listed)
        (place / "index.html").write_text(index, encoding="utf-8")
    except OSError as error:
        message = f"cannot be written: {error.strerror}"
        raise OutputError(message, path=str(folder), hint="choose another place") from error
    return place / "index.html"


def article_view(record: Record) -> dict[str, Any]:
    """Return what a page shows as plain data: pieces of the text, speakers in order, quotes with their evidence."""
    article = record.article
    speakers = _view_speakers(record)
    numbers = {speaker["id"]: speaker["number"] for speaker in speakers}
    by = [numbers[_speakers_of(quote)[0][0]] for quote in record.quotes]
    return {
        "id": article.id,
        "heading": article.heading,
        "facts": [fact for fact in (article.outlet, article.date) if fact],
        "url": web_link(article.url),
        "pieces": _view_pieces(record, by),
        "speakers": speakers,
        "quotes": [_view_quote(record, quote, number) for quote, number in zip(record.quotes, by, strict=True)],
    }


def _speakers_of(quote: Quote) -> list[tuple[str, str]]:
    """Return the id and name of each speaker of a quote; a quote without a known speaker has one with the id ``""``."""
    ids = (*quote.speaker_ids, *quote.speakers[len(quote.speaker_ids) :])
    return list(zip(ids, quote.speakers, strict=False)) or [("", "unknown speaker")]


def _view_speakers(record: Record) -> list[dict[str, Any]]:
    """Return the speakers, numbered in the order of their first quotes."""
    known = {speaker.id: speaker for speaker in record.speakers}
    found: dict[str, dict[str, Any]] = {}
    for index, quote in enumerate(record.quotes):
        for key, name in _speakers_of(quote):
            speaker, rank = known.get(key), len(found)
            entry = {
                "id": key,
                "number": rank + 1,
                "name": speaker.name if speaker else name,
                "color": hue(rank).hex,
                "kind": speaker.kind if speaker else "",
                "roles": list(speaker.roles) if speaker else [],
                "quotes": [],
            }
            found.setdefault(key, entry)["quotes"].append(index)
    return list(found.values())


def _view_pieces(record: Record, by: Sequence[int]) -> list[dict[str, Any]]:
    """Return the text in pieces, each with the quotes whose content it is in (the innermost last) and other parts.

    Args:
        by: for each quote the number of its first speaker, who gives the colour.
    """
    text = record.article.text
    marks = [
        (span, index, part)
        for index, quote in enumerate(record.quotes)
        for part, span in _parts(quote)
        if span.start < span.end
    ]
    edges = (edge for span, _, _ in marks for edge in span if 0 <= edge <= len(text))
    breaks = (edge for found in _BREAK.finditer(text) for edge in found.span())
    cuts = sorted({0, len(text), *edges, *breaks})
    opening: dict[int, list[_Mark]] = {}
    for mark in marks:
        opening.setdefault(mark[0].start, []).append(mark)
    pieces, inside, anchored = [], list[_Mark](), set[int]()
    for start, end in pairwise(cuts):
        inside = [mark for mark in inside if mark[0].end > start] + opening.get(start, [])
        pieces.append(_view_piece(record, text[start:end], inside, by, anchored))
    return pieces


def _parts(quote: Quote) -> list[tuple[str, Span]]:
    single = (("cue", quote.cue), ("source", quote.source), ("addressee", quote.addressee))
    return [*(("content", span) for span in quote.content), *((part, span) for part, span in single if span)]


def _view_piece(
    record: Record, words: str, inside: list[_Mark], by: Sequence[int], anchored: set[int]
) -> dict[str, Any]:
    """Return one piece; quotes that begin in it get their anchor here and are added to ``anchored``."""
    contents = [mark for mark in inside if mark[2] == "content"]
    contents.sort(key=lambda mark: mark[0].start - mark[0].end)
    quotes = [index for _, index, _ in contents]
    first = [index for index in quotes if index not in anchored]
    anchored.update(first)
    touched = quotes or [index for _, index, _ in inside]
    return {
        "text": words,
        "is_break": words.isspace() and "\n" in words,
        "quotes": quotes,
        "touched": touched,
        "parts": sorted({part for _, _, part in inside if part != "content"}),
        "type": record.quotes[quotes[-1]].type if quotes else None,
        "color": hue(by[touched[-1]] - 1).hex if touched else None,
        "speaker": by[quotes[-1]] if quotes else None,
        "anchors": [anchor(record.quotes[index].id) for index in first],
        "first": first,
    }


def _view_quote(record: Record, quote: Quote, number: int) -> dict[str, Any]:
    return {
        "id": quote.id,
        "anchor": anchor(quote.id),
        "speaker": ", ".join(name for _, name in _speakers_of(quote)),
        "number": number,
        "color": hue(number - 1).hex,
        "words": quote.text,
        "type": quote.type,
        "why": _explain(quote, record.article.text),
        "rows": [(name, value) for name, value in _rows(quote, record.article.text) if value],
    }


def _explain(quote: Quote, text: str) -> list[tuple[str, list[str]]]:
    """Return why it is a quote and whose, in sentences: keys of :func:`page_texts`, each with its values."""
    cue = quote.cue.of(text) if quote.cue else None
    source = quote.source.of(text) if quote.source else "–"
    speaker = ", ".join(quote.speakers)
    found = [(f"why-{quote.type}", [cue])] if cue else [("why-no-cue", list[str]())]
    if quote.speakers and f"why-{quote.resolved_by}" in page_texts():
        found.append((f"why-{quote.resolved_by}", [source, speaker]))
    found += [(f"flag-{flag}", []) for flag in quote.flags if f"flag-{flag}" in page_texts()]
    if quote.confidence is not None:
        found.append(("why-confidence", [f"{quote.confidence:.0%}".replace("%", " %")]))
    return found


def _rows(quote: Quote, text: str) -> list[tuple[str, str | None]]:
    """Return what is known about a quote: headings and values, the most important first."""
    cue = quote.cue.of(text) if quote.cue else None
    return [
        ("type", quote.type),
        ("cue", f"{cue} ({quote.cue_class})" if cue and quote.cue_class else cue),
        ("source", quote.source.of(text) if quote.source else None),
        ("addressee", quote.addressee.of(text) if quote.addressee else None),
        ("speaker found by", quote.resolved_by),
        ("rule", quote.rule),
        ("confidence", "not calibrated" if quote.confidence is None else f"{quote.confidence:.0%}"),
        ("flags", ", ".join(quote.flags)),
        ("characters", ", ".join(f"{span.start}–{span.end}" for span in quote.content)),
        *_evidence_rows(quote.evidence, text),
    ]


def _evidence_rows(evidence: Evidence | None, text: str) -> list[tuple[str, str | None]]:
    """Return the words that matched, the candidates, and the chain to the speaker; stored records have none."""
    if evidence is None:
        return []
    rows: list[tuple[str, str | None]] = []
    for part in evidence.parts:
        words = " … ".join(span.of(text) for span in part.spans)
        path = f" {part.walk(text)}" if part.path else ""
        rows.append((f"matched {part.part}", f"{words} ({part.how}{path})"))
    rows += [
        ("chosen" if candidate.taken else "rejected", f"{candidate.name}: {candidate.reason}")
        for candidate in evidence.candidates
    ]
    return [*rows, *(("chain", f"{link.text} ({link.by})") for link in evidence.chain)]
