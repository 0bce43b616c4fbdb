"""Which sentence and which paragraph a position of the article is in."""

from __future__ import annotations

from bisect import bisect_right

from quotes.parsing import ParsedText


class Places:
    """Looks positions up; what lies between two sentences counts to the one before."""

    def __init__(self, parsed: ParsedText) -> None:
        starts = [(s.start, p.index) for p in parsed.paragraphs for s in p.sentences]
        starts += [(p.body.start, p.index) for p in parsed.paragraphs]
        self._starts = sorted(set(starts))

    def of(self, at: int) -> tuple[int, int]:
        """Number of the sentence, and of the paragraph."""
        number = max(bisect_right(self._starts, at, key=lambda place: place[0]) - 1, 0)
        return number, self._starts[number][1] if self._starts else 0
