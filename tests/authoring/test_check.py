"""Ways that are never reached and rules that never win: what is found, and what is left alone as it might be of use."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quotes.authoring.check import covers, is_weaker, shadows
from quotes.rulelang.rule import Finder, Part, Rule, Step, WordTest
from tests.trees import shipped

CUE = WordTest(takes=frozenset({"quote", "clause"}))
QUOTE, KATA = WordTest(takes=frozenset({"quote"})), WordTest(takes=frozenset({"quote"}), form=frozenset({"kata"}))
NSUBJ, PASSIVE = frozenset({"nsubj"}), frozenset({"nsubj:pass"})


def path(*relations: frozenset[str], **about: object) -> Finder:
    steps = tuple(Step(down=True, relations=each) for each in relations)
    return Finder("path", path=steps, **about)  # type: ignore[arg-type]  # fields of a finder


@pytest.mark.parametrize(
    ("weak", "strong"),
    [
        (WordTest(), KATA),
        (CUE, QUOTE),
        (QUOTE, KATA),
        (WordTest(lists=("roles",)), WordTest(lists=("roles", "pronouns"))),
        (WordTest(first=True), WordTest(first=True, upos=frozenset({"VERB"}))),
    ],
)
def test_a_test_with_fewer_conditions_or_more_values_is_the_weaker(weak, strong):
    assert is_weaker(weak, strong)
    assert not is_weaker(strong, weak)


def test_other_conditions_are_neither_weaker_nor_stronger():
    assert not is_weaker(WordTest(first=True), WordTest(first=False))
    assert not is_weaker(WordTest(without=QUOTE), WordTest(without=KATA))


@pytest.mark.parametrize(
    ("wide", "narrow"),
    [
        (Finder("phrase", side="before"), Finder("phrase", side="before", test=WordTest(lists=("pronouns",)))),
        (Finder("quotation", side="before", gap=8), Finder("quotation", side="before", gap=2)),
        (Finder("rest", side="after"), Finder("rest", side="after", needs=("opener",))),
        (Finder("rest", side="after", needs=("opener", "mark")), Finder("rest", side="after", needs=("mark",))),
        (path(NSUBJ), path(PASSIVE)),
        (path(NSUBJ | {"obl"}), path(NSUBJ)),
        (path(NSUBJ), path(NSUBJ, side="after")),
        (path(frozenset()), path(NSUBJ)),
    ],
)
def test_a_wider_way_finds_all_that_a_narrower_one_would(wide, narrow):
    assert covers(wide, narrow)
    assert not covers(narrow, wide)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Finder("phrase", side="before"), Finder("phrase", side="after")),
        (Finder("rest", of="source", side="after"), Finder("rest", side="after")),
        (path(NSUBJ), path(NSUBJ, frozenset({"flat"}))),
        # the first word that the wider path reaches may fail the condition, and the narrower path reach another
        (path(NSUBJ | {"obl"}, test=QUOTE), path(NSUBJ, test=QUOTE)),
    ],
)
def test_ways_that_may_find_different_words_cover_neither_the_other(one, other):
    assert not covers(one, other)
    assert not covers(other, one)


def rule(**about: object) -> Rule:
    parts = (Part("content", (Finder("quotation", side="before", gap=2),)), Part("source", (Finder("phrase"),)))
    return Rule(
        **{"id": "direct/a", "title": "", "type": "direct", "priority": 1, "cue": QUOTE, "parts": parts, **about}
    )  # type: ignore[arg-type]  # fields of a rule


def test_a_rule_with_the_same_ways_and_a_weaker_cue_shadows():
    assert shadows(rule(), rule(cue=KATA))
    assert not shadows(rule(cue=KATA), rule())


def test_an_optional_part_more_makes_no_difference_and_one_that_must_be_there_does():
    addressee = Part("addressee", (path(frozenset({"obl"})),))
    more = rule().parts
    assert shadows(rule(parts=(*more, replace(addressee, optional=True))), rule())
    assert not shadows(rule(parts=(*more, addressee)), rule())


def test_a_rule_that_is_off_in_more_places_shadows_nothing():
    assert not shadows(rule(unless={"before cue": ("negations",)}), rule())
    assert shadows(rule(), rule(unless={"before cue": ("negations",)}))


def test_rules_that_introduce_or_have_no_cue_are_left_alone():
    assert not shadows(rule(type="introduction"), rule())
    assert not shadows(rule(cue=None), rule(cue=None))


def test_words_from_a_part_that_is_found_otherwise_may_be_others():
    rest = Part("content", (Finder("rest", of="source", side="after"),))
    wide = rule(parts=(Part("source", (Finder("phrase", side="after"), Finder("clitic"))), rest))
    narrow = rule(parts=(Part("source", (Finder("clitic"),)), rest))
    assert not shadows(wide, narrow)
    assert shadows(wide, wide)


def test_no_shipped_rule_is_shadowed_or_has_a_way_that_is_never_reached():
    rules = shipped().rules
    assert [(a.id, b.id) for k, b in enumerate(rules) for a in rules[:k] if shadows(a, b)] == []
