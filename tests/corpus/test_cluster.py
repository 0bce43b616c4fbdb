"""A run on a real Ray cluster of this machine with two actors; needs Ray (``pip install .[ray]``)."""

from __future__ import annotations

import json
import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from corpus_articles import HERE, text

from quotes.corpus import Store, run
from quotes.corpus.cluster import BlockProgress, ClusterSettings, is_parts, read_parts, run_on_ray
from quotes.errors import QuotesError, StoreError

ray = pytest.importorskip("ray", reason="the extra ray is not installed")

NUMBER = 24
SETTINGS = ClusterSettings(workers=2, block_bytes=500)


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("ray")


@pytest.fixture(scope="module", autouse=True)
def cluster(here: Path) -> Iterator[None]:
    """Started once for all tests; its processes find the code under test, and the stand-in."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", os.pathsep.join([str(HERE), str(HERE.parents[1])]))
        patch.setenv("GATE_FILE", str(here / "gate"))
        ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False)
        yield
        ray.shutdown()


@pytest.fixture(autouse=True)
def no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    import stand_in

    monkeypatch.setattr("quotes.corpus.cluster.runner.load_worker", stand_in.load)


def source(folder: Path, **put: str) -> str:
    path = folder / "arsip.jsonl"
    lines = [json.dumps({"id": f"a{k}", "text": f"{text(k)} {put.get(f'a{k}', '')}"}) for k in range(NUMBER)]
    path.write_text("\n".join(lines), encoding="utf-8")
    return str(path)


def done(told: list[BlockProgress]) -> int:
    return sum(block.articles for block in told)


def local(path: str, folder: Path) -> list[dict[str, object]]:
    with Store(folder / "local.db") as store:
        run(store, [path])
        return [record.to_dict() for record in store.records()]


def test_a_killed_actor_costs_nothing_and_the_results_are_those_of_a_local_run(here: Path, tmp_path: Path) -> None:
    path, waits, killed = source(tmp_path, a9="TUNGGU"), here / "gate.waits", []

    def kill_who_waits() -> None:
        deadline = time.monotonic() + 120
        while not waits.exists() or not waits.read_text(encoding="ascii"):
            if time.monotonic() > deadline:
                return
            time.sleep(0.02)
        killed.append(int(waits.read_text(encoding="ascii")))
        os.kill(killed[0], signal.SIGKILL)
        (here / "gate").touch()

    killer = threading.Thread(target=kill_who_waits)
    killer.start()
    told = list(run_on_ray([path], str(tmp_path / "parts"), SETTINGS))
    killer.join()

    assert killed, "no actor was in the middle of a block"
    assert int(waits.read_text(encoding="ascii")) != killed[0], "another process has done the block again"
    assert done(told) == NUMBER
    records = [record.to_dict() for record in read_parts(tmp_path / "parts")]
    (tmp_path / "gate").touch()
    assert records == local(path, tmp_path)


def test_existing_parts_are_not_made_again(here: Path, tmp_path: Path) -> None:
    (here / "gate").touch()
    path, folder = source(tmp_path), tmp_path / "parts"
    list(run_on_ray([path], str(folder), SETTINGS))
    parts = sorted(folder.glob("*.parquet"))
    kept = {part: part.stat().st_mtime_ns for part in parts[1:]}
    parts[0].unlink()

    told = list(run_on_ray([path], str(folder), SETTINGS))

    assert (told[0].done, told[0].blocks, len(told)) == (len(parts) - 1, len(parts), 2)
    assert {part: part.stat().st_mtime_ns for part in parts[1:]} == kept
    assert [record.article.id for record in read_parts(folder)] == [f"a{k}" for k in range(NUMBER)]
    assert is_parts(folder)


def test_a_block_that_kills_every_actor_is_given_up_and_the_others_are_done(tmp_path: Path) -> None:
    path, folder = source(tmp_path, a20="MATI"), tmp_path / "parts"

    with pytest.raises(QuotesError, match=r"1 of \d+ blocks were given up"):
        list(run_on_ray([path], str(folder), SETTINGS))

    ids = {record.article.id for record in read_parts(folder)}
    assert "a20" not in ids
    assert {"a0", "a23"} <= ids


def test_a_folder_of_another_version_is_refused(tmp_path: Path) -> None:
    path, folder = source(tmp_path), tmp_path / "parts"
    list(run_on_ray([path], str(folder), SETTINGS))

    with pytest.raises(StoreError, match="made with another model"):
        list(run_on_ray([path], str(folder), ClusterSettings(model="gsd", block_bytes=500)))


def test_a_changed_file_is_refused_as_its_articles_would_occur_twice(tmp_path: Path) -> None:
    path, folder = source(tmp_path), tmp_path / "parts"
    list(run_on_ray([path], str(folder), SETTINGS))
    source(tmp_path, a3="Lagi.")

    with pytest.raises(StoreError, match="has changed since its parts were made"):
        list(run_on_ray([path], str(folder), SETTINGS))
