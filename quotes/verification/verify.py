"""The verdict on each quotation of a draft."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from typing import Any, Literal

from quotes.quotation_marks import quotations
from quotes.records import Article, Quote, Record, Span, Speaker
from quotes.registry import RegistryRules, load_registry_rules
from quotes.verification.passages import (
    LONGEST_PARAGRAPH,
    SHORTEST_RUN,
    Block,
    Place,
    Sources,
    ends_sentence_between,
    marked_spans,
    paragraph_end,
)
from quotes.verification.speakers import Answer, compare_speakers, have_same_name, speakers_of
from quotes.verification.words import (
    Difference,
    Words,
    count_added_edges,
    find_differences,
    similarity,
    similarity_of_words,
)

Verdict = Literal["verbatim", "altered", "spliced", "misattributed", "unconfirmed", "not-found"]

#: Each verdict and what it says, the worst last.
VERDICTS: dict[Verdict, str] = {
    "verbatim": "the words are in a source, and the same person says them",
    "unconfirmed": "the words are in a source, but not who says them",
    "altered": "the source has other words",
    "spliced": "words from several places are joined to one quotation",
    "misattributed": "somebody else says it in the source",
    "not-found": "no source has these words",
}

#: The least similarity (share of common letters in order) of an altered quotation, and of one that would be somebody
#: else's: fitted on the quotations of ``samples/``, see docs/verify.md.
_MIN_SIMILAR = 0.70
_MIN_SIMILAR_OF_OTHERS = 0.80
#: Words below which a quotation needs the greater similarity: few words are alike by chance.
_FEW_WORDS = 6
#: Equal words of the shortest part of a spliced quotation, and the share of its words that must come from such parts.
_SHORTEST_PART = 4
_MIN_COVERED = 0.75
#: Words of the shortest quotation that is checked although the draft gives it to nobody.
_SHORTEST_UNATTRIBUTED = 4
_ELLIPSIS = re.compile(r"[\[(]?\s*(?:…|\.{3,}|\. \. \.)\s*[\])]?")
_BRACKETS = re.compile(r"\[[^\[\]]*\]|\([^()]*\)")
_SENTENCE = re.compile(r"[.!?…][\"”’')\]]*\s+")


@dataclass(frozen=True, slots=True)
class Finding:
    """What the sources say about one quotation of a draft.

    Attributes:
        draft: the draft.
        spans: the quotation in the text of the draft.
        speakers: who the draft gives it to; empty where it names nobody.
        quote: the quote of the draft; None for a quotation that it gives to nobody.
        places: where the words stand in the sources: one place, or one for each part of a spliced quotation.
        differences: what the draft changes.
        similarity: the share of letters that draft and source have in common, from 0 to 1.
        notes: what else to know: ``words-left-out`` (at an ellipsis), ``words-in-brackets``, ``in-headline``,
            ``reported-indirectly`` (the source has the words outside of quotation marks), ``said-by-nobody`` (the
            source says it itself), ``no-speaker-in-draft``, ``no-speaker-in-source``, ``other-spelling`` (of the name).
    """

    draft: Article
    spans: tuple[Span, ...]
    verdict: Verdict
    speakers: tuple[str, ...] = ()
    quote: Quote | None = None
    places: tuple[Place, ...] = ()
    differences: tuple[Difference, ...] = ()
    similarity: float = 0.0
    notes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The quotation as the draft has it."""
        return " … ".join(" ".join(span.of(self.draft.text).split()) for span in self.spans)

    @property
    def line(self) -> int:
        """The line of the draft, from 1."""
        return self.draft.text.count("\n", 0, self.spans[0].start) + 1

    @property
    def source_speakers(self) -> tuple[str, ...]:
        """Who says the words in the sources."""
        return tuple(dict.fromkeys(name for place in self.places for name in place.speakers))

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "draft": self.draft.id,
            "origin": self.draft.origin,
            "line": self.line,
            "spans": [list(span) for span in self.spans],
            "text": self.text,
            "quote_id": self.quote.id if self.quote else None,
            "speaker": list(self.speakers),
            "verdict": self.verdict,
            "similarity": round(self.similarity, 3),
            "differences": [{"draft": each.draft, "source": each.source} for each in self.differences],
            "notes": list(self.notes),
            "places": [_place_to_dict(place) for place in self.places],
        }


def _place_to_dict(place: Place) -> dict[str, Any]:
    article = place.article
    return {
        "source": article.id,
        "title": article.title,
        "url": article.url,
        "origin": article.origin,
        "in_title": place.in_title,
        "line": place.line,
        "spans": [list(span) for span in place.spans],
        "text": place.text,
        "in_marks": place.in_marks,
        "speaker": list(place.speakers),
        "quote_id": [quote.id for quote in place.quotes],
    }


