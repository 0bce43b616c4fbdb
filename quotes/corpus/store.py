"""A store: the articles of a corpus run with their parses, quotes, speakers and failures, in one SQLite file."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

from quotes.corpus import sql
from quotes.corpus.browsing import (
    ArticleCount,
    Profile,
    Query,
    QuoteHit,
    SpeakerCount,
    find_quotes,
    list_articles,
    list_speakers,
    make_profile,
)
from quotes.corpus.corrected_records import StoredCorrection, read_corrections, read_extracted, save_record
from quotes.corpus.database import MAGIC, connect, explain_error, lock_for_writing, transaction
from quotes.corpus.selection import Condition, Selection
from quotes.corpus.versions import Version
from quotes.corpus.work_queue import (
    Result,
    Run,
    Task,
    fetch_tasks,
    file_of_origin,
    queue_article,
    save_failure,
    save_result,
)
from quotes.corrections import Correction
from quotes.errors import RecordError, StoreError
from quotes.reading import Failure
from quotes.records import Article, Record


class Hit(NamedTuple):
    """A quote that a search found; in ``words`` the marks of the search enclose each match."""

    quote: str
    speaker: str | None
    type: str
    words: str
    article: str
    outlet: str | None
    date: str | None
    title: str | None


class Failed(NamedTuple):
    """An article that failed, or a source that could not be read (``article`` is None)."""

    origin: str
    article: str | None
    reason: str
    hint: str | None


class Summary(NamedTuple):
    """The contents of a store in numbers."""

    articles: int
    copies: int
    waiting: int
    failed_articles: int
    failed_sources: int
    quotes: int
    speakers: int
    parses: int


class PastRun(NamedTuple):
    """A run, with its numbers of processed, parsed and failed articles; ``ended`` is None if it was cut off."""

    id: int
    started: str
    ended: str | None
    done: int
    parsed: int
    failed: int
    settings: dict[str, Any]


class KnownVersion(NamedTuple):
    """A version, and the number of articles whose results are of this version."""

    model: str
    parsing: str
    rules: str
    articles: int


def is_store(path: str | Path) -> bool:
    """Is it a SQLite file? :class:`Store` checks whether it is a store."""
    try:
        with Path(path).open("rb") as stream:
            return stream.read(len(MAGIC)) == MAGIC
    except OSError:
        return False


class Store:
    """A store, as a context manager.

    Args:
        path: the file.
        create: create it if there is none.

    Raises:
        StoreError: there is no such file, it is not a store, or its version is incompatible.
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
        if isinstance(error, sqlite3.DatabaseError):
            raise explain_error(self.path, error) from error

    def lock_for_writing(self) -> AbstractContextManager[None]:
        """Lock the store for one run.

        Raises:
            StoreError: another run is writing.
        """
        return lock_for_writing(self.path)

    # --- writing, by a run ---

    def begin_run(self, version: Version, settings: Mapping[str, Any]) -> Run:
        """Start a run; its number is higher than that of any earlier one."""
        values = (version.model, version.parsing, version.rules, version.format)
        with transaction(self._db):
            self._db.execute(sql.ADD_VERSION, values)
            (known,) = self._db.execute(sql.FIND_VERSION, values).fetchone()
            added = self._db.execute(sql.ADD_RUN, (known, json.dumps(settings), _now()))
        assert added.lastrowid is not None
        return Run(added.lastrowid, known, version.parsing)

    def add_items(self, run: Run, items: Iterable[Article | Failure]) -> None:
        """Store and queue what was read, in one transaction."""
        with transaction(self._db):
            for item in items:
                if isinstance(item, Article):
                    queue_article(self._db, item, run.id)
                else:
                    save_failure(self._db, item, run.id)

    def queue_all(self, run: Run) -> None:
        """Queue all articles of the store for a run."""
        self._db.execute(sql.WANT_ALL, (run.id,))

    def queue_failed(self, run: Run) -> None:
        """Queue the failed articles for a run, to be retried."""
        self._db.execute(sql.WANT_FAILED, (run.id,))

    def failed_files(self) -> list[str]:
        """List the files in which something could not be read."""
        return [file for (file,) in self._db.execute(sql.FAILED_FILES)]

    def clear_failures(self, run: Run, files: Iterable[str]) -> None:
        """Delete the failures that earlier runs had in files which this run has read."""
        with transaction(self._db):
            self._db.executemany(sql.CLEAR_SOURCE, [(file_of_origin(file), run.id) for file in files])

    def count_waiting(self, run: Run) -> int:
        """Count the articles of the run that are not processed yet."""
        (number,) = self._db.execute(sql.COUNT_WAITING, (run.id, run.version)).fetchone()
        return int(number)

    def fetch_tasks(self, run: Run, size: int) -> Iterator[list[Task]]:
        """Yield the articles of the run that are not processed yet, in batches of ``size``."""
        return fetch_tasks(self._db, run, size)

    def save_results(self, run: Run, results: Iterable[Result]) -> None:
        """Store the results of a batch, in one transaction."""
        done = list(results)
        parsed, failed = (sum(map(bool, which)) for which in zip(*((r.parse, r.reason) for r in done), strict=True))
        with transaction(self._db):
            for result in done:
                save_result(self._db, run, result)
            self._db.execute(sql.COUNT_DONE, (len(done), parsed, failed, run.id))

    def end_run(self, run: Run) -> None:
        """Note that a run has ended normally."""
        self._db.execute(sql.END_RUN, (_now(), run.id))

    # --- corrections, by people ---

    def add_correction(self, article: str, correction: Correction) -> int:
        """Store a correction and apply it to the article's record at once; return the number of the correction.

        Raises:
            StoreError: the store has no record of this article.
            RecordError: the words of the correction do not occur in the article, or its speakers are no entries.
        """
        with transaction(self._db):
            number, extracted = self._read_extracted(article)
            added = self._db.execute(sql.ADD_CORRECTION, (number, json.dumps(correction.to_dict(), ensure_ascii=False)))
            corrected = save_record(self._db, number, extracted)
            if corrected.lost and corrected.lost[-1] == len(list(self._db.execute(sql.CORRECTIONS_OF, (number,)))) - 1:
                message = f"the correction fits nothing in the article {article!r}"
                raise RecordError(message, hint="take the words from the article, and the speakers from its entries")
        assert added.lastrowid is not None
        return added.lastrowid

    def undo_correction(self, number: int) -> None:
        """Take a correction back, and save the record without it.

        Raises:
            StoreError: there is no such correction, or it is undone.
        """
        with transaction(self._db):
            row = self._db.execute(sql.UNDO_CORRECTION, (_now(), number)).fetchone()
            if row is None:
                raise StoreError(f"there is no correction {number} to undo", path=str(self.path))
            extracted = read_extracted(self._db, row[0])
            assert extracted is not None, "an article with corrections keeps its record as it was extracted"
            save_record(self._db, row[0], extracted)

    def corrections(self, article: str | None = None) -> list[StoredCorrection]:
        """List the corrections of an article, or of all articles, in the order in which they were made."""
        return list(read_corrections(self._db, article))

    def extracted(self, article: str) -> Record:
        """Return the record of an article as it was extracted, without corrections.

        Raises:
            StoreError: the store has no record of this article.
        """
        return self._read_extracted(article)[1]

    def _read_extracted(self, article: str) -> tuple[int, Record]:
        record = self.record(article)
        (number,) = self._db.execute(sql.ARTICLE_NUMBER, (article,)).fetchone()
        return number, read_extracted(self._db, number) or record

    # --- reading ---

    def record(self, article: str) -> Record:
        """Return the record of one article, by its id.

        Raises:
            StoreError: the store has no record of this article.
        """
        found = next(self._records(Condition("a.name = ?", (article,)), Condition()), None)
        if found is None:
            raise StoreError(f"has no record of the article {article!r}", path=str(self.path), hint="check the id")
        return found

    def records(self, selection: Selection = Selection()) -> Iterator[Record]:  # noqa: B008 - it is frozen
        """Yield the records of a selection in the order of the input, each with the selected quotes only.

        If quotes are selected by speaker, type or words, articles without such a quote are left out.
        """
        return self._records(selection.of_articles, selection.with_words)

    def _records(self, articles: Condition, quotes: Condition) -> Iterator[Record]:
        some_only = bool(quotes.values)
        rows = self._db.execute(sql.ARTICLES.format(where=articles.text), articles.values)
        for number, form, flags, name, text, title, date, outlet, url, date_text in rows:
            found = self._load_all(sql.QUOTES_OF.format(where=quotes.text), number, *quotes.values)
            if found or not some_only:
                about = {"format": form, "id": name, "text": text, "title": title, "date": date, "outlet": outlet}
                speakers = self._load_all(sql.SPEAKERS_OF, number)
                rest = {
                    "url": url,
                    "date_text": date_text,
                    "quotes": found,
                    "speakers": speakers,
                    "flags": json.loads(flags),
                    "other_outlets": [outlet for (outlet,) in self._db.execute(sql.COPIES_OF, (number,))],
                }
                yield Record.from_dict(about | rest)

    def _load_all(self, statement: str, *values: Any) -> list[dict[str, Any]]:
        return [json.loads(data) for (data,) in self._db.execute(statement, values)]

    def search(self, selection: Selection, most: int, marks: tuple[str, str] = ("", "")) -> list[Hit]:
        """Find the quotes with the words of a selection, the best first (BM25, Robertson and Zaragoza 2009).

        Args:
            selection: must have words.
            most: the largest number of results.
            marks: texts to put before and after each match.
        """
        where = selection.of_articles & selection.of_quotes
        values = (*marks, selection.match, *where.values, most)
        return [Hit(*row) for row in self._db.execute(sql.HITS.format(where=where.text), values)]

    def browse(
        self, query: Query, limit: int = 20, offset: int = 0, marks: tuple[str, str] = ("", "")
    ) -> tuple[int, list[QuoteHit]]:
        """Return the number of quotes that a query selects, and one page of them.

        Args:
            marks: texts to put before and after each match of the words.
        """
        return find_quotes(self._db, query, limit, offset, marks)

    def speakers(self, words: str = "", limit: int = 50, offset: int = 0) -> list[SpeakerCount]:
        """List the speakers with these words in a name or alias, the most quoted first."""
        return list_speakers(self._db, words, limit, offset)

    def articles(self, limit: int = 50, offset: int = 0) -> list[ArticleCount]:
        """List the articles that have been extracted, the newest first."""
        return list_articles(self._db, limit, offset)

    def articles_of(self, run: Run) -> list[str]:
        """List the ids of the articles that a run has queued."""
        return [name for (name,) in self._db.execute(sql.ARTICLES_OF_RUN, (run.id,))]

    def profile(self, speaker: str) -> Profile | None:
        """Return what the articles say of one speaker, by id; None if the store has no quote of theirs."""
        return make_profile(self._db, speaker)

    def failures(self) -> Iterator[Failed]:
        """Yield what failed, in the order in which it failed."""
        return (Failed(*row) for row in self._db.execute(sql.FAILURES))

    def summary(self) -> Summary:
        return Summary(*self._db.execute(sql.SUMMARY).fetchone())

    def versions(self) -> list[KnownVersion]:
        """List the versions in the store, the newest last."""
        return [KnownVersion(*row) for row in self._db.execute(sql.VERSIONS)]

    def runs(self) -> list[PastRun]:
        return [PastRun._make([*row, json.loads(settings)]) for *row, settings in self._db.execute(sql.RUNS)]


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
