"""The figures, on cases that can be counted by hand."""

from __future__ import annotations

import itertools
import random

import pytest

from quotes.errors import RecordError
from quotes.evaluation.gold import GoldArticle
from quotes.evaluation.matching import assign, match_article, name_same_people, trim_spans
from quotes.evaluation.score import score
from quotes.records import Record, Span

from .conftest import TEXT, gold_line, place, three_quotes


def test_a_perfect_prediction_scores_one_everywhere(gold, predict):
    figures = score([gold], [predict()]).figures
    assert set(figures.values()) == {1.0}


def test_an_article_without_a_record_counts_as_one_without_predicted_quotes(gold):
    scores = score([gold], [])
    assert scores.count("articles_missing") == 1
    assert set(scores.figures.values()) == {0.0}


def test_without_gold_and_prediction_all_figures_are_zero():
    assert set(score([], []).figures.values()) == {0.0}
    empty = GoldArticle.from_dict({"id": "kosong", "text": "", "quotes": []})
    assert set(score([empty], []).figures.values()) == {0.0}


def test_marks_commas_and_spaces_at_the_edges_do_not_count(gold, predict):
    def with_marks(n, quote):
        return {**quote, "content": [[start - 1, end + 2] for start, end in quote["content"]]} if n == 1 else quote

    record = predict(with_marks)
    assert TEXT[slice(*record.quotes[1].content[0])] == '"Atapnya bocor,"'
    assert score([gold], [record]).rates["exact"].f1 == 1.0


def test_trimming_drops_a_span_of_marks_alone():
    assert trim_spans('"..." kata', [Span(0, 5), Span(6, 10)]) == (Span(6, 10),)


def test_a_quote_is_found_from_half_of_the_characters_on(gold, predict):
    words = "kios lama akan diperbaiki"  # 25 characters

    def cut(keep):
        return lambda n, quote: {**quote, "content": [place(words[:keep])]} if n == 0 else quote

    (pair, *_) = match_article(gold, predict(cut(13))).pairs
    assert (pair.iou, pair.is_found, pair.errors) == (13 / 25, True, ("span",))
    (pair, *_) = match_article(gold, predict(cut(12))).pairs
    assert (pair.iou, pair.is_found, pair.errors) == (12 / 25, False, ("missed", "spurious"))


def test_the_gender_gap_tracker_measures_count_the_covered_share_of_gold_only(gold, predict):
    start, _ = place("PASAR BARU")
    _, end = place("kios lama akan diperbaiki")
    scores = score([gold], [predict(lambda n, quote: {**quote, "content": [[start, end]]} if n == 0 else quote)])
    assert scores.count("found") == 2
    assert scores.count("ggt80") == scores.count("ggt30") == 3


@pytest.mark.parametrize(
    ("kept", "found", "ggt30", "ggt80"),
    [(3, 0, 0, 0), (4, 0, 1, 0), (5, 1, 1, 0), (8, 1, 1, 0), (9, 1, 1, 1)],
)
def test_found_includes_its_threshold_and_the_gender_gap_tracker_measures_do_not(kept, found, ggt30, ggt80):
    quote = {"id": "a#1", "type": "direct", "content": [[0, 10]], "speaker": []}
    article = GoldArticle.from_dict({"id": "a", "text": "sepuluhbae", "quotes": [quote]})
    line = {"id": "a", "text": "sepuluhbae", "quotes": [{**quote, "content": [[0, kept]]}]}
    scores = score([article], [Record.from_dict(line)])
    assert [scores.count(name) for name in ("found", "ggt30", "ggt80")] == [found, ggt30, ggt80]


def test_a_wrong_speaker_lowers_the_joint_figure_and_not_the_found_one(gold, predict):
    scores = score([gold], [predict(lambda n, quote: {**quote, "speaker": ["Budi Hartono"]})])
    assert scores.rates["found"].f1 == 1.0
    assert scores.rates["joint"].f1 == pytest.approx(1 / 3)
    assert scores.shares["speaker_accuracy"] == scores.shares["speaker_on_gold"] == pytest.approx(1 / 3)
    assert scores.shares["source_accuracy"] == 1.0


