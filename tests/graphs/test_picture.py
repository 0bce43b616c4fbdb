"""Pictures of the graph, with labels that do not overlap."""

import logging
import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from itertools import combinations
from pathlib import Path

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from quotes.graphs import build_graph, project, write_graph
from quotes.graphs.picture import draw
from quotes.graphs.styles import compute_styles, select_heaviest

ROOT = Path(__file__).parents[2]


def boxes(figure):
    renderer = FigureCanvasAgg(figure).get_renderer()
    return {text.get_text(): text.get_window_extent(renderer) for text in figure.axes[0].texts if text.get_text()}


@pytest.mark.parametrize("view", ["mentions", "together", "outlets"])
def test_no_two_labels_overlap(large_model, view):
    found = boxes(draw(select_heaviest(project(large_model, view), 60)))
    assert len(found) >= 50
    assert not [(a, b) for a, b in combinations(found, 2) if found[a].overlaps(found[b])]


def test_labels_stay_inside_the_picture(large_model):
    figure = draw(select_heaviest(project(large_model, "mentions"), 40))
    assert all(figure.bbox.containsx(box.x0) and figure.bbox.containsx(box.x1) for box in boxes(figure).values())


def test_a_picture_says_when_it_is_too_small_for_its_labels(large_model, caplog, tmp_path):
    with caplog.at_level(logging.WARNING):
        write_graph(large_model, tmp_path / "g.png", "topics", nodes=300)
    assert "labels found no free place; draw fewer nodes to see them" in caplog.text


def test_svg_is_well_formed_and_png_is_png(model, tmp_path):
    write_graph(model, tmp_path / "g.svg")
    write_graph(model, tmp_path / "g.png")
    assert ET.parse(tmp_path / "g.svg").getroot().tag.endswith("svg")
    assert (tmp_path / "g.png").read_bytes().startswith(b"\x89PNG")


def test_a_dollar_in_a_name_is_no_formula(hostile_model):
    figure = draw(project(hostile_model, "outlets"))
    hostile = next(text for text in figure.axes[0].texts if text.get_text().startswith("Sri"))
    assert not hostile.get_parse_math()


def test_a_graph_without_links_says_so(tmp_path):
    figure = draw(project(build_graph([]), "together"))
    assert figure.axes[0].texts[0].get_text() == "No quote links two nodes of this view."


def test_only_the_weightiest_nodes_and_links_are_drawn(large_model):
    whole = project(large_model, "together")
    part = select_heaviest(whole, 10)
    weights = dict(whole.degree(weight="weight"))
    assert len(part) <= 10
    assert min(weights[node] for node in part) >= sorted(weights.values())[-11]
    assert select_heaviest(whole, 10, links_each=1).number_of_edges() <= 10


def test_groups_differ_in_colour_and_in_shape(large_model):
    found = compute_styles(project(large_model, "together"), with_positions=False)
    hues = {look.hue for look in found.values() if look.group < 8}
    assert len({hue.hex for hue in hues}) == len({hue.shape for hue in hues}) == len({hue.marker for hue in hues}) > 1


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
