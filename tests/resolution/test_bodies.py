"""What the abbreviation of a body stands for in an article."""

from __future__ import annotations

import pytest

from quotes.resolution.bodies import Bodies
from tests.trees import finder, parsed


def fullest(words: str, name: str) -> str:
    entries = [
        f"{word}/{'PROPN' if word[0].isupper() else 'NOUN'}/{min(k, 1)}/dep" for k, word in enumerate(words.split())
    ]
    article = parsed([" ".join(entries)])
    return Bodies(article, finder(*article.paragraphs[0].sentences)).fullest(name)


@pytest.mark.parametrize(
    ("before", "long"),
    [
        ("Badan Xenon Qori Zaman", "Badan Xenon Qori Zaman"),
        ("Rani dari Badan Xenon dan Qori Zaman", "Badan Xenon dan Qori Zaman"),
        ("Badan Xenon Qori", "BXQZ"),
        ("badan Xenon Qori Zaman", "BXQZ"),
    ],
)
def test_an_abbreviation_in_brackets_stands_for_the_words_before_it(before, long):
    assert fullest(f"{before} ( BXQZ ) hadir", "BXQZ") == long


@pytest.mark.parametrize(("small", "found"), [(9, True), (10, False)])
def test_it_stands_for_thirteen_words_at_most(small, found):
    long = f"Badan {'dan ' * small}Xenon Qori Zaman"
    assert fullest(f"{long} ( BXQZ ) hadir", "BXQZ") == (long if found else "BXQZ")
