"""Map the positions of a record from a view back to the article."""

from __future__ import annotations

from dataclasses import replace

from quotes.layout.view import TextView
from quotes.records import Article, Evidence, Quote, Record, Span, Trace


def restore_positions(record: Record, article: Article, view: TextView) -> Record:
    """Return a record that was made on a view of an article, with every span mapped back to the article's text."""
    if not view.starts:
        return replace(record, article=article)
    quotes = tuple(_quote(quote, view) for quote in record.quotes)
    speakers = tuple(
        replace(speaker, mentions=tuple(map(view.article_span, speaker.mentions))) for speaker in record.speakers
    )
    return replace(record, article=article, quotes=quotes, speakers=speakers)


def _back(view: TextView, span: Span | None) -> Span | None:
    return None if span is None else view.article_span(span)


def _quote(quote: Quote, view: TextView) -> Quote:
    return replace(
        quote,
        content=_content(quote.content, view),
        cue=_back(view, quote.cue),
        source=_back(view, quote.source),
        addressee=_back(view, quote.addressee),
        evidence=_evidence(quote.evidence, view) if quote.evidence else None,
    )


def _content(spans: tuple[Span, ...], view: TextView) -> tuple[Span, ...]:
    return tuple(piece for span in spans for piece in view.article_spans(span))


def _evidence(evidence: Evidence, view: TextView) -> Evidence:
    return replace(
        evidence,
        parts=tuple(_trace(part, view) for part in evidence.parts),
        candidates=tuple(replace(each, span=_back(view, each.span)) for each in evidence.candidates),
        chain=tuple(replace(link, span=_back(view, link.span)) for link in evidence.chain),
        overridden=tuple(
            replace(
                each,
                content=_content(each.content, view),
                cue=_back(view, each.cue),
                source=_back(view, each.source),
            )
            for each in evidence.overridden
        ),
    )


def _trace(trace: Trace, view: TextView) -> Trace:
    return replace(
        trace,
        spans=_content(trace.spans, view),
        path=tuple(replace(step, word=view.article_span(step.word)) for step in trace.path),
    )
