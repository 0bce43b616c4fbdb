"""What the figures of a benchmark mean: shares of rounds, ratios with their spread, and when two sides agree."""

from __future__ import annotations

import pytest

from quotes.benchmark.report import compared
from quotes.benchmark.rounds import Side, Turn, agreement, ratio, shares
from quotes.benchmark.worker import Cost
from quotes.errors import InputError
from quotes.reading import Failure
from quotes.records import Article, Quote, Record, Span


def cost(cpu: float, seconds: float | None = None, **stages: float) -> Cost:
    return Cost(seconds or cpu, cpu, 100.0, stages)


def side(name: str, *costs: Cost, results: dict[int, Record | Failure] | None = None) -> Side:
    turns = [Turn(number, 10, 1000, each) for number, each in enumerate(costs)]
    return Side(name, cost(3.0), cost(0.1), turns, results or {})


def record(name: str, *speakers: str) -> Record:
    quotes = (Quote(f"{name}#{k}", "direct", (Span(k, k + 1),), speakers=(who,)) for k, who in enumerate(speakers))
    return Record(Article(name, "kapal tiba di Ambon"), tuple(quotes))


def test_the_rounds_share_the_articles_among_them() -> None:
    found = shares(11, 3, whole=False)
    assert sorted(place for chunk in found for place in chunk) == list(range(11))
    assert [len(chunk) for chunk in found] == [4, 4, 3]


def test_or_every_round_takes_them_all() -> None:
    assert shares(2, 3, whole=True) == [[0, 1]] * 3


def test_a_ratio_is_that_of_processor_time_round_by_round_and_over_all() -> None:
    found = ratio(side("ours", cost(1.0), cost(2.0), cost(1.0)), side("obvious", cost(4.0), cost(10.0), cost(6.0)))
    assert found.rounds == (4.0, 5.0, 6.0)
    assert (found.whole, found.spread) == (5.0, (4.0, 5.0, 6.0))


def test_a_ratio_can_go_by_the_wall_clock() -> None:
    slow, fast = side("obvious", cost(4.0, 12.0)), side("ours", cost(1.0, 2.0))
    assert ratio(fast, slow, lambda each: each.seconds).whole == 6.0


def test_speed_is_counted_over_all_rounds_in_processor_time() -> None:
    ours = side("ours", cost(1.0, 9.0), cost(3.0, 9.0))
    assert (ours.articles_a_second, ours.words_a_second) == (5.0, 500.0)


def test_what_no_stage_took_is_other_and_the_stages_of_all_rounds_are_added() -> None:
    ours = side("ours", cost(1.0, pos=0.5, other=0.5), cost(2.0, pos=1.0, other=1.0))
    assert ours.stages["pos"] == 1.5
    assert ours.stages["other"] == 1.5
    assert ours.stages["lemma"] == 0.0


def test_sides_agree_on_an_article_when_every_quote_is_the_same() -> None:
    one = {0: record("a", "Ratna", "Haris"), 1: record("b", "Ratna")}
    other = {0: record("a", "Ratna", "Haris"), 1: record("b", "Haris")}
    found = agreement(one, other)
    assert (found.articles, found.same_articles, found.differing) == (2, 1, ("b",))
    assert (found.quotes, found.other_quotes, found.same_quotes) == (3, 3, 2)


def test_a_failure_agrees_with_a_failure_only() -> None:
    failure = Failure("a.txt", InputError("broken"))
    assert agreement({0: failure}, {0: failure}).same_articles == 1
    assert agreement({0: failure}, {0: record("a")}).differing == ("a.txt",)


def test_the_report_sets_our_side_against_every_other() -> None:
    sides = {name: side(name, cost(2.0 if name == "ours" else 8.0)) for name in ("obvious", "plain", "ours")}
    report = compared(sides)
    assert [each["side"] for each in report["against"]] == ["obvious", "plain"]
    assert report["against"][0]["times_as_fast"]["whole"] == 4.0


@pytest.mark.parametrize("names", [("obvious",), ("obvious", "plain")])
def test_without_our_side_there_is_nothing_to_set_against(names: tuple[str, ...]) -> None:
    assert compared({name: side(name, cost(1.0)) for name in names})["against"] == []
