"""Analyses of the graph as tables."""

import pytest

from quotes.errors import UsageError
from quotes.graphs import (
    Filter,
    brokers,
    build_graph,
    communities,
    heat_table,
    keyness,
    pairs,
    quote_table,
    share,
    timeline,
    top,
)

QUESTIONS = (top, share, pairs, communities, brokers, timeline, quote_table)


def test_top_counts_quotes_articles_and_outlets(model):
    table = top(model).set_index("speaker")
    assert list(table.loc["dewi-anggraini", ["quotes", "direct", "articles", "outlets"]]) == [2, 2, 2, 2]
    assert str(table.loc["dewi-anggraini", "first"].date()) == "2024-01-10"
    assert table.index[-1] == "ratna-wulandari"


def test_shares_of_an_outlet_add_up_to_one(model):
    assert list(share(model).groupby("outlet")["share"].sum()) == pytest.approx([1, 1])


def test_a_share_refers_to_all_quotes_even_if_one_speaker_is_selected(model):
    table = share(model, Filter(speakers=("Ratna Wulandari",)))
    assert list(table["share"]) == pytest.approx([1 / 3])


def test_the_heat_table_counts_quotes_by_speaker_and_outlet(model):
    table = heat_table(model).set_index("name")
    assert list(table.columns) == ["speaker", "kabarfajar.example", "wartasenja.example"]
    assert list(table.loc["Ratna Wulandari"])[1:] == [1, 0]


def test_a_copy_counts_in_each_of_its_outlets():
    from dataclasses import replace

    from tests.graphs.graph_records import Draft

    record = Draft("a1", outlet="kabarfajar.example").says("Dewi Anggraini", "hujan turun").record()
    record = replace(record, article=replace(record.article, other_outlets=("harianlaut.example",)))
    model = build_graph([record])
    assert list(heat_table(model).iloc[0])[2:] == [1, 1]
    assert len(share(model)) == 2
    assert list(top(model)[["quotes", "outlets"]].iloc[0]) == [1, 2]
    assert len(top(model, Filter(outlets=("HarianLaut.example",)))) == 1


@pytest.mark.parametrize(("quotes", "found"), [(1, []), (6, []), (12, ["beras"])])
def test_a_word_is_characteristic_if_the_difference_is_clear(quotes, found):
    from tests.graphs.graph_records import Draft

    draft = Draft("a1")
    for number in range(30):
        draft.says("Dewi Anggraini", "beras" if number < quotes else "jalan")
        draft.says("Bagus Prakoso", "jalan")
    table = keyness(build_graph([draft.record()]))
    assert list(table.loc[table["name"] == "Dewi Anggraini", "word"]) == found


def test_pairs_list_who_talks_about_whom_with_a_sample(model):
    row = pairs(model).iloc[0]
    assert (row["speaker"], row["about"], row["quotes"], row["article"]) == ("Dewi Anggraini", "Bagus Prakoso", 2, "a1")


def test_communities_are_the_same_every_time(large_model):
    first, again = communities(large_model), communities(large_model)
    assert first.equals(again)
    assert list(first["community"].unique()) == list(range(1, first["community"].max() + 1))
    sizes = first.groupby("community")["speaker"].count()
    assert (sizes == first.groupby("community")["size"].first()).all()
    assert sizes.is_monotonic_decreasing


def test_a_broker_stands_between_two_groups():
    from tests.graphs.graph_records import Draft

    groups = [("Ani", "Bima", "Cici"), ("Dodi", "Eka", "Fani"), ("Ani", "Gita"), ("Gita", "Dodi")]
    records = []
    for number, names in enumerate(groups):
        draft = Draft(f"a{number}")
        for name in names:
            draft.says(name, "hujan turun")
        records.append(draft.record())
    table = brokers(build_graph(records))
    assert set(table["name"][:3]) == {"Ani", "Gita", "Dodi"}
    assert table.set_index("name").loc["Bima", "betweenness"] == 0


def test_a_timeline_has_no_rows_of_zeros(model):
    table = timeline(model, Filter(speakers=("Dewi Anggraini",)))
    assert [str(day.date()) for day in table["period"]] == ["2024-01-01", "2024-02-01"]


def test_a_timeline_has_no_gaps_if_zeros_are_wanted(model):
    table = timeline(model, Filter(speakers=("Dewi Anggraini",)), zeros=True)
    assert [str(day.date()) for day in table["period"]] == ["2024-01-01", "2024-02-01", "2024-03-01", "2024-04-01"]
    assert list(table["quotes"]) == [1, 1, 0, 0]
    assert list(table["share"]) == pytest.approx([0.5, 0.5, 0, 0])


def test_a_rolling_window_adds_up_periods(model):
    table = timeline(model, Filter(speakers=("Dewi Anggraini",)), window=2, zeros=True)
    assert list(table["quotes"]) == [1, 2, 1, 0]
    assert list(table["share"]) == pytest.approx([0.5, 0.5, 0.5, 0])


@pytest.mark.parametrize("every", ["day", "week", "month", "year"])
def test_a_timeline_counts_every_quote_once_for_every_length_of_period(model, every):
    assert timeline(model, every=every)["quotes"].sum() == 5


def test_an_empty_window_is_refused(model):
    with pytest.raises(UsageError, match="a window of 0 periods is empty"):
        timeline(model, window=0)


@pytest.mark.parametrize("question", QUESTIONS)
def test_without_records_a_table_is_empty_but_has_its_columns(question):
    table = question(build_graph([]))
    assert len(table) == 0
    assert len(table.columns) >= 5


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_unknown_speaker_is_an_error_in_every_analysis(model, question):
    with pytest.raises(UsageError, match="no speaker is called 'Nobody'"):
        question(model, Filter(speakers=("Nobody",)))
