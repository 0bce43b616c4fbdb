"""What the parser is given: the paragraph with its long quotations replaced by a short stand-in.

A direct quotation is often a paragraph of several sentences, and a parser takes
it apart just where the rules need it whole: ``"A. B. C," kata X di Jakarta.``
The words around it, its frame, are what tells who said it. So the frame is
parsed as ``"Itu benar," kata X di Jakarta.``, which is how the treebanks annotate
such sentences (the quotation the root, ``kata`` its ``parataxis``), and the
stand-in is mapped back to the whole quotation. Short words in marks inside a
sentence (titles, scare words, partly quoted reports) stay as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quotes.quotation_marks import Quotation
from quotes.records import Span

_STANDIN_OPEN = '"Itu benar,"'
_STANDIN_CLOSED = '"Itu benar."'
_ENDS_SENTENCE = ".!?…"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a frame and where it comes from; ``quotation`` is the number of the one it stands in for."""

    start: int
    end: int
    origin: Span
    quotation: int | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """A text for the parser. It begins and ends where a sentence surely does."""

    text: str
    pieces: tuple[Piece, ...]

    def origin(self, start: int, end: int) -> tuple[Span, int | None]:
        """The place in the article of ``text[start:end]``, and the quotation that it stands in for, if any."""
        first = self.pieces[0]
        if not first.start <= start < first.end:
            first = next(p for p in self.pieces if p.start <= start < p.end)
        if first.quotation is not None:
            return first.origin, first.quotation
        last = first if end <= first.end else next((p for p in self.pieces if p.start < end <= p.end), first)
        stop = last.origin.start + end - last.start if last.quotation is None else first.origin.end
        return Span(first.origin.start + start - first.start, stop), None

    @property
    def only_quotations(self) -> bool:
        return all(p.quotation is not None or not self.text[p.start : p.end].strip(" .,;:!?") for p in self.pieces)


def stands_alone(text: str, quotation: Quotation, within: Span) -> bool:
    """Is it speech that stands beside its sentence, rather than some words of it put in marks?

    Speech begins where a sentence or a clause begins and ends with a stop or a
    comma; titles, nicknames and scare words have neither.
    """
    if quotation.nested:
        return False
    before = text[within.start : quotation.outer.start].rstrip()
    after = text[quotation.outer.end : within.end]
    words = quotation.content.of(text)
    starts = not before or before[-1] in _ENDS_SENTENCE + ",:;–—-)\"”“'’»" or "unopened-mark" in quotation.flags
    ends = words[-1] in _ENDS_SENTENCE + "," or after[:1] in (",", ".") or not after.strip()
    long = len(words.split()) > 3
    if quotation.single:
        return starts and words[-1] in _ENDS_SENTENCE + "," and long
    if not starts:
        return words[0].isupper() and words[-1] in _ENDS_SENTENCE + "," and long
    return ends or (long and not before) or (long and words[0].isupper() and before[-1:] in ":.,")


def frames(text: str, within: Span, quotations: Sequence[Quotation]) -> tuple[Frame, ...]:
    """The frames of a paragraph: one for each stretch that surely is a whole number of sentences."""
    builder = _Builder(text, within)
    for number, quotation in enumerate(quotations):
        if quotation.outer.start >= builder.at and stands_alone(text, quotation, within):
            builder.quotation(number, quotation)
    return builder.finish()


class _Builder:
    def __init__(self, text: str, within: Span) -> None:
        self.text, self.within = text, within
        self.at = within.start
        self.done: list[Frame] = []
        self.parts: list[str] = []
        self.pieces: list[Piece] = []
        self.length = 0

    def quotation(self, number: int, quotation: Quotation) -> None:
        before = self.text[self.at : quotation.outer.start].rstrip()
        self._verbatim(quotation.outer.start)
        if not before or before[-1] in _ENDS_SENTENCE:
            self._break()
        goes_on = self._goes_on(quotation)
        self._add(_STANDIN_OPEN if goes_on else _STANDIN_CLOSED, quotation.outer, number)
        self.at = quotation.outer.end
        if not goes_on:
            self._break()

    def _goes_on(self, quotation: Quotation) -> bool:
        """Does the sentence go on after the quotation?"""
        after = self.text[quotation.outer.end : self.within.end].lstrip()
        last = quotation.content.of(self.text)[-1]
        if not after or "unclosed-mark" in quotation.flags:
            return False
        if after[0] in ",;" or after[0].islower():
            return True
        return last == "," or (last not in _ENDS_SENTENCE and after[0] not in '."“”')

    def finish(self) -> tuple[Frame, ...]:
        self._verbatim(self.within.end)
        self._break()
        return tuple(self.done)

    def _verbatim(self, end: int) -> None:
        if end > self.at:
            self._add(self.text[self.at : end], Span(self.at, end), None)
            self.at = end

    def _add(self, words: str, origin: Span, quotation: int | None) -> None:
        if self.parts and quotation is None and not words[0].isspace() and words[0] not in ",.;:":
            words_before = " "  # a cue glued to its mark: "…, "katanya
            self.parts.append(words_before)
            self.length += 1
        self.parts.append(words)
        self.pieces.append(Piece(self.length, self.length + len(words), origin, quotation))
        self.length += len(words)

    def _break(self) -> None:
        text = "".join(self.parts)
        if text.strip():
            self.done.append(Frame(text, tuple(self.pieces)))
        self.parts, self.pieces, self.length = [], [], 0
