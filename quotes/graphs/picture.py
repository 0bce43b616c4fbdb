"""Draw a view as a picture: SVG, PNG or PDF (matplotlib, textalloc).

The network has the places, colours and sizes of the page; the view ``outlets`` is a heat table.
"""

from __future__ import annotations

import logging
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quotes.errors import MissingExtraError
from quotes.graphs.styles import Style, compute_styles, name_groups, select_drawn
from quotes.html.markup import HUES, hue

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from quotes.graphs.views import Projection

log = logging.getLogger(__name__)

#: About as many labels as a page of paper has room for.
LABELS = 50
_INCHES = (13.5, 10.0)
_DPI = 150
_POINTS = 72.0  # in an inch
_LARGEST_SCALE = 0.6  # points of a pixel: of a few nodes, the distances grow to fill the paper, and not the nodes
_MAX_LABEL = 36  # characters
_PAPER, _INK, _SOFT, _LINE = "#fbfaf7", "#1c1e21", "#5b6068", "#8a8d93"


def write_picture(drawing: Projection | pd.DataFrame, path: Path, nodes: int) -> None:
    """Draw a view of speakers with at most ``nodes`` of them, or the heat table of outlets.

    Raises:
        MissingExtraError: matplotlib or textalloc is not installed.
    """
    try:
        import matplotlib as mpl
        import textalloc  # noqa: F401 - used by _draw_labels, and checked here before anything is drawn
    except ImportError as missing:
        raise MissingExtraError("pictures", "pictures") from missing
    import networkx as nx

    settings: Any = {
        "svg.hashsalt": "quotes",
        "font.family": ["DejaVu Sans"],
        "path.simplify": True,
        "figure.facecolor": _PAPER,
        "text.color": _INK,
    }
    with mpl.rc_context(settings):
        if isinstance(drawing, nx.Graph):
            figure = draw_network(select_drawn(drawing, nodes))
        else:
            figure = draw_heat_table(drawing)
        timeless = {".svg": {"Date": None}, ".pdf": {"CreationDate": None}}.get(path.suffix.lower())
        figure.savefig(path, dpi=_DPI, metadata=timeless)


