"""Confidence intervals, and the comparison of two runs."""

from __future__ import annotations

import pytest

from quotes.evaluation.comparison import bootstrap, compare_runs, find_changes
from quotes.evaluation.gold import GoldArticle
from quotes.evaluation.score import score

from .conftest import gold_line, place


def wrong(n, quote):
    return {**quote, "speaker": ["Orang Lain"]}


@pytest.fixture
def articles():
    return [GoldArticle.from_dict(gold_line(f"a{n}")) for n in range(12)]


@pytest.fixture
def run(articles, predict):
    """Scores of a run in which the first articles have the wrong speaker throughout."""

    def make(bad):
        return score(articles, [predict(*([wrong] if n < bad else []), id=f"a{n}") for n in range(12)])

    return make


def test_an_interval_contains_the_figure_and_is_reproducible(run):
    scores = run(4)
    interval = scores.intervals(500)["joint"]
    assert scores.rates["joint"].f1 == pytest.approx(8 / 12)
    assert interval.low < 8 / 12 < interval.high
    assert scores.intervals(500) == scores.intervals(500)


def test_the_interval_is_close_to_the_binomial_one(run):
    # Twelve articles, each entirely right or wrong: the standard error of their share is 0.136.
    interval = run(4).intervals(4000)["joint"]
    assert interval.high - interval.low == pytest.approx(2 * 1.96 * (2 / 3 * 1 / 3 / 12) ** 0.5, abs=0.05)


def test_without_variance_the_interval_is_a_point(run):
    interval = run(0).intervals(100)["joint"]
    assert (interval.low, interval.high) == (1.0, 1.0)


def test_without_articles_or_samples_there_are_no_intervals(run):
    assert bootstrap([], 100) == {}
    assert run(1).intervals(0) == {}


def test_a_run_compared_with_itself_has_no_gain(run):
    each = compare_runs(run(3).tallies, run(3).tallies, 200)["joint"]
    assert (each.gain, each.p, each.interval.low, each.interval.high) == (0.0, 1.0, 0.0, 0.0)


def test_a_large_difference_is_significant_and_a_small_one_is_not(run):
    large = compare_runs(run(10).tallies, run(0).tallies, 2000)["joint"]
    assert large.gain == pytest.approx(10 / 12)
    # Only 2 in 1,024 exchanges of the ten articles that differ are as extreme.
    assert large.p < 0.01
    assert large.interval.low > 0
    small = compare_runs(run(1).tallies, run(0).tallies, 2000)["joint"]
    assert small.p == 1.0


def test_runs_with_different_numbers_of_articles_are_an_error(run):
    with pytest.raises(ValueError, match="12 and 11 articles"):
        compare_runs(run(1).tallies, run(1).tallies[1:], 10)


def test_changes_are_the_quotes_that_got_better_or_worse(gold, predict):
    before = score([gold], [predict(lambda n, quote: wrong(n, quote) if n == 0 else quote)])
    after = score([gold], [predict(lambda n, quote: None if n == 2 else quote)])
    first, last = find_changes(before.matches, after.matches)
    assert (first.gold, first.before, first.after, first.is_better) == (gold.quotes[0], ("speaker",), (), True)
    assert (last.gold, last.before, last.after, last.is_worse) == (gold.quotes[2], (), ("missed",), True)


def test_a_removed_spurious_quote_is_better_and_an_added_one_is_worse(gold, predict):
    extra = {"type": "direct", "content": [place("PASAR BARU")], "speaker": []}
    spurious = predict(quotes=[extra])
    clean = predict(quotes=[])
    (gone,) = find_changes(score([gold], [spurious]).matches, score([gold], [clean]).matches)
    assert gone.gold is None
    assert gone.is_better
    (come,) = find_changes(score([gold], [clean]).matches, score([gold], [spurious]).matches)
    assert come.is_worse
    assert come.second == spurious.quotes[0]
