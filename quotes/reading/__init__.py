"""Reading: files, pages, tables and standard input to articles. What cannot be read is a value, and reading goes on.

>>> from quotes.reading import read
>>> for item in read(["berita/", "arsip.jsonl.gz"]):  # doctest: +SKIP
...     print(item)  # an Article or a Failure
"""

from __future__ import annotations

from quotes.reading.making import article
from quotes.reading.outcome import Failure
from quotes.reading.reader import read

__all__ = ["Failure", "article", "read"]
