"""A corpus run with the shipped model: the records of an extraction, and parses that outlive a change of rules."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from quotes.corpus import Settings, Store, run
from quotes.corpus.cluster import ClusterSettings, read_parts, run_on_ray
from quotes.pipeline import Extractor
from quotes.reading import read
from quotes.records import Article, Record

SAMPLES = str(Path(__file__).parents[2] / "samples" / "articles")
#: ``dengus`` is no reporting verb of the shipped rules.
LAUT = '"Kapal sudah kami periksa sejak pagi," dengus Ratna Wulandari di Ambon.'
DENGUS = "title: Mine\ndescription: A verb more.\nclass: statement\nwords:\n  dengus: {bare: quote, meN-: quote}\n"


@pytest.fixture(scope="module")
def article(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("laut") / "laut.jsonl"
    path.write_text(json.dumps({"id": "laut", "text": LAUT}), encoding="utf-8")
    return str(path)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory, article: str) -> Path:
    """The store of a run with two workers."""
    path = tmp_path_factory.mktemp("corpus") / "quotes.db"
    with Store(path) as store:
        assert run(store, [SAMPLES, article], Settings(workers=2)).failed == 0
    return path


def parses(path: Path) -> list[tuple[object, ...]]:
    with sqlite3.connect(path) as db:
        return db.execute("SELECT * FROM parses ORDER BY article").fetchall()


def extracted(extractor: Extractor, article: str) -> list[object]:
    return [r.to_dict() for r in extractor.pipe(read([SAMPLES, article])) if isinstance(r, Record)]


def test_the_records_are_those_of_an_extraction(path: Path, article: str, extractor: Extractor) -> None:
    with Store(path, create=False) as store:
        stored = [record.to_dict() for record in store.records()]

    assert stored == extracted(extractor, article)


def test_changed_rules_read_other_quotes_off_the_same_parses(path: Path, article: str, tmp_path: Path) -> None:
    (tmp_path / "verbs").mkdir()
    (tmp_path / "verbs" / "mine.yaml").write_text(DENGUS, encoding="utf-8")
    before = parses(path)

    with Store(path) as store:
        *_, old = store.records()
        outcome = run(store, [], Settings(rules=(tmp_path,)))
        *_, new = store.records()
        changed = [record.to_dict() for record in store.records()]

    assert (outcome.done, outcome.parsed) == (17, 0)
    assert parses(path) == before
    assert ([q.speakers for q in old.quotes], [q.speakers for q in new.quotes]) == ([()], [("Ratna Wulandari",)])
    assert changed == extracted(Extractor(rules=[tmp_path]), article)


def test_a_run_on_ray_gives_the_records_of_an_extraction(tmp_path: Path, extractor: Extractor) -> None:
    pytest.importorskip("ray", reason="the extra ray is not installed")
    articles = [item for item in read([SAMPLES]) if isinstance(item, Article)][:4]
    source = tmp_path / "arsip.jsonl"
    source.write_text("\n".join(json.dumps({"id": a.id, "text": a.text}) for a in articles), encoding="utf-8")

    told = list(run_on_ray([str(source)], str(tmp_path / "parts"), ClusterSettings(workers=2, block_bytes=4000)))

    assert told[-1].done == told[-1].blocks > 1
    records = [record.to_dict() for record in read_parts(tmp_path / "parts")]
    assert records == [extractor(article).to_dict() for article in articles]
