"""A view as a static picture: SVG, PNG or PDF, with labels that do not collide (matplotlib, textalloc)."""

from __future__ import annotations

import logging
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quotes.graphs.styles import Look, cut, group_names, looks

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from quotes.graphs.views import Projection

log = logging.getLogger(__name__)

#: Nodes in a picture unless asked otherwise: about as many labels as a page of paper has room for.
NODES = 80
_INCHES = (12.0, 9.0)
_DPI = 150
_LABEL = 36  # characters


def write_picture(graph: Projection, path: Path, nodes: int = NODES) -> None:
    """Draw the ``nodes`` weightiest nodes of a view. A label that finds no free place is left out, and logged."""
    import matplotlib as mpl

    settings: Any = {"svg.hashsalt": "quotes", "font.family": ["DejaVu Sans"], "path.simplify": True}
    with mpl.rc_context(settings):
        figure = draw(cut(graph, nodes))
        timeless = {".svg": {"Date": None}, ".pdf": {"CreationDate": None}}.get(path.suffix.lower())
        figure.savefig(path, dpi=_DPI, metadata=timeless)


def draw(graph: Projection) -> Figure:
    """The picture as a matplotlib figure."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=_INCHES, dpi=_DPI)
    axes = figure.add_axes((0.01, 0.02, 0.8, 0.93))
    axes.set_axis_off()
    found = looks(graph)
    if not found:
        axes.text(0.5, 0.5, "No quote links two nodes of this view.", ha="center", fontsize=14)
        return figure
    places = {node: (look.place[0], -look.place[1]) for node, look in found.items() if look.place}
    _draw_links(axes, graph, places)
    _draw_nodes(axes, graph, found, places)
    axes.margins(0.06)
    _draw_labels(axes, graph, found, places)
    axes.set_title(f"{graph.name}: {len(graph)} nodes, {graph.number_of_edges()} links", fontsize=11)
    return figure


def _draw_links(axes: Axes, graph: Projection, places: dict[str, tuple[float, float]]) -> None:
    most = max((link["weight"] for _, _, link in graph.edges(data=True)), default=1)
    for source, target, link in graph.edges(data=True):
        width = 0.4 + 2.4 * (link["weight"] / most) ** 0.5
        arrow = {
            "arrowstyle": "-|>" if graph.is_directed() else "-",
            "color": "#8f99a3",
            "lw": width,
            "alpha": 0.55,
            "shrinkA": 3,
            "shrinkB": 4,
            "mutation_scale": 8,
            "connectionstyle": "arc3,rad=0.06" if graph.is_directed() else "arc3",
        }
        axes.annotate("", places[target], places[source], arrowprops=arrow, zorder=1)


def _draw_nodes(axes: Axes, graph: Projection, found: dict[str, Look], places: dict[str, tuple[float, float]]) -> None:
    from matplotlib.collections import PathCollection

    names = group_names(graph, {node: look.group for node, look in found.items()})
    for number in sorted(names):
        members = [node for node in found if found[node].group == number]
        hue = found[members[0]].hue
        xs, ys = zip(*(places[node] for node in members), strict=True)
        areas = [_area(found[node]) for node in members]
        label = _plain(names[number]) if number < 8 else None
        axes.scatter(
            xs, ys, areas, color=hue.hex, marker=hue.marker, edgecolors="#333", linewidths=0.8, zorder=2, label=label
        )
    legend = axes.legend(
        loc="upper left", fontsize=8, framealpha=0.9, labelspacing=0.7, bbox_to_anchor=(1.0, 1.0), frameon=False
    )
    for handle, text in zip(legend.legend_handles, legend.texts, strict=True):
        assert isinstance(handle, PathCollection)
        handle.set_sizes([40])
        text.set_parse_math(False)


def _draw_labels(axes: Axes, graph: Projection, found: dict[str, Look], places: dict[str, tuple[float, float]]) -> None:
    """The weightiest first. ``$`` has no meaning in a name, and characters that the font lacks are left out."""
    import textalloc
    from matplotlib.patheffects import withStroke

    order = sorted(found, key=lambda node: -found[node].size)
    labels = [_plain(graph.nodes[node]["label"]) for node in order]
    xs, ys = ([places[node][axis] for node in order] for axis in (0, 1))
    occupied = axes.scatter(xs, ys, [_area(found[node]) for node in order], alpha=0.0)
    _, _, texts, _ = textalloc.allocate(
        axes,
        xs,
        ys,
        labels,
        scatter_plot=occupied,
        textsize=8,
        draw_all=False,
        linecolor="#666666",
        linewidth=0.6,
        margin=0.001,
        min_distance=0.008,
        max_distance=0.08,
        nbr_candidates=400,
        parse_math=False,
        zorder=3,
        path_effects=[withStroke(linewidth=2, foreground="white")],
    )
    missing = sum(text is None for text in texts)
    if missing:
        log.warning("%d of %d labels found no free place; draw fewer nodes to see them", missing, len(labels))


def _area(look: Look) -> float:
    """Square points of a marker: a node of the page, somewhat smaller."""
    return (look.size * 0.36) ** 2


def _plain(label: str) -> str:
    """A label that the font of the picture can show, on one line."""
    shown = "".join(character if character in _glyphs() else " " for character in label)
    line = " ".join(shown.split()) or "?"
    return line if len(line) <= _LABEL else f"{line[: _LABEL - 1]}…"


@cache
def _glyphs() -> frozenset[str]:
    from matplotlib.font_manager import findfont, get_font

    return frozenset(chr(code) for code in get_font(findfont("DejaVu Sans")).get_charmap())
