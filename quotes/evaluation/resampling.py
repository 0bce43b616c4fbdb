"""How far chance alone could move a figure: intervals of one run, and whether two runs really differ.

Articles are the unit, not quotes: quotes of an article share its outlet, its speakers and its mistakes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from quotes.evaluation.measures import figures
from quotes.evaluation.tally import Tally, total

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

SEED = 20210129
LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Interval:
    """A percentile interval of 95 %."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Difference:
    """One measure of two runs on the same articles.

    Attributes:
        interval: of ``second - first``, from the paired bootstrap (Koehn 2004; Berg-Kirkpatrick et al. 2012).
        p: share of random exchanges of the two runs' articles that differ at least as much (approximate
            randomisation, two-sided; Noreen 1989; Yeh 2000).
    """

    first: float
    second: float
    interval: Interval
    p: float

    @property
    def gain(self) -> float:
        return self.second - self.first


def bootstrap(tallies: Sequence[Tally], samples: int, *, seed: int = SEED) -> dict[str, Interval]:
    """Intervals of every measure over ``samples`` draws of articles with replacement (Efron 1979).

    The same tallies, samples and seed give the same intervals. Empty where there is no article.
    """
    if not tallies or samples < 1:
        return {}
    names, matrix = _matrix(tallies)
    return {
        name: _interval(drawn) for name, drawn in _figures(names, _draws(len(tallies), samples, seed) @ matrix).items()
    }


def compare(
    first: Sequence[Tally], second: Sequence[Tally], samples: int, *, seed: int = SEED
) -> dict[str, Difference]:
    """Every measure of two runs, article for article; both must be of the same articles in the same order.

    Raises:
        ValueError: the runs are not of the same number of articles.
    """
    if len(first) != len(second):
        raise ValueError(f"two runs of {len(first)} and {len(second)} articles cannot be compared")
    if not first or samples < 1:
        return {}
    names, both = _matrix([*first, *second])
    ours, theirs = both[: len(first)], both[len(first) :]
    intervals = _gaps(names, ours, theirs, _draws(len(first), samples, seed))
    exchanged = _exchanged(names, ours, theirs, samples, seed)
    before, after = figures(total(first)), figures(total(second))
    return {
        name: Difference(
            before[name], after[name], _interval(intervals[name]), _p(exchanged[name], after[name] - before[name])
        )
        for name in before
    }


def _matrix(tallies: Sequence[Tally]) -> tuple[list[str], Floats]:
    import numpy as np

    names = sorted({name for counts in tallies for name in counts})
    return names, np.array([[counts.get(name, 0) for name in names] for counts in tallies], dtype=np.float64)


def _draws(articles: int, samples: int, seed: int) -> Floats:
    """How often each article is drawn, a row a sample."""
    import numpy as np

    rng = np.random.default_rng(seed)
    return rng.multinomial(articles, [1 / articles] * articles, size=samples).astype(np.float64)


def _gaps(names: list[str], first: Floats, second: Floats, weights: Floats) -> dict[str, Floats]:
    before, after = _figures(names, weights @ first), _figures(names, weights @ second)
    return {name: after[name] - before[name] for name in before}


def _exchanged(names: list[str], first: Floats, second: Floats, samples: int, seed: int) -> dict[str, Floats]:
    """The gaps that are left when each article's two results are exchanged by the toss of a coin."""
    import numpy as np

    heads = np.random.default_rng(seed).integers(0, 2, size=(samples, len(first))).astype(np.float64)
    before, after = heads @ first + (1 - heads) @ second, (1 - heads) @ first + heads @ second
    ours, theirs = _figures(names, before), _figures(names, after)
    return {name: theirs[name] - ours[name] for name in ours}


def _figures(names: list[str], counts: Floats) -> Mapping[str, Floats]:
    import numpy as np

    zeros = np.zeros(len(counts))

    def divide(part: Any, whole: Any) -> Any:
        part, whole = part + zeros, whole + zeros
        return np.divide(part, whole, out=np.zeros_like(zeros), where=whole != 0)

    return figures(dict(zip(names, counts.T, strict=True)), divide)


def _interval(drawn: Floats) -> Interval:
    import numpy as np

    low, high = np.quantile(drawn, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Interval(float(low), float(high))


def _p(exchanged: Floats, gap: float) -> float:
    """The observed order counts as one of the exchanges, so that p is never 0."""
    # Sums of floats in another order differ in the last digits; a tie must count as a tie.
    as_large = int((abs(exchanged) >= abs(gap) - 1e-9).sum())
    return (as_large + 1) / (len(exchanged) + 1)
