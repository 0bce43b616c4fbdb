"""Shared blocks: a rule gets the lines of a block that it names, and a wrong name is reported with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from quotes.authoring.describe import describe_parts, describe_unless
from quotes.errors import RuleError
from quotes.matching.rulebook import Rulebook
from quotes.resources import rules_folder
from quotes.rulelang.rule import Rule
from tests.trees import shipped

RULE = """\
title: Mine
type: indirect
priority: 7
cue: {takes: clause}
source: {use: beside}
content: {rest: after, needs: [opener]}
unless: {use: denied, source: [no-sources]}
examples: ['[source Ratna] [cue mengatakan] bahwa [content laut tenang].']
counter-examples: [{text: 'Ratna pulang.', why: nobody speaks}]
"""
BESIDE = "title: Beside the cue\nsource:\n- {phrase: before, list: pronouns}\n- {phrase: after}\n"
DENIED = "title: Denied\nunless:\n  before cue: [negations]\n  source: [abstract-subjects]\n"
FILES = {"constructions/mine.yaml": RULE, "parts/beside.yaml": BESIDE, "parts/denied.yaml": DENIED}


@pytest.fixture
def book(tmp_path: Path):
    """Loads the shipped rules with a folder of these files on top; files that are given replace those of ``FILES``."""

    def load(**files: str) -> Rulebook:
        for name, text in {**FILES, **files}.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return Rulebook.load(rules_folder(), [tmp_path])

    return load


@pytest.fixture
def report(book, tmp_path: Path):
    """The problems of these files, each as its line, without the folder before the file's name."""

    def read(**files: str) -> list[str]:
        with pytest.raises(RuleError) as caught:
            book(**files)
        return [str(problem).removeprefix(f"{tmp_path}/") for problem in caught.value.problems]

    return read


def mine(book: Rulebook) -> Rule:
    [found] = [rule for rule in book.rules if rule.id == "mine"]
    return found


def sources(rule: Rule) -> list[tuple[str, str | None]]:
    [source] = [part for part in rule.parts if part.name == "source"]
    return [(f"{finder.how} {finder.side}", finder.block) for finder in source.finders]


def test_the_ways_of_a_block_stand_where_it_is_used(book):
    assert sources(mine(book())) == [("phrase before", "beside"), ("phrase after", "beside")]


def test_a_rule_may_have_ways_of_its_own_before_and_behind_a_block(book):
    source = "source: [{clitic: cue}, {use: beside}, {path: '> nsubj', side: after}]"
    rule = mine(book(**{"constructions/mine.yaml": RULE.replace("source: {use: beside}", source)}))
    assert sources(rule) == [
        ("clitic None", None),
        ("phrase before", "beside"),
        ("phrase after", "beside"),
        ("path after", None),
    ]


def test_the_conditions_of_a_block_are_added_to_those_of_the_rule(book):
    assert mine(book()).unless == {"before cue": ("negations",), "source": ("no-sources", "abstract-subjects")}


def test_several_blocks_of_conditions_hold_together(book):
    late = "title: Late\nunless: {after cue: [topic-prepositions]}\n"
    rule = RULE.replace("use: denied", "use: [denied, late]")
    assert set(mine(book(**{"constructions/mine.yaml": rule, "parts/late.yaml": late})).unless) == {
        "before cue",
        "after cue",
        "source",
    }


def test_a_part_that_a_block_finds_may_be_optional_in_a_rule(book):
    rule = mine(book(**{"constructions/mine.yaml": RULE.replace("{use: beside}", "{use: beside, optional: true}")}))
    assert [part.optional for part in rule.parts] == [True, False]


def test_a_block_of_a_folder_of_ones_own_takes_the_place_of_the_shipped_one(book):
    block = "title: Mine\nsource: {phrase: after}\n"
    rules = book(**{"parts/subject-before.yaml": block}).rules
    [changed] = [rule for rule in rules if rule.id == "indirect/subject-verb-clause"]
    assert sources(changed) == [("phrase after", "subject-before")]


