"""The figures equal those of the reference scorer to the last digit, on its gold and on random changes of it."""

from __future__ import annotations

import copy
import importlib.util
import json
import random
from pathlib import Path
from typing import Any

import pytest

from quotes.evaluation.gold import GoldArticle, add_quote_ids
from quotes.evaluation.score import score
from quotes.records import Record

from .conftest import gold_line, place

FOLDER = Path(__file__).parents[2].parent / "shared" / "gold"
needs_reference = pytest.mark.skipif(not (FOLDER / "score.py").exists(), reason="the reference scorer is not available")


def reference() -> Any:
    spec = importlib.util.spec_from_file_location("reference_score", FOLDER / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def score_twice(gold: dict[str, Any], predicted: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    theirs = reference().score(gold, predicted)
    records = [Record.from_dict(add_quote_ids(line)) for line in predicted.values()]
    ours = score([GoldArticle.from_dict(line) for line in gold.values()], records).to_dict()
    return {key: ours[key] for key in theirs}, theirs


def corrupt(line: dict[str, Any], rng: random.Random) -> dict[str, Any]:
    """Return the line with quotes left out, shortened, doubled and attributed to others."""
    quotes = []
    for quote in copy.deepcopy(line["quotes"]):
        if rng.random() < 0.1:
            continue
        if rng.random() < 0.3:
            start, end = quote["content"][0]
            quote["content"][0][0] = min(start + rng.randint(0, 60), end - 1)
        if rng.random() < 0.2:
            quote["speaker"] = rng.choice([[], ["Orang Lain"], [*quote["speaker"], "Orang Lain"]])
        if rng.random() < 0.2:
            quote["cue"] = rng.choice([None, [0, 4]])
        if rng.random() < 0.1:
            quote["type"] = "mixed"
        quotes.append(quote)
        if rng.random() < 0.1:
            quotes.append({**quote, "content": [quote["content"][0]]})
    return {**line, "quotes": quotes}


@needs_reference
@pytest.mark.parametrize("seed", range(4))
def test_figures_on_the_development_gold_equal_the_reference(seed):
    if not (FOLDER / "dev.jsonl").exists():
        pytest.skip("the development gold is not available")
    lines = (FOLDER / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    gold = {line["id"]: line for line in map(json.loads, lines)}
    rng = random.Random(seed)
    predicted = {name: corrupt(line, rng) for name, line in gold.items() if rng.random() > 0.05}
    ours, theirs = score_twice(gold, predicted)
    assert ours == theirs


@needs_reference
@pytest.mark.parametrize("seed", range(20))
def test_figures_on_invented_articles_equal_the_reference(seed):
    rng = random.Random(seed)
    gold = {name: gold_line(name) for name in ("satu", "dua", "tiga")}
    ours, theirs = score_twice(gold, {name: corrupt(line, rng) for name, line in gold.items()})
    assert ours == theirs


def test_figures_on_an_invented_article_equal_the_recorded_reference():
    """Compare with the recorded output of score.py, so that the test works without the file."""
    line = gold_line()
    quotes = copy.deepcopy(line["quotes"])
    quotes[0]["content"] = [place("lama akan diperbaiki")]
    quotes[1]["speaker"] = ["Budi"]
    quotes[2:] = [{**quotes[2], "content": [place("bertemu lagi")]}]
    figures = score(
        [GoldArticle.from_dict(line)], [Record.from_dict(add_quote_ids({**line, "quotes": quotes}))]
    ).to_dict()
    expected = {
        "articles": 1,
        "articles_missing": 0,
        "found": {"p": 2 / 3, "r": 2 / 3, "f1": 2 / 3, "tp": 2, "gold": 3, "pred": 3},
        "exact": {"p": 1 / 3, "r": 1 / 3, "f1": 1 / 3, "tp": 1, "gold": 3, "pred": 3},
        "joint": {"p": 1 / 3, "r": 1 / 3, "f1": 1 / 3, "tp": 1, "gold": 3, "pred": 3},
        "ggt30": {"p": 2 / 3, "r": 2 / 3, "f1": 2 / 3, "tp": 2, "gold": 3, "pred": 3},
        "ggt80": {"p": 1 / 3, "r": 1 / 3, "f1": 1 / 3, "tp": 1, "gold": 3, "pred": 3},
        "speaker_accuracy": 0.5,
        "type_accuracy": 1.0,
        "cue_accuracy": 1.0,
        "by_gold_type": {
            "direct": {"gold": 1, "pred": 1, "found_recall": 1.0, "exact_recall": 1.0, "speaker_accuracy": 0.0},
            "indirect": {"gold": 2, "pred": 2, "found_recall": 0.5, "exact_recall": 0.0, "speaker_accuracy": 1.0},
        },
    }
    assert {key: figures[key] for key in expected} == expected
    if (FOLDER / "score.py").exists():
        assert reference().score({"pasar": line}, {"pasar": {**line, "quotes": quotes}}) == expected
