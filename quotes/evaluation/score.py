"""All figures of a run, as ``quotes evaluate`` prints and writes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

from quotes.evaluation.calibration import Calibration, measure_calibration
from quotes.evaluation.comparison import Interval, bootstrap
from quotes.evaluation.gold import GoldArticle
from quotes.evaluation.groups import KEYS, Group, group_quotes, group_to_dict
from quotes.evaluation.matching import ArticleMatch, match_articles
from quotes.evaluation.measures import COUNTED, F1_MEASURES, SHARES, Rate, compute_figures, compute_rate, compute_share
from quotes.evaluation.tally import Tally, count_article, sum_tallies
from quotes.records import Record

#: Gold quotes from which on the figures of an outlet are meaningful.
MIN_OUTLET_QUOTES = 20


@dataclass(frozen=True)
class Scores:
    """The figures of one run on gold articles, computed from ``matches`` on first access."""

    matches: tuple[ArticleMatch, ...]

    @cached_property
    def tallies(self) -> tuple[Tally, ...]:
        """The counts of every article."""
        return tuple(count_article(match) for match in self.matches)

    @cached_property
    def counts(self) -> Tally:
        return sum_tallies(self.tallies)

    @cached_property
    def rates(self) -> Mapping[str, Rate]:
        """Precision, recall and F1 by name of measure."""
        return {name: compute_rate(self.counts, formula) for name, formula in F1_MEASURES.items()}

    @cached_property
    def shares(self) -> Mapping[str, float]:
        return {name: compute_share(self.counts, of) for name, of in SHARES.items()}

    @cached_property
    def figures(self) -> Mapping[str, float]:
        """Every measure as one figure: its F1 or its share."""
        return compute_figures(self.counts)

    @cached_property
    def calibration(self) -> Calibration | None:
        return measure_calibration(self.matches)

    @cached_property
    def outlet_gap(self) -> float | None:
        """The lowest joint F1 of an outlet with 20 gold quotes or more, minus the overall one; None without outlets."""
        f1s = [group.joint.f1 for group in self.group_by("outlet") if (group.gold or 0) >= MIN_OUTLET_QUOTES]
        return min(f1s) - self.rates["joint"].f1 if f1s else None

    def group_by(self, key: str) -> tuple[Group, ...]:
        """Return the figures of groups of quotes; ``key`` is one of ``groups.KEYS``."""
        return group_quotes(self.matches, key)

    def intervals(self, samples: int) -> dict[str, Interval]:
        """Compute bootstrap intervals of every figure."""
        return bootstrap(self.tallies, samples)

    def count(self, name: str) -> int:
        return round(self.counts.get(name, 0))

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "articles": len(self.matches),
            "articles_missing": self.count("articles_missing"),
            **{name: self._rate_to_dict(name) for name in F1_MEASURES},
            **self.shares,
            "outlet_gap": self.outlet_gap,
            "by_gold_type": self._by_gold_type(),
            "by": {key: {group.name: group_to_dict(group) for group in self.group_by(key)} for key in KEYS},
            "calibration": asdict(self.calibration) if self.calibration else None,
        }

    def _rate_to_dict(self, name: str) -> dict[str, float]:
        rate = self.rates[name]
        figures = {"p": rate.precision, "r": rate.recall, "f1": rate.f1}
        if name not in COUNTED:
            return figures
        return {**figures, "tp": self.count(name), "gold": self.count("gold"), "pred": self.count("pred")}

    def _by_gold_type(self) -> dict[str, dict[str, float]]:
        names = ("gold", "pred", "found_recall", "exact_recall", "speaker_accuracy")
        groups = {group.name: group_to_dict(group) for group in self.group_by("type")}
        return {name: {key: group[key] for key in names} for name, group in groups.items()}


def score(gold: Iterable[GoldArticle], predicted: Iterable[Record]) -> Scores:
    """Score predicted records against gold articles, by id.

    An article without a record counts as one without predicted quotes.

    Raises:
        RecordError: the text of a record is not the gold text.
    """
    return Scores(match_articles(gold, predicted))
