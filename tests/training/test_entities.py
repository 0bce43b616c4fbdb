"""The lists of the rules that the training of the entity tagger reads."""

from __future__ import annotations

import pytest

from tools.training.__main__ import read_reporting_roots
from tools.training.entities import read_list


@pytest.mark.parametrize(
    ("name", "word"),
    [("role", "Bupati"), ("abbreviation", "Menkeu"), ("organisation", "Polres"), ("place", "Ambon")],
)
def test_the_lists_of_names_are_read_from_the_rules(name: str, word: str) -> None:
    assert word.lower() in {each.lower() for each in read_list(name)}


def test_the_reporting_words_are_read_from_the_rules() -> None:
    assert {"kata", "ujar", "tutur"} <= set(read_reporting_roots())
