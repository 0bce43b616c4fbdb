"""The article view: a record as plain data (:func:`article_view`), the data as markup.

The text is cut at every place where a quote, cue, source or addressee begins or
ends, so that quotes may overlap in any way; joined, the pieces are the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from quotes.html.markup import asset, fill, policy
from quotes.html.names import anchor, heading, web_link
from quotes.html.palette import hue
from quotes.records import Evidence, Quote, Record, Span, Trace

_PACKAGE = "quotes.html"


def article_html(record: Record) -> str:
    """A fragment of HTML with its own style and no script: what a notebook shows (``_repr_html_``)."""
    return fill(_PACKAGE, "fragment.html.j2", style=asset(_PACKAGE, "article.css"), articles=[article_view(record)])


def page_html(records: Iterable[Record], title: str | None = None) -> str:
    """A page of one or several articles that opens from disk: hover, tap or Tab to a quote tells all about it."""
    articles = [article_view(record) for record in records]
    script = asset(_PACKAGE, "article.js")
    return fill(
        _PACKAGE,
        "page.html.j2",
        title=title or (articles[0]["heading"] if len(articles) == 1 else f"{len(articles)} articles"),
        style=asset(_PACKAGE, "article.css"),
        script=script,
        policy=policy([script]),
        articles=articles,
    )


def article_view(record: Record) -> dict[str, Any]:
    """What the view shows, as plain data: pieces of the text, speakers in their order, quotes with evidence."""
    article = record.article
    speakers = _speakers(record)
    numbers = {speaker["id"]: speaker["number"] for speaker in speakers}
    by = [_voice(quote, numbers) for quote in record.quotes]
    return {
        "id": article.id,
        "heading": heading(article),
        "facts": [fact for fact in (article.outlet, article.date) if fact],
        "url": web_link(article.url),
        "pieces": _pieces(record, by),
        "speakers": speakers,
        "quotes": [_quote(record, quote, voice) for quote, voice in zip(record.quotes, by, strict=True)],
    }


def _speakers(record: Record) -> list[dict[str, Any]]:
    """Those who are quoted, numbered by their first quote; then whoever has no name."""
    about = {speaker.id: speaker for speaker in record.speakers}
    found: dict[str, dict[str, Any]] = {}
    for index, quote in enumerate(record.quotes):
        for key, name in _voices(quote):
            known = about.get(key)
            number = len(found)
            entry = {
                "id": key,
                "number": number + 1,
                "name": known.name if known else name,
                "color": hue(number).hex,
                "kind": known.kind if known else "",
                "roles": list(known.roles) if known else [],
                "quotes": [],
            }
            found.setdefault(key, entry)["quotes"].append(index)
    return list(found.values())


def _voices(quote: Quote) -> list[tuple[str, str]]:
    """Id and name of each speaker of a quote; one nameless voice where nobody can be named."""
    ids = (*quote.speaker_ids, *quote.speakers[len(quote.speaker_ids) :])
    return list(zip(ids, quote.speakers, strict=False)) or [("", "nobody named")]


def _voice(quote: Quote, numbers: dict[str, int]) -> int:
    """The number of the first speaker: the colour of the quote."""
    return numbers[_voices(quote)[0][0]]


def _pieces(record: Record, by: Sequence[int]) -> list[dict[str, Any]]:
    """The text in pieces, each with the quotes that it is content of (the innermost last) and its other parts."""
    text = record.article.text
    marks = [
        (span, index, part)
        for index, quote in enumerate(record.quotes)
        for part, span in _parts(quote)
        if span.start < span.end
    ]
    cuts = sorted({0, len(text), *(edge for span, _, _ in marks for edge in span if 0 <= edge <= len(text))})
    opening: dict[int, list[tuple[Span, int, str]]] = {}
    for mark in marks:
        opening.setdefault(mark[0].start, []).append(mark)
    pieces, inside, anchored = [], list[tuple[Span, int, str]](), set[int]()
    for start, end in pairwise(cuts):
        inside = [mark for mark in inside if mark[0].end > start] + opening.get(start, [])
        pieces.append(_piece(record, text[start:end], inside, by, anchored))
    return pieces


def _parts(quote: Quote) -> list[tuple[str, Span]]:
    single = (("cue", quote.cue), ("source", quote.source), ("addressee", quote.addressee))
    return [*(("content", span) for span in quote.content), *((part, span) for part, span in single if span)]


def _piece(
    record: Record, words: str, inside: list[tuple[Span, int, str]], by: Sequence[int], anchored: set[int]
) -> dict[str, Any]:
    contents = [mark for mark in inside if mark[2] == "content"]
    contents.sort(key=lambda mark: mark[0].start - mark[0].end)
    quotes = [index for _, index, _ in contents]
    first = [index for index in quotes if index not in anchored]
    anchored.update(first)
    others = sorted({part for _, _, part in inside if part != "content"})
    touched = quotes or [index for _, index, _ in inside]
    return {
        "text": words,
        "quotes": quotes,
        "touched": touched,
        "parts": others,
        "type": record.quotes[quotes[-1]].type if quotes else None,
        "color": hue(by[touched[-1]] - 1).hex if touched else None,
        "speaker": by[quotes[-1]] if quotes else None,
        "anchors": [anchor(record.quotes[index].id) for index in first],
        "first": first,
    }


def _quote(record: Record, quote: Quote, voice: int) -> dict[str, Any]:
    text = record.article.text
    return {
        "id": quote.id,
        "anchor": anchor(quote.id),
        "speaker": ", ".join(name for _, name in _voices(quote)),
        "number": voice,
        "color": hue(voice - 1).hex,
        "words": quote.text,
        "type": quote.type,
        "rows": [(name, value) for name, value in _rows(quote, text) if value],
    }


def _rows(quote: Quote, text: str) -> list[tuple[str, str | None]]:
    """What there is to know about a quote, in the order of interest."""
    cue = quote.cue.of(text) if quote.cue else None
    confidence = None if quote.confidence is None else f"{quote.confidence:.0%}"
    places = ", ".join(f"{span.start}–{span.end}" for span in quote.content)
    return [
        ("type", quote.type),
        ("cue", f"{cue} ({quote.cue_class})" if cue and quote.cue_class else cue),
        ("source", quote.source.of(text) if quote.source else None),
        ("addressee", quote.addressee.of(text) if quote.addressee else None),
        ("speaker found by", quote.resolved_by),
        ("rule", quote.rule),
        ("confidence", confidence or "not calibrated"),
        ("flags", ", ".join(quote.flags)),
        ("characters", places),
        *_evidence_rows(quote.evidence, text),
    ]


def _evidence_rows(evidence: Evidence | None, text: str) -> list[tuple[str, str | None]]:
    """The words that matched and the way to the speaker. Stored records have no evidence: it is not written."""
    if evidence is None:
        return []
    parts = [(f"matched {part.part}", _matched(part, text)) for part in evidence.parts]
    candidates = [
        ("taken" if candidate.taken else "turned down", f"{candidate.name}: {candidate.reason}")
        for candidate in evidence.candidates
    ]
    chain = [(link.by, link.text) for link in evidence.chain]
    return [*parts, *candidates, *chain]


def _matched(part: Trace, text: str) -> str:
    words = " … ".join(span.of(text) for span in part.spans)
    return f"{words} ({part.how}{' ' + part.walk(text) if part.path else ''})"
