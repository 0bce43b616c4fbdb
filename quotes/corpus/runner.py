"""Run an extraction: read articles into the store, then give what is not processed yet to the workers.

Everything is read first, so that the amount of work is known. Only this process
writes, and each batch is one transaction: after a ``kill -9`` at any moment the
next run finds the store consistent, recognises every text by its hash, and
continues with the first article that is not processed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from quotes.corpus.pool import Pool
from quotes.corpus.store import Store
from quotes.corpus.versions import compute_checked_version
from quotes.corpus.work_queue import Result, Run, file_of_origin
from quotes.corpus.worker import WORK_BATCH, load_worker
from quotes.reading import Columns, Failure, read
from quotes.reading.sources import STDIN
from quotes.records import Article

#: Articles in a transaction while reading.
READ_BATCH = 500


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a run.

    Attributes:
        model, rules, speakers: as for :class:`quotes.pipeline.Extractor`.
        workers: the number of processes, each with one thread and a model of its own.
        columns: as for :func:`quotes.reading.read`.
        retry_failures: process what failed before, and nothing else.
    """

    model: str = "id-news"
    rules: tuple[Path, ...] = ()
    speakers: Path | None = None
    workers: int = 1
    columns: Columns = field(default_factory=Columns)
    retry_failures: bool = False

    def to_dict(self) -> dict[str, Any]:
        files = {"rules": [str(folder.resolve()) for folder in self.rules]}
        return asdict(self) | files | {"speakers": str(self.speakers.resolve()) if self.speakers else None}


class ProgressListener:
    """Receives the progress of a run. A subclass overrides what it needs."""

    def on_notice(self, notice: str) -> None:
        """``notice`` says which columns of a source were taken for what."""

    def on_read(self, items: Sequence[Article | Failure]) -> None:
        """``items`` were read and are in the store."""

    def on_start(self, total: int) -> None:
        """The extraction of ``total`` articles begins."""

    def on_results(self, results: Sequence[Result], articles: int) -> None:
        """``results`` are in the store; the run has processed ``articles`` so far."""


@dataclass(slots=True)
class Outcome:
    """What a run has done.

    Attributes:
        read: articles in the sources.
        unread: sources, lines and rows that could not be read.
        done: articles that were processed, including ``failed`` ones; the others were up to date.
        parsed: how many of those had to be parsed.
    """

    read: int = 0
    unread: int = 0
    done: int = 0
    parsed: int = 0
    quotes: int = 0
    failed: int = 0


def run(
    store: Store, sources: Iterable[str], settings: Settings = Settings(), listener: ProgressListener | None = None
) -> Outcome:
    """Extract the quotes of the articles in the sources; without sources, bring all articles of the store up to date.

    Raises:
        StoreError: another run is writing to the store.
        ModelError: the model is missing or cannot be loaded.
        RuleError: a rule file has a problem.
        QuotesError: a worker process cannot start.
    """
    listener, outcome = listener or ProgressListener(), Outcome()
    named = [_absolute(source) for source in sources]
    version = compute_checked_version(settings.model, settings.rules, settings.speakers)
    with store.lock_for_writing():
        this = store.begin_run(version, settings.to_dict() | {"sources": named})
        _read_sources(store, this, named, settings, listener, outcome)
        _extract(store, this, settings, listener, outcome)
        store.end_run(this)
    return outcome


def _absolute(source: str) -> str:
    """Make the path absolute, so that origins do not depend on the working directory of a run."""
    return source if source == STDIN or not source.strip() else str(Path(source).absolute())


def _read_sources(
    store: Store, this: Run, sources: Sequence[str], settings: Settings, listener: ProgressListener, outcome: Outcome
) -> None:
    failed_before = set(store.failed_files())
    if settings.retry_failures:
        store.queue_failed(this)
        sources = sorted(failed_before - {STDIN})
    elif not sources:
        store.queue_all(this)
    seen: set[str] = set()
    for items in _split_into_batches(read(sources, settings.columns, notify=listener.on_notice), READ_BATCH):
        store.add_items(this, items)
        unread = sum(isinstance(item, Failure) for item in items)
        outcome.unread += unread
        outcome.read += len(items) - unread
        seen |= failed_before & {file_of_origin(item.origin or "") for item in items}
        listener.on_read(items)
    store.clear_failures(this, seen)


def _extract(store: Store, this: Run, settings: Settings, listener: ProgressListener, outcome: Outcome) -> None:
    total = store.count_waiting(this)
    listener.on_start(total)
    if not total:
        return
    size = max(1, min(WORK_BATCH, total // settings.workers))
    workers = min(settings.workers, -(-total // size))
    with Pool(workers, partial(load_worker, settings.model, settings.rules, settings.speakers)) as pool:
        for results in pool.run(store.fetch_tasks(this, size)):
            store.save_results(this, results)
            _count(results, outcome)
            listener.on_results(results, outcome.done)


def _count(results: Iterable[Result], outcome: Outcome) -> None:
    for result in results:
        outcome.done += 1
        outcome.parsed += result.parse is not None
        outcome.failed += result.record is None
        outcome.quotes += len(result.record.quotes) if result.record else 0


def _split_into_batches(items: Iterable[Article | Failure], size: int) -> Iterator[list[Article | Failure]]:
    stream = iter(items)
    while batch := list(islice(stream, size)):
        yield batch
