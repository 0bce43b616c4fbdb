"""Pictures of the graph, with labels that do not overlap."""

import logging
import math
import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from itertools import combinations
from pathlib import Path

import networkx as nx
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from quotes.graphs import build_graph, project, write_graph
from quotes.graphs.analysis import heat_table
from quotes.graphs.layout import compute_layout
from quotes.graphs.picture import draw_heat_table, draw_network
from quotes.graphs.styles import compute_styles, select_drawn

ROOT = Path(__file__).parents[2]


def boxes(figure):
    renderer = FigureCanvasAgg(figure).get_renderer()
    return {text.get_text(): text.get_window_extent(renderer) for text in figure.axes[0].texts if text.get_text()}


@pytest.mark.parametrize("view", ["mentions", "together"])
def test_no_two_labels_overlap(large_model, view):
    found = boxes(draw_network(select_drawn(project(large_model, view), 60)))
    assert len(found) >= 40
    assert not [(a, b) for a, b in combinations(found, 2) if found[a].overlaps(found[b])]


def test_labels_stay_inside_the_picture(large_model):
    figure = draw_network(select_drawn(project(large_model, "mentions"), 40))
    assert all(figure.bbox.containsx(box.x0) and figure.bbox.containsx(box.x1) for box in boxes(figure).values())


def test_a_picture_says_when_it_is_too_small_for_its_labels(large_model, caplog, tmp_path, monkeypatch):
    monkeypatch.setattr("quotes.graphs.picture._INCHES", (2.0, 1.5))
    with caplog.at_level(logging.WARNING):
        write_graph(large_model, tmp_path / "g.png", nodes=300)
    assert "labels found no free place; draw fewer nodes to see them" in caplog.text


def test_svg_is_well_formed_and_png_is_png(model, tmp_path):
    write_graph(model, tmp_path / "g.svg")
    write_graph(model, tmp_path / "g.png")
    write_graph(model, tmp_path / "o.svg", "outlets")
    assert ET.parse(tmp_path / "g.svg").getroot().tag.endswith("svg")
    assert (tmp_path / "g.png").read_bytes().startswith(b"\x89PNG")


def test_a_dollar_in_a_name_is_no_formula(hostile_model):
    figure = draw_network(select_drawn(project(hostile_model, "together")))
    hostile = next(text for text in figure.axes[0].texts if text.get_text().startswith("Sri"))
    assert not hostile.get_parse_math()


def test_a_graph_without_speakers_says_so():
    figure = draw_network(project(build_graph([]), "together"))
    assert figure.axes[0].texts[0].get_text() == "Nobody is quoted in this view."
    assert draw_heat_table(heat_table(build_graph([]))).texts[0].get_text() == "No article names its outlet."


def test_the_heat_table_has_a_number_for_every_speaker_and_outlet_that_quotes_them(model):
    figure = draw_heat_table(heat_table(model))
    assert sorted(text.get_text() for text in figure.axes[0].texts) == ["1", "1", "1", "1", "1"]


def test_only_the_most_quoted_and_the_strongest_links_are_drawn(large_model):
    whole = project(large_model, "together")
    part = select_drawn(whole, 10)
    quotes = dict(whole.nodes(data="quotes"))
    assert len(part) == 10
    assert min(quotes[node] for node in part) >= sorted(quotes.values())[-10]
    assert part.number_of_edges() <= 40


def test_at_most_seven_groups_have_a_colour(large_model):
    whole = project(large_model, "together")
    found = compute_styles(whole, with_positions=False)
    assert {style.hue.name for style in found.values() if style.group > 6} <= {"grey"}
    assert len({style.hue.name for style in found.values() if style.group <= 6}) == len(
        {style.group for style in found.values() if style.group <= 6}
    )


def test_no_two_nodes_overlap(large_model):
    drawn = select_drawn(project(large_model, "together"))
    found = list(compute_styles(drawn, drawn).values())
    for one, other in combinations(found, 2):
        (x, y), (u, v) = one.position, other.position
        assert ((x - u) ** 2 + (y - v) ** 2) ** 0.5 >= (one.size + other.size) / 2


def test_the_part_that_is_quoted_most_stands_first_and_singles_last():

    graph = nx.Graph()
    graph.add_weighted_edges_from([("a", "b", 1), ("b", "c", 1), ("d", "e", 1)])
    graph.add_node("f")
    places = compute_layout(graph, dict.fromkeys("abcdef", 20.0), dict.fromkeys("abcdef", 0))
    tops = [min(places[node][1] + places[node][0] / 1000 for node in part) for part in ("abc", "de", "f")]
    assert tops[0] == min(tops)


def test_positions_are_the_same_every_time(model):
    assert compute_styles(project(model, "quotes")) == compute_styles(project(model, "quotes"))


def test_positions_do_not_depend_on_the_seed_of_hashes():
    code = (
        "from quotes.graphs import build_graph, project\n"
        "from quotes.graphs.styles import compute_styles\n"
        "from tests.graphs.graph_records import three_articles\n"
        "print(compute_styles(project(build_graph(three_articles()), 'quotes')))"
    )
    shown = {
        subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(shown) == 1


@pytest.mark.parametrize(("limit", "placed"), [(2, True), (1, False)])
def test_graphs_beyond_the_limit_get_no_places(model, monkeypatch, limit, placed):
    monkeypatch.setattr("quotes.graphs.styles.MAX_NODES", limit)
    drawn = select_drawn(project(model, "together"))
    assert all(bool(style.position) == placed for style in compute_styles(drawn, drawn).values())


def test_nodes_that_are_not_drawn_stand_beside_their_neighbours_or_below():
    from quotes.graphs.layout import place_beside

    graph = nx.Graph([("a", "b")])
    graph.add_node("c")
    found = place_beside(graph, {"a": (100.0, 100.0)})
    assert 20 < math.dist(found["b"], (100, 100)) < 100
    assert found["c"][1] > 100
