"""Does a quote given 0.9 turn out right nine times in ten? The reliability of ``confidence``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quotes.evaluation.matching import ArticleMatch, ratio

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Quotes whose confidence lies in ``[low, high)`` (the last bin has its end): what was said, what is so."""

    low: float
    high: float
    quotes: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """How far ``confidence`` can be trusted.

    Attributes:
        bins: the reliability table, without empty bins.
        quotes: number of predicted quotes that have a confidence.
        error: expected calibration error, the mean gap of ``confidence`` and ``right`` over bins of equal width,
            weighted by quotes (Naeini, Cooper & Hauskrecht 2015; Guo et al. 2017).
        brier: mean squared gap of single quotes (Brier 1950).
    """

    bins: tuple[Bin, ...]
    quotes: int
    error: float
    brier: float


def calibration(matches: Iterable[ArticleMatch], bins: int = BINS) -> Calibration | None:
    """Confidence against truth (found, and said by the right people); None where no quote has a confidence."""
    pairs = [
        (pair.predicted.confidence, pair.right)
        for match in matches
        for pair in match.pairs
        if pair.predicted is not None and pair.predicted.confidence is not None
    ]
    if not pairs:
        return None
    table = tuple(_bin(n / bins, (n + 1) / bins, inside) for n in range(bins) if (inside := _inside(pairs, n, bins)))
    error = sum(each.quotes * abs(each.confidence - each.right) for each in table) / len(pairs)
    return Calibration(table, len(pairs), error, sum((given - right) ** 2 for given, right in pairs) / len(pairs))


def _inside(pairs: Sequence[tuple[float, bool]], n: int, bins: int) -> list[tuple[float, bool]]:
    return [pair for pair in pairs if min(int(pair[0] * bins), bins - 1) == n]


def _bin(low: float, high: float, pairs: Sequence[tuple[float, bool]]) -> Bin:
    given, right = sum(each for each, _ in pairs), sum(each for _, each in pairs)
    return Bin(low, high, len(pairs), ratio(given, len(pairs)), ratio(right, len(pairs)))
