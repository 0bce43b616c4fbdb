"""A megabyte in one paragraph: bounded time and memory, a flag on the article, and the rest is processed."""

from __future__ import annotations

import random
import time

import pytest

from quotes.layout.viewing import LONGEST_TEXT
from quotes.pipeline import Extractor
from quotes.records import Article, Record

#: Nearly a megabyte: a text of more is cut.
MEGABYTE = LONGEST_TEXT - 1_000
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


def measure(extractor: Extractor, text: str) -> float:
    """Return the seconds of processor time that an article takes."""
    began = time.process_time()
    extractor(Article("panjang", text))
    return time.process_time() - began


def make_paragraphs(count: int, people: int) -> str:
    """Make an article of short paragraphs, in which as many people speak in turn."""
    chance = random.Random(1)
    names = ["".join(chance.choices("abdeiklmnorstu", k=8)).capitalize() for _ in range(people)]
    kinds = (
        '"Harga beras naik {k} kali," kata {name} di Ambon.',
        "{name} mengatakan harga akan turun pada bulan depan.",
        '"Kami siap menunggu," ujarnya.',
        "Warga desa menunggu kapal dari Ternate sejak pagi.",
    )
    return "\n".join(kinds[k % 4].format(k=k, name=names[k // 4 % people]) for k in range(count))


def test_a_paragraph_of_a_book_costs_at_most_twice_that_of_an_article(extractor: Extractor) -> None:
    short, long = make_paragraphs(500, 50), make_paragraphs(5_000, 500)
    measure(extractor, short)
    assert measure(extractor, long) / 5_000 < 2 * min(measure(extractor, short) for _ in range(2)) / 500


def test_an_open_mark_behind_each_cue_takes_time_in_proportion(extractor: Extractor) -> None:
    measure(extractor, '"ujar dia. ' * 100)
    fewer = min(measure(extractor, '"ujar dia. ' * 100) for _ in range(2))
    assert measure(extractor, '"ujar dia. ' * 500) < 5 * 2 * fewer


def test_fifty_megabytes_end_with_a_flag(extractor: Extractor) -> None:
    table = "Kapal itu tiba di Ambon pada pagi hari kemarin. " * 1_100 + "\n"
    record = extractor(Article("besar", '"Kami siap," kata Ratna.\n' * 40 + table * 950))
    assert record.flags == ("text-too-long", "paragraph-too-long")
    assert [quote.speakers for quote in record.quotes] == [("Ratna",)] * 40
