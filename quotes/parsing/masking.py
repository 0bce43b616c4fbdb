"""Masking of quotations: the parser reads a paragraph in which short placeholders stand for long quotations.

A direct quotation often has several sentences, and a parser splits it just where the rules need it whole:
``"A. B. C," kata X di Jakarta.`` The words around it say who said it. So the parser reads
``"Itu benar," kata X di Jakarta.``, which is how the treebanks annotate such sentences (the quotation is the root,
``kata`` its ``parataxis``), and the placeholder is mapped back to the whole quotation. Short words in marks inside a
sentence (titles, scare quotes, partial quotations) are not masked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from quotes.quotation_marks import Quotation
from quotes.records import Span

_PLACEHOLDER_IN_SENTENCE = '"Itu benar,"'
_PLACEHOLDER_AT_END = '"Itu benar."'
_SENTENCE_END = ".!?…"
#: Words in marks, and a comma before the next ones: a list of titles.
_LISTED = re.compile(r"[\"”’']\s*,(?:\s+(?:dan|serta|atau|hingga))?$")
_LONGEST_LISTED = 6


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a masked text and its origin in the article.

    Attributes:
        start: where it begins in the masked text.
        end: where it ends there.
        origin: the stretch of the article that it stands for.
        quotation: the number of the quotation that it masks; None for verbatim text.
    """

    start: int
    end: int
    origin: Span
    quotation: int | None = None


@dataclass(frozen=True, slots=True)
class MaskedText:
    """A text for the parser: a whole number of sentences, with its quotations masked."""

    text: str
    pieces: tuple[Piece, ...]

    def find_origin(self, start: int, end: int) -> tuple[Span, int | None]:
        """Return the place in the article of ``text[start:end]``, and the quotation that it masks, if any."""
        first = self.pieces[0]
        if not first.start <= start < first.end:
            first = next(p for p in self.pieces if p.start <= start < p.end)
        if first.quotation is not None:
            return first.origin, first.quotation
        last = first if end <= first.end else next((p for p in self.pieces if p.start < end <= p.end), first)
        stop = last.origin.start + end - last.start if last.quotation is None else first.origin.end
        return Span(first.origin.start + start - first.start, stop), None

    @property
    def shift(self) -> int | None:
        """What to add to a position for its place in the article; None where a quotation is masked."""
        first = self.pieces[0]
        return first.origin.start - first.start if len(self.pieces) == 1 and first.quotation is None else None

    @property
    def has_only_quotations(self) -> bool:
        return all(p.quotation is not None or not self.text[p.start : p.end].strip(" .,;:!?") for p in self.pieces)


def is_standalone(text: str, quotation: Quotation, within: Span) -> bool:
    """Return whether a quotation is speech of its own, rather than some words of its sentence put in marks.

    Speech begins where a sentence or a clause begins, and ends with a full stop or a comma. Titles, nicknames and scare
    quotes do neither.

    Args:
        text: the article.
        quotation: a quotation of the paragraph.
        within: the paragraph.
    """
    if quotation.nested:
        return False
    before = text[within.start : quotation.outer.start].rstrip()
    after = text[quotation.outer.end : within.end]
    words = quotation.content.of(text)
    if _LISTED.search(before) and words[-1] not in _SENTENCE_END + "," and len(words.split()) <= _LONGEST_LISTED:
        return False  # menyanyikan "Pulang", "Hujan", dan "Laut"
    has_start = (
        _has_no_words(before) or before[-1] in _SENTENCE_END + ",:;–—-)\"”“'’»″′" or "unopened-mark" in quotation.flags
    )
    has_end = words[-1] in _SENTENCE_END + "," or after[:1] in (",", ".") or not after.strip()
    is_long = len(words.split()) > 3
    if quotation.single:  # a title ends in no comma and no full stop, and a short one may end in another mark
        is_sentence = words[-1] in _SENTENCE_END or (after[:1] == "," and (not before or before[-1] in _SENTENCE_END))
        is_speech = words[-1] in ",." or (is_long and is_sentence)
        return has_start and is_speech
    if not has_start:
        return words[0].isupper() and words[-1] in _SENTENCE_END + "," and is_long
    return has_end or (is_long and _has_no_words(before)) or (is_long and words[0].isupper() and before[-1:] in ":.,")


def _has_no_words(text: str) -> bool:
    """Return whether a stretch is empty or holds only signs, such as an emoji or a bullet."""
    return not any(ch.isalnum() for ch in text)


def mask_quotations(text: str, within: Span, quotations: Sequence[Quotation]) -> tuple[MaskedText, ...]:
    """Mask the standalone quotations of a paragraph.

    Args:
        text: the article.
        within: the paragraph.
        quotations: all quotations of the paragraph.

    Returns:
        One masked text for each stretch that is a whole number of sentences.
    """
    masker = _Masker(text, within)
    for number, quotation in enumerate(quotations):
        if quotation.outer.start >= masker.at and is_standalone(text, quotation, within):
            masker.add_quotation(number, quotation)
    return masker.finish()


class _Masker:
    """Collects the pieces of masked texts; ``at`` is the position in the article up to which it has come."""

    def __init__(self, text: str, within: Span) -> None:
        self.text, self.within = text, within
        self.at = within.start
        self._finished: list[MaskedText] = []
        self._parts: list[str] = []
        self._pieces: list[Piece] = []
        self._length = 0

    def add_quotation(self, number: int, quotation: Quotation) -> None:
        """Add the text up to a quotation, and its placeholder."""
        before = self.text[self.at : quotation.outer.start].rstrip()
        self._add_verbatim(quotation.outer.start)
        opens_paragraph = self.at == self.within.start and _has_no_words(before)
        if not before or opens_paragraph or before[-1] in _SENTENCE_END:
            self._end_text()
        continues = self._sentence_continues(quotation)
        self._add(_PLACEHOLDER_IN_SENTENCE if continues else _PLACEHOLDER_AT_END, quotation.outer, number)
        self.at = quotation.outer.end
        if not continues:
            self._end_text()

    def finish(self) -> tuple[MaskedText, ...]:
        """Add the rest of the paragraph and return all masked texts."""
        self._add_verbatim(self.within.end)
        self._end_text()
        return tuple(self._finished)

    def _sentence_continues(self, quotation: Quotation) -> bool:
        """Return whether the sentence goes on after the quotation."""
        after = self.text[quotation.outer.end : self.within.end].lstrip()
        last = quotation.content.of(self.text)[-1]
        if not after or "unclosed-mark" in quotation.flags:
            return False
        if after[0] in ",;" or after[0].islower():
            return True
        return last == "," or (last not in _SENTENCE_END and after[0] not in '."“”')

    def _add_verbatim(self, end: int) -> None:
        if end > self.at:
            self._add(self.text[self.at : end], Span(self.at, end), None)
            self.at = end

    def _add(self, part: str, origin: Span, quotation: int | None) -> None:
        if self._parts and quotation is None and not part[0].isspace() and part[0] not in ",.;:":
            self._parts.append(" ")  # the cue is glued to its mark: "…, "katanya
            self._length += 1
        self._parts.append(part)
        self._pieces.append(Piece(self._length, self._length + len(part), origin, quotation))
        self._length += len(part)

    def _end_text(self) -> None:
        text = "".join(self._parts)
        if text.strip():
            self._finished.append(MaskedText(text, tuple(self._pieces)))
        self._parts, self._pieces, self._length = [], [], 0
