"""Find the words of a quotation in the sources: exact, altered at one place, or spliced from several."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from typing import Literal

from quotes.records import Span, Speaker
from quotes.registry import RegistryRules
from quotes.verification.passages import SHORTEST_RUN, Block, Place, Sources, ends_sentence_between
from quotes.verification.speakers import Answer, compare_speakers, speakers_of
from quotes.verification.words import Words, count_added_edges, similarity, similarity_of_words

#: The least similarity (share of common letters in order) of an altered quotation, and of one that would be somebody
#: else's: chosen on the drafts in tests/verification and checked on a corpus, see docs/verify.md.
_MIN_SIMILAR = 0.70
_MIN_SIMILAR_OF_OTHERS = 0.80
#: Words below which a quotation needs the greater similarity: few words are alike by chance.
_FEW_WORDS = 6
#: Equal words of the shortest part of a spliced quotation, and the share of its words that must come from such parts.
_SHORTEST_PART = 4
_MIN_COVERED = 0.75
_ELLIPSIS = re.compile(r"[\[(]?\s*(?:…|\.{3,}|\. \. \.)\s*[\])]?")
_BRACKETS = re.compile(r"\[[^\[\]]*\]|\([^()]*\)")
_SENTENCE = re.compile(r"[.!?…][\"”’')\]]*\s+")


@dataclass(frozen=True)
class Match:
    """Words of a quotation found in the sources.

    Attributes:
        words: how well they match.
        who: whether the speaker is the same.
        is_cut: whether the draft leaves words out by a sign, or adds words in brackets.
    """

    words: Literal["exact", "altered", "spliced"]
    blocks: tuple[Block, ...]
    who: Answer
    similarity: float = 1.0
    is_cut: bool = False


class Matcher:
    """Finds the quotations of a draft in the sources."""

    def __init__(self, sources: Sources, rules: RegistryRules) -> None:
        self.sources, self.rules = sources, rules

    def match(
        self, words: Words, pieces: Sequence[Words], cuts: Sequence[str], speakers: Sequence[Speaker]
    ) -> Match | None:
        """Return the best match of a quotation; None where no source has the words.

        Args:
            words: its words.
            pieces: its words between ellipses and brackets.
            cuts: what kind of signs cut it, as in :attr:`Finding.notes`.
            speakers: who says it in the draft.
        """
        exact = self._match_exact(words, speakers)
        if exact is not None and exact.who == "same":
            return exact
        loose = self._match_pieces(pieces, speakers) if cuts else None
        exact = max(filter(None, (exact, loose)), key=_rank, default=None)
        if exact is not None or not any(pieces):
            return exact
        if not cuts:
            return self._match_parts(words, frozenset(), speakers)
        gaps = frozenset(accumulate(map(len, pieces[:-1])))
        match = self._match_parts(Words.join(pieces), gaps, speakers)
        return replace(match, is_cut=True) if match else None

    def _match_exact(self, words: Words, speakers: Sequence[Speaker]) -> Match | None:
        found = [Match("exact", (b,), self._compare(speakers, b)) for b in self.sources.find_exact(words.folded)]
        return max(found, key=_rank, default=None)

    def _match_pieces(self, pieces: Sequence[Words], speakers: Sequence[Speaker]) -> Match | None:
        found = [
            Match("exact", blocks, self._compare(speakers, blocks[0]), is_cut=True)
            for blocks in self.sources.find_in_order([piece.folded for piece in pieces])
        ]
        if len(pieces) == 1 and (again := self._match_exact(pieces[0], speakers)):  # brackets at an edge
            found.append(replace(again, is_cut=True))
        return max(found, key=_rank, default=None)

    def _match_parts(self, words: Words, gaps: frozenset[int], speakers: Sequence[Speaker]) -> Match | None:
        """Match words that no source has in this order: altered at one place, or spliced from several."""
        blocks = self.sources.cover(words.folded, _SHORTEST_PART)
        if spliced := self._match_spliced(words, blocks, gaps, speakers):
            return spliced
        whole = self._match_altered(words, blocks, speakers)
        if whole is not None and whole.similarity >= _MIN_SIMILAR_OF_OTHERS:
            return whole
        by_sentence = self._match_sentences(words, speakers)
        if by_sentence is not None and (whole is None or by_sentence.similarity > whole.similarity):
            return by_sentence
        return whole or self._match_spliced(words, self.sources.cover(words.folded, SHORTEST_RUN), gaps, speakers)

    def _match_spliced(
        self, words: Words, blocks: Sequence[Block], gaps: frozenset[int], speakers: Sequence[Speaker]
    ) -> Match | None:
        covered = sum(block.draft_end - block.draft_start for block in blocks) / len(words)
        if len(blocks) < 2 or covered < _MIN_COVERED or _belong_together(blocks, gaps):
            return None
        return Match("spliced", tuple(blocks), self._compare_all(speakers, blocks), covered)

    def _match_altered(self, words: Words, blocks: Sequence[Block], speakers: Sequence[Speaker]) -> Match | None:
        found = []
        passages = {id(block.passage): block.passage for block in blocks}
        for block in blocks[:1] if len(passages) == 1 else ():
            whole = Block(block.passage, 0, len(words), block.start, blocks[-1].end, block.equal)
            found.append(_fit(whole, words))
        similar = self.sources.find_similar(words.folded, _MIN_SIMILAR - 0.1)
        if similar is not None:
            found.append(_fit(similar[0], words))
        scored = [(similarity(words.folded, block.words.folded), block) for block in found]
        matches = [
            Match("altered", (block,), self._compare(speakers, block), score)
            for score, block in scored
            if score >= (_MIN_SIMILAR if len(words) >= _FEW_WORDS else _MIN_SIMILAR_OF_OTHERS)
        ]
        matches = [m for m in matches if m.who != "different" or m.similarity >= _MIN_SIMILAR_OF_OTHERS]
        return max(matches, key=lambda m: (m.similarity, m.who == "same"), default=None)

    def _match_sentences(self, words: Words, speakers: Sequence[Speaker]) -> Match | None:
        """Match each sentence of a quotation alone; together they are spliced."""
        ends = [k for k in range(1, len(words)) if _ends_sentence(words, k)]
        edges = [0, *ends, len(words)]
        found, score = list[Block](), 0.0
        for start, end in pairwise(edges):
            part = words.slice(start, end)
            match = self._match_exact(part, speakers) if len(part) >= SHORTEST_RUN else None
            match = match or (self._match_altered(part, (), speakers) if len(part) >= _SHORTEST_PART else None)
            if match is not None:
                block = match.blocks[0]
                found.append(Block(block.passage, start, end, block.start, block.end, block.equal))
                score += match.similarity * len(part)
        covered = sum(block.draft_end - block.draft_start for block in found)
        if len(found) < 2 or covered < _MIN_COVERED * len(words) or _belong_together(found, frozenset()):
            return None
        return Match("spliced", tuple(found), self._compare_all(speakers, found), score / len(words))

    def _compare(self, speakers: Sequence[Speaker], block: Block) -> Answer:
        record, place = block.passage.record, block.place
        if block.passage.kind == "quote":
            return compare_speakers(speakers, speakers_of(record, place.quotes), record, self.rules)
        named = [speaker for speaker in record.speakers if _names_in_line(block, place, speaker)]
        return compare_speakers(speakers, named, record, self.rules) if named else "unknown"

    def _compare_all(self, speakers: Sequence[Speaker], blocks: Sequence[Block]) -> Answer:
        answers = {self._compare(speakers, block) for block in blocks}
        return "different" if "different" in answers else "unknown" if "unknown" in answers else "same"


def _rank(match: Match) -> tuple[int, int, int]:
    """Return the order of places with the same words: the same speaker first, then quotes, then those in marks."""
    block = match.blocks[0]
    answers = ("different", "unknown", "same")
    return answers.index(match.who), block.passage.kind == "quote", block.place.in_marks


def split_pieces(text: str, spans: Sequence[Span]) -> tuple[list[Words], tuple[str, ...]]:
    """Cut a quotation at its ellipses, brackets and reporting clauses; return its pieces, and a note on the cuts."""
    pieces, notes = list[Words](), dict[str, None]()
    for span in spans:
        cuts: list[Span] = []
        for pattern, note in ((_ELLIPSIS, "words-left-out"), (_BRACKETS, "words-in-brackets")):
            for found in pattern.finditer(text, *span):
                cut = Span(*found.span())
                if not any(cut.overlaps(other) for other in cuts):
                    cuts.append(cut)
                    notes.setdefault(note)
        edges = [span.start, *(edge for cut in sorted(cuts) for edge in cut), span.end]
        stretches = [Span(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True)]
        pieces += [words for stretch in stretches if (words := Words.of(text, [stretch]))]
    return pieces, tuple(notes)


def _belong_together(blocks: Sequence[Block], gaps: frozenset[int]) -> bool:
    """Return whether blocks follow each other in one passage, with few words between, or an ellipsis for these."""
    for before, after in pairwise(blocks):
        if before.passage is not after.passage or after.start < before.end:
            return False
        near = after.start - before.end <= _SHORTEST_PART * 2
        near = near and not ends_sentence_between(before.passage, before.end, after.start)
        at_gap = any(before.draft_end <= gap <= after.draft_start for gap in gaps)
        if not (near or at_gap):
            return False
    return True


def _fit(block: Block, words: Words) -> Block:
    """Return a block with as many words of the source as make it most similar to the whole quotation.

    Where the draft has other words at an edge, the block has as many words of the source there, which they replace.
    """
    own = block.passage.words.folded
    starts = range(max(0, block.start - 3), min(block.start + 4, block.end))
    ends = range(max(block.start + 1, block.end - 3), min(len(own), block.end + 3) + 1)
    pairs = [(start, end) for start in starts for end in ends if start < end]
    start, end = max(
        pairs, key=lambda pair: (similarity_of_words(words.folded, own[pair[0] : pair[1]]), pair[0] - pair[1])
    )
    before, after = count_added_edges(words.folded, own[start:end])
    start, end = max(0, start - before), min(len(own), end + after)
    return Block(block.passage, 0, len(words), start, end, block.equal)


def _ends_sentence(words: Words, at: int) -> bool:
    between = words.text[words.spans[at - 1].end : words.spans[at].start]
    return _SENTENCE.match(between.lstrip("\"”’')]")) is not None or "…" in between or "..." in between


def _names_in_line(block: Block, place: Place, speaker: Speaker) -> bool:
    """Return whether a headline names a speaker beside the words."""
    if not (place.in_title or is_headline(block, place)):
        return False
    text = block.passage.words.text
    first = text.rfind("\n", 0, place.spans[0].start) + 1
    last = text.find("\n", place.spans[-1].end)
    line = Span(first, last if last >= 0 else len(text))
    around = [Span(line.start, place.spans[0].start), Span(place.spans[-1].end, line.end)]
    beside = Words.of(text, around).folded
    names = (speaker.name, *speaker.aliases)
    return any(
        word in beside for name in names for word in Words.of(name, [Span(0, len(name))]).folded if len(word) > 2
    )


def is_headline(block: Block, place: Place) -> bool:
    """Return whether the words stand in a first line that ends in no full stop."""
    text = block.passage.words.text
    end = text.find("\n")
    is_first = block.passage.kind == "narration" and end > 0 and place.spans[-1].end <= end
    return is_first and text[:end].rstrip()[-1:] not in '.,"”'
