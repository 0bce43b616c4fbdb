"""``quotes evaluate`` and ``quotes convert-gold`` on the command line."""

from __future__ import annotations

import json
import sys
from types import ModuleType, SimpleNamespace

import pytest
from click.testing import CliRunner

from quotes.cli.evaluate import convert_gold_command, evaluate_command
from quotes.evaluation.gate import GateError

from .conftest import gold_line, three_quotes


@pytest.fixture
def files(tmp_path, monkeypatch):
    """A gold file, a perfect prediction and one with a wrong speaker and a missed quote."""
    monkeypatch.chdir(tmp_path)
    flawed = [{**three_quotes()[0], "speaker": ["Orang Lain"], "rule": "indirect/verb-that"}, three_quotes()[1]]
    for name, line in (
        ("gold", gold_line()),
        ("perfect", {"id": "pasar", "quotes": three_quotes()}),
        ("flawed", {"id": "pasar", "quotes": flawed}),
    ):
        (tmp_path / f"{name}.jsonl").write_text(json.dumps(line), encoding="utf-8")
    return tmp_path


def run(command, *arguments):
    return CliRunner().invoke(command, arguments)


def test_the_tables_show_the_figures(files):
    result = run(evaluate_command, "gold.jsonl", "flawed.jsonl", "--by", "cue", "--by", "rule")
    assert result.exit_code == 0
    assert "1 article, 3 gold quotes, 2 predicted" in result.output
    rows = {line.split()[0]: line.split()[1:] for line in result.output.splitlines() if line.split()}
    assert rows["joint"] == ["0.500", "0.333", "0.400"]
    assert rows["speaker_accuracy"] == ["0.500"]
    assert rows["inside"] == ["1", "1", "1.000", "1.000", "1.000", "1.000", "1.000", "1.000"]
    assert rows["indirect/verb-that"] == ["1", "1.000", "1.000", "0.000", "0.000"]


def test_missing_articles_are_announced_in_capitals(files):
    (files / "none.jsonl").write_text("", encoding="utf-8")
    assert "1 ARTICLE MISSING" in run(evaluate_command, "gold.jsonl", "none.jsonl").output


def test_errors_are_listed_with_gold_prediction_and_rule(files):
    lines = run(evaluate_command, "gold.jsonl", "flawed.jsonl", "--errors").output.splitlines()
    assert lines[:5] == [
        "pasar speaker",
        "    gold: [indirect] Sri Lestari: kios lama akan diperbaiki",
        "    pred: [indirect] Orang Lain: kios lama akan diperbaiki (indirect/verb-that)",
        "pasar missed",
        "    gold: [indirect] Budi Hartono: sewa kios terlalu mahal",
    ]


def test_the_json_output_has_all_figures(files):
    result = run(
        evaluate_command, "gold.jsonl", "flawed.jsonl", "--json", "--bootstrap", "50", "--compare", "perfect.jsonl"
    )
    figures = json.loads(result.stdout)
    assert figures["joint"]["tp"] == 1
    assert figures["intervals"]["joint"] == [pytest.approx(0.4)] * 2
    assert figures["compare"]["joint"]["gain"] == pytest.approx(-0.6)
    assert figures["by"]["outlet"]["Warta Pasar"]["gold"] == 3


def test_a_comparison_lists_the_quotes_that_got_worse(files):
    output = run(evaluate_command, "gold.jsonl", "flawed.jsonl", "--compare", "perfect.jsonl").output
    assert "0 quotes got better" in output
    assert "2 quotes got worse" in output
    assert "pasar right → speaker" in output


def test_the_error_browser_is_written(files):
    result = run(evaluate_command, "gold.jsonl", "flawed.jsonl", "--html", "errors.html")
    assert result.exit_code == 0
    assert "flawed.jsonl on gold.jsonl" in (files / "errors.html").read_text(encoding="utf-8")


def test_the_gate_passes_and_fails(files):
    assert isinstance(
        run(evaluate_command, "gold.jsonl", "perfect.jsonl", "--gate", "floors.yaml").exception, GateError
    )
    assert (
        run(evaluate_command, "gold.jsonl", "perfect.jsonl", "--gate", "floors.yaml", "--raise-floors").exit_code == 0
    )
    assert run(evaluate_command, "gold.jsonl", "perfect.jsonl", "--gate", "floors.yaml").exit_code == 0
    failed = run(evaluate_command, "gold.jsonl", "flawed.jsonl", "--gate", "floors.yaml")
    assert failed.exit_code != 0
    assert "joint 0.4000 < 1.0000" in str(failed.exception)
    assert "BELOW" in failed.output
    lower = ("--gate", "floors.yaml", "--lower-floors", "gold was corrected")
    assert run(evaluate_command, "gold.jsonl", "flawed.jsonl", *lower).exit_code == 0
    assert "gold was corrected" in (files / "floors.yaml").read_text(encoding="utf-8")


def test_raising_floors_does_not_hide_a_figure_that_fell(files):
    run(evaluate_command, "gold.jsonl", "perfect.jsonl", "--gate", "floors.yaml", "--raise-floors")
    fallen = run(evaluate_command, "gold.jsonl", "flawed.jsonl", "--gate", "floors.yaml", "--raise-floors")
    assert isinstance(fallen.exception, GateError)


@pytest.mark.parametrize("options", [["--raise-floors"], ["--section", "dev"], ["--lower-floors", ""]])
def test_floors_without_a_file_are_a_usage_error(files, options):
    result = run(evaluate_command, "gold.jsonl", "perfect.jsonl", *options)
    assert result.exit_code == 2
    assert "give it with --gate FILE" in result.output


def test_without_a_prediction_the_pipeline_extracts_from_the_gold_texts(files, monkeypatch, predict):
    seen = {}

    class Extractor:
        def __init__(self, **given):
            seen.update(given)

        def pipe(self, articles):
            for article in articles:
                seen["article"] = article.id
                yield predict()
                yield SimpleNamespace(error="lain: could not be processed")

    module = ModuleType("quotes.pipeline")
    module.Extractor = Extractor
    monkeypatch.setitem(sys.modules, "quotes.pipeline", module)
    result = run(evaluate_command, "gold.jsonl", "--model", "gsd")
    assert result.exit_code == 0
    assert seen == {"model": "gsd", "rules": (), "article": "pasar"}
    assert "could not be processed (counted as an article without quotes)" in result.stderr


def test_gold_survives_conversion_through_all_formats(files):
    for source, target in (("gold.jsonl", "brat"), ("brat", "tasks.json"), ("tasks.json", "again.jsonl")):
        result = run(convert_gold_command, source, target)
        assert result.exit_code == 0, result.exception
        assert f"{target}: 1 article, 3 quotes" in result.stderr
    assert json.loads((files / "again.jsonl").read_text(encoding="utf-8")) == gold_line()
