"""Upper-case text: small letters for all but names and the starts of sentences, at the same positions."""

from __future__ import annotations

import pytest

from quotes.layout import make_view
from quotes.layout.casing import FEWEST_QUOTED, FEWEST_WORDS, UPPER_SHARE
from quotes.pipeline import load_rules

RULES = load_rules().layout


def seen(text: str) -> str:
    return make_view(text, RULES).text


@pytest.mark.parametrize(
    ("upper", "view"),
    [
        (
            '"KAMI SIAP MENJAGA LAUT," KATA MENTERI PERIKANAN RATNA WULANDARI DI AMBON.',
            '"Kami siap menjaga laut," kata Menteri Perikanan Ratna Wulandari di Ambon.',
        ),
        (
            "MENURUT KETUA KPK BIMA SAKTI, M.T., TIGA ORANG SUDAH DITAHAN. IA MENOLAK MERINCI.",
            "Menurut Ketua KPK Bima Sakti, M.T., tiga orang sudah ditahan. Ia menolak merinci.",
        ),
        (
            'WARGA BERTANYA: "KAPAN JEMBATAN SELESAI?" BUPATI H. RANI DEWI TERSENYUM.',
            'Warga bertanya: "Kapan jembatan selesai?" Bupati H. Rani Dewi tersenyum.',
        ),
        ("ANAK-ANAK DI DESA ITU SUDAH PULANG.", "Anak-anak di desa itu sudah pulang."),
    ],
)
def test_upper_case_text_has_small_letters_but_for_names(upper: str, view: str) -> None:
    assert seen(upper) == view


def test_positions_stay_and_the_article_is_untouched() -> None:
    text = "BUPATI RANI DEWI MENYEBUT DANA ITU SUDAH CAIR."
    view = make_view(text, RULES)
    assert len(view.text) == len(text)
    assert view.starts == ()


def test_a_headline_takes_its_names_from_the_article_below() -> None:
    article = "Petani bernama Gunung Jati menanam padi. Kini Gunung senang, dan padi tumbuh.\nIa pulang."
    assert seen(f"KISAH SUKSES GUNUNG MENANAM PADI\n\n{article}").startswith("Kisah sukses Gunung menanam padi\n")


def test_lines_of_upper_case_text_that_go_on_are_one_sentence() -> None:
    assert "Dana itu sudah cair dan akan diterima warga" in seen(
        "BUPATI RANI DEWI MENGATAKAN PADA SENIN. DANA ITU SUDAH\nCAIR DAN AKAN DITERIMA WARGA."
    ).replace("\n", " ")


@pytest.mark.parametrize(
    "text",
    [
        "RANI DEWI | BIMA SAKTI",
        "JAKARTA, CONTOH.com - Hujan turun sejak pagi.",
        "Rani Dewi dari KPK dan DPR RI hadir di TVRI.",
        "PENULIS: RANI DEWI",
    ],
)
def test_names_abbreviations_and_credits_keep_their_capitals(text: str) -> None:
    assert seen(text) == text


def test_a_line_of_few_words_keeps_its_capitals_unless_it_has_marks() -> None:
    words = ["RANI", "MENJUAL", "BERAS", "DI", "PASAR"]
    assert len(words) == FEWEST_WORDS
    assert seen(" ".join(words)) == "Rani menjual beras di pasar"
    assert seen(" ".join(words[:-1])) == "RANI MENJUAL BERAS DI"
    assert len(['"SIAP,"', "KATA", "RANI"]) == FEWEST_QUOTED
    assert seen('"SIAP," KATA RANI') == '"Siap," kata Rani'
    assert seen('"SIAP," UJARNYA') == '"SIAP," UJARNYA'


def test_a_line_with_some_small_letters_is_no_upper_case_text() -> None:
    upper = "RANI MENJUAL BERAS DI PASAR IND"
    letters = sum(map(str.isalpha, upper))
    few = int(letters / UPPER_SHARE - letters)
    assert seen(upper + "u" * few).startswith("Rani menjual beras")
    assert seen(upper + "u" * (few + 1)) == upper + "u" * (few + 1)


def test_a_headline_in_capitals_is_parted_from_the_sentence_behind_it() -> None:
    text = "HARGA BERAS NAIK LAGI, WARGA MENGELUH Bupati Rani Dewi membantah kabar itu."
    assert seen(text) == "Harga beras naik lagi, warga mengeluh\nBupati Rani Dewi membantah kabar itu."
    assert seen("RANI DEWI DAN KPK Bupati Rani Dewi pulang.") == "RANI DEWI DAN KPK Bupati Rani Dewi pulang."
    assert seen("HARGA BERAS NAIK LAGI JAKARTA, Kompas.com - Hujan turun.").endswith(
        "JAKARTA, Kompas.com - Hujan turun."
    )


@pytest.mark.parametrize(
    ("word", "view"), [("JLN", "Warga di Tepi JLN. hujan turun"), ("JLNN", "Warga di Tepi JLNN. Hujan turun")]
)
def test_behind_a_stop_after_three_letters_or_fewer_no_sentence_begins(word: str, view: str) -> None:
    assert seen(f"WARGA DI TEPI {word}. HUJAN TURUN LAGI SEKARANG") == f"{view} lagi sekarang"
