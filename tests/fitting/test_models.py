"""The two regressions behind the weights of rules/speakers: they learn what the cases say, and no more."""

from __future__ import annotations

import pytest

from quotes.fitting.cases import Choice, Outcome
from quotes.fitting.models import chosen, fit_confidence, fit_focus, folds, levelled, sure


def choice(article: str, right: int) -> Choice:
    """Of two candidates one spoke last, the other was named first; gold takes the one of this place."""
    return Choice(article, ({"last-spoke": 1.0}, {"first-named": 1.0}), tuple(k == right for k in range(2)))


def outcomes(count: int, right: int, sign: str) -> list[Outcome]:
    return [Outcome(f"{sign}-{n}", {"always": 1.0, sign: 1.0}, n < right) for n in range(count)]


def test_the_sign_that_gold_follows_gets_the_weight():
    weights = fit_focus([choice(str(n), 0) for n in range(20)], ["last-spoke", "first-named"])
    assert weights["last-spoke"] > 0 > weights["first-named"]
    assert chosen(choice("new", 0), weights)
    assert not chosen(choice("new", 1), weights)


def test_without_cases_the_weights_are_what_is_believed_beforehand():
    assert fit_focus([], ["last-spoke", "document"]) == {"last-spoke": 0.0, "document": -3.0}


def test_a_choice_without_a_right_candidate_teaches_nothing():
    hopeless = Choice("a", ({"last-spoke": 1.0}, {"first-named": 1.0}), (False, False))
    assert fit_focus([hopeless] * 9, ["last-spoke", "first-named"]) == {"last-spoke": 0.0, "first-named": 0.0}


def test_confidence_is_the_share_that_was_right():
    cases = outcomes(400, 360, "by-name") + outcomes(400, 200, "by-group")
    weights = fit_confidence(cases)
    assert sure(Outcome("x", {"always": 1.0, "by-name": 1.0}, right=True), weights) == pytest.approx(0.9, abs=0.01)
    assert sure(Outcome("x", {"always": 1.0, "by-group": 1.0}, right=True), weights) == pytest.approx(0.5, abs=0.01)


def test_unread_articles_say_how_sure_quotes_may_be():
    weights = fit_confidence(outcomes(400, 396, "by-name") + outcomes(400, 360, "by-group"))
    unread = outcomes(200, 180, "by-name") + outcomes(200, 140, "by-group")
    better = levelled(weights, unread)
    assert sure(Outcome("x", {"always": 1.0, "by-name": 1.0}, right=True), better) == pytest.approx(0.9, abs=0.02)
    assert sure(Outcome("x", {"always": 1.0, "by-group": 1.0}, right=True), better) == pytest.approx(0.7, abs=0.02)


def test_no_article_is_fitted_on_and_tried():
    cases = outcomes(40, 20, "by-name")
    parts = folds(cases)
    assert sorted(case.article for _, test in parts for case in test) == sorted(case.article for case in cases)
    assert all({c.article for c in train}.isdisjoint(c.article for c in test) for train, test in parts)
