"""Matches and marks to attributions: which reading holds where several match, what is left over, where contents end."""

from quotes.attribution.attributions import Attribution, attribute
from quotes.attribution.reopened import link_reopened

__all__ = ["Attribution", "attribute", "link_reopened"]
