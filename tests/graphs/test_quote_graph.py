"""The graph of all records."""

import logging

import pytest

from quotes.errors import RecordError
from quotes.graphs import build_graph
from quotes.graphs.quote_graph import nodes_of, read_day
from tests.graphs.graph_records import Draft, three_articles


def test_every_speaker_quote_article_and_outlet_is_one_node(model):
    counts = {kind: len(nodes_of(model, kind)) for kind in ("speaker", "quote", "article", "outlet", "addressee")}
    assert counts == {"speaker": 3, "quote": 5, "article": 3, "outlet": 2, "addressee": 1}


def test_a_quote_node_has_its_words_and_their_position(model):
    quote = model.nodes["quote:a1#1"]
    text = three_articles()[0].article.text
    assert quote["text"] == text[quote["quote_start"] : quote["quote_end"]]
    assert quote["text"] == "Bagus Prakoso sudah menyiapkan anggaran pasar"
    assert (quote["type"], quote["cue"], quote["cue_class"]) == ("direct", "kata", "statement")
    assert (quote["date"], quote["outlet"]) == ("2024-01-10", "kabarfajar.example")


def test_the_key_of_an_edge_is_its_relation(model):
    assert model.has_edge("speaker:dewi-anggraini", "quote:a1#1", "said")
    assert model.has_edge("quote:a1#1", "article:a1", "in")
    assert model.has_edge("outlet:kabarfajar.example", "article:a1", "published")
    assert model.has_edge("quote:a1#1", "speaker:bagus-prakoso", "mentions")
    assert model.has_edge("quote:a1#1", "addressee:wartawan", "to")


def test_an_addressee_who_is_a_speaker_is_that_speaker(model):
    assert model.has_edge("quote:a2#1", "speaker:bagus-prakoso", "to")


def test_unknown_values_are_no_attributes():
    model = build_graph([Draft("a1").says("Dewi Anggraini", "hujan turun").record()])
    assert not {"date", "outlet", "url"} & set(model.nodes["quote:a1#1"])


def test_the_same_article_twice_counts_once(model, caplog):
    with caplog.at_level(logging.WARNING):
        twice = build_graph([*three_articles(), *three_articles()])
    assert (len(twice), twice.number_of_edges()) == (len(model), model.number_of_edges())
    assert "the article 'a1' occurs twice" in caplog.text


def test_two_different_articles_of_one_id_are_refused_by_name():
    one, other = (Draft("a1").says("Dewi Anggraini", words).record() for words in ("satu kali", "dua kali"))
    with pytest.raises(RecordError, match="two different articles have the id 'a1'"):
        build_graph([one, other])


def test_roles_and_aliases_of_later_articles_are_added():
    first = Draft("a1").knows("Dewi Anggraini", roles=("Wali Kota",)).says("Dewi Anggraini", "hujan turun").record()
    second = Draft("a2").knows("Dewi Anggraini", roles=("Ketua",)).says("Dewi Anggraini", "hujan reda").record()
    assert build_graph([first, second]).nodes["speaker:dewi-anggraini"]["roles"] == ("Wali Kota", "Ketua")


def test_no_record_gives_an_empty_graph():
    assert len(build_graph([])) == 0


def test_a_name_without_an_id_is_a_speaker():
    draft = Draft("a1").says("Dewi Anggraini", "hujan turun", speaker_ids=())
    assert build_graph([draft.record()]).has_edge("speaker:Dewi Anggraini", "quote:a1#1", "said")


@pytest.mark.parametrize(
    ("written", "meant"),
    [("2024-05-17", "2024-05-17"), ("2024-05-17T08:00:00+07:00", "2024-05-17"), ("17/5/2024", None), ("", None),
     (None, None)],
)  # fmt: skip
def test_only_iso_dates_are_dates(written, meant):
    assert read_day(written) == meant
