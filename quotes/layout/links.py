"""Links inside a line: matches of the patterns, and headlines that run into the next sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from quotes.layout.headlines import LONGEST, begins_quotation, headline_end
from quotes.layout.rules import LayoutRule, LayoutRules
from quotes.layout.view import Edit
from quotes.records import Span

#: Most headlines that run on in one line; an article has a handful.
MOST_LINKS = 40
#: Characters before a link among which the end of the sentence stands.
_NEAR = 20
_LINE = re.compile(r"[^\n]+")
_MARK = re.compile('["“”„‟«»＂″]')
_ENDS = re.compile(r"[.!?…:;\"”’'»)\]*]$")
_BRACKETS = {"(": ")", "[": "]"}


def find_leads(text: str, rules: LayoutRules) -> list[tuple[Span, LayoutRule]]:
    """Find the words before headlines that may run into the next sentence, with the bracket before them."""
    whole = Span(0, len(text))
    found = [(lead, rule) for rule in rules.by_scope["run-on"] for lead in rule.find_all(text, whole)]
    return sorted(
        (
            (Span(lead.start - 1, lead.end) if text[lead.start - 1 : lead.start] in _BRACKETS else lead, rule)
            for lead, rule in found
        ),
        key=lambda pair: pair[0],
    )


def find_links(
    text: str, line: Span, leads: Sequence[tuple[Span, LayoutRule]], rules: LayoutRules
) -> list[tuple[Span, LayoutRule]]:
    """Find the links inside a line, in the order of the text; of two that overlap the first, then the shorter.

    Args:
        text: the text.
        line: a line of it.
        leads: from :func:`find_leads`.
        rules: the rules of the layout.
    """
    found = [(cut, rule) for rule in rules.by_scope["inside"] for cut in rule.find_all(text, line)]
    first, last = (bisect_left(leads, at, key=lambda pair: pair[0].start) for at in line)
    own = [(lead, rule) for lead, rule in leads[first:last] if line.contains(lead)][:MOST_LINKS]
    if own and any(rule.find(text, line) for rule in rules.by_scope["line"]):
        own = []  # the line as a whole is a link
    kept: list[tuple[Span, LayoutRule]] = []
    for place, rule in sorted([*found, *own], key=lambda pair: (pair[0].start, pair[1].scope, pair[0].end)):
        cut = Span(place.start, _end(text, place, line.end, rules)) if rule.scope == "run-on" else place
        is_link = cut.end > place.end or rule.scope == "inside" or begins_quotation(text, cut.end, line.end, rules)
        if is_link and (not kept or cut.start >= kept[-1][0].end):
            kept.append((cut, rule))
    return kept


def _end(text: str, lead: Span, line_end: int, rules: LayoutRules) -> int:
    bracket = _BRACKETS.get(text[lead.start])
    if bracket:
        end = text.find(bracket, lead.end, min(line_end, lead.end + LONGEST))
        return end + 1 if end >= 0 else lead.end
    if begins_quotation(text, lead.end, line_end, rules):
        return lead.end  # the headline got lost
    before = text[max(0, lead.start - _NEAR) : lead.start].rstrip()
    return headline_end(text, lead.end, line_end, rules, interrupts=bool(before) and not _ENDS.search(before))


def find_interruptions(text: str, rules: LayoutRules) -> Iterator[Edit]:
    """Yield edits that remove the links inside a sentence or a quotation that continues after them."""
    leads = find_leads(text, rules)
    if not leads and not any(rule.pattern.search(text) for rule in rules.by_scope["aside"]):
        return
    for found in _LINE.finditer(text):
        line = Span(*found.span())
        asides = [cut for rule in rules.by_scope["aside"] for cut in rule.find_all(text, line)]
        links = [cut for cut, _ in find_links(text, line, leads, rules)] if leads else []
        for cut in sorted({*asides[:MOST_LINKS], *links[:MOST_LINKS]}):
            if _interrupts(text, cut, line):
                start, end = len(text[line.start : cut.start].rstrip()), len(text[cut.end : line.end].lstrip())
                put = "" if text[line.end - end] in ".,;:!?)" else " "
                yield Edit(Span(line.start + start, line.end - end), put, visible=True)


def _interrupts(text: str, cut: Span, line: Span) -> bool:
    before, after = text[line.start : cut.start].rstrip(), text[cut.end : line.end].lstrip()
    if not before or not after:
        return False
    if len(_MARK.findall(before)) % 2 and _MARK.search(after):
        return True
    return not _ENDS.search(before) and not after[0].isupper()
