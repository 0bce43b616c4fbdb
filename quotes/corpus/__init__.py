"""From one article to millions: a run over a whole collection, kept in one SQLite file. The only room that knows it.

>>> from quotes.corpus import Selection, Settings, Store, run
>>> with Store("quotes.db") as store:  # doctest: +SKIP
...     run(store, ["arsip.jsonl.gz"], Settings(workers=2))
...     for record in store.records(Selection(outlets=("hariancendana.com",))):
...         print(record.quotes)

The standard library's ``sqlite3`` is used as it is. What sqlite-utils would add
(tables that grow with the data, upserts, full-text set-up) is what a versioned
schema in one hand must not have, and its cost is a transaction and a few
statements for every row where a run wants one transaction for every batch.
"""

from __future__ import annotations

from quotes.corpus.runner import Outcome, ProgressListener, Settings, run
from quotes.corpus.selection import Selection
from quotes.corpus.store import Store, is_store

__all__ = ["Outcome", "ProgressListener", "Selection", "Settings", "Store", "is_store", "run"]
