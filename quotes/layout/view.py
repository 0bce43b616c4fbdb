"""A view of an article's text: the words as a reader sees them, with an exact map back.

Text in the wild carries entities, invisible characters, tags and Markdown, lines
wrapped at a width, and capitals throughout. All stages read the view; when they
are done, every span is mapped back to code points of the untouched article. The
view of a clean article is its text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quotes.records import Span


@dataclass(frozen=True, slots=True)
class Edit:
    """A replacement in a text.

    Attributes:
        span: the replaced text.
        put: the replacement; empty for a deletion.
        visible: a reader sees the deleted text, so a content that crosses it becomes several spans.
    """

    span: Span
    put: str = ""
    visible: bool = False


@dataclass(frozen=True, slots=True)
class TextView:
    """A text as the stages see it, and the position of each of its characters in the article.

    Attributes:
        text: the text that the stages see.
        starts: the start of each character in the article; empty if view and article have the same positions.
        ends: the end of each character in the article.
        gaps: positions of the view, in order, where visible characters of the article are deleted.
        flags: flags of the article as a whole.
    """

    text: str
    starts: Sequence[int] = ()
    ends: Sequence[int] = ()
    gaps: tuple[int, ...] = ()
    flags: tuple[str, ...] = ()

    def article_span(self, span: Span) -> Span:
        """Return the span in the article of a span of the view, from its first character to its last."""
        if not self.starts or span.start >= span.end:
            return span if not self.starts else self._article_point(span.start)
        return Span(self.starts[span.start], self.ends[span.end - 1])

    def article_spans(self, span: Span) -> tuple[Span, ...]:
        """Return the spans in the article of a span of the view: one, or several around visible deletions."""
        cuts = self.gaps[bisect_right(self.gaps, span.start) : bisect_left(self.gaps, span.end)]
        pieces = [Span(start, end) for start, end in zip([span.start, *cuts], [*cuts, span.end], strict=True)]
        kept = [stripped for piece in pieces if (stripped := _stripped(self.text, piece)) is not None]
        return tuple(self.article_span(piece) for piece in kept) if cuts and kept else (self.article_span(span),)

    def _article_point(self, at: int) -> Span:
        place = self.starts[at] if at < len(self.starts) else (self.ends[-1] if self.ends else 0)
        return Span(place, place)

    def edited(self, edits: Iterable[Edit]) -> TextView:
        """Return the view with the edits applied, or itself without any; an edit inside another is skipped."""
        edits = list(edits)
        if not edits:
            return self
        pieces: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        moved: list[tuple[int, int, int]] = []  # each kept stretch: where it begins, now begins, and ends
        gaps: list[int] = []
        at = length = 0
        own_starts = self.starts or range(len(self.text))
        own_ends = self.ends or range(1, len(self.text) + 1)
        for edit in (*edits, Edit(Span(len(self.text), len(self.text)))):
            start, end = edit.span
            if start < at:
                continue
            moved.append((at, length, start))
            pieces += (self.text[at:start], edit.put)
            starts += own_starts[at:start]
            ends += own_ends[at:start]
            length += start - at
            if edit.put:
                first = own_starts[start] if start < end else ends[-1] if ends else 0
                starts += [first] * len(edit.put)
                ends += [own_ends[end - 1] if start < end else first] * len(edit.put)
                length += len(edit.put)
            if edit.visible:
                gaps.append(length)
            at = end
        gaps += [_moved(gap, moved) for gap in self.gaps]
        return TextView("".join(pieces), starts, ends, tuple(sorted(set(gaps))), self.flags)

    def rewritten(self, text: str) -> TextView:
        """Return the view with another text of the same length, character for character."""
        assert len(text) == len(self.text), "positions hold only in a text of the same length"
        return TextView(text, self.starts, self.ends, self.gaps, self.flags)


def _moved(place: int, moved: Sequence[tuple[int, int, int]]) -> int:
    before, after, end = moved[bisect_right(moved, place, key=lambda kept: kept[0]) - 1]
    return after + min(place, end) - before


def _stripped(text: str, span: Span) -> Span | None:
    """Return the span without white space at its edges; None if it has no letter or digit."""
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if any(ch.isalnum() for ch in text[start:end]) else None
