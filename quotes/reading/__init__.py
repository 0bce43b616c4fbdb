"""Read articles from files, web pages, tables and standard input. What cannot be read becomes a value, too.

>>> from quotes.reading import read
>>> for item in read(["berita/", "arsip.jsonl.gz"]):  # doctest: +SKIP
...     print(item)  # an Article or a Failure
"""

from __future__ import annotations

from quotes.reading.articles import Failure, derive_id, make_article
from quotes.reading.columns import Columns
from quotes.reading.reader import read

__all__ = ["Columns", "Failure", "derive_id", "make_article", "read"]
