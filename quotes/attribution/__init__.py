"""Attribution: turns matches and quotation marks into attributions; resolves overlaps and ends of contents."""

from quotes.attribution.attributions import Attribution, attribute
from quotes.attribution.continuation import attribute_text

__all__ = ["Attribution", "attribute", "attribute_text"]
