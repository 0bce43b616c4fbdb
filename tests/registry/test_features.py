"""Names are compared by sound, by parts and by single letters."""

from __future__ import annotations

import pytest

from quotes.registry.features import differ_by_one_letter, is_common, is_part_of, sound_key
from quotes.text import fold
from tests.registry.people import rules


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Soekarman Djatmiko", "Sukarman Jatmiko"),
        ("Mochammad Rangga", "Muhammad Rangga"),
        ("Ratna Syarifah", "Ratna Sjarifa"),
        ("Surya Wijaya", "Suryawijaya"),
    ],
)
def test_names_of_the_same_sound_are_spelt_in_many_ways(one, other):
    assert sound_key(fold(one), rules()) == sound_key(fold(other), rules())


def test_different_names_have_different_sound_keys():
    assert sound_key(fold("Rangga Melati"), rules()) != sound_key(fold("Ranti Melati"), rules())


@pytest.mark.parametrize(
    ("short", "long", "is_part"),
    [
        ("Rangga Wibawa", "Rangga Bayu Wibawa", True),
        ("R. Wibawa", "Rangga Wibawa", True),
        ("Rangga B. Wibawa", "Rangga Bayu Wibawa", True),
        ("Wibawa Rangga", "Rangga Bayu Wibawa", False),
        ("R. W.", "Rangga Wibawa", False),
        ("Rangga W.", "Rangga Bayu Wibawa", False),
        ("Rangga Mulia", "Rangga Wibawa", False),
    ],
)
def test_a_part_of_a_name_has_its_words_in_order_and_at_least_one_in_full(short, long, is_part):
    assert is_part_of(fold(short), fold(long)) is is_part


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("Rangga Wibawa", "Rangga Wibama", True),
        ("Rangga Wibawa", "Rangga Wibaw", True),
        ("Rangga Wibawa", "Rangga Wibawwa", True),
        ("Rangga Wibawa", "Ringgo Wibawa", False),
        ("Rani Wibawa", "Rano Wibawa", False),
        ("Rangga Wibawa", "Rangga Wibawa", False),
    ],
)
def test_one_letter_of_one_long_word_may_be_a_typing_error(one, other, near):
    assert differ_by_one_letter(fold(one), fold(other)) is near
    assert differ_by_one_letter(fold(other), fold(one)) is near


def test_a_name_of_common_words_is_common_unless_it_has_three():
    assert is_common(fold("Agus Santoso"), rules())
    assert is_common(fold("Mochamad Agus"), rules())
    assert not is_common(fold("Agus Budi Santoso"), rules())
    assert not is_common(fold("Agus Melatiwangi"), rules())
