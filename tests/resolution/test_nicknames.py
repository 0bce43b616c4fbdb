"""Nicknames that a sentence explains, and how far they may stand from their names."""

from __future__ import annotations

import pytest

from quotes.records import Span
from quotes.resolution.mentions import NameMention
from quotes.resolution.nicknames import Nickname, nicknames_of
from quotes.resolution.word_classes import NameLexicon
from quotes.trees import Sentence
from tests.trees import phrase, shipped

KNOWN = NameLexicon(shipped().titles, shipped().lists)


def explained(words: str, *names: str) -> list[Nickname]:
    """The nicknames in some words; the names are given in the order of the text."""
    built = phrase(words)
    forms = [word.form for word in built]
    mentions, at = [], 0
    for name in names:
        parts = name.split()
        at = next(k for k in range(at, len(forms)) if forms[k : k + len(parts)] == parts)
        mentions.append(NameMention(tuple(parts), Span(built[at].start, built[at + len(parts) - 1].end)))
        at += len(parts)
    return list(nicknames_of(Sentence(built), mentions, mentions, KNOWN))


RATNA = ("Ratna", "Wulandari")


@pytest.mark.parametrize(
    ("words", "nickname", "found"),
    [
        ("Ratna Wulandari ( Ratu )", "Ratu", True),
        ("Ratna Wulandari ( Ratu Laut )", "Ratu Laut", True),
        ("Ratna Wulandari ( Ratu Laut Biru )", "Ratu Laut Biru", False),
        ("Ratna Wulandari ( Ratu dari Ambon )", "Ratu", False),
        ("Ratna Wulandari , Ratu )", "Ratu", False),
        ("Ratna Wulandari alias Ratu", "Ratu", True),
        ("Ratna Wulandari dan Ratu", "Ratu", False),
    ],
)
def test_a_nickname_stands_alone_in_a_bracket_or_behind_alias(words, nickname, found):
    assert explained(words, "Ratna Wulandari", nickname) == ([(RATNA, tuple(nickname.split()))] if found else [])


@pytest.mark.parametrize(("between", "found"), [(6, True), (7, False)])
def test_six_words_at_most_stand_between_a_name_and_its_nickname(between, found):
    words = f"Ratna Wulandari {'lama ' * (between - 1)} alias Ratu"
    assert bool(explained(words, "Ratna Wulandari", "Ratu")) is found


@pytest.mark.parametrize(
    ("words", "second", "found"),
    [
        ("Ratna Wulandari atau Ratu", "Ratu", True),
        ("Ratna Wulandari atau Haris Munandar", "Haris Munandar", False),
        ("Ratna Wulandari atau dikenal Haris Munandar", "Haris Munandar", True),
    ],
)
def test_atau_joins_two_full_names_to_one_person_only_with_more_words(words, second, found):
    assert bool(explained(words, "Ratna Wulandari", second)) is found


@pytest.mark.parametrize(("between", "found"), [("", True), ("kampungku ", True), ("kampungnya ", False)])
def test_a_nickname_behind_its_verb_stands_within_twelve_characters(between, found):
    # "disapa", a blank, and the words before the nickname
    words = f"Ratna Wulandari tiba dan biasa lama lama lama disapa {between}Ratu"
    assert ((RATNA, ("Ratu",)) in explained(words, "Ratna Wulandari", "Ratu")) is found


def test_the_bearer_is_who_has_a_name_that_begins_like_the_nickname_and_else_who_was_named_last_in_full():
    words = "Ratna Wulandari dan Haris Munandar dan Beni tiba lama lama lama lama lama disapa {}"
    names = ("Ratna Wulandari", "Haris Munandar", "Beni")
    assert explained(words.format("Rat"), *names, "Rat") == [(RATNA, ("Rat",))]
    assert explained(words.format("Jalak"), *names, "Jalak") == [(("Haris", "Munandar"), ("Jalak",))]
