"""The graph of all records."""

import logging
from dataclasses import replace

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


def copy_of(record, number, outlet, change=lambda text: text):
    return replace(
        record, article=replace(record.article, id=f"c{number}", outlet=outlet, text=change(record.article.text))
    )


SENTENCES = "".join(f"Kalimat nomor {number} menerangkan pembangunan pelabuhan baru itu.\n" for number in range(10))


def agency(outlet="kantorberita.example"):
    draft = Draft("a1", "2024-01-10", outlet)
    draft.says("Dewi Anggraini", "hujan turun sejak kemarin malam di pelabuhan")
    draft.write(SENTENCES)
    return draft.record()


@pytest.mark.parametrize(
    ("change", "copies"),
    [
        (lambda text: text, 1),
        (lambda text: f"Jakarta, Harian Laut - {text}\nBaca juga: kapal baru", 1),
        (lambda text: text + "Hal lain yang sama sekali berbeda isinya. " * 2, 1),
        (lambda text: text.replace("nomor", "ke"), 0),
    ],
)
def test_a_copy_in_another_outlet_counts_once_and_keeps_its_outlet(change, copies):
    model = build_graph([agency(), copy_of(agency(), 2, "harianlaut.example", change)])
    assert model.graph["copies"] == copies
    if copies:
        assert len(nodes_of(model, "quote")) == 1
        assert model.nodes["quote:a1#1"]["outlets"] == ("kantorberita.example", "harianlaut.example")


@pytest.mark.parametrize(("kept", "copies"), [(8, 1), (7, 0)])
def test_a_copy_has_at_least_seven_tenths_of_the_longer_text(kept, copies):
    lines = SENTENCES.splitlines()
    one, other = (Draft(name, outlet=name).says("Dewi Anggraini", "hujan") for name in ("a1", "a2"))
    one.write("\n".join(lines))
    other.write(
        "\n".join(lines[:kept])
        + "\n"
        + "Lain sekali bunyinya kalimat yang ini daripada di sana.\n" * 1
        + "\n".join(f"Ada pula kalimat {n} yang berbeda sama sekali dengan itu." for n in range(10 - kept))
    )
    assert build_graph([one.record(), other.record()]).graph["copies"] == copies


def test_outlets_that_a_store_knows_count_like_copies():
    record = agency()
    record = replace(record, article=replace(record.article, other_outlets=("harianlaut.example",)))
    assert build_graph([record]).nodes["quote:a1#1"]["outlets"] == ("kantorberita.example", "harianlaut.example")


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


@pytest.mark.parametrize(("letters", "copies"), [(25, 1), (24, 0)])
def test_short_sentences_make_no_copy(letters, copies):
    shared = "\n".join(f"{character * letters}." for character in "abcdefgh")
    one, other = (Draft(name).says("Dewi Anggraini", f"hujan {name * 12}") for name in ("k1", "k2"))
    one.write(shared)
    other.write(shared)
    assert build_graph([one.record(), other.record()]).graph["copies"] == copies
