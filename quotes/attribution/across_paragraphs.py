"""Attributions that reach from one paragraph to another: introductions above, signatures below, reopened quotations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quotes.attribution.attributions import Attribution, attribute
from quotes.attribution.reopened import link_reopened
from quotes.lexicon.word_lists import WordLists
from quotes.matching.matcher import Match
from quotes.parsing import ParsedParagraph, ParsedText
from quotes.rulelang.rule import Rule


def attribute_text(
    parsed: ParsedText, matches: Sequence[Sequence[Match]], uncued: Rule | None, lists: WordLists
) -> list[Attribution]:
    """Make the attributions of an article, in the order of the text.

    Args:
        matches: the matches of every paragraph, see :func:`attribute`.
        uncued: the rule for quotations without a cue; None leaves them out.
        lists: the words that join one report to another.
    """
    found: list[Attribution] = []
    above: list[Match] = []
    for paragraph, its_matches in zip(parsed.paragraphs, matches, strict=True):
        found = apply_signature(found, paragraph, its_matches)
        found += attribute(paragraph, parsed.text, its_matches, uncued, lists, above)
        above = find_introductions_of_next(paragraph, parsed.text, its_matches)
    return link_reopened(found, parsed)


def find_introductions_of_next(paragraph: ParsedParagraph, text: str, matches: Sequence[Match]) -> list[Match]:
    """Return the introductions by which a paragraph leads up to a quotation below it: ``Dari Ketua X:``."""
    if not paragraph.sentences or not text[: paragraph.body.end].rstrip().endswith(":"):
        return []
    return [m for m in matches if m.rule.type == "introduction" and m.sentence is paragraph.sentences[-1]]


def apply_signature(
    found: Sequence[Attribution], paragraph: ParsedParagraph, matches: Sequence[Match]
) -> list[Attribution]:
    """Attribute the last quotation of the paragraph before, if it has no cue, to the name that signs it: ``– X``."""
    signatures = [m for m in matches if m.rule.type == "introduction" and m.parts["source"].is_signature]
    last = found[-1] if found else None
    signed = last is not None and last.match is None and last.paragraph == paragraph.index - 1
    if last is None or not signatures or not signed or paragraph.quotations:
        return list(found)
    return [*found[:-1], replace(last, introduced=signatures[0])]
