"""Turn the matches of one paragraph into attributions: overlaps, ends of reports, quotations without a cue.

Of several matches with the same cue, quotation or content, the highest priority wins.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from quotes.attribution.boundaries import trim_to_next_report
from quotes.lexicon.word_lists import WordLists
from quotes.matching.matcher import Match
from quotes.parsing import ParsedParagraph
from quotes.quotation_marks import Quotation
from quotes.records import QuoteType, Span
from quotes.rulelang.rule import Rule

#: A quotation without a cue and without a stop of its own is speech if it has more words than this, else a title.
_LONGEST_TITLE = 6
_JOINS_TITLES = (",", '"', "”")


@dataclass(frozen=True, slots=True)
class Attribution:
    """A quote whose speaker is not resolved yet.

    Attributes:
        match: the match of a rule; None if no rule finds a cue or a source.
        introduced: for a quotation without a cue, the match of the sentence that introduces its speaker.
        overridden: matches of rules of lower priority that claimed the same words.
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
    """Make the attributions of one paragraph, in text order.

    Args:
        matches: all matches of the rules, in the order of their priority.
        uncued: the rule for quotations without a cue; None leaves them out.
        lists: the words that join one report to another.
        above: introductions by which the paragraph before leads up to this one.
    """
    if not matches and not paragraph.standalone:
        return []
    resolved = resolve_overlaps(_drop_reports_in_turns(matches))
    overridden = {(cue_of(m), m.rule.id): tuple(others) for m, others in resolved}
    reports = _drop_asides(trim_to_next_report([m for m, _ in resolved if m.rule.type == "indirect"], text, lists))
    direct = [m for m, _ in resolved if m.rule.type == "direct"]
    found = [_make_attribution(paragraph, m, text, overridden[cue_of(m), m.rule.id]) for m in (*direct, *reports)]
    if uncued is not None:
        claimed = {number for m in direct for number in m.quotations}
        introductions = [m for m in matches if m.rule.type == "introduction" and not m.parts["source"].is_signature]
        left = [
            number
            for number in sorted(paragraph.standalone - claimed)
            if not _is_inside(paragraph.quotations[number], found) and is_speech(paragraph.quotations[number], text)
        ]
        found += [_make_uncued(paragraph, number, uncued, introductions, above) for number in left]
    return sorted(found, key=lambda a: (a.content, a.rule))


def _drop_reports_in_turns(matches: Sequence[Match]) -> list[Match]:
    """Drop reports inside the turn of an interview, which are the words of its speaker."""
    turns = [m for m in matches if "content" in m.parts and m.parts["content"].how == "turn"]
    spans = [span for turn in turns for span in turn.content]
    inside = [m for m in matches if m.cue_span and any(span.contains(m.cue_span) for span in spans)]
    return [m for m in matches if m not in inside] if inside else list(matches)


def _drop_asides(reports: Sequence[Match]) -> list[Match]:
    """Drop what a clitic reports inside another report, as its speaker goes on: ``X menegaskan hal yang menurutnya A``.

    ``katanya`` inside a report is its cue rather than one of another report.
    """
    return [m for m in reports if not _is_aside(m) or not any(_is_reported_by(other, m) for other in reports)]


def _is_aside(match: Match) -> bool:
    words = match.parts["source"].words if "source" in match.parts else ()
    bare = match.cue is not None and match.cue.voice == "bare"
    return bool(words) and not bare and all(match.sentence.words[k].clitic for k in words)


def _is_reported_by(other: Match, match: Match) -> bool:
    """Return whether the cue of a match stands in the content of another one."""
    cue = match.cue_span
    return cue is not None and other is not match and any(span.contains(cue) for span in other.content)


def _make_attribution(
    paragraph: ParsedParagraph, match: Match, text: str, overridden: tuple[Match, ...]
) -> Attribution:
    kind: QuoteType = "direct"
    content = match.content
    quoted = next((q for q in paragraph.quotations if len(content) == 1 and q.outer.contains(content[0])), None)
    if match.rule.type == "indirect" and quoted is not None and quoted.content.of(text) in content[0].of(text):
        content = (quoted.content,)  # "kata Ratna “jangan lupa”": nothing else is reported
    elif match.rule.type == "indirect":
        kind = "mixed" if _is_partly_quoted(paragraph.quotations, content, text) else "indirect"
    flags = [*match.rule.flags, *(flag for number in match.quotations for flag in paragraph.quotations[number].flags)]
    has_source = any(part.name == "source" for part in match.rule.parts)
    return Attribution(
        paragraph.index,
        kind,
        match.rule.id,
        content,
        match if has_source else None,
        flags=tuple(flags),
        overridden=overridden,
    )


