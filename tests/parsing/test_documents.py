"""Sentences of a pipeline that knows no paragraphs and no view, placed into the paragraphs of the text."""

from __future__ import annotations

import pytest

from quotes.layout import TextView
from quotes.layout.paragraphs import Paragraph
from quotes.layout.view import Edit
from quotes.parsing.documents import move_to_view, place_sentences, select_words
from quotes.parsing.parser import LONGEST_PARAGRAPH
from quotes.records import Span
from quotes.trees import Word


def sentence(text: str, *heads: int, start: int = 0) -> list[Word]:
    """Return the words of a text between spaces; ``heads`` are indices, -1 is the root."""
    words, at = [], start
    for index, (form, head) in enumerate(zip(text.split(), heads, strict=True)):
        at = start + text.index(form, at - start)
        words.append(Word(index, form, form, "X", "", head, "root" if head < 0 else "dep", at, at + len(form)))
        at += len(form)
    return words


def arcs(words: list[Word]) -> list[tuple[str, int, str]]:
    return [(word.form, word.head, word.deprel) for word in words]


def test_a_sentence_inside_the_span_stays_as_it_is() -> None:
    words = sentence("Ratna sudah pergi", 2, 2, -1)
    assert select_words(words, Span(0, 17)) == words


def test_the_words_outside_are_cut_off_and_heads_renumbered() -> None:
    words = sentence("Ya \n Ratna sudah pergi", 3, 3, 3, -1)
    assert arcs(select_words(words, Span(5, 22))) == [("Ratna", 2, "dep"), ("sudah", 2, "dep"), ("pergi", -1, "root")]


def test_a_part_without_the_root_gets_one_and_has_a_single_one() -> None:
    words = sentence("pergi \n Ratna sudah besok", -1, 0, 1, 0)
    assert arcs(select_words(words, Span(8, 25))) == [
        ("Ratna", -1, "root"), ("sudah", 0, "dep"), ("besok", 0, "parataxis"),
    ]  # fmt: skip
    assert select_words(words, Span(5, 7)) == []


def test_a_word_that_crosses_the_edge_is_left_out() -> None:
    words = sentence("Ratna pergi", 1, -1)
    assert [word.form for word in select_words(words, Span(1, 11))] == ["pergi"]


def test_words_move_to_the_view_of_a_text_and_those_it_deletes_are_gone() -> None:
    text = "Ratna <b> pergi"
    view = TextView(text).edited([Edit(Span(6, 10))])
    moved = move_to_view(sentence(text, 2, 2, -1), view)
    assert [(word.form, word.span.of(view.text)) for word in moved] == [("Ratna", "Ratna"), ("pergi", "pergi")]
    plain = sentence(text, 2, 2, -1)
    assert move_to_view(plain, TextView(text)) == plain


@pytest.mark.parametrize(
    ("length", "flags"), [(LONGEST_PARAGRAPH, ()), (LONGEST_PARAGRAPH + 1, ("paragraph-too-long",))]
)
def test_a_paragraph_that_is_too_long_has_a_flag(length: int, flags: tuple[str, ...]) -> None:
    text = "a" * length
    paragraph = Paragraph(0, Span(0, length), "body", Span(0, length))
    assert place_sentences(text, [paragraph], []).paragraphs[0].flags == flags


def test_each_paragraph_has_its_sentences_and_the_numbers_of_its_quotations() -> None:
    text = '"Kami sudah siap, Pak," kata Ratna\nBudi pulang'
    first, second = Paragraph(0, Span(0, 34), "body", Span(0, 34)), Paragraph(1, Span(35, 46), "body", Span(35, 46))
    words = [
        Word(k, text[a:b], "", "X", "", 1 if k != 1 else -1, "dep", a, b)
        for k, (a, b) in enumerate([(1, 5), (24, 28), (29, 34), (35, 39), (40, 46)])
    ]
    parsed = place_sentences(text, [first, second], [words, []])
    found = [[[word.form for word in s.words] for s in paragraph.sentences] for paragraph in parsed.paragraphs]
    assert found == [[["Kami", "kata", "Ratna"]], [["Budi", "pulang"]]]
    assert [word.quotation for word in parsed.paragraphs[0].sentences[0].words] == [0, None, None]
    assert parsed.paragraphs[0].standalone == frozenset({0})
