"""The examples inside the rules, on the trees of the shipped model."""

from __future__ import annotations

from collections.abc import Sequence

from quotes.marks import Quotation
from quotes.parsing import Parser
from quotes.pipeline import Extractor
from quotes.reading.layout import Paragraph
from quotes.records import Span
from quotes.rulebook.examples import run
from quotes.trees import Sentence


def test_every_rule_finds_its_examples_leaves_its_counter_examples_and_misses_what_it_says(
    extractor: Extractor,
) -> None:
    parser = Parser()

    def parse(text: str) -> tuple[Sequence[Sentence], Sequence[Quotation], frozenset[int]]:
        whole = Span(0, len(text))
        paragraph = parser.parse([(text, [Paragraph(0, whole, "body", whole)])])[0].paragraphs[0]
        return paragraph.sentences, paragraph.quotations, paragraph.standing

    outcomes = [outcome for rule in extractor.rulebook.rules for outcome in run(rule, extractor.rulebook, parse)]
    wrong = [f"{o.rule.path}:{o.example.line}: {o.kind} {o.problem}" for o in outcomes if o.problem]

    assert len(outcomes) > 50
    assert not wrong, "\n".join(wrong)
