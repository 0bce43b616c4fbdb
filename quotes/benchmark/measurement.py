"""Measure the variants in rounds on the same articles, and the optimized one on growing input; report plain data."""

from __future__ import annotations

import platform
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from importlib import metadata
from itertools import cycle, islice
from statistics import median
from typing import Any

from quotes.benchmark.worker import VARIANTS, Cost, Setting, Worker
from quotes.reading import Failure
from quotes.records import Article, Record

#: The stages in the order of the work; the time in none of them is ``other``.
STAGES = ("tokenize", "mwt", "pos", "lemma", "depparse", "ner", "match", "resolve", "other")


@dataclass(frozen=True, slots=True)
class Round:
    """One variant's share of one round: the number of the round, what was processed, and the cost."""

    number: int
    articles: int
    words: int
    cost: Cost


@dataclass(slots=True)
class Measurement:
    """All rounds of a variant, and its result for every article, by position in the input."""

    variant: str
    loading: Cost
    first: Cost
    rounds: list[Round] = field(default_factory=list)
    results: dict[int, Record | Failure] = field(default_factory=dict)

    @property
    def articles_per_second(self) -> float:
        return sum(each.articles for each in self.rounds) / self.cpu

    @property
    def words_per_second(self) -> float:
        return sum(each.words for each in self.rounds) / self.cpu

    @property
    def cpu(self) -> float:
        """Seconds of processor time."""
        return sum(each.cost.cpu for each in self.rounds)

    @property
    def seconds(self) -> float:
        """Seconds of elapsed time."""
        return sum(each.cost.seconds for each in self.rounds)

    @property
    def peak(self) -> float | None:
        """Peak memory in MB; None where the system does not report it."""
        return max((each.cost.peak for each in self.rounds if each.cost.peak is not None), default=None)

    @property
    def stages(self) -> dict[str, float]:
        """Seconds of processor time by stage."""
        return {name: sum(each.cost.stages.get(name, 0.0) for each in self.rounds) for name in STAGES}


def split_rounds(count: int, rounds: int, *, whole: bool) -> list[list[int]]:
    """Return the positions of the articles of each round: its share of them, or all where ``whole`` is true."""
    return [list(range(count)) if whole else list(range(number, count, rounds)) for number in range(rounds)]


def measure_variants(
    variants: Sequence[str],
    articles: Sequence[Article],
    rounds: Sequence[Sequence[int]],
    setting: Setting,
    on_round: Callable[[str, int], None] = lambda _variant, _number: None,
) -> dict[str, Measurement]:
    """Load the variants, then run each round with all of them; each round begins with another variant.

    Args:
        variants: their names.
        articles: the input.
        rounds: for each round the positions of its articles.
        setting: what the variants share.
        on_round: called with the variant and the number of the round when that is done.
    """
    with ExitStack() as stack:
        workers = [stack.enter_context(Worker(name, setting)) for name in variants]
        measured = {w.variant: Measurement(w.variant, w.loading, w.first) for w in workers if w.loading and w.first}
        for number, positions in enumerate(rounds):
            shift = number % len(workers)
            for worker in workers[shift:] + workers[:shift]:
                cost, results = worker.run([articles[k] for k in positions])
                words = sum(len(articles[k].text.split()) for k in positions)
                measured[worker.variant].rounds.append(Round(number, len(positions), words, cost))
                measured[worker.variant].results.update(zip(positions, results, strict=True))
                on_round(worker.variant, number)
    return measured


@dataclass(frozen=True, slots=True)
class Speedup:
    """How many times as fast one variant is as another: in each round, and overall."""

    rounds: tuple[float, ...]
    overall: float

    @property
    def spread(self) -> tuple[float, float, float]:
        """The lowest, the median and the highest round."""
        return min(self.rounds), median(self.rounds), max(self.rounds)


