"""Find the spans that contain another without a search through all: an article can have thousands of quotes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate

from quotes.records import Span


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
