"""The work of a run inside the store: articles that are queued, tasks for the workers, results that are saved.

A text is one article, however often and from wherever it comes.
"""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from quotes.corpus import sql
from quotes.corpus.corrected_records import forget_record, save_record
from quotes.reading import Failure
from quotes.reading.articles import digest_of
from quotes.records import Article, Record

#: The position inside a file that an origin ends with: ``arsip.jsonl:12``, ``arsip.json, item 3``.
_POSITION = re.compile(r"((, sheet [^/:]+)?:\d+|, item \d+)$")


@dataclass(frozen=True, slots=True)
class Run:
    """A run in the store: its number, that of its version, and the hash that parses are stored under."""

    id: int
    version: int
    parsing: str


@dataclass(frozen=True, slots=True)
class Task:
    """An article to process. ``parse`` is its serialized parse, if the store has one of this version."""

    number: int
    article: Article
    parse: bytes | None


@dataclass(frozen=True, slots=True)
class Result:
    """The outcome of a task: a record, or the reason why there is none. ``parse`` is a new parse to store."""

    number: int
    record: Record | None
    reason: str | None = None
    hint: str | None = None
    parse: bytes | None = None


def hash_content(text: str) -> bytes:
    """Hash a text without the white space at the ends of its lines, which other programs change when they save it."""
    lines = "\n".join(line.rstrip() for line in text.strip().splitlines())
    return hashlib.blake2b(lines.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def file_of_origin(origin: str) -> str:
    """Return the file of an origin, without the position in it."""
    return _POSITION.sub("", origin)


def queue_article(db: sqlite3.Connection, article: Article, run: int) -> None:
    """Store an article and queue it for a run; a text that is already stored is only queued.

    The same text from another origin is stored as a copy. A new title, date, outlet or address at the same origin
    replaces the former one.
    """
    digest, origin = hash_content(article.text), article.origin or article.id
    about = (article.title, article.date, article.outlet, article.url)
    known = db.execute(sql.FIND_HASH, (digest,)).fetchone()
    if known is None:
        name = _free_name(db, article)
        number = db.execute(sql.ADD_ARTICLE, (name, digest, article.text, *about, article.date_text, origin)).lastrowid
    else:
        number, first_origin, *_ = known
        if first_origin != origin:
            db.execute(sql.ADD_COPY, (number, origin, article.id, *about))
        elif tuple(known[3:]) != (*about, article.date_text):
            db.execute(sql.CHANGE_ARTICLE, (*about, article.date_text, number))
            db.execute(sql.WANT_AGAIN, (number,))
    db.execute(sql.WANT, (number, run))


def _free_name(db: sqlite3.Connection, article: Article) -> str:
    """Return the id of the article, with a digest of its content if another text in the store has that id."""
    names = (article.id, f"{article.id}-{digest_of(article)}", f"{article.id}-{hash_content(article.text).hex()}")
    return next(name for name in names if not db.execute(sql.NAME_TAKEN, (name,)).fetchone())


def save_failure(db: sqlite3.Connection, failure: Failure, run: int) -> None:
    """Store what could not be read."""
    file = file_of_origin(failure.origin)
    db.execute(sql.FAIL_SOURCE, (failure.origin, file, run, failure.error.message, failure.error.hint))


def fetch_tasks(db: sqlite3.Connection, run: Run, size: int) -> Iterator[list[Task]]:
    """Yield the queued articles that the run's version has not processed, in batches, in the order of the input."""
    after = 0
    while found := db.execute(sql.WAITING, (run.parsing, run.id, run.version, after, size)).fetchall():
        after = found[-1][0]
        yield [Task(number, Article(*fields), parse) for number, *fields, parse in found]


def save_result(db: sqlite3.Connection, run: Run, result: Result) -> None:
    """Store a result in the place of an older one."""
    db.execute(sql.CLEAR_FAILURE, (result.number,))
    if result.parse is not None:
        db.execute(sql.KEEP_PARSE, (result.number, run.parsing, result.parse))
    if result.record is None:
        forget_record(db, result.number)
        db.execute(sql.FAIL_ARTICLE, (run.id, result.reason, result.hint, result.number))
    else:
        save_record(db, result.number, result.record)
    flags = json.dumps(result.record.flags) if result.record else None
    db.execute(sql.FINISH, (run.version, flags, result.number))
