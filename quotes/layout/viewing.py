"""The view of an article, step by step: dirt left out, wrapped lines joined, links inside sentences left out."""

from __future__ import annotations

from dataclasses import replace

from quotes.layout.dirt import DAMAGED, clean, is_damaged
from quotes.layout.links import interruptions
from quotes.layout.rules import LayoutRules
from quotes.layout.view import TextView
from quotes.layout.wraps import unwrap


def make_view(text: str, rules: LayoutRules) -> TextView:
    """Make the view that all stages read of an article. Takes time in proportion to the text, and never raises."""
    view = unwrap(clean(text), rules)
    edits = list(interruptions(view.text, rules))
    view = view.edited(edits) if edits else view
    return replace(view, flags=(DAMAGED,)) if is_damaged(text, view.text) else view
