"""Corpus runs with workers that need no model."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # a worker, which is a new process, gets this path too

import stand_in
from corpus_articles import Articles, text


@pytest.fixture(autouse=True)
def workers_without_a_model(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("quotes.corpus.runner.load_worker", stand_in.load)
    monkeypatch.setattr("quotes.corpus.runner.WORK_BATCH", 4)
    logging.getLogger("quotes").setLevel(logging.WARNING)  # a test of the command line may have set another
    monkeypatch.setenv("GATE_FILE", str(tmp_path / "gate"))
    monkeypatch.setenv("LELAH_FILE", str(tmp_path / "lelah"))


@pytest.fixture
def articles(tmp_path: Path) -> Articles:
    """Writes articles, given as texts or as dicts, to a file of JSON lines, and returns its name."""

    def write(items: Iterable[str | dict[str, str]], name: str = "arsip.jsonl") -> str:
        found = [item if isinstance(item, dict) else {"text": item} for item in items]
        lines = [json.dumps({"id": f"a{k}"} | item) for k, item in enumerate(found, 1)]
        (tmp_path / name).write_text("\n".join(lines), encoding="utf-8")
        return str(tmp_path / name)

    return write


@pytest.fixture
def many(articles: Articles) -> Articles:
    """Writes a number of articles; ``put`` says what else stands in some of them."""

    def write(number: int, put: dict[int, str] | None = None) -> str:
        return articles(f"{text(k)} {(put or {}).get(k, '')}".strip() for k in range(1, number + 1))

    return write
