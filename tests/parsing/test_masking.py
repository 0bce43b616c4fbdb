"""Frames: what the parser reads in place of long quotations, and the way back to the article."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from quotes.parsing.masking import Frame, frames, stands_alone
from quotes.quotation_marks import quotations
from quotes.records import Span

_WORD = st.sampled_from(["Kami", "siap", "kata", "Ratna", ",", ".", "?", "…", ":", '"', "“", "”", "'", "‘", "’", "43"])
_NEWS = st.lists(st.tuples(_WORD, st.sampled_from(["", " ", " ", "\t"])), max_size=25).map(
    lambda pairs: "".join(word + space for word, space in pairs)
)
TEXTS = st.one_of(_NEWS, st.text(max_size=50))


def framed(text: str) -> tuple[Frame, ...]:
    whole = Span(0, len(text))
    return frames(text, whole, quotations(text, whole))


def texts(text: str) -> list[str]:
    return [frame.text for frame in framed(text)]


def standing(text: str) -> list[str]:
    """The quotations of a text that are taken for speech."""
    whole = Span(0, len(text))
    return [q.content.of(text) for q in quotations(text, whole) if stands_alone(text, q, whole)]


# --- what the parser reads -------------------------------------------------------------------------


def test_a_quotation_of_several_sentences_becomes_a_short_one_and_its_frame_stays():
    assert texts('"Kami siap. Kapal ada. Kru lengkap," kata Ratna di Ambon.') == ['"Itu benar," kata Ratna di Ambon.']


def test_a_quotation_at_the_end_of_its_sentence_ends_it():
    assert texts('Ratna berkata, "Kami siap. Kapal ada."') == ['Ratna berkata, "Itu benar."']


def test_a_sentence_after_a_closed_quotation_begins_a_frame_of_its_own():
    assert texts('Ratna berkata, "Kami siap." Ia lalu pulang.') == ['Ratna berkata, "Itu benar."', " Ia lalu pulang."]


def test_a_sentence_before_a_quotation_is_a_frame_of_its_own():
    assert texts('Ia lalu pulang. "Kami siap," kata Ratna.') == ["Ia lalu pulang. ", '"Itu benar," kata Ratna.']


def test_a_quotation_around_its_cue_is_one_frame_with_two_of_them():
    assert texts('"Kami siap," kata Ratna, "kapal sudah ada."') == ['"Itu benar," kata Ratna, "Itu benar."']


def test_a_cue_glued_to_the_mark_is_parted_from_it():
    assert texts('"Kondisinya membaik, "katanya.') == ['"Itu benar," katanya.']


def test_a_small_letter_after_the_marks_goes_on_with_the_sentence_whatever_ends_the_words():
    assert texts('"Kapan kapal datang?" tanya Ratna.') == ['"Itu benar," tanya Ratna.']


def test_an_unclosed_quotation_ends_its_frame():
    assert texts('Ratna berkata, "Kami siap. Kapal ada.') == ['Ratna berkata, "Itu benar."']


def test_an_unopened_quotation_is_replaced_too():
    assert texts('Kami siap. Kapal sudah ada," kata Ratna.') == ['"Itu benar," kata Ratna.']


def test_titles_and_scare_words_stay_where_they_are():
    text = 'Film "Laut Selatan" dan lagu “Pulang” jadi "bintang" malam itu.'
    assert texts(text) == [text]


def test_a_paragraph_of_nothing_but_a_quotation_needs_no_parser():
    [frame] = framed('"Kami siap. Kapal sudah ada."')
    assert frame.only_quotations
    assert not any(frame.only_quotations for frame in framed('"Kami siap," kata Ratna.'))


def test_an_empty_paragraph_has_no_frames():
    assert framed("") == framed(" \n\t ") == ()


def test_the_frames_of_a_paragraph_leave_its_neighbours_alone():
    text = 'KOTA – "Kami siap," kata Ratna. (abc)'
    within = Span(text.index('"'), text.index(" (abc)"))
    [frame] = frames(text, within, quotations(text, within))
    assert frame.text == '"Itu benar," kata Ratna.'


# --- speech beside its sentence, or words inside it --------------------------------------------------


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
def test_speech_stands_beside_its_sentence(text):
    assert len(standing(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        'Film "Laut Selatan" tayang perdana di Ambon.',
        'Ratna menyebut jalan itu "sangat rusak" dan berbahaya.',
        "Ia dijuluki 'Si Jalak' oleh warga.",
        'Pelaku "mengamankan" uang itu.',
    ],
)
def test_words_of_the_sentence_in_marks_stay_in_it(text):
    assert standing(text) == []


def test_a_nested_quotation_never_stands():
    assert standing("\"Ibu bilang, 'Kami pulang besok pagi saja,' lalu pergi,\" kata Ratna.") == [
        "Ibu bilang, 'Kami pulang besok pagi saja,' lalu pergi,"
    ]


# --- the way back ----------------------------------------------------------------------------------


def test_a_word_of_the_frame_is_found_in_the_article():
    text = 'Ia pulang. "Kami siap. Kapal ada," kata Ratna di Ambon.'
    frame = framed(text)[-1]
    at = frame.text.index("Ratna")
    place, quotation = frame.origin(at, at + len("Ratna"))
    assert (place.of(text), quotation) == ("Ratna", None)


def test_a_word_of_the_stand_in_is_the_whole_quotation_with_its_number():
    text = 'Film "Laut" tayang. "Kami siap. Kapal ada," kata Ratna.'
    frame = framed(text)[-1]
    at = frame.text.index("benar")
    place, quotation = frame.origin(at, at + len("benar"))
    assert (place.of(text), quotation) == ('"Kami siap. Kapal ada,"', 1)


def test_a_stretch_from_verbatim_words_over_a_quotation_to_verbatim_words_has_both_ends_right():
    text = 'Kata Ratna, "kami siap," lalu pulang.'
    [frame] = framed(text)
    start, end = frame.text.index("Ratna"), frame.text.index(" pulang")
    assert frame.origin(start, end)[0].of(text) == 'Ratna, "kami siap," lalu'


@settings(deadline=None)
@given(TEXTS)
@example('"Kondisinya membaik, "katanya.')
def test_every_character_that_is_verbatim_is_the_same_in_the_article(text):
    for frame in framed(text):
        for piece in frame.pieces:
            if piece.quotation is None:
                places = [frame.origin(k, k + 1) for k in range(piece.start, piece.end)]
                assert all(number is None for _, number in places)
                assert "".join(place.of(text) for place, _ in places) == frame.text[piece.start : piece.end]


@settings(deadline=None)
@given(TEXTS)
def test_every_character_of_a_stand_in_is_the_quotation_with_its_marks(text):
    found = quotations(text, Span(0, len(text)))
    for frame in framed(text):
        for piece in frame.pieces:
            if piece.quotation is not None:
                places = {frame.origin(k, k + 1) for k in range(piece.start, piece.end)}
                assert places == {(found[piece.quotation].outer, piece.quotation)}


@settings(deadline=None)
@given(TEXTS)
def test_every_place_of_a_frame_without_white_space_has_an_origin(text):
    for frame in framed(text):
        for k, character in enumerate(frame.text):
            if not character.isspace():
                frame.origin(k, k + 1)


@settings(deadline=None)
@given(TEXTS)
@example('"A. "B. C," kata Ratna. "D')
def test_frames_take_every_word_of_the_paragraph_once_and_in_order(text):
    at = 0
    for piece in (piece for frame in framed(text) for piece in frame.pieces):
        assert at <= piece.origin.start
        assert not text[at : piece.origin.start].strip()
        at = piece.origin.end
    assert not text[at:].strip()


@settings(deadline=None)
@given(TEXTS)
def test_pieces_follow_one_another_in_their_frame(text):
    for frame in framed(text):
        at = 0
        for piece in frame.pieces:
            assert not frame.text[at : piece.start].strip()
            assert at <= piece.start < piece.end <= len(frame.text)
            at = piece.end
        assert at == len(frame.text)


@settings(deadline=None)
@given(TEXTS, TEXTS, TEXTS)
def test_frames_stay_in_their_paragraph(before, text, after):
    article = f"{before}\n{text}\n{after}"
    within = Span(len(before) + 1, len(before) + 1 + len(text))
    for frame in frames(article, within, quotations(article, within)):
        assert all(within.contains(piece.origin) for piece in frame.pieces)
