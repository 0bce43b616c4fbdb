"""``quotes benchmark`` on two articles with the shipped model: all variants, the same quotes, all figures."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from quotes.cli import cli

SAMPLES = Path(__file__).parents[2] / "samples" / "gold.jsonl"


def test_all_variants_are_measured_on_two_articles_and_all_figures_are_written(tmp_path: Path) -> None:
    articles, figures = tmp_path / "articles.jsonl", tmp_path / "figures.json"
    lines = SAMPLES.read_text(encoding="utf-8").splitlines()[:2]
    articles.write_text("\n".join(lines) + "\n", encoding="utf-8")

    result = CliRunner().invoke(
        cli,
        ["benchmark", str(articles), "--rounds", "2", "--whole", "--gold", str(articles), "--scaling", "2,3", "-o",
         str(figures)],
    )  # fmt: skip

    assert result.exit_code == 0, result.output
    found = json.loads(figures.read_text(encoding="utf-8"))
    assert [each["variant"] for each in found["variants"]] == ["baseline", "unoptimized", "float32", "optimized"]
    assert [len(each["rounds"]) for each in found["variants"]] == [2, 2, 2, 2]
    assert all(each["stages"]["depparse"] > 0 for each in found["variants"] if each["variant"] != "unoptimized")
    unoptimized = found["comparisons"][1]
    assert unoptimized["agreement"]["same_articles"] == 2
    assert unoptimized["cpu_speedup"]["lowest"] > 1
    assert set(found["gold"]["f1"]) == {"baseline", "unoptimized", "float32", "optimized"}
    assert [(step["unit"], step["count"]) for step in found["scaling"]] == [
        ("articles", 2), ("articles", 3), ("paragraphs of one article", 2), ("paragraphs of one article", 3),
    ]  # fmt: skip
    assert "optimized is" in result.stdout
