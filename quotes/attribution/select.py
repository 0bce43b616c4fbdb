"""Settle what the rules found in a paragraph, and give the quotations that no rule took to a speaker in sight."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quotes.attribution.cut import cut_short
from quotes.marks import Quotation
from quotes.parsing import ParsedParagraph
from quotes.records import QuoteType, Span
from quotes.rulebook.match import Match
from quotes.rulebook.rule import Rule
from quotes.rulebook.wordlists import WordLists


@dataclass(frozen=True, slots=True)
class Attribution:
    """One quote before anybody has asked who the speaker is.

    Attributes:
        match: what the rule found; None for a quotation that stands without any cue.
        introduced: for such a quotation, the match of the sentence before that names its speaker.
        beaten: the matches of other rules that wanted the same words, and whose priority is lower.
    """

    paragraph: int
    type: QuoteType
    rule: str
    content: tuple[Span, ...]
    match: Match | None = None
    introduced: Match | None = None
    flags: tuple[str, ...] = ()
    beaten: tuple[Match, ...] = ()

    @property
    def start(self) -> int:
        return self.content[0].start


def attribute(
    paragraph: ParsedParagraph, text: str, matches: Sequence[Match], alone: Rule | None, lists: WordLists
) -> list[Attribution]:
    """The attributions of one paragraph, in the order of the text.

    Args:
        matches: all that the rules found, in the order of their priority.
        alone: the rule for a quotation that stands without a cue; None leaves such quotations out.
        lists: the words that join one report to another.
    """
    settled = settle(matches)
    beaten = {(_cue(m), m.rule.id): tuple(others) for m, others in settled}
    reports = cut_short([m for m, _ in settled if m.rule.type == "indirect"], text, lists)
    direct = [m for m, _ in settled if m.rule.type == "direct"]
    found = [_attribution(paragraph, m, text, beaten[_cue(m), m.rule.id]) for m in (*direct, *reports)]
    if alone is not None:
        claimed = {number for m in direct for number in m.quotations}
        introductions = [m for m in matches if m.rule.type == "introduction"]
        left = [
            number
            for number in sorted(paragraph.standing - claimed)
            if not _inside(paragraph.quotations[number], found) and _is_speech(paragraph.quotations[number], text)
        ]
        found += [_uncued(paragraph, number, alone, introductions) for number in left]
    return sorted(found, key=lambda a: (a.content, a.rule))


def settle(matches: Sequence[Match]) -> list[tuple[Match, list[Match]]]:
    """The matches that hold, each with those that it beat: by priority, those that want the same words go."""
    settled: list[tuple[Match, list[Match]]] = []
    for match in sorted(matches, key=lambda m: (-m.rule.priority, m.number, m.cue_word or 0, m.rule.id)):
        if match.rule.type == "introduction":
            continue
        beaten = next((beaten for other, beaten in settled if _want_the_same(match, other)), None)
        if beaten is None:
            settled.append((match, []))
        else:
            beaten.append(match)
    return settled


def _want_the_same(match: Match, other: Match) -> bool:
    """A cue word serves one match, and so does a quotation; the same words are said once."""
    same_cue = match.cue_word is not None and _cue(match) == _cue(other)
    same_quotation = not set(match.quotations).isdisjoint(other.quotations)
    return same_cue or same_quotation or match.content == other.content


def _cue(match: Match) -> tuple[int, int | None]:
    return match.number, match.cue_word


def _attribution(paragraph: ParsedParagraph, match: Match, text: str, beaten: tuple[Match, ...]) -> Attribution:
    kind: QuoteType = "direct"
    if match.rule.type == "indirect":
        kind = "mixed" if _partly_quoted(paragraph.quotations, match.content, text) else "indirect"
    flags = [flag for number in match.quotations for flag in paragraph.quotations[number].flags]
    return Attribution(paragraph.index, kind, match.rule.id, match.content, match, flags=tuple(flags), beaten=beaten)


def _partly_quoted(quotations: Iterable[Quotation], content: Sequence[Span], text: str) -> bool:
    """Are words of the report in marks? Nicknames and titles in marks have capitals only, and are no quoted words."""
    for quotation in quotations:
        if any(span.contains(quotation.content) for span in content) and not quotation.nested:
            words = quotation.content.of(text).split()
            if len(words) > 1 and any(word[:1].islower() for word in words):
                return True
    return False


def _is_speech(quotation: Quotation, text: str) -> bool:
    """Without a cue, only what ends like a sentence, or is as long as one, is taken for speech; the rest are titles."""
    words = quotation.content.of(text)
    return words[-1] in ".!?…," or len(words.split()) > 6


def _inside(quotation: Quotation, found: Iterable[Attribution]) -> bool:
    return any(span.contains(quotation.content) for a in found for span in a.content)


def _uncued(paragraph: ParsedParagraph, number: int, alone: Rule, introductions: Sequence[Match]) -> Attribution:
    quotation = paragraph.quotations[number]
    before = [m for m in introductions if m.sentence.end <= quotation.outer.start]
    return Attribution(
        paragraph.index,
        "direct",
        alone.id,
        (quotation.content,),
        introduced=before[-1] if before else None,
        flags=quotation.flags,
    )
