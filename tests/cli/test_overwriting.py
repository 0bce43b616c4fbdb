"""No command overwrites what it reads."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from quotes.records import Article, Record

Run = Callable[..., Result]


@pytest.mark.parametrize(
    "args",
    [
        ("view", "pages/a.html", "-o", "pages/a.html"),
        ("view", "pages", "-o", "pages"),
        ("view", "pages/*.html", "-o", "pages/a.html"),
        ("graph", "records.jsonl", "-o", "records.html"),
        ("graph", "records.jsonl", "-o", "new.html", "--articles", "links"),
        ("convert-gold", "records.jsonl", "./records.jsonl"),
        ("registry", "build", "records.jsonl", "-o", "records.jsonl"),
        ("benchmark", "records.jsonl", "-o", "records.jsonl"),
        ("speakers", "records.jsonl", "-o", "records.html"),
    ],
)
def test_no_command_overwrites_an_input(args: tuple[str, ...], run: Run) -> None:
    for folder in ("pages", "links"):
        Path(folder).mkdir()
    Path("pages/a.html").write_text("<html><p>Air surut, kata warga.</p></html>", encoding="utf-8")
    Path("records.jsonl").write_text(json.dumps(Record(Article("a", "Air surut.")).to_dict()), encoding="utf-8")
    for link in ("records.html", "links/a.html"):
        Path(link).hardlink_to("records.jsonl")
    before = {path: path.read_bytes() for path in sorted(Path().rglob("*.*"))}
    result = run(*args)
    assert result.exit_code == 2, result.output
    assert "would overwrite an input" in result.stderr
    assert {path: path.read_bytes() for path in sorted(Path().rglob("*.*"))} == before
