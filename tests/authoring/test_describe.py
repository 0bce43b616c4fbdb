"""Rules in plain words: everything that a rule can say can be said to people."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from quotes.authoring.describe import _HOWS, _NEEDS, _TESTS, describe_finder, describe_parts, describe_unless, marked
from quotes.matching.rulebook import Rulebook
from quotes.resources import rules_folder
from quotes.rulelang.load import HOWS, NEEDS
from quotes.rulelang.rule import Example, Finder, Rule, Step, WordTest

RULES = Rulebook.load(rules_folder()).rules


def test_every_condition_every_way_and_every_need_has_its_words():
    hint = "say in quotes/authoring/describe.py what it means to people"
    assert set(_TESTS) == {field.name for field in fields(WordTest)}, hint
    assert set(_HOWS) == set(HOWS), hint
    assert set(_NEEDS) == set(NEEDS), hint


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_shipped_rule_can_be_told(rule: Rule):
    told = dict(describe_parts(rule))
    assert len(told) == len(rule.parts) + (rule.cue is not None)
    assert all(all(ways) for ways in told.values())
    assert len(describe_unless(rule)) == len(rule.unless)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_an_example_is_shown_as_it_stands_in_the_file(rule: Rule):
    file = Path(rule.path).read_text(encoding="utf-8").replace("''", "'")
    assert [example.text for example in rule.examples if marked(example) not in file] == []


@pytest.mark.parametrize(
    ("finder", "words"),
    [
        (Finder("phrase", side="before"), "the noun phrase right before the cue"),
        (
            Finder("phrase", side="before", test=WordTest(lists=("pronouns",))),
            "the noun phrase right before the cue, if it is on the list pronouns",
        ),
        (
            Finder("path", side="after", path=(Step(False, frozenset({"conj"})), Step(True, frozenset({"nsubj"})))),
            "in the tree, from the cue up conj, down nsubj, after the cue",
        ),
        (Finder("quotation", side="before", gap=2), "the quotation before the cue, at most 2 words away"),
        (Finder("quotation", of="source", side="after"), "the quotation after the source, with no word between"),
        (
            Finder("rest", side="before", needs=("long",)),
            "the words before the cue, to the beginning of the sentence; it needs more than three words",
        ),
    ],
)
def test_a_way_to_find_a_part_reads_as_a_sentence(finder, words):
    assert describe_finder(finder) == words


def test_a_part_that_stands_twice_in_a_sentence_is_marked_where_it_was():
    example = Example("Ratna, kata Ratna, pulang.", (("content", "Ratna"), ("cue", "kata"), ("source", "Ratna")))
    assert marked(example) == "[content Ratna], [cue kata] [source Ratna], pulang."
