"""The measures, as data: which counts each is made from. ``docs/evaluation.md`` says what each means."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from quotes.evaluation.matching import ratio
from quotes.evaluation.tally import Tally


class Share(NamedTuple):
    """Two counts: a part, and what it is a part of."""

    part: str
    whole: str


class Formula(NamedTuple):
    """An F1: what its precision and its recall are made from."""

    precision: Share
    recall: Share


def _quotes(hits: str) -> Formula:
    return Formula(Share(hits, "pred"), Share(hits, "gold"))


def _germeval(*kinds: str) -> Formula:
    return Formula(
        *(Share(f"germeval_{'+'.join(kinds)}_{side}", f"germeval_{'+'.join(kinds)}_{side}_n") for side in "pr")
    )


#: Measures with precision, recall and F1, in the order of printing.
F1_MEASURES: dict[str, Formula] = {
    "joint": _quotes("joint"),
    "found": _quotes("found"),
    "exact": _quotes("exact"),
    "overlap": Formula(Share("overlap_pred", "pred"), Share("overlap_gold", "gold")),
    "ggt30": _quotes("ggt30"),
    "ggt80": _quotes("ggt80"),
    "words": Formula(Share("words_both", "words_pred"), Share("words_both", "words_gold")),
    "germeval_message": _germeval("message"),
    "germeval_roles": _germeval("roles"),
    "germeval_joint": _germeval("message", "roles"),
}
#: The F1 measures that count quotes, so that their hits are a number of quotes.
COUNTED = ("joint", "found", "exact", "ggt30", "ggt80")

#: Shares of the quotes that were found (of those where gold has the part), but for the last: of all of gold.
SHARES: dict[str, Share] = {
    "speaker_accuracy": Share("joint", "found"),
    "type_accuracy": Share("same_type", "found"),
    "cue_accuracy": Share("cue_right", "cue_gold"),
    "source_accuracy": Share("source_right", "source_gold"),
    "source_exact": Share("source_exact", "source_gold"),
    "speaker_on_gold": Share("joint", "gold"),
}


@dataclass(frozen=True, slots=True)
class Rate:
    """Precision, recall and their harmonic mean."""

    precision: float
    recall: float
    f1: float


def rate(counts: Tally, formula: Formula) -> Rate:
    """An F1 measure from its counts."""
    return Rate(*_rate(counts, formula, ratio))


def share(counts: Tally, of: Share) -> float:
    """A share from its counts, 0 where there is nothing to be a share of."""
    return ratio(count(counts, of.part), count(counts, of.whole))


def figures(counts: Mapping[str, Any], divide: Callable[[Any, Any], Any] = ratio) -> dict[str, Any]:
    """Every measure as one figure: the F1, or the share. Counts may be arrays, with a ``divide`` that knows them."""
    f1s = {name: _rate(counts, formula, divide)[2] for name, formula in F1_MEASURES.items()}
    shares = {name: divide(count(counts, of.part), count(counts, of.whole)) for name, of in SHARES.items()}
    return {**f1s, **shares}


def count(counts: Mapping[str, Any], name: str) -> Any:
    """A count by name; ``germeval_a+b_p`` is the sum of ``germeval_a_p`` and ``germeval_b_p``."""
    if "+" not in name:
        return counts.get(name, 0)
    prefix, _, rest = name.partition("_")
    kinds, _, side = rest.partition("_")
    return sum(counts.get(f"{prefix}_{kind}_{side}", 0) for kind in kinds.split("+"))


def _rate(counts: Mapping[str, Any], formula: Formula, divide: Callable[[Any, Any], Any]) -> tuple[Any, Any, Any]:
    precision = divide(count(counts, formula.precision.part), count(counts, formula.precision.whole))
    recall = divide(count(counts, formula.recall.part), count(counts, formula.recall.whole))
    return precision, recall, divide(2 * precision * recall, precision + recall)
