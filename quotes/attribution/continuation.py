"""Attributions that reach from one paragraph to another: introductions above, signatures below, reopened quotations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from quotes.attribution.attributions import Attribution, attribute
from quotes.lexicon.word_lists import WordLists
from quotes.matching.matcher import Match
from quotes.parsing import ParsedParagraph, ParsedText
from quotes.rulelang.rule import ANSWER, Rule


def attribute_text(
    parsed: ParsedText, matches: Sequence[Sequence[Match]], uncued: Rule | None, lists: WordLists
) -> list[Attribution]:
    """Make the attributions of an article, in text order.

    Args:
        matches: the matches of every paragraph, see :func:`attribute`.
        uncued: the rule for quotations without a cue; None leaves them out.
        lists: the words that join one report to another.
    """
    found: list[Attribution] = []
    above: list[Match] = []
    for paragraph, its_matches in zip(parsed.paragraphs, matches, strict=True):
        found = apply_signature(found, paragraph, its_matches, lists)
        found += attribute(paragraph, parsed.text, its_matches, uncued, lists, above)
        above = find_introductions_of_next(paragraph, parsed.text, its_matches)
    return link_reopened(_link_answers(found, matches), parsed)


def _link_answers(found: Sequence[Attribution], matches: Sequence[Sequence[Match]]) -> list[Attribution]:
    """Give the answers of an interview with letters (``J: …``) to whom the article says to be interviewed."""
    interviews = [m for its in matches for m in its if m.cue is not None and "interview" in m.cue.takes]
    who = interviews[0] if interviews else None
    return [replace(a, introduced=who) if who is not None and a.rule == ANSWER else a for a in found]


def find_introductions_of_next(paragraph: ParsedParagraph, text: str, matches: Sequence[Match]) -> list[Match]:
    """Return the introductions by which a paragraph leads up to a quotation below it: ``Dari Ketua X:``."""
    if not paragraph.sentences or not text[: paragraph.body.end].rstrip().endswith(":"):
        return []
    return [m for m in matches if m.rule.type == "introduction" and m.sentence is paragraph.sentences[-1]]


def apply_signature(
    found: Sequence[Attribution], paragraph: ParsedParagraph, matches: Sequence[Match], lists: WordLists
) -> list[Attribution]:
    """Attribute the last quotation of the paragraph before, if it has no cue, to who signs it.

    That is a name after a dash (``– X``), or the source of a first sentence like ``Begitu kata X.``
    """
    introductions = [m for m in matches if m.rule.type == "introduction"]
    signatures = [m for m in introductions if m.parts["source"].is_signature or _points_back(m, paragraph, lists)]
    last = found[-1] if found else None
    signed = last is not None and last.match is None and last.paragraph == paragraph.index - 1
    if last is None or not signatures or not signed or paragraph.quotations:
        return list(found)
    return [*found[:-1], replace(last, introduced=signatures[0])]


def _points_back(match: Match, paragraph: ParsedParagraph, lists: WordLists) -> bool:
    opens = match.sentence is paragraph.sentences[0]
    return opens and lists.length_at("manner-anaphors", match.sentence.lowers, 0) > 0


def link_reopened(found: Sequence[Attribution], parsed: ParsedText) -> list[Attribution]:
    """Give the unattributed pieces of a quotation that is reopened in each paragraph the speaker of its last piece.

    By typographic convention each of these paragraphs begins with a mark, only the last one has a closing mark, and
    only its piece has a cue.
    """
    bodies = [paragraph for paragraph in parsed.paragraphs if paragraph.body.start < paragraph.body.end]
    following = {one.index: other for one, other in pairwise(bodies)}
    out: list[Attribution] = []
    after: Attribution | None = None
    for attribution in reversed(found):
        linked = attribution
        paragraph = following.get(attribution.paragraph)
        if _stays_open(attribution) and after is not None and paragraph is not None:
            opens = next((q for q in paragraph.quotations if q.outer.start == paragraph.body.start), None)
            if opens is not None and opens.content == after.content[0]:
                linked = replace(attribution, introduced=after.match or after.introduced)
        out.append(linked)
        after = linked
    return out[::-1]


def _stays_open(attribution: Attribution) -> bool:
    return attribution.match is None and attribution.introduced is None and "unclosed-mark" in attribution.flags
