"""Intervals, and whether two runs differ."""

from __future__ import annotations

import pytest

from quotes.evaluation.changes import changes
from quotes.evaluation.gold import GoldArticle
from quotes.evaluation.resampling import bootstrap, compare
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


def test_an_interval_holds_the_figure_and_is_the_same_every_time(run):
    scores = run(4)
    interval = scores.intervals(500)["joint"]
    assert scores.rates["joint"].f1 == pytest.approx(8 / 12)
    assert interval.low < 8 / 12 < interval.high
    assert scores.intervals(500) == scores.intervals(500)


def test_the_interval_is_about_that_of_the_binomial(run):
    # Twelve articles that are right or wrong as one: the share of right ones has standard error 0.136.
    interval = run(4).intervals(4000)["joint"]
    assert interval.high - interval.low == pytest.approx(2 * 1.96 * (2 / 3 * 1 / 3 / 12) ** 0.5, abs=0.05)


def test_without_spread_the_interval_is_a_point(run):
    interval = run(0).intervals(100)["joint"]
    assert (interval.low, interval.high) == (1.0, 1.0)


def test_no_articles_or_no_draws_give_no_intervals(run):
    assert bootstrap([], 100) == {}
    assert run(1).intervals(0) == {}


def test_a_run_against_itself_gains_nothing(run):
    each = compare(run(3).tallies, run(3).tallies, 200)["joint"]
    assert (each.gain, each.p, each.interval.low, each.interval.high) == (0.0, 1.0, 0.0, 0.0)


def test_a_real_difference_is_told_from_chance(run):
    large = compare(run(10).tallies, run(0).tallies, 2000)["joint"]
    assert large.gain == pytest.approx(10 / 12)
    # Only 2 in 1,024 exchanges of the ten articles that differ are as extreme.
    assert large.p < 0.01
    assert large.interval.low > 0
    small = compare(run(1).tallies, run(0).tallies, 2000)["joint"]
    assert small.p == 1.0


def test_runs_on_other_articles_are_not_compared(run):
    with pytest.raises(ValueError, match="12 and 11 articles"):
        compare(run(1).tallies, run(1).tallies[1:], 10)


def test_changes_name_the_quotes_that_got_better_and_worse(gold, predict):
    before = score([gold], [predict(lambda n, quote: wrong(n, quote) if n == 0 else quote)])
    after = score([gold], [predict(lambda n, quote: None if n == 2 else quote)])
    first, last = changes(before.matches, after.matches)
    assert (first.gold, first.before, first.after, first.better) == (gold.quotes[0], ("speaker",), (), True)
    assert (last.gold, last.before, last.after, last.worse) == (gold.quotes[2], (), ("missed",), True)


def test_a_spurious_quote_that_goes_is_better_and_one_that_comes_is_worse(gold, predict):
    extra = {"type": "direct", "content": [place("PASAR BARU")], "speaker": []}
    spurious = predict(quotes=[extra])
    clean = predict(quotes=[])
    (gone,) = changes(score([gold], [spurious]).matches, score([gold], [clean]).matches)
    assert gone.gold is None
    assert gone.better
    (come,) = changes(score([gold], [clean]).matches, score([gold], [spurious]).matches)
    assert come.worse
    assert come.second == spurious.quotes[0]
