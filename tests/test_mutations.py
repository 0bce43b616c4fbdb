"""Mutations of gold articles: the text is damaged, and the gold positions still hold the same words."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from tools.mutations import MUTATIONS, Mutation, mutate, read_gold

GOLD = read_gold(Path(__file__).parents[1] / "samples" / "gold.jsonl")[:3]


def bare(words: str) -> str:
    return re.sub(r"[\W_]+", "", html.unescape(words)).casefold()


@pytest.mark.parametrize("mutation", [pytest.param(each, id=each.name) for each in MUTATIONS])
def test_gold_positions_move_along(mutation: Mutation) -> None:
    for gold in GOLD:
        mutated = mutate(gold, mutation)
        assert (mutated.text == gold.text) == (mutation.name in {"clean", "no change"}) or "marks" in mutation.name
        for before, after in zip(gold.quotes, mutated.quotes, strict=True):
            words = [bare(span.of(mutated.text)) for span in after.content]
            if "mojibake" not in mutation.name and "tags" not in mutation.name:
                assert words == [bare(span.of(gold.text)) for span in before.content]


def test_a_wrapped_text_has_no_line_beyond_its_width() -> None:
    wrapped = next(each for each in MUTATIONS if each.name == "hard wrap at 72, no blank lines")
    assert all(len(line) <= 72 for gold in GOLD for line in mutate(gold, wrapped).text.splitlines())
