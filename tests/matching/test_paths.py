"""Ways in the tree: up and down, over some relations or any, once or again and again."""

from __future__ import annotations

import pytest

from quotes.matching.paths import find_way_between, find_ways
from quotes.rulelang.rule import Step
from tests.trees import sentence

#: Ketua hangs on mengatakan, Panitia and Ratna on Ketua, Wulandari on Ratna.
TREE = sentence(
    "Ketua/NOUN/5/nsubj:pass Panitia/NOUN/1/nmod Ratna/PROPN/1/flat:name Wulandari/PROPN/3/flat "
    "mengatakan/VERB/0/root air/NOUN/7/nsubj naik/VERB/5/ccomp ./PUNCT/5/punct"
)
CUE = 4


def reached(*path: Step, start: int = CUE) -> list[str]:
    return [TREE.words[index].form for index, _ in find_ways(TREE, start, path)]


def down(*relations: str, least: int = 1, most: int | None = 1) -> Step:
    return Step(True, frozenset(relations), least, most)


def up(*relations: str, least: int = 1, most: int | None = 1) -> Step:
    return Step(False, frozenset(relations), least, most)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        pytest.param([down("nsubj")], ["Ketua"], id="a relation stands for its subtypes"),
        pytest.param([down("nsubj:pass")], ["Ketua"], id="a subtype"),
        pytest.param([down("nsubj:outer")], [], id="another subtype"),
        pytest.param([down("nsubj", "ccomp")], ["Ketua", "naik"], id="either of two relations"),
        pytest.param([down("nsubj"), down("flat")], ["Ratna"], id="two steps"),
        pytest.param([down("nsubj"), down("flat", least=0, most=None)], ["Ketua", "Ratna", "Wulandari"], id="star"),
        pytest.param([down("nsubj"), down("flat", most=None)], ["Ratna", "Wulandari"], id="plus"),
        pytest.param([down("nsubj"), down("flat", least=0)], ["Ketua", "Ratna"], id="question mark"),
        pytest.param([down()], ["Ketua", "naik", "."], id="any relation"),
        pytest.param([down("iobj", least=0)], ["mengatakan"], id="a step that may be left out"),
        pytest.param([down("iobj")], [], id="a relation that is not there"),
    ],
)
def test_a_path_leads_down_from_the_start(path, words):
    assert reached(*path) == words


@pytest.mark.parametrize(
    ("path", "words"),
    [
        pytest.param([up("flat")], ["Ratna"], id="one step"),
        pytest.param([up("flat", most=None)], ["Ratna", "Ketua"], id="plus"),
        pytest.param([up(least=0, most=None)], ["Wulandari", "Ratna", "Ketua", "mengatakan"], id="to the root"),
        pytest.param([up("nsubj")], [], id="it hangs by another relation"),
        pytest.param([up("flat", most=None), down("nmod")], ["Panitia"], id="up and down"),
    ],
)
def test_a_path_leads_up_from_the_start(path, words):
    assert reached(*path, start=3) == words


def test_a_way_keeps_the_relations_and_the_words_along_it():
    [(word, walked)] = find_ways(TREE, CUE, [down("nsubj"), down("nmod")])
    assert [(step.relation, step.direction, TREE.words[step.word].form) for step in walked] == [
        ("nsubj:pass", "down", "Ketua"),
        ("nmod", "down", "Panitia"),
    ]
    assert word == 1


@pytest.mark.parametrize(
    ("start", "end", "way"),
    [
        (4, 3, [("down", "Ketua"), ("down", "Ratna"), ("down", "Wulandari")]),
        (1, 3, [("up", "Ketua"), ("down", "Ratna"), ("down", "Wulandari")]),
        (3, 4, [("up", "Ratna"), ("up", "Ketua"), ("up", "mengatakan")]),
        (4, 4, []),
    ],
)
def test_between_two_words_lies_the_way_over_what_both_hang_on(start, end, way):
    assert [(step.direction, TREE.words[step.word].form) for step in find_way_between(TREE, start, end)] == way


def test_words_of_two_trees_have_no_way_between_them():
    two = sentence("Ratna/PROPN/0/root pulang/VERB/0/root")
    assert find_way_between(two, 0, 1) == ()
