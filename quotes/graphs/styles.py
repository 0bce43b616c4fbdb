"""The style of a view, the same in all files and pictures: groups, colours, sizes, positions.

A group is a community of speakers, or the kind of node in views with several
kinds. It has a colour and a shape, so that a picture is readable in grey, too.
"""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quotes.graphs.analysis import find_communities
from quotes.graphs.views import VIEWS
from quotes.html.markup import Hue, hue

if TYPE_CHECKING:
    import networkx as nx

    from quotes.graphs.views import Projection

KINDS = ("speaker", "article", "quote", "outlet", "addressee", "word")
SMALLEST, LARGEST = 10.0, 44.0  # diameter in pixels; a label of 11 px fits beside the smallest
MAX_LAYOUT = 300  # nodes; ForceAtlas2 of networkx takes quadratic time, 2 s for 300; larger graphs: in Gephi


@dataclass(frozen=True, slots=True)
class Style:
    """The style of a node. ``size`` is a diameter in pixels; ``position`` is None in graphs too large to lay out."""

    group: int
    hue: Hue
    size: float
    position: tuple[float, float] | None = None


def compute_styles(graph: Projection, *, with_positions: bool = True) -> dict[str, Style]:
    """Compute the style of every node of a view."""
    found = assign_groups(graph)
    sizes = _compute_sizes(graph)
    where = compute_layout(graph) if with_positions and len(graph) <= MAX_LAYOUT else {}
    return {node: Style(found[node], hue(found[node]), sizes[node], where.get(node)) for node in graph}


def assign_groups(graph: Projection) -> dict[str, int]:
    """Map each node to the number of its group, from 0; the largest community is 0."""
    if VIEWS[graph.name].mixed:
        return {node: KINDS.index(about["kind"]) for node, about in graph.nodes(data=True)}
    return {node: number for number, group in enumerate(find_communities(graph.to_undirected())) for node in group}


def name_groups(graph: Projection, found: dict[str, int]) -> dict[int, str]:
    """Name the groups: by their kind, or by the speaker of the greatest weight in the community."""
    if VIEWS[graph.name].mixed:
        return {number: KINDS[number] for number in sorted(set(found.values()))}
    weights = dict(graph.degree(weight="weight"))
    by_weight = sorted(graph, key=lambda node: (-weights[node], -graph.nodes[node].get("quotes", 0), node))
    return {found[node]: f"around {graph.nodes[node]['label']}" for node in reversed(by_weight)}


def select_heaviest(graph: Projection, most: int, links_each: int = 4) -> Projection:
    """Select the ``most`` nodes of the greatest weight, and their strongest links; drop nodes without a link."""
    weights = dict(graph.degree(weight="weight"))
    chosen = sorted(graph, key=lambda node: (-weights[node], node))[:most]
    part: Projection = graph.subgraph(chosen).copy()
    spare = part.number_of_edges() - most * links_each
    if spare > 0:
        weakest = sorted(part.edges, key=lambda ends: (part.edges[ends]["weight"], ends))[:spare]
        part.remove_edges_from(weakest)
    part.remove_nodes_from([node for node in list(part) if not part.degree(node)])
    return part


def compute_layout(graph: Projection) -> dict[str, tuple[float, float]]:
    """Compute positions in pixels, the same for the same graph; y grows downwards.

    Connected parts are laid out by ForceAtlas2 (Jacomy et al. 2014), and arranged in rows, the largest first.
    """
    import networkx as nx

    plain = nx.Graph(graph.to_undirected())
    for _, _, link in plain.edges(data=True):
        link["pull"] = math.log2(1 + link["weight"])
    parts = sorted(nx.connected_components(plain), key=lambda part: (-len(part), min(part)))
    width = math.sqrt(sum(_box_side(part) ** 2 for part in parts)) * 1.2
    positions: dict[str, tuple[float, float]] = {}
    left, top, height = 0.0, 0.0, 0.0
    for part in parts:
        side = _box_side(part)
        if left and left + side > width:
            left, top, height = 0.0, top + height, 0.0
        ordered: nx.Graph[str] = nx.Graph()  # not a subgraph: its nodes are in the order of a set
        ordered.add_nodes_from(sorted(part))
        ordered.add_edges_from(plain.edges(ordered, data=True))
        positions |= _lay_out_part(ordered, left, top, side)
        left, height = left + side, max(height, side)
    return positions


def _box_side(part: Collection[str]) -> float:
    """Return the side of the square that the labels of a part need, in pixels."""
    return 100 * math.sqrt(len(part)) + 30


def _lay_out_part(part: nx.Graph[str], left: float, top: float, side: float) -> dict[str, tuple[float, float]]:
    import networkx as nx

    found = nx.forceatlas2_layout(
        part, pos=nx.circular_layout(part), max_iter=150, weight="pull", strong_gravity=True, gravity=0.05, seed=0
    )
    xs, ys = ([float(position[axis]) for position in found.values()] for axis in (0, 1))
    reach = max(max(xs) - min(xs), max(ys) - min(ys)) or 1.0
    scale = (side - 80) / reach
    return {
        node: (round(left + 40 + (x - min(xs)) * scale, 1), round(top + 40 + (max(ys) - y) * scale, 1))
        for node, x, y in zip(found, xs, ys, strict=True)
    }


def _compute_sizes(graph: Projection) -> dict[str, float]:
    """Compute diameters such that the area grows with the weight."""
    weights = dict(graph.degree(weight="weight"))
    most = max(weights.values(), default=1) or 1
    return {node: round(SMALLEST + (LARGEST - SMALLEST) * math.sqrt(weights[node] / most), 1) for node in graph}
