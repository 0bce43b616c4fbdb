"""Articles into the store: one for each text, however often and from wherever it comes."""

from __future__ import annotations

import hashlib
import re
import sqlite3
from itertools import count

from quotes.corpus import sql
from quotes.reading import Failure
from quotes.records import Article

#: The place in a file that an origin names: ``arsip.jsonl:12``, ``arsip.json, item 3``.
_PLACE = re.compile(r"(:\d+|, item \d+)$")


def content_hash(text: str) -> bytes:
    """The same for texts that differ in white space at the ends of lines only: files saved by another program."""
    lines = "\n".join(line.rstrip() for line in text.strip().splitlines())
    return hashlib.blake2b(lines.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def file_of(origin: str) -> str:
    """The file of an origin, without the place in it."""
    return _PLACE.sub("", origin)


def note_article(db: sqlite3.Connection, article: Article, run: int) -> None:
    """Keep an article for this run to work on; a text that is there already is only wanted again.

    The same text from elsewhere is noted as a copy. New title, date, outlet or address at the old place replace
    those of before.
    """
    digest, origin = content_hash(article.text), article.origin or article.id
    known = db.execute(sql.FIND_HASH, (digest,)).fetchone()
    if known is None:
        number = _add(db, article, digest, origin)
    else:
        number, first_origin, *_ = known
        if first_origin != origin:
            db.execute(sql.ADD_COPY, (number, origin, article.id, *_about(article)))
        elif tuple(known[3:]) != _about(article):
            db.execute(sql.CHANGE_ARTICLE, (*_about(article), number))
            db.execute(sql.WANT_AGAIN, (number,))
    db.execute(sql.WANT, (number, run))


def note_failure(db: sqlite3.Connection, failure: Failure, run: int) -> None:
    """Keep what could not be read."""
    file = file_of(failure.origin)
    db.execute(sql.FAIL_SOURCE, (failure.origin, file, run, failure.error.message, failure.error.hint))


def _about(article: Article) -> tuple[str | None, ...]:
    return article.title, article.date, article.outlet, article.url


def _add(db: sqlite3.Connection, article: Article, digest: bytes, origin: str) -> int:
    title, date, outlet, url = _about(article)
    name = _free_name(db, article.id)
    added = db.execute(sql.ADD_ARTICLE, (name, digest, article.text, title, date, outlet, url, origin))
    assert added.lastrowid is not None
    return added.lastrowid


def _free_name(db: sqlite3.Connection, wanted: str) -> str:
    """The id of the article, or the first of ``id-2``, ``id-3``, … that no other text in the store has."""
    names = (wanted if number == 1 else f"{wanted}-{number}" for number in count(1))
    return next(name for name in names if not db.execute(sql.NAME_TAKEN, (name,)).fetchone())
