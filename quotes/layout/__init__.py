"""Layout: an article's text to paragraphs, with datelines, credits, links and page furniture set apart.

What counts as what is written in ``rules/layout``. The text is never changed: a paragraph is a pair of positions.
"""

from quotes.layout.load import load_layout_rules
from quotes.layout.paragraphs import Paragraph, split_paragraphs
from quotes.layout.rules import LayoutRules

__all__ = ["LayoutRules", "Paragraph", "load_layout_rules", "split_paragraphs"]
