"""Matches and quotation marks to attributions: which match holds, what is left over, where contents end."""

from quotes.attribution.across_paragraphs import attribute_text
from quotes.attribution.attributions import Attribution, attribute

__all__ = ["Attribution", "attribute", "attribute_text"]
