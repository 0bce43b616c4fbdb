"""Drafts written by hand about the samples, checked with the shipped model: every quotation gets its verdict."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml

import quotes
from quotes.verification import Finding, Sources, verify

ROOT = Path(__file__).parents[2]
DRAFTS = yaml.safe_load((ROOT / "tests/verification/drafts.yaml").read_text(encoding="utf-8"))["drafts"]
#: The drafts with a quarter of the quotations each verbatim, altered, misattributed and invented.
QUARTERS = [draft for draft in DRAFTS if draft["name"] != "lain"]


@pytest.fixture(scope="module")
def findings() -> dict[str, list[Finding]]:
    extractor = quotes.Extractor()
    sources = Sources(extractor.pipe(quotes.read(ROOT / "samples/articles"), on_error="raise"))
    texts = {draft["name"]: "\n".join(line["text"] for line in draft["lines"]) for draft in DRAFTS}
    return {name: verify(extractor(quotes.Article(name, text)), sources) for name, text in texts.items()}


@pytest.mark.parametrize("draft", DRAFTS, ids=lambda draft: draft["name"])
def test_every_quotation_of_a_draft_gets_its_verdict(draft: dict, findings: dict[str, list[Finding]]) -> None:
    found = {finding.line: finding for finding in findings[draft["name"]]}
    assert len(findings[draft["name"]]) == len(draft["lines"])
    for number, line in enumerate(draft["lines"], 1):
        wanted = "not-found" if line["verdict"] == "invented" else line["verdict"]
        assert (found[number].verdict, line["text"]) == (wanted, line["text"])
        assert set(line.get("notes", ())) <= set(found[number].notes), line["text"]


def test_forty_quotations_are_a_quarter_each_and_twenty_are_of_other_kinds() -> None:
    counts = Counter(line["verdict"] for draft in QUARTERS for line in draft["lines"])
    assert counts == {"verbatim": 10, "altered": 10, "misattributed": 10, "invented": 10}
    assert sum(len(draft["lines"]) for draft in DRAFTS) == 60
