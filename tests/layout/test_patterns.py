"""Patterns of users' folders cannot hang a run; the shipped ones give the same with either engine."""

from __future__ import annotations

import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import get_args

import pytest
import regex

from quotes.errors import Problem, RuleError
from quotes.layout import load_layout_rules, make_view, split_paragraphs
from quotes.layout.patterns import LONGEST, LimitedPattern, NamedPatterns, estimate_length
from quotes.layout.rules import LayoutRule, Scope
from quotes.parsing import ParsedText
from quotes.pipeline import Extractor, load_rules
from quotes.reading import Failure
from quotes.records import Record

SHIPPED = load_rules().layout
SLOW = Problem("x.yaml", 7, 3, "layout-slow", "is slow")
HOSTILE = [r"(a|a)*b", r"(a+){50}b", r"(\w+\s*)+!", r"(?:(?:a|b|ab)+)+c", r"(.*)*x", r"(a?){300}a{300}", r"(a|aa)+[bd]"]
RULE = """\
rules:
- id: jahat
  scope: SCOPE
  pattern: 'PATTERN'
  examples: ['[b]']
  counter-examples: [{text: c, why: no b}]
"""


def folder(at: Path, pattern: str, scope: str = "inside", more: str = "") -> Path:
    (at / "layout").mkdir(parents=True)
    text = RULE.replace("PATTERN", pattern).replace("SCOPE", scope) + more
    (at / "layout" / "jahat.yaml").write_text(text, encoding="utf-8")
    return at


@pytest.fixture
def short_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quotes.layout.patterns.LIMIT", 0.2)


@pytest.mark.usefixtures("short_limit")
@pytest.mark.parametrize("pattern", HOSTILE)
@pytest.mark.parametrize("scope", get_args(Scope))
def test_a_hostile_pattern_ends_within_its_limit(pattern: str, scope: Scope) -> None:
    rule = replace(SHIPPED.rules[0], scope=scope, where="any", pattern=LimitedPattern(pattern, SLOW))
    rules, text = replace(SHIPPED, rules=(rule,)), "a" * 480 + " c"
    began = time.process_time()
    with suppress(RuleError):
        split_paragraphs(make_view(text, rules).text, rules)
    assert time.process_time() - began < 2


class NoParser:
    """A parser that finds no paragraph."""

    def parse(self, texts: Iterable[tuple[str, object]], wants: object) -> list[ParsedText]:
        return [ParsedText(text, ()) for text, _ in texts]

    def add_trees(self, parsed: list[ParsedText], wants: object) -> list[ParsedText]:
        return parsed


@pytest.mark.usefixtures("short_limit")
def test_a_hostile_rule_fails_its_article_and_no_other(tmp_path: Path) -> None:
    extractor = Extractor(rules=folder(tmp_path, "(a|aa)+[bd]"), parser=NoParser())  # type: ignore[arg-type]
    failure, record = extractor.pipe(["a" * 480 + " c", "Harga naik."])
    assert isinstance(failure, Failure)
    assert isinstance(record, Record)
    assert "jahat.yaml:4:12: the pattern of 'jahat' takes too long; simplify it" in str(failure.error)


@pytest.mark.usefixtures("short_limit")
def test_a_pattern_that_takes_too_long_raises_its_problem() -> None:
    with pytest.raises(RuleError, match=r"x\.yaml:7:3: is slow"):
        LimitedPattern(r"(a+){50}b", SLOW).search("a" * 500)


@pytest.mark.usefixtures("short_limit")
def test_the_limit_is_one_for_all_places_of_a_text_and_new_for_the_next() -> None:
    pattern, text = LimitedPattern(r"(a+){50}b|c", SLOW), "a" * 500
    for _ in range(2):
        began = time.process_time()
        with pytest.raises(RuleError):
            pattern.search(text)
    assert time.process_time() - began < 0.1
    assert pattern.search("c") is not None


