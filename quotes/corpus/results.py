"""What is to be done, and what came of it: tasks out of the store, results into it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from quotes.corpus import sql
from quotes.records import Article, Quote, Record, Speaker


@dataclass(frozen=True, slots=True)
class Task:
    """An article to be done. ``parse`` is its packed parse, where the store has one of this version."""

    number: int
    article: Article
    parse: bytes | None


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a task: a record, or the reason why there is none. ``parse`` is a new parse to be kept."""

    number: int
    record: Record | None
    reason: str | None = None
    hint: str | None = None
    parse: bytes | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """A run in the store: its number, that of its version, and the hash that parses are kept under."""

    id: int
    version: int
    parsing: str


def waiting(db: sqlite3.Connection, run: Run, size: int) -> Iterator[list[Task]]:
    """The articles of a run that its version has not done yet, in batches, in the order in which they came."""
    after = 0
    while found := db.execute(sql.WAITING, (run.parsing, run.id, run.version, after, size)).fetchall():
        after = found[-1][0]
        yield [Task(number, Article(*fields), parse) for number, *fields, parse in found]


def keep(db: sqlite3.Connection, run: Run, result: Result) -> None:
    """Put a result in the place of an older one."""
    for statement in (sql.FORGET_QUOTES, sql.FORGET_SPEAKERS, sql.CLEAR_FAILURE):
        db.execute(statement, (result.number,))
    if result.parse is not None:
        db.execute(sql.KEEP_PARSE, (result.number, run.parsing, result.parse))
    if result.record is None:
        db.execute(sql.FAIL_ARTICLE, (run.id, result.reason, result.hint, result.number))
    else:
        _keep_record(db, result.number, result.record)
    flags = _json(result.record.flags) if result.record else None
    db.execute(sql.FINISH, (run.version, flags, result.number))


def _keep_record(db: sqlite3.Connection, number: int, record: Record) -> None:
    data = record.to_dict()
    for quote, about in zip(record.quotes, data["quotes"], strict=True):
        _keep_quote(db, number, quote, quote.text, _json(about))
    for speaker, about in zip(record.speakers, data["speakers"], strict=True):
        _keep_speaker(db, number, speaker, _json(about))


def _keep_quote(db: sqlite3.Connection, number: int, quote: Quote, words: str, data: str) -> None:
    row = db.execute(sql.ADD_QUOTE, (number, words, data)).lastrowid
    voices = zip_longest(quote.speakers, quote.speaker_ids)
    db.executemany(sql.ADD_VOICE, [(row, k, name or id_, id_) for k, (name, id_) in enumerate(voices)])


def _keep_speaker(db: sqlite3.Connection, number: int, speaker: Speaker, data: str) -> None:
    row = db.execute(sql.ADD_SPEAKER, (number, data)).lastrowid
    db.executemany(sql.ADD_ALIAS, [(row, alias) for alias in speaker.aliases])


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
