"""Extraction behind the desk: one model in one thread, a bounded queue before it, results saved in the store."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from quotes.corpus import Store
from quotes.corpus.versions import compute_checked_version
from quotes.corpus.worker import WORK_BATCH, process_batch
from quotes.desk.settings import Settings
from quotes.errors import QuotesError
from quotes.reading import Failure
from quotes.records import Article, Record

if TYPE_CHECKING:
    from quotes.pipeline import Extractor


_T = TypeVar("_T")
_R = TypeVar("_R")


class BusyError(QuotesError):
    """Too many requests for extraction are waiting."""


class SlowError(QuotesError):
    """The extraction takes longer than a request may wait."""


class Saved(NamedTuple):
    """What became of articles that were saved: the ids of those in the store, and what failed."""

    articles: list[str]
    failures: list[tuple[str, str]]


class Worker:
    """Extracts quotes, one request after the other."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._threads: ThreadPoolExecutor | None = None
        self._extractor: Extractor | None = None
        self._waiting, self._lock = 0, Lock()

    @property
    def is_ready(self) -> bool:
        """Whether the model is loaded."""
        return self._extractor is not None

    def start(self) -> None:
        """Begin to load the model; requests wait for it."""
        self._pool().submit(self._load)

    def stop(self) -> None:
        """Finish the running extraction and drop those that wait."""
        threads, self._threads = self._threads, None
        if threads is not None:
            threads.shutdown(wait=True, cancel_futures=True)

    def _pool(self) -> ThreadPoolExecutor:
        """Return the thread; a worker that was stopped can be started again."""
        if self._threads is None:
            self._threads = ThreadPoolExecutor(max_workers=1, thread_name_prefix="extraction")
        return self._threads

    async def extract(self, articles: Sequence[Article]) -> list[Record | Failure]:
        """Extract from articles without saving them.

        Raises:
            BusyError: too many requests wait.
            SlowError: the time of a request is over.
        """
        return await self._run(self._extract, articles)

    async def save(self, items: Sequence[Article | Failure]) -> Saved:
        """Extract from articles, and save them with their records in the store.

        Raises:
            BusyError: too many requests wait.
            SlowError: the time of a request is over; the articles are saved all the same when they are done.
            StoreError: a corpus run is writing to the store.
        """
        return await self._run(self._save, items)

    async def _run(self, work: Callable[[Sequence[_T]], _R], items: Sequence[_T]) -> _R:
        with self._lock:
            if self._waiting >= self._settings.most_waiting:
                raise BusyError("too many extractions are waiting", hint="try again in a few seconds")
            self._waiting += 1
        future = self._pool().submit(work, items)
        future.add_done_callback(self._release)
        try:
            return await asyncio.wait_for(asyncio.wrap_future(future), self._settings.most_seconds)
        except TimeoutError as error:
            hint = "give fewer or shorter articles, or use quotes corpus run"
            raise SlowError("the extraction takes too long", hint=hint) from error

    def _release(self, _: object) -> None:
        with self._lock:
            self._waiting -= 1

    def _load(self) -> Extractor:
        if self._extractor is None:
            from quotes.pipeline import Extractor

            settings = self._settings
            self._extractor = Extractor(settings.model, settings.rules, settings.speakers)
        return self._extractor

    def _extract(self, articles: Sequence[Article]) -> list[Record | Failure]:
        return list(self._load().pipe(articles))

    def _save(self, items: Sequence[Article | Failure]) -> Saved:
        extractor, settings = self._load(), self._settings
        version = compute_checked_version(settings.model, settings.rules, settings.speakers)
        with Store(settings.store) as store, store.lock_for_writing():
            run = store.begin_run(version, {"sources": ["quotes serve"], "model": str(settings.model)})
            store.add_items(run, items)
            for tasks in store.fetch_tasks(run, WORK_BATCH):
                store.save_results(run, process_batch(extractor, tasks))
            store.end_run(run)
            saved = store.articles_of(run)
            failures = [
                (failed.origin, failed.reason) for failed in store.failures() if failed.article in (None, *saved)
            ]
        return Saved(saved, failures)