@pytest.mark.parametrize(("spent", "is_left"), [(0.99, True), (1.0, False)])
def test_a_pattern_may_take_a_second_for_a_text(spent: float, is_left: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    pattern, text = LimitedPattern("a", SLOW), "a"
    clock = iter((0.0, spent, spent, spent))
    monkeypatch.setattr("quotes.layout.patterns.time.process_time", lambda: next(clock))
    assert pattern.search(text) is not None
    if is_left:
        assert pattern.search(text) is not None
    else:
        with pytest.raises(RuleError):
            pattern.search(text)


def test_only_what_a_users_folder_has_a_part_in_has_a_limit(tmp_path: Path) -> None:
    shared = "lists:\n  {name}:\n    words: [tautan baru]\n"
    name = "see-also"
    rules = load_rules([folder(tmp_path / "b", "b", more=shared.replace("{name}", name))]).layout.rules
    limited = {rule.id for rule in rules if isinstance(rule.pattern, LimitedPattern)}
    assert "jahat" in limited
    assert 1 < len(limited) < len(rules)
    assert not any(isinstance(rule.pattern, LimitedPattern) for rule in SHIPPED.rules)


@pytest.mark.parametrize("rule", SHIPPED.rules, ids=lambda rule: rule.id)
def test_both_engines_find_the_same(rule: LayoutRule) -> None:
    other = LimitedPattern(rule.pattern.pattern, SLOW)
    for example in (example for each in SHIPPED.rules for example in each.examples):
        ours, theirs = rule.pattern.search(example.text), other.search(example.text)
        assert (ours and ours.span()) == (theirs and theirs.span())


@pytest.mark.parametrize(
    ("pattern", "length"),
    [
        ("abc", 3), (r"a{3}", 3), (r"(ab){3}", 9), (r"((a{10}){10}){10}", 1110), (r"[^]a-z]{2,5}", 5), (r"\({4}", 4),
        ("a{,3}", 3),
    ],
)  # fmt: skip
def test_the_length_of_a_pattern_counts_its_repetitions(pattern: str, length: int) -> None:
    assert estimate_length(pattern) == length


@pytest.mark.parametrize(
    ("pattern", "more", "message"),
    [
        ("((a{1000}){1000}){1000}b", "", "has more than 200,000 characters"),
        ("{d}b", "patterns: {d: '{c}{c}', c: '{e}{e}', e: '" + "x" * 60_000 + "'}", "has more than 200,000"),
        ("{c}b", "patterns: {c: '{d}{d}', d: '{c}{c}'}", "a pattern is named in itself"),
        ("(" * 5000 + "b" + ")" * 5000, "", "brackets are nested too deeply"),
    ],
)
def test_a_pattern_that_grows_without_bounds_is_refused(pattern: str, more: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(RuleError, match=message):
        load_layout_rules([folder(tmp_path, pattern, more=more) / "layout"], {})


def test_names_that_stand_for_nothing_are_filled_in_once() -> None:
    names = {f"a{chr(97 + k)}": f"{{a{chr(98 + k)}}}" * 10 for k in range(15)} | {"ap": ""}
    assert NamedPatterns(names).fill("{aa}") == ""
    assert len(NamedPatterns({"a": "x" * 1000}).fill("{a}" * 1000)) < 2 * LONGEST


def test_what_only_one_engine_reads_is_refused(tmp_path: Path) -> None:
    with pytest.raises(regex.error):
        LimitedPattern("(", SLOW)


@pytest.mark.parametrize(("depth", "is_filled"), [(20, True), (21, False)])
def test_patterns_may_be_named_in_each_other_twenty_deep(depth: int, is_filled: bool) -> None:
    names = ["n" * number for number in range(1, depth + 1)]
    chain = {name: f"{{{other}}}" for name, other in pairwise(names)} | {names[-1]: "x"}
    if is_filled:
        assert NamedPatterns(chain).fill("{n}") == "x"
    else:
        with pytest.raises(RecursionError):
            NamedPatterns(chain).fill("{n}")
