"""Wrapped lines: joined where a sentence goes on, and never where a paragraph ends."""

from __future__ import annotations

import textwrap

import pytest

from quotes.layout import TextView, make_view
from quotes.layout.wraps import MANY, NARROWEST, RAGGED, RAREST, WIDEST, WRAPPED_SHARE
from quotes.pipeline import load_rules

PARAGRAPHS = [
    '"Jembatan itu selesai bulan depan, dan kami akan membukanya untuk warga," kata Bupati Rani Dewi di Balai Kota.',
    "Ia mengatakan dana perbaikan sudah cair sejak Januari. Warga Desa Melati dan Desa Kenanga menunggu sejak banjir.",
    "Kepala Dinas Pekerjaan Umum Bima Sakti Nugroho menambahkan, pengerjaan tahap kedua dimulai pada Juli mendatang.",
]


RULES = load_rules().layout


def view_of(text: str) -> TextView:
    return make_view(text, RULES)


def seen(text: str) -> str:
    return view_of(text).text


@pytest.mark.parametrize("width", [36, 60, 72, 80, 100])
@pytest.mark.parametrize("between", ["\n\n", "\n"])
def test_wrapped_lines_are_joined_and_paragraphs_stay_apart(width: int, between: str) -> None:
    wrapped = between.join(textwrap.fill(each, width, break_on_hyphens=False) for each in PARAGRAPHS)
    assert seen(wrapped).split(between) == PARAGRAPHS


def test_indented_lines_are_joined_too() -> None:
    wrapped = textwrap.indent(textwrap.fill(PARAGRAPHS[2], 60), "    ")
    assert seen(wrapped) == PARAGRAPHS[2]


def test_a_name_that_the_line_break_divides_is_whole() -> None:
    text = '"Kami siap berangkat," kata Rani\nDewi di Ambon kepada wartawan. Ia\nmengatakan kapal sudah diperiksa.'
    assert "Rani Dewi di Ambon" in seen(text)


@pytest.mark.parametrize(
    "text",
    [
        "Hujan turun sejak pagi.\nWarga mengungsi ke balai desa.\nSungai meluap.",
        "Harga Beras Naik Lagi\nPetani Senang\nPembeli Mengeluh di Pasar",
        "Bahan:\n- beras dua kilogram\n- gula satu kilogram\n1. cuci beras",
        "beras\ngula pasir\nminyak goreng\ntelur ayam kampung",
        "Rani Dewi\nKetua Koperasi Melati\nDesa Kenanga",
        "Penulis: Rani Dewi\nEditor: Bima Sakti",
    ],
)
def test_lines_that_end_are_never_joined(text: str) -> None:
    assert seen(text) == text


def test_one_odd_break_inside_a_sentence_is_mended_behind_a_long_line_only() -> None:
    others = "\n".join(PARAGRAPHS * 4)
    long = "Bupati Rani Dewi mengatakan bahwa jembatan"
    assert len(long) >= 40 > len(long.removesuffix(" jembatan"))
    assert f"{long} itu akan selesai." in seen(f"{others}\n{long}\nitu akan selesai.")
    short = long.removesuffix(" jembatan")
    assert f"{short}\nitu akan selesai." in seen(f"{others}\n{short}\nitu akan selesai.")


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("menga-\ntakan", "mengatakan"),
        ("Kenan-\nga", "Kenanga"),  # no half is a word
        ("anak-\nanak", "anak-anak"),
        ("gerak-\ngerik", "gerak-gerik"),
        ("KPK-\nnya", "KPK-nya"),
        ("pintu-\nrumah", "pintu-rumah"),  # both halves are words
    ],
)
def test_a_hyphen_goes_only_where_it_divides_a_word(broken: str, whole: str) -> None:
    text = f"Bupati Rani Dewi berkata jalan itu sudah lama rusak dan {broken} di desa itu\nmengeluh sejak banjir."
    assert f"rusak dan {whole} di desa" in seen(text)


def test_lines_that_all_stand_apart_are_joined_too() -> None:
    text = (
        "Rani mengatakan bahwa jalan di depan pasar itu sudah lama rusak, dan warga di desa itu sudah lama meminta "
        "agar jalan itu segera diperbaiki oleh Dinas Pekerjaan Umum."
    )
    assert seen(textwrap.fill(text, 40).replace("\n", "\n\n")) == text


@pytest.mark.parametrize("lines", [MANY, MANY + 1])
def test_lines_that_stand_apart_are_joined_where_many_go_on(lines: int) -> None:
    text = "\n\n".join(["Rani Dewi melihat jalan desa", *["yang rusak di desa itu dan"] * (lines - 1)])
    assert ("\n" not in seen(text)) == (lines > MANY)


# --- the thresholds --------------------------------------------------------------------------------

#: Two lines of a sentence; the next word of the first would not have fitted.
BROKEN = ["Bupati Rani Dewi mengatakan jalan di", "depan pasar itu sudah lama rusak."]
NAMES = ["Rani Dewi", "Bima Sakti"]


