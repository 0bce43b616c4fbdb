"""Names are folded for comparison, and made into ids and file names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.resolution.people import Person
from quotes.text import fold, safe_name, slug


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Syafi'i  Ma’arif", ("syafii", "maarif")),
        ("M. Rangga", ("m", "rangga")),
        ("Jean-Luc Été", ("jean", "luc", "ete")),
        ("Lestari\u200e", ("lestari",)),
    ],
)
def test_a_name_is_folded_without_case_accents_and_marks(text, name):
    assert fold(text) == name


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(" ".join(fold(text))) == fold(text)


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("Sri Lestari", "sri-lestari"),
        ("Syafi'i Ma’arif", "syafi-i-maarif"),
        ("M. Rangga Été", "m-rangga-ete"),
        ("🦜", "speaker"),
    ],
)
def test_a_slug_is_the_name_in_latin_letters_and_hyphens(name, id_):
    assert slug(name) == id_


@given(st.text())
def test_a_slug_is_never_empty_and_has_no_space(text):
    assert slug(text)
    assert not any(character.isspace() for character in slug(text))


@given(st.lists(st.text(min_size=1), min_size=1))
def test_ids_of_the_registry_are_made_like_those_of_an_article(words):
    assert slug(" ".join(words)) == Person(tuple(words)).slug


def test_file_names_are_safe_and_differ_where_texts_differ():
    assert "/" not in safe_name("../../etc/passwd")
    assert safe_name("a#1") != safe_name("a-1") != safe_name("a/1")
    assert safe_name("🦜")
