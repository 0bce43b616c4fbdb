"""How often each rule fired in a run, and which rules beat which: what a corpus says about the rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quotes.records import Quote, Record
from quotes.rulelang.rule import Rule


@dataclass(frozen=True, slots=True)
class Usage:
    """What one rule did on a corpus.

    Attributes:
        won: how many quotes are by this rule; of a rule that introduces, how many it names the speaker of.
        overridden: how often it matched as well and a rule of higher priority took the words.
        overridden_by: these rules, with how often each.
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
    """What the rules did on a corpus.

    Attributes:
        unknown: ids of rules that quotes are by and that are not among the rules, with how often.
        whole: every quote says which rules it beat. Where that is false, only ``won`` can be told.
    """

    articles: int
    quotes: int
    rules: tuple[Usage, ...]
    unknown: tuple[tuple[str, int], ...]
    whole: bool


def coverage(records: Iterable[Record], rules: Sequence[Rule]) -> Coverage:
    """Count what the rules did in the records of a run; in those on disk only where they keep their evidence."""
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