def test_a_line_of_a_rule_in_plain_words_names_the_block_that_gives_it(book):
    rule = mine(book())
    assert [line.block for name, lines in describe_parts(rule) for line in lines] == [None, "beside", "beside", None]
    assert [line.block for line in describe_unless(rule)] == ["denied", "denied"]


def test_every_shipped_block_is_used_by_two_rules_or_more():
    used = [block.name for rule in shipped().rules for block in rule.blocks]
    assert {block.name for block in shipped().blocks if used.count(block.name) < 2} == set()


@pytest.mark.parametrize(
    ("name", "old", "new", "line"),
    [
        pytest.param("constructions/mine.yaml", "{use: beside}", "{use: besides}",
            "constructions/mine.yaml:5:15: there is no block 'besides'; did you mean 'beside'? [unknown-block]",
            id="a block that is not there"),
        pytest.param("constructions/mine.yaml", "use: denied", "use: [denied, zzz]",
            "constructions/mine.yaml:7:24: there is no block 'zzz'; the blocks for unless are nobody-speaks, "
            "nothing-said, denied [unknown-block]",
            id="a block like none"),
        pytest.param("constructions/mine.yaml", "{use: beside}", "{use: denied}",
            "constructions/mine.yaml:5:15: the block 'denied' is for unless, not for source; the blocks for source "
            "are subject-before, beside [block-key]",
            id="a block for another key"),
        pytest.param("constructions/mine.yaml", "{use: beside}", "{use: beside, side: before}",
            "constructions/mine.yaml:5:23: 'side' does nothing beside 'use'; leave it out [no-effect]",
            id="a key beside a block"),
        pytest.param("parts/beside.yaml", "{phrase: after}", "{phrase: left}",
            "parts/beside.yaml:4:12: 'left' is no side; write before or after [side]",
            id="a wrong value in a block, reported once and there"),
        pytest.param("parts/beside.yaml", "{phrase: after}", "{phrase: after, of: content}",
            "constructions/mine.yaml:5:15: the block 'beside' starts at 'content', which does not stand before this "
            "part; find the content first [start]",
            id="a block that starts at a part which the rule finds later"),
        pytest.param("parts/beside.yaml", "{phrase: after}", "{use: subject-before}",
            "parts/beside.yaml:4:4: a block cannot use a block; write its lines out [block]",
            id="a block in a block"),
        pytest.param("parts/beside.yaml", "{phrase: after}", "{optional: true}",
            "parts/beside.yaml:4:4: a block does not say whether the part is optional; say it in the rules that use "
            "the block [block]",
            id="an optional block"),
        pytest.param("parts/beside.yaml", BESIDE, "title: Nothing\n",
            "parts/beside.yaml:1:1: a block fills exactly one key of a rule; give one of source, content, addressee, "
            "unless [block]",
            id="a block for no key"),
        pytest.param("parts/beside.yaml", BESIDE, "- {phrase: after}\n",
            "parts/beside.yaml:1:1: a block is a mapping of keys to values; see the other files of parts/ [block]",
            id="a block that is no mapping"),
        pytest.param("parts/beside.yaml", "title: Beside the cue\n", "",
            "parts/beside.yaml:1:1: the block has no 'title'; say in a line what it finds [missing-key]",
            id="a block without a title"),
        pytest.param("parts/denied.yaml", "[negations]", "[negation]",
            "parts/denied.yaml:3:16: 'negation' is not known for before cue; did you mean 'negations'? [value]",
            id="an unknown list in a block"),
    ],
)  # fmt: skip
def test_a_wrong_block_is_reported_with_its_place_and_remedy(report, name, old, new, line):
    assert FILES[name].count(old) == 1
    assert report(**{name: FILES[name].replace(old, new)}) == [line]
