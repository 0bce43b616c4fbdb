"""Where the nodes of a drawing stand. One layout serves the page, the picture and the files for other programs.

Each connected component is laid out by forces after ForceAtlas2 (Jacomy et al. 2014), started from its communities side
by side. Overlaps are removed, and the components are packed into one rectangle, those that are quoted most first.
The unit is the pixel of a page at zoom 1; y grows downwards.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import networkx as nx
    from numpy.typing import NDArray

    Positions = NDArray[np.float32]

#: Larger graphs get no positions: 5,000 nodes take ten seconds, and the time grows with the square.
MAX_NODES = 6000
#: Width by height of the whole: a page beside its panel, and a sheet of paper.
ASPECT = 1.35

_GAP = 9.0  # between two nodes, in pixels
#: Around components of one, two and more nodes: the larger have room for labels, and the small ones stand close.
_MARGINS = (7.0, 9.0, 30.0)
_GRAVITY = 0.05
_ROWS = 512  # of the matrix of distances at a time: what fits into the cache of a processor
_GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))


def compute_layout(
    graph: nx.Graph[str], sizes: Mapping[str, float], communities: Mapping[str, int]
) -> dict[str, tuple[float, float]]:
    """Compute the position of every node. The same graph gives the same positions.

    Args:
        graph: undirected; the attribute ``weight`` of its links says how strongly they pull.
        sizes: the diameter of each node.
        communities: the number of the community of each node.
    """
    import networkx as nx

    parts = [sorted(part) for part in nx.connected_components(graph)]
    parts.sort(key=lambda part: (-min(len(part), 3), -sum(sizes[node] ** 2 for node in part), part[0]))
    boxes, found = [], []
    for part in parts:
        inside = graph.subgraph(part)
        positions = _lay_out_component(inside, part, sizes, communities)
        radii = np.array([sizes[node] / 2 for node in part], dtype=np.float32)[:, None]
        margin = _MARGINS[min(len(part), 3) - 1] / 2
        low, high = (positions - radii).min(0) - margin, (positions + radii).max(0) + margin
        found.append(positions - low)
        boxes.append((float(high[0] - low[0]), float(high[1] - low[1])))
    corners = _pack(boxes)
    return {
        node: (round(float(x) + left, 1), round(float(y) + top, 1))
        for part, positions, (left, top) in zip(parts, found, corners, strict=True)
        for node, (x, y) in zip(part, positions, strict=True)
    }


def place_beside(
    graph: nx.Graph[str], placed: Mapping[str, tuple[float, float]], distance: float = 30.0
) -> dict[str, tuple[float, float]]:
    """Place the nodes that a layout leaves out: around the mean of their placed neighbours, else below the whole."""
    bottom = max((y for _, y in placed.values()), default=0.0) + 4 * distance
    width = max(max((x for x, _ in placed.values()), default=0.0), 20 * distance)
    found: dict[str, tuple[float, float]] = {}
    alone = 0
    for number, node in enumerate(sorted(node for node in graph if node not in placed)):
        near = [placed[other] for other in graph.adj[node] if other in placed]
        if near:
            angle = number * _GOLDEN_ANGLE
            away = distance * (1 + number % 3)
            x = sum(x for x, _ in near) / len(near) + away * math.cos(angle)
            y = sum(y for _, y in near) / len(near) + away * math.sin(angle)
        else:
            columns = max(int(width / distance), 1)
            x, y = alone % columns * distance, bottom + alone // columns * distance
            alone += 1
        found[node] = (round(x, 1), round(y, 1))
    return found


def _lay_out_component(
    graph: nx.Graph[str], nodes: Sequence[str], sizes: Mapping[str, float], communities: Mapping[str, int]
) -> Positions:
    diameters = np.array([sizes[node] for node in nodes], dtype=np.float32)
    if len(nodes) == 1:
        return np.zeros((1, 2), dtype=np.float32)
    if len(nodes) == 2:
        return np.array([[0, 0], [diameters.sum() / 2 + 2 * _GAP, 0]], dtype=np.float32)
    numbers = {node: number for number, node in enumerate(nodes)}
    links = [(numbers[a], numbers[b], math.log2(1 + about["weight"])) for a, b, about in graph.edges(data=True)]
    links.sort()
    ends = np.array([link[:2] for link in links])
    pull = np.array([link[2] for link in links], dtype=np.float32)
    start = _start([communities[node] for node in nodes])
    positions = _apply_forces(start, ends, pull, iterations=300 if len(nodes) < 1000 else 60)
    lengths = np.linalg.norm(positions[ends[:, 0]] - positions[ends[:, 1]], axis=1)
    wanted = float(diameters.mean()) + 36.0
    positions *= wanted / max(float(np.median(lengths)), 1e-6)
    return _separate(_turn(positions), (diameters / 2).astype(np.float32))


def _start(communities: Sequence[int]) -> Positions:
    """Put each community on a disc of its own, and the discs on a spiral, the largest in the middle."""
    members: dict[int, list[int]] = {}
    for number, community in enumerate(communities):
        members.setdefault(community, []).append(number)
    positions = np.zeros((len(communities), 2), dtype=np.float32)
    used = 0.0
    for rank, community in enumerate(sorted(members, key=lambda each: (-len(members[each]), each))):
        x, y = _on_spiral(rank, 14 * math.sqrt(used) if rank else 0.0)
        used += len(members[community])
        for place, number in enumerate(members[community]):
            inner_x, inner_y = _on_spiral(place, 9 * math.sqrt(place + 1))
            positions[number] = x + inner_x, y + inner_y
    return positions


def _on_spiral(rank: int, radius: float) -> tuple[float, float]:
    angle = rank * _GOLDEN_ANGLE
    return radius * math.cos(angle), radius * math.sin(angle)


def _apply_forces(positions: Positions, ends: NDArray[Any], pull: Positions, iterations: int) -> Positions:
    """Move nodes by the forces of ForceAtlas2 with its adaptive speed (Jacomy et al. 2014, algorithm 1)."""
    count = len(positions)
    degree = np.bincount(ends.ravel(), minlength=count).astype(np.float32)
    mass = 1 + np.sqrt(degree)  # not the degree itself, which drives those with many links to the rim
    speed, before = 1.0, np.zeros_like(positions)
    for _ in range(iterations):
        force = _repel(positions, mass)
        stretch = (positions[ends[:, 1]] - positions[ends[:, 0]]) * pull[:, None]
        for axis in (0, 1):
            force[:, axis] += np.bincount(ends[:, 0], stretch[:, axis], count)
            force[:, axis] -= np.bincount(ends[:, 1], stretch[:, axis], count)
        force -= _GRAVITY * mass[:, None] * positions
        swing = mass * np.linalg.norm(force - before, axis=1)
        traction = mass * np.linalg.norm(force + before, axis=1) / 2
        speed = min(float(traction.sum() / max(float(swing.sum()), 1e-9)), speed * 1.5)
        factor = 0.5 * speed / (1 + speed * np.sqrt(swing))
        factor = np.minimum(factor, 10 / np.maximum(np.linalg.norm(force, axis=1), 1e-9))
        positions = (positions + force * factor[:, None]).astype(np.float32)
        before = force
    return positions


def _repel(positions: Positions, mass: Positions) -> Positions:
    """Sum the repulsion ``mass · mass / distance`` of all nodes, as products of matrices."""
    force = np.empty_like(positions)
    square = (positions**2).sum(1)
    for first in range(0, len(positions), _ROWS):
        rows = slice(first, first + _ROWS)
        inverse = square[rows, None] + square[None] - 2 * positions[rows] @ positions.T
        np.maximum(inverse, 1.0, out=inverse)
        np.divide(mass[None], inverse, out=inverse)
        force[rows] = (positions[rows] * inverse.sum(1)[:, None] - inverse @ positions) * mass[rows, None] * 10
    return force


def _turn(positions: Positions) -> Positions:
    """Turn a component such that its longest direction is horizontal, as screens and labels are."""
    centred = positions - positions.mean(0)
    _, axes = np.linalg.eigh(centred.T @ centred)
    turned: Positions = centred @ axes[:, ::-1]
    signed: Positions = (turned * np.sign(turned.sum(0) + turned[0] * 1e-3 + 1e-12)).astype(np.float32)
    return signed


def _separate(positions: Positions, radii: Positions, rounds: int = 12) -> Positions:
    """Push nodes apart until no two overlap. Pairs that are near are looked up anew after every few pushes."""
    for _ in range(rounds):
        one, other = _find_near(positions, radii)
        wanted = radii[one] + radii[other] + _GAP
        for _ in range(8):
            delta = positions[one] - positions[other]
            distance = np.sqrt((delta**2).sum(1)) + 1e-3
            missing = wanted - distance
            if missing.max(initial=0) <= _GAP / 2:
                break
            push = delta * (np.maximum(missing, 0) / distance / 2)[:, None]
            for axis in (0, 1):
                positions[:, axis] += np.bincount(one, push[:, axis], len(positions))
                positions[:, axis] -= np.bincount(other, push[:, axis], len(positions))
        else:
            continue
        break
    return positions


def _find_near(positions: Positions, radii: Positions) -> tuple[NDArray[Any], NDArray[Any]]:
    """Find the pairs of nodes that overlap or may do so soon."""
    pairs = []
    for first in range(0, len(positions), _ROWS):
        rows = slice(first, first + _ROWS)
        x, y = (positions[rows, axis, None] - positions[None, :, axis] for axis in (0, 1))
        reach = radii[rows, None] + radii[None] + 4 * _GAP
        one, other = np.nonzero(x * x + y * y < reach * reach)
        kept = one + first < other
        pairs.append((one[kept] + first, other[kept]))
    ones, others = (np.concatenate(side) for side in zip(*pairs, strict=True))
    return ones, others


def _pack(boxes: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Pack boxes into a strip, each as high up as it fits (skyline), and return their left upper corners."""
    if not boxes:
        return []
    area = sum(width * height for width, height in boxes)
    whole = max([math.sqrt(area * ASPECT) * 1.04, *(width for width, _ in boxes)])
    skyline = [(0.0, whole, 0.0)]  # stretches: left, right, the height they are filled to
    corners = []
    for width, height in boxes:
        left, top = min(
            (_find_top(skyline, left, width), left) for left, _, _ in skyline if left + width <= whole + 1e-6
        )[::-1]
        corners.append((left, top))
        right = left + width
        rest = [(max(a, right), b, filled) for a, b, filled in skyline if b > right + 1e-6]
        before = [(a, min(b, left), filled) for a, b, filled in skyline if a < left - 1e-6]
        skyline = [*before, (left, right, top + height), *rest]
    return corners


def _find_top(skyline: Sequence[tuple[float, float, float]], left: float, width: float) -> float:
    """Find the height from which on a box at ``left`` is free."""
    return max(filled for a, b, filled in skyline if a < left + width - 1e-6 and b > left + 1e-6)
