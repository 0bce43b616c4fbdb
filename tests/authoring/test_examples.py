"""The runner of the examples: what passes, and what is said of what does not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quotes.authoring.examples import Outcome, run_examples
from quotes.rulelang.rule import Example, Rule
from tests.trees import paragraph, shipped

SPOKEN = '"Ombak tenang,"/ADJ/0/root kata/VERB/1/parataxis Beni/PROPN/2/nsubj ./PUNCT/1/punct'
SILENT = "Beni/PROPN/2/nsubj pulang/VERB/0/root ./PUNCT/2/punct"
TREES = {text: built for built, text in map(paragraph, (SPOKEN, SILENT))}
PARTS = (("content", "Ombak tenang"), ("cue", "kata"), ("source", "Beni"))
YES, NO = Example('"Ombak tenang," kata Beni.', PARTS), Example("Beni pulang.", (), "nobody speaks")


def outcomes(**examples: tuple[Example, ...]) -> list[Outcome]:
    [rule] = [rule for rule in shipped().rules if rule.id == "direct/quote-cue-source"]
    changed: Rule = replace(rule, **{"examples": (), "counter_examples": (), "misses": (), **examples})
    return list(run_examples([changed], shipped(), lambda texts: [TREES[text] for text in texts]))


def test_what_is_found_as_it_is_marked_and_left_alone_as_it_should_passes():
    ran = outcomes(examples=(YES,), counter_examples=(NO,), misses=(replace(NO, parts=PARTS),))
    assert [(outcome.kind, outcome.problem) for outcome in ran] == [
        ("example", None), ("counter-example", None), ("miss", None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "example", "problem"),
    [
        ("examples", NO, "is not found"),
        (
            "examples", replace(YES, parts=(("cue", "kata"), ("source", "nakhoda Beni"))),
            "is found otherwise: [content Ombak tenang,] [cue kata] [source Beni]",
        ),
        ("counter_examples", YES, "matches, and should not: [content Ombak tenang,] [cue kata] [source Beni]"),
        ("misses", YES, "is found now; make it an example"),
    ],
)  # fmt: skip
def test_what_goes_wrong_is_a_line(kind, example, problem):
    [outcome] = outcomes(**{kind: (example,)})
    assert outcome.problem == problem


def test_all_examples_are_parsed_at_once():
    asked: list[int] = []

    def parse(texts):
        asked.append(len(texts))
        return [TREES[text] for text in texts]

    [rule] = [rule for rule in shipped().rules if rule.id == "direct/label"]
    two = replace(rule, examples=(YES,), counter_examples=(NO,), misses=())
    assert len(list(run_examples([two, two], shipped(), parse))) == 4
    assert asked == [4]
