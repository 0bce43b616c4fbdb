"""Two small regressions with Gaussian priors: among candidates (conditional logit), and right or wrong (logit)."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import numpy as np

from quotes.fitting.cases import Choice, Outcome

Weights = dict[str, float]
_Case = TypeVar("_Case", Choice, Outcome)

#: What is believed of the candidates before any data. Introductions, reactions and suspects are rare in gold, and
#: clear; groups, bodies and documents are rarely ia or -nya; people seldom speak of themselves by name.
PRIOR: Mapping[str, float] = {
    "introduced": 5.0,
    "reacts": 3.0,
    "enters": 1.0,
    "undergoes": -1.0,
    "goes-on": 5.0,
    "named-inside": -1.5,
    "named-in-full-inside": -3.0,
    "accused-inside": -3.0,
    "group": -2.0,
    "document": -3.0,
    "organisation": -1.5,
    "unnamed": -0.5,
    "bystander": -1.0,
    "far": -1.0,
}
#: Strength of the priors: the inverse variance of a weight.
_FOCUS_PRIOR = 2.0
_CONFIDENCE_PRIOR = 1.0


def fit_focus(cases: Sequence[Choice], names: Sequence[str]) -> Weights:
    """Weights of the features among candidates, by maximum a posteriori."""
    data = [
        (np.array([[c.get(name, 0.0) for name in names] for c in case.candidates]), np.array(case.right))
        for case in cases
        if any(case.right) and not all(case.right)
    ]
    mean = np.array([PRIOR.get(name, 0.0) for name in names])

    def loss(weights: np.ndarray[Any, Any]) -> tuple[float, np.ndarray[Any, Any]]:
        total = _FOCUS_PRIOR * float((weights - mean) @ (weights - mean)) / 2
        slope = _FOCUS_PRIOR * (weights - mean)
        for features, right in data:
            scores = features @ weights
            odds = np.exp(scores - scores.max())
            shares = odds / odds.sum()
            good = float((shares * right).sum())
            total -= float(np.log(good + 1e-12))
            slope -= features.T @ (shares * right / good - shares)
        return total, slope

    return dict(zip(names, _least(loss, mean), strict=True))


def fit_confidence(cases: Sequence[Outcome]) -> Weights:
    """Weights of the signs of being right; a sign that no case has has none."""
    names = sorted({name for case in cases for name in case.signs})
    table = np.array([[case.signs.get(name, 0.0) for name in names] for case in cases])
    right = np.array([case.right for case in cases], dtype=float)
    held = np.array([0.0 if name == "always" else _CONFIDENCE_PRIOR for name in names])

    def loss(weights: np.ndarray[Any, Any]) -> tuple[float, np.ndarray[Any, Any]]:
        scores = table @ weights
        total = float((np.logaddexp(0, scores) - right * scores).sum() + (held * weights * weights).sum() / 2)
        return total, table.T @ (1 / (1 + np.exp(-scores)) - right) + held * weights

    return dict(zip(names, _least(loss, np.zeros(len(names))), strict=True))


def levelled(weights: Mapping[str, float], unread: Sequence[Outcome]) -> Weights:
    """Weights that are as sure as unread articles bear out, by a slope and a level for all of them (Platt 1999)."""
    scores = np.array([_score(case, weights) for case in unread])
    right = np.array([case.right for case in unread], dtype=float)

    def loss(line: np.ndarray[Any, Any]) -> tuple[float, np.ndarray[Any, Any]]:
        found = line[0] * scores + line[1]
        off = 1 / (1 + np.exp(-found)) - right
        return float((np.logaddexp(0, found) - right * found).sum()), np.array([off @ scores, off.sum()])

    slope, level = _least(loss, np.array([1.0, 0.0]))
    found = {name: round(slope * value, 2) for name, value in weights.items()}
    return found | {"always": round(found.get("always", 0.0) + level, 2)}


def _least(
    loss: Callable[[np.ndarray[Any, Any]], tuple[float, np.ndarray[Any, Any]]], start: np.ndarray[Any, Any]
) -> list[float]:
    from scipy.optimize import minimize

    return [round(float(value), 2) for value in minimize(loss, start, jac=True, method="L-BFGS-B").x]


def folds(cases: Sequence[_Case], count: int = 10) -> list[tuple[list[_Case], list[_Case]]]:
    """Cases to fit on and cases to try, by articles: no article is in both."""
    articles = sorted({case.article for case in cases})
    random.Random(1).shuffle(articles)
    parts = [set(articles[n::count]) for n in range(count)]
    return [([c for c in cases if c.article not in part], [c for c in cases if c.article in part]) for part in parts]


def chosen(case: Choice, weights: Mapping[str, float]) -> bool:
    """Is the likeliest candidate a right one?"""
    scores = [sum(weights.get(name, 0.0) * value for name, value in c.items()) for c in case.candidates]
    return case.right[scores.index(max(scores))]


def sure(case: Outcome, weights: Mapping[str, float]) -> float:
    """The share that the weights give a quote."""
    return float(1 / (1 + np.exp(-_score(case, weights))))


def _score(case: Outcome, weights: Mapping[str, float]) -> float:
    return sum(weights.get(name, 0.0) * value for name, value in case.signs.items())