def verify(draft: Record, sources: Sources | Iterable[Record], rules: RegistryRules | None = None) -> list[Finding]:
    """Compare each quotation of a draft with the sources.

    Quotations are the direct quotes of the draft, the words in marks of its mixed quotes, and speech in marks that it
    gives to nobody.

    Args:
        draft: the draft with its quotes and speakers.
        sources: records of the sources; for several drafts make :class:`Sources` once.
        rules: how names are compared; by default the shipped rules.
    """
    sources = sources if isinstance(sources, Sources) else Sources(sources)
    checker = _Checker(draft, sources, rules or load_registry_rules())
    found = [checker.check(spans, quote) for spans, quote in _find_quotations(draft)]
    return sorted(found, key=lambda finding: finding.spans)


def is_accepted(finding: Finding, accepted: Iterable[str] = ()) -> bool:
    """Return whether a quotation is verbatim, or has another verdict that the user accepts."""
    return finding.verdict == "verbatim" or finding.verdict in accepted


def _find_quotations(draft: Record) -> Iterator[tuple[tuple[Span, ...], Quote | None]]:
    text, taken = draft.article.text, list[Span]()
    for quote in draft.quotes:
        taken += quote.content
        if quote.type == "direct":
            yield quote.content, quote
        elif quote.type == "mixed":
            marked = marked_spans(text, quote.content[0].start, quote.content[-1].end)
            inside = (mark for mark in marked if any(content.contains(mark) for content in quote.content))
            for mark in inside:
                yield (mark,), quote
    start, separator = 0, paragraph_end(text)
    for paragraph in text.split(separator):
        within = Span(start, start + len(paragraph))
        start = within.end + len(separator)
        for quotation in quotations(text, within) if len(paragraph) <= LONGEST_PARAGRAPH else ():
            is_free = not any(quotation.content.overlaps(span) for span in taken)
            if is_free and not quotation.nested and _is_speech(text, quotation.outer, quotation.content):
                yield (quotation.content,), None


def _is_speech(text: str, outer: Span, content: Span) -> bool:
    """Return whether a quotation is a clause or a sentence: it ends in a comma or a stop, inside or after its marks."""
    is_long = len(Words.of(text, [content])) >= _SHORTEST_UNATTRIBUTED
    return is_long and (text[content.end - 1] in ",.!?…" or text[outer.end : outer.end + 1] in {",", "."})


@dataclass(frozen=True)
class _Match:
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


