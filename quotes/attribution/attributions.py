"""Settle what the rules found in a paragraph, and give the quotations that no rule took to a speaker in sight."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from quotes.attribution.boundaries import trim_to_next_report
from quotes.attribution.overlaps import cue_of, resolve_overlaps
from quotes.lexicon.word_lists import WordLists
from quotes.matching.matcher import Match
from quotes.parsing import ParsedParagraph
from quotes.quotation_marks import Quotation
from quotes.records import QuoteType, Span
from quotes.rulelang.rule import Rule


@dataclass(frozen=True, slots=True)
class Attribution:
    """One quote before anybody has asked who the speaker is.

    Attributes:
        match: what the rule found; None for a quotation that stands without any cue.
        introduced: for such a quotation, the match of the sentence before that names its speaker.
        overridden: the matches of other rules that wanted the same words, and whose priority is lower.
    """

    paragraph: int
    type: QuoteType
    rule: str
    content: tuple[Span, ...]
    match: Match | None = None
    introduced: Match | None = None
    flags: tuple[str, ...] = ()
    overridden: tuple[Match, ...] = ()

    @property
    def start(self) -> int:
        return self.content[0].start


def attribute(
    paragraph: ParsedParagraph,
    text: str,
    matches: Sequence[Match],
    uncued: Rule | None,
    lists: WordLists,
    above: Sequence[Match] = (),
) -> list[Attribution]:
    """The attributions of one paragraph, in the order of the text.

    Args:
        matches: all that the rules found, in the order of their priority.
        uncued: the rule for a quotation that stands without a cue; None leaves such quotations out.
        lists: the words that join one report to another.
        above: introductions at the end of the paragraph before, see :func:`find_introductions_of_next`.
    """
    settled = resolve_overlaps(_outside_turns(matches))
    overridden = {(cue_of(m), m.rule.id): tuple(others) for m, others in settled}
    reports = trim_to_next_report([m for m, _ in settled if m.rule.type == "indirect"], text, lists)
    direct = [m for m, _ in settled if m.rule.type == "direct"]
    found = [_attribution(paragraph, m, text, overridden[cue_of(m), m.rule.id]) for m in (*direct, *reports)]
    if uncued is not None:
        claimed = {number for m in direct for number in m.quotations}
        introductions = [m for m in matches if m.rule.type == "introduction" and not m.parts["source"].signs]
        left = [
            number
            for number in sorted(paragraph.standalone - claimed)
            if not _inside(paragraph.quotations[number], found) and _is_speech(paragraph.quotations[number], text)
        ]
        found += [_uncued(paragraph, number, uncued, (*above, *introductions)) for number in left]
    return sorted(found, key=lambda a: (a.content, a.rule))


def find_introductions_of_next(paragraph: ParsedParagraph, text: str, matches: Sequence[Match]) -> list[Match]:
    """Return the introductions by which a paragraph leads up to a quotation below it: ``Dari Ketua X:``."""
    if not paragraph.sentences or not text[: paragraph.body.end].rstrip().endswith(":"):
        return []
    return [m for m in matches if m.rule.type == "introduction" and m.sentence is paragraph.sentences[-1]]


def _outside_turns(matches: Sequence[Match]) -> list[Match]:
    """The matches outside of what somebody says in an interview: a report inside of it is none of the article's."""
    turns = [m for m in matches if m.parts.get("content") is not None and m.parts["content"].how == "turn"]
    spans = [span for turn in turns for span in turn.content]
    return [m for m in matches if m in turns or not any(span.contains(m.sentence.words[-1].span) for span in spans)]


def apply_signature(found: list[Attribution], paragraph: ParsedParagraph, matches: Sequence[Match]) -> None:
    """Give the last quotation of the paragraph before, if it has no cue, to whoever signs it in this one: ``– X``."""
    signature = next((m for m in matches if m.rule.type == "introduction" and m.parts["source"].signs), None)
    opens = signature is not None and signature.sentence is paragraph.sentences[0] and not paragraph.quotations
    if opens and found and found[-1].match is None and found[-1].paragraph == paragraph.index - 1:
        found[-1] = replace(found[-1], introduced=signature)


def _attribution(paragraph: ParsedParagraph, match: Match, text: str, overridden: tuple[Match, ...]) -> Attribution:
    kind: QuoteType = "direct"
    if match.rule.type == "indirect":
        kind = "mixed" if _partly_quoted(paragraph.quotations, match.content, text) else "indirect"
    flags = [*match.rule.flags, *(flag for number in match.quotations for flag in paragraph.quotations[number].flags)]
    named = match if any(part.name == "source" for part in match.rule.parts) else None  # else the article says before
    return Attribution(
        paragraph.index, kind, match.rule.id, match.content, named, flags=tuple(flags), overridden=overridden
    )


def _partly_quoted(quotations: Iterable[Quotation], content: Sequence[Span], text: str) -> bool:
    """Are words of the report in marks? Nicknames and titles in marks have capitals only, and are no quoted words."""
    for quotation in quotations:
        if any(span.overlaps(quotation.content) for span in content) and not quotation.nested:
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


def _uncued(paragraph: ParsedParagraph, number: int, rule: Rule, introductions: Sequence[Match]) -> Attribution:
    quotation = paragraph.quotations[number]
    before = [m for m in introductions if m.sentence.end <= quotation.outer.start]
    if not before or before[-1].sentence.paragraph != paragraph.index:
        opens = not any(s.start < quotation.outer.start for s in paragraph.sentences)
        before = before if opens and number == 0 else []
    return Attribution(
        paragraph.index,
        "direct",
        rule.id,
        (quotation.content,),
        introduced=before[-1] if before else None,
        flags=quotation.flags,
    )
