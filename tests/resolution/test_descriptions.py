"""Whom a description stands for, by the sentences around it."""

from __future__ import annotations

import pytest

from quotes.records import Span
from quotes.resolution.descriptions import find_name_below, find_spouse
from quotes.resolution.mentions import NameMention
from tests.trees import finder, sentence

KNOWN = finder().known


def said(words: str, *names: str, **more: str | bool) -> tuple:
    """A sentence of nouns, with the names in it; a tag other than NOUN stands behind a stroke."""
    hung = (word if "/" in word else f"{word}/{'PROPN' if word[0].isupper() else 'NOUN'}" for word in words.split())
    made = sentence(" ".join(f"{word}/{min(k, 1)}/dep" for k, word in enumerate(hung)))
    found = []
    for name in names:
        first, last = (next(w for w in made.words if w.form == part) for part in (name.split()[0], name.split()[-1]))
        found.append(NameMention(tuple(name.split()), Span(first.start, last.end), **more))  # type: ignore[arg-type]
    return made, found


@pytest.mark.parametrize(
    ("words", "is_named"),
    [
        ("Saksi itu ,/PUNCT Haris Munandar ,/PUNCT menolong/VERB", True),
        ("Saksi itu adalah Haris Munandar", True),
        ("Pria bernama/VERB Haris Munandar itu menolong/VERB", True),
        ("Pemuda itu kemudian diketahui bernama/VERB Haris Munandar", True),
        ("Lurah itu ,/PUNCT Haris Munandar ,/PUNCT menolong/VERB", False),
        ("Ketua saksi ,/PUNCT Haris Munandar ,/PUNCT menolong/VERB", False),
        ("Saksi itu ,/PUNCT Serda Haris Munandar ,/PUNCT menolong/VERB", True),
        ("Nama nya Haris Munandar", True),
        ("Nama ayah nya Haris Munandar", False),
        ("Haris Munandar ,/PUNCT saksi itu ,/PUNCT menolong/VERB", True),
        ("Haris Munandar ,/PUNCT saksi lain ,/PUNCT menolong/VERB", False),
        ("Saksi itu menemui/VERB Haris Munandar", False),
        ("Saksi bernama/VERB Haris Munandar", False),
    ],
)
def test_a_description_is_named_below_by_one_that_points_back(words, is_named):
    found = find_name_below("saksi", [said(words, "Haris Munandar")], KNOWN)
    assert (found is not None) == is_named


@pytest.mark.parametrize(("noun", "is_named"), [("Saksi", True), ("Pria", False)])
def test_another_noun_names_nobody_who_is_accused(noun, is_named):
    below = said(f"{noun} bernama/VERB Haris Munandar itu ditangkap/VERB", "Haris Munandar", accused=True)
    assert (find_name_below("saksi", [below], KNOWN) is not None) == is_named


@pytest.mark.parametrize(("between", "is_named"), [(6, True), (7, False)])
def test_a_description_has_eight_words_before_the_name(between, is_named):
    words = f"saksi {'tua ' * (between - 1)}itu ,/PUNCT Haris menolong/VERB"
    assert (find_name_below("saksi", [said(words, "Haris")], KNOWN) is not None) == is_named


@pytest.mark.parametrize(
    ("words", "roles", "husband", "wife"),
    [
        ("Ratna menikah/VERB dengan Haris", ("aktris", ""), "Haris", "Ratna"),
        ("Ratna menikah/VERB dengan Haris", ("", "aktor"), "Haris", "Ratna"),
        ("Wulan dan suami nya ,/PUNCT Rintik ,/PUNCT pindah/VERB", ("", ""), "Rintik", "Wulan"),
        ("Rintik bersama istri nya ,/PUNCT Kalmara", ("", ""), "Rintik", "Kalmara"),
        ("Rintik menikah/VERB dengan Kalmara", ("", ""), None, None),
        ("Rintik bertemu/VERB dengan Kalmara", ("aktris", ""), None, None),
    ],
)
def test_a_sentence_about_a_couple_says_who_is_the_husband(words, roles, husband, wife):
    names = [word for word in words.split() if word[0].isupper()]
    made, found = said(words, *names)
    found = [NameMention(m.words, m.span, role=role) for m, role in zip(found, roles, strict=True)]
    for noun, expected in (("suami", husband), ("istri", wife)):
        named = find_spouse(noun, made, found, KNOWN)
        assert (named.words[0] if named else None) == expected
