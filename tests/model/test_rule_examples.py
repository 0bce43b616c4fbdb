"""The examples inside the rules, on the trees of the shipped model."""

from __future__ import annotations

from quotes.parsing import Parser
from quotes.pipeline import Extractor
from quotes.rulebook.examples import parse_by, run_examples


def test_every_rule_finds_its_examples_leaves_its_counter_examples_and_misses_what_it_says(
    extractor: Extractor,
) -> None:
    book = extractor.rulebook
    outcomes = list(run_examples(book.rules, book, parse_by(Parser())))
    wrong = [f"{o.rule.path}:{o.example.line}: {o.kind} {o.problem}" for o in outcomes if o.problem]

    assert len(outcomes) > 50
    assert not wrong, "\n".join(wrong)
