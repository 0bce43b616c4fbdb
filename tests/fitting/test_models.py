"""The two regressions behind the weights of rules/resolution: they learn what the cases say, and no more."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quotes.fitting.cases import Choice, Outcome
from quotes.fitting.models import cap, fit_antecedents, fit_confidence, is_chosen, less_sure, predict, split_folds


def choice(outlet: str, right: int) -> Choice:
    """Of two candidates one spoke last, the other was named first; gold takes the one of this place."""
    return Choice(outlet, ({"last-spoke": 1.0}, {"first-named": 1.0}), tuple(k == right for k in range(2)))


def outcomes(count: int, right: int, sign: str) -> list[Outcome]:
    return [Outcome(f"{sign}-{n}", {"always": 1.0, sign: 1.0}, n < right) for n in range(count)]


def test_the_sign_that_gold_follows_gets_the_weight():
    weights = fit_antecedents([choice(str(n), 0) for n in range(20)], ["last-spoke", "first-named"])
    assert weights["last-spoke"] > 0 > weights["first-named"]
    assert is_chosen(choice("new", 0), weights)
    assert not is_chosen(choice("new", 1), weights)


def test_without_cases_the_weights_are_what_is_believed_beforehand():
    assert fit_antecedents([], ["last-spoke", "document"]) == {"last-spoke": 0.0, "document": -3.0}


def test_a_choice_without_a_right_candidate_teaches_nothing():
    hopeless = Choice("a", ({"last-spoke": 1.0}, {"first-named": 1.0}), (False, False))
    assert fit_antecedents([hopeless] * 9, ["last-spoke", "first-named"]) == {"last-spoke": 0.0, "first-named": 0.0}


def test_confidence_is_the_share_that_was_right():
    cases = outcomes(400, 360, "by-name") + outcomes(400, 200, "by-group")
    weights = fit_confidence(cases)
    assert predict(Outcome("x", {"always": 1.0, "by-name": 1.0}, right=True), weights) == pytest.approx(0.9, abs=0.01)
    assert predict(Outcome("x", {"always": 1.0, "by-group": 1.0}, right=True), weights) == pytest.approx(0.5, abs=0.01)


def _renamed(cases: list[Outcome], old: str, new: str) -> list[Outcome]:
    return [replace(case, signs={new if k == old else k: v for k, v in case.signs.items()}) for case in cases]


def test_a_second_reading_lowers_confidence_before_any_data():
    cases = [Outcome("a", {"always": 1.0, "close-name": 1.0}, right=True), Outcome("a", {"always": 1.0}, right=False)]
    assert fit_confidence(cases)["close-name"] < fit_confidence(_renamed(cases, "close-name", "other"))["other"]


def test_the_level_is_lowered_for_all_alike():
    assert less_sure({"always": 1.0, "by-name": 2.0}, 0.4) == {"always": 0.6, "by-name": 2.0}


def test_no_outlet_is_fitted_on_and_tested():
    cases = outcomes(40, 20, "by-name") + [Outcome("big", {}, right=True)] * 9
    parts = split_folds(cases)
    assert sorted(k for _, test in parts for k in test) == list(range(len(cases)))
    assert all({cases[k].outlet for k in train}.isdisjoint(cases[k].outlet for k in test) for train, test in parts)


def test_a_quote_by_an_anaphor_is_capped_by_the_surest_earlier_quote():
    cases = [
        Outcome("a", {}, True),
        Outcome("a", {}, True),
        Outcome("a", {}, True, (0, 1)),
        Outcome("a", {}, True, (2,)),
    ]
    assert cap([0.5, 0.8, 0.9, 0.6], cases) == [0.5, 0.8, 0.8, 0.6]
