"""Masking: what the parser reads in place of long quotations, and where it stands in the article."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from quotes.parsing.masking import MaskedText, is_standalone, mask_quotations
from quotes.quotation_marks import quotations
from quotes.records import Span

_WORD = st.sampled_from(["Kami", "siap", "kata", "Ratna", ",", ".", "?", "…", ":", '"', "“", "”", "'", "‘", "’", "43"])
_NEWS = st.lists(st.tuples(_WORD, st.sampled_from(["", " ", " ", "\t"])), max_size=25).map(
    lambda pairs: "".join(word + space for word, space in pairs)
)
TEXTS = st.one_of(_NEWS, st.text(max_size=50))


def masked(text: str) -> tuple[MaskedText, ...]:
    whole = Span(0, len(text))
    return mask_quotations(text, whole, quotations(text, whole))


def texts(text: str) -> list[str]:
    return [each.text for each in masked(text)]


def standalone(text: str) -> list[str]:
    """Return the quotations of a text that are taken for speech."""
    whole = Span(0, len(text))
    return [q.content.of(text) for q in quotations(text, whole) if is_standalone(text, q, whole)]


# --- what the parser reads -------------------------------------------------------------------------


def test_a_quotation_of_several_sentences_is_masked_and_the_words_around_it_stay():
    assert texts('"Kami siap. Kapal ada. Kru lengkap," kata Ratna di Ambon.') == ['"Itu benar," kata Ratna di Ambon.']


def test_a_quotation_at_the_end_of_its_sentence_ends_it():
    assert texts('Ratna berkata, "Kami siap. Kapal ada."') == ['Ratna berkata, "Itu benar."']


def test_a_sentence_after_a_closed_quotation_is_a_masked_text_of_its_own():
    assert texts('Ratna berkata, "Kami siap." Ia lalu pulang.') == ['Ratna berkata, "Itu benar."', " Ia lalu pulang."]


def test_a_sentence_before_a_quotation_is_a_masked_text_of_its_own():
    assert texts('Ia lalu pulang. "Kami siap," kata Ratna.') == ["Ia lalu pulang. ", '"Itu benar," kata Ratna.']


def test_a_quotation_around_its_cue_is_one_text_with_two_placeholders():
    assert texts('"Kami siap," kata Ratna, "kapal sudah ada."') == ['"Itu benar," kata Ratna, "Itu benar."']


def test_a_cue_glued_to_the_mark_is_separated_from_it():
    assert texts('"Kondisinya membaik, "katanya.') == ['"Itu benar," katanya.']


def test_a_lower_case_letter_after_the_marks_continues_the_sentence():
    assert texts('"Kapan kapal datang?" tanya Ratna.') == ['"Itu benar," tanya Ratna.']


def test_an_unclosed_quotation_ends_its_text():
    assert texts('Ratna berkata, "Kami siap. Kapal ada.') == ['Ratna berkata, "Itu benar."']


def test_an_unopened_quotation_is_masked_too():
    assert texts('Kami siap. Kapal sudah ada," kata Ratna.') == ['"Itu benar," kata Ratna.']


def test_titles_and_scare_quotes_are_not_masked():
    text = 'Film "Laut Selatan" dan lagu “Pulang” jadi "bintang" malam itu.'
    assert texts(text) == [text]


def test_a_paragraph_that_is_a_single_quotation_has_only_quotations():
    [each] = masked('"Kami siap. Kapal sudah ada."')
    assert each.has_only_quotations
    assert not any(each.has_only_quotations for each in masked('"Kami siap," kata Ratna.'))


def test_an_empty_paragraph_has_no_masked_text():
    assert masked("") == masked(" \n\t ") == ()


def test_only_the_given_stretch_is_masked():
    text = 'KOTA – "Kami siap," kata Ratna. (abc)'
    within = Span(text.index('"'), text.index(" (abc)"))
    [each] = mask_quotations(text, within, quotations(text, within))
    assert each.text == '"Itu benar," kata Ratna.'


# --- speech of its own, or words of the sentence ----------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        '"Kami siap," kata Ratna.',
        'Ratna berkata, "Kami siap."',
        'Ratna: "Kami siap berlayar."',
        "“Kami siap”, kata Ratna.",
        "'Kami siap berlayar besok,' kata Ratna.",
        'Ratna menutup pidatonya. "Kami akan kembali."',
        'Kata Ratna "Kami belum pernah melihat ombak setinggi itu."',
    ],
)
def test_speech_is_standalone(text):
    assert len(standalone(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        'Film "Laut Selatan" tayang perdana di Ambon.',
        'Ratna menyebut jalan itu "sangat rusak" dan berbahaya.',
        "Ia dijuluki 'Si Jalak' oleh warga.",
        'Pelaku "mengamankan" uang itu.',
    ],
)
def test_words_of_the_sentence_in_marks_are_not_standalone(text):
    assert standalone(text) == []


def test_a_nested_quotation_is_never_standalone():
    assert standalone("\"Ibu bilang, 'Kami pulang besok pagi saja,' lalu pergi,\" kata Ratna.") == [
        "Ibu bilang, 'Kami pulang besok pagi saja,' lalu pergi,"
    ]


# --- origins in the article ----------------------------------------------------------------------------------


def test_a_verbatim_word_is_found_in_the_article():
    text = 'Ia pulang. "Kami siap. Kapal ada," kata Ratna di Ambon.'
    each = masked(text)[-1]
    at = each.text.index("Ratna")
    place, quotation = each.find_origin(at, at + len("Ratna"))
    assert (place.of(text), quotation) == ("Ratna", None)


def test_a_word_of_the_placeholder_is_the_whole_quotation_with_its_number():
    text = 'Film "Laut" tayang. "Kami siap. Kapal ada," kata Ratna.'
    each = masked(text)[-1]
    at = each.text.index("benar")
    place, quotation = each.find_origin(at, at + len("benar"))
    assert (place.of(text), quotation) == ('"Kami siap. Kapal ada,"', 1)


def test_a_stretch_across_a_quotation_has_the_right_start_and_end():
    text = 'Kata Ratna, "kami siap," lalu pulang.'
    [each] = masked(text)
    start, end = each.text.index("Ratna"), each.text.index(" pulang")
    assert each.find_origin(start, end)[0].of(text) == 'Ratna, "kami siap," lalu'


@settings(deadline=None)
@given(TEXTS)
@example('"Kondisinya membaik, "katanya.')
def test_every_verbatim_character_is_the_same_in_the_article(text):
    for each in masked(text):
        for piece in each.pieces:
            if piece.quotation is None:
                places = [each.find_origin(k, k + 1) for k in range(piece.start, piece.end)]
                assert all(number is None for _, number in places)
                assert "".join(place.of(text) for place, _ in places) == each.text[piece.start : piece.end]


@settings(deadline=None)
@given(TEXTS)
def test_every_character_of_a_placeholder_is_the_quotation_with_its_marks(text):
    found = quotations(text, Span(0, len(text)))
    for each in masked(text):
        for piece in each.pieces:
            if piece.quotation is not None:
                places = {each.find_origin(k, k + 1) for k in range(piece.start, piece.end)}
                assert places == {(found[piece.quotation].outer, piece.quotation)}


@settings(deadline=None)
@given(TEXTS)
def test_every_character_but_white_space_has_an_origin(text):
    for each in masked(text):
        for k, character in enumerate(each.text):
            if not character.isspace():
                each.find_origin(k, k + 1)


@settings(deadline=None)
@given(TEXTS)
@example('"A. "B. C," kata Ratna. "D')
def test_every_word_of_the_paragraph_is_taken_once_and_in_order(text):
    at = 0
    for piece in (piece for each in masked(text) for piece in each.pieces):
        assert at <= piece.origin.start
        assert not text[at : piece.origin.start].strip()
        at = piece.origin.end
    assert not text[at:].strip()


@settings(deadline=None)
@given(TEXTS)
def test_the_pieces_of_a_masked_text_follow_one_another(text):
    for each in masked(text):
        at = 0
        for piece in each.pieces:
            assert not each.text[at : piece.start].strip()
            assert at <= piece.start < piece.end <= len(each.text)
            at = piece.end
        assert at == len(each.text)


@settings(deadline=None)
@given(TEXTS, TEXTS, TEXTS)
def test_masked_texts_stay_in_their_paragraph(before, text, after):
    article = f"{before}\n{text}\n{after}"
    within = Span(len(before) + 1, len(before) + 1 + len(text))
    for each in mask_quotations(article, within, quotations(article, within)):
        assert all(within.contains(piece.origin) for piece in each.pieces)


@pytest.mark.parametrize(
    ("text", "is_masked"),
    [
        ('Ia menyanyikan "Pulang", "Hujan", dan "Laut".', False),
        ('Ia menyanyikan "Pulang", "Hujan di Kota yang Lama Sekali", lalu pergi.', False),
        ('Ia menyanyikan "Pulang", "Hujan di Kota yang Lama Sekali Itu", lalu pergi.', True),
        ('Rani menunjuk "Layang", "Ayo!" serunya.', True),
    ],
)
def test_titles_in_a_list_are_no_speech(text: str, is_masked: bool) -> None:
    within = Span(0, len(text))
    assert any(is_standalone(text, quotation, within) for quotation in quotations(text, within)) is is_masked
