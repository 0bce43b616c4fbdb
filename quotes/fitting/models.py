"""Two small regressions with Gaussian priors: among candidates (conditional logit), and right or wrong (logit)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import numpy as np

from quotes.fitting.cases import Choice, Outcome
from quotes.fitting.readings import ReadingCase

Weights = dict[str, float]
_Case = TypeVar("_Case", Choice, Outcome, ReadingCase)

#: What is believed of the candidates before any data. Introductions, reactions and suspects are rare in gold, and
#: clear; groups, organisations and documents are rarely ia or -nya; people seldom speak of themselves by name.
PRIOR: Mapping[str, float] = {
    "introduced": 5.0,
    "reacts": 3.0,
    "enters": 1.0,
    "undergoes": -1.0,
    "silent": -4.0,
    "continues": 5.0,
    "asks": -4.0,
    "spoken-of": -4.0,
    "named-inside": -1.5,
    "named-in-full-inside": -5.0,
    "accused-inside": -5.0,
    "described": 3.0,
    "group": -2.0,
    "document": -3.0,
    "organisation": -1.5,
    "unnamed": -0.5,
    "bystander": -1.0,
    "speaks-later": 1.0,
    "speaks-next": 1.0,
    "far": -1.0,
}
#: What is believed of the signs of confidence: that what speaks for a second reading lowers it.
CONFIDENCE_PRIOR: Mapping[str, float] = {
    "introduction-lost": -1.0,
    "several": -0.5,
    "close-name": -0.5,
    "close-full-name": -0.5,
    "rivals-between": -0.5,
    "rivals-near": -0.5,
    "sentences-away": -0.5,
    "shared-name": -0.5,
    "tagged-as-other": -1.0,
    "tagged-as-both": -0.5,
}
#: What is believed of the readings of a phrase: a form of address stands before a name; no name holds a degree, the
#: place behind Kota or a word that only opens its sentence, or begins with a role; of two words that stand alone one is
#: no part of it.
NAME_PRIOR: Mapping[str, float] = {
    "before:honorific": 3.0,
    "before:lower-honorific": 2.0,
    "before:place-head": -2.0,
    "first:opener": -2.5,
    "first:role": -2.0,
    "in:role/p": -1.0,
    "last:degree": -2.0,
    "in:degree/p": -1.0,
    "in:degree/?": -1.0,
    "before-tag:op": 1.0,
    "before-tag:lp": 1.0,
    "behind-tag:po": 1.0,
    "all-tagged": 1.0,
    "one-behind-body": -2.0,
    "behind-kin": -1.0,
    "bracketed": -1.0,
    "several-alone": -0.5,
    "several-alone-thing": -2.0,
}
#: Strength of the priors: the inverse variance of a weight.
_ANTECEDENT_STRENGTH = 2.0
_CONFIDENCE_STRENGTH = 2.0
_NAME_STRENGTH = 1.0
#: Cases that must have a feature of a reading for it to get a weight.
_ENOUGH = 3
#: How much surer, in log odds, articles make that were read while rules were mended: at the first release 0.914 of the
#: quotes of 352 read articles were right, and 0.87 of those of 78 unread ones (0.46). New rules carry over in part.
FLATTERY = 0.4


def fit_antecedents(cases: Sequence[Choice], names: Sequence[str]) -> Weights:
    """Fit the weights of the features of candidates, by maximum a posteriori."""
    data = [
        (np.array([[c.get(name, 0.0) for name in names] for c in case.candidates]), np.array(case.right))
        for case in cases
        if any(case.right) and not all(case.right)
    ]
    mean = np.array([PRIOR.get(name, 0.0) for name in names])

    def loss(weights: np.ndarray[Any, Any]) -> tuple[float, np.ndarray[Any, Any]]:
        total = _ANTECEDENT_STRENGTH * float((weights - mean) @ (weights - mean)) / 2
        slope = _ANTECEDENT_STRENGTH * (weights - mean)
        for features, right in data:
            scores = features @ weights
            odds = np.exp(scores - scores.max())
            shares = odds / odds.sum()
            good = float((shares * right).sum())
            total -= float(np.log(good + 1e-12))
            slope -= features.T @ (shares * right / good - shares)
        return total, slope

    return dict(zip(names, _minimize(loss, mean), strict=True))


def fit_names(cases: Sequence[ReadingCase]) -> Weights:
    """Fit the weights of the features of readings, by maximum a posteriori; rare features get none."""
    seen = Counter(name for case in cases for name in {name for each in case.candidates for name in each})
    names = sorted(name for name, count in seen.items() if count >= _ENOUGH)
    place = {name: k for k, name in enumerate(names)}
    rows = [each for case in cases for each in case.candidates]
    table = np.zeros((len(rows), len(names)))
    for row, features in enumerate(rows):
        for name, value in features.items():
            if name in place:
                table[row, place[name]] = value
    sizes = [len(case.candidates) for case in cases]
    starts, owner = np.cumsum([0, *sizes[:-1]]), np.repeat(np.arange(len(cases)), sizes)
    right = np.array([right for case in cases for right in case.right], dtype=float)
    weight = np.array([case.weight for case in cases])
    mean = np.array([NAME_PRIOR.get(name, 0.0) for name in names])

    def loss(weights: np.ndarray[Any, Any]) -> tuple[float, np.ndarray[Any, Any]]:
        scores, away = table @ weights, weights - mean
        odds = np.exp(scores - np.maximum.reduceat(scores, starts)[owner])
        total, good = np.add.reduceat(odds, starts), np.add.reduceat(odds * right, starts)
        slope = table.T @ ((odds * right / good[owner] - odds / total[owner]) * weight[owner])
        value = _NAME_STRENGTH * float(away @ away) / 2 - float((weight * np.log(good / total)).sum())
        return value, _NAME_STRENGTH * away - slope

    return dict(zip(names, _minimize(loss, mean), strict=True))


def fit_confidence(cases: Sequence[Outcome]) -> Weights:
    """Fit the weights of the signs of being right; a sign that no case has keeps what is believed of it."""
    names = sorted({*CONFIDENCE_PRIOR, *(name for case in cases for name in case.signs)})
    table = np.array([[case.signs.get(name, 0.0) for name in names] for case in cases])
    right = np.array([case.right for case in cases], dtype=float)
    mean = np.array([CONFIDENCE_PRIOR.get(name, 0.0) for name in names])
    held = np.array([0.0 if name == "always" else _CONFIDENCE_STRENGTH for name in names])

    def loss(weights: np.ndarray[Any, Any]) -> tuple[float, np.ndarray[Any, Any]]:
        scores, away = table @ weights, weights - mean
        total = float((np.logaddexp(0, scores) - right * scores).sum() + (held * away * away).sum() / 2)
        return total, table.T @ (1 / (1 + np.exp(-scores)) - right) + held * away

    return dict(zip(names, _minimize(loss, mean), strict=True))


def less_sure(weights: Mapping[str, float], by: float) -> Weights:
    """Return weights whose odds are lower by a constant."""
    return {**weights, "always": round(weights.get("always", 0.0) - by, 2)}


def _minimize(
    loss: Callable[[np.ndarray[Any, Any]], tuple[float, np.ndarray[Any, Any]]], start: np.ndarray[Any, Any]
) -> list[float]:
    from scipy.optimize import minimize

    return [round(float(value), 2) for value in minimize(loss, start, jac=True, method="L-BFGS-B").x]


def split_folds(cases: Sequence[_Case], count: int = 10) -> list[tuple[list[int], list[int]]]:
    """Return the places of the cases to fit on and to test, for each fold; no outlet is in both parts of a fold.

    The largest outlets are dealt out first, each to the fold with the fewest cases.
    """
    sizes = Counter(case.outlet for case in cases)
    parts: list[set[str]] = [set() for _ in range(count)]
    for outlet, _ in sorted(sizes.items(), key=lambda pair: (-pair[1], pair[0])):
        min(parts, key=lambda part: sum(sizes[each] for each in part)).add(outlet)
    everything = range(len(cases))
    return [
        ([k for k in everything if cases[k].outlet not in part], [k for k in everything if cases[k].outlet in part])
        for part in parts
    ]


def is_chosen(case: Choice | ReadingCase, weights: Mapping[str, float]) -> bool:
    """Is the likeliest candidate a right one?"""
    scores = [sum(weights.get(name, 0.0) * value for name, value in c.items()) for c in case.candidates]
    return case.right[scores.index(max(scores))]


def predict(case: Outcome, weights: Mapping[str, float]) -> float:
    """Return the confidence that the weights give a quote, without regard to earlier quotes."""
    return float(1 / (1 + np.exp(-sum(weights.get(name, 0.0) * value for name, value in case.signs.items()))))


def cap(confidences: Sequence[float], cases: Sequence[Outcome]) -> list[float]:
    """Return confidences that are at most those of the surest earlier quote of the same person."""
    capped: list[float] = []
    for confidence, case in zip(confidences, cases, strict=True):
        most = max((capped[place] for place in case.earlier), default=1.0)
        capped.append(min(confidence, most))
    return capped
