"""The words of a text in comparable form, and how two sequences of words differ. The only module with rapidfuzz.

Quotation marks, punctuation, white space, case, accents and apostrophes do not count; hyphens separate words, and a
letter beside a digit begins a new word (``Rp5.000`` and ``Rp 5000`` are the same). A number is one word: ``2,5`` and
``2.5``, but not ``25``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel, Levenshtein

from quotes.records import Span

_INVISIBLE = "\u00ad\u200b-\u200f\ufeff"
_LETTER = rf"[^\W\d_](?:[\u0300-\u036f{_INVISIBLE}])*"
_WORD = re.compile(rf"(?:{_LETTER})+(?:['’‘`´ʼ](?:{_LETTER})+)*|\d+(?:[.,:]\d+)*")
_DROPPED = re.compile(rf"['’‘`´ʼ\u0300-\u036f{_INVISIBLE}]")
#: Tags and entities, whose letters are no words.
_MARKUP = re.compile(r"<[!/]?[a-zA-Z][^<>]{0,300}>|&#?\w{2,8};")
#: Thousands with points or commas between.
_THOUSANDS = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
#: Signs that make a number another one, or a share, where they stand before or after it.
_SIGNED = re.compile(r"(?<![\w-])[-−](?=\d)|(?<=\d)\s?%")


@dataclass(frozen=True, slots=True)
class Difference:
    """Words of a draft, and the words that the source has in their place; one of the two may be empty."""

    draft: str
    source: str

    def __str__(self) -> str:
        if not self.source:
            return f"added: {self.draft}"
        return f"{self.source} → {self.draft}" if self.draft else f"left out: {self.source}"


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a text, folded for comparison, each with its span in the text."""

    text: str
    folded: tuple[str, ...]
    spans: tuple[Span, ...]

    @classmethod
    def of(cls, text: str, within: Iterable[Span]) -> Words:
        """Split the words of a text that stand inside spans, in the order of the spans."""
        pairs = [(_fold(text[span.start : span.end]), span) for outer in within for span in _find(text, outer)]
        pairs = [(word, span) for word, span in pairs if word]
        return cls(text, tuple(word for word, _ in pairs), tuple(span for _, span in pairs))

    @classmethod
    def join(cls, pieces: Sequence[Words]) -> Words:
        """Join words of the same text."""
        folded = tuple(word for piece in pieces for word in piece.folded)
        return cls(pieces[0].text if pieces else "", folded, tuple(span for piece in pieces for span in piece.spans))

    def __len__(self) -> int:
        return len(self.folded)

    def slice(self, start: int, end: int) -> Words:
        return Words(self.text, self.folded[start:end], self.spans[start:end])

    def written(self, start: int, end: int) -> str:
        """Return some of the words as the text writes them, with what stands between them."""
        return self.text[self.spans[start].start : self.spans[end - 1].end] if start < end else ""


def _find(text: str, within: Span) -> Iterator[Span]:
    found = [Span(*each.span()) for pattern in (_WORD, _SIGNED) for each in pattern.finditer(text, *within)]
    if "<" in text or "&" in text:
        markup = [Span(*each.span()) for each in _MARKUP.finditer(text, *within)]
        found = [span for span in found if not any(each.contains(span) for each in markup)] if markup else found
    yield from sorted(found)


@lru_cache(maxsize=1 << 16)
def _fold(word: str) -> str:
    if _THOUSANDS.fullmatch(word):
        return re.sub(r"\D", "", word)
    if word[:1].isdigit():
        return re.sub(r"[,:]", ".", unicodedata.normalize("NFKD", word))
    plain = _DROPPED.sub("", unicodedata.normalize("NFKD", word))
    return plain.casefold().strip().replace("−", "-").replace("%", "persen")


def find_differences(draft: Words, source: Words) -> list[Difference]:
    """Return what the draft changes, in its order."""
    return [
        Difference(draft.written(op.dest_start, op.dest_end), source.written(op.src_start, op.src_end))
        for op in Levenshtein.opcodes(source.folded, draft.folded)
        if op.tag != "equal"
    ]


def count_added_edges(draft: Sequence[str], source: Sequence[str]) -> tuple[int, int]:
    """Return how many words a draft adds before the first and after the last word that it shares with a source."""
    ops = [op for op in Levenshtein.opcodes(source, draft) if op.tag != "delete"]
    added = [op.dest_end - op.dest_start if op.tag == "insert" else 0 for op in ops]
    return (added[0], added[-1]) if len(ops) > 1 else (0, 0)


def similarity(one: Sequence[str], other: Sequence[str]) -> float:
    """Return the share of letters that two sequences of words have in common, in order, from 0 to 1."""
    return fuzz.ratio(" ".join(one), " ".join(other)) / 100


def similarity_of_words(one: Sequence[str], other: Sequence[str]) -> float:
    """Return the mean of the shares of letters and of whole words that two sequences have in common, from 0 to 1."""
    return (similarity(one, other) + Indel.normalized_similarity(one, other)) / 2


def find_similar(needle: Sequence[str], words: Sequence[str], minimum: float) -> tuple[int, int, float] | None:
    """Find the stretch of words that is most similar to a shorter sequence of words.

    Args:
        minimum: the least similarity, from 0 to 1.

    Returns:
        Where it begins and ends, and the similarity; None where no stretch has the least similarity.
    """
    wanted, text = " ".join(needle), " ".join(words)
    found = fuzz.partial_ratio_alignment(wanted, text, score_cutoff=minimum * 100)
    if found is None or not words:
        return None
    if len(wanted) > len(text):
        start, end = 0, len(words)
    else:
        start = text.count(" ", 0, found.dest_start + (text[found.dest_start : found.dest_start + 1] == " "))
        end = text.count(" ", 0, max(found.dest_end - 1, 0)) + 1
    best = max(
        ((similarity(needle, words[a:b]), a, b) for a in (start, start + 1) for b in (end - 1, end) if a < b),
        default=(0.0, start, end),
    )
    return (best[1], best[2], best[0]) if best[0] >= minimum else None
