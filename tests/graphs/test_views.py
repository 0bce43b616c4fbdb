"""Views and filters: who is linked to whom."""

from datetime import date
from pathlib import Path

import networkx as nx
import pytest

from quotes.errors import UsageError
from quotes.graphs import VIEWS, Filter, build_graph, project
from tests.graphs.graph_records import Draft

DEWI, BAGUS, RATNA = "speaker:dewi-anggraini", "speaker:bagus-prakoso", "speaker:ratna-wulandari"


def edges(graph):
    return {(a, b): link["weight"] for a, b, link in graph.edges(data=True)}


def test_speakers_quotes_and_articles_form_a_chain(model):
    graph = project(model, "quotes")
    assert edges(graph)[DEWI, "quote:a1#1"] == 1
    assert edges(graph)["quote:a1#1", "article:a1"] == 1
    assert graph.number_of_edges() == 10


def test_mentions_add_up_over_articles(model):
    assert edges(project(model, "mentions")) == {(DEWI, BAGUS): 2}


def test_speakers_quoted_together_are_linked_by_the_number_of_articles(model):
    graph = project(model, "together")
    assert edges(graph) == {(BAGUS, DEWI): 2}
    assert graph.edges[BAGUS, DEWI]["quotes"] == 4
    assert not graph.is_directed()


def test_outlets_point_at_the_speakers_they_quote(model):
    assert edges(project(model, "outlets"))["outlet:kabarfajar.example", RATNA] == 1


def test_speakers_point_at_the_words_that_they_use_more_than_others():
    draft = Draft("a1")
    for _ in range(8):
        draft.says("Dewi Anggraini", "harga beras segera turun").says("Bagus Prakoso", "harga kapal segera naik")
    found = edges(project(build_graph([draft.record()]), "topics"))
    assert found[DEWI, "word:beras"] == 8
    assert (DEWI, "word:harga") not in found  # both use it
    assert (DEWI, "word:kapal") not in found


def test_speakers_without_a_link_are_in_views_of_speakers_only(model):
    assert RATNA in project(model, "together")
    assert RATNA not in project(model, "together", Filter(min_weight=2))
    assert RATNA not in project(model, "together", Filter(speakers=("Dewi Anggraini",)))


def test_a_link_has_counts_dates_outlets_and_a_sample(model):
    link = project(model, "mentions").edges[DEWI, BAGUS]
    assert link == {
        "weight": 2, "quotes": 2, "articles": 2, "direct": 2, "indirect": 0, "mixed": 0, "cue_statement": 2,
        "outlets": "kabarfajar.example; wartasenja.example", "first_date": "2024-01-10", "last_date": "2024-02-20",
        "sample": "Bagus Prakoso sudah menyiapkan anggaran pasar", "sample_article": "a1", "sample_start": 1,
        "sample_end": 46, "sample_url": "https://kabarfajar.example/a1",
    }  # fmt: skip


@pytest.mark.parametrize("view", VIEWS)
def test_a_projection_is_a_plain_graph_of_plain_values(model, view):
    graph = project(model, view)
    assert type(graph) is (nx.DiGraph if VIEWS[view].directed else nx.Graph)
    values = [value for _, about in graph.nodes(data=True) for value in about.values()]
    assert all(isinstance(value, str | int | float) for value in values)


@pytest.mark.parametrize("view", VIEWS)
def test_every_attribute_is_in_the_manual(model, view):
    manual = (Path(__file__).parents[2] / "docs" / "graphs.md").read_text(encoding="utf-8")
    graph = project(model, view)
    nodes = {key for _, about in graph.nodes(data=True) for key in about}
    links = {key for _, _, link in graph.edges(data=True) for key in link}
    unnamed = {key for key in nodes | links if f"`{key}`" not in manual and not key.startswith("cue_")}
    assert not unnamed


@pytest.mark.parametrize(
    ("keep", "left"),
    [
        (Filter(types=("direct",)), 3),
        (Filter(types=("indirect", "mixed")), 2),
        (Filter(cue_classes=("denial",)), 1),
        (Filter(outlets=("WartaSenja.example",)), 2),
        (Filter(since=date(2024, 2, 20)), 3),
        (Filter(until=date(2024, 2, 20)), 4),
        (Filter(since=date(2024, 2, 1), until=date(2024, 3, 1)), 2),
        (Filter(speakers=("Dewi Anggraini",)), 2),
        (Filter(speakers=("dewi-anggraini", "ratna wulandari")), 3),
        (Filter(kinds=("organisation",)), 0),
        (Filter(), 5),
    ],
)
def test_a_filter_keeps_the_quotes_that_it_names(model, keep, left):
    graph = project(model, "quotes", keep)
    assert sum(1 for a, b in graph.edges if b.startswith("quote:")) == left
    assert sum(1 for a, b in graph.edges if b.startswith("article:")) == left


def test_a_filtered_speaker_keeps_links_at_either_end(model):
    assert edges(project(model, "mentions", Filter(speakers=("Bagus Prakoso",)))) == {(DEWI, BAGUS): 2}
    assert edges(project(model, "mentions", Filter(speakers=("Ratna Wulandari",)))) == {}


def test_a_filter_changes_the_counts_of_nodes_too(model):
    graph = project(model, "mentions", Filter(until=date(2024, 1, 31)))
    assert (graph.nodes[DEWI]["quotes"], graph.edges[DEWI, BAGUS]["weight"]) == (1, 1)


def test_links_of_small_weight_are_left_out(model):
    assert edges(project(model, "mentions", Filter(min_weight=2))) == {(DEWI, BAGUS): 2}
    assert edges(project(model, "mentions", Filter(min_weight=3))) == {}


def test_an_undated_article_is_in_no_period():
    model = build_graph([Draft("a1").says("Dewi Anggraini", "hujan turun").record()])
    assert len(project(model, "quotes", Filter(since=date(1900, 1, 1)))) == 0


def test_an_unknown_speaker_is_named_with_similar_names(model):
    with pytest.raises(UsageError, match=r"no speaker is called 'Dewi Angraini'.*did you mean Dewi Anggraini\?"):
        project(model, "quotes", Filter(speakers=("Dewi Angraini",)))


def test_an_alias_finds_its_speaker():
    model = build_graph(
        [Draft("a1").knows("Dewi Anggraini", aliases=("Bu Dewi",)).says("Dewi Anggraini", "hujan turun").record()]
    )
    assert DEWI in project(model, "quotes", Filter(speakers=("bu dewi",)))
