"""Confidence intervals of the figures of one run, and significance of the difference between two runs.

Articles are resampled, not quotes, because the quotes of an article share its outlet, its speakers and its errors.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from quotes.evaluation.measures import compute_figures
from quotes.evaluation.tally import Tally, sum_tallies

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