def compute_speedup(
    fast: Measurement, slow: Measurement, time_of: Callable[[Cost], float] = lambda cost: cost.cpu
) -> Speedup:
    """Compute how many times as fast ``fast`` is as ``slow``, in processor time unless ``time_of`` returns another."""
    pairs = [(time_of(s.cost), time_of(f.cost)) for s, f in zip(slow.rounds, fast.rounds, strict=True)]
    return Speedup(tuple(s / f for s, f in pairs), sum(s for s, _ in pairs) / sum(f for _, f in pairs))


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far the results of two variants are equal: in content, type, cue, source and speaker of their quotes.

    Attributes:
        articles: number of articles.
        same_articles: those of them whose quotes are all equal.
        quotes: number of quotes of the first variant.
        other_quotes: number of quotes of the second.
        same_quotes: number of quotes that both have.
        differing: ids of the articles whose quotes differ.
    """

    articles: int
    same_articles: int
    quotes: int
    other_quotes: int
    same_quotes: int
    differing: tuple[str, ...]


def compare_results(one: Mapping[int, Record | Failure], other: Mapping[int, Record | Failure]) -> Agreement:
    """Compare the results of two variants for the same articles."""
    pairs = [(_article_id(one[k]), _comparable_quotes(one[k]), _comparable_quotes(other[k])) for k in sorted(one)]
    differing = tuple(name for name, first, second in pairs if first != second)
    return Agreement(
        articles=len(one),
        same_articles=len(one) - len(differing),
        quotes=sum(len(first) for _, first, _ in pairs),
        other_quotes=sum(len(second) for *_, second in pairs),
        same_quotes=sum(len(first & second) for _, first, second in pairs),
        differing=differing,
    )


def _comparable_quotes(result: Record | Failure) -> set[object]:
    if isinstance(result, Failure):
        return {"failed"}
    return {(q.type, q.content, q.cue, q.source, q.speakers) for q in result.quotes}


def _article_id(result: Record | Failure) -> str:
    return result.origin if isinstance(result, Failure) else result.article.id


@dataclass(frozen=True, slots=True)
class ScalingStep:
    """An amount of input, and its cost in a new process."""

    unit: str
    count: int
    words: int
    cost: Cost


def scale_articles(articles: Sequence[Article], counts: Sequence[int], setting: Setting) -> Iterator[ScalingStep]:
    """Measure the optimized variant on so many articles, which are repeated where there are too few."""
    for count in counts:
        yield _measure_step("articles", count, list(islice(cycle(articles), count)), setting)


def scale_paragraphs(articles: Sequence[Article], counts: Sequence[int], setting: Setting) -> Iterator[ScalingStep]:
    """Measure the optimized variant on one article of so many paragraphs, taken from all articles."""
    lines = [line for article in articles for line in article.text.splitlines() if line.strip()]
    for count in counts:
        text = "\n".join(islice(cycle(lines), count))
        yield _measure_step("paragraphs of one article", count, [Article("long", text)], setting)


def _measure_step(unit: str, count: int, articles: Sequence[Article], setting: Setting) -> ScalingStep:
    with Worker("optimized", setting) as worker:
        cost, _ = worker.run(articles)
    return ScalingStep(unit, count, sum(len(article.text.split()) for article in articles), cost)


def describe_machine(setting: Setting) -> dict[str, Any]:
    """Describe the machine, the versions of the libraries, and the setting."""
    return {
        "python": platform.python_version(),
        "torch": metadata.version("torch"),
        "stanza": metadata.version("stanza"),
        "processor": platform.processor() or platform.machine(),
        "threads": setting.threads,
        "model": setting.model,
    }


def report_variants(measured: Mapping[str, Measurement]) -> dict[str, Any]:
    """Report speed, memory and stages of every variant, and compare the optimized variant with each other one."""
    optimized = measured.get("optimized")
    others = [each for each in measured.values() if optimized is not None and each is not optimized]
    return {
        "variants": [_report_variant(each) for each in measured.values()],
        "comparisons": [_report_comparison(optimized, other) for other in others if optimized is not None],
    }


def _report_variant(measured: Measurement) -> dict[str, Any]:
    return {
        "variant": measured.variant,
        "description": VARIANTS[measured.variant],
        "articles": sum(each.articles for each in measured.rounds),
        "words": sum(each.words for each in measured.rounds),
        "articles_per_second": measured.articles_per_second,
        "words_per_second": measured.words_per_second,
        "cpu_seconds": measured.cpu,
        "wall_seconds": measured.seconds,
        "peak_mb": measured.peak,
        "loading": {"wall_seconds": measured.loading.seconds, "cpu_seconds": measured.loading.cpu},
        "first_article": {"wall_seconds": measured.first.seconds, "cpu_seconds": measured.first.cpu},
        "stages": measured.stages,
        "rounds": [asdict(each) for each in measured.rounds],
    }


def _report_comparison(optimized: Measurement, other: Measurement) -> dict[str, Any]:
    return {
        "variant": other.variant,
        "cpu_speedup": _report_speedup(compute_speedup(optimized, other)),
        "wall_speedup": _report_speedup(compute_speedup(optimized, other, lambda cost: cost.seconds)),
        "agreement": asdict(compare_results(optimized.results, other.results)),
    }


def _report_speedup(speedup: Speedup) -> dict[str, Any]:
    low, middle, high = speedup.spread
    return {"overall": speedup.overall, "rounds": speedup.rounds, "lowest": low, "median": middle, "highest": high}


def report_scaling(steps: Sequence[ScalingStep]) -> list[dict[str, Any]]:
    """Report the steps, each with its cost per unit and per thousand words."""
    return [
        asdict(step)
        | {
            "cpu_ms_per_unit": 1000 * step.cost.cpu / step.count,
            "cpu_seconds_per_1000_words": 1000 * step.cost.cpu / max(step.words, 1),
        }
        for step in steps
    ]
