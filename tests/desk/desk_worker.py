"""A worker of the desk without a model, and the articles of its store."""

from __future__ import annotations

from collections.abc import Sequence

import stand_in

from quotes.corpus import Store
from quotes.corpus.versions import Version
from quotes.corpus.work_queue import Task
from quotes.desk.worker import Saved, Worker
from quotes.reading import Failure
from quotes.records import Article, Record

ARTICLES = (
    Article(
        "a1", '"Harga beras naik sejak Senin," kata Sri Lestari di pasar.', "Beras naik", "2024-03-05", "Kabar Raya"
    ),
    Article("a2", '"Stok beras aman," kata Dewi Anggraini di pasar.', None, "2024-04-09", "Suara Pesisir"),
    Article("a3", '"Beras, harga: semua naik," kata Sri Lestari di pasar.', "<script>alert(1)</script>"),
)


class StandIn(Worker):
    """A worker whose model is the stand-in of the corpus tests."""

    is_ready = True

    def start(self) -> None:
        pass

    def _extract(self, articles: Sequence[Article]) -> list[Record | Failure]:
        tasks = [Task(number, article, None) for number, article in enumerate(articles)]
        return [result.record for result in stand_in.load("id-news")(tasks) if result.record]

    def _save(self, items: Sequence[Article | Failure]) -> Saved:
        with Store(self._settings.store) as store:
            run = store.begin_run(Version("id-news", "parsing", "rules"), {})
            store.add_items(run, items)
            for tasks in store.fetch_tasks(run, 8):
                store.save_results(run, stand_in.load("id-news")(tasks))
            failures = [(failed.origin, failed.reason) for failed in store.failures()]
            return Saved(store.articles_of(run), failures)


def run_again(store: Store) -> None:
    """Extract all articles of a store again, as after a change of the rules."""
    run = store.begin_run(Version("id-news", "parsing", "other rules"), {})
    store.queue_all(run)
    for tasks in store.fetch_tasks(run, 8):
        store.save_results(run, stand_in.load("id-news")(tasks))
    store.end_run(run)
