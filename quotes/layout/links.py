"""Links inside a line: what the patterns match, and headlines that run into the next sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quotes.layout.headlines import LONGEST, headline_end
from quotes.layout.rules import LayoutRule, LayoutRules, Scope
from quotes.layout.view import Edit
from quotes.records import Span

#: Headlines that run on are looked for this many times in a line; an article has a handful.
MOST_LINKS = 40
_LINE = re.compile(r"[^\n]+")
_SCOPES: tuple[Scope, ...] = ("run-on", "aside")
_MARK = re.compile('["“”„‟«»＂″]')
_ENDS = re.compile(r"[.!?…:;\"”’'»)\]*]$")
_BRACKETS = {"(": ")", "[": "]"}


def find_links(text: str, line: Span, rules: LayoutRules) -> list[tuple[Span, LayoutRule]]:
    """Find the links inside a line, in the order of the text; of two that overlap the first, then the shorter."""
    found = [(cut, rule) for rule in rules.by_scope["inside"] for cut in rule.find_all(text, line)]
    leads = [(lead, rule) for rule in rules.by_scope["run-on"] for lead in rule.find_all(text, line)]
    if leads and any(rule.find(text, line) for rule in rules.by_scope["line"]):
        leads = []  # the whole line is a link
    kept: list[tuple[Span, LayoutRule]] = []
    for place, rule in sorted(
        [*found, *leads[:MOST_LINKS]], key=lambda pair: (pair[0].start, pair[1].scope, pair[0].end)
    ):
        cut = Span(place.start, _end(text, place, line.end, rules)) if rule.scope == "run-on" else place
        is_link = cut.end > place.end or rule.scope == "inside"
        if is_link and (not kept or cut.start >= kept[-1][0].end):
            kept.append((cut, rule))
    return kept


def _end(text: str, lead: Span, line_end: int, rules: LayoutRules) -> int:
    bracket = _BRACKETS.get(text[lead.start])
    if bracket:
        end = text.find(bracket, lead.end, min(line_end, lead.end + LONGEST))
        return end + 1 if end >= 0 else lead.end
    return headline_end(text, lead.end, line_end, rules)


def interruptions(text: str, rules: LayoutRules) -> Iterator[Edit]:
    """Yield what leaves out the links that stand inside a sentence or a quotation, which go on behind them."""
    searched = [rule for scope in _SCOPES for rule in rules.by_scope[scope]]
    if not any(rule.pattern.search(text) for rule in searched):
        return
    for found in _LINE.finditer(text):
        line = Span(*found.span())
        asides = [cut for rule in rules.by_scope["aside"] for cut in rule.find_all(text, line)]
        links = [cut for cut, _ in find_links(text, line, rules)]
        for cut in sorted({*asides[:MOST_LINKS], *links[:MOST_LINKS]}):
            if _interrupts(text, cut, line):
                yield Edit(cut, " " if cut.start > line.start and cut.end < line.end else "", visible=True)


def _interrupts(text: str, cut: Span, line: Span) -> bool:
    before, after = text[line.start : cut.start].rstrip(), text[cut.end : line.end].lstrip()
    if not before or not after:
        return False
    if len(_MARK.findall(before)) % 2 and _MARK.search(after):
        return True
    return not _ENDS.search(before) and not after[0].isupper()
