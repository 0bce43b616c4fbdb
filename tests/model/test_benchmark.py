"""``quotes benchmark`` on two articles with the shipped model: all sides, the same quotes, all figures."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from quotes.cli import cli

SAMPLES = Path(__file__).parents[2] / "samples" / "gold.jsonl"


def test_two_articles_are_measured_by_all_sides_and_all_figures_are_written(tmp_path: Path) -> None:
    articles, figures = tmp_path / "articles.jsonl", tmp_path / "figures.json"
    lines = SAMPLES.read_text(encoding="utf-8").splitlines()[:2]
    articles.write_text("\n".join(lines) + "\n", encoding="utf-8")

    result = CliRunner().invoke(
        cli,
        ["benchmark", str(articles), "--rounds", "2", "--whole", "--gold", str(articles), "--growth", "2,3", "-o",
         str(figures)],
    )  # fmt: skip

    assert result.exit_code == 0, result.output
    found = json.loads(figures.read_text(encoding="utf-8"))
    assert [side["side"] for side in found["sides"]] == ["obvious", "plain", "exact", "ours"]
    assert [len(side["rounds"]) for side in found["sides"]] == [2, 2, 2, 2]
    assert all(side["stages"]["depparse"] > 0 for side in found["sides"] if side["side"] != "plain")
    plain = found["against"][1]
    assert plain["agreement"]["same_articles"] == 2
    assert plain["times_as_fast"]["lowest"] > 1
    assert set(found["gold"]["f1"]) == {"obvious", "plain", "exact", "ours"}
    assert [(step["what"], step["count"]) for step in found["growth"]] == [
        ("articles", 2), ("articles", 3), ("paragraphs of one article", 2), ("paragraphs of one article", 3),
    ]  # fmt: skip
    assert "ours is" in result.stdout
