"""Draw a view as a picture: SVG, PNG or PDF, with labels that do not overlap (matplotlib, textalloc)."""

from __future__ import annotations

import logging
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quotes.errors import MissingExtraError
from quotes.graphs.styles import Style, compute_styles, name_groups, select_heaviest

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from quotes.graphs.views import Projection

log = logging.getLogger(__name__)

#: The default number of nodes: about as many labels as a page of paper has room for.
NODES = 80
_INCHES = (12.0, 9.0)
_DPI = 150
_MAX_LABEL = 36  # characters


def write_picture(graph: Projection, path: Path, nodes: int = NODES) -> None:
    """Draw the ``nodes`` nodes of a view that have the greatest weight. Labels without a free place are left out.

    Raises:
        MissingExtraError: matplotlib or textalloc is not installed.
    """
    try:
        import matplotlib as mpl
        import textalloc  # noqa: F401 - used by _draw_labels, and checked here before anything is drawn
    except ImportError as missing:
        raise MissingExtraError("pictures", "pictures") from missing

    settings: Any = {"svg.hashsalt": "quotes", "font.family": ["DejaVu Sans"], "path.simplify": True}
    with mpl.rc_context(settings):
        figure = draw(select_heaviest(graph, nodes))
        timeless = {".svg": {"Date": None}, ".pdf": {"CreationDate": None}}.get(path.suffix.lower())
        figure.savefig(path, dpi=_DPI, metadata=timeless)


def draw(graph: Projection) -> Figure:
    """Draw a view as a matplotlib figure."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=_INCHES, dpi=_DPI)
    axes = figure.add_axes((0.01, 0.02, 0.8, 0.93))
    axes.set_axis_off()
    found = compute_styles(graph)
    if not found:
        axes.text(0.5, 0.5, "No quote links two nodes of this view.", ha="center", fontsize=14)
        return figure
    positions = {node: (style.position[0], -style.position[1]) for node, style in found.items() if style.position}
    _draw_links(axes, graph, positions)
    _draw_nodes(axes, graph, found, positions)
    axes.margins(0.06)
    _draw_labels(axes, graph, found, positions)
    axes.set_title(f"{graph.name}: {len(graph)} nodes, {graph.number_of_edges()} links", fontsize=11)
    return figure


def _draw_links(axes: Axes, graph: Projection, positions: dict[str, tuple[float, float]]) -> None:
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
        axes.annotate("", positions[target], positions[source], arrowprops=arrow, zorder=1)


def _draw_nodes(
    axes: Axes, graph: Projection, found: dict[str, Style], positions: dict[str, tuple[float, float]]
) -> None:
    from matplotlib.collections import PathCollection

    names = name_groups(graph, {node: style.group for node, style in found.items()})
    for number in sorted(names):
        members = [node for node in found if found[node].group == number]
        hue = found[members[0]].hue
        xs, ys = zip(*(positions[node] for node in members), strict=True)
        areas = [_marker_area(found[node]) for node in members]
        label = _plain_label(names[number]) if number < 8 else None
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


def _draw_labels(
    axes: Axes, graph: Projection, found: dict[str, Style], positions: dict[str, tuple[float, float]]
) -> None:
    """Draw the labels, those of the greatest weight first, without formulas (``$``) and characters the font lacks."""
    import textalloc
    from matplotlib.patheffects import withStroke

    order = sorted(found, key=lambda node: -found[node].size)
    labels = [_plain_label(graph.nodes[node]["label"]) for node in order]
    xs, ys = ([positions[node][axis] for node in order] for axis in (0, 1))
    occupied = axes.scatter(xs, ys, [_marker_area(found[node]) for node in order], alpha=0.0)
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


def _marker_area(style: Style) -> float:
    """Return the area of a marker in square points: somewhat smaller than the node of the page."""
    return (style.size * 0.36) ** 2


def _plain_label(label: str) -> str:
    """Make a label that the font of the picture can show, on one line."""
    shown = "".join(character if character in _font_characters() else " " for character in label)
    line = " ".join(shown.split()) or "?"
    return line if len(line) <= _MAX_LABEL else f"{line[: _MAX_LABEL - 1]}…"


@cache
def _font_characters() -> frozenset[str]:
    from matplotlib.font_manager import findfont, get_font

    return frozenset(chr(code) for code in get_font(findfont("DejaVu Sans")).get_charmap())
