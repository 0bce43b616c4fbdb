"""Views of the model: who is linked to whom, and by which quotes.

A view yields links (source, target, quote); :func:`project` adds them up to a plain
``DiGraph``, or ``Graph`` where a link has no direction.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple

from quotes.graphs.filters import EVERYTHING, Filter, kept_quotes, kept_speakers

if TYPE_CHECKING:
    import networkx as nx

    Model = nx.MultiDiGraph[str]
    Projection = nx.DiGraph[str] | nx.Graph[str]


class Link(NamedTuple):
    """One quote links ``source`` to ``target``."""

    source: str
    target: str
    quote: str


class View(NamedTuple):
    """A way to look at the model.

    Attributes:
        links: the links of some quotes.
        directed: does a link have a direction?
        weight: what the weight of a link counts: ``quotes`` or ``articles``.
        mixed: are its nodes of several kinds, so that colours show the kind and not the community?
    """

    links: Callable[[Model, Iterable[str]], Iterator[Link]]
    directed: bool
    weight: str
    mixed: bool


def _quotes(model: Model, quotes: Iterable[str]) -> Iterator[Link]:
    for quote in quotes:
        yield from (Link(speaker, quote, quote) for speaker in said_by(model, quote))
        yield Link(quote, f"article:{model.nodes[quote]['article']}", quote)


def _mentions(model: Model, quotes: Iterable[str]) -> Iterator[Link]:
    for quote in quotes:
        named = _targets(model, quote, "mentions")
        yield from (Link(who, whom, quote) for who in said_by(model, quote) for whom in named if who != whom)


def _addressee(model: Model, quotes: Iterable[str]) -> Iterator[Link]:
    for quote in quotes:
        told = _targets(model, quote, "to")
        yield from (Link(who, whom, quote) for who in said_by(model, quote) for whom in told if who != whom)


def _together(model: Model, quotes: Iterable[str]) -> Iterator[Link]:
    articles: dict[str, dict[str, list[str]]] = {}
    for quote in quotes:
        voices = articles.setdefault(model.nodes[quote]["article"], {})
        for speaker in said_by(model, quote):
            voices.setdefault(speaker, []).append(quote)
    for voices in articles.values():
        for one, other in combinations(sorted(voices), 2):
            yield from (Link(one, other, quote) for quote in dict.fromkeys(voices[one] + voices[other]))


def _outlets(model: Model, quotes: Iterable[str]) -> Iterator[Link]:
    for quote in quotes:
        if outlet := model.nodes[quote].get("outlet"):
            yield from (Link(f"outlet:{outlet}", speaker, quote) for speaker in said_by(model, quote))


def _topics(model: Model, quotes: Iterable[str]) -> Iterator[Link]:
    for quote in quotes:
        words = model.nodes[quote]["topics"]
        yield from (Link(who, f"word:{word}", quote) for who in said_by(model, quote) for word in words)


#: Name → view, as ``--view`` takes it.
VIEWS = {
    "quotes": View(_quotes, directed=True, weight="quotes", mixed=True),
    "mentions": View(_mentions, directed=True, weight="quotes", mixed=False),
    "addressee": View(_addressee, directed=True, weight="quotes", mixed=False),
    "together": View(_together, directed=False, weight="articles", mixed=False),
    "outlets": View(_outlets, directed=True, weight="quotes", mixed=True),
    "topics": View(_topics, directed=True, weight="quotes", mixed=True),
}


def said_by(model: Model, quote: str) -> list[str]:
    """The speakers of a quote."""
    return [speaker for speaker in model.predecessors(quote) if model.has_edge(speaker, quote, "said")]


def _targets(model: Model, quote: str, relation: str) -> list[str]:
    return [target for target in model.successors(quote) if model.has_edge(quote, target, relation)]


def links(model: Model, view: str, keep: Filter = EVERYTHING) -> Iterator[Link]:
    """The links of a view that ``keep`` keeps, by date; ``keep.min_weight`` is not looked at.

    Raises:
        InputError: ``keep`` names a speaker whom the records do not have.
    """
    touched = kept_speakers(model, keep)
    for link in VIEWS[view].links(model, kept_quotes(model, keep)):
        if touched is not None and not _touches(model, link, touched):
            continue
        if not keep.kinds or _of_kind(model, link, keep.kinds):
            yield link


def _touches(model: Model, link: Link, speakers: frozenset[str]) -> bool:
    if link.source in speakers or link.target in speakers:
        return True
    is_quote = link.source == link.quote
    return is_quote and not speakers.isdisjoint(said_by(model, link.quote))


def _of_kind(model: Model, link: Link, kinds: tuple[str, ...]) -> bool:
    """Are the speakers at both ends of these kinds? From a quote node on: one of those who said it."""
    if link.source == link.quote:
        return any(model.nodes[speaker]["speaker_kind"] in kinds for speaker in said_by(model, link.quote))
    ends = (model.nodes[node] for node in link[:2] if node in model)
    return all(about["speaker_kind"] in kinds for about in ends if about["kind"] == "speaker")


def project(model: Model, view: str, keep: Filter = EVERYTHING) -> Projection:
    """A view as a plain graph, its nodes and links with the attributes listed in ``docs/graphs.md``.

    ``graph.graph`` holds the name of the view. Speakers without a link are not in it.

    Raises:
        InputError: ``keep`` names a speaker whom the records do not have.
    """
    import networkx as nx

    graph: Projection = nx.DiGraph(name=view) if VIEWS[view].directed else nx.Graph(name=view)
    bundles: dict[tuple[str, str], list[str]] = {}
    for link in links(model, view, keep):
        bundles.setdefault((link.source, link.target), []).append(link.quote)
    for (source, target), quotes in bundles.items():
        summary: dict[str, Any] = {"weight": 1}  # beside a quote node, which has all the rest
        if view != "quotes":
            summary = _summary(model, quotes, VIEWS[view].weight)
        if summary["weight"] >= keep.min_weight:
            graph.add_edge(source, target, **summary)
    for node in graph:
        graph.nodes[node].update(_about(model, node, keep))
    return graph


def _summary(model: Model, quotes: list[str], weight: str) -> dict[str, Any]:
    """The attributes of a link: what its quotes are, counted, and one of them as a sample."""
    rows = [model.nodes[quote] for quote in quotes]
    sample = next((row for row in rows if row["type"] == "direct"), rows[0])
    counts = _counts(rows)
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


def _counts(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Counts by type and cue class, articles, outlets, first and last date; what is not known is left out."""
    days = sorted(row["date"] for row in rows if "date" in row)
    outlets = Counter(row["outlet"] for row in rows if "outlet" in row)
    types = Counter(row["type"] for row in rows)
    classes = Counter(row["cue_class"] for row in rows if "cue_class" in row)
    return {
        "articles": len({row["article"] for row in rows}),
        **{name: types[name] for name in ("direct", "indirect", "mixed")},
        **{f"cue_{name}": count for name, count in sorted(classes.items())},
        **({"outlets": "; ".join(name for name, _ in outlets.most_common())} if outlets else {}),
        **({"first_date": days[0], "last_date": days[-1]} if days else {}),
    }


def _about(model: Model, node: str, keep: Filter) -> dict[str, Any]:
    """The attributes of a node of a view: plain values only, since files know no others."""
    if node not in model:
        return {"kind": "word", "label": node.removeprefix("word:")}
    about = model.nodes[node]
    hidden = ("fingerprint", "topics", "roles", "aliases")
    plain = {key: value for key, value in about.items() if key not in hidden}
    lists = {key: "; ".join(about[key]) for key in ("roles", "aliases") if about.get(key)}
    return plain | lists | (_said(model, node, keep) if about["kind"] == "speaker" else {})


def _said(model: Model, speaker: str, keep: Filter) -> dict[str, Any]:
    rows = [model.nodes[node] for node in _targets(model, speaker, "said") if keep.keeps(model.nodes[node])]
    return {"quotes": len(rows), **_counts(rows)}
