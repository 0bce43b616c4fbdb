"""A run: articles into the store, then all that is not done yet to the workers; only this process writes.

First everything is read, so that it is known how much there is to do and each
article has its place; then the work begins. Each batch is one transaction: after
a ``kill -9`` at any moment the next run finds the store whole, knows every text
by its hash, and goes on with the first article that is not done.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from quotes.corpus.ingest import file_of
from quotes.corpus.pool import Pool
from quotes.corpus.results import Result, Run
from quotes.corpus.store import Store
from quotes.corpus.versions import checked_version
from quotes.corpus.worker import WORK_BATCH, load
from quotes.reading import Failure, read
from quotes.reading.sources import STDIN
from quotes.records import Article

#: Articles in a transaction while reading.
READ_BATCH = 500


@dataclass(frozen=True, slots=True)
class Settings:
    """How to run.

    Attributes:
        model, rules, speakers: as for :class:`quotes.pipeline.Extractor`.
        workers: processes, each with one thread and a model of its own.
        text_column, id_column: as for :func:`quotes.reading.read`.
        retry_failures: do what failed, and nothing else.
    """

    model: str = "id-news"
    rules: tuple[Path, ...] = ()
    speakers: Path | None = None
    workers: int = 1
    text_column: str = "text"
    id_column: str = "id"
    retry_failures: bool = False

    def to_dict(self) -> dict[str, Any]:
        files = {"rules": [str(folder.resolve()) for folder in self.rules]}
        return asdict(self) | files | {"speakers": str(self.speakers.resolve()) if self.speakers else None}


class ProgressListener:
    """Is told how a run goes; this one does not listen."""

    def reading(self, items: Sequence[Article | Failure]) -> None:
        """These were read and are in the store."""

    def working(self, total: int) -> None:
        """The work begins: so many articles."""

    def done(self, results: Sequence[Result], articles: int) -> None:
        """These are done and in the store; ``articles`` of the run are, so far."""


@dataclass(slots=True)
class Outcome:
    """What a run did.

    Attributes:
        read: articles that the sources held.
        unread: sources, lines and rows that could not be read.
        done: articles whose quotes were extracted, or not (``failed``); the others were done before.
        parsed: of those, how many had to be parsed.
    """

    read: int = 0
    unread: int = 0
    done: int = 0
    parsed: int = 0
    quotes: int = 0
    failed: int = 0


def run(
    store: Store, sources: Iterable[str], settings: Settings = Settings(), watch: ProgressListener | None = None
) -> Outcome:
    """Bring the articles of the sources up to date; without sources, all articles of the store.

    Raises:
        StoreError: another run is writing to the store.
        ModelError: the model is missing or cannot be loaded.
        RuleError: a rule file has a problem.
        QuotesError: a worker process cannot start.
    """
    watch, outcome = watch or ProgressListener(), Outcome()
    named = [_absolute(source) for source in sources]
    version = checked_version(settings.model, settings.rules, settings.speakers)
    with store.only_writer():
        this = store.begin(version, settings.to_dict() | {"sources": named})
        _take_in(store, this, named, settings, watch, outcome)
        _work(store, this, settings, watch, outcome)
        store.end(this)
    return outcome


def _absolute(source: str) -> str:
    """Origins that mean the same wherever the next run is started."""
    return source if source == STDIN else str(Path(source).absolute())


def _take_in(
    store: Store, this: Run, sources: Sequence[str], settings: Settings, watch: ProgressListener, outcome: Outcome
) -> None:
    failed_before = set(store.failed_files())
    if settings.retry_failures:
        store.want_failed(this)
        sources = sorted(failed_before - {STDIN})
    elif not sources:
        store.want_all(this)
    seen: set[str] = set()
    for items in _batches(read(sources, text_column=settings.text_column, id_column=settings.id_column), READ_BATCH):
        store.note(this, items)
        unread = sum(isinstance(item, Failure) for item in items)
        outcome.unread += unread
        outcome.read += len(items) - unread
        seen |= failed_before & {file_of(item.origin or "") for item in items}
        watch.reading(items)
    store.clear_failures(this, seen)


def _work(store: Store, this: Run, settings: Settings, watch: ProgressListener, outcome: Outcome) -> None:
    total = store.count_waiting(this)
    watch.working(total)
    if not total:
        return
    size = max(1, min(WORK_BATCH, total // settings.workers))
    workers = min(settings.workers, -(-total // size))
    with Pool(workers, partial(load, settings.model, settings.rules, settings.speakers)) as pool:
        for results in pool.run(store.waiting(this, size)):
            store.keep(this, results)
            _count(results, outcome)
            watch.done(results, outcome.done)


def _count(results: Iterable[Result], outcome: Outcome) -> None:
    for result in results:
        outcome.done += 1
        outcome.parsed += result.parse is not None
        outcome.failed += result.record is None
        outcome.quotes += len(result.record.quotes) if result.record else 0


def _batches(items: Iterable[Article | Failure], size: int) -> Iterator[list[Article | Failure]]:
    stream = iter(items)
    while batch := list(islice(stream, size)):
        yield batch
