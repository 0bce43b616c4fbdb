"""``quotes rules coverage``: the table of what the rules did, the rules that did nothing, and JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from tests.cli.handmade import TEXTS, HandMade, articles

Run = Callable[..., Result]


@pytest.fixture
def corpus(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The name of a folder with the hand-made articles."""
    monkeypatch.setattr("quotes.pipeline.Extractor", HandMade)
    (tmp_path / "artikel").mkdir()
    for number, text in enumerate(TEXTS):
        (tmp_path / "artikel" / f"{number}.txt").write_text(text, encoding="utf-8")
    return "artikel"


def lines(done: Result) -> list[str]:
    return [" ".join(line.split()) for line in done.stdout.splitlines()]


def test_the_table_counts_wins_and_overrides_of_each_rule(run: Run, corpus: str) -> None:
    done = run("rules", "coverage", corpus)
    assert done.exit_code == 0
    shown = lines(done)
    assert shown[0] == "3 articles, 3 quotes"
    assert "indirect/subject-verb-clause 1 33.3%" in shown
    assert "direct/quote-cue-source 0 1 direct/quote-cue-clitic 1" in shown


def test_rules_that_never_fired_or_were_always_overridden_are_listed(run: Run, corpus: str) -> None:
    shown = lines(run("rules", "coverage", corpus))
    never, always = shown.index("never fired"), shown.index("always overridden")
    assert 'direct/label X: "Q"' in shown[never:always]
    assert 'direct/quote-cue-source "Q," kata X' in shown[always:]


def test_json_has_the_same_counts(run: Run, corpus: str) -> None:
    counted = json.loads(run("rules", "coverage", corpus, "--format", "json").stdout)
    assert (counted["articles"], counted["quotes"], counted["whole"]) == (3, 3, True)
    assert "direct/label" in counted["never"]
    assert "direct/quote-cue-source" in counted["always_overridden"]
    [clause] = [rule for rule in counted["rules"] if rule["id"] == "indirect/subject-verb-clause"]
    assert clause == {"id": "indirect/subject-verb-clause", "won": 1, "overridden": 0, "overridden_by": {}}


def test_stored_records_are_counted_without_a_model(run: Run, corpus: str, tmp_path: Path) -> None:
    stored = [HandMade()(article).to_dict() for article in articles(TEXTS)]
    (tmp_path / "run.jsonl").write_text("".join(json.dumps(each) + "\n" for each in stored), encoding="utf-8")
    shown = lines(run("rules", "coverage", "run.jsonl"))
    assert "indirect/subject-verb-clause 1 33.3%" in shown
    assert shown[-1] == "The records have no evidence, so overridden rules are not counted: give the articles instead."


def test_a_missing_corpus_is_an_error(run: Run, corpus: str) -> None:
    assert run("rules", "coverage", "tiada").exit_code == 3
