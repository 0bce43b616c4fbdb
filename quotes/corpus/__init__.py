"""Corpus runs: extract the quotes of a whole collection into one SQLite file, and read stored records back.

The only package that imports sqlite3 and Ray.

>>> from quotes.corpus import Selection, Settings, Store, run
>>> with Store("quotes.db") as store:  # doctest: +SKIP
...     run(store, ["arsip.jsonl.gz"], Settings(workers=2))
...     for record in store.records(Selection(outlets=("hariancendana.com",))):
...         print(record.quotes)

It uses ``sqlite3`` directly and not sqlite-utils: the schema has a version and is
written in one place (:mod:`quotes.corpus.sql`), and each batch is one transaction.
"""

from __future__ import annotations

from quotes.corpus.runner import Outcome, ProgressListener, Settings, run
from quotes.corpus.selection import Selection
from quotes.corpus.store import Store, is_store

__all__ = ["Outcome", "ProgressListener", "Selection", "Settings", "Store", "is_store", "run"]
