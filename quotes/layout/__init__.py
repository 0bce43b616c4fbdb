"""Layout: turns a text into a clean view, and the view into paragraphs without boilerplate.

The rules for datelines, credits, links and page furniture are in ``rules/layout``. The article is never changed: a
view maps every position back, and a paragraph is a pair of positions of the view.
"""

from quotes.layout.dirt import DAMAGED
from quotes.layout.load import load_layout_rules
from quotes.layout.paragraphs import Paragraph, split_paragraphs
from quotes.layout.restoring import restore_positions
from quotes.layout.rules import LayoutRules
from quotes.layout.view import TextView
from quotes.layout.viewing import TOO_LONG, make_view

__all__ = [
    "DAMAGED",
    "TOO_LONG",
    "LayoutRules",
    "Paragraph",
    "TextView",
    "load_layout_rules",
    "make_view",
    "restore_positions",
    "split_paragraphs",
]
