"""Confidence intervals of the figures of one run, and the differences between two runs: how significant, and where.

Articles are resampled, not quotes, because the quotes of an article share its outlet, its speakers and its errors.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from quotes.evaluation.gold import GoldArticle
from quotes.evaluation.matching import ArticleMatch, ErrorKind, Pair, trim_spans
from quotes.evaluation.measures import compute_figures
from quotes.evaluation.tally import Tally, sum_tallies
from quotes.records import Quote, Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

SEED = 20210129
LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Interval:
    """A 95 % percentile interval."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Difference:
    """One measure of two runs on the same articles.

    Attributes:
        first: the figure of the first run.
        second: the figure of the second run.
        interval: of ``second - first``, by the paired bootstrap (Koehn 2004; Berg-Kirkpatrick et al. 2012).
        p: two-sided p-value by approximate randomisation (Noreen 1989; Yeh 2000): the share of random exchanges of
            the two runs' articles whose difference is at least as large.
    """

    first: float
    second: float
    interval: Interval
    p: float

    @property
    def gain(self) -> float:
        return self.second - self.first


def bootstrap(tallies: Sequence[Tally], samples: int, *, seed: int = SEED) -> dict[str, Interval]:
    """Compute an interval of every measure from ``samples`` bootstrap samples of articles (Efron 1979).

    The same tallies, samples and seed give the same intervals. The result is empty where there is no article.
    """
    if not tallies or samples < 1:
        return {}
    names, matrix = _count_matrix(tallies)
    return {
        name: _interval(drawn)
        for name, drawn in _compute_figures(names, _draw_weights(len(tallies), samples, seed) @ matrix).items()
    }


def compare_runs(
    first: Sequence[Tally], second: Sequence[Tally], samples: int, *, seed: int = SEED
) -> dict[str, Difference]:
    """Compare every measure of two runs on the same articles in the same order.

    Raises:
        ValueError: the runs have different numbers of articles.
    """
    if len(first) != len(second):
        raise ValueError(f"two runs of {len(first)} and {len(second)} articles cannot be compared")
    if not first or samples < 1:
        return {}
    names, both = _count_matrix([*first, *second])
    one, other = both[: len(first)], both[len(first) :]
    intervals = _differences(names, one, other, _draw_weights(len(first), samples, seed))
    exchanged = _exchange(names, one, other, samples, seed)
    before, after = compute_figures(sum_tallies(first)), compute_figures(sum_tallies(second))
    return {
        name: Difference(
            before[name], after[name], _interval(intervals[name]), _p_value(exchanged[name], after[name] - before[name])
        )
        for name in before
    }


def _count_matrix(tallies: Sequence[Tally]) -> tuple[list[str], Floats]:
    import numpy as np

    names = sorted({name for counts in tallies for name in counts})
    return names, np.array([[counts.get(name, 0) for name in names] for counts in tallies], dtype=np.float64)


def _draw_weights(articles: int, samples: int, seed: int) -> Floats:
    """Draw how often each article is in each sample: samples × articles."""
    import numpy as np

    rng = np.random.default_rng(seed)
    return rng.multinomial(articles, [1 / articles] * articles, size=samples).astype(np.float64)


def _differences(names: list[str], first: Floats, second: Floats, weights: Floats) -> dict[str, Floats]:
    before, after = _compute_figures(names, weights @ first), _compute_figures(names, weights @ second)
    return {name: after[name] - before[name] for name in before}


def _exchange(names: list[str], first: Floats, second: Floats, samples: int, seed: int) -> dict[str, Floats]:
    """Compute the differences after the two results of each article are exchanged at random."""
    import numpy as np

    heads = np.random.default_rng(seed).integers(0, 2, size=(samples, len(first))).astype(np.float64)
    before, after = heads @ first + (1 - heads) @ second, (1 - heads) @ first + heads @ second
    one, other = _compute_figures(names, before), _compute_figures(names, after)
    return {name: other[name] - one[name] for name in one}


def _compute_figures(names: list[str], counts: Floats) -> Mapping[str, Floats]:
    import numpy as np

    zeros = np.zeros(len(counts))

    def divide(part: Any, whole: Any) -> Any:
        part, whole = part + zeros, whole + zeros
        return np.divide(part, whole, out=np.zeros_like(zeros), where=whole != 0)

    return compute_figures(dict(zip(names, counts.T, strict=True)), divide)


def _interval(drawn: Floats) -> Interval:
    import numpy as np

    low, high = np.quantile(drawn, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Interval(float(low), float(high))


def _p_value(exchanged: Floats, difference: float) -> float:
    """Count the observed order as one of the exchanges, so that p is never 0."""
    # The tolerance makes ties count as ties: sums of floats in another order differ in the last digits.
    at_least_as_large = int((abs(exchanged) >= abs(difference) - 1e-9).sum())
    return (at_least_as_large + 1) / (len(exchanged) + 1)


@dataclass(frozen=True, slots=True)
class Change:
    """A quote with other errors in the second run than in the first.

    Attributes:
        article: the article of the quote.
        gold: the gold quote; None for a spurious quote that was added or removed.
        first: the prediction of the first run.
        second: the prediction of the second run.
        before: the errors of the first run; ``()`` is right.
        after: the errors of the second run.
    """

    article: GoldArticle
    gold: Quote | None
    first: Quote | None
    second: Quote | None
    before: tuple[ErrorKind, ...]
    after: tuple[ErrorKind, ...]

    @property
    def is_better(self) -> bool:
        """Weigh the errors: not found is worse than a wrong speaker, which is worse than a wrong span or type."""
        return _severity(self.after) < _severity(self.before)

    @property
    def is_worse(self) -> bool:
        return _severity(self.after) > _severity(self.before)


_SEVERITIES: dict[ErrorKind, int] = {"missed": 8, "spurious": 8, "speaker": 4, "span": 2, "type": 1}


def _severity(errors: tuple[ErrorKind, ...]) -> int:
    return sum(_SEVERITIES[kind] for kind in errors)


def find_changes(first: Sequence[ArticleMatch], second: Sequence[ArticleMatch]) -> tuple[Change, ...]:
    """Return all changes, in the order of the articles and of the text. Both runs must be on the same articles."""
    return tuple(change for one, other in zip(first, second, strict=True) for change in _article_changes(one, other))


def _article_changes(first: ArticleMatch, second: ArticleMatch) -> Iterator[Change]:
    by_gold = {id(pair.gold): pair for pair in second.pairs if pair.gold is not None}
    for pair in first.pairs:
        if pair.gold is None:
            continue
        other = by_gold[id(pair.gold)]
        if (before := _gold_errors(pair)) != (after := _gold_errors(other)):
            yield Change(pair.article, pair.gold, pair.predicted, other.predicted, before, after)
    spurious_before, spurious_after = _spurious_quotes(first.pairs), _spurious_quotes(second.pairs)
    for spans in sorted(spurious_before.keys() - spurious_after.keys()):
        yield Change(first.article, None, spurious_before[spans], None, ("spurious",), ())
    for spans in sorted(spurious_after.keys() - spurious_before.keys()):
        yield Change(first.article, None, None, spurious_after[spans], (), ("spurious",))


def _gold_errors(pair: Pair) -> tuple[ErrorKind, ...]:
    return tuple(kind for kind in pair.errors if kind != "spurious")


def _spurious_quotes(pairs: Iterable[Pair]) -> dict[tuple[Span, ...], Quote]:
    return {
        trim_spans(pair.article.text, pair.predicted.content): pair.predicted
        for pair in pairs
        if pair.predicted is not None and "spurious" in pair.errors
    }
