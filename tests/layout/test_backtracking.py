"""Patterns that may take for ever are told from those that look like them."""

from __future__ import annotations

import pytest

from quotes.layout.backtracking import endless
from quotes.pipeline import load_rules


@pytest.mark.parametrize(
    ("pattern", "shared"),
    [
        (r"(a+)+b", "a"),
        (r"(\w+\s*)+!", "0"),
        (r"(?:\s*\w+)*$", "0"),
        (r"(.*)*x", "0"),
        (r"(a*b*)*c", "b"),
        (r"(x+x+)+y", "x"),
        (r"(?:(?:ab)+)+c", "a"),
        (r"([^,]+,?)+;", "0"),
        (r"(?P<satu>é+)+!", "é"),
    ],
)
def test_a_repetition_in_a_repetition_that_takes_the_same_is_endless(pattern, shared):
    assert endless(pattern) == f"a repetition in a repetition, both of which take {shared!r}"


def test_alternatives_that_take_the_same_are_endless():
    assert endless(r"(?:\w|a\b)+!") == "alternatives in a repetition, more than one of which takes 'a'"


@pytest.mark.parametrize(
    "pattern",
    [
        r"a+b+", r"(?:\s+\w+)*", r"([a-z]+,)*", r"(?:ab?c?)+", r"^(?:[A-Z]\w+ )+\w+$", r"(?:a{1,3}-)*", r"(?>a+)+",
        r"(?:kata|ujar|tutur)+", r"(\w|\d)+", r"(?:\d+\.)+\d+", r"(?:(?=a)b)+", r"(?:a|b|c)*", r"(.)\1+",
    ],
)  # fmt: skip
def test_patterns_that_only_look_like_it_are_safe(pattern):
    assert endless(pattern) is None


@pytest.mark.parametrize("rule", load_rules().layout.rules, ids=lambda rule: rule.id)
def test_every_shipped_pattern_is_safe(rule):
    assert endless(rule.pattern.pattern) is None
