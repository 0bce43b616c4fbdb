"""The view of an article, step by step: dirt left out, wrapped lines joined, links inside sentences left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from quotes.layout.dirt import DAMAGED, clean, is_damaged
from quotes.layout.links import interruptions
from quotes.layout.rules import LayoutRules
from quotes.layout.view import Edit, TextView
from quotes.layout.wraps import unwrap
from quotes.records import Span

#: Two sentences without a blank between them: ``siap.Menurut``, ``siap."Kami``. Three small letters before the stop and
#: a word behind it keep abbreviations and internet addresses whole.
_GLUED = re.compile(
    r"""(?<=[a-z]{3}[.!?])(?=["“]?[A-Z][a-z]+\b(?<!Com)(?<!Co)(?<!Id)(?<!Net)(?<!Org)(?<!Tv)[^.@/])"""
    r"""|(?<=[a-z0-9)][.!?]["”])(?=["“]?[A-Z])|(?<=\)\.)(?=["“]?[A-Z][a-z])"""
)
#: A text of more characters without a line break is flat: its paragraphs were run together.
LONGEST_LINE = 1000


def make_view(text: str, rules: LayoutRules) -> TextView:
    """Make the view that all stages read of an article. Takes time in proportion to the text, and never raises."""
    view = clean(text)
    view = unwrap(view.edited(_parted(view.text)), rules)
    view = view.edited(interruptions(view.text, rules))
    return replace(view, flags=(DAMAGED,)) if is_damaged(text, view.text) else view


def _parted(text: str) -> Iterator[Edit]:
    """Part sentences that stand without a blank between them; in flat text a paragraph ended there."""
    between = "\n" if len(text) > LONGEST_LINE and "\n" not in text.strip() else " "
    return (Edit(Span(*found.span()), between) for found in _GLUED.finditer(text))
