"""Pair predicted quotes with gold quotes, and find their errors.

Quotes are paired one to one with the largest sum of the intersection over union (IoU) of their characters. Quotation
marks and punctuation at the edges do not count. A pair is found from an IoU of 0.5 on.

The pairing is an assignment problem, solved by the Hungarian method (Kuhn 1955) in its O(n³) variant with potentials
and shortest augmenting paths, as in the reference scorer of the project's gold data. It breaks ties in the same way,
so that the figures agree to the last digit. SciPy has the method too, but is a large dependency for thirty lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from quotes.errors import RecordError
from quotes.evaluation.gold import GoldArticle
from quotes.records import Quote, Record, Span

ErrorKind = Literal["missed", "spurious", "span", "speaker", "type"]
ERROR_KINDS: tuple[ErrorKind, ...] = ("missed", "spurious", "span", "speaker", "type")

#: Intersection over union from which a pair counts as found (the usual bound, e.g. PASCAL VOC).
FOUND = 0.5
_TRIM = frozenset(" \t\r\n\u00a0\"'“”„‟«»‘’‚`´,.;:!?…")


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold quote and the predicted quote that is paired with it; one of the two may be None.

    Attributes:
        article: the article.
        gold: the gold quote; None for a predicted quote without partner.
        predicted: the predicted quote; None for a gold quote without partner.
        iou: characters of both / characters of either.
        cover: characters of both / characters of gold.
        is_exact: whether the trimmed spans are equal.
        has_same_speaker: whether both name the same set of people.
    """

    article: GoldArticle
    gold: Quote | None
    predicted: Quote | None
    iou: float = 0.0
    cover: float = 0.0
    is_exact: bool = False
    has_same_speaker: bool = False

    @property
    def is_found(self) -> bool:
        return self.iou >= FOUND

    @property
    def is_correct(self) -> bool:
        """Whether it counts in the joint measure: it is found, and its speakers are right."""
        return self.is_found and self.has_same_speaker

    @property
    def has_same_type(self) -> bool:
        return self.gold is not None and self.predicted is not None and self.gold.type == self.predicted.type

    @property
    def errors(self) -> tuple[ErrorKind, ...]:
        """The errors, in the order of ``ERROR_KINDS``; empty for a quote that is entirely right."""
        if not self.is_found:
            sides: tuple[tuple[ErrorKind, Quote | None], ...] = (("missed", self.gold), ("spurious", self.predicted))
            return tuple(kind for kind, quote in sides if quote is not None)
        checks: tuple[tuple[ErrorKind, bool], ...] = (
            ("span", self.is_exact),
            ("speaker", self.has_same_speaker),
            ("type", self.has_same_type),
        )
        return tuple(kind for kind, is_right in checks if not is_right)

    @property
    def start(self) -> int:
        """Where it begins in the text."""
        return min(quote.content[0].start for quote in (self.gold, self.predicted) if quote is not None)


@dataclass(frozen=True, slots=True)
class ArticleMatch:
    """The pairs of an article; ``record`` is None where there is no prediction for it."""

    article: GoldArticle
    record: Record | None
    pairs: tuple[Pair, ...]


def match_articles(gold: Iterable[GoldArticle], predicted: Iterable[Record]) -> tuple[ArticleMatch, ...]:
    """Pair every gold article with its record, by id; records of other articles are left out.

    Raises:
        RecordError: the text of a record is not the gold text.
    """
    by_id = {record.article.id: record for record in predicted}
    return tuple(match_article(article, by_id.get(article.id)) for article in gold)


def match_article(article: GoldArticle, record: Record | None) -> ArticleMatch:
    """Pair the quotes of one article.

    Raises:
        RecordError: the text of the record is not the gold text.
    """
    if record is not None and record.article.text != article.text:
        raise RecordError(f"the predicted text of article {article.id} is not the gold text", hint="extract it again")
    predicted = record.quotes if record else ()
    gold_chars = [covered_positions(trim_spans(article.text, quote.content)) for quote in article.quotes]
    predicted_chars = [covered_positions(trim_spans(article.text, quote.content)) for quote in predicted]
    weights = [[ratio(len(a & b), len(a | b)) for b in predicted_chars] for a in gold_chars]
    partner = {row: column for row, column in assign(weights) if weights[row][column] > 0}
    pairs = [Pair(article, quote, None) for i, quote in enumerate(article.quotes) if i not in partner]
    pairs += [Pair(article, None, quote) for j, quote in enumerate(predicted) if j not in partner.values()]
    for i, j in partner.items():
        cover = ratio(len(gold_chars[i] & predicted_chars[j]), len(gold_chars[i]))
        pairs.append(_pair(article, article.quotes[i], predicted[j], weights[i][j], cover))
    return ArticleMatch(article, record, tuple(sorted(pairs, key=lambda pair: pair.start)))


