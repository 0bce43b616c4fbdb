"""Join the lines of hard-wrapped text to paragraphs.

A break is a wrap if the next word would not have fitted on the line, as in mail and
PDF. Wrapping is detected from the lines: many end inside a sentence and continue in
small letters. A paragraph that ends is never joined to the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from quotes.layout.rules import LayoutRules
from quotes.layout.view import Edit, TextView
from quotes.quotation_marks import quotations
from quotes.records import Span

#: A text is wrapped where at least this share of its line breaks inside sentences stands before a small letter. In
#: wrapped Indonesian news it is seven in ten; other lines without a full stop are headings, lists and credits.
WRAPPED_SHARE = 0.3
#: ... and at least this share of all its line breaks, so that one odd break in an article is no evidence.
RAREST = 0.1
#: If blank lines separate all lines, this many continue in small letters; one or two are lines that a link divides.
MANY = 3
#: Wrapped text has lines of this many characters: shorter ones are a list, longer ones paragraphs.
NARROWEST, WIDEST = 25, 130
#: Lines end raggedly in text that was justified or set in a proportional font: a line that fills this share of the
#: width is full.
RAGGED = 0.85
#: A break inside a sentence is repaired in any text if the line before has this many characters; shorter ones are
#: in lists and poems.
LONG_LINE = 40
#: Most paragraphs of one quotation with marks only at its two ends.
MOST_PARAGRAPHS = 6

_LINE = re.compile(r"[^\n]+")
_ENDS = re.compile(r"[.!?…:;][\"”’'»)\]]*$")
_ENDS_QUOTATION = re.compile(r"[,.!?…][\"”]$|[\"”],$")
#: A word before a hyphen at the end of a line, and the small letters that the next line begins with.
_HEAD = re.compile(r"([^\W\d_]+)-$")
_TAIL = re.compile(r"[a-z]+(?![^\W\d_])")
#: The halves of a doubled word (``anak-anak``, ``gerak-gerik``) begin alike.
_ALIKE = 2
#: A line that begins with a small letter: without one, nothing is wrapped.
_CONTINUED = re.compile(r"\n[^\W\d_A-Z]")
_MARK = re.compile('["“”„‟«»＂″]')
#: Signs that begin a new line: a bullet, a number, an address.
_BEGINS_LIST = re.compile(r"(?:[-–—•·*▪●]|\(?\d{1,3}[.)]|[a-z][.)])\s|https?://|www\.|[@#]\w")


@dataclass(frozen=True, slots=True)
class _Break:
    """A line break, with the lines before and after it.

    Attributes:
        blank: there are blank lines between.
    """

    before: Span
    after: Span
    blank: bool

    @property
    def length(self) -> int:
        """The number of characters of the line before."""
        return self.before.end - self.before.start

    def is_inside_sentence(self, text: str) -> bool:
        return not _ENDS.search(text, *self.before) and not _BEGINS_LIST.match(text, *self.after)

    def is_continued(self, text: str) -> bool:
        return self.is_inside_sentence(text) and text[self.after.start].islower()

    def is_before_cue(self, text: str) -> bool:
        """Return whether a quotation ends the line before, and the next begins with a small letter: ``kata Rani``."""
        return _ENDS_QUOTATION.search(text, *self.before) is not None and text[self.after.start].islower()

    def needed(self, text: str) -> int:
        """Return the width of the line with the next word on it, in characters."""
        word = text.find(" ", *self.after)
        length = (word if word >= 0 else self.after.end) - self.after.start
        return self.length + 1 + length


def unwrap(view: TextView, rules: LayoutRules) -> TextView:
    """Join wrapped lines, and the paragraphs of a quotation with marks only at its two ends."""
    if "\n" not in view.text:
        return view
    view = view.edited(sorted(_join_lines(view.text, rules), key=lambda edit: edit.span))
    return view.edited(_join_quotations(view.text, rules))


def _join_lines(text: str, rules: LayoutRules) -> Iterator[Edit]:
    if not _CONTINUED.search(text):
        return
    lines = [Span(*line.span()) for line in _LINE.finditer(text)]
    breaks = [_Break(one, other, text.count("\n", one.end, other.start) > 1) for one, other in pairwise(lines)]
    spaced = any(each.blank for each in breaks) and not all(each.blank for each in breaks)
    for each in breaks:
        if each.is_before_cue(text):
            yield Edit(Span(each.before.end, each.after.start), " ")
    breaks = [each for each in breaks if not each.is_before_cue(text)]
    inner = [each for each in breaks if not each.blank] or breaks  # all lines may be separated by blank ones
    width = _find_width(text, inner)
    for each in inner:
        if (width is not None or not each.blank) and _is_wrap(text, each, width, spaced=spaced):
            yield _join_break(text, each, rules)
    for one, link, other in zip(lines, lines[1:], lines[2:], strict=False):
        across = _Break(one, other, blank=True)
        if across.length >= LONG_LINE and across.is_continued(text) and _is_furniture(text, link, rules):
            yield Edit(Span(one.end, other.start), " ", visible=True)


def _is_furniture(text: str, line: Span, rules: LayoutRules) -> bool:
    """Return whether a line is a link, an advertisement or the like, which can interrupt a sentence."""
    return any(rule.where == "any" and rule.find(text, line) for rule in rules.by_scope["line"])


def _find_width(text: str, breaks: Sequence[_Break]) -> int | None:
    """Return the width at which a text is wrapped, in characters; None if it is not wrapped."""
    inside = [each for each in breaks if each.is_inside_sentence(text)]
    continued = [each for each in inside if each.is_continued(text)]
    sure = [
        each
        for each in continued
        if NARROWEST <= each.length <= WIDEST or _divides_quotation(text, each.before, each.after)
    ]
    fewest = MANY if breaks and breaks[0].blank else 1
    if len(sure) < fewest or len(sure) < WRAPPED_SHARE * len(inside) or len(sure) < RAREST * len(breaks):
        return None
    lengths = sorted(each.length for each in inside if each.length <= WIDEST)
    return lengths[-1 - len(lengths) // 20]


def _is_wrap(text: str, each: _Break, width: int | None, *, spaced: bool) -> bool:
    if each.is_continued(text):
        return width is not None or each.length >= LONG_LINE
    if width is None or _BEGINS_LIST.match(text, *each.after):
        return False
    if each.is_inside_sentence(text):
        return each.needed(text) > RAGGED * width and each.length <= width * 1.2
    return spaced and each.needed(text) > width and each.length <= width


def _join_break(text: str, each: _Break, rules: LayoutRules) -> Edit:
    """Replace the line break by a blank, or delete it after a hyphen, with the hyphen if that divides a word."""
    gap = Span(each.before.end, each.after.start)
    head, tail = _HEAD.search(text, *each.before), _TAIL.match(text, *each.after)
    if not head or not tail:
        return Edit(gap, " ")
    return Edit(Span(gap.start - 1, gap.end)) if _is_divided(text, head[1], tail[0], rules) else Edit(gap)


def _is_divided(text: str, head: str, tail: str, rules: LayoutRules) -> bool:
    """Return whether a hyphen divides a word, rather than belonging to it: ``anak-anak``, ``KPK-nya``."""
    whole = (head + tail).lower()
    if whole in rules.casing or re.search(rf"\b{re.escape(head + tail)}\b", text):
        return True
    is_doubled = tail[:_ALIKE] == head[:_ALIKE].lower() or head.isupper() or tail == "nya"
    return not is_doubled and not (head.lower() in rules.casing and tail in rules.casing)


def _join_quotations(text: str, rules: LayoutRules) -> Iterator[Edit]:
    """Join the paragraphs of a quotation whose marks stand only at its two ends."""
    lines = [Span(*line.span()) for line in _LINE.finditer(text)]
    number = 0
    while number < len(lines):
        last = _find_closing_line(text, lines, number) if _is_odd(text, lines[number]) else number
        own = [line for line in lines[number : last + 1] if line == lines[last] or not _is_furniture(text, line, rules)]
        for one, other in pairwise(own):
            yield Edit(Span(one.end, other.start), " ", visible=bool(text[one.end : other.start].strip()))
        number = last + 1


def _is_odd(text: str, line: Span) -> bool:
    return len(_MARK.findall(text, *line)) % 2 == 1


def _find_closing_line(text: str, lines: Sequence[Span], number: int) -> int:
    """Return the number of the line that closes the quotation left open by a line; its own number if none does."""
    if _divides_quotation(text, *lines[number : number + 2]):
        return number + 1
    opened = quotations(text, lines[number])
    if not opened or "unclosed-mark" not in opened[-1].flags or not _speaks(text, opened[-1].content):
        return number
    for k in range(number + 1, min(number + MOST_PARAGRAPHS, len(lines))):
        if text[lines[k].start].islower():  # a cue, and the closing mark before it is lost
            return number
        if _MARK.search(text, *lines[k]):
            closed = quotations(text, lines[k])
            return k if closed and "unopened-mark" in closed[0].flags else number
    return number


def _divides_quotation(text: str, line: Span, behind: Span | None = None) -> bool:
    """Return whether a line leaves a quotation open, and the next continues it in small letters and closes it."""
    if behind is None or not text[behind.start].islower() or not (_is_odd(text, line) and _is_odd(text, behind)):
        return False
    opened, closed = quotations(text, line), quotations(text, behind)
    return bool(opened and closed) and "unclosed-mark" in opened[-1].flags and "unopened-mark" in closed[0].flags


def _speaks(text: str, content: Span) -> bool:
    """Return whether the text after an opening mark ends like a sentence or has more than a few words."""
    return text[content.end - 1] in ".!?…,;:" or len(content.of(text).split()) > 6
