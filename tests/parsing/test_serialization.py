"""Parsed texts on disk: a deserialized text equals the one that was serialized."""

from __future__ import annotations

import zlib
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.errors import RecordError
from quotes.parsing import ParsedParagraph, ParsedText
from quotes.parsing.serialization import deserialize, serialize
from quotes.quotation_marks import Quotation
from quotes.records import Span
from quotes.trees import Sentence, Word

TEXT = '"Kami siap berlayar besok pagi," katanya di Ambon.'


def parsed() -> ParsedText:
    words = (
        Word(0, '"', "", "PUNCT", "", 1, "punct", 0, 33, quotation=0),
        Word(1, "kata", "kata", "VERB", "Voice=Act", -1, "root", 33, 37),
        Word(2, "nya", "", "PRON", "Number=Sing|Person=3", 1, "nsubj", 37, 40, clitic=True),
        Word(3, "Ambon", "", "PROPN", "", 1, "obl", 44, 49),
    )
    quotation = Quotation(Span(1, 31), Span(0, 32), flags=("unclosed-mark",))
    body = ParsedParagraph(0, Span(0, 50), (quotation,), frozenset({0}), (Sentence(words),))
    empty = ParsedParagraph(1, Span(50, 50), (), frozenset(), (), ("paragraph-too-long",))
    return ParsedText(TEXT, (body, empty))


def test_a_deserialized_text_equals_the_serialized_one() -> None:
    assert deserialize(serialize(parsed()), TEXT) == parsed()


def test_the_text_itself_is_not_stored_again() -> None:
    assert b"siap berlayar" not in zlib.decompress(serialize(parsed()))


def test_a_text_without_paragraphs_can_be_serialized() -> None:
    assert deserialize(serialize(ParsedText("", ())), "") == ParsedText("", ())


def test_the_example_has_a_value_in_every_field_of_a_paragraph() -> None:
    paragraphs = parsed().paragraphs

    for field in fields(ParsedParagraph):
        assert any(getattr(paragraph, field.name) for paragraph in paragraphs), f"give {field.name} a value here"


WORDS = st.builds(
    Word,
    st.just(0), st.text(max_size=5), st.text(max_size=5), st.sampled_from(["NOUN", "VERB"]), st.text(max_size=5),
    st.integers(-1, 9), st.sampled_from(["nsubj", "obl:tmod"]), st.integers(0, 99), st.integers(0, 99), st.booleans(),
    st.none() | st.integers(0, 9),
)  # fmt: skip


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=99), WORDS)
def test_any_word_at_any_position_is_restored(text: str, word: Word) -> None:
    whole = ParsedText(text, (ParsedParagraph(0, Span(0, len(text)), (), frozenset(), (Sentence((word,)),)),))

    assert deserialize(serialize(whole), text) == whole


@pytest.mark.parametrize(
    "data", [b"", b"not zlib", zlib.compress(b"{}"), zlib.compress(b"[]"), serialize(parsed())[:-9]], ids=range(5)
)
def test_damaged_bytes_are_an_error_with_a_remedy(data: bytes) -> None:
    with pytest.raises(RecordError, match="parse the article again"):
        deserialize(data, TEXT)
