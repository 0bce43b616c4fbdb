"""Matches and marks to attributions: which reading holds where several match, what is left over, where contents end."""

from quotes.attribution.attributions import Attribution, apply_signature, attribute, find_introductions_of_next
from quotes.attribution.reopened import link_reopened

__all__ = ["Attribution", "apply_signature", "attribute", "find_introductions_of_next", "link_reopened"]