class _Checker:
    """Checks the quotations of one draft."""

    def __init__(self, draft: Record, sources: Sources, rules: RegistryRules) -> None:
        self.draft, self.sources, self.rules = draft, sources, rules

    def check(self, spans: tuple[Span, ...], quote: Quote | None) -> Finding:
        article = self.draft.article
        speakers = speakers_of(self.draft, [quote]) if quote else []
        names = quote.speakers if quote else ()
        words = Words.of(article.text, spans)
        pieces, cuts = _split_pieces(article.text, spans)
        match = self._match(words, pieces, cuts, speakers) if len(words) else None
        if match is None:
            return Finding(article, spans, "not-found", names, quote)
        places = tuple(block.place for block in match.blocks)
        notes = [*(cuts if match.is_cut else ()), *self._note(match, speakers, places)]
        compared = Words.join(pieces) if match.is_cut else words
        differences = _find_all_differences(compared, match) if match.words != "exact" else ()
        verdict = _judge(match, notes)
        return Finding(
            article, spans, verdict, names, quote, places, differences, match.similarity, tuple(dict.fromkeys(notes))
        )

    def _match(
        self, words: Words, pieces: Sequence[Words], cuts: Sequence[str], speakers: Sequence[Speaker]
    ) -> _Match | None:
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

    def _match_exact(self, words: Words, speakers: Sequence[Speaker]) -> _Match | None:
        found = [_Match("exact", (b,), self._compare(speakers, b)) for b in self.sources.find_exact(words.folded)]
        return max(found, key=_rank, default=None)

    def _match_pieces(self, pieces: Sequence[Words], speakers: Sequence[Speaker]) -> _Match | None:
        found = [
            _Match("exact", blocks, self._compare(speakers, blocks[0]), is_cut=True)
            for blocks in self.sources.find_in_order([piece.folded for piece in pieces])
        ]
        if len(pieces) == 1 and (again := self._match_exact(pieces[0], speakers)):  # brackets at an edge
            found.append(replace(again, is_cut=True))
        return max(found, key=_rank, default=None)

    def _match_parts(self, words: Words, gaps: frozenset[int], speakers: Sequence[Speaker]) -> _Match | None:
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
    ) -> _Match | None:
        covered = sum(block.draft_end - block.draft_start for block in blocks) / len(words)
        if len(blocks) < 2 or covered < _MIN_COVERED or _belong_together(blocks, gaps):
            return None
        return _Match("spliced", tuple(blocks), self._compare_all(speakers, blocks), covered)

    def _match_altered(self, words: Words, blocks: Sequence[Block], speakers: Sequence[Speaker]) -> _Match | None:
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
            _Match("altered", (block,), self._compare(speakers, block), score)
            for score, block in scored
            if score >= (_MIN_SIMILAR if len(words) >= _FEW_WORDS else _MIN_SIMILAR_OF_OTHERS)
        ]
        matches = [m for m in matches if m.who != "different" or m.similarity >= _MIN_SIMILAR_OF_OTHERS]
        return max(matches, key=lambda m: (m.similarity, m.who == "same"), default=None)

    def _match_sentences(self, words: Words, speakers: Sequence[Speaker]) -> _Match | None:
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
        return _Match("spliced", tuple(found), self._compare_all(speakers, found), score / len(words))

    def _compare(self, speakers: Sequence[Speaker], block: Block) -> Answer:
        record, place = block.passage.record, block.place
        if block.passage.kind == "quote":
            return compare_speakers(speakers, speakers_of(record, place.quotes), record, self.rules)
        named = [speaker for speaker in record.speakers if _names_in_line(block, place, speaker)]
        return compare_speakers(speakers, named, record, self.rules) if named else "unknown"

    def _compare_all(self, speakers: Sequence[Speaker], blocks: Sequence[Block]) -> Answer:
        answers = {self._compare(speakers, block) for block in blocks}
        return "different" if "different" in answers else "unknown" if "unknown" in answers else "same"

    def _note(self, match: _Match, speakers: Sequence[Speaker], places: Sequence[Place]) -> Iterator[str]:
        if not speakers:
            yield "no-speaker-in-draft"
        for block, place in zip(match.blocks, places, strict=True):
            if place.in_title or _is_headline(block, place):
                yield "in-headline"
            elif block.passage.kind == "narration":
                yield "no-speaker-in-source" if place.in_marks else "said-by-nobody"
            elif not place.in_marks:
                yield "reported-indirectly"
            elif not place.speakers:
                yield "no-speaker-in-source"
            said = speakers_of(block.passage.record, place.quotes)
            if match.who == "same" and not _are_spelt_alike(speakers, said, self.rules):
                yield "other-spelling"


def _find_all_differences(words: Words, match: _Match) -> tuple[Difference, ...]:
    found: list[Difference] = []
    for block in match.blocks:
        found += find_differences(words.slice(block.draft_start, block.draft_end), block.words)
    return tuple(found)


def _judge(match: _Match, notes: Sequence[str]) -> Verdict:
    if match.words == "spliced":
        return "spliced"
    if match.who == "different":
        return "misattributed"
    if match.words == "altered" or "reported-indirectly" in notes:
        return "altered"
    return "verbatim" if match.who == "same" else "unconfirmed"


def _rank(match: _Match) -> tuple[int, int, int]:
    """Return the order of places with the same words: the same speaker first, then quotes, then those in marks."""
    block = match.blocks[0]
    answers = ("different", "unknown", "same")
    return answers.index(match.who), block.passage.kind == "quote", block.place.in_marks


def _split_pieces(text: str, spans: Sequence[Span]) -> tuple[list[Words], tuple[str, ...]]:
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
    if not (place.in_title or _is_headline(block, place)):
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


def _is_headline(block: Block, place: Place) -> bool:
    """Return whether the words stand in a first line that ends in no full stop."""
    text = block.passage.words.text
    end = text.find("\n")
    is_first = block.passage.kind == "narration" and end > 0 and place.spans[-1].end <= end
    return is_first and text[:end].rstrip()[-1:] not in '.,"”'


def _are_spelt_alike(one: Sequence[Speaker], other: Sequence[Speaker], rules: RegistryRules) -> bool:
    """Return whether the names have a word in common, or are of different kinds."""
    people = [(a, b) for a in one for b in other if a.kind == b.kind == "person" and have_same_name(a, b, rules)]
    words = [
        {word for name in (each.name, *each.aliases) for word in name.casefold().split()}
        for pair in people
        for each in pair
    ]
    return all(not words[k].isdisjoint(words[k + 1]) for k in range(0, len(words), 2))
