"""The graph of who said what: built from records, asked, written, drawn.

>>> from quotes.graphs import build, pairs, write
>>> model = build(records)                                # doctest: +SKIP
>>> pairs(model)                                          # doctest: +SKIP
>>> write(model, "graph.gexf", view="mentions")           # doctest: +SKIP
"""

from quotes.graphs.analysis import brokers, communities, pairs, quote_table, share, timeline, top
from quotes.graphs.filters import EVERYTHING, Filter
from quotes.graphs.model import build
from quotes.graphs.output import ENDINGS, write
from quotes.graphs.page import graph_html
from quotes.graphs.views import VIEWS, project

__all__ = [
    "ENDINGS",
    "EVERYTHING",
    "VIEWS",
    "Filter",
    "brokers",
    "build",
    "communities",
    "graph_html",
    "pairs",
    "project",
    "quote_table",
    "share",
    "timeline",
    "top",
    "write",
]
