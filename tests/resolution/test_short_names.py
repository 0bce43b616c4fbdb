"""Which names are short for others, and which are other people's."""

from __future__ import annotations

import pytest

from quotes.resolution.short_names import abbreviates, contains_in_order, is_handle_of, is_short_for, is_spelling_of


@pytest.mark.parametrize(
    ("short", "name"),
    [
        ("STH", "Shin Tae-ho"),
        ("BHW", "Bowo Haris Wicaksana"),
        ("Bowhar", "Bowo Haris"),
        ("Jowasi", "Joko Wasisto"),
        ("Sandi", "Sandiaga Wicaksana"),
        ("Dovi", "Dovisano"),
        ("Jowa", "Joko Wasisto"),  # a blend of four letters
    ],
)
def test_initials_blends_and_beginnings_are_short_names(short, name):
    assert is_short_for((short,), name.split())


@pytest.mark.parametrize(
    ("short", "name"),
    [
        ("STK", "Shin Tae-ho"),  # other initials
        ("ST", "Shin Tae-ho"),  # not all of them
        ("San", "Sandiaga Wicaksana"),  # a beginning of three letters
        ("Jow", "Joko Wasisto"),  # a blend of three
        ("Jowi", "Bowo Haris"),
        ("Rat", "Ratna"),
        ("Bowo Haris", "Bowo Haris Wicaksana"),  # a part of two words is no short form
    ],
)
def test_others_are_none(short, name):
    assert not is_short_for(short.split(), name.split())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Dovizoso", "Andrea Dovizioso"),
        ("Mukthar", "Mukhtar"),
        ("Mukti", "Mukta"),
        ("Ratna Wulandary", "Ratna Wulandari"),
    ],
)
def test_one_letter_makes_another_spelling(one, other):
    assert is_spelling_of(one.split(), other.split())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Rani", "Rina"),  # four letters
        ("Dovizos", "Andrea Dovizioso"),  # two letters
        ("Hartono", "Martono"),  # another first letter
        ("Ratno Wulandary", "Ratna Wulandari"),  # two words
        ("Ratna", "Ratna Wulandari"),
    ],
)
def test_more_than_one_letter_makes_another_name(one, other):
    assert not is_spelling_of(one.split(), other.split())


@pytest.mark.parametrize(
    ("short", "words"),
    [
        ("BMKG", "Badan Meteorologi Klimatologi Geofisika"),
        ("Kemenkeu", "Kementerian Keuangan"),
        ("Kemarilog", "Kementerian Maritim Logistik"),
    ],
)
def test_an_abbreviation_is_made_of_the_beginnings_of_words(short, words):
    assert abbreviates(short, words.split())


def test_an_abbreviation_begins_with_the_first_word_and_uses_every_letter():
    assert not abbreviates("BMKG", ["Kepala", "Badan", "Meteorologi", "Klimatologi", "Geofisika"])
    assert not abbreviates("BMX", ["Badan", "Meteorologi"])


def test_a_part_of_a_name_keeps_the_order_of_its_words():
    assert contains_in_order(("Bowo", "Haris", "Wicaksana"), ("bowo", "Wicaksana"))
    assert not contains_in_order(("Bowo", "Haris"), ("Haris", "Bowo"))


@pytest.mark.parametrize("handle", ["@bowolaksana", "@bowo.laksana", "@bowo_laksana99", "@bowolak", "@bowol"])
def test_an_account_carries_the_name_of_its_owner(handle):
    assert is_handle_of(handle, ("Bowo", "Laksana"))


@pytest.mark.parametrize("handle", ["@bowo", "@laksana", "@ratnawulandari"])
def test_an_account_with_one_common_name_is_anybodys(handle):
    assert not is_handle_of(handle, ("Bowo", "Laksana"))
