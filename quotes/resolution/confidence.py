"""How sure a quote is: the share of quotes like it that are right on gold.

A logistic regression on a few signs that every quote has; the weights stand in
``rules/resolution/confidence.yaml`` and are fitted by ``python -m quotes.fitting``.
Right means what the joint measure counts: the words are found, and those named
are who said them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from quotes.attribution import Attribution
from quotes.resolution.resolver import Decision

#: Odds of a choice among those in focus are cut here: beyond, the ranker's certainty says little.
_MOST = 4.0


def signs(attribution: Attribution, decision: Decision) -> dict[str, float]:
    """What is known of a quote that tells how often such quotes are right, by the names of the weights."""
    found = {"always": 1.0, f"by-{decision.by or 'nothing'}": 1.0, f"type-{attribution.type}": 1.0}
    found |= {f"speaker-{person.kind}": 1.0 for person in decision.people}
    if attribution.rule != "direct/uncued":
        found[f"rule-{attribution.rule}"] = 1.0
    if decision.share is not None:
        share = min(max(decision.share, 1e-6), 1 - 1e-6)
        found["odds-in-focus"] = max(-_MOST, min(_MOST, math.log(share / (1 - share)))) / _MOST
    if decision.by == "name" and any(len(p.words) == 1 and p.kind == "person" for p in decision.people):
        found["one-word-name"] = 1.0
    found |= {f"flag-{flag}": 1.0 for flag in attribution.flags}
    return found


def confidence(attribution: Attribution, decision: Decision, weights: Mapping[str, float]) -> float | None:
    """A share from 0 to 1, of two digits; None where there are no weights, or nobody is named to be sure of."""
    if not weights or not decision.people:
        return None
    score = sum(weights.get(name, 0.0) * value for name, value in signs(attribution, decision).items())
    return round(1 / (1 + math.exp(-score)), 2)
