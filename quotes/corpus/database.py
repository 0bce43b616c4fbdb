"""Create, open, check and lock the file of a store."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from quotes.corpus import sql
from quotes.errors import StoreError

MAGIC = b"SQLite format 3\0"
#: The results of SQLite for a file that is not a database, or no whole one.
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_NEW = "give another name for a new store"


def connect(path: Path, *, create: bool) -> sqlite3.Connection:
    """Open a store.

    Args:
        path: the file.
        create: create the store if there is no file.

    Raises:
        StoreError: there is no such file, it is not a store, or its version is incompatible.
    """
    if not create and not path.is_file():
        raise StoreError("there is no such store", path=str(path), hint="create one: quotes corpus run … --store FILE")
    try:
        # Autocommit: transactions begin and end where the code says so. A web server hands a connection from thread to
        # thread, one at a time, which SQLite allows.
        db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        try:
            _prepare(db, path, create=create)
        except BaseException:
            db.close()
            raise
    except sqlite3.DatabaseError as error:
        raise explain_error(path, error) from error
    return db


def _prepare(db: sqlite3.Connection, path: Path, *, create: bool) -> None:
    if create and not db.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone():
        db.execute("PRAGMA journal_mode = WAL")
        db.executescript(f"BEGIN IMMEDIATE;{sql.IDENTITY}{sql.SCHEMA}{sql.CORRECTIONS}COMMIT;")
    version = _check_version(db, path)
    if version < sql.SCHEMA_VERSION:
        _upgrade(db, version)
    db.executescript(sql.PRAGMAS)


def _upgrade(db: sqlite3.Connection, version: int) -> None:
    steps = "".join(f"{sql.UPGRADES[number]};" for number in range(version, sql.SCHEMA_VERSION))
    db.executescript(f"BEGIN IMMEDIATE;{steps}PRAGMA user_version = {sql.SCHEMA_VERSION};COMMIT;")


def _check_version(db: sqlite3.Connection, path: Path) -> int:
    """Return the version of a store that can be read, or upgraded to one."""
    (application,) = db.execute("PRAGMA application_id").fetchone()
    (version,) = db.execute("PRAGMA user_version").fetchone()
    if application != sql.APPLICATION:
        raise StoreError("is a SQLite file, but not a store of quotes", path=str(path), hint=_NEW)
    if version > sql.SCHEMA_VERSION:
        what = f"the store has version {version}, this version of quotes reads {sql.SCHEMA_VERSION}"
        raise StoreError(what, path=str(path), hint="upgrade: pip install -U quotes-id")
    if version < min(sql.UPGRADES):
        what = f"the store has version {version}, this version of quotes writes {sql.SCHEMA_VERSION}"
        raise StoreError(what, path=str(path), hint=f"{_NEW} and run again, or keep the older quotes for this one")
    return int(version)


def explain_error(path: Path, error: sqlite3.DatabaseError) -> StoreError:
    """Turn an error of SQLite into one with a remedy."""
    if path.is_dir():
        return StoreError("is a folder", path=str(path), hint="name the file: --store FILE.db")
    code = getattr(error, "sqlite_errorcode", None)
    if code == sqlite3.SQLITE_FULL:
        hint = "free some space and run again: what was stored stays, and the run goes on there"
        return StoreError("cannot be written: the disk is full", path=str(path), hint=hint)
    if code is not None and code & 0xFF in _DAMAGED:
        if not _is_sqlite(path):
            return StoreError(f"is not a store of quotes: {error}", path=str(path), hint=_NEW)
        hint = f"restore a copy of it, or {_NEW} and run again"
        return StoreError(f"the store is damaged: {error}", path=str(path), hint=hint)
    return StoreError(f"cannot be used: {error}", path=str(path), hint="check the folder, its rights and the disk")


def _is_sqlite(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.read(len(MAGIC)) == MAGIC


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """Commit the whole block, or roll it back."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:  # a full disk ends the transaction
            db.execute("ROLLBACK")
        raise


@contextmanager
def lock_for_writing(path: Path) -> Iterator[None]:
    """Lock the store for one run. The lock ends with the process, however that ends.

    Raises:
        StoreError: another run holds the lock.
    """
    from filelock import FileLock, Timeout

    try:
        with FileLock(path.with_name(f"{path.name}-lock"), blocking=False):
            yield
    except Timeout as error:
        hint = "wait for it, or give another store; quotes corpus status shows its progress"
        raise StoreError("another run is writing to this store", path=str(path), hint=hint) from error
