"""Count on a corpus how often each rule gave a quote, and which rules override which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quotes.records import Quote, Record
from quotes.rulelang.rule import Rule


@dataclass(frozen=True, slots=True)
class Usage:
    """The use of one rule on a corpus.

    Attributes:
        won: the number of quotes by this rule; of an introduction, those whose speaker it names.
        overridden: the number of its matches that lost their words to a rule of higher priority.
        overridden_by: these rules, each with its count.
    """

    rule: Rule
    won: int
    overridden: int
    overridden_by: tuple[tuple[str, int], ...]

    @property
    def fired(self) -> int:
        return self.won + self.overridden

    @property
    def never(self) -> bool:
        return not self.fired

    @property
    def always_overridden(self) -> bool:
        return bool(self.overridden) and not self.won


@dataclass(frozen=True, slots=True)
class Coverage:
    """The use of all rules on a corpus.

    Attributes:
        unknown: ids in the records that are not among the rules, each with its count.
        whole: every quote has its evidence; without it only ``won`` is known.
    """

    articles: int
    quotes: int
    rules: tuple[Usage, ...]
    unknown: tuple[tuple[str, int], ...]
    whole: bool


def coverage(records: Iterable[Record], rules: Sequence[Rule]) -> Coverage:
    """Count the use of the rules in records; those read from files need their evidence for more than ``won``."""
    won: Counter[str] = Counter()
    overridden: Counter[tuple[str, str]] = Counter()
    articles = quotes = with_evidence = 0
    for record in records:
        articles += 1
        for quote in record.quotes:
            quotes += 1
            with_evidence += quote.evidence is not None
            won.update(_winners(quote))
            if quote.evidence is not None:
                overridden.update((each.rule, quote.rule or "") for each in quote.evidence.overridden)
    used = tuple(_usage(rule, won, overridden) for rule in rules)
    known = {rule.id for rule in rules}
    unknown = tuple((rule, count) for rule, count in won.most_common() if rule not in known)
    return Coverage(articles, quotes, used, unknown, with_evidence == quotes)


def _winners(quote: Quote) -> Iterable[str]:
    if quote.rule is not None:
        yield quote.rule
    if quote.evidence is not None and quote.evidence.introduced_by is not None:
        yield quote.evidence.introduced_by


def _usage(rule: Rule, won: Counter[str], overridden: Counter[tuple[str, str]]) -> Usage:
    by = Counter({winner: count for (loser, winner), count in overridden.items() if loser == rule.id})
    return Usage(rule, won[rule.id], by.total(), tuple(by.most_common()))
