"""Split an article into paragraphs, with datelines, credits, links and furniture apart.

The text is never changed: a paragraph is a pair of positions. The rules are in
``rules/layout``; see :func:`quotes.layout.load.load_layout_rules`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from quotes.layout.links import find_leads, find_links
from quotes.layout.rules import LayoutRule, LayoutRules, Scope, Where
from quotes.records import Span

Kind = Literal["body", "heading", "dateline", "furniture"]

_LINE = re.compile(r"[^\r\n\v\f\u2028\u2029]+")
#: Where a page's paragraphs were joined by commas (``… sudah siap., Sebelumnya, …``): seen in one article in ten of
#: CLICK-ID's kompas.com. Three small letters before the stop keep ``S.H., M.H.`` and ``Co., Ltd.`` whole.
_GLUED = re.compile(r""",(?:(?<=[a-z]{3}\.,)|(?<=\.["”],)|(?<=\)\.,))(?=\s+["“]?[A-Z])""")
#: A name or an office before a colon.
_LABEL = re.compile(r"[A-Z][^:\n]{2,60}: +[A-Z0-9]")
#: Characters without ink at the edges of a line, in addition to white space: zero-width marks, frequent on pages.
_INKLESS = " \t\xa0\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\xad"
#: The paragraphs, from the top, in which an ambiguous dateline is accepted: a headline and a lead may precede it.
_OPENING = 3
#: Headlines that are taken after a bare "Baca juga:". Of 412 such lines in 8,337 articles none had more than three.
_MOST_TITLES = 5
#: In a line of this many characters at the top, the headline or a teaser may precede the dateline.
FLAT = 80
_LONGEST_TEASER = 400
#: A paragraph under a heading has at least this many characters, or ends like a sentence.
_LONG = 100


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: a line, or a piece of a line that a link divides.

    Attributes:
        index: place among the paragraphs of the article, from 0.
        span: the paragraph without white space at its edges.
        kind: ``body`` has sentences of the article; ``heading`` introduces a section; ``dateline`` is only a dateline;
            ``furniture`` belongs to the page around the article.
        body: the sentences, without a dateline before and credits after them; the words of a heading; empty
            (at the end of the paragraph) for ``dateline`` and ``furniture``.
        rule: the id of the rule that decided the kind, or cut off the dateline or the credits; else None.
    """

    index: int
    span: Span
    kind: Kind
    body: Span
    rule: str | None = None


@dataclass(slots=True)
class _Draft:
    """A paragraph whose kind is not decided yet."""

    span: Span
    furniture: LayoutRule | None = None
    empty: bool = False
    title: bool = False

    @property
    def is_body(self) -> bool:
        return not (self.empty or self.title or self.furniture)


def split_paragraphs(text: str, rules: LayoutRules) -> tuple[Paragraph, ...]:
    """Split a text into its paragraphs. Takes time in proportion to the text, and never raises.

    Args:
        text: an article; lines are paragraphs, whatever their line breaks.
        rules: from :func:`load_layout_rules`.
    """
    leads = find_leads(text, rules)
    drafts = [draft for line in _split_lines(text, rules) for draft in _split_pieces(text, line, leads, rules)]
    for draft in drafts:
        draft.furniture = draft.furniture or _find_first_rule(rules, "line", {"any"}, text, draft.span)
    _mark_titles(text, drafts, rules)
    _mark_closing(text, drafts, rules)
    paragraphs = _make_paragraphs(text, drafts, rules)
    return tuple(_mark_headings(text, paragraphs, rules))


def _split_lines(text: str, rules: LayoutRules) -> Iterator[Span]:
    """Yield the lines, those that were joined by commas apart, and the headline of a flat text."""
    first = True
    for line in _LINE.finditer(text):
        at = line.start()
        if first and line[0].strip():
            first = False
            dateline = _find_inner_dateline(text, Span(*line.span()), rules)
            if dateline is not None:
                yield Span(at, dateline)
                at = dateline
        for glue in _GLUED.finditer(text, at, line.end()):
            yield Span(at, glue.start())
            at = glue.end()
        yield Span(at, line.end())


def _find_inner_dateline(text: str, line: Span, rules: LayoutRules) -> int | None:
    """Return where a dateline follows the headline or the teaser of a flat text; None if there is none."""
    if line.end - line.start < FLAT:
        return None
    window = min(line.end, line.start + _LONGEST_TEASER)
    flat = [rule for rule in rules.by_scope["start"] if rule.inside_flat]
    if any(rule.find(text, line) for rule in rules.by_scope["start"]):
        return None
    places = [found.start() for rule in flat if (found := rule.pattern.search(text, line.start + 1, window))]
    places = [at for at in places if text[at - 1].isspace()]
    return min(places, default=None)


def _strip_span(text: str, span: Span) -> Span:
    start, end = span
    while start < end and (text[start].isspace() or text[start] in _INKLESS):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in _INKLESS):
        end -= 1
    return Span(start, end)


