"""A store: the articles of a corpus run with their parses, quotes, speakers and failures, in one SQLite file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

from quotes.corpus import sql
from quotes.corpus.database import MAGIC, connect, only_writer, transaction
from quotes.corpus.ingest import file_of, note_article, note_failure
from quotes.corpus.results import Result, Run, Task, keep, waiting
from quotes.corpus.selection import Selection
from quotes.corpus.versions import Version
from quotes.reading import Failure
from quotes.records import Article, Record


class Hit(NamedTuple):
    """A quote with words that were searched for; ``words`` has them between the marks that were asked for."""

    quote: str
    speaker: str | None
    type: str
    words: str
    article: str
    outlet: str | None
    date: str | None
    title: str | None


class Failed(NamedTuple):
    """What could not be done. ``article`` is None where nothing could be read."""

    origin: str
    article: str | None
    reason: str
    hint: str | None


class Summary(NamedTuple):
    """What a store holds, counted."""

    articles: int
    copies: int
    waiting: int
    failed_articles: int
    failed_sources: int
    quotes: int
    speakers: int
    parses: int


class PastRun(NamedTuple):
    """A run, and how many articles it has done, parsed and failed at; ``ended`` is None for one that was cut off."""

    id: int
    started: str
    ended: str | None
    done: int
    parsed: int
    failed: int
    settings: dict[str, Any]


class KnownVersion(NamedTuple):
    """A version, and how many articles were done by it last."""

    model: str
    parsing: str
    rules: str
    articles: int


def is_store(path: str | Path) -> bool:
    """Is it a SQLite file? Whether it is a store is seen when it is opened."""
    try:
        with Path(path).open("rb") as stream:
            return stream.read(len(MAGIC)) == MAGIC
    except OSError:
        return False


class Store:
    """A store, for ``with``.

    Args:
        path: the file.
        create: make it where there is none.

    Raises:
        StoreError: there is no such file, it is no store, or a store of another version.
    """

    def __init__(self, path: str | Path, *, create: bool = True) -> None:
        self.path = Path(path)
        self._db = connect(self.path, create=create)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._db.close()

    def only_writer(self) -> AbstractContextManager[None]:
        """Keep other runs off. Raises StoreError where another run is writing."""
        return only_writer(self.path)

    # --- what a run does ---

    def begin(self, version: Version, settings: Mapping[str, Any]) -> Run:
        """Start a run; its number is higher than that of any before."""
        values = (version.model, version.parsing, version.rules, version.format)
        with transaction(self._db):
            self._db.execute(sql.ADD_VERSION, values)
            (known,) = self._db.execute(sql.FIND_VERSION, values).fetchone()
            added = self._db.execute(sql.ADD_RUN, (known, json.dumps(settings), _now()))
        assert added.lastrowid is not None
        return Run(added.lastrowid, known, version.parsing)

    def note(self, run: Run, items: Iterable[Article | Failure]) -> None:
        """Take in what was read, all of it or nothing."""
        with transaction(self._db):
            for item in items:
                if isinstance(item, Article):
                    note_article(self._db, item, run.id)
                else:
                    note_failure(self._db, item, run.id)

    def want_all(self, run: Run) -> None:
        """Make all articles of the store those of this run."""
        self._db.execute(sql.WANT_ALL, (run.id,))

    def want_failed(self, run: Run) -> None:
        """Make the failed articles those of this run, to be tried again."""
        self._db.execute(sql.WANT_FAILED, (run.id,))

    def failed_files(self) -> list[str]:
        """The files in which something could not be read."""
        return [file for (file,) in self._db.execute(sql.FAILED_FILES)]

    def clear_failures(self, run: Run, files: Iterable[str]) -> None:
        """Forget failures of earlier runs in files that this run has read through."""
        with transaction(self._db):
            self._db.executemany(sql.CLEAR_SOURCE, [(file_of(file), run.id) for file in files])

    def count_waiting(self, run: Run) -> int:
        """How many articles of the run are still to be done."""
        (number,) = self._db.execute(sql.COUNT_WAITING, (run.id, run.version)).fetchone()
        return int(number)

    def waiting(self, run: Run, size: int) -> Iterator[list[Task]]:
        """The articles that are still to be done, ``size`` at a time."""
        return waiting(self._db, run, size)

    def keep(self, run: Run, results: Iterable[Result]) -> None:
        """Write the results of a batch, all of them or none."""
        done = list(results)
        parsed, failed = (sum(map(bool, which)) for which in zip(*((r.parse, r.reason) for r in done), strict=True))
        with transaction(self._db):
            for result in done:
                keep(self._db, run, result)
            self._db.execute(sql.COUNT_DONE, (len(done), parsed, failed, run.id))

    def end(self, run: Run) -> None:
        """Note that the run came to its end."""
        self._db.execute(sql.END_RUN, (_now(), run.id))

    # --- what others ask ---

    def records(self, selection: Selection = Selection()) -> Iterator[Record]:  # noqa: B008 - it is frozen
        """The records of a selection, in the order in which the articles came, each with the quotes that were selected.

        Where quotes are asked for by speaker, type or words, articles without such a quote are left out.
        """
        articles, quotes = selection.of_articles, selection.with_words
        some_only = bool(quotes.values)
        rows = self._db.execute(sql.ARTICLES.format(where=articles.text), articles.values)
        for number, form, flags, name, text, title, date, outlet, url in rows:
            found = self._all(sql.QUOTES_OF.format(where=quotes.text), number, *quotes.values)
            if found or not some_only:
                about = {"format": form, "id": name, "text": text, "title": title, "date": date, "outlet": outlet}
                speakers = self._all(sql.SPEAKERS_OF, number)
                rest = {"url": url, "quotes": found, "speakers": speakers, "flags": json.loads(flags)}
                yield Record.from_dict(about | rest)

    def _all(self, statement: str, *values: Any) -> list[dict[str, Any]]:
        return [json.loads(data) for (data,) in self._db.execute(statement, values)]

    def search(self, selection: Selection, most: int, marks: tuple[str, str] = ("", "")) -> list[Hit]:
        """The quotes with the words of a selection, the best first (BM25, Robertson and Zaragoza 2009).

        Args:
            selection: has words.
            most: how many at most.
            marks: what to put before and after each word that was found.
        """
        where = selection.of_articles & selection.of_quotes
        values = (*marks, selection.match, *where.values, most)
        return [Hit(*row) for row in self._db.execute(sql.HITS.format(where=where.text), values)]

    def failures(self) -> Iterator[Failed]:
        """What could not be done, in the order in which it failed."""
        return (Failed(*row) for row in self._db.execute(sql.FAILURES))

    def summary(self) -> Summary:
        return Summary(*self._db.execute(sql.SUMMARY).fetchone())

    def versions(self) -> list[KnownVersion]:
        """By what the articles were done; of those, the last row is the version that came into the store last."""
        return [KnownVersion(*row) for row in self._db.execute(sql.VERSIONS)]

    def runs(self) -> list[PastRun]:
        return [PastRun._make([*row, json.loads(settings)]) for *row, settings in self._db.execute(sql.RUNS)]


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
