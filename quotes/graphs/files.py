"""A view as a file that other programs open: GEXF, GraphML, Cytoscape JSON, node-link JSON, DOT, CSV.

Characters that XML and UTF-8 cannot hold (control characters, halves of
surrogate pairs) become U+FFFD, in all formats alike.
"""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quotes.graphs.styles import Look, looks
from quotes.graphs.views import VIEWS

if TYPE_CHECKING:
    from quotes.graphs.views import Projection

_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FORMULA = re.compile(r"\s*[=+\-@\t\r]")


def clean(value: Any) -> Any:
    """``value`` without the characters that no XML file may hold."""
    return _NO_XML.sub("\ufffd", value) if isinstance(value, str) else value


def cleaned(graph: Projection) -> Projection:
    """The graph with all names and texts :func:`clean`; it is changed in place where that can be."""
    import networkx as nx

    names = {node: clean(node) for node in graph if clean(node) != node}
    if names:
        graph = nx.relabel_nodes(graph, names)
    for _, about in graph.nodes(data=True):
        about.update({key: clean(value) for key, value in about.items()})
    for _, _, link in graph.edges(data=True):
        link.update({key: clean(value) for key, value in link.items()})
    return graph


def write_gexf(graph: Projection, path: Path) -> None:
    """GEXF 1.3 with colours, sizes and places, and the days of the first and last quote as interval of time."""
    import networkx as nx

    found = looks(graph)
    for node, about in graph.nodes(data=True):
        about["viz"] = _viz(found[node])
        if not VIEWS[graph.name].mixed:  # else the group is the kind
            about["group"] = found[node].group
        _add_interval(about)
    for _, _, link in graph.edges(data=True):
        _add_interval(link)
    nx.write_gexf(graph, path, version="1.3", prettyprint=False)


def _viz(look: Look) -> dict[str, Any]:
    red, green, blue = (int(look.hue.hex[at : at + 2], 16) for at in (1, 3, 5))
    viz: dict[str, Any] = {"color": {"r": red, "g": green, "b": blue, "a": 1.0}, "size": look.size}
    if look.place:
        viz["position"] = {"x": look.place[0], "y": -look.place[1], "z": 0.0}
    return viz


def _add_interval(about: dict[str, Any]) -> None:
    first, last = about.pop("first_date", about.get("date")), about.pop("last_date", about.get("date"))
    if first and last:
        about["start"], about["end"] = first, last


def write_graphml(graph: Projection, path: Path) -> None:
    """GraphML; the look of a node as plain attributes (``group``, ``color``, ``size``, ``x``, ``y``)."""
    import networkx as nx

    _add_looks(graph)
    nx.write_graphml_xml(graph, path, named_key_ids=True, prettyprint=False)


def write_node_link(graph: Projection, path: Path) -> None:
    """Node-link JSON as d3-force takes it: ``nodes`` and ``links``."""
    import networkx as nx

    _add_looks(graph)
    _write_json(nx.node_link_data(graph, edges="links"), path)


def write_cytoscape(graph: Projection, path: Path) -> None:
    """Cytoscape JSON, for Cytoscape (desktop) and ``cytoscape({elements: …})``."""
    import networkx as nx

    _add_looks(graph)
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
    """DOT for Graphviz. Nodes are ``n0``, ``n1``, …: the real id is their attribute ``key``."""
    import graphviz

    found = looks(graph, places=False)
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
    """Two tables beside each other: ``graph.csv`` becomes ``graph.nodes.csv`` and ``graph.edges.csv``.

    The columns ``Id, Label, Source, Target, Weight`` are called as Gephi calls them. A text that a spreadsheet
    would take for a formula gets an apostrophe before it.
    """
    _add_looks(graph)
    nodes = [{"Id": node, "Label": about["label"], **_but(about, "label")} for node, about in graph.nodes(data=True)]
    kind = "Directed" if graph.is_directed() else "Undirected"
    edges = [
        {"Source": source, "Target": target, "Type": kind, "Weight": link["weight"], **_but(link, "weight")}
        for source, target, link in graph.edges(data=True)
    ]
    nodes_path, edges_path = csv_paths(path)
    _write_table(nodes, ("Id", "Label"), nodes_path)
    _write_table(edges, ("Source", "Target", "Type", "Weight"), edges_path)


def csv_paths(path: Path) -> tuple[Path, Path]:
    """The two files that :func:`write_csv` writes."""
    return path.with_suffix(".nodes.csv"), path.with_suffix(".edges.csv")


def _but(about: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in about.items() if name != key}


def _write_table(rows: list[dict[str, Any]], first: tuple[str, ...], path: Path) -> None:
    columns = dict.fromkeys((*first, *(key for row in rows for key in row)))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(columns))
        writer.writeheader()
        writer.writerows({key: _no_formula(value) for key, value in row.items()} for row in rows)


def _no_formula(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value


def _write_json(data: Any, path: Path) -> None:
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def _add_looks(graph: Projection) -> None:
    for node, look in looks(graph).items():
        place = {"x": look.place[0], "y": look.place[1]} if look.place else {}
        group = {} if VIEWS[graph.name].mixed else {"group": look.group}
        graph.nodes[node].update(color=look.hue.hex, size=look.size, **group, **place)