@pytest.mark.parametrize("headings", [2, 3])
def test_text_is_wrapped_where_enough_of_its_open_lines_go_on_in_small_letters(headings: int) -> None:
    assert 1 / 3 > WRAPPED_SHARE > 1 / 4
    lines = [*BROKEN, *(f"Daftar Warga Desa {'ABC'[k]}" for k in range(headings)), "Selesai sudah."]
    short = seen("\n".join(lines)).split("\n")[0]
    assert short == (" ".join(BROKEN) if headings == 2 else BROKEN[0])


@pytest.mark.parametrize("breaks", [10, 11])
def test_one_open_line_among_many_says_nothing(breaks: int) -> None:
    assert RAREST == 1 / 10
    lines = [*BROKEN, *["Warga pulang."] * (breaks - 1)]
    assert (seen("\n".join(lines)).split("\n")[0] == " ".join(BROKEN)) == (breaks == 10)


@pytest.mark.parametrize("length", [NARROWEST - 1, NARROWEST, WIDEST, WIDEST + 1])
def test_lines_of_wrapped_text_are_neither_short_nor_long(length: int) -> None:
    first = ("Rani melihat jalan di desa dan " + "x" * length)[:length]
    second = ("itu rusak seperti di Desa " + "x" * length)[:length]
    joined = seen(f"{first}\n{second}\nKenanga juga.") == f"{first} {second} Kenanga juga."
    assert joined == (NARROWEST <= length <= WIDEST)


def test_a_line_that_is_almost_full_is_joined_to_a_name() -> None:
    first = "Bupati Rani Dewi mengatakan jalan di depan pasar"
    near = int(len(first) * RAGGED) - len(" Bima")
    for length, joined in ((near + 1, True), (near - 1, False)):
        line = ("Warga bertemu Kepala Dinas Kota Melati" + "i" * 60)[:length]
        text = f"{first}\nitu sudah rusak.\n{line}\nBima Sakti di balai desa."
        assert (f"{line} Bima" in seen(text)) == joined


def test_paragraphs_of_a_quotation_with_marks_only_at_its_ends_are_joined() -> None:
    text = '"Saya minta maaf kepada semua warga.\n\nSaya akan mundur besok pagi," kata Bupati Bima Sakti.'
    assert seen(text).startswith('"Saya minta maaf kepada semua warga. Saya akan mundur')


@pytest.mark.parametrize(
    ("text", "view"),
    [
        ('"Kami lega\nsekali," kata Rani\nDewi, Senin.', '"Kami lega sekali," kata Rani Dewi, Senin.'),
        ('"Kami lega," kata Rani\nDewi, Senin.', '"Kami lega," kata Rani\nDewi, Senin.'),
        ('"Kami lega\nSekali," kata Rani\nDewi, Senin.', '"Kami lega\nSekali," kata Rani\nDewi, Senin.'),
    ],
)
def test_a_short_line_is_wrapped_where_the_next_continues_its_quotation_in_small_letters(text: str, view: str) -> None:
    assert seen(text) == view


@pytest.mark.parametrize("between", [4, 5])
def test_a_quotation_runs_through_a_few_paragraphs_at_most(between: int) -> None:
    text = '"Saya minta maaf.\n' + "Saya lelah sekali.\n" * between + 'Saya mundur," kata Bupati Bima Sakti.'
    assert ("\n" in seen(text)) == (between == 5)


@pytest.mark.parametrize(
    "text",
    [
        '"Saya minta maaf.\n"Saya akan mundur," kata Bupati Bima Sakti.',
        '"Saya minta maaf.\nRani pulang.\nLalu "maju" terus.',
        'Layar 43" itu laku.\nKami siap," kata Rani.',
    ],
)
def test_paragraphs_are_not_joined_where_the_mark_opens_anew_or_stays_open(text: str) -> None:
    assert seen(text) == text


def line(length: int, *, capital: bool = False, stop: bool = False) -> str:
    """A line of one word of that length, which does not end a sentence unless it has a stop."""
    return ("B" if capital else "b") + "a" * (length - 1 - stop) + "." * stop


def joins(*lines: str) -> list[bool]:
    """Whether each line break of a text becomes a blank."""
    text = "\n".join(lines)
    view = seen(text)
    ends = [sum(map(len, lines[:number])) + number - 1 for number in range(1, len(lines))]
    return [view[end] == " " for end in ends]


@pytest.mark.parametrize(("length", "is_wrapped"), [(24, False), (25, True)])
def test_wrapped_lines_have_twenty_five_characters_or_more(length: int, is_wrapped: bool) -> None:
    assert joins(line(length, capital=True), line(9, stop=True)) == [is_wrapped]


@pytest.mark.parametrize(("length", "is_wrapped"), [(130, True), (131, False)])
def test_wrapped_lines_have_a_hundred_and_thirty_characters_or_fewer(length: int, is_wrapped: bool) -> None:
    # a long line is joined to what goes on in any text, a short one in wrapped text only
    assert joins(line(length, capital=True), line(20), line(9, stop=True)) == [True, is_wrapped]


