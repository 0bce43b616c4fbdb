"""The calibration of the confidence."""

from __future__ import annotations

import pytest

from quotes.evaluation.calibration import calibrate, measure_calibration
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


# --- precision at coverage, and the ROC curve ----------------------------------------------------------


def precision_at(coverage: float, *pairs: tuple[float, bool]) -> float:
    return dict(calibrate(pairs).precision_at)[coverage]


def test_the_precision_of_the_surest_quotes_is_that_of_the_highest_confidences():
    pairs = [(0.9, True), (0.8, True), (0.4, True), (0.3, False)]
    assert precision_at(0.25, *pairs) == 1.0
    assert precision_at(0.5, *pairs) == 1.0
    assert precision_at(1.0, *pairs) == 0.75


def test_of_quotes_with_equal_confidence_a_part_counts_on_average():
    assert precision_at(0.5, (0.9, True), (0.5, True), (0.5, False), (0.1, False)) == pytest.approx(0.75)


def test_a_single_quote_is_the_surest_share_at_every_coverage():
    assert calibrate([(0.9, True)]).precision_at == ((0.25, 1.0), (0.5, 1.0), (0.8, 1.0), (1.0, 1.0))


@pytest.mark.parametrize(
    ("right", "wrong", "auc"),
    [((0.9, 0.8), (0.2, 0.1), 1.0), ((0.9, 0.2), (0.8, 0.1), 0.75), ((0.5,), (0.5,), 0.5), ((0.1,), (0.9,), 0.0)],
)
def test_the_area_under_the_roc_curve_is_how_often_a_right_quote_is_surer_than_a_wrong_one(right, wrong, auc):
    assert calibrate([*((c, True) for c in right), *((c, False) for c in wrong)]).auc == pytest.approx(auc)


def test_without_a_wrong_quote_there_is_no_roc_curve():
    assert calibrate([(0.9, True), (0.8, True)]).auc is None


# --- the quotes from a confidence on --------------------------------------------------------------------


def test_a_quote_counts_from_its_own_confidence_on():
    sure = {each.confidence: each for each in calibrate([(0.9, True), (0.899, False), (0.5, True), (0.49, True)]).sure}
    assert (sure[0.9].quotes, sure[0.9].precision) == (1, 1.0)
    assert (sure[0.8].quotes, sure[0.8].precision) == (2, 0.5)
    assert (sure[0.5].quotes, sure[0.95].quotes, sure[0.95].precision) == (3, 0, 0.0)


def test_coverage_is_of_all_predicted_quotes_and_recall_of_all_gold_quotes(gold, predict):
    found = measure_calibration([match_article(gold, predict(confidences(0.95, 0.95, None)))])
    (sure,) = [each for each in found.sure if each.confidence == 0.9]
    assert (sure.quotes, sure.precision) == (2, 0.5)
    assert sure.coverage == pytest.approx(2 / 3)
    assert sure.recall == pytest.approx(1 / 3)
