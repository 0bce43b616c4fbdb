"""Rounds: the sides by turns on the same articles, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from statistics import median

from quotes.benchmark.sides import Setting
from quotes.benchmark.worker import Cost, Worker
from quotes.reading import Failure
from quotes.records import Article, Record

#: StageTimer in the order of the work; what is in none of them is ``other``.
STAGES = ("tokenize", "mwt", "pos", "lemma", "depparse", "ner", "match", "resolve", "other")


@dataclass(frozen=True, slots=True)
class Turn:
    """One side's turn in one round."""

    number: int
    articles: int
    words: int
    cost: Cost


@dataclass(slots=True)
class Side:
    """All turns of a side, and what it made of every article, by place in the input."""

    name: str
    loading: Cost
    first: Cost
    turns: list[Turn] = field(default_factory=list)
    results: dict[int, Record | Failure] = field(default_factory=dict)

    @property
    def articles_a_second(self) -> float:
        return sum(t.articles for t in self.turns) / self.cpu

    @property
    def words_a_second(self) -> float:
        return sum(t.words for t in self.turns) / self.cpu

    @property
    def cpu(self) -> float:
        """Seconds of processor time."""
        return sum(t.cost.cpu for t in self.turns)

    @property
    def seconds(self) -> float:
        return sum(t.cost.seconds for t in self.turns)

    @property
    def peak(self) -> float | None:
        """Most memory, MB."""
        known = [t.cost.peak for t in self.turns if t.cost.peak is not None]
        return max(known, default=None)

    @property
    def stages(self) -> dict[str, float]:
        """Seconds of processor time by stage."""
        return {name: sum(t.cost.stages.get(name, 0.0) for t in self.turns) for name in STAGES}


@dataclass(frozen=True, slots=True)
class Ratio:
    """How many times as fast one side is as another: by round, and over all."""

    rounds: tuple[float, ...]
    whole: float

    @property
    def spread(self) -> tuple[float, float, float]:
        """The lowest, the middle and the highest round."""
        return min(self.rounds), median(self.rounds), max(self.rounds)


def shares(count: int, rounds: int, *, whole: bool) -> list[list[int]]:
    """The places of the articles that each round takes: its share, or all of them."""
    return [list(range(count)) if whole else list(range(number, count, rounds)) for number in range(rounds)]


def run(
    names: Sequence[str],
    articles: Sequence[Article],
    chunks: Sequence[Sequence[int]],
    setting: Setting,
    done: Callable[[str, int], None] = lambda _side, _round: None,
) -> dict[str, Side]:
    """Load the sides, then give each of them every chunk; who begins changes from round to round.

    Args:
        chunks: for each round the places of its articles.
        done: told of every turn that is over.
    """
    with ExitStack() as stack:
        workers = [stack.enter_context(Worker(name, setting)) for name in names]
        sides = {w.side: Side(w.side, w.loading, w.first) for w in workers if w.loading and w.first}
        for number, chunk in enumerate(chunks):
            shift = number % len(workers)
            for worker in workers[shift:] + workers[:shift]:
                cost, results = worker.run([articles[k] for k in chunk])
                words = sum(len(articles[k].text.split()) for k in chunk)
                sides[worker.side].turns.append(Turn(number, len(chunk), words, cost))
                sides[worker.side].results.update(zip(chunk, results, strict=True))
                done(worker.side, number)
    return sides


def ratio(fast: Side, slow: Side, of: Callable[[Cost], float] = lambda cost: cost.cpu) -> Ratio:
    """How many times as fast ``fast`` is, in processor time unless ``of`` says otherwise."""
    pairs = list(zip(slow.turns, fast.turns, strict=True))
    rounds = tuple(of(s.cost) / of(f.cost) for s, f in pairs)
    return Ratio(rounds, sum(of(s.cost) for s, _ in pairs) / sum(of(f.cost) for _, f in pairs))


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two sides say the same: a quote is the same with the same words, kind, cue, source and speaker."""

    articles: int
    same_articles: int
    quotes: int
    other_quotes: int
    same_quotes: int
    differing: tuple[str, ...]


def agreement(one: Mapping[int, Record | Failure], other: Mapping[int, Record | Failure]) -> Agreement:
    """Compare what two sides made of the same articles."""
    pairs = [(_name(one[place]), _said(one[place]), _said(other[place])) for place in sorted(one)]
    differing = tuple(name for name, ours, theirs in pairs if ours != theirs)
    quotes, others = sum(len(ours) for _, ours, _ in pairs), sum(len(theirs) for *_, theirs in pairs)
    same = sum(len(ours & theirs) for _, ours, theirs in pairs)
    return Agreement(len(one), len(one) - len(differing), quotes, others, same, differing)


def _said(result: Record | Failure) -> set[object]:
    if isinstance(result, Failure):
        return {"failed"}
    return {(q.type, q.content, q.cue, q.source, q.speakers) for q in result.quotes}


def _name(result: Record | Failure) -> str:
    return result.origin if isinstance(result, Failure) else result.article.id