@pytest.mark.parametrize(("headings", "is_wrapped"), [(7, True), (8, False)])
def test_three_in_ten_breaks_inside_sentences_of_wrapped_text_stand_before_a_small_letter(
    headings: int, is_wrapped: bool
) -> None:
    wrapped = [line(30, capital=True), line(30, stop=True)] * 3
    lines = [*wrapped, *[line(5, capital=True)] * headings, line(5, stop=True)]
    assert joins(*lines)[0] is is_wrapped


@pytest.mark.parametrize(("sentences", "is_wrapped"), [(9, True), (10, False)])
def test_one_in_ten_breaks_of_wrapped_text_goes_on_in_a_sentence(sentences: int, is_wrapped: bool) -> None:
    lines = [line(30, capital=True), *[line(30, stop=True)], *[line(30, capital=True, stop=True)] * sentences]
    assert joins(*lines)[0] is is_wrapped


@pytest.mark.parametrize(("last", "is_joined"), [(14, False), (15, True)])
def test_before_a_capital_the_next_word_must_not_have_fitted(last: int, is_joined: bool) -> None:
    width, before = 60, 36
    assert before + 1 + 14 == 0.85 * width
    lines = [line(width, capital=True), line(width), line(before), line(last, capital=True) + " ini."]
    assert joins(*lines)[-1] is is_joined


@pytest.mark.parametrize(("length", "is_joined"), [(72, True), (73, False)])
def test_before_a_capital_a_line_may_be_a_fifth_longer_than_the_width(length: int, is_joined: bool) -> None:
    # one line in twenty may be longer than the width
    lines = [*[line(60)] * 20, line(length), line(20, capital=True, stop=True)]
    assert joins(*lines)[-1] is is_joined


@pytest.mark.parametrize(("breaks", "is_wrapped"), [(2, False), (3, True)])
def test_where_every_line_stands_apart_three_go_on_in_wrapped_text(breaks: int, is_wrapped: bool) -> None:
    lines = [line(30, capital=True), *[line(30)] * (breaks - 1), line(9, stop=True)]
    assert seen("\n\n".join(lines)) == (" " if is_wrapped else "\n\n").join(lines)


@pytest.mark.parametrize(("broken", "whole"), [("xagel-\nxabat", "xagel-xabat"), ("xegel-\nxabat", "xegelxabat")])
def test_the_halves_of_a_doubled_word_begin_with_the_same_two_letters(broken: str, whole: str) -> None:
    text = f"Rani mengatakan jalan itu sudah lama rusak dan warga {broken} di desa itu\nmengeluh sejak banjir datang."
    assert f"warga {whole} di desa" in seen(text)


@pytest.mark.parametrize(("length", "is_joined"), [(39, False), (40, True)])
def test_one_odd_break_is_mended_behind_forty_characters(length: int, is_joined: bool) -> None:
    sentences = [line(9, capital=True, stop=True)] * 20
    assert joins(line(length, capital=True), line(9, stop=True), *sentences)[0] is is_joined


@pytest.mark.parametrize(("length", "is_joined"), [(39, False), (40, True)])
def test_a_sentence_that_a_link_interrupts_is_whole_behind_forty_characters(length: int, is_joined: bool) -> None:
    text = f"{line(length, capital=True)}\n\nBaca juga: Harga Beras Naik\n\nitu rusak parah."
    assert ("\n" not in seen(text)) is is_joined


@pytest.mark.parametrize(("length", "is_joined"), [(38, False), (39, True)])
def test_a_line_is_full_where_the_next_word_would_fill_more_than_85_in_100_of_the_width(
    length: int, is_joined: bool
) -> None:
    # the width is 60: 51 characters are just 85 in 100
    wrapped = [line(60, capital=True), line(60), line(9, stop=True)]
    assert joins(*wrapped, line(length, capital=True), line(12, capital=True, stop=True))[3] is is_joined


@pytest.mark.parametrize(("length", "is_joined"), [(72, True), (73, False)])
def test_a_line_that_is_joined_to_a_name_is_a_fifth_longer_than_the_width_at_most(length: int, is_joined: bool) -> None:
    wrapped = [line(60, capital=True), line(60), line(9, stop=True)] * 20
    assert joins(*wrapped, line(length, capital=True), line(9, capital=True, stop=True))[-1] is is_joined


@pytest.mark.parametrize(("words", "is_joined"), [(6, False), (7, True)])
def test_an_open_quotation_without_a_sign_at_its_end_has_seven_words(words: int, is_joined: bool) -> None:
    text = f'"{" ".join(["Kami", *["siap"] * (words - 1)])}\nKami menunggu," kata Bupati Bima Sakti.'
    assert ("\n" not in seen(text)) is is_joined


@pytest.mark.parametrize(
    ("text", "is_joined"),
    [
        ('"Kami siap,"\nkata Rani.', True),
        ('"Kami siap",\n\nkata Rani.', True),
        ('"Kami siap."\n\nKata Rani, pasar dibuka.', False),
        ('Film "Layang"\ndan lagu.', False),
    ],
)
def test_a_line_with_the_cue_is_joined_to_the_quotation_before_it(text: str, is_joined: bool) -> None:
    assert ("\n" not in seen(text)) is is_joined
