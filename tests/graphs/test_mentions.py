"""Mentions of speakers inside the quoted words."""

from quotes.graphs import build_graph, project
from quotes.graphs.content import MentionFinder
from quotes.records import Span
from tests.graphs.graph_records import Draft


def found(record):
    return [
        (mention.speaker_id, mention.span.of(record.article.text))
        for mention in MentionFinder(record).find(record.quotes[0])
    ]


def test_a_name_and_an_alias_are_found_with_their_positions():
    draft = Draft("a1").knows("Bagus Prakoso", aliases=("Pak Bagus",))
    record = draft.says("Dewi Anggraini", "Bagus Prakoso datang, Pak Bagus pulang").record()
    assert found(record) == [("bagus-prakoso", "Bagus Prakoso"), ("bagus-prakoso", "Pak Bagus")]


def test_the_longest_form_wins():
    draft = Draft("a1").knows("Melati").knows("Koperasi Melati", kind="organisation")
    assert found(draft.says("Dewi Anggraini", "kami ke Koperasi Melati").record()) == [
        ("koperasi-melati", "Koperasi Melati")
    ]


def test_part_of_a_word_is_no_mention():
    assert found(Draft("a1").knows("Ayu").says("Dewi Anggraini", "Rahayu dan keAyuan").record()) == []


def test_a_form_that_two_speakers_share_names_neither():
    draft = Draft("a1").knows("Ratna Wulandari", aliases=("Ratna",)).knows("Ratna Kinanti", aliases=("Ratna",))
    assert found(draft.says("Dewi Anggraini", "Ratna setuju").record()) == []


def test_a_pronoun_and_a_description_are_no_names():
    draft = Draft("a1").knows("Bagus Prakoso", aliases=("dia", "pria itu"))
    assert found(draft.says("Dewi Anggraini", "dia dan pria itu pergi").record()) == []


def test_a_marked_mention_counts_where_no_form_matched():
    draft = Draft("a1").says("Dewi Anggraini", "Menteri itu belum tahu")
    start = draft.text.index("Menteri")
    record = draft.knows("Bagus Prakoso", mentions=(Span(start, start + 7),)).record()
    assert found(record) == [("bagus-prakoso", "Menteri")]


def test_names_outside_the_quoted_words_are_ignored():
    assert found(Draft("a1").says("Dewi Anggraini", "hujan turun").record()) == []


def test_a_thousand_self_mentions_are_one_edge_of_the_model_and_no_link_of_the_view():
    record = Draft("a1").says("Dewi Anggraini", "Dewi Anggraini " * 1000).record()
    model = build_graph([record])
    assert model.edges["quote:a1#1", "speaker:dewi-anggraini", "mentions"]["count"] == 1000
    assert project(model, "mentions").number_of_edges() == 0