def test_speaker_on_gold_is_over_all_gold_quotes(gold, predict):
    scores = score([gold], [predict(lambda n, quote: quote if n else None)])
    assert scores.shares["speaker_accuracy"] == 1.0
    assert scores.shares["speaker_on_gold"] == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("gold", "predicted", "same"),
    [
        (["Sri Lestari"], ["sri lestari"], True),
        (["Sri Lestari"], ["Lestari"], True),
        (["Sri Lestari"], ["Ny. Sri Lestari"], False),
        (["Sri Lestari", "Budi Hartono"], ["Budi Hartono", "Lestari"], True),
        (["Sri Lestari", "Budi Hartono"], ["Budi Hartono"], False),
        (["Sri Lestari"], [], False),
        ([], [], True),
        (["A.B. Setiawan"], ["A B Setiawan"], True),
    ],
)
def test_people_are_the_same_under_any_of_their_names(gold, predicted, same):
    assert name_same_people(gold, predicted, {"Sri Lestari": ("Lestari",)}) is same


def test_a_cue_is_right_if_it_overlaps_and_is_not_counted_if_gold_has_none(predict):
    quotes = three_quotes()
    quotes[2]["cue"] = None
    article = GoldArticle.from_dict(gold_line(quotes=quotes))
    record = predict(lambda n, quote: {**quote, "cue": place("mengatakan bahwa") if n == 0 else None})
    assert score([article], [record]).shares["cue_accuracy"] == 0.5


def test_overlap_accepts_two_predicted_quotes_for_one(gold, predict):
    halves = [{**three_quotes()[0], "content": [place(words)]} for words in ("kios lama", "akan diperbaiki")]
    rate = score([gold], [predict(quotes=[*halves, *three_quotes()[1:]])]).rates["overlap"]
    assert (rate.precision, rate.recall) == (1.0, 1.0)


def test_the_word_figures_count_words_of_any_quote(gold, predict):
    # Gold has 4 + 2 + 3 + 4 words; the prediction lacks the first quote and has one word too many.
    record = predict(
        lambda n, quote: (
            {**quote, "content": [place("sewa kios terlalu mahal.\nSri")]} if n == 2 else quote if n else None
        )
    )
    rate = score([gold], [record]).rates["words"]
    assert (rate.precision, rate.recall) == (pytest.approx(9 / 10), pytest.approx(9 / 13))


def test_germeval_averages_over_quotes_and_counts_a_clitic_as_its_word(gold, predict):
    record = predict(lambda n, quote: {**quote, "content": [place("kios lama")], "source": None} if n == 0 else quote)
    rates = score([gold], [record]).rates
    assert rates["germeval_message"].precision == 1.0
    assert rates["germeval_message"].recall == pytest.approx((2 / 4 + 1 + 1) / 3)
    # Three cues and two of three sources; the missing source has no predicted words, so precision stays 1.
    assert (rates["germeval_roles"].precision, rates["germeval_roles"].recall) == (1.0, pytest.approx(5 / 6))
    assert rates["germeval_joint"].recall == pytest.approx((2.5 + 5) / 9)


def test_germeval_breaks_ties_by_type(predict):
    twins = [{**three_quotes()[0], "cue": None}, {**three_quotes()[0], "type": "mixed"}]
    article = GoldArticle.from_dict(gold_line(quotes=twins))
    rates = score([article], [predict(quotes=list(reversed(twins)))]).rates
    assert rates["germeval_joint"].f1 == 1.0


def test_a_prediction_on_another_text_is_an_error(gold, predict):
    with pytest.raises(RecordError, match="predicted text of article pasar is not the gold text"):
        score([gold], [predict(text=TEXT + " ")])


def test_the_assignment_equals_the_best_by_exhaustive_search():
    rng = random.Random(7)
    for _ in range(200):
        rows, columns = rng.randint(1, 5), rng.randint(1, 5)
        weights = [[rng.choice([0, 0.25, 0.5, rng.random()]) for _ in range(columns)] for _ in range(rows)]
        pairs = assign(weights)
        assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs) == min(rows, columns)
        assert sum(weights[i][j] for i, j in pairs) == pytest.approx(_best(weights, rows, columns))


def _best(weights, rows, columns):
    if rows > columns:
        return _best([[weights[i][j] for i in range(rows)] for j in range(columns)], columns, rows)
    return max(
        sum(weights[i][j] for i, j in enumerate(chosen)) for chosen in itertools.permutations(range(columns), rows)
    )


def test_an_empty_matrix_gives_no_pairs():
    assert assign([]) == []
    assert assign([[], []]) == []
