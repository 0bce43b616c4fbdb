"""Which predicted quote stands for which gold quote, and what is wrong with it.

Marks and commas at the edges cost nothing, quotes are paired one to one so that the summed
intersection-over-union of their characters is as large as possible, and a pair counts as
found from an IoU of 0.5 on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from quotes.errors import RecordError
from quotes.evaluation.assignment import assign
from quotes.evaluation.gold import GoldArticle
from quotes.records import Quote, Record, Span

ErrorKind = Literal["missed", "spurious", "span", "speaker", "type"]
ERROR_KINDS: tuple[ErrorKind, ...] = ("missed", "spurious", "span", "speaker", "type")

#: Intersection over union from which a pair counts as found (the usual bound, e.g. PASCAL VOC).
FOUND = 0.5
_TRIM = frozenset(" \t\r\n\u00a0\"'“”„‟«»‘’‚`´,.;:!?…")


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold quote and the predicted one that stands for it; one of the two is None where nothing does.

    Attributes:
        iou: characters that both have / characters that either has.
        cover: characters that both have / characters of gold.
        exact: the trimmed spans are equal.
        same_speaker: both name the same set of people.
    """

    article: GoldArticle
    gold: Quote | None
    predicted: Quote | None
    iou: float = 0.0
    cover: float = 0.0
    exact: bool = False
    same_speaker: bool = False

    @property
    def found(self) -> bool:
        return self.iou >= FOUND

    @property
    def right(self) -> bool:
        """Found, and said by the right people: what the joint measure counts."""
        return self.found and self.same_speaker

    @property
    def same_type(self) -> bool:
        return self.gold is not None and self.predicted is not None and self.gold.type == self.predicted.type

    @property
    def errors(self) -> tuple[ErrorKind, ...]:
        """What is wrong, in the order of ``ERROR_KINDS``; empty for a quote that is right in all."""
        if not self.found:
            sides: tuple[tuple[ErrorKind, Quote | None], ...] = (("missed", self.gold), ("spurious", self.predicted))
            return tuple(kind for kind, quote in sides if quote is not None)
        checks: tuple[tuple[ErrorKind, bool], ...] = (
            ("span", self.exact),
            ("speaker", self.same_speaker),
            ("type", self.same_type),
        )
        return tuple(kind for kind, good in checks if not good)

    @property
    def start(self) -> int:
        """Where it begins in the text, for the order of reading."""
        return min(quote.content[0].start for quote in (self.gold, self.predicted) if quote is not None)


@dataclass(frozen=True, slots=True)
class ArticleMatch:
    """An article's quotes, paired. ``record`` is None where nothing was predicted for the article."""

    article: GoldArticle
    record: Record | None
    pairs: tuple[Pair, ...]


def match_all(gold: Iterable[GoldArticle], predicted: Iterable[Record]) -> tuple[ArticleMatch, ...]:
    """Pair every gold article with its record, by id; records of other articles are left out.

    Raises:
        RecordError: a record's text is not the gold text.
    """
    by_id = {record.article.id: record for record in predicted}
    return tuple(match(article, by_id.get(article.id)) for article in gold)


def match(article: GoldArticle, record: Record | None) -> ArticleMatch:
    """Pair the quotes of one article.

    Raises:
        RecordError: the record's text is not the gold text.
    """
    if record is not None and record.article.text != article.text:
        raise RecordError(f"the predicted text of article {article.id} is not the gold text", hint="extract it again")
    predicted = record.quotes if record else ()
    gold_chars = [characters(trimmed(article.text, quote.content)) for quote in article.quotes]
    their_chars = [characters(trimmed(article.text, quote.content)) for quote in predicted]
    weights = [[ratio(len(a & b), len(a | b)) for b in their_chars] for a in gold_chars]
    partner = {row: column for row, column in assign(weights) if weights[row][column] > 0}
    pairs = [Pair(article, quote, None) for i, quote in enumerate(article.quotes) if i not in partner]
    pairs += [Pair(article, None, quote) for j, quote in enumerate(predicted) if j not in partner.values()]
    for i, j in partner.items():
        cover = ratio(len(gold_chars[i] & their_chars[j]), len(gold_chars[i]))
        pairs.append(_pair(article, article.quotes[i], predicted[j], weights[i][j], cover))
    return ArticleMatch(article, record, tuple(sorted(pairs, key=lambda pair: pair.start)))


def _pair(article: GoldArticle, gold: Quote, predicted: Quote, iou: float, cover: float) -> Pair:
    exact = trimmed(article.text, gold.content) == trimmed(article.text, predicted.content)
    same = same_people(gold.speakers, predicted.speakers, article.aliases)
    return Pair(article, gold, predicted, iou, cover, exact, same)


def trimmed(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans without white space, quotation marks and ``, . ; : ! ?`` at their edges; empty ones are gone."""
    return tuple(sorted(span for span in (_trim(text, *span) for span in spans) if span.end > span.start))


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in _TRIM:
        start += 1
    while end > start and text[end - 1] in _TRIM:
        end -= 1
    return Span(start, end)


def characters(spans: Iterable[Span]) -> frozenset[int]:
    """Every position that the spans cover."""
    return frozenset(i for span in spans for i in range(span.start, span.end))


def same_people(gold: Sequence[str], predicted: Sequence[str], aliases: Mapping[str, Iterable[str]]) -> bool:
    """Both name the same set of people, by any of their names, whatever the case and punctuation."""
    canonical = {fold(other): fold(name) for name, others in aliases.items() for other in (name, *others)}

    def people(names: Sequence[str]) -> set[str]:
        return {canonical.get(fold(name), fold(name)) for name in names if name}

    return people(gold) == people(predicted)


def fold(name: str) -> str:
    """A name without case, punctuation and double spaces."""
    return " ".join(re.sub(r"[^\w\s]", " ", name.casefold()).split())


def ratio(part: float, whole: float) -> float:
    """``part / whole``, and 0 where there is nothing to divide by."""
    return part / whole if whole else 0.0
