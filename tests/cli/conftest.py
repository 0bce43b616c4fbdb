"""The command line without a model: the extractor finds what is between straight quotation marks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quotes.cli import cli
from quotes.records import Article, Quote, Record, Span, Speaker

Run = Callable[..., Result]


@dataclass
class FakeExtractor:
    """Replaces ``quotes.pipeline.Extractor``, and keeps its arguments."""

    model: str
    rules: Sequence[Path] = ()
    speakers: Path | None = None

    def pipe(self, articles: Iterable[object], *, on_error: str = "yield") -> Iterator[object]:
        return (self.extract(item) if isinstance(item, Article) else item for item in articles)

    def extract(self, article: Article) -> Record:
        marked = enumerate(re.finditer('"([^"]+)"', article.text), start=1)
        quotes = (
            Quote(
                f"{article.id}#{k}", "direct", (Span(*found.span(1)),), speakers=("Sri Lestari",),
                speaker_ids=("sri-lestari",), confidence=1 / k,
            )
            for k, found in marked
        )  # fmt: skip
        return Record(article, tuple(quotes), (Speaker("sri-lestari", "Sri Lestari"),))


@pytest.fixture
def extractors(monkeypatch: pytest.MonkeyPatch) -> list[FakeExtractor]:
    """Replaces the extractor; the list has the replacements that were made."""
    made: list[FakeExtractor] = []

    def make(**options: object) -> FakeExtractor:
        made.append(FakeExtractor(**options))  # type: ignore[arg-type]  # the command's own options, checked there
        return made[-1]

    monkeypatch.setattr("quotes.pipeline.Extractor", make)
    return made


@pytest.fixture
def run(extractors: list[FakeExtractor], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs ``quotes ARGS`` in an empty folder; the result has exit_code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)

    def quotes(*args: str, stdin: str | bytes | None = None) -> Result:
        return CliRunner().invoke(cli, args, input=stdin, prog_name="quotes")

    return quotes


@pytest.fixture
def article(tmp_path: Path) -> str:
    """The name of a file with one article of two quotes, in the folder where commands run."""
    (tmp_path / "pasar.txt").write_text('"Harga naik," kata Sri Lestari. "Stok aman," ujarnya.\n', encoding="utf-8")
    return "pasar.txt"
