"""Batches and views of long texts take bounded memory."""

from __future__ import annotations

from quotes.pipeline import BATCH, Extractor
from quotes.text import MOST_CHARACTERS, split_by_length
from tools.fuzz import NoParser


def test_a_batch_ends_where_its_texts_are_long() -> None:
    sizes = [MOST_CHARACTERS // 2, MOST_CHARACTERS // 2, 1, MOST_CHARACTERS, 5, 5]
    assert [len(batch) for batch in split_by_length(sizes, int, BATCH)] == [2, 2, 2]


def test_a_batch_of_short_texts_is_full() -> None:
    assert [len(batch) for batch in split_by_length([10] * (BATCH + 1), int, BATCH)] == [BATCH, 1]


def test_the_views_of_the_last_texts_are_kept_and_no_more() -> None:
    extractor = Extractor(parser=NoParser())
    short = [f"Kapal {number} tiba." for number in range(2 * BATCH + 1)]
    views = [extractor.view(text) for text in short]
    assert extractor.view(short[-1]) is views[-1]
    assert extractor.view(short[0]) is not views[0]
    long = extractor.view("Kapal tiba.\n" * (MOST_CHARACTERS // 5))
    assert extractor.view("Kapal tiba.\n" * (MOST_CHARACTERS // 5)) is not long
