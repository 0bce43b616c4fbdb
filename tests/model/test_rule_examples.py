"""The examples inside the rules, on the trees of the shipped model."""

from __future__ import annotations

from pathlib import Path

import pytest

from quotes.authoring.catalog import new_rule
from quotes.authoring.examples import Parse, parse_by, run_examples
from quotes.matching.rulebook import Rulebook
from quotes.parsing import Parser
from quotes.pipeline import Extractor
from quotes.resources import rules_folder
from quotes.rulelang.load import TYPES
from quotes.rulelang.rule import Rule

RULES = Rulebook.load(rules_folder()).rules


@pytest.fixture(scope="module")
def parse() -> Parse:
    return parse_by(Parser())


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_finds_its_examples_and_leaves_its_counter_examples_and_known_misses_alone(
    rule: Rule, extractor: Extractor, parse: Parse
) -> None:
    outcomes = list(run_examples([rule], extractor.rulebook, parse))
    wrong = [f"{o.rule.path}:{o.example.line}: {o.kind} {o.problem}" for o in outcomes if o.problem]

    assert {outcome.kind for outcome in outcomes} >= {"example", "counter-example"}
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("kind", TYPES)
def test_a_new_rule_passes_its_examples_before_anybody_has_changed_it(kind: str, tmp_path: Path, parse: Parse) -> None:
    new_rule(f"{kind}/cicit", tmp_path)
    book = Rulebook.load(rules_folder(), [tmp_path])
    [rule] = [rule for rule in book.rules if rule.id == f"{kind}/cicit"]
    assert [outcome.problem for outcome in run_examples([rule], book, parse) if outcome.problem] == []
