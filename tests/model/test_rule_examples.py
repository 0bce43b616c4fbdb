"""The examples inside the rules, on the trees of the shipped model."""

from __future__ import annotations

from pathlib import Path

import pytest

from quotes.authoring.examples import parse_by, run_examples
from quotes.authoring.scaffold import new_rule
from quotes.matching.rulebook import Rulebook
from quotes.parsing import Parser
from quotes.pipeline import Extractor
from quotes.resources import rules_folder
from quotes.rulelang.load import TYPES


def test_every_rule_finds_its_examples_leaves_its_counter_examples_and_misses_what_it_says(
    extractor: Extractor,
) -> None:
    book = extractor.rulebook
    outcomes = list(run_examples(book.rules, book, parse_by(Parser())))
    wrong = [f"{o.rule.path}:{o.example.line}: {o.kind} {o.problem}" for o in outcomes if o.problem]

    assert len(outcomes) > 50
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("kind", TYPES)
def test_a_new_rule_passes_its_examples_before_anybody_has_changed_it(kind: str, tmp_path: Path) -> None:
    new_rule(f"{kind}/cicit", tmp_path)
    book = Rulebook.load(rules_folder(), [tmp_path])
    [rule] = [rule for rule in book.rules if rule.id == f"{kind}/cicit"]
    assert [outcome.problem for outcome in run_examples([rule], book, parse_by(Parser())) if outcome.problem] == []
