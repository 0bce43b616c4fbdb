"""Calibration of ``confidence``: whether of the quotes with confidence 0.9 nine in ten are right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quotes.evaluation.matching import ArticleMatch, ratio

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Quotes with a confidence in ``[low, high)``, in the last bin up to and including 1.

    Attributes:
        low: lower bound of the confidence.
        high: upper bound of the confidence.
        quotes: number of quotes.
        confidence: mean confidence.
        right: share of quotes that are right.
    """

    low: float
    high: float
    quotes: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """The calibration of ``confidence``.

    Attributes:
        bins: the reliability table, without empty bins.
        quotes: number of predicted quotes with a confidence.
        error: expected calibration error: the mean difference of ``confidence`` and ``right`` over bins of equal
            width, weighted by quotes (Naeini, Cooper & Hauskrecht 2015; Guo et al. 2017).
        brier: mean squared difference of single quotes (Brier 1950).
    """

    bins: tuple[Bin, ...]
    quotes: int
    error: float
    brier: float


def measure_calibration(matches: Iterable[ArticleMatch], bins: int = BINS) -> Calibration | None:
    """Compare the confidence of quotes with the joint measure; return None where no quote has a confidence."""
    pairs = [
        (pair.predicted.confidence, pair.is_correct)
        for match in matches
        for pair in match.pairs
        if pair.predicted is not None and pair.predicted.confidence is not None
    ]
    if not pairs:
        return None
    by_bin = [[pair for pair in pairs if min(int(pair[0] * bins), bins - 1) == n] for n in range(bins)]
    table = tuple(_bin(n / bins, (n + 1) / bins, inside) for n, inside in enumerate(by_bin) if inside)
    error = sum(each.quotes * abs(each.confidence - each.right) for each in table) / len(pairs)
    return Calibration(
        table, len(pairs), error, sum((confidence - right) ** 2 for confidence, right in pairs) / len(pairs)
    )


def _bin(low: float, high: float, pairs: Sequence[tuple[float, bool]]) -> Bin:
    confidence, right = sum(each for each, _ in pairs), sum(each for _, each in pairs)
    return Bin(low, high, len(pairs), ratio(confidence, len(pairs)), ratio(right, len(pairs)))
