"""From corrections to a better score: a person corrects the samples at the desk, exports them, scores and fits."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from fastapi.testclient import TestClient

from quotes.corpus import Store
from quotes.desk import Settings, make_app
from quotes.evaluation.formats import read_gold
from quotes.evaluation.gold import GoldArticle
from quotes.evaluation.score import score
from quotes.fitting.__main__ import main as fit
from quotes.records import Quote, Record, Span

#: The samples, and four more invented articles.
GOLD = (Path(__file__).parents[2] / "samples/gold.jsonl", Path(__file__).with_name("more_gold.jsonl"))


def characters(content: tuple[Span, ...]) -> set[int]:
    return {position for span in content for position in range(*span)}


def same(one: Quote, other: Quote) -> float:
    a, b = characters(one.content), characters(other.content)
    return len(a & b) / len(a | b)


def corrections(record: Record, gold: GoldArticle) -> list[dict[str, object]]:
    """What a person who follows the guidelines does to an article at the desk."""
    made: list[dict[str, object]] = [
        {"action": "wrong", "quote": quote.id}
        for quote in record.quotes
        if not any(same(quote, wanted) >= 0.5 for wanted in gold.quotes)
    ]
    for wanted in gold.quotes:
        found = next((quote for quote in record.quotes if same(quote, wanted) >= 0.5), None)
        if found is None:
            spans = [list(span) for span in wanted.content]
            made.append({"action": "add", "content": spans, "type": wanted.type, "speakers": list(wanted.speakers)})
            continue
        if found.content != wanted.content:
            made.append({"action": "span", "quote": found.id, "changed": [list(span) for span in wanted.content]})
        known = {name for speaker in wanted.speakers for name in (speaker, *gold.aliases.get(speaker, ()))}
        if not set(found.speakers) <= known or len(found.speakers) != len(wanted.speakers):
            made.append({"action": "speaker", "quote": found.id, "speakers": list(wanted.speakers)})
    return [*made, {"action": "complete"}]


def test_corrections_become_gold_that_scores_and_fits(tmp_path: Path) -> None:
    gold = [article for path in GOLD for article in read_gold(path)]
    assert len(gold) == 20
    settings = Settings(tmp_path / "quotes.db", author="rina", hosts=("testserver",))
    with TestClient(make_app(settings), headers={"sec-fetch-site": "none"}) as desk:
        given = [{"id": article.id, "text": article.text} for article in gold]
        assert desk.post("/api/v1/extract/batch?save=true", json=given).status_code == 200
        with Store(settings.store) as store:
            extracted = [store.record(article.id) for article in gold]
        for record, article in zip(extracted, gold, strict=True):
            for correction in corrections(record, article):
                answer = desk.post("/api/v1/corrections", json={"article": article.id, **correction})
                assert answer.status_code == 201, answer.text
        exported = tmp_path / "gold.jsonl"
        exported.write_bytes(desk.get("/gold/jsonl").content)

    before, after = score(gold, extracted).figures, score(gold, _as_records(exported)).figures
    own = read_gold(exported)
    assert len(own) == len(gold)
    assert before["joint"] < after["joint"]
    assert after["joint"] == pytest.approx(1.0, abs=0.01)
    fitted = CliRunner().invoke(fit, [str(exported)], catch_exceptions=False)
    assert "right, by folds" in fitted.output


def _as_records(path: Path) -> list[Record]:
    return [Record(article.article, article.quotes) for article in read_gold(path)]