def _split_pieces(
    text: str, line: Span, leads: Sequence[tuple[Span, LayoutRule]], rules: LayoutRules
) -> Iterator[_Draft]:
    """Yield the pieces of a line between links and embedded videos, and these."""
    at = line.start
    for cut, rule in [*find_links(text, line, leads, rules), (Span(line.end, line.end), None)]:
        before, link = _strip_span(text, Span(at, cut.start)), _strip_span(text, cut)
        if before.start < before.end:
            yield _Draft(before, empty=not _has_words(text, before))
        if link.start < link.end:
            yield _Draft(link, furniture=rule)
        at = cut.end


def _has_words(text: str, span: Span) -> bool:
    return any(text[at].isalnum() for at in range(*span))


def _find_first_rule(rules: LayoutRules, scope: Scope, where: set[Where], text: str, span: Span) -> LayoutRule | None:
    return next((rule for rule in rules.by_scope[scope] if rule.where in where and rule.find(text, span)), None)


def _mark_titles(text: str, drafts: Sequence[_Draft], rules: LayoutRules) -> None:
    """Mark headlines of other articles: the lines after a bare "Baca juga:" while they look like headlines."""
    left = 0
    for draft in drafts:
        if draft.furniture and draft.furniture.titles_follow:
            left = _MOST_TITLES
        elif left and draft.is_body and _find_first_rule(rules, "title", {"any"}, text, draft.span):
            draft.title = True
            left -= 1
        else:
            left = 0


def _mark_closing(text: str, drafts: Sequence[_Draft], rules: LayoutRules) -> None:
    """Mark, upwards from the last line, what is furniture only at the end of an article; never the first line."""
    for draft in reversed(drafts[1:]):
        if draft.is_body:
            draft.furniture = _find_first_rule(rules, "line", {"closing"}, text, draft.span)
            if not draft.furniture:
                return


def _make_paragraphs(text: str, drafts: Sequence[_Draft], rules: LayoutRules) -> list[Paragraph]:
    bodies = [number for number, draft in enumerate(drafts) if draft.is_body]
    opening, closing = bodies[:_OPENING], bodies[-1:]
    found = []
    for number, draft in enumerate(drafts):
        if draft.is_body:
            found.append(
                _make_paragraph(text, number, draft.span, rules, opening=number in opening, closing=number in closing)
            )
        else:
            rule = draft.furniture.id if draft.furniture else "link-title" if draft.title else None
            found.append(Paragraph(number, draft.span, "furniture", Span(draft.span.end, draft.span.end), rule))
    return found


def _make_paragraph(
    text: str, number: int, span: Span, rules: LayoutRules, *, opening: bool, closing: bool
) -> Paragraph:
    """Make a paragraph, with its dateline and its credits cut from the body."""
    dateline, start = _find_longest(text, span, rules, "start", {"any", "opening"} if opening else {"any"})
    body = _strip_span(text, Span(start.end if start else span.start, span.end))
    if body.start == body.end:
        return Paragraph(number, span, "dateline", Span(span.end, span.end), dateline)
    credit, end = _find_longest(text, body, rules, "end", {"any", "closing"} if closing else {"any"})
    if end:
        body = _strip_span(text, Span(body.start, end.start))
    if body.start == body.end:
        return Paragraph(number, span, "furniture", Span(span.end, span.end), credit)
    return Paragraph(number, span, "body", body, dateline or credit)


def _find_longest(
    text: str, span: Span, rules: LayoutRules, scope: Scope, where: set[Where]
) -> tuple[str | None, Span | None]:
    """Return the rule with the longest match, the first of equals: "KONTAN.CO.ID - JAKARTA." beats a shorter one."""
    found = [
        (match, rule.id) for rule in rules.by_scope[scope] if rule.where in where and (match := rule.find(text, span))
    ]
    if not found:
        return None, None
    match, name = max(found, key=lambda pair: _length(_strip_span(text, pair[0])))
    return name, match


def _length(span: Span) -> int:
    return span.end - span.start


def _mark_headings(text: str, paragraphs: Sequence[Paragraph], rules: LayoutRules) -> Iterator[Paragraph]:
    """Mark headlines above the dateline, and single short lines above a paragraph of sentences, as headings.

    A headline with a label before a colon may say whose words it has, and is left (``Bupati Ratna: Jalan Dibuka``).
    Several short lines in a row are a list, not headings.
    """
    bodies = [paragraph for paragraph in paragraphs if paragraph.kind == "body"]
    short = {p.index for p in bodies if p.rule is None and _find_first_rule(rules, "heading", {"any"}, text, p.span)}
    above = bodies[: _count_above_dateline(bodies)]
    found = {p.index for p in above if not (_ends_sentence(text, p) or _LABEL.match(text, *p.body))}
    for before, paragraph, after in zip([None, *bodies], bodies, bodies[1:], strict=False):
        alone = before is None or before.index not in short
        if alone and paragraph.index in short and (_length(after.body) >= _LONG or _ends_sentence(text, after)):
            found.add(paragraph.index)
    for paragraph in paragraphs:
        yield replace(paragraph, kind="heading", rule="heading") if paragraph.index in found else paragraph


def _count_above_dateline(bodies: Sequence[Paragraph]) -> int:
    """Count the paragraphs above the one with the dateline."""
    return next((n for n, p in enumerate(bodies[:_OPENING]) if p.body.start > p.span.start), 0)


def _ends_sentence(text: str, paragraph: Paragraph) -> bool:
    return text[paragraph.body.end - 1] in ".!?…\"”’'"