def _is_partly_quoted(quotations: Iterable[Quotation], content: Sequence[Span], text: str) -> bool:
    """Return whether a report is partly in marks; words in capitals alone are a nickname or a title."""
    for quotation in quotations:
        inside = not quotation.nested and any(span.overlaps(quotation.content) for span in content)
        if inside and any(word[:1].islower() for word in quotation.content.of(text).split()):
            return True
    return False


def is_speech(quotation: Quotation, text: str) -> bool:
    """Return whether a quotation without a cue is speech: a sentence, or longer than a title.

    It is a sentence if it ends with a stop or comma and is no title; also if a stop stands right behind its marks and
    one before them, and a word in it has small letters: ``… ke polisi. "Kami punya fotonya".``
    """
    words = quotation.content.of(text)
    if len(words.split()) > _LONGEST_TITLE:
        return True
    if words[-1] in ".!?…,":
        return not _is_title(quotation, text)
    if not text.startswith(".", quotation.outer.end):
        return False
    follows = text[: quotation.outer.start].rstrip().endswith((".", "!", "?"))
    return follows and any(word[:1].islower() for word in words.split())


def _is_title(quotation: Quotation, text: str) -> bool:
    """Return whether a few words inside a sentence are a title with a sign in its marks: ``film "Laut Biru," …``.

    Its first and last words have a capital or are a number. Behind a comma or another title, the sentence goes on.
    """
    words = quotation.content.of(text)
    inside, behind = text[: quotation.outer.start].rstrip()[-1:], text[quotation.outer.end :].lstrip()[:1]
    first, last = words[0], words.split()[-1][0]
    named = all(char.isupper() or char.isdigit() for char in (first, last))
    joined = inside in _JOINS_TITLES and words[-1] == "," and behind.islower()
    return named and words[-1] in ".," and (inside.isalnum() or joined)


def _is_inside(quotation: Quotation, found: Iterable[Attribution]) -> bool:
    return any(span.contains(quotation.content) for a in found for span in a.content)


def _make_uncued(
    paragraph: ParsedParagraph, number: int, rule: Rule, introductions: Sequence[Match], above: Sequence[Match]
) -> Attribution:
    """Attribute a quotation to the nearest introduction before it; at the top of a paragraph, to one above."""
    quotation = paragraph.quotations[number]
    before = [m for m in introductions if m.sentence.end <= quotation.outer.start]
    opens = number == 0 and not any(s.start < quotation.outer.start for s in paragraph.sentences)
    before = before or list(above if opens else ())
    introduced = before[-1] if before else None
    content = (quotation.content,)
    return Attribution(paragraph.index, "direct", rule.id, content, introduced=introduced, flags=quotation.flags)


def resolve_overlaps(matches: Sequence[Match]) -> list[tuple[Match, list[Match]]]:
    """Return the winning matches, each with those that it overrides.

    Introductions have no content and are left out. A match of a rule marked ``alone`` is dropped if its sentence has
    a match or an introduction by another cue.
    """
    held: list[tuple[Match, list[Match]]] = []
    for match in sorted(matches, key=lambda m: (-m.rule.priority, m.number, m.cue_word or 0, m.rule.id)):
        if match.rule.type == "introduction":
            continue
        overridden = next((overridden for other, overridden in held if _claim_the_same(match, other)), None)
        if overridden is None:
            held.append((match, []))
        else:
            overridden.append(match)
    cues = {cue_of(match) for match, _ in held} | {cue_of(m) for m in matches if m.rule.type == "introduction"}
    return [(match, overridden) for match, overridden in held if not match.rule.alone or _is_alone(match, cues)]


def _is_alone(match: Match, cues: Collection[tuple[int, int | None]]) -> bool:
    """Return whether no other cue of its sentence reports, or introduces a speaker."""
    return not any(number == match.number and word != match.cue_word for number, word in cues)


def _claim_the_same(match: Match, other: Match) -> bool:
    """Return whether two matches have the same cue word, the same quotation or exactly the same content."""
    same_cue = match.cue_word is not None and cue_of(match) == cue_of(other)
    same_quotation = not set(match.quotations).isdisjoint(other.quotations)
    return same_cue or same_quotation or match.content == other.content


def cue_of(match: Match) -> tuple[int, int | None]:
    """Return the sentence and the word of a match's cue, by their numbers."""
    return match.number, match.cue_word
