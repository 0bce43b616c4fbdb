"""What the work costs as it grows: more articles, and one article of more paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, islice

from quotes.benchmark.sides import Setting
from quotes.benchmark.worker import Cost, Worker
from quotes.records import Article


@dataclass(frozen=True, slots=True)
class Step:
    """So much of something, and what it cost in a fresh process."""

    what: str
    count: int
    words: int
    cost: Cost


def more_articles(articles: Sequence[Article], counts: Sequence[int], setting: Setting) -> Iterator[Step]:
    """Our side on the first articles, again and again from the first where there are not enough."""
    for count in counts:
        yield _step("articles", count, list(islice(cycle(articles), count)), setting)


def longer_article(articles: Sequence[Article], counts: Sequence[int], setting: Setting) -> Iterator[Step]:
    """Our side on one article, made of the paragraphs of all."""
    lines = [line for article in articles for line in article.text.splitlines() if line.strip()]
    for count in counts:
        text = "\n".join(islice(cycle(lines), count))
        yield _step("paragraphs of one article", count, [Article("long", text)], setting)


def _step(what: str, count: int, articles: Sequence[Article], setting: Setting) -> Step:
    with Worker("ours", setting) as worker:
        cost, _ = worker.run(articles)
    return Step(what, count, sum(len(article.text.split()) for article in articles), cost)
