"""Links inside the text: where their headline ends, and what is whole again without them."""

from __future__ import annotations

import pytest

from quotes.layout import make_view, split_paragraphs
from quotes.layout.headlines import headline_end
from quotes.pipeline import load_rules

RULES = load_rules().layout


def bodies(text: str) -> list[str]:
    view = make_view(text, RULES).text
    return [p.body.of(view) for p in split_paragraphs(view, RULES) if p.kind == "body"]


@pytest.mark.parametrize(
    ("headline", "sentence"),
    [
        ("Harga Beras Naik Lagi di Pasar Induk", "Menurut Rani Dewi, warga mengeluh sejak pagi."),
        ("Harga Beras Naik Lagi di Pasar Induk", "Namun, Bupati Rani Dewi membantah kabar itu."),
        ("Harga Beras Naik Lagi di Pasar Induk", "Bima Sakti menjelaskan, korban tinggal di desa."),
        ("Harga Beras Naik Lagi di Pasar Induk", "Kapolsek Melati AKP Bima Sakti memeriksa mereka."),
        ("Harga Beras Naik Lagi di Pasar Induk", "Warga mengeluh sejak pagi di depan balai desa."),
        ("Harga Beras Naik, Warga Mengadu ke DPRD", '"Kami sudah lama menunggu," kata Rani Dewi.'),
        ('Bupati: "Saya Tidak Bersalah"', "Menurut Rani Dewi, warga mengeluh sejak pagi."),
        ("Kapan Panen Raya? Ini Jadwal Lengkapnya", "Selain itu, warga mengeluh sejak pagi."),
        ("Warga Mengeluh, Apa Kata Bupati?", "Ia menambahkan jalan itu sudah lama rusak."),
        ("Harga beras naik lagi di pasar", "Menurut Rani Dewi, warga mengeluh sejak pagi."),
        ("5 Fakta Kebakaran Pasar Induk", "Di lokasi itu, warga mengeluh sejak pagi."),
    ],
)
@pytest.mark.parametrize("lead", ["Baca juga: ", "BACA JUGA : ", "Simak juga: ", "Baca Juga:"])
def test_a_headline_ends_where_the_next_sentence_begins(lead: str, headline: str, sentence: str) -> None:
    before = "Hujan turun sejak pagi, dan AKP Bima Sakti datang."
    assert bodies(f"{before} {lead}{headline} {sentence}") == [before, sentence]


@pytest.mark.parametrize(
    "quotation",
    [
        '"Kami sudah lama menunggu perbaikan jalan itu," kata Rani Dewi.',
        "“Ini saya di sampingnya,” kata dia.",
        '"Pastikan ada cinta di situ," imbuhnya.',
    ],
)
@pytest.mark.parametrize("lead", ["Baca juga: ", "Baca Juga : Baca Juga : ", "BACA JUGA: "])
def test_a_link_whose_headline_got_lost_leaves_the_quotation_behind_it(lead: str, quotation: str) -> None:
    before = "Hujan turun sejak pagi."
    assert bodies(f"{before} {lead}{quotation} Ia pulang.") == [before, f"{quotation} Ia pulang."]


@pytest.mark.parametrize("headline", ['"Saya Siap Mundur," Kata Rani Dewi', "'Beras Naik Lagi di Pasar Induk'"])
def test_a_headline_may_begin_with_marks(headline: str) -> None:
    before, behind = "Hujan turun sejak pagi.", "Menurut Rani Dewi, warga mengeluh sejak pagi."
    assert bodies(f"{before} Baca juga: {headline} {behind}") == [before, behind]


def test_an_address_is_a_headline_of_its_own() -> None:
    text = "Hujan turun. Baca juga: https://contoh.id/harga-beras Ia pulang. Baca juga Harga Beras Naik Lagi Ia tidur."
    assert bodies(text) == ["Hujan turun.", "Ia pulang.", "Ia tidur."]


def test_a_headline_that_ends_the_line_is_left_out_to_the_end() -> None:
    assert bodies("Hujan turun sejak pagi. Baca juga: Harga Beras Naik Lagi di Pasar") == ["Hujan turun sejak pagi."]
    assert bodies("Hujan turun sejak pagi. Baca juga: Harga Beras Naik Lagi. Rani pulang.") == [
        "Hujan turun sejak pagi.",
        "Rani pulang.",
    ]


@pytest.mark.parametrize(("length", "end"), [(240, 240), (241, 0)])
def test_a_headline_without_an_end_has_two_hundred_and_forty_characters_at_most(length: int, end: int) -> None:
    text = ("Harga Beras Naik " * 20)[: length - 1] + "k"
    assert headline_end(text, 0, len(text), RULES) == end


def test_a_headline_that_trails_off_is_left_out_whole() -> None:
    assert bodies("Hujan turun sejak pagi. Baca juga: Rani Dewi Pulang apabila...") == ["Hujan turun sejak pagi."]


def test_a_link_of_its_own_line_is_left_out_whole() -> None:
    text = "Hujan turun sejak pagi.\nBaca juga: Harga beras Naik lagi Menurut warga\nRani pulang."
    assert bodies(text) == ["Hujan turun sejak pagi.", "Rani pulang."]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        (
            "Rani mengatakan jalan (Baca juga: Harga Beras Naik) itu rusak.",
            "Rani mengatakan jalan itu rusak.",
        ),
        (
            '"Kami siap sejak pagi. Baca juga: Harga Beras Naik Lagi Kami datang sore ini," kata Rani.',
            '"Kami siap sejak pagi. Kami datang sore ini," kata Rani.',
        ),
        (
            '"Kami siap sejak pagi.\n\nBaca juga: Harga Beras Naik Lagi\n\nKami datang sore ini," kata Rani.',
            '"Kami siap sejak pagi. Kami datang sore ini," kata Rani.',
        ),
        (
            "Rani mengatakan bahwa jalan di depan pasar\n\nBaca juga: Harga Beras Naik\n\nitu rusak parah.",
            "Rani mengatakan bahwa jalan di depan pasar itu rusak parah.",
        ),
    ],
)
def test_a_sentence_or_quotation_that_a_link_interrupts_is_whole(text: str, whole: str) -> None:
    assert [" ".join(body.split()) for body in bodies(text)] == [whole]


@pytest.mark.parametrize("number", [39, 40, 41])
def test_a_line_has_forty_links_at_most(number: int) -> None:
    text = "Baca juga: Harga Beras Naik Lagi Menurut warga, hujan turun. " * number
    links = [p for p in split_paragraphs(text, RULES) if p.kind == "furniture"]
    assert len(links) == min(number, 40)
