"""Which sentences need a tree: those that a rule may match by their words."""

from __future__ import annotations

import pytest

from quotes.pipeline import load_rules
from quotes.quotation_marks import Quotation, quotations
from quotes.records import Span
from quotes.rulelang.rule import Rule
from quotes.trees import Sentence, Word

BOOK = load_rules().rulebook


def bare(text: str, *, masked: int | None = None) -> tuple[Sentence, tuple[Quotation, ...]]:
    """Return the words of a text without tags and tree, and its quotations; ``-`` before a word marks a clitic."""
    words: list[Word] = []
    at = 0
    for form in text.split():
        plain = form.removeprefix("-") if len(form) > 1 else form
        start = text.index(plain, at)
        at = start + len(plain)
        words.append(
            Word(len(words), plain, "", "", "", -1, "", start, at, plain != form, masked if plain == '"' else None)
        )
    return Sentence(tuple(words)), quotations(text, Span(0, len(text)))


@pytest.mark.parametrize(
    ("needed", "needless"),
    [
        pytest.param("Ratna mengatakan kapal itu aman", "Ratna membeli kapal itu", id="a cue"),
        pytest.param("Bagi -nya , laut adalah rumah", "Ratna membeli bagi -nya", id="a cue that opens"),
        pytest.param("Bagi dia laut adalah rumah", "Bagi Ratna laut adalah rumah", id="a pronoun as the source"),
        pytest.param(
            "Polisi menerima laporan warga bahwa kapal itu hilang", "Polisi menerima laporan warga", id="bahwa"
        ),
        pytest.param("Ratna melihat bahwa kapal itu aman", "Ratna melihat kapal itu", id="a verb with bahwa only"),
    ],
)
def test_a_sentence_needs_a_tree_where_the_words_that_a_rule_wants_are_there(needed: str, needless: str) -> None:
    assert BOOK.wants_tree(*bare(needed))
    assert not BOOK.wants_tree(*bare(needless))


def test_words_in_marks_are_enough_for_a_cue_that_takes_quotations_only() -> None:
    assert not BOOK.wants_tree(*bare("Ratna demikian"))
    assert BOOK.wants_tree(*bare('Ratna demikian " kapal itu tiba sore ini "'))


def test_a_masked_quotation_is_enough() -> None:
    assert BOOK.wants_tree(*bare('" Itu benar " Ratna', masked=0))


def test_a_cue_inside_a_quotation_or_in_a_clitic_is_none() -> None:
    assert not BOOK.wants_tree(*bare('Ratna membeli "ia mengatakan kapal itu aman"'))
    assert not BOOK.wants_tree(*bare("Ratna membeli -kata"))


@pytest.mark.parametrize("rule", [rule for rule in BOOK.rules if rule.cue is not None], ids=lambda rule: rule.id)
def test_every_example_of_a_rule_needs_its_tree(rule: Rule) -> None:
    for example in rule.examples:
        spaced = "".join(f" {char} " if char in ',.:;"()' else char for char in example.text)
        found = quotations(example.text, Span(0, len(example.text)))
        sentences = [bare(text)[0] for text in (spaced, spaced.replace("nya ", " -nya "))]
        assert found or any(BOOK.wants_tree(sentence, ()) for sentence in sentences), example.text
