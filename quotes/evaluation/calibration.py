"""Calibration of ``confidence``: whether of the quotes with confidence 0.9 nine in ten are right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from quotes.evaluation.matching import ArticleMatch, ratio

BINS = 10
#: Shares of the quotes, the surest first, at which the precision is given.
COVERAGES = (0.25, 0.5, 0.8, 1.0)
#: Confidences from which on the precision is given.
THRESHOLDS = (0.95, 0.9, 0.8, 0.7, 0.5)

#: The confidence of a quote, and whether the quote is right.
Judged = tuple[float, bool]


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
class SureQuotes:
    """The quotes with at least a certain confidence.

    Attributes:
        confidence: the lowest confidence.
        quotes: number of these quotes.
        precision: share of them that are right; 0 where there are none.
        coverage: their share of all predicted quotes, those without a confidence included.
        recall: share of the gold quotes that they find with the right speaker.
    """

    confidence: float
    quotes: int
    precision: float
    coverage: float
    recall: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """The calibration of ``confidence``.

    Attributes:
        bins: the reliability table, without empty bins.
        quotes: number of predicted quotes with a confidence.
        error: expected calibration error: the mean difference of ``confidence`` and ``right`` over bins of equal
            width, weighted by quotes (Naeini, Cooper & Hauskrecht 2015; Guo et al. 2017).
        brier: mean squared difference of single quotes (Brier 1950).
        precision_at: for each share of the quotes, the surest first, how many of them are right (El-Yaniv & Wiener
            2010).
        sure: the quotes from each threshold of the confidence on.
        auc: area under the ROC curve: how often a right quote has a higher confidence than a wrong one (Hanley &
            McNeil 1982); None where all quotes are right or all are wrong.
    """

    bins: tuple[Bin, ...]
    quotes: int
    error: float
    brier: float
    precision_at: tuple[tuple[float, float], ...] = ()
    sure: tuple[SureQuotes, ...] = ()
    auc: float | None = None


def measure_calibration(matches: Iterable[ArticleMatch], bins: int = BINS) -> Calibration | None:
    """Compare the confidence of quotes with the joint measure; return None where no quote has a confidence."""
    pairs = [pair for match in matches for pair in match.pairs]
    predicted = [(pair.predicted.confidence, pair.is_correct) for pair in pairs if pair.predicted is not None]
    judged = [(confidence, is_right) for confidence, is_right in predicted if confidence is not None]
    gold = sum(pair.gold is not None for pair in pairs)
    return calibrate(judged, bins, predicted=len(predicted), gold=gold) if judged else None


def calibrate(
    pairs: Sequence[Judged], bins: int = BINS, *, predicted: int | None = None, gold: int | None = None
) -> Calibration:
    """Compare confidences with the truth; there must be at least one.

    Args:
        pairs: the quotes with a confidence.
        bins: number of bins of the reliability table.
        predicted: number of all predicted quotes; by default that of ``pairs``.
        gold: number of gold quotes; by default that of the pairs that are right.
    """
    by_bin = [[pair for pair in pairs if min(int(pair[0] * bins), bins - 1) == n] for n in range(bins)]
    table = tuple(_bin(n / bins, (n + 1) / bins, inside) for n, inside in enumerate(by_bin) if inside)
    error = sum(each.quotes * abs(each.confidence - each.right) for each in table) / len(pairs)
    brier = sum((confidence - right) ** 2 for confidence, right in pairs) / len(pairs)
    precision_at = tuple((coverage, _precision_at(pairs, coverage)) for coverage in COVERAGES)
    every = sum(is_right for _, is_right in pairs) if gold is None else gold
    sure = tuple(_select_sure(pairs, each, predicted or len(pairs), every) for each in THRESHOLDS)
    return Calibration(table, len(pairs), error, brier, precision_at, sure, _area_under_roc(pairs))


def _select_sure(pairs: Sequence[Judged], threshold: float, predicted: int, gold: int) -> SureQuotes:
    kept = [is_right for confidence, is_right in pairs if confidence >= threshold]
    right, count = sum(kept), len(kept)
    return SureQuotes(threshold, count, ratio(right, count), ratio(count, predicted), ratio(right, gold))


def _precision_at(pairs: Sequence[Judged], coverage: float) -> float:
    """Return the precision of the surest share of the quotes; of quotes with equal confidence, a part on average."""
    wanted = max(round(coverage * len(pairs)), 1)
    right, left = 0.0, wanted
    for _, group in groupby(sorted(pairs, key=lambda pair: -pair[0]), key=lambda pair: pair[0]):
        equal = [is_right for _, is_right in group]
        taken = min(left, len(equal))
        right += sum(equal) * taken / len(equal)
        left -= taken
    return right / wanted


def _area_under_roc(pairs: Sequence[Judged]) -> float | None:
    """Return the rank sum of the right quotes, scaled to 0 to 1; equal confidences share their mean rank."""
    right = sum(is_right for _, is_right in pairs)
    wrong = len(pairs) - right
    if not right or not wrong:
        return None
    ranks, below = 0.0, 0
    for _, group in groupby(sorted(pairs, key=lambda pair: pair[0]), key=lambda pair: pair[0]):
        equal = [is_right for _, is_right in group]
        ranks += sum(equal) * (below + (len(equal) + 1) / 2)
        below += len(equal)
    return (ranks - right * (right + 1) / 2) / (right * wrong)


def _bin(low: float, high: float, pairs: Sequence[Judged]) -> Bin:
    confidence, right = sum(each for each, _ in pairs), sum(each for _, each in pairs)
    return Bin(low, high, len(pairs), ratio(confidence, len(pairs)), ratio(right, len(pairs)))
