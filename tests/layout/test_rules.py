"""The rule files: each rule is run on its examples, and a broken file is reported with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from quotes.errors import Problem, RuleError
from quotes.layout import load_layout_rules, split_paragraphs
from quotes.layout.rules import LayoutExample, LayoutRule
from quotes.records import Span
from quotes.resources import rules_folder

SHIPPED = load_layout_rules(rules_folder() / "layout")

GOOD = """\
words:
  fruit: [Mangga, Pisang raja]
parts:
  two: '{fruit}\\s+dan\\s+{fruit}'
rules:
  - id: fruits
    part: line
    where: any
    pattern: '{two}'
    examples: ['Mangga dan PISANG  RAJA']
    counter_examples: ['Mangga dan jeruk']
"""


def problems(folder: Path, content: str) -> tuple[Problem, ...]:
    (folder / "a.yaml").write_text(content, encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        load_layout_rules(folder)
    return caught.value.problems


@pytest.mark.parametrize("rule", SHIPPED.rules, ids=lambda rule: rule.id)
def test_a_rule_matches_its_examples_exactly_and_no_counter_example(rule: LayoutRule) -> None:
    assert [e.text for e in rule.examples if rule.find(e.text, Span(0, len(e.text))) != e.marked] == []


@pytest.mark.parametrize("rule", SHIPPED.rules, ids=lambda rule: rule.id)
def test_a_rule_has_examples_of_both_kinds(rule: LayoutRule) -> None:
    assert {example.marked is None for example in rule.examples} == {True, False}


@pytest.mark.parametrize(
    "example",
    [e for rule in SHIPPED.rules if rule.part == "line" for e in rule.examples if e.marked],
    ids=lambda example: example.text,
)
def test_an_example_of_a_furniture_line_is_furniture_under_an_article(example: LayoutExample) -> None:
    text = f"Hujan turun sejak pagi.\n{example.text}"
    assert all(p.kind == "furniture" for p in split_paragraphs(text, SHIPPED)[1:])


def test_an_example_that_fails_is_reported_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(GOOD.replace("['Mangga dan jeruk']", "['Mangga dan Mangga']"), encoding="utf-8")
    (problem,) = load_layout_rules(tmp_path).check_examples()
    assert (problem.line, problem.code) == (11, "layout-example")
    assert "matches 'Mangga dan Mangga', not nothing" in problem.text


def test_lists_and_parts_may_stand_in_any_file(tmp_path: Path) -> None:
    lists, rules = GOOD.split("rules:\n")
    (tmp_path / "z.yaml").write_text(lists, encoding="utf-8")
    (tmp_path / "a.yaml").write_text("rules:\n" + rules, encoding="utf-8")
    assert load_layout_rules(tmp_path).check_examples() == ()


@pytest.mark.parametrize(
    ("old", "new", "line", "code", "text"),
    [
        ("{two}", "{too}", 9, "layout-pattern", "nothing is named {too}; did you mean 'two'?"),
        ("'{two}'", "'({two}'", 9, "layout-pattern", "is no regular expression"),
        ("{fruit}\\s", "{two}\\s", 9, "layout-pattern", "a part is named in itself"),
        ("part: line", "part: page", 7, "layout-rule", "part is none of line, title"),
        ("where: any", "where: top", 8, "layout-rule", "where is none of any, opening, closing"),
        ("['Mangga dan jeruk']", "[]", 11, "layout-rule", "the rule has no counter_examples"),
        ("pattern:", "patern:", 9, "layout-key", "'patern' is not known here; did you mean 'pattern'?"),
        ("[Mangga, Pisang raja]", "Mangga", 2, "layout-words", "'fruit' is not a list of words"),
        ("    part: line", "    part: line\n    part: line", 8, "duplicate-key", "'part' is given twice"),
        ("words:", "words: [", 3, "yaml", "is not YAML"),
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
    assert "there are two rules 'fruits'" in problem.text


def test_a_name_given_in_two_files_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text("words:\n  fruit: [Jeruk]\n", encoding="utf-8")
    (problem,) = problems(tmp_path, GOOD)
    assert "'fruit' is named twice" in problem.text


@pytest.mark.parametrize("content", ["", "- a\n", "rules: x\n", "words: x\n", "rules:\n  - x\n"])
def test_a_file_of_another_form_is_a_problem_and_no_crash(tmp_path: Path, content: str) -> None:
    assert problems(tmp_path, content)


def test_a_folder_without_rules_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="has no rule files"):
        load_layout_rules(tmp_path / "tiada")


def test_all_problems_of_all_files_are_reported_together(tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text("parts:\n  x: [1]\n", encoding="utf-8")
    assert len(problems(tmp_path, GOOD.replace("{two}", "{too}"))) == 2
