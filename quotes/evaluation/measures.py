"""The measures as data: the counts that each is computed from. ``docs/evaluation.md`` defines them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from quotes.evaluation.matching import ratio
from quotes.evaluation.tally import Tally


class Share(NamedTuple):
    """The names of two counts: a part and its whole."""

    part: str
    whole: str


class Formula(NamedTuple):
    """An F1 measure: the counts of its precision and of its recall."""

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
#: The F1 measures whose hits are a number of quotes.
COUNTED = ("joint", "found", "exact", "ggt30", "ggt80")

#: Shares of the found quotes (for a part, of those where gold has it); ``speaker_on_gold`` is a share of all of gold.
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


def compute_rate(counts: Tally, formula: Formula) -> Rate:
    """Compute an F1 measure from its counts."""
    return Rate(*_divide(counts, formula, ratio))


def compute_share(counts: Tally, of: Share) -> float:
    """Compute a share from its counts; 0 where the whole is 0."""
    return ratio(find_count(counts, of.part), find_count(counts, of.whole))


def compute_figures(counts: Mapping[str, Any], divide: Callable[[Any, Any], Any] = ratio) -> dict[str, Any]:
    """Compute every measure as one figure: its F1 or its share.

    Args:
        counts: the counts by name; numbers, or arrays of them.
        divide: division of counts, for arrays one that handles them.
    """
    f1s = {name: _divide(counts, formula, divide)[2] for name, formula in F1_MEASURES.items()}
    shares = {name: divide(find_count(counts, of.part), find_count(counts, of.whole)) for name, of in SHARES.items()}
    return {**f1s, **shares}


def find_count(counts: Mapping[str, Any], name: str) -> Any:
    """Return a count by its name; ``germeval_a+b_p`` is the sum of ``germeval_a_p`` and ``germeval_b_p``."""
    if "+" not in name:
        return counts.get(name, 0)
    prefix, _, rest = name.partition("_")
    kinds, _, side = rest.partition("_")
    return sum(counts.get(f"{prefix}_{kind}_{side}", 0) for kind in kinds.split("+"))


def _divide(counts: Mapping[str, Any], formula: Formula, divide: Callable[[Any, Any], Any]) -> tuple[Any, Any, Any]:
    precision = divide(find_count(counts, formula.precision.part), find_count(counts, formula.precision.whole))
    recall = divide(find_count(counts, formula.recall.part), find_count(counts, formula.recall.whole))
    return precision, recall, divide(2 * precision * recall, precision + recall)
