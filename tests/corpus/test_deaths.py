"""kill -9: of a worker, and of a whole run."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from corpus_articles import HERE, Articles

from quotes.corpus import Settings, Store, run

ROOT = HERE.parents[1]


def wait_until(holds: Callable[[], bool], process: subprocess.Popen[bytes]) -> None:
    """Look until a condition holds; a process that ends before that, or a minute without it, is a failed test."""
    deadline = time.monotonic() + 60
    while not holds():
        assert process.poll() is None, "the run ended by itself"
        assert time.monotonic() < deadline, "the condition never held"
        time.sleep(0.02)


def done_in(path: Path) -> int:
    if not path.exists():
        return 0
    try:
        with sqlite3.connect(path) as db:
            return int(db.execute("SELECT count(*) FROM work WHERE version IS NOT NULL").fetchone()[0])
    except sqlite3.OperationalError:  # it is being made
        return 0


def start(source: str, store: Path, *options: str, stderr: int = subprocess.DEVNULL) -> subprocess.Popen[bytes]:
    command = [sys.executable, str(HERE / "stand_in.py"), "corpus", "run", source, "-s", str(store), *options]
    return subprocess.Popen(command, env=os.environ | {"PYTHONPATH": str(ROOT)}, stderr=stderr)


def contents(path: Path) -> list[dict[str, object]]:
    with Store(path, create=False) as store:
        return [record.to_dict() for record in store.records()]


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_killed_run_leaves_a_consistent_store_and_the_next_one_continues(
    many: Articles, tmp_path: Path, workers: str
) -> None:
    source, killed, whole = many(60, {39: "TUNGGU"}), tmp_path / "killed.db", tmp_path / "whole.db"
    process = start(source, killed, "--workers", workers)
    try:
        wait_until(lambda: done_in(killed) >= 36, process)  # all batches before the one that waits
    finally:
        process.kill()
        process.wait()
    (tmp_path / "gate").touch()

    with sqlite3.connect(killed) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        db.execute("INSERT INTO quote_words (quote_words) VALUES ('integrity-check')")
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    before, kept = done_in(killed), contents(killed)
    assert 36 <= before < 60
    assert before % 4 == 0, "a batch is written whole or not at all"
    assert len(kept) == before

    with Store(killed) as store:
        assert run(store, [source], Settings(workers=2)).done == 60 - before
        assert [past.ended is None for past in store.runs()] == [True, False]
    with Store(whole) as store:
        run(store, [source])
    assert contents(killed) == contents(whole)
    assert all(record in contents(killed) for record in kept)


def test_workers_whose_run_was_killed_end_too(many: Articles, tmp_path: Path) -> None:
    store = tmp_path / "quotes.db"
    process = start(many(8, {8: "TUNGGU"}), store)
    try:
        wait_until(lambda: done_in(store) >= 4, process)
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        if not children.exists():
            pytest.skip("this system does not tell the children of a process")
        workers = [int(pid) for pid in children.read_text(encoding="ascii").split()]
    finally:
        process.kill()
        process.wait()
    (tmp_path / "gate").touch()

    deadline = time.monotonic() + 60
    while any(_runs_stand_in(pid) for pid in workers):
        assert time.monotonic() < deadline, "a worker outlived its run by a minute"
        time.sleep(0.02)


def _runs_stand_in(pid: int) -> bool:
    try:
        return "spawn_main" in Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False


def test_a_worker_that_is_killed_once_costs_nothing(
    many: Articles, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with Store(tmp_path / "quotes.db") as store:
        outcome = run(store, [many(20, {7: "LELAH"})], Settings(workers=2))

        assert (outcome.done, outcome.failed, list(store.failures())) == (20, 0, [])
    assert "killed by SIGKILL" in caplog.text


def test_an_article_that_kills_every_worker_is_reported_and_the_others_of_its_batch_are_done(
    many: Articles, tmp_path: Path
) -> None:
    with Store(tmp_path / "quotes.db") as store:
        outcome = run(store, [many(20, {7: "MATI"})], Settings(workers=2))

        assert (outcome.done, outcome.failed, outcome.quotes) == (20, 1, 19)
        [failed] = store.failures()
    assert failed.article == "a7"
    assert failed.reason == f"the worker process ended on it (killed by {signal.Signals.SIGKILL.name})"


def test_after_twenty_kills_the_records_are_those_of_a_run_that_was_never_stopped(
    many: Articles, tmp_path: Path
) -> None:
    source, killed, whole = many(240), tmp_path / "killed.db", tmp_path / "whole.db"
    chance = random.Random(1)
    for number in range(20):
        process = start(source, killed, "--workers", str(1 + number % 2))
        try:
            wait_until(partial(_has_done, killed, more_than=10 * number), process)
            time.sleep(chance.random() / 20)
        finally:
            process.kill()
            process.wait()
        with sqlite3.connect(killed) as db:
            assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    with Store(killed) as store, Store(whole) as other:
        run(store, [source])
        run(other, [source])
    assert contents(killed) == contents(whole)


def _has_done(path: Path, *, more_than: int) -> bool:
    return done_in(path) > more_than


def test_of_two_runs_on_one_store_the_second_is_refused_and_the_first_ends(many: Articles, tmp_path: Path) -> None:
    source, store = many(8, {8: "TUNGGU"}), tmp_path / "quotes.db"
    process = start(source, store)
    try:
        wait_until(lambda: done_in(store) >= 4, process)
        second = start(source, store, stderr=subprocess.PIPE)
        message = second.communicate(timeout=60)[1].decode()
        assert second.returncode == 3
        assert "another run is writing to this store" in message
        (tmp_path / "gate").touch()
        assert process.wait(60) == 0
    finally:
        process.kill()
        process.wait()
    assert len(contents(store)) == 8
