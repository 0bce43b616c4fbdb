"""From mentions to people: who the source of every quote is."""

from quotes.speakers.resolve import resolve

__all__ = ["resolve"]