def draw_network(graph: Projection) -> Figure:
    """Draw a view of speakers as a matplotlib figure."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=_INCHES, dpi=_DPI)
    axes = figure.add_axes((0.01, 0.07, 0.98, 0.87))
    axes.set_axis_off()
    found = compute_styles(graph, graph)
    positions = {node: (style.position[0], -style.position[1]) for node, style in found.items() if style.position}
    if not positions:
        axes.text(0.5, 0.5, "Nobody is quoted in this view.", ha="center", fontsize=14)
        return figure
    axes.set_aspect("equal", adjustable="box")
    scale = _fit(axes, found, positions)
    _draw_links(axes, graph, positions)
    _draw_nodes(axes, graph, found, positions, scale)
    _draw_labels(axes, graph, found, positions, scale)
    title = {"together": "Who is quoted with whom", "mentions": "Who talks about whom"}[graph.name]
    figure.text(0.02, 0.965, title, fontsize=15, weight="bold", va="center")
    figure.text(0.98, 0.965, f"{len(graph):,} speakers, {graph.number_of_edges():,} links", ha="right", va="center",
                fontsize=9, color=_SOFT)  # fmt: skip
    return figure


def _fit(axes: Axes, found: dict[str, Style], positions: dict[str, tuple[float, float]]) -> float:
    """Set the limits of the axes, and return how many points of paper a pixel of the layout is."""
    reach = max(style.size for style in found.values())
    lows, highs = ([pick(place[axis] for place in positions.values()) for axis in (0, 1)] for pick in (min, max))
    axes.set_xlim(lows[0] - reach, highs[0] + reach)
    axes.set_ylim(lows[1] - reach, highs[1] + reach)
    width, height = (_INCHES[0] * 0.98, _INCHES[1] * 0.87)
    fitting = min(width / (highs[0] - lows[0] + 2 * reach), height / (highs[1] - lows[1] + 2 * reach)) * _POINTS
    return min(fitting, _LARGEST_SCALE)


def _draw_links(axes: Axes, graph: Projection, positions: dict[str, tuple[float, float]]) -> None:
    from matplotlib.collections import LineCollection

    links = list(graph.edges(data=True))
    most = max((link["weight"] for _, _, link in links), default=1)
    widths = [0.4 + 2.2 * (link["weight"] / most) ** 0.5 for _, _, link in links]
    if not graph.is_directed():
        lines = [(positions[source], positions[target]) for source, target, _ in links]
        axes.add_collection(LineCollection(lines, linewidths=widths, colors=_LINE, alpha=0.5, zorder=1))
        return
    for (source, target, _), width in zip(links, widths, strict=True):
        arrow = {"arrowstyle": "-|>", "color": _LINE, "lw": width, "alpha": 0.6, "shrinkA": 3, "shrinkB": 5,
                 "mutation_scale": 7, "connectionstyle": "arc3,rad=0.06"}  # fmt: skip
        axes.annotate("", positions[target], positions[source], arrowprops=arrow, zorder=1)


def _draw_nodes(
    axes: Axes, graph: Projection, found: dict[str, Style], positions: dict[str, tuple[float, float]], scale: float
) -> None:
    """Draw people as circles and bodies as squares, the largest first, and the legend of communities."""
    names = name_groups(graph, {node: style.group for node, style in found.items()})
    order = sorted(found, key=lambda node: (found[node].group < len(HUES), -found[node].size))
    for marker, kinds in (("o", ("person",)), ("s", ("organisation",)), ("D", ("group", "document", "unnamed"))):
        members = [node for node in order if graph.nodes[node].get("speaker_kind") in kinds]
        if members:
            xs, ys = zip(*(positions[node] for node in members), strict=True)
            areas = [(found[node].size * scale) ** 2 * (0.8 if marker != "o" else 1) for node in members]
            colours = [found[node].hue.hex for node in members]
            axes.scatter(xs, ys, areas, c=colours, marker=marker, edgecolors=_PAPER, linewidths=0.7, zorder=2)
    for number, name in sorted(names.items()):
        axes.scatter([], [], 40, color=hue(number).hex, label=f"around {_plain_label(name)}")
    if names:
        legend = axes.legend(loc="upper center", bbox_to_anchor=(0.5, 0.0), ncols=4, fontsize=8, frameon=False)
        for text in legend.texts:
            text.set_parse_math(False)


def _draw_labels(
    axes: Axes, graph: Projection, found: dict[str, Style], positions: dict[str, tuple[float, float]], scale: float
) -> None:
    """Draw the labels of those with the most quotes, without formulas (``$``) and characters the font lacks."""
    import textalloc
    from matplotlib.patheffects import withStroke

    order = sorted(found, key=lambda node: (-found[node].size, node))
    labels = [_plain_label(graph.nodes[node]["label"]) for node in order[:LABELS]]
    xs, ys = ([positions[node][axis] for node in order] for axis in (0, 1))
    occupied = axes.scatter(xs, ys, [(found[node].size * scale) ** 2 for node in order], alpha=0.0)
    _, _, texts, _ = textalloc.allocate(
        axes,
        xs[:LABELS],
        ys[:LABELS],
        labels,
        scatter_plot=occupied,
        textsize=8,
        draw_all=False,
        linecolor=_SOFT,
        linewidth=0.5,
        margin=0.001,
        min_distance=0.008,
        max_distance=0.06,
        nbr_candidates=300,
        parse_math=False,
        zorder=3,
        path_effects=[withStroke(linewidth=2.5, foreground=_PAPER)],
    )
    missing = sum(text is None for text in texts)
    if missing:
        log.warning("%d of %d labels found no free place; draw fewer nodes to see them", missing, len(labels))


def draw_heat_table(counts: pd.DataFrame) -> Figure:
    """Draw the table of :func:`~quotes.graphs.analysis.heat_table` as a matplotlib figure."""
    from matplotlib.colors import LinearSegmentedColormap
    from matplotlib.figure import Figure

    names = [_plain_label(name) for name in counts["name"]]
    outlets = [_plain_label(str(name)) for name in counts.columns[2:]]
    values = counts[counts.columns[2:]].to_numpy(dtype=float)
    figure = Figure(figsize=(4.2 + 0.42 * len(outlets), 1.9 + 0.27 * len(names)), dpi=_DPI)
    if not values.size:
        figure.text(0.5, 0.5, "No article names its outlet.", ha="center", fontsize=14)
        return figure
    axes = figure.add_axes((2.6 / figure.get_figwidth(), 0.3 / figure.get_figheight(),
                            1 - 2.9 / figure.get_figwidth(), 1 - 2.0 / figure.get_figheight()))  # fmt: skip
    shades = LinearSegmentedColormap.from_list("heat", ["#f3f1ec", HUES[0].hex])
    strength = (values / max(values.max(), 1)) ** 0.5
    axes.pcolormesh(strength, cmap=shades, vmin=0, vmax=1, edgecolors=_PAPER, linewidth=1.5)
    axes.invert_yaxis()
    for row, column in zip(*values.nonzero(), strict=True):
        colour = "white" if strength[row, column] > 0.91 else "black"
        axes.text(
            column + 0.5, row + 0.5, f"{values[row, column]:.0f}", ha="center", va="center", fontsize=7, color=colour
        )
    axes.set_yticks([row + 0.5 for row in range(len(names))], names, fontsize=8, parse_math=False)
    axes.set_xticks([x + 0.5 for x in range(len(outlets))], outlets, fontsize=8, rotation=90, parse_math=False)
    axes.xaxis.tick_top()
    axes.tick_params(length=0, colors=_INK)
    axes.set_frame_on(False)
    return figure


def _plain_label(label: str) -> str:
    """Make a label that the font of the picture can show, on one line."""
    shown = "".join(character if character in _font_characters() else " " for character in label)
    line = " ".join(shown.split()) or "?"
    return line if len(line) <= _MAX_LABEL else f"{line[: _MAX_LABEL - 1]}…"


@cache
def _font_characters() -> frozenset[str]:
    from matplotlib.font_manager import findfont, get_font

    return frozenset(chr(code) for code in get_font(findfont("DejaVu Sans")).get_charmap())
