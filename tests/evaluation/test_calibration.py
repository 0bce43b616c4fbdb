"""The calibration of the confidence."""

from __future__ import annotations

import pytest

from quotes.evaluation.calibration import measure_calibration
from quotes.evaluation.matching import match_article


def confidences(*values):
    return lambda n, quote: {**quote, "confidence": values[n], "speaker": quote["speaker"] if n else ["Orang Lain"]}


def test_the_error_is_the_mean_difference_of_confidence_and_accuracy_weighted_by_quotes(gold, predict):
    found = measure_calibration([match_article(gold, predict(confidences(0.95, 0.91, 0.5)))])
    low, high = found.bins
    assert (low.quotes, low.confidence, low.right) == (1, 0.5, 1.0)
    assert (high.quotes, high.confidence, high.right) == (2, pytest.approx(0.93), 0.5)
    assert found.error == pytest.approx((1 * 0.5 + 2 * 0.43) / 3)
    assert found.brier == pytest.approx((0.95**2 + 0.09**2 + 0.5**2) / 3)


def test_the_last_bin_includes_its_upper_bound(gold, predict):
    found = measure_calibration([match_article(gold, predict(confidences(1.0, 1.0, 0.9)))])
    assert [(each.low, each.quotes) for each in found.bins] == [(0.9, 3)]


def test_quotes_without_confidence_are_left_out(gold, predict):
    assert measure_calibration([match_article(gold, predict(confidences(None, None, None)))]) is None
    assert measure_calibration([match_article(gold, predict(confidences(None, 0.3, None)))]).quotes == 1


def test_a_spurious_quote_counts_as_wrong(gold, predict):
    record = predict(lambda n, quote: {**quote, "content": [[0, 5]], "confidence": 1.0} if n == 0 else quote)
    assert measure_calibration([match_article(gold, record)]).error == 1.0
