"""Which quotes two runs do not treat alike: what got better, what got worse."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from quotes.evaluation.gold import GoldArticle
from quotes.evaluation.matching import ArticleMatch, ErrorKind, Pair, trimmed
from quotes.records import Quote, Span


@dataclass(frozen=True, slots=True)
class Change:
    """A quote with other errors in the second run than in the first.

    Attributes:
        gold: the gold quote, or None for a spurious one that came or went.
        first, second: what either run predicted for it.
        before, after: the errors of either run; ``()`` is right.
    """

    article: GoldArticle
    gold: Quote | None
    first: Quote | None
    second: Quote | None
    before: tuple[ErrorKind, ...]
    after: tuple[ErrorKind, ...]

    @property
    def better(self) -> bool:
        """Less bad after than before. Not found is worse than a wrong speaker, that worse than a wrong span or type."""
        return _badness(self.after) < _badness(self.before)

    @property
    def worse(self) -> bool:
        return _badness(self.after) > _badness(self.before)


_WEIGHTS: dict[ErrorKind, int] = {"missed": 8, "spurious": 8, "speaker": 4, "span": 2, "type": 1}


def _badness(errors: tuple[ErrorKind, ...]) -> int:
    return sum(_WEIGHTS[kind] for kind in errors)


def changes(first: Sequence[ArticleMatch], second: Sequence[ArticleMatch]) -> tuple[Change, ...]:
    """All changes, in the order of the articles and of the text. Both runs are of the same articles."""
    return tuple(change for one, other in zip(first, second, strict=True) for change in _of_article(one, other))


def _of_article(first: ArticleMatch, second: ArticleMatch) -> Iterator[Change]:
    yield from _of_gold(first, second)
    yield from _of_spurious(first, second)


def _of_gold(first: ArticleMatch, second: ArticleMatch) -> Iterator[Change]:
    after = {id(pair.gold): pair for pair in second.pairs if pair.gold is not None}
    for pair in first.pairs:
        if pair.gold is None:
            continue
        other = after[id(pair.gold)]
        if (before := _gold_errors(pair)) != (now := _gold_errors(other)):
            yield Change(pair.article, pair.gold, pair.predicted, other.predicted, before, now)


def _gold_errors(pair: Pair) -> tuple[ErrorKind, ...]:
    return tuple(kind for kind in pair.errors if kind != "spurious")


def _of_spurious(first: ArticleMatch, second: ArticleMatch) -> Iterator[Change]:
    before, after = _spurious(first.pairs), _spurious(second.pairs)
    for spans in sorted(before.keys() - after.keys()):
        yield Change(first.article, None, before[spans], None, ("spurious",), ())
    for spans in sorted(after.keys() - before.keys()):
        yield Change(first.article, None, None, after[spans], (), ("spurious",))


def _spurious(pairs: Iterable[Pair]) -> dict[tuple[Span, ...], Quote]:
    return {
        trimmed(pair.article.text, pair.predicted.content): pair.predicted
        for pair in pairs
        if pair.predicted is not None and "spurious" in pair.errors
    }
