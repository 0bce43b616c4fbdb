"""Words in comparable form, their differences, and similar stretches."""

from __future__ import annotations

import pytest

from quotes.records import Span
from quotes.verification.words import Difference, Words, find_differences, find_similar, similarity


def words(text: str) -> Words:
    return Words.of(text, [Span(0, len(text))])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kami siap, Pak!", "kami siap pak"),
        ("Jum'at", "Jumat"),
        ("Rp5.000", "Rp 5.000"),
        ("tahu-tahu", "Tahu – tahu"),
        ("18 persen", "18%"),
        ("Kami&nbsp;<b class='x'>siap</b>", "Kami siap"),
        ("pukul 21.00", "pukul 21:00"),
        ("1.200 puskesmas", "1200 puskesmas"),
        ("2,5 juta", "2.5 juta"),
        ("caf\u00e9", "cafe\u0301"),
        ("ke\u00adjadian", "kejadian"),
        ("“ambil” 'risiko'", "ambil risiko"),
    ],
)
def test_marks_case_accents_and_spaces_do_not_count(one: str, other: str) -> None:
    assert words(one).folded == words(other).folded


@pytest.mark.parametrize(
    ("one", "other"),
    [("2,5 juta", "25 juta"), ("21.00", "2.100"), ("naik 7 persen", "naik -7 persen"), ("tak", "tidak")],
)
def test_other_words_and_numbers_count(one: str, other: str) -> None:
    assert words(one).folded != words(other).folded


def test_every_word_has_its_place_in_the_text() -> None:
    text = "“Ya,” kata  Jum'at."
    found = words(text)
    assert [span.of(text) for span in found.spans] == ["Ya", "kata", "Jum'at"]


def test_differences_are_written_as_draft_and_source_write_them() -> None:
    found = find_differences(words("Kami Tidak siap melaut"), words("Kami siap sekali, melaut hari ini"))
    assert found == [Difference("Tidak", ""), Difference("", "sekali"), Difference("", "hari ini")]
    assert [str(each) for each in found] == ["added: Tidak", "left out: sekali", "left out: hari ini"]


def test_a_replaced_word_shows_both() -> None:
    assert list(map(str, find_differences(words("kami sudah siap"), words("kami belum siap")))) == ["belum → sudah"]


def test_similarity_is_the_share_of_common_letters() -> None:
    assert similarity(["abcd"], ["abcd"]) == 1
    assert similarity(["abcd"], ["abxx"]) == 0.5


def test_the_most_similar_stretch_is_found_in_whole_words() -> None:
    text = words("Kemarin kami belum siap melaut karena ombak").folded
    start, end, _ = find_similar(words("kami sudah siap melaut").folded, text, 0.7) or (0, 0, 0.0)
    assert text[start:end] == ("kami", "belum", "siap", "melaut")
    assert find_similar(words("harga beras naik lagi").folded, text, 0.7) is None
    assert find_similar(words("kami").folded, (), 0.7) is None
