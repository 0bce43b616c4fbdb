"""``quotes benchmark``: wrong usage is an error before a model is loaded."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]


@pytest.mark.parametrize("counts", ["ten", "10,", "0", "10,-5"])
def test_scaling_must_be_a_list_of_numbers(run: Run, article: str, counts: str) -> None:
    result = run("benchmark", article, "--scaling", counts)
    assert result.exit_code == 2
    assert "is not a list of numbers such as 10,100,1000" in result.stderr


def test_an_input_without_articles_is_an_error(run: Run, tmp_path: Path) -> None:
    empty = tmp_path / "empty.jsonl"
    empty.write_text("", encoding="utf-8")
    result = run("benchmark", str(empty))
    assert result.exit_code != 0
    assert "there is no article in the input" in result.stderr
