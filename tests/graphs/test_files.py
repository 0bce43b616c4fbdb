"""Graph files are read by other programs: igraph, pydot, rdflib, cytoscape.js, graphology, an XML parser."""

import csv
import json
import shutil
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import igraph
import pydot
import pytest
import rdflib

from quotes.errors import OutputError, UsageError
from quotes.graphs import VIEWS, build_graph, project, write_graph

SCHEMA = rdflib.Namespace("https://schema.org/")
NPM = Path(__file__).parent / "npm"
GEXF = {"g": "http://gexf.net/1.3", "viz": "http://gexf.net/1.3/viz"}
FILES = (
    ".gexf",
    ".graphml",
    ".cyjs",
    ".json",
    ".dot",
    ".gv",
    ".csv",
    ".ttl",
    ".jsonld",
    ".nt",
    ".html",
    ".svg",
    ".png",
    ".pdf",
)


def node(script, *arguments):
    """What a script prints under Node.js, as JSON."""
    program = shutil.which("node")
    if program is None:
        pytest.skip("Node.js is not installed")
    run = subprocess.run(
        [program, "-e", script, *map(str, arguments)], cwd=NPM, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def graphology(path, kind):
    if not (NPM / "node_modules").is_dir():
        pytest.skip("graphology is not installed: npm ci --prefix tests/graphs/npm")
    return node(
        f"""
        const {{ DOMParser }} = require("@xmldom/xmldom"); globalThis.DOMParser = DOMParser;
        const Graph = require("graphology"), fs = require("fs");
        const graph = require("graphology-{kind}").parse(Graph,
          new DOMParser().parseFromString(fs.readFileSync(process.argv[1], "utf8"), "text/xml"));
        console.log(JSON.stringify({{ order: graph.order, size: graph.size, type: graph.type,
          nodes: Object.fromEntries(graph.mapNodes((key, about) => [key, about])),
          edges: graph.mapEdges((_, about) => about) }}));
        """,
        path,
    )  # fmt: skip


def hostile(found):
    """The name that tries to break out, as it must come back: only what no file may hold is replaced."""
    return [
        name
        for name in found
        if name.startswith('Sri "Ayu" </script><b onclick=alert(1)>') and "🦜 \ufffd\ufffd $x$ \\N & =1+1" in name
    ]


@pytest.mark.parametrize("view", VIEWS)
def test_gexf_has_every_node_and_link_of_the_view(model, view, tmp_path):
    write_graph(model, tmp_path / "g.gexf", view)
    graph, root = project(model, view), ET.parse(tmp_path / "g.gexf").getroot()
    assert root.attrib["version"] == "1.3"
    assert len(root.findall(".//g:node", GEXF)) == len(graph)
    assert len(root.findall(".//g:edge", GEXF)) == graph.number_of_edges()


def test_gexf_has_colours_sizes_positions_and_intervals_of_days(model, tmp_path):
    write_graph(model, tmp_path / "g.gexf", "mentions")
    root = ET.parse(tmp_path / "g.gexf").getroot()
    assert root.find("g:graph", GEXF).attrib["timeformat"] == "date"
    assert root.find("g:graph", GEXF).attrib["mode"] == "dynamic"
    dewi = next(found for found in root.iter(f"{{{GEXF['g']}}}node") if found.attrib["label"] == "Dewi Anggraini")
    assert (dewi.attrib["start"], dewi.attrib["end"]) == ("2024-01-10", "2024-02-20")
    assert dewi.find("viz:color", GEXF).attrib == {"r": "134", "g": "140", "b": "149", "a": "1.0"}
    assert float(dewi.find("viz:size", GEXF).attrib["value"]) > 0
    assert set(dewi.find("viz:position", GEXF).attrib) == {"x", "y", "z"}


def test_graphology_reads_gexf(model, hostile_model, tmp_path):
    write_graph(model, tmp_path / "g.gexf", "mentions")
    found = graphology(tmp_path / "g.gexf", "gexf")
    assert (found["order"], found["size"], found["type"]) == (3, 1, "directed")
    assert found["nodes"]["speaker:dewi-anggraini"]["quotes"] == 2
    assert found["nodes"]["speaker:dewi-anggraini"]["color"].startswith("rgba(134,140,149")
    assert found["edges"][0]["weight"] == 2
    write_graph(hostile_model, tmp_path / "h.gexf", "quotes")
    assert hostile(about["label"] for about in graphology(tmp_path / "h.gexf", "gexf")["nodes"].values())


def test_graphology_reads_graphml(model, tmp_path):
    write_graph(model, tmp_path / "g.graphml", "together")
    found = graphology(tmp_path / "g.graphml", "graphml")
    assert (found["order"], found["size"], found["type"]) == (3, 1, "undirected")
    assert found["edges"][0]["articles"] == 2
    assert found["nodes"]["speaker:dewi-anggraini"]["label"] == "Dewi Anggraini"


@pytest.mark.parametrize("view", VIEWS)
def test_igraph_reads_graphml(model, view, tmp_path):
    write_graph(model, tmp_path / "g.graphml", view)
    graph, found = project(model, view), igraph.Graph.Read_GraphML(str(tmp_path / "g.graphml"))
    assert (found.vcount(), found.ecount(), found.is_directed()) == (
        len(graph),
        graph.number_of_edges(),
        graph.is_directed(),
    )
    assert sorted(found.vs["label"] if len(graph) else []) == sorted(
        about["label"] for _, about in graph.nodes(data=True)
    )
    assert sum(found.es["weight"] if len(graph) else []) == sum(link["weight"] for _, _, link in graph.edges(data=True))


def test_igraph_reads_hostile_names(hostile_model, tmp_path):
    write_graph(hostile_model, tmp_path / "g.graphml", "quotes")
    assert hostile(igraph.Graph.Read_GraphML(str(tmp_path / "g.graphml")).vs["label"])


@pytest.mark.parametrize("view", VIEWS)
def test_cytoscape_json_has_the_elements_of_cytoscape(model, view, tmp_path):
    write_graph(model, tmp_path / "g.cyjs", view)
    elements = json.loads((tmp_path / "g.cyjs").read_text(encoding="utf-8"))["elements"]
    graph = project(model, view)
    assert {node["data"]["id"]: node["data"]["label"] for node in elements["nodes"]} == dict(graph.nodes(data="label"))
    assert {(link["data"]["source"], link["data"]["target"]) for link in elements["edges"]} == set(graph.edges)
    assert len({link["data"]["id"] for link in elements["edges"]}) == graph.number_of_edges()


def test_cytoscape_reads_hostile_names(hostile_model, tmp_path):
    write_graph(hostile_model, tmp_path / "g.cyjs", "quotes")
    nodes = json.loads((tmp_path / "g.cyjs").read_text(encoding="utf-8"))["elements"]["nodes"]
    assert hostile(about["data"]["label"] for about in nodes)


@pytest.mark.parametrize("view", VIEWS)
def test_node_link_json_has_the_keys_of_d3(model, view, tmp_path):
    write_graph(model, tmp_path / "g.json", view)
    data = json.loads((tmp_path / "g.json").read_text(encoding="utf-8"))
    names = {about["id"] for about in data["nodes"]}
    assert len(data["nodes"]) == len(project(model, view))
    assert all({link["source"], link["target"]} <= names and link["weight"] for link in data["links"])


@pytest.mark.parametrize("view", VIEWS)
def test_pydot_reads_dot(model, view, tmp_path):
    write_graph(model, tmp_path / "g.dot", view)
    (found,) = pydot.graph_from_dot_data((tmp_path / "g.dot").read_text(encoding="utf-8"))
    graph = project(model, view)
    nodes = [each for each in found.get_nodes() if each.get_name() not in ("node", "edge", "graph")]
    assert {each.get("key").strip('"') for each in nodes} == set(graph)
    assert len(found.get_edges()) == graph.number_of_edges()


def test_pydot_reads_hostile_names(hostile_model, tmp_path):
    write_graph(hostile_model, tmp_path / "g.dot", "quotes")
    (found,) = pydot.graph_from_dot_data((tmp_path / "g.dot").read_text(encoding="utf-8"))
    nodes = [each for each in found.get_nodes() if each.get("key")]
    assert len(nodes) == len(project(hostile_model, "quotes"))
    assert any('Sri \\"Ayu\\" </script>' in each.get("label") for each in nodes)


@pytest.mark.parametrize("view", VIEWS)
def test_csv_is_two_tables_that_agree(model, view, tmp_path):
    nodes_path, edges_path = write_graph(model, tmp_path / "g.csv", view)
    nodes, edges = (list(csv.DictReader(path.open(encoding="utf-8", newline=""))) for path in (nodes_path, edges_path))
    graph = project(model, view)
    assert [row["Id"] for row in nodes] == list(graph)
    assert {(row["Source"], row["Target"], int(row["Weight"])) for row in edges} == {
        (a, b, link["weight"]) for a, b, link in graph.edges(data=True)
    }


def test_no_cell_of_a_csv_is_a_formula(tmp_path):
    from tests.graphs.graph_records import Draft

    model = build_graph([Draft("a1", outlet="@SUM(A1)").says("=cmd|' /C calc'!A0", "+1 untuk itu").record()])
    for path in write_graph(model, tmp_path / "g.csv"):
        cells = [cell for row in csv.reader(path.open(encoding="utf-8", newline="")) for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


@pytest.mark.parametrize(("ending", "form"), [(".ttl", "turtle"), (".jsonld", "json-ld"), (".nt", "nt")])
def test_rdflib_reads_quotations(model, ending, form, tmp_path):
    write_graph(model, tmp_path / f"g{ending}")
    graph = rdflib.Graph().parse(tmp_path / f"g{ending}", format=form)
    quotation = rdflib.URIRef("urn:quotes:quote:a1%231")
    speaker = graph.value(quotation, SCHEMA.spokenByCharacter)
    assert len(set(graph.subjects(rdflib.RDF.type, SCHEMA.Quotation))) == 5
    assert str(graph.value(quotation, SCHEMA.text)) == "Bagus Prakoso sudah menyiapkan anggaran pasar"
    assert str(graph.value(speaker, SCHEMA.name)) == "Dewi Anggraini"
    assert str(graph.value(graph.value(quotation, SCHEMA.mentions), SCHEMA.name)) == "Bagus Prakoso"
    article = graph.value(quotation, SCHEMA.isPartOf)
    assert graph.value(article, SCHEMA.datePublished).toPython().isoformat() == "2024-01-10"
    assert graph.value(article, SCHEMA.url) == rdflib.URIRef("https://kabarfajar.example/a1")


@pytest.mark.parametrize(("ending", "form"), [(".ttl", "turtle"), (".jsonld", "json-ld"), (".nt", "nt")])
def test_rdflib_reads_hostile_names(hostile_model, ending, form, tmp_path):
    write_graph(hostile_model, tmp_path / f"g{ending}")
    graph = rdflib.Graph().parse(tmp_path / f"g{ending}", format=form)
    assert hostile(str(name) for name in graph.objects(None, SCHEMA.name))
    assert not list(graph.objects(None, SCHEMA.url)), "a javascript: address is no link"


@pytest.mark.parametrize("ending", FILES)
def test_without_records_the_file_is_valid(ending, tmp_path):
    for path in write_graph(build_graph([]), tmp_path / f"g{ending}"):
        assert path.is_file()


@pytest.mark.parametrize("ending", FILES)
def test_hostile_names_break_no_format(hostile_model, ending, tmp_path):
    for path in write_graph(hostile_model, tmp_path / f"g{ending}"):
        assert path.stat().st_size > 100


@pytest.mark.parametrize("ending", [".gexf", ".graphml", ".cyjs", ".json", ".dot", ".csv", ".ttl", ".html", ".svg"])
def test_the_same_records_give_the_same_file(model, ending, tmp_path):
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
    first, again = (write_graph(model, tmp_path / folder / f"g{ending}") for folder in ("one", "two"))
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in again]


@pytest.mark.parametrize("view", ["quotes", "topics"])
def test_views_without_a_picture_say_what_to_write(model, view, tmp_path):
    with pytest.raises(UsageError, match=rf"the view {view} has no picture; write a page"):
        write_graph(model, tmp_path / "g.png", view)


def test_page_picture_and_gexf_have_the_same_places(large_model, tmp_path):
    from quotes.graphs import Filter
    from quotes.graphs.page import make_page_data
    from quotes.graphs.styles import compute_styles, select_drawn

    write_graph(large_model, tmp_path / "g.gexf", "together")
    nodes = ET.parse(tmp_path / "g.gexf").getroot().iter(f"{{{GEXF['g']}}}node")
    places = {node.attrib["id"]: node.find("viz:position", GEXF).attrib for node in nodes}
    in_gexf = {node: (float(at["x"]), -float(at["y"])) for node, at in places.items()}
    page = make_page_data(large_model, "together", Filter(), 1000, None)["speakers"]
    on_page = {speaker["id"]: (speaker["x"], speaker["y"]) for speaker in page if "x" in speaker}
    drawn = select_drawn(project(large_model, "together"))
    in_picture = {node: style.position for node, style in compute_styles(drawn, drawn).items()}
    assert on_page == in_picture
    assert {node: in_gexf[node] for node in on_page} == on_page


def test_an_unknown_ending_lists_the_supported_ones(model, tmp_path):
    with pytest.raises(UsageError, match=r"no format has the ending '\.xyz'; use one of \.gexf"):
        write_graph(model, tmp_path / "g.xyz")


def test_an_unknown_view_lists_the_known_ones(model, tmp_path):
    with pytest.raises(UsageError, match="no view is called 'friends'; use one of quotes, mentions"):
        write_graph(model, tmp_path / "g.gexf", "friends")


def test_rdf_has_no_views(model, tmp_path):
    with pytest.raises(UsageError, match="RDF has no views"):
        write_graph(model, tmp_path / "g.ttl", "mentions")


def test_a_missing_folder_is_named(model, tmp_path):
    with pytest.raises(OutputError, match=r"none/g\.gexf: cannot be written: No such file or directory"):
        write_graph(model, tmp_path / "none" / "g.gexf")


def test_a_failed_write_leaves_the_old_file_alone(model, tmp_path, monkeypatch):
    target = tmp_path / "g.gexf"
    target.write_text("old")
    monkeypatch.setattr("quotes.graphs.files.compute_styles", lambda graph: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        write_graph(model, target)
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]
