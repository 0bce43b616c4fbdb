"""Views of the graph: who is linked to whom, and by which quotes.

A view yields links (source, target, quote); :func:`project` sums them up in a plain
``DiGraph``, or a ``Graph`` if links have no direction.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple

from quotes.graphs.content import find_characteristic_words
from quotes.graphs.filters import EVERYTHING, Filter, select_quotes, select_speakers

if TYPE_CHECKING:
    import networkx as nx

    QuoteGraph = nx.MultiDiGraph[str]
    Projection = nx.DiGraph[str] | nx.Graph[str]


#: Attributes of nodes that are tuples in the model, and one text in views.
_LISTS = ("roles", "aliases", "outlets", "flags")


class Link(NamedTuple):
    """A link from ``source`` to ``target`` by one quote."""

    source: str
    target: str
    quote: str


class View(NamedTuple):
    """A view of the graph.

    Attributes:
        links: the function that yields the links of some quotes.
        directed: whether links have a direction.
        weight: what the weight of a link counts: ``quotes`` or ``articles``.
        mixed: whether nodes have several kinds, so that colours show the kind and not the community.
    """

    links: Callable[[QuoteGraph, Iterable[str]], Iterator[Link]]
    directed: bool
    weight: str
    mixed: bool


def _quote_links(quote_graph: QuoteGraph, quotes: Iterable[str]) -> Iterator[Link]:
    for quote in quotes:
        yield from (Link(speaker, quote, quote) for speaker in speakers_of(quote_graph, quote))
        yield Link(quote, f"article:{quote_graph.nodes[quote]['article']}", quote)


def _mention_links(quote_graph: QuoteGraph, quotes: Iterable[str]) -> Iterator[Link]:
    for quote in quotes:
        named = _targets(quote_graph, quote, "mentions")
        yield from (Link(who, whom, quote) for who in speakers_of(quote_graph, quote) for whom in named if who != whom)


def _together_links(quote_graph: QuoteGraph, quotes: Iterable[str]) -> Iterator[Link]:
    articles: dict[str, dict[str, list[str]]] = {}
    for quote in quotes:
        voices = articles.setdefault(quote_graph.nodes[quote]["article"], {})
        for speaker in speakers_of(quote_graph, quote):
            voices.setdefault(speaker, []).append(quote)
    for voices in articles.values():
        for one, other in combinations(sorted(voices), 2):
            yield from (Link(one, other, quote) for quote in dict.fromkeys(voices[one] + voices[other]))


def _outlet_links(quote_graph: QuoteGraph, quotes: Iterable[str]) -> Iterator[Link]:
    for quote in quotes:
        for outlet in quote_graph.nodes[quote]["outlets"]:
            yield from (Link(f"outlet:{outlet}", speaker, quote) for speaker in speakers_of(quote_graph, quote))


def _topic_links(quote_graph: QuoteGraph, quotes: Iterable[str]) -> Iterator[Link]:
    said = [(who, quote) for quote in quotes for who in speakers_of(quote_graph, quote)]
    topics = ((who, quote_graph.nodes[quote]["topics"]) for who, quote in said)
    found = {who: {word for word, _, _ in listed} for who, listed in find_characteristic_words(topics).items()}
    for who, quote in said:
        words = quote_graph.nodes[quote]["topics"]
        yield from (Link(who, f"word:{word}", quote) for word in words if word in found.get(who, ()))


#: The views by the names that ``--view`` takes.
VIEWS = {
    "quotes": View(_quote_links, directed=True, weight="quotes", mixed=True),
    "mentions": View(_mention_links, directed=True, weight="quotes", mixed=False),
    "together": View(_together_links, directed=False, weight="articles", mixed=False),
    "outlets": View(_outlet_links, directed=True, weight="quotes", mixed=True),
    "topics": View(_topic_links, directed=True, weight="quotes", mixed=True),
}


def speakers_of(quote_graph: QuoteGraph, quote: str) -> list[str]:
    """List the speakers of a quote."""
    return [speaker for speaker in quote_graph.predecessors(quote) if quote_graph.has_edge(speaker, quote, "said")]


def _targets(quote_graph: QuoteGraph, quote: str, relation: str) -> list[str]:
    return [target for target in quote_graph.successors(quote) if quote_graph.has_edge(quote, target, relation)]


def iterate_links(quote_graph: QuoteGraph, view: str, keep: Filter = EVERYTHING) -> Iterator[Link]:
    """Yield the links of a view that pass ``keep``, by date; ``keep.min_weight`` is ignored.

    Raises:
        UsageError: ``keep`` names a speaker who is not in the records.
    """
    touched = select_speakers(quote_graph, keep)
    for link in VIEWS[view].links(quote_graph, select_quotes(quote_graph, keep)):
        if touched is not None and not _touches(quote_graph, link, touched):
            continue
        if not keep.kinds or _is_of_kind(quote_graph, link, keep.kinds):
            yield link


def _touches(quote_graph: QuoteGraph, link: Link, speakers: frozenset[str]) -> bool:
    if link.source in speakers or link.target in speakers:
        return True
    is_quote = link.source == link.quote
    return is_quote and not speakers.isdisjoint(speakers_of(quote_graph, link.quote))


def _is_of_kind(quote_graph: QuoteGraph, link: Link, kinds: tuple[str, ...]) -> bool:
    """Are the speakers at both ends of these kinds? If the source is a quote: is one of its speakers?"""
    if link.source == link.quote:
        return any(
            quote_graph.nodes[speaker]["speaker_kind"] in kinds for speaker in speakers_of(quote_graph, link.quote)
        )
    ends = (quote_graph.nodes[node] for node in link[:2] if node in quote_graph)
    return all(about["speaker_kind"] in kinds for about in ends if about["kind"] == "speaker")


def project(quote_graph: QuoteGraph, view: str, keep: Filter = EVERYTHING) -> Projection:
    """Make a view into a plain graph; ``docs/graphs.md`` lists the attributes of nodes and links.

    ``graph.name`` is the name of the view. ``mentions`` and ``together`` have speakers without a link, too, unless
    ``keep`` names speakers or a weight.

    Raises:
        UsageError: ``keep`` names a speaker who is not in the records.
    """
    import networkx as nx

    graph: Projection = nx.DiGraph() if VIEWS[view].directed else nx.Graph()
    graph.graph |= {"name": view, "min_quotes": keep.min_quotes}
    bundles: dict[tuple[str, str], list[str]] = {}
    for link in iterate_links(quote_graph, view, keep):
        bundles.setdefault((link.source, link.target), []).append(link.quote)
    for (source, target), quotes in bundles.items():
        summary: dict[str, Any] = {"weight": 1}  # the quote node has everything else
        if view != "quotes":
            summary = _summarize(quote_graph, quotes, VIEWS[view].weight)
        if summary["weight"] >= keep.min_weight:
            graph.add_edge(source, target, **summary)
    if not VIEWS[view].mixed and not keep.speakers and keep.min_weight <= 1:
        graph.add_nodes_from(_list_speakers(quote_graph, keep))
    for node in graph:
        graph.nodes[node].update(_node_attributes(quote_graph, node, keep))
    return graph


def _list_speakers(quote_graph: QuoteGraph, keep: Filter) -> Iterator[str]:
    """Yield everybody who is quoted, in the order of the quotes."""
    for quote in select_quotes(quote_graph, keep):
        for speaker in speakers_of(quote_graph, quote):
            if not keep.kinds or quote_graph.nodes[speaker]["speaker_kind"] in keep.kinds:
                yield speaker


def _summarize(quote_graph: QuoteGraph, quotes: list[str], weight: str) -> dict[str, Any]:
    """Make the attributes of a link: counts of its quotes, and one of them as a sample."""
    rows = [quote_graph.nodes[quote] for quote in quotes]
    sample = next((row for row in rows if row["type"] == "direct"), rows[0])
    counts = _count(rows)
    return {
        "weight": counts["articles"] if weight == "articles" else len(rows),
        "quotes": len(rows),
        **counts,
        "sample": sample["text"],
        "sample_article": sample["article"],
        "sample_start": sample["quote_start"],
        "sample_end": sample["quote_end"],
        **({"sample_url": sample["url"]} if "url" in sample else {}),
    }


def _count(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Count types, cue classes, articles and outlets, and find the first and last date; leave out what is unknown."""
    days = sorted(row["date"] for row in rows if "date" in row)
    outlets = Counter(outlet for row in rows for outlet in row["outlets"])
    types = Counter(row["type"] for row in rows)
    classes = Counter(row["cue_class"] for row in rows if "cue_class" in row)
    return {
        "articles": len({row["article"] for row in rows}),
        **{name: types[name] for name in ("direct", "indirect", "mixed")},
        **{f"cue_{name}": count for name, count in sorted(classes.items())},
        **({"outlets": "; ".join(name for name, _ in outlets.most_common())} if outlets else {}),
        **({"first_date": days[0], "last_date": days[-1]} if days else {}),
    }


def _node_attributes(quote_graph: QuoteGraph, node: str, keep: Filter) -> dict[str, Any]:
    """Make the attributes of a node, as plain values that files can hold."""
    if node not in quote_graph:
        return {"kind": "word", "label": node.removeprefix("word:")}
    about = quote_graph.nodes[node]
    hidden = ("fingerprint", "topics", *_LISTS)
    plain = {key: value for key, value in about.items() if key not in hidden}
    lists = {key: "; ".join(about[key]) for key in _LISTS if about.get(key)}
    return plain | lists | (_count_quotes(quote_graph, node, keep) if about["kind"] == "speaker" else {})


def _count_quotes(quote_graph: QuoteGraph, speaker: str, keep: Filter) -> dict[str, Any]:
    rows = [
        quote_graph.nodes[node]
        for node in _targets(quote_graph, speaker, "said")
        if keep.keeps(quote_graph.nodes[node])
    ]
    return {"quotes": len(rows), **_count(rows)}
