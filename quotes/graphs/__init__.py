"""The graph of who said what: build it from records, query it, export it, draw it.

>>> from quotes.graphs import build_graph, pairs, write_graph
>>> graph = build_graph(records)                                # doctest: +SKIP
>>> pairs(graph)                                                # doctest: +SKIP
>>> write_graph(graph, "graph.gexf", view="mentions")           # doctest: +SKIP
"""

from quotes.graphs.analysis import brokers, communities, heat_table, keyness, pairs, quote_table, share, timeline, top
from quotes.graphs.filters import EVERYTHING, Filter
from quotes.graphs.output import ENDINGS, write_graph
from quotes.graphs.page import graph_html
from quotes.graphs.quote_graph import build_graph
from quotes.graphs.report import report_html
from quotes.graphs.views import VIEWS, project

__all__ = [
    "ENDINGS",
    "EVERYTHING",
    "VIEWS",
    "Filter",
    "brokers",
    "build_graph",
    "communities",
    "graph_html",
    "heat_table",
    "keyness",
    "pairs",
    "project",
    "quote_table",
    "report_html",
    "share",
    "timeline",
    "top",
    "write_graph",
]
