"""What the sources say: passages of words that belong together, and where words of a draft stand in them.

A passage is what one speaker says without another between: a quote, or several quotes of the same paragraph with the
same speaker (``"…," kata X. "…"``). What stands between the quotes, and the title, are passages without a speaker.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nsmallest
from itertools import pairwise
from typing import Literal

from quotes.quotation_marks import quotations
from quotes.records import Article, Quote, Record, Span
from quotes.verification.words import Words, find_similar

PassageKind = Literal["quote", "title", "narration"]

#: Passages that are compared word for word with a quotation; those with the most and rarest words in common.
_MOST_CANDIDATES = 40
#: Words of a quotation by which they are searched: the rarest, as common ones are in all passages.
_MOST_WORDS = 12
#: Words of the shortest run that connects a draft with a passage.
SHORTEST_RUN = 3
#: Characters of the longest paragraph whose quotation marks are paired, as in parsing.
LONGEST_PARAGRAPH = 50_000
#: Most words that are added, left out or replaced inside a block.
_LONGEST_GAP = 7


@dataclass(frozen=True, slots=True)
class Place:
    """Where words of a draft stand in a source.

    Attributes:
        article: the source.
        spans: in its text; in its title where ``in_title``.
        line: the line of the text, from 1; 0 for the title.
        quotes: the quotes of the source that the words belong to; empty for words that the source has as its own.
        speakers: who says the words in the source; empty where that is not known.
        in_marks: whether the words stand in quotation marks, or are a direct quote.
    """

    article: Article
    spans: tuple[Span, ...]
    line: int
    quotes: tuple[Quote, ...] = ()
    speakers: tuple[str, ...] = ()
    in_title: bool = False
    in_marks: bool = False

    @property
    def text(self) -> str:
        """The words as the source has them; ``…`` stands for words between."""
        text = self.article.title or "" if self.in_title else self.article.text
        return " … ".join(" ".join(span.of(text).split()) for span in self.spans)


@dataclass(frozen=True, eq=False)
class Passage:
    """Words of one source that follow each other; see the module."""

    record: Record
    kind: PassageKind
    words: Words
    quotes: tuple[Quote, ...] = ()

    @cached_property
    def _joined(self) -> str:
        return f" {' '.join(self.words.folded)} "

    @cached_property
    def _runs(self) -> dict[tuple[str, ...], list[int]]:
        found = defaultdict(list)
        folded = self.words.folded
        for at in range(len(folded) - SHORTEST_RUN + 1):
            found[folded[at : at + SHORTEST_RUN]].append(at)
        return found

    def find(self, folded: Sequence[str], start: int = 0) -> int | None:
        """Return the number of the first word from ``start`` on at which these words stand; None for nowhere."""
        skipped = sum(map(len, self.words.folded[:start])) + start
        at = self._joined.find(f" {' '.join(folded)} ", skipped)
        return None if at < 0 else self._joined.count(" ", 0, at)

    def longest_run(self, folded: Sequence[str], at: int, end: int) -> tuple[int, int]:
        """Return where the longest run begins that equals ``folded[at:end]`` from its beginning, and its length."""
        best = (0, 0)
        own = self.words.folded
        for start in self._runs.get(tuple(folded[at : at + SHORTEST_RUN]), ()) if at + SHORTEST_RUN <= end else ():
            length = SHORTEST_RUN
            while at + length < end and start + length < len(own) and folded[at + length] == own[start + length]:
                length += 1
            best = max(best, (start, length), key=lambda run: run[1])
        return best

    def place(self, start: int, end: int) -> Place:
        """Return the place of some of its words."""
        text, words = self.record.article.text, self.words.spans[start:end]
        spans: list[Span] = []
        for word in words:
            if spans and self._holds(Span(spans[-1].end, word.start)):
                spans[-1] = Span(spans[-1].start, word.end)
            else:
                spans.append(word)
        touched = tuple(q for q in self.quotes if any(c.overlaps(s) for c in q.content for s in spans))
        speakers = tuple(dict.fromkeys(name for quote in touched for name in quote.speakers))
        if self.kind == "title":
            return Place(self.record.article, tuple(spans), 0, in_title=True)
        marks = [content for quote in touched if quote.type == "direct" for content in quote.content]
        marks += marked_spans(text, spans[0].start, spans[-1].end)
        marked = sum(any(mark.contains(word) for mark in marks) for word in words)
        line = text.count("\n", 0, spans[0].start) + 1
        return Place(self.record.article, tuple(spans), line, touched, speakers, in_marks=marked > len(words) / 2)

    def _holds(self, gap: Span) -> bool:
        """Return whether what stands between two words belongs to the passage, and is no reporting clause."""
        return not self.quotes or any(content.contains(gap) for quote in self.quotes for content in quote.content)


@dataclass(frozen=True, slots=True)
class Block:
    """Words of a draft, and the words of a passage that they come from, with small differences.

    Attributes:
        equal: the number of words that are equal.
    """

    passage: Passage
    draft_start: int
    draft_end: int
    start: int
    end: int
    equal: int

    @property
    def place(self) -> Place:
        return self.passage.place(self.start, self.end)

    @property
    def words(self) -> Words:
        return self.passage.words.slice(self.start, self.end)


class Sources:
    """The records that a draft is compared with, indexed by their words.

    Args:
        records: sources with their quotes and speakers.
    """

    def __init__(self, records: Iterable[Record]) -> None:
        self.records = list(records)
        self._passages = [passage for record in self.records for passage in _split(record)]
        self._by_word: dict[str, list[int]] = defaultdict(list)
        for number, passage in enumerate(self._passages):
            for word in set(passage.words.folded):
                self._by_word[word].append(number)

    def find_exact(self, folded: Sequence[str]) -> Iterator[Block]:
        """Yield every passage that has these words in this order with nothing between."""
        for number in self._with_all(folded):
            passage = self._passages[number]
            if (at := passage.find(folded)) is not None:
                yield Block(passage, 0, len(folded), at, at + len(folded), len(folded))

    def find_in_order(self, pieces: Sequence[Sequence[str]]) -> Iterator[tuple[Block, ...]]:
        """Yield for every quote with all pieces in their order the place of each piece."""
        for number in self._with_all(word for piece in pieces for word in piece):
            passage, at, blocks = self._passages[number], 0, list[Block]()
            for piece in pieces if passage.kind == "quote" else ():
                found = passage.find(piece, at)
                if found is None:
                    break
                at = found + len(piece)
                blocks.append(Block(passage, 0, len(piece), found, at, len(piece)))
            if len(blocks) == len(pieces):
                yield tuple(blocks)

    def _with_all(self, folded: Iterable[str]) -> list[int]:
        """Return the numbers of the passages that have all of these words."""
        holders = sorted((self._by_word.get(word, []) for word in set(folded)), key=len)
        return sorted(set(holders[0]).intersection(*holders[1:])) if holders else []

    def candidates(self, folded: Sequence[str]) -> list[Passage]:
        """Return the passages with the most and rarest words in common, the best first."""
        score: dict[int, float] = defaultdict(float)
        rarest = sorted(set(folded), key=lambda word: (len(self._by_word.get(word, ())), word))[:_MOST_WORDS]
        for word in rarest:
            holders = self._by_word.get(word, ())
            weight = math.log(1 + len(self._passages) / (1 + len(holders)))
            for number in holders:
                score[number] += weight
        best = nsmallest(_MOST_CANDIDATES, score, key=lambda number: (-score[number], number))
        return [self._passages[number] for number in best]

    def find_similar(self, folded: Sequence[str], minimum: float) -> tuple[Block, float] | None:
        """Return the most similar words of all passages, and their similarity; quotes are preferred."""
        best: tuple[float, Block] | None = None
        for passage in self.candidates(folded):
            found = find_similar(folded, passage.words.folded, minimum)
            if found is None:
                continue
            rank = found[2] + (0.02 if passage.kind == "quote" else 0)
            if best is None or rank > best[0] + 1e-9:
                best = (rank, Block(passage, 0, len(folded), found[0], found[1], 0))
                similarity = found[2]
        return (best[1], similarity) if best else None

    def cover(self, folded: Sequence[str], shortest: int) -> list[Block]:
        """Return the blocks that the words of a draft come from, in its order; each has ``shortest`` equal words.

        The block with the most equal words is taken first, then the best on each side of it, and so on.
        """
        passages, taken, waiting = self.candidates(folded), list[Block](), [(0, len(folded))]
        while waiting:
            start, end = waiting.pop()
            blocks = [block for passage in passages for block in find_blocks(passage, folded, start, end)]
            blocks = [block for block in blocks if block.equal >= shortest]
            if blocks:
                best = max(blocks, key=lambda block: (block.equal, block.passage.kind == "quote", -block.draft_start))
                taken.append(best)
                rest = ((start, best.draft_start), (best.draft_end, end))
                waiting += [(first, last) for first, last in rest if last - first >= shortest]
        return sorted(taken, key=lambda block: block.draft_start)


def find_blocks(passage: Passage, folded: Sequence[str], start: int, end: int) -> list[Block]:
    """Return the blocks of one passage: runs of equal words, those near each other in both joined to one."""
    blocks: list[Block] = []
    at = start
    while at < end:
        found, length = passage.longest_run(folded, at, end)
        if not length:
            at += 1
            continue
        last = blocks[-1] if blocks else None
        is_near = last and 0 <= found - last.end <= _LONGEST_GAP and at - last.draft_end <= _LONGEST_GAP
        if last and is_near and not ends_sentence_between(passage, last.end, found):
            blocks[-1] = Block(passage, last.draft_start, at + length, last.start, found + length, last.equal + length)
        else:
            blocks.append(Block(passage, at, at + length, found, found + length, length))
        at += length
    return blocks


def ends_sentence_between(passage: Passage, start: int, end: int) -> bool:
    """Return whether more than two words are left out between two words, and a sentence ends among them."""
    if end - start < 3:
        return False
    spans, text = passage.words.spans, passage.words.text
    return re.search(r"[.!?…]\W*\s", text[spans[start - 1].end : spans[end].start]) is not None


def _split(record: Record) -> Iterator[Passage]:
    article = record.article
    for quotes in _utterances(record):
        spans = sorted(span for quote in quotes for span in quote.content)
        yield Passage(record, "quote", Words.of(article.text, spans), tuple(quotes))
    covered = sorted(span for quote in record.quotes for span in quote.content)
    edges = [Span(0, 0), *covered, Span(len(article.text), len(article.text))]
    furthest = 0
    for before, after in pairwise(edges):
        furthest = max(furthest, before.end)
        for stretch in _stretches(article.text, furthest, after.start):
            if words := Words.of(article.text, [stretch]):
                yield Passage(record, "narration", words)
    if article.title:
        yield Passage(record, "title", Words.of(article.title, [Span(0, len(article.title))]))


def _stretches(text: str, start: int, end: int) -> Iterator[Span]:
    separator = paragraph_end(text)
    while start < end:
        found = text.find(separator, start, end)
        stop = end if found < 0 else found
        yield Span(start, stop)
        start = stop + len(separator)


def _utterances(record: Record) -> Iterator[list[Quote]]:
    """Yield the quotes that belong together; a quote inside another one is apart, too."""
    text, group = record.article.text, list[Quote]()
    separator = paragraph_end(text)
    for quote in record.quotes:
        last = group[-1] if group else None
        if (
            last is not None
            and last.speakers == quote.speakers
            and last.type == quote.type == "direct"
            and last.content[-1].end <= quote.content[0].start
            and separator not in text[last.content[-1].end : quote.content[0].start]
        ):
            group.append(quote)
            continue
        if group:
            yield group
        group = [quote]
    if group:
        yield group


def paragraph_end(text: str) -> str:
    """Return what separates paragraphs: an empty line where the text has such lines, as its lines may be wrapped."""
    return "\n\n" if "\n\n" in text else "\n"


def marked_spans(text: str, start: int, end: int) -> list[Span]:
    """Return what stands in quotation marks in the paragraph around a stretch."""
    separator = paragraph_end(text)
    first = text.rfind(separator, 0, start)
    last = text.find(separator, end)
    within = Span(first + len(separator) if first >= 0 else 0, last if last >= 0 else len(text))
    if within.end - within.start > LONGEST_PARAGRAPH:
        return []
    return [quotation.outer for quotation in quotations(text, within)]
