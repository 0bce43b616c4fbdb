"""All figures of a run: what ``quotes evaluate`` prints and writes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

from quotes.evaluation.calibration import Calibration, calibration
from quotes.evaluation.gold import GoldArticle
from quotes.evaluation.groups import KEYS, Group, group_to_dict, grouped
from quotes.evaluation.matching import ArticleMatch, match_all
from quotes.evaluation.measures import COUNTED, F1_MEASURES, SHARES, Rate, figures, rate, share
from quotes.evaluation.resampling import Interval, bootstrap
from quotes.evaluation.tally import Tally, tally, total
from quotes.records import Record

#: An outlet with fewer gold quotes says little of itself.
ENOUGH_QUOTES = 20


@dataclass(frozen=True)
class Scores:
    """The figures of one run over gold articles. All are computed from ``matches``, when first asked for."""

    matches: tuple[ArticleMatch, ...]

    @cached_property
    def tallies(self) -> tuple[Tally, ...]:
        """The counts of every article."""
        return tuple(tally(match) for match in self.matches)

    @cached_property
    def counts(self) -> Tally:
        return total(self.tallies)

    @cached_property
    def rates(self) -> Mapping[str, Rate]:
        """Precision, recall and F1 by name of measure."""
        return {name: rate(self.counts, formula) for name, formula in F1_MEASURES.items()}

    @cached_property
    def shares(self) -> Mapping[str, float]:
        return {name: share(self.counts, of) for name, of in SHARES.items()}

    @cached_property
    def figures(self) -> Mapping[str, float]:
        """Every measure as one figure: its F1, or the share."""
        return figures(self.counts)

    @cached_property
    def calibration(self) -> Calibration | None:
        return calibration(self.matches)

    @cached_property
    def outlet_gap(self) -> float | None:
        """The joint F1 of the worst outlet with 20 gold quotes or more, less that of the whole; None without one."""
        f1s = [group.joint.f1 for group in self.by("outlet") if (group.gold or 0) >= ENOUGH_QUOTES]
        return min(f1s) - self.rates["joint"].f1 if f1s else None

    def by(self, key: str) -> tuple[Group, ...]:
        """The figures by a kind of quote, one of ``groups.KEYS``."""
        return grouped(self.matches, key)

    def intervals(self, samples: int) -> dict[str, Interval]:
        """Bootstrap intervals of every figure."""
        return bootstrap(self.tallies, samples)

    def count(self, name: str) -> int:
        return round(self.counts.get(name, 0))

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return {
            "articles": len(self.matches),
            "articles_missing": self.count("articles_missing"),
            **{name: self._rate_to_dict(name) for name in F1_MEASURES},
            **self.shares,
            "outlet_gap": self.outlet_gap,
            "by_gold_type": self._by_gold_type(),
            "by": {key: {group.name: group_to_dict(group) for group in self.by(key)} for key in KEYS},
            "calibration": asdict(self.calibration) if self.calibration else None,
        }

    def _rate_to_dict(self, name: str) -> dict[str, float]:
        given = self.rates[name]
        figures = {"p": given.precision, "r": given.recall, "f1": given.f1}
        if name not in COUNTED:
            return figures
        return {**figures, "tp": self.count(name), "gold": self.count("gold"), "pred": self.count("pred")}

    def _by_gold_type(self) -> dict[str, dict[str, float]]:
        names = ("gold", "pred", "found_recall", "exact_recall", "speaker_accuracy")
        groups = {group.name: group_to_dict(group) for group in self.by("type")}
        return {name: {key: group[key] for key in names} for name, group in groups.items()}


def score(gold: Iterable[GoldArticle], predicted: Iterable[Record]) -> Scores:
    """Score predicted records against gold articles, by id.

    An article without record counts as one in which nothing was found.

    Raises:
        RecordError: a record's text is not the gold text.
    """
    return Scores(match_all(gold, predicted))
