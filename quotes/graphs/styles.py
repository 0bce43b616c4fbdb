"""The style of a view, the same in all files, pictures and pages: who is drawn, groups, colours, sizes, positions."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from quotes.graphs.analysis import find_communities
from quotes.graphs.layout import MAX_NODES, compute_layout, place_beside
from quotes.graphs.views import VIEWS
from quotes.html.markup import HUES, Hue, hue

if TYPE_CHECKING:
    from collections.abc import Mapping

    import networkx as nx

    from quotes.graphs.views import Projection

KINDS = ("speaker", "article", "quote", "outlet", "word")
#: Who is drawn, and by default at most how many of them.
DRAWN_KINDS = ("person", "organisation")
NODES = 1000
#: Strongest links kept for each node of a drawing: those of an article with thirty speakers alone cover everything.
LINKS_EACH = 4
SMALLEST, LARGEST = 8.0, 54.0  # diameter in pixels
_WEIGHT_OF_LARGEST = 25.0  # quotes: where all have fewer, none is drawn as large as the largest


@dataclass(frozen=True, slots=True)
class Style:
    """The style of a node. ``size`` is a diameter in pixels; ``position`` is None in graphs too large to lay out.

    ``group`` is the number of the community, or of the kind of node in views with several kinds; the seven groups that
    are quoted most are 0 to 6, and have a colour.
    """

    group: int
    hue: Hue
    size: float
    position: tuple[float, float] | None = None


def select_drawn(graph: Projection, most: int = NODES) -> Projection:
    """Select what a page or a picture draws.

    In views of speakers these are people and bodies with at least ``Filter.min_quotes`` quotes (if that leaves nobody,
    all speakers), in others all nodes. The ``most`` of the greatest weight remain, with their strongest links.
    """
    weights = rank_weights(graph)
    if not VIEWS[graph.name].mixed:
        chosen = [node for node, about in graph.nodes(data=True) if _is_drawn(about, graph.graph["min_quotes"])]
        weights = {node: weights[node] for node in chosen} or weights
    ranked = sorted(weights, key=lambda node: (-weights[node], node))[:most]
    part: Projection = graph.subgraph(ranked).copy()
    spare = part.number_of_edges() - max(len(part), 10) * LINKS_EACH
    if spare > 0:
        weakest = sorted(part.edges, key=lambda ends: (part.edges[ends]["weight"], ends))[:spare]
        part.remove_edges_from(weakest)
    return part


def _is_drawn(about: Mapping[str, Any], min_quotes: int) -> bool:
    return about.get("speaker_kind") in DRAWN_KINDS and about.get("quotes", 0) >= min_quotes


def rank_weights(graph: Projection) -> dict[str, float]:
    """Weigh the nodes: speakers by their quotes where all are speakers, otherwise all by the weight of their links."""
    if VIEWS[graph.name].mixed:
        return dict(graph.degree(weight="weight"))
    return {node: float(about.get("quotes", 0)) for node, about in graph.nodes(data=True)}


def compute_styles(
    graph: Projection, drawn: Projection | None = None, *, with_positions: bool = True
) -> dict[str, Style]:
    """Compute the style of every node of a view.

    Args:
        graph: the view, or the part of it that a page draws.
        drawn: the nodes that are laid out, by default those that a page would draw; the others are placed beside.
        with_positions: whether to lay out the graph.
    """
    if drawn is None:
        drawn = graph if VIEWS[graph.name].mixed else select_drawn(graph)
    groups, sizes = assign_groups(graph, drawn), _compute_sizes(rank_weights(graph))
    positions = _compute_positions(graph, drawn, sizes, groups) if with_positions else {}
    return {node: Style(groups[node], hue(groups[node]), sizes[node], positions.get(node)) for node in graph}


def _compute_positions(
    graph: Projection, drawn: Projection, sizes: Mapping[str, float], groups: Mapping[str, int]
) -> dict[str, tuple[float, float]]:
    import networkx as nx

    if len(drawn) > MAX_NODES:
        return {}
    plain: nx.Graph[str] = nx.Graph()
    plain.add_nodes_from(sorted(drawn))
    plain.add_weighted_edges_from(sorted((a, b, about["weight"]) for a, b, about in drawn.edges(data=True)))
    placed = compute_layout(plain, sizes, groups)
    return placed if len(drawn) == len(graph) else placed | place_beside(nx.Graph(graph), placed)


def assign_groups(graph: Projection, drawn: Projection) -> dict[str, int]:
    """Map each node to the number of its group; communities are numbered by their quotes, from the greatest.

    Speakers without a link form no community: their number is that behind the last one.
    """
    if VIEWS[graph.name].mixed:
        return {node: KINDS.index(about["kind"]) for node, about in graph.nodes(data=True)}
    weights = rank_weights(graph)
    linked = drawn.subgraph([node for node in drawn if drawn.degree(node)]).to_undirected()
    found = [group for group in find_communities(linked) if len(group) > 2]
    found.sort(key=lambda group: (-sum(weights[node] for node in group), min(group)))
    numbers = {node: number for number, group in enumerate(found) for node in group}
    return {node: numbers.get(node, max(len(found), len(HUES))) for node in graph}


def name_groups(graph: Projection, found: Mapping[str, int]) -> dict[int, str]:
    """Name the groups: by their kind, or by the speaker of the greatest weight in the community."""
    if VIEWS[graph.name].mixed:
        return {number: KINDS[number] for number in sorted(set(found.values()))}
    weights = rank_weights(graph)
    by_weight = sorted(found, key=lambda node: (weights[node], node))
    return {found[node]: graph.nodes[node]["label"] for node in by_weight if found[node] < len(HUES)}


def _compute_sizes(weights: Mapping[str, float]) -> dict[str, float]:
    """Compute diameters such that the area grows with the weight."""
    most = max([_WEIGHT_OF_LARGEST, *weights.values()])
    return {node: round(SMALLEST + (LARGEST - SMALLEST) * math.sqrt(weights[node] / most), 1) for node in weights}
