"""The verdict on each quotation of a draft."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from quotes.quotation_marks import quotations
from quotes.records import Article, Quote, Record, Span, Speaker
from quotes.registry import RegistryRules, load_registry_rules
from quotes.verification.matching import Match, Matcher, is_headline, split_pieces
from quotes.verification.passages import (
    LONGEST_PARAGRAPH,
    Place,
    Sources,
    marked_spans,
    paragraph_end,
)
from quotes.verification.speakers import have_same_name, is_body_for_person, speakers_of
from quotes.verification.words import (
    Difference,
    Words,
    find_differences,
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


#: Words of the shortest quotation that is checked although the draft gives it to nobody.
_SHORTEST_UNATTRIBUTED = 4


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
            source says it itself), ``no-speaker-in-draft``, ``no-speaker-in-source``, ``other-spelling`` (of the name),
            ``body-for-person`` (the draft names a body, the source a person who speaks for it, or the reverse).
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


class _Checker:
    """Checks the quotations of one draft."""

    def __init__(self, draft: Record, sources: Sources, rules: RegistryRules) -> None:
        self.draft, self.rules = draft, rules
        self.matcher = Matcher(sources, rules)

    def check(self, spans: tuple[Span, ...], quote: Quote | None) -> Finding:
        article = self.draft.article
        speakers = speakers_of(self.draft, [quote]) if quote else []
        names = quote.speakers if quote else ()
        words = Words.of(article.text, spans)
        pieces, cuts = split_pieces(article.text, spans)
        match = self.matcher.match(words, pieces, cuts, speakers) if len(words) else None
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

    def _note(self, match: Match, speakers: Sequence[Speaker], places: Sequence[Place]) -> Iterator[str]:
        if not speakers:
            yield "no-speaker-in-draft"
        for block, place in zip(match.blocks, places, strict=True):
            if place.in_title or is_headline(block, place):
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
            if match.who == "same" and any(is_body_for_person(a, b) for a in speakers for b in said):
                yield "body-for-person"


def _find_all_differences(words: Words, match: Match) -> tuple[Difference, ...]:
    found: list[Difference] = []
    for block in match.blocks:
        found += find_differences(words.slice(block.draft_start, block.draft_end), block.words)
    return tuple(found)


def _judge(match: Match, notes: Sequence[str]) -> Verdict:
    if match.words == "spliced":
        return "spliced"
    if match.who == "different":
        return "misattributed"
    if match.words == "altered" or "reported-indirectly" in notes:
        return "altered"
    return "verbatim" if match.who == "same" else "unconfirmed"


def _are_spelt_alike(one: Sequence[Speaker], other: Sequence[Speaker], rules: RegistryRules) -> bool:
    """Return whether the names have a word in common, or are of different kinds."""
    people = [(a, b) for a in one for b in other if a.kind == b.kind == "person" and have_same_name(a, b, rules)]
    words = [
        {word for name in (each.name, *each.aliases) for word in name.casefold().split()}
        for pair in people
        for each in pair
    ]
    return all(not words[k].isdisjoint(words[k + 1]) for k in range(0, len(words), 2))
