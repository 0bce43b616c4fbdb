"""How sure a quote is: from what is known of it, by the weights of the rules, and only with the model they are of."""

from __future__ import annotations

import pytest

from quotes.attribution import Attribution
from quotes.records import Span
from quotes.resolution.confidence import confidence, signs
from quotes.resolution.people import Person
from quotes.resolution.resolver import Decision
from tests.trees import record, shipped, weights

UNCUED = Attribution(0, "direct", "direct/uncued", (Span(0, 5),))
RATNA = Person(("Ratna", "Wulandari"))
NAMED = (
    '"Kapal sudah siap."/ADJ/0/root kata/VERB/1/parataxis Ratna/PROPN/2/nsubj Wulandari/PROPN/3/flat:name '
    "./PUNCT/1/punct"
)


def test_without_weights_nothing_is_claimed():
    assert confidence(UNCUED, Decision((RATNA,), "continuation"), {}) is None


def test_a_sure_choice_among_those_in_focus_is_surer_than_a_close_one():
    weights = {"always": 1.0, "odds-in-focus": 2.0}
    close = confidence(UNCUED, Decision((RATNA,), "continuation", share=0.5), weights)
    clear = confidence(UNCUED, Decision((RATNA,), "continuation", share=0.99), weights)
    assert close is not None
    assert clear is not None
    assert close < clear <= 1


def test_the_odds_are_cut_where_certainty_says_no_more():
    certain, nearly = (signs(UNCUED, Decision((RATNA,), "clitic", share=share)) for share in (1.0, 0.9999))
    assert certain["odds-in-focus"] == nearly["odds-in-focus"] == 1.0


@pytest.mark.parametrize(("words", "one"), [(("Ratna",), True), (("Ratna", "Wulandari"), False)])
def test_a_name_of_one_word_is_a_sign(words, one):
    assert ("one-word-name" in signs(UNCUED, Decision((Person(words),), "name"))) is one


def test_a_quote_with_a_full_name_is_very_sure():
    [quote] = record(NAMED).quotes
    assert quote.confidence is not None
    assert quote.confidence > 0.9


def test_every_weight_is_of_a_rule_that_is_there():
    named = {name.removeprefix("rule-") for name in weights().confidence if name.startswith("rule-")}
    assert named <= {rule.id for rule in shipped().rules}


def test_where_nobody_is_named_nothing_is_claimed():
    assert confidence(UNCUED, Decision(flags=("unknown-speaker",)), {"always": 1.0}) is None
