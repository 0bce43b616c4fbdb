"""How a view looks, in every file and picture alike: groups, colours, sizes, places.

A group is a community of speakers, or in views with nodes of several kinds the
kind. It has a colour and a shape, so that the picture also reads in grey.
"""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quotes.graphs.analysis import groups
from quotes.graphs.views import VIEWS
from quotes.html.palette import Hue, hue

if TYPE_CHECKING:
    import networkx as nx

    from quotes.graphs.views import Projection

KINDS = ("speaker", "article", "quote", "outlet", "addressee", "word")
SMALLEST, LARGEST = 10.0, 44.0  # diameter in pixels: a label of 11 px fits beside the smallest
PLACES_UP_TO = 300  # ForceAtlas2 of networkx takes time with the square of the nodes: 300 take 2 s; Gephi is faster


@dataclass(frozen=True, slots=True)
class Look:
    """The look of a node. ``size`` is a diameter in pixels, ``place`` None in graphs too large to lay out here."""

    group: int
    hue: Hue
    size: float
    place: tuple[float, float] | None = None


def looks(graph: Projection, *, places: bool = True) -> dict[str, Look]:
    """The look of every node of a view."""
    found = group_of(graph)
    sizes = _sizes(graph)
    where = layout(graph) if places and len(graph) <= PLACES_UP_TO else {}
    return {node: Look(found[node], hue(found[node]), sizes[node], where.get(node)) for node in graph}


def group_of(graph: Projection) -> dict[str, int]:
    """Node → number of its group, from 0; the largest community is 0."""
    if VIEWS[graph.name].mixed:
        return {node: KINDS.index(about["kind"]) for node, about in graph.nodes(data=True)}
    return {node: number for number, group in enumerate(groups(graph.to_undirected())) for node in group}


def group_names(graph: Projection, found: dict[str, int]) -> dict[int, str]:
    """What the groups are called: the kind, or the weightiest speaker of the community."""
    if VIEWS[graph.name].mixed:
        return {number: KINDS[number] for number in sorted(set(found.values()))}
    weights = dict(graph.degree(weight="weight"))
    by_weight = sorted(graph, key=lambda node: (-weights[node], -graph.nodes[node].get("quotes", 0), node))
    return {found[node]: f"around {graph.nodes[node]['label']}" for node in reversed(by_weight)}


def cut(graph: Projection, most: int, links_each: int = 4) -> Projection:
    """The part of a graph that fits a picture: of the ``most`` weightiest nodes those with links, the strongest."""
    weights = dict(graph.degree(weight="weight"))
    chosen = sorted(graph, key=lambda node: (-weights[node], node))[:most]
    part: Projection = graph.subgraph(chosen).copy()
    spare = part.number_of_edges() - most * links_each
    if spare > 0:
        weakest = sorted(part.edges, key=lambda ends: (part.edges[ends]["weight"], ends))[:spare]
        part.remove_edges_from(weakest)
    part.remove_nodes_from([node for node in list(part) if not part.degree(node)])
    return part


def layout(graph: Projection) -> dict[str, tuple[float, float]]:
    """Places in pixels, always the same for the same graph: y grows downwards.

    Connected parts are laid out by ForceAtlas2 (Jacomy et al. 2014), and stand in rows, the largest first.
    """
    import networkx as nx

    plain = nx.Graph(graph.to_undirected())
    for _, _, link in plain.edges(data=True):
        link["pull"] = math.log2(1 + link["weight"])
    parts = sorted(nx.connected_components(plain), key=lambda part: (-len(part), min(part)))
    width = math.sqrt(sum(_side(part) ** 2 for part in parts)) * 1.2
    places: dict[str, tuple[float, float]] = {}
    left, top, height = 0.0, 0.0, 0.0
    for part in parts:
        side = _side(part)
        if left and left + side > width:
            left, top, height = 0.0, top + height, 0.0
        places |= _in_box(plain.subgraph(sorted(part)), left, top, side)
        left, height = left + side, max(height, side)
    return places


def _side(part: Collection[str]) -> float:
    """As much room a node as a label needs."""
    return 100 * math.sqrt(len(part)) + 30


def _in_box(part: nx.Graph[str], left: float, top: float, side: float) -> dict[str, tuple[float, float]]:
    import networkx as nx

    found = nx.forceatlas2_layout(
        part, pos=nx.circular_layout(part), max_iter=150, weight="pull", strong_gravity=True, gravity=0.05, seed=0
    )
    xs, ys = ([float(place[axis]) for place in found.values()] for axis in (0, 1))
    reach = max(max(xs) - min(xs), max(ys) - min(ys)) or 1.0
    scale = (side - 80) / reach
    return {
        node: (round(left + 40 + (x - min(xs)) * scale, 1), round(top + 40 + (max(ys) - y) * scale, 1))
        for node, x, y in zip(found, xs, ys, strict=True)
    }


def _sizes(graph: Projection) -> dict[str, float]:
    """Area by weight. In mixed views quotes and articles stay small."""
    weights = dict(graph.degree(weight="weight"))
    most = max(weights.values(), default=1) or 1
    return {node: round(SMALLEST + (LARGEST - SMALLEST) * math.sqrt(weights[node] / most), 1) for node in graph}
