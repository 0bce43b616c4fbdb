"""The same articles give the same records: in every process, order, batch and number of threads."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from quotes.reading import read
from quotes.records import Article

ROOT = Path(__file__).parents[2]
#: Articles that stand alone in their batch, in a batch of all, or between others.
ARTICLES = [article for article in read(ROOT / "samples" / "articles") if isinstance(article, Article)]


def extract(folder: Path, articles: list[Article], seed: str, threads: str, precision: str) -> dict[str, str]:
    """Extract in a process of its own, and return the lines of the records by the ids of the articles."""
    source = folder / "articles.jsonl"
    lines = (json.dumps({"id": article.id, "text": article.text}) for article in articles)
    source.write_text("\n".join(lines), encoding="utf-8")
    environment = {"PYTHONHASHSEED": seed, "OMP_NUM_THREADS": threads, "QUOTES_PRECISION": precision}
    command = [sys.executable, "-m", "quotes", "extract", "-q", str(source), "--format", "jsonl"]
    done = subprocess.run(
        command, env=os.environ | environment | {"PYTHONPATH": str(ROOT)}, capture_output=True, check=True
    )
    return {json.loads(line)["id"]: line for line in done.stdout.decode().splitlines()}


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return extract(tmp_path_factory.mktemp("expected"), ARTICLES, "0", "1", "float32")


@pytest.mark.parametrize("seed", ["1", "random"])
def test_records_are_equal_in_another_process_with_the_articles_in_another_order(
    expected: dict[str, str], tmp_path: Path, seed: str
) -> None:
    articles = list(ARTICLES)
    random.Random(seed).shuffle(articles)
    assert extract(tmp_path, articles, seed, "1", "float32") == expected


def test_records_are_equal_with_other_articles_in_the_batch(expected: dict[str, str], tmp_path: Path) -> None:
    some = ARTICLES[3:8]
    assert extract(tmp_path, some, "2", "1", "float32") == {article.id: expected[article.id] for article in some}


def test_in_bfloat16_the_same_batch_gives_the_same_records(tmp_path: Path) -> None:
    first, again = (extract(tmp_path, ARTICLES, seed, "1", "bfloat16") for seed in ("1", "2"))
    assert first == again
