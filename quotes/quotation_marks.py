"""Quotation marks of a paragraph, paired into quotations. Never raises, and never looks past the paragraph.

Indonesian news writes every mark there is, and every accident: straight and
curly ones in the same quotation, the closing curly mark on both sides, single
marks, ``''`` and `` `` ``, guillemets, a mark that is never closed or never
opened, a closing mark glued to the word after it (``membaik, "katanya``). Of
40,700 quotations counted in 16,375 articles, 572 are never closed in their
paragraph and 566 are closed but never opened; one odd mark must not flip the
rest, so each mark is judged by what stands on its two sides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from quotes.records import Span

_DOUBLE = re.compile(r"''|``|[\"“”„‟«»＂]")
_SINGLE = re.compile(r"[‘’‚‛'`]")
_OPENING_ONLY = {"„", "``"}
_ENDS_CLAUSE = set(",.!?…;:")
_OPENS_AFTER = set("([{—–-/:;,")

Flag = Literal["unclosed-mark", "unopened-mark"]


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch between two marks.

    Attributes:
        content: the words between the marks, without white space at the edges.
        outer: the same with its marks.
        single: single marks, which also enclose titles and nicknames.
        flags: ``unclosed-mark`` or ``unopened-mark`` where one of the two is missing.
        nested: it stands inside another quotation.
    """

    content: Span
    outer: Span
    single: bool = False
    nested: bool = False
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True)
class _Mark:
    span: Span
    opens: bool
    closes: bool
    only_opens: bool


def quotations(text: str, within: Span) -> tuple[Quotation, ...]:
    """Pair the marks of ``text`` inside ``within`` (one paragraph), in the order of the text."""
    doubles = [_judged(text, Span(*m.span()), within) for m in _DOUBLE.finditer(text, *within)]
    found = _pair(text, within, doubles)
    singles = [
        _judged(text, Span(*m.span()), within)
        for m in _SINGLE.finditer(text, *within)
        if not any(mark.span.overlaps(Span(*m.span())) for mark in doubles)
    ]
    for one in _pair_singles(text, singles):
        inside = any(q.outer.contains(one.outer) for q in found)
        crosses = any(q.outer.overlaps(one.outer) and not q.outer.contains(one.outer) for q in found)
        if not crosses or all(one.outer.contains(q.outer) or not one.outer.overlaps(q.outer) for q in found):
            found.append(Quotation(one.content, one.outer, single=True, nested=inside))
    return tuple(sorted(found, key=lambda q: q.outer))


def _judged(text: str, span: Span, within: Span) -> _Mark:
    """What stands on the two sides of a mark says whether it can open, close, or both."""
    before = text[span.start - 1] if span.start > within.start else " "
    after = text[span.end] if span.end < within.end else " "
    mark = span.of(text)
    opens = (before.isspace() or before in _OPENS_AFTER or before in "\"'“‘«") and not after.isspace()
    closes = not before.isspace() and before not in "([{"
    if mark in _OPENING_ONLY:
        return _Mark(span, opens=True, closes=False, only_opens=True)
    if mark in "“«" and opens:
        return _Mark(span, opens=True, closes=False, only_opens=True)
    return _Mark(span, opens, closes, only_opens=False)


def _pair(text: str, within: Span, marks: Sequence[_Mark]) -> list[Quotation]:
    found: list[Quotation] = []
    opened: _Mark | None = None
    depth = 0
    for k, mark in enumerate(marks):
        if opened is None:
            if mark.opens or not _is_stray_close(text, mark, within):
                opened = mark
            elif not found and not text[mark.span.start - 1].isdigit():  # no inch sign: 43"
                content, outer = Span(within.start, mark.span.start), Span(within.start, mark.span.end)
                found += _made(text, content, outer, "unopened-mark")
        elif _reopens(text, mark, marks[k + 1 :], within):
            # the mark before was never closed: its words run up to here
            content, outer = Span(opened.span.end, mark.span.start), Span(opened.span.start, mark.span.start)
            found += _made(text, content, outer, "unclosed-mark")
            opened = mark
        elif mark.only_opens and _closers(marks[k + 1 :]) > 1 + depth:
            depth += 1  # “Dia bilang “maju” saja,”
        elif depth:
            depth -= 1
        else:
            found += _made(text, Span(opened.span.end, mark.span.start), Span(opened.span.start, mark.span.end))
            opened = None
    if opened is not None:
        found += _made(text, Span(opened.span.end, within.end), Span(opened.span.start, within.end), "unclosed-mark")
    return found


def _is_stray_close(text: str, mark: _Mark, within: Span) -> bool:
    """A mark that closes what was never opened: words before it, and a space, a stop or the end after it."""
    after = text[mark.span.end : mark.span.end + 1]
    return mark.closes and (mark.span.end >= within.end or after.isspace() or after in _ENDS_CLAUSE)


def _reopens(text: str, mark: _Mark, rest: Sequence[_Mark], within: Span) -> bool:
    """Inside a quotation, a mark that looks like an opening: is it one, the mark before never having been closed?

    ``"Kondisinya membaik, "katanya`` closes (small letter after it); ``"A. "B," kata X``
    opens anew. In between, the number of marks left in the paragraph decides.
    """
    if not mark.opens or mark.closes:
        return False
    after = text[mark.span.end : mark.span.end + 1]
    before = text[within.start : mark.span.start].rstrip()[-1:]
    if after.islower() and before in _ENDS_CLAUSE:
        return False
    return len(rest) % 2 == 1 and before in ".!?…" and not after.islower()


def _closers(marks: Sequence[_Mark]) -> int:
    """How many marks that can close come before the next one that only opens."""
    count = 0
    for mark in marks:
        if mark.only_opens:
            break
        count += mark.closes
    return count


def _pair_singles(text: str, marks: Sequence[_Mark]) -> list[Quotation]:
    """Single marks: an apostrophe (``Jum'at``) is none, and an odd one is left alone."""
    found: list[Quotation] = []
    opened: _Mark | None = None
    for mark in marks:
        before = text[mark.span.start - 1 : mark.span.start]
        after = text[mark.span.end : mark.span.end + 1]
        if mark.opens and not before.isalnum():
            opened = mark
        elif opened is not None and mark.closes and not after.isalnum():
            found += _made(text, Span(opened.span.end, mark.span.start), Span(opened.span.start, mark.span.end))
            opened = None
    return found


def _made(text: str, content: Span, outer: Span, *flags: Flag) -> list[Quotation]:
    start, end = content
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return [Quotation(Span(start, end), outer, flags=flags)] if end > start else []
