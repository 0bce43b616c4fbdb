"""The figures of a benchmark: the articles of each round, speedups and their spread, and the agreement of variants."""

from __future__ import annotations

import pytest

from quotes.benchmark.measurement import (
    Measurement,
    Round,
    compare_results,
    compute_speedup,
    report_variants,
    split_rounds,
)
from quotes.benchmark.worker import Cost
from quotes.errors import InputError
from quotes.reading import Failure
from quotes.records import Article, Quote, Record, Span


def cost(cpu: float, seconds: float | None = None, **stages: float) -> Cost:
    return Cost(seconds or cpu, cpu, 100.0, stages)


def measured(variant: str, *costs: Cost, results: dict[int, Record | Failure] | None = None) -> Measurement:
    rounds = [Round(number, 10, 1000, each) for number, each in enumerate(costs)]
    return Measurement(variant, cost(3.0), cost(0.1), rounds, results or {})


def record(name: str, *speakers: str) -> Record:
    quotes = (Quote(f"{name}#{k}", "direct", (Span(k, k + 1),), speakers=(who,)) for k, who in enumerate(speakers))
    return Record(Article(name, "kapal tiba di Ambon"), tuple(quotes))


def test_the_articles_are_split_among_the_rounds() -> None:
    rounds = split_rounds(11, 3, whole=False)
    assert sorted(position for each in rounds for position in each) == list(range(11))
    assert [len(each) for each in rounds] == [4, 4, 3]


def test_with_whole_every_round_has_all_articles() -> None:
    assert split_rounds(2, 3, whole=True) == [[0, 1]] * 3


def test_a_speedup_is_the_ratio_of_cpu_times_by_round_and_overall() -> None:
    fast = measured("optimized", cost(1.0), cost(2.0), cost(1.0))
    slow = measured("baseline", cost(4.0), cost(10.0), cost(6.0))
    speedup = compute_speedup(fast, slow)
    assert speedup.rounds == (4.0, 5.0, 6.0)
    assert (speedup.overall, speedup.spread) == (5.0, (4.0, 5.0, 6.0))


def test_a_speedup_can_be_computed_from_elapsed_time() -> None:
    slow, fast = measured("baseline", cost(4.0, 12.0)), measured("optimized", cost(1.0, 2.0))
    assert compute_speedup(fast, slow, lambda each: each.seconds).overall == 6.0


def test_speed_is_counted_over_all_rounds_in_cpu_time() -> None:
    optimized = measured("optimized", cost(1.0, 9.0), cost(3.0, 9.0))
    assert (optimized.articles_per_second, optimized.words_per_second) == (5.0, 500.0)


def test_the_time_of_a_stage_is_the_sum_over_all_rounds() -> None:
    optimized = measured("optimized", cost(1.0, pos=0.5, other=0.5), cost(2.0, pos=1.0, other=1.0))
    assert optimized.stages["pos"] == 1.5
    assert optimized.stages["other"] == 1.5
    assert optimized.stages["lemma"] == 0.0


def test_variants_agree_on_an_article_when_all_its_quotes_are_equal() -> None:
    one = {0: record("a", "Ratna", "Haris"), 1: record("b", "Ratna")}
    other = {0: record("a", "Ratna", "Haris"), 1: record("b", "Haris")}
    agreement = compare_results(one, other)
    assert (agreement.articles, agreement.same_articles, agreement.differing) == (2, 1, ("b",))
    assert (agreement.quotes, agreement.other_quotes, agreement.same_quotes) == (3, 3, 2)


def test_a_failure_agrees_only_with_a_failure() -> None:
    failure = Failure("a.txt", InputError("broken"))
    assert compare_results({0: failure}, {0: failure}).same_articles == 1
    assert compare_results({0: failure}, {0: record("a")}).differing == ("a.txt",)


def test_the_report_compares_the_optimized_variant_with_every_other() -> None:
    names = ("baseline", "unoptimized", "optimized")
    report = report_variants({name: measured(name, cost(2.0 if name == "optimized" else 8.0)) for name in names})
    assert [each["variant"] for each in report["comparisons"]] == ["baseline", "unoptimized"]
    assert report["comparisons"][0]["cpu_speedup"]["overall"] == 4.0


@pytest.mark.parametrize("names", [("baseline",), ("baseline", "unoptimized")])
def test_without_the_optimized_variant_there_are_no_comparisons(names: tuple[str, ...]) -> None:
    assert report_variants({name: measured(name, cost(1.0)) for name in names})["comparisons"] == []
