"""The view of an article, step by step: dirt left out, wrapped lines joined."""

from __future__ import annotations

from dataclasses import replace

from quotes.layout.dirt import DAMAGED, clean, is_damaged
from quotes.layout.view import TextView
from quotes.layout.wraps import unwrap


def make_view(text: str) -> TextView:
    """Make the view that all stages read of an article. Takes time in proportion to the text, and never raises."""
    view = unwrap(clean(text))
    return replace(view, flags=(DAMAGED,)) if is_damaged(text, view.text) else view
