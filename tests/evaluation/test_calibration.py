"""Confidence against truth."""

from __future__ import annotations

import pytest

from quotes.evaluation.calibration import calibration
from quotes.evaluation.matching import match


def given(*values):
    return lambda n, quote: {**quote, "confidence": values[n], "speaker": quote["speaker"] if n else ["Orang Lain"]}


def test_the_error_is_the_gap_of_said_and_so_weighted_by_quotes(gold, predict):
    found = calibration([match(gold, predict(given(0.95, 0.91, 0.5)))])
    low, high = found.bins
    assert (low.quotes, low.confidence, low.right) == (1, 0.5, 1.0)
    assert (high.quotes, high.confidence, high.right) == (2, pytest.approx(0.93), 0.5)
    assert found.error == pytest.approx((1 * 0.5 + 2 * 0.43) / 3)
    assert found.brier == pytest.approx((0.95**2 + 0.09**2 + 0.5**2) / 3)


def test_the_last_bin_has_its_end(gold, predict):
    found = calibration([match(gold, predict(given(1.0, 1.0, 0.9)))])
    assert [(each.low, each.quotes) for each in found.bins] == [(0.9, 3)]


def test_quotes_without_confidence_are_left_out_and_none_gives_none(gold, predict):
    assert calibration([match(gold, predict(given(None, None, None)))]) is None
    assert calibration([match(gold, predict(given(None, 0.3, None)))]).quotes == 1


def test_a_spurious_quote_counts_as_wrong(gold, predict):
    record = predict(lambda n, quote: {**quote, "content": [[0, 5]], "confidence": 1.0} if n == 0 else quote)
    assert calibration([match(gold, record)]).error == 1.0
