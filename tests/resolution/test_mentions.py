"""The names in the sentences of an article: when a stretch of capitalised words is read twice, and clause roles."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from quotes.resolution.mentions import _clause_role, _is_aged, find_names
from quotes.resolution.names import Reading
from quotes.resolution.word_classes import NameLexicon
from tests.trees import phrase, sentence, shipped

KNOWN = NameLexicon(shipped().titles, shipped().lists)

INTRODUCED = sentence("Ratna/PROPN/3/nsubj Wulandari/PROPN/1/flat menangis/VERB/0/root ./PUNCT/3/punct")


class DoubtfulFinder:
    """Reads no name, with a margin, and remembers the bonus with which it was asked."""

    def __init__(self, margin: float) -> None:
        self.known = KNOWN
        self.class_of = KNOWN.class_of
        self.runs = {id(INTRODUCED): [INTRODUCED.words[:2]]}
        self.margin = margin
        self.asked: list[float] = []

    def find(self, words, around=(None, None), expected: float = 0.0) -> Reading:
        self.asked.append(expected)
        return Reading((), self.margin)


@pytest.mark.parametrize(("margin", "asked"), [(2.9, [0.0, 3.0]), (3.0, [0.0])])
def test_a_doubtful_name_in_an_introduction_is_read_again_with_a_bonus_of_three(margin, asked):
    finder = DoubtfulFinder(margin)
    standings = SimpleNamespace(read=lambda *_: SimpleNamespace(standing="introduced"))
    assert list(find_names(INTRODUCED, finder, standings)) == []  # type: ignore[arg-type]
    assert finder.asked == asked


@pytest.mark.parametrize(("word", "asked"), [("Ratna", [0.0, 3.0]), ("Tolendo", [0.0])])
def test_a_single_given_name_in_an_introduction_is_read_again_with_a_bonus(word, asked):
    introduced = sentence(f"{word}/PROPN/2/nsubj menangis/VERB/0/root ./PUNCT/2/punct")
    finder = DoubtfulFinder(2.9)
    finder.runs = {id(introduced): [introduced.words[:1]]}
    standings = SimpleNamespace(read=lambda *_: SimpleNamespace(standing="introduced"))
    assert list(find_names(introduced, finder, standings)) == []  # type: ignore[arg-type]
    assert finder.asked == asked


@pytest.mark.parametrize(("named", "asked"), [(["Ratna"], [0.0, 3.0]), (["Haris"], [0.0])])
def test_a_single_word_of_a_name_in_a_source_is_read_again_with_a_bonus(named, asked):
    finder = DoubtfulFinder(2.9)
    finder.runs = {id(INTRODUCED): [INTRODUCED.words[:1]]}
    standings = SimpleNamespace(read=lambda *_: SimpleNamespace(standing="subject"))
    assert list(find_names(INTRODUCED, finder, standings, named=named)) == []  # type: ignore[arg-type]
    assert finder.asked == asked


@pytest.mark.parametrize(("words", "aged"), [("( 42 )", True), ("( 4 )", False), ("( 142 )", False), (", 42 ,", False)])
def test_a_number_of_two_digits_in_brackets_is_an_age(words, aged):
    assert _is_aged(phrase(words)) == aged


@pytest.mark.parametrize(("links", "role"), [(5, "subject"), (6, "mentioned")])
def test_a_name_has_the_clause_role_of_a_phrase_that_it_is_up_to_five_links_inside(links, role):
    inner = " ".join(f"Nama{'abcdef'[k]}/PROPN/{k + 2}/flat" for k in range(links))
    built = sentence(f"{inner} Ketua/PROPN/{links + 2}/nsubj pulang/VERB/0/root ./PUNCT/{links + 2}/punct")
    assert _clause_role(built.words[0], built.words) == role
