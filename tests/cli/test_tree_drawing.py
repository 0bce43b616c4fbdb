"""Trees as text: every word below or above its head, in the order of the sentence."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quotes.cli.tree_drawing import MAX_FORM, tree_lines
from quotes.trees import Sentence, Word
from tests.trees import paragraph


def drawn(compact: str) -> str:
    built, text = paragraph(compact)
    return "".join(f"{line.branches}{line.form} {line.word.deprel}\n" for line in tree_lines(built.sentences[0], text))


def test_dependents_before_a_word_are_above_it_and_those_after_it_below():
    assert drawn(
        "Menteri/NOUN/3/nsubj Ratna/PROPN/1/flat mengatakan/VERB/0/root ,/PUNCT/7/punct kapal/NOUN/7/nsubj "
        "akan/AUX/7/aux datang/VERB/3/ccomp besok/NOUN/7/obl ./PUNCT/3/punct"
    ) == (
        "┌─ Menteri nsubj\n"
        "│  └─ Ratna flat\n"
        "mengatakan root\n"
        "│  ┌─ kapal nsubj\n"
        "│  ├─ akan aux\n"
        "└─ datang ccomp\n"
        "   └─ besok obl\n"
    )


def test_a_quotation_is_one_line_with_its_own_words():
    assert drawn('"Kapal sudah siap,"/ADJ/0/root kata/VERB/1/parataxis Ratna/PROPN/2/nsubj ./PUNCT/1/punct') == (
        '"Kapal sudah siap," root\n└─ kata parataxis\n   └─ Ratna nsubj\n'
    )


def test_a_long_quotation_is_cut_and_keeps_its_closing_mark():
    words = "Kapal itu sudah diperiksa dua kali oleh kru dan nakhoda."
    first = drawn(f'"{words}"/ADJ/0/root kata/VERB/1/parataxis Ratna/PROPN/2/nsubj').splitlines()[0]
    assert first == '"Kapal itu sudah diperiksa dua kali …" root'
    assert len(first.removesuffix(" root")) <= MAX_FORM


def test_a_clitic_has_its_own_line():
    assert drawn("Kata/VERB/0/root +nya/PRON/1/nsubj hujan/NOUN/4/nsubj turun/VERB/1/ccomp") == (
        "Kata root\n├─ nya nsubj\n│  ┌─ hujan nsubj\n└─ turun ccomp\n"
    )


def word(index: int, head: int, quotation: int | None) -> Word:
    return Word(index, f"w{index}", "", "NOUN", "", head, "dep", 3 * index, 3 * index + 2, quotation=quotation)


@st.composite
def sentences(draw: st.DrawFn) -> Sentence:
    """Any tree: the head of word k of a shuffled order is a word before it. Some words stand in for quotations."""
    size = draw(st.integers(1, 12))
    order = draw(st.permutations(range(size)))
    heads = {order[0]: -1} | {order[k]: order[draw(st.integers(0, k - 1))] for k in range(1, size)}
    quotations = [draw(st.sampled_from([None, None, None, 0, 1])) for _ in range(size)]
    return Sentence(tuple(word(k, heads[k], quotations[k]) for k in range(size)))


@given(sentences())
def test_every_word_of_every_tree_is_drawn_once_and_every_quotation_too(sentence: Sentence):
    lines = tree_lines(sentence, "." * 40)
    plain = [line.word.index for line in lines if line.word.quotation is None]
    assert sorted(plain) == [word.index for word in sentence.words if word.quotation is None]
    quoted = [line.word.quotation for line in lines if line.word.quotation is not None]
    assert sorted(quoted) == sorted({word.quotation for word in sentence.words if word.quotation is not None})
