"""The rule files: each rule is run on its examples, and a broken file is reported with its place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from quotes.errors import Problem, RuleError
from quotes.layout import load_layout_rules, split_paragraphs
from quotes.layout.rules import LayoutExample, LayoutRule, LayoutRules, Scope
from quotes.pipeline import load_rules
from quotes.records import Span

SHIPPED = load_rules().layout

GOOD = """\
lists:
  fruit: {words: [Mangga, Pisang raja]}
patterns:
  two: '{fruit}\\s+dan\\s+{fruit}'
rules:
  - id: fruits
    scope: line
    where: any
    pattern: '{two}'
    examples: ['Mangga dan PISANG  RAJA']
    counter-examples: [{text: 'Mangga dan jeruk', why: jeruk is not listed}]
"""
NAMES = {"dateline-places": ["Ambon", "Ternate"]}


def read(*folders: Path) -> LayoutRules:
    return load_layout_rules(folders, NAMES)


def problems(folder: Path, content: str) -> tuple[Problem, ...]:
    (folder / "a.yaml").write_text(content, encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        read(folder)
    return caught.value.problems


@pytest.mark.parametrize("rule", SHIPPED.rules, ids=lambda rule: rule.id)
def test_a_rule_matches_its_examples_exactly_and_no_counter_example(rule: LayoutRule) -> None:
    assert [e.text for e in rule.examples if rule.find(e.text, Span(0, len(e.text))) != e.marked] == []


@pytest.mark.parametrize("rule", SHIPPED.rules, ids=lambda rule: rule.id)
def test_a_rule_has_examples_of_both_kinds(rule: LayoutRule) -> None:
    assert {example.marked is None for example in rule.examples} == {True, False}


@pytest.mark.parametrize(
    "example",
    [
        pytest.param(example, id=f"{rule.id}-{number}")
        for rule in SHIPPED.rules
        if rule.scope == "line"
        for number, example in enumerate(rule.examples, 1)
        if example.marked
    ],
)
def test_an_example_of_a_furniture_line_is_furniture_under_an_article(example: LayoutExample) -> None:
    text = f"Hujan turun sejak pagi.\n{example.text}"
    assert all(p.kind == "furniture" for p in split_paragraphs(text, SHIPPED)[1:])


@pytest.mark.parametrize(
    ("text", "plain", "span"),
    [
        ("Hujan turun.[ (rsa)]", "Hujan turun. (rsa)", Span(12, 18)),
        ("Hujan turun.[ [rsa]]", "Hujan turun. [rsa]", Span(12, 18)),
        ("[[Gambas]] [x]", "[Gambas] [x]", Span(0, 8)),
    ],
)
def test_the_outermost_brackets_of_an_example_enclose_what_must_match(tmp_path, text, plain, span) -> None:
    good = GOOD.replace("scope: line", "scope: inside").replace("Mangga dan PISANG  RAJA", text)
    (tmp_path / "a.yaml").write_text(good, encoding="utf-8")
    example = read(tmp_path).rules[0].examples[0]
    assert (example.text, example.marked) == (plain, span)


def test_a_list_may_include_names(tmp_path: Path) -> None:
    good = GOOD.replace(
        "words: [Mangga, Pisang raja]", "includes: [dateline-places], words: [Mangga], remove: [Ternate]"
    )
    (tmp_path / "a.yaml").write_text(good, encoding="utf-8")
    pattern = read(tmp_path).rules[0].pattern
    assert pattern.fullmatch("Mangga dan AMBON")
    assert not pattern.fullmatch("Mangga dan Ternate")


def test_a_list_of_a_further_folder_adds_to_the_list_before(tmp_path: Path) -> None:
    for name, text in (("shipped", GOOD), ("mine", "lists:\n  fruit: {words: [Jeruk]}\n")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.yaml").write_text(text, encoding="utf-8")
    assert read(tmp_path / "shipped", tmp_path / "mine").rules[0].pattern.fullmatch("Mangga dan Jeruk")


def test_an_example_that_fails_is_reported_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(GOOD.replace("dan jeruk", "dan Mangga"), encoding="utf-8")
    (problem,) = read(tmp_path).check_examples()
    assert (problem.line, problem.code) == (11, "layout-example")
    assert "matches 'Mangga dan Mangga', not nothing" in problem.text


def test_lists_and_parts_may_stand_in_any_file(tmp_path: Path) -> None:
    lists, rules = GOOD.split("rules:\n")
    (tmp_path / "z.yaml").write_text(lists, encoding="utf-8")
    (tmp_path / "a.yaml").write_text("rules:\n" + rules, encoding="utf-8")
    assert read(tmp_path).check_examples() == ()


@pytest.mark.parametrize(
    ("old", "new", "line", "code", "text"),
    [
        ("{two}", "{too}", 9, "layout-pattern", "nothing is named {too}; did you mean 'two'?"),
        ("'{two}'", "'({two}'", 9, "layout-pattern", "is no regular expression"),
        ("{fruit}\\s", "{two}\\s", 9, "layout-pattern", "a pattern is named in itself"),
        (
            "scope: line",
            "scope: lin",
            7,
            "layout-rule",
            "scope is none of line, title, heading, start, end, inside, run-on, aside; did you",
        ),
        ("where: any", "where: top", 8, "layout-rule", "where is none of any, opening, closing"),
        ("[{text: 'Mangga dan jeruk', why: jeruk is not listed}]", "[]", 11, "no-example", "has no counter-examples"),
        ("{text: 'Mangga dan jeruk', why: jeruk is not listed}", "x", 11, "no-reason", "write {text: …, why: …}"),
        ("scope: line", "scope: start", 10, "unmarked-example", "put what must match in brackets"),
        ("['Mangga dan PISANG  RAJA']", "[4]", 10, "not-a-text", "an example is text, not 4"),
        ("pattern:", "patern:", 9, "unknown-key", "unknown key 'patern'; did you mean 'pattern'?"),
        ("[Mangga, Pisang raja]", "Mangga", 2, "layout-words", "words is not a list of words"),
        ("words: [Mangga, Pisang raja]", "words: []", 2, "layout-words", "the list 'fruit' has no words"),
        ("words: [", "remove: [Apel], words: [", 2, "not-on-list", "'Apel' is not on the list 'fruit'"),
        ("words: [", "includes: [dateline-place], words: [", 2, "unknown-list", "did you mean 'dateline-places'?"),
        ("    scope: line", "    scope: line\n    scope: line", 8, "duplicate-key", "'scope' is given twice"),
        ("lists:", "lists: [", 3, "yaml", "is not YAML"),
    ],
)
def test_a_problem_is_named_with_its_line_and_its_remedy(
    tmp_path: Path, old: str, new: str, line: int, code: str, text: str
) -> None:
    assert old in GOOD
    found = [p for p in problems(tmp_path, GOOD.replace(old, new, 1)) if p.code == code]
    assert [p.line for p in found] == [line]
    assert text in str(found[0])
    assert found[0].path == str(tmp_path / "a.yaml")


def test_two_rules_of_one_name_are_a_problem(tmp_path: Path) -> None:
    rule = GOOD[GOOD.index("  - id") :]
    (problem,) = problems(tmp_path, GOOD + rule)
    assert "'fruits' is given twice in this folder" in problem.text


def test_a_name_given_in_two_files_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text("lists:\n  fruit: {words: [Jeruk]}\n", encoding="utf-8")
    (problem,) = problems(tmp_path, GOOD)
    assert "'fruit' is given twice in this folder" in problem.text


@pytest.mark.parametrize("content", ["", "- a\n", "rules: x\n", "lists: x\n", "rules:\n  - x\n"])
def test_a_file_of_another_form_is_a_problem_and_no_crash(tmp_path: Path, content: str) -> None:
    assert problems(tmp_path, content)


def test_a_folder_without_rules_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="has no rule files"):
        read(tmp_path / "tiada")


def test_all_problems_of_all_files_are_reported_together(tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text("patterns:\n  x: [1]\n", encoding="utf-8")
    assert len(problems(tmp_path, GOOD.replace("{two}", "{too}"))) == 2


@pytest.mark.parametrize(
    ("scope", "length", "found"),
    [
        ("line", 500, (0, 500)),
        ("line", 501, None),
        ("start", 500, (0, 500)),
        ("start", 501, (0, 500)),
        ("end", 500, (0, 500)),
        ("end", 501, (1, 501)),
        ("inside", 501, (0, 501)),
    ],
)
def test_a_pattern_is_tried_on_five_hundred_characters_at_an_edge_of_a_paragraph(
    scope: Scope, length: int, found: tuple[int, int] | None
) -> None:
    rule = LayoutRule("letters", scope, "any", re.compile("a+"), False, False, (), "a.yaml", 1)
    assert rule.find("a" * length, Span(0, length)) == (None if found is None else Span(*found))
