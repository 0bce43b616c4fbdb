"""Resolution: the source of every quote → its speakers."""

from quotes.resolution.resolve import decide, resolve

__all__ = ["decide", "resolve"]
