"""Matches and quotation marks to attributions: which match holds, what is left over, where contents end."""

from quotes.attribution.attributions import Attribution, attribute
from quotes.attribution.continuation import attribute_text

__all__ = ["Attribution", "attribute", "attribute_text"]
