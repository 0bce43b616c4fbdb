"""Positions in an article: the sentence and paragraph of one, the spans that contain another, the outermost spans.

Searches are by bisection, since an article can have thousands of quotes.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate

from quotes.parsing import ParsedText
from quotes.records import Span
from quotes.trees import Sentence


class Positions:
    """Looks up the sentence and the paragraph of a position. A standalone quotation counts as a sentence."""

    def __init__(self, parsed: ParsedText) -> None:
        self._sentences = {s.start: s for p in parsed.paragraphs for s in p.sentences}
        starts = {(s.start, p.index) for p in parsed.paragraphs for s in p.sentences}
        starts |= {(p.body.start, p.index) for p in parsed.paragraphs}
        for paragraph in parsed.paragraphs:
            alone = (paragraph.quotations[number].outer.start for number in paragraph.standalone)
            inside = [Span(s.start, s.end) for s in paragraph.sentences]
            starts |= {(at, paragraph.index) for at in alone if not any(s.start <= at < s.end for s in inside)}
        self._starts = sorted(starts)

    def of(self, at: int) -> tuple[int, int]:
        """Return the number of the sentence, and that of the paragraph."""
        number = max(bisect_right(self._starts, at, key=lambda start: start[0]) - 1, 0)
        return number, self._starts[number][1] if self._starts else 0

    def sentence(self, at: int) -> Sentence | None:
        """Return the sentence at a position; None in a standalone quotation or in text that is not parsed."""
        number, _ = self.of(at)
        return self._sentences.get(self._starts[number][0]) if self._starts else None


class SpanIndex:
    """Spans that may overlap and nest."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans)
        self._starts = [span.start for span in self._spans]
        self._furthest = list(accumulate((span.end for span in self._spans), max))  # end of the spans up to each

    def containing(self, inner: Span) -> Iterator[Span]:
        """Yield the spans that contain another, the last one first."""
        at = bisect_right(self._starts, inner.start) - 1
        while at >= 0 and self._furthest[at] >= inner.end:
            if self._spans[at].end >= inner.end:
                yield self._spans[at]
            at -= 1

    def covers(self, inner: Span) -> bool:
        """Return whether one of the spans contains another."""
        return next(self.containing(inner), None) is not None


def keep_outermost(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the spans in text order, without those inside another: a name within its phrase is one mention."""
    kept: list[Span] = []
    for span in sorted(set(spans), key=lambda s: (s.start, -s.end)):
        if not kept or not kept[-1].contains(span):
            kept.append(span)
    return tuple(kept)
