"""Write a view as a file for other programs: GEXF, GraphML, Cytoscape JSON, node-link JSON, DOT, CSV.

Characters that XML or UTF-8 cannot hold (control characters, halves of surrogate
pairs) become U+FFFD in all formats.
"""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quotes.graphs.styles import Style, compute_styles
from quotes.graphs.views import VIEWS

if TYPE_CHECKING:
    from quotes.graphs.views import Projection

_INVALID_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FORMULA = re.compile(r"\s*[=+\-@\t\r]")


def clean_value(value: Any) -> Any:
    """Replace the characters that no XML file may hold."""
    return _INVALID_IN_XML.sub("\ufffd", value) if isinstance(value, str) else value


def clean_graph(graph: Projection) -> Projection:
    """Apply :func:`clean_value` to all names and texts of a graph, in place where possible."""
    import networkx as nx

    names = {node: clean_value(node) for node in graph if clean_value(node) != node}
    if names:
        graph = nx.relabel_nodes(graph, names)
    for _, about in graph.nodes(data=True):
        about.update({key: clean_value(value) for key, value in about.items()})
    for _, _, link in graph.edges(data=True):
        link.update({key: clean_value(value) for key, value in link.items()})
    return graph


def write_gexf(graph: Projection, path: Path) -> None:
    """Write GEXF 1.3 with colours, sizes and positions, and the days of the first and last quote as a time interval."""
    import networkx as nx

    found = compute_styles(graph)
    for node, about in graph.nodes(data=True):
        about["viz"] = _to_viz(found[node])
        if not VIEWS[graph.name].mixed:  # in mixed views the group is the kind
            about["group"] = found[node].group
        _add_interval(about)
    for _, _, link in graph.edges(data=True):
        _add_interval(link)
    nx.write_gexf(graph, path, version="1.3", prettyprint=False)


def _to_viz(style: Style) -> dict[str, Any]:
    red, green, blue = (int(style.hue.hex[at : at + 2], 16) for at in (1, 3, 5))
    viz: dict[str, Any] = {"color": {"r": red, "g": green, "b": blue, "a": 1.0}, "size": style.size}
    if style.position:
        viz["position"] = {"x": style.position[0], "y": -style.position[1], "z": 0.0}
    return viz


def _add_interval(about: dict[str, Any]) -> None:
    first, last = about.pop("first_date", about.get("date")), about.pop("last_date", about.get("date"))
    if first and last:
        about["start"], about["end"] = first, last


def write_graphml(graph: Projection, path: Path) -> None:
    """Write GraphML, with the style of a node as attributes (``group``, ``color``, ``size``, ``x``, ``y``)."""
    import networkx as nx

    _add_styles(graph)
    nx.write_graphml_xml(graph, path, named_key_ids=True, prettyprint=False)


def write_node_link(graph: Projection, path: Path) -> None:
    """Write node-link JSON as d3-force takes it: ``nodes`` and ``links``."""
    import networkx as nx

    _add_styles(graph)
    _write_json(nx.node_link_data(graph, edges="links"), path)


def write_cytoscape(graph: Projection, path: Path) -> None:
    """Write Cytoscape JSON, for Cytoscape (desktop) and ``cytoscape({elements: …})``."""
    import networkx as nx

    _add_styles(graph)
    data = nx.cytoscape_data(graph)
    for element in data["elements"]["nodes"]:
        about = element["data"]
        about["name"] = about["label"]
        if "x" in about:
            element["position"] = {"x": about["x"], "y": about["y"]}
    for number, element in enumerate(data["elements"]["edges"]):
        element["data"]["id"] = f"link-{number}"
    _write_json(data, path)


def write_dot(graph: Projection, path: Path) -> None:
    """Write DOT for Graphviz. Nodes are ``n0``, ``n1``, …; the id is their attribute ``key``."""
    import graphviz

    found = compute_styles(graph, with_positions=False)
    drawing = (graphviz.Digraph if graph.is_directed() else graphviz.Graph)(
        graph.name, node_attr={"style": "filled", "fontname": "sans-serif"}
    )
    names = {node: f"n{number}" for number, node in enumerate(graph)}
    for node, about in graph.nodes(data=True):
        attributes = _dot_attributes(about) | {"key": graphviz.escape(node), "fillcolor": found[node].hue.hex}
        drawing.node(names[node], label=attributes.pop("label"), _attributes=attributes)
    for source, target, link in graph.edges(data=True):
        drawing.edge(names[source], names[target], _attributes=_dot_attributes(link))
    path.write_text(drawing.source, encoding="utf-8")


def _dot_attributes(about: dict[str, Any]) -> dict[str, str]:
    import graphviz

    return {key: graphviz.escape(value) if isinstance(value, str) else str(value) for key, value in about.items()}


def write_csv(graph: Projection, path: Path) -> None:
    """Write two tables: ``graph.csv`` becomes ``graph.nodes.csv`` and ``graph.edges.csv``.

    The columns ``Id, Label, Source, Target, Weight`` have the names that Gephi expects. A text that a spreadsheet
    would read as a formula gets an apostrophe in front.
    """
    _add_styles(graph)
    nodes = [
        {"Id": node, "Label": about["label"], **_without(about, "label")} for node, about in graph.nodes(data=True)
    ]
    kind = "Directed" if graph.is_directed() else "Undirected"
    edges = [
        {"Source": source, "Target": target, "Type": kind, "Weight": link["weight"], **_without(link, "weight")}
        for source, target, link in graph.edges(data=True)
    ]
    nodes_path, edges_path = csv_paths(path)
    _write_table(nodes, ("Id", "Label"), nodes_path)
    _write_table(edges, ("Source", "Target", "Type", "Weight"), edges_path)


def csv_paths(path: Path) -> tuple[Path, Path]:
    """Return the paths of the two files that :func:`write_csv` writes."""
    return path.with_suffix(".nodes.csv"), path.with_suffix(".edges.csv")


def _without(about: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in about.items() if name != key}


def _write_table(rows: list[dict[str, Any]], first: tuple[str, ...], path: Path) -> None:
    columns = dict.fromkeys((*first, *(key for row in rows for key in row)))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(columns))
        writer.writeheader()
        writer.writerows({key: _escape_formula(value) for key, value in row.items()} for row in rows)


def _escape_formula(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value


def _write_json(data: Any, path: Path) -> None:
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def _add_styles(graph: Projection) -> None:
    for node, style in compute_styles(graph).items():
        position = {"x": style.position[0], "y": style.position[1]} if style.position else {}
        group = {} if VIEWS[graph.name].mixed else {"group": style.group}
        graph.nodes[node].update(color=style.hue.hex, size=style.size, **group, **position)
