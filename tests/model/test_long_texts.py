"""A megabyte in one paragraph: bounded time and memory, a flag on the article, and the rest is processed."""

from __future__ import annotations

import time

import pytest

from quotes.pipeline import Extractor
from quotes.records import Article, Record

MEGABYTE = 1_000_000
#: Seconds of processor time. It takes a fraction of one.
LIMIT = 10.0

PARAGRAPHS = {
    "no punctuation": "kapal itu berangkat ke Ambon dan kembali ke Ternate lalu singgah di Tidore ",
    "reporting words": "kata Ratna bahwa kapal tiba ",
    "one word": "a",
    "quotations": '"Kami siap," kata Ratna. ',
    "open marks": '"kapal tiba. ',
    "words in marks": '"a" ',
    "commas": "kapal, ",
    "capitals and digits": "A1.b-",
}


#: Paragraphs of many words without any punctuation are damaged, too.
UNPUNCTUATED = {"no punctuation", "reporting words"}


@pytest.mark.parametrize("kind", PARAGRAPHS)
def test_a_megabyte_in_one_paragraph_is_flagged_and_the_rest_is_processed(extractor: Extractor, kind: str) -> None:
    words = PARAGRAPHS[kind]
    long = (words * (MEGABYTE // len(words))).strip()
    text = f'"Kami siap," kata Ratna Wulandari di Ambon.\n{long}\n"Kapal sudah tiba," ujar Haris Munandar.'
    began = time.process_time()
    [record] = extractor.pipe([Article("panjang", text)])

    assert time.process_time() - began < LIMIT
    assert isinstance(record, Record)
    assert set(record.flags) == {"paragraph-too-long", *(["damaged-text"] if kind in UNPUNCTUATED else [])}
    assert [quote.speakers for quote in record.quotes] == [("Ratna Wulandari",), ("Haris Munandar",)]
    assert Record.from_dict(record.to_dict()).flags == record.flags


def test_many_short_lines_are_processed_completely(extractor: Extractor) -> None:
    line = '"Kami siap," kata Ratna Wulandari di Ambon.\n'
    record = extractor(Article("baris", line * 300))
    assert (len(record.quotes), record.flags) == (300, ())


def test_an_article_that_was_processed_completely_has_no_flags(extractor: Extractor) -> None:
    assert "flags" not in extractor("Kapal tiba di Ambon.").to_dict()