def _pair(article: GoldArticle, gold: Quote, predicted: Quote, iou: float, cover: float) -> Pair:
    exact = trim_spans(article.text, gold.content) == trim_spans(article.text, predicted.content)
    same = name_same_people(gold.speakers, predicted.speakers, article.aliases)
    return Pair(article, gold, predicted, iou, cover, exact, same)


def trim_spans(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Remove white space, quotation marks and ``, . ; : ! ?`` from the edges of spans; drop empty ones."""
    return tuple(sorted(span for span in (_trim(text, *span) for span in spans) if span.end > span.start))


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in _TRIM:
        start += 1
    while end > start and text[end - 1] in _TRIM:
        end -= 1
    return Span(start, end)


def covered_positions(spans: Iterable[Span]) -> frozenset[int]:
    """Return every position that the spans cover."""
    return frozenset(i for span in spans for i in range(span.start, span.end))


def name_same_people(gold: Sequence[str], predicted: Sequence[str], aliases: Mapping[str, Iterable[str]]) -> bool:
    """Return whether both lists name the same set of people, by any of their names."""
    canonical = {fold_name(other): fold_name(name) for name, others in aliases.items() for other in (name, *others)}

    def people(names: Sequence[str]) -> set[str]:
        return {canonical.get(fold_name(name), fold_name(name)) for name in names if name}

    return people(gold) == people(predicted)


def fold_name(name: str) -> str:
    """Remove case, punctuation and repeated spaces, as the reference scorer does; ``quotes.text.fold`` drops more."""
    return " ".join(re.sub(r"[^\w\s]", " ", name.casefold()).split())


def ratio(part: float, whole: float) -> float:
    """Return ``part / whole``, and 0 where ``whole`` is 0."""
    return part / whole if whole else 0.0


_INFINITE = float("inf")


def assign(weights: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Return pairs ``(row, column)`` with the largest sum of ``weights``; no row or column is in two pairs."""
    rows, columns = len(weights), len(weights[0]) if weights else 0
    if not rows or not columns:
        return []
    size = max(rows, columns)
    cost = [[-weights[i][j] if i < rows and j < columns else 0.0 for j in range(size)] for i in range(size)]
    owner = _solve(cost)
    pairs = [(owner[j] - 1, j - 1) for j in range(1, size + 1)]
    return [(row, column) for row, column in pairs if row < rows and column < columns]


def _solve(cost: list[list[float]]) -> list[int]:
    """Return the row (from 1) assigned to each column (from 1) of a square matrix at the least total cost."""
    size = len(cost)
    row_price, column_price = [0.0] * (size + 1), [0.0] * (size + 1)
    owner = [0] * (size + 1)
    for row in range(1, size + 1):
        owner[0] = row
        end, came_from = _cheapest_path(cost, owner, row_price, column_price)
        while end:
            owner[end] = owner[came_from[end]]
            end = came_from[end]
    return owner


def _cheapest_path(
    cost: list[list[float]], owner: list[int], row_price: list[float], column_price: list[float]
) -> tuple[int, list[int]]:
    """Grow a tree of tight edges from column 0 to a column without owner, and adjust the prices (potentials)."""
    size = len(cost)
    slack, came_from, used = [_INFINITE] * (size + 1), [0] * (size + 1), [False] * (size + 1)
    at = 0
    while True:
        used[at] = True
        row, step, nearest = owner[at], _INFINITE, 0
        for j in range(1, size + 1):
            if used[j]:
                continue
            reduced = cost[row - 1][j - 1] - row_price[row] - column_price[j]
            if reduced < slack[j]:
                slack[j], came_from[j] = reduced, at
            if slack[j] < step:
                step, nearest = slack[j], j
        for j in range(size + 1):
            if used[j]:
                row_price[owner[j]] += step
                column_price[j] -= step
            else:
                slack[j] -= step
        at = nearest
        if owner[at] == 0:
            return at, came_from
