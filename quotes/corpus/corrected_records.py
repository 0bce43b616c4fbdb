"""Save the record of an article with the corrections that people have made to it.

The tables of quotes and speakers always hold the corrected record, so that every reader of a store (search, graph,
export) has it. The record as it was extracted is kept beside them for the articles that have corrections.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple

from quotes.corpus import sql
from quotes.corrections import Corrected, Correction, apply_corrections
from quotes.records import Record


class StoredCorrection(NamedTuple):
    """A correction in the store; ``undone`` is the time at which it was taken back."""

    id: int
    article: str
    correction: Correction
    undone: str | None


def save_record(db: sqlite3.Connection, number: int, record: Record) -> Corrected:
    """Save the record of the article with this number as it was extracted, in the place of an older one.

    Returns:
        The record that the store shows from now on, with the corrections that are not undone.
    """
    corrections = [json.loads(data) for (data,) in db.execute(sql.CORRECTIONS_OF, (number,))]
    corrected = apply_corrections(record, map(Correction.from_dict, corrections))
    forget_record(db, number)
    if corrections:
        db.execute(sql.KEEP_EXTRACTED, (number, _to_json(record.to_dict())))
    _write_record(db, number, corrected.record)
    return corrected


def forget_record(db: sqlite3.Connection, number: int) -> None:
    """Delete the quotes and speakers of an article; its corrections stay."""
    for statement in (sql.FORGET_QUOTES, sql.FORGET_SPEAKERS, sql.FORGET_EXTRACTED):
        db.execute(statement, (number,))


def read_extracted(db: sqlite3.Connection, number: int) -> Record | None:
    """Return the record as it was extracted, of an article that has corrections."""
    row = db.execute(sql.EXTRACTED, (number,)).fetchone()
    return Record.from_dict(json.loads(row[0])) if row else None


def read_corrections(db: sqlite3.Connection, article: str | None = None) -> Iterator[StoredCorrection]:
    """Yield the corrections of one article, or of all, in the order in which they were made."""
    for id_, name, data, undone in db.execute(sql.ALL_CORRECTIONS, (article, article)):
        yield StoredCorrection(id_, name, Correction.from_dict(json.loads(data)), undone)


def _write_record(db: sqlite3.Connection, number: int, record: Record) -> None:
    data = record.to_dict()
    for quote, about in zip(record.quotes, data["quotes"], strict=True):
        row = db.execute(sql.ADD_QUOTE, (number, quote.text, _to_json(about))).lastrowid
        speakers = zip_longest(quote.speakers, quote.speaker_ids)
        db.executemany(sql.ADD_VOICE, [(row, k, name or id_, id_) for k, (name, id_) in enumerate(speakers)])
    for speaker, about in zip(record.speakers, data["speakers"], strict=True):
        row = db.execute(sql.ADD_SPEAKER, (number, _to_json(about))).lastrowid
        db.executemany(sql.ADD_ALIAS, [(row, alias) for alias in speaker.aliases])


def _to_json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
