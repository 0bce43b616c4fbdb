"""From mentions to people: who the source of every quote is."""

from quotes.resolution.resolve import decide, resolve

__all__ = ["decide", "resolve"]
