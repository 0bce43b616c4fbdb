"""The quotes in which two runs differ: which got better, which got worse."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from quotes.evaluation.gold import GoldArticle
from quotes.evaluation.matching import ArticleMatch, ErrorKind, Pair, trim_spans
from quotes.records import Quote, Span


@dataclass(frozen=True, slots=True)
class Change:
    """A quote with other errors in the second run than in the first.

    Attributes:
        article: the article of the quote.
        gold: the gold quote; None for a spurious quote that was added or removed.
        first: the prediction of the first run.
        second: the prediction of the second run.
        before: the errors of the first run; ``()`` is right.
        after: the errors of the second run.
    """

    article: GoldArticle
    gold: Quote | None
    first: Quote | None
    second: Quote | None
    before: tuple[ErrorKind, ...]
    after: tuple[ErrorKind, ...]

    @property
    def is_better(self) -> bool:
        """Weigh the errors: not found is worse than a wrong speaker, which is worse than a wrong span or type."""
        return _severity(self.after) < _severity(self.before)

    @property
    def is_worse(self) -> bool:
        return _severity(self.after) > _severity(self.before)


_SEVERITIES: dict[ErrorKind, int] = {"missed": 8, "spurious": 8, "speaker": 4, "span": 2, "type": 1}


def _severity(errors: tuple[ErrorKind, ...]) -> int:
    return sum(_SEVERITIES[kind] for kind in errors)


def find_changes(first: Sequence[ArticleMatch], second: Sequence[ArticleMatch]) -> tuple[Change, ...]:
    """Return all changes, in the order of the articles and of the text. Both runs must be on the same articles."""
    return tuple(change for one, other in zip(first, second, strict=True) for change in _article_changes(one, other))


def _article_changes(first: ArticleMatch, second: ArticleMatch) -> Iterator[Change]:
    by_gold = {id(pair.gold): pair for pair in second.pairs if pair.gold is not None}
    for pair in first.pairs:
        if pair.gold is None:
            continue
        other = by_gold[id(pair.gold)]
        if (before := _gold_errors(pair)) != (after := _gold_errors(other)):
            yield Change(pair.article, pair.gold, pair.predicted, other.predicted, before, after)
    spurious_before, spurious_after = _spurious_quotes(first.pairs), _spurious_quotes(second.pairs)
    for spans in sorted(spurious_before.keys() - spurious_after.keys()):
        yield Change(first.article, None, spurious_before[spans], None, ("spurious",), ())
    for spans in sorted(spurious_after.keys() - spurious_before.keys()):
        yield Change(first.article, None, None, spurious_after[spans], (), ("spurious",))


def _gold_errors(pair: Pair) -> tuple[ErrorKind, ...]:
    return tuple(kind for kind in pair.errors if kind != "spurious")


def _spurious_quotes(pairs: Iterable[Pair]) -> dict[tuple[Span, ...], Quote]:
    return {
        trim_spans(pair.article.text, pair.predicted.content): pair.predicted
        for pair in pairs
        if pair.predicted is not None and "spurious" in pair.errors
    }
