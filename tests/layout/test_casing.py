"""Upper-case text: small letters for all but names and the starts of sentences, at the same positions."""

from __future__ import annotations

import pytest

from quotes.layout import TextView, make_view
from quotes.layout.casing import FEWEST_QUOTED, FEWEST_WORDS, _find_most_likely, lower_capitals
from quotes.layout.rules import LayoutRules
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


@pytest.mark.parametrize(
    ("text", "view"),
    [
        ("Ketua RT BUDI SETIAWAN menilai jalan itu rusak.", "Ketua RT Budi Setiawan menilai jalan itu rusak."),
        ("Nelayan BUDI menilai ombak itu tinggi.", "Nelayan BUDI menilai ombak itu tinggi."),
        ("Rapat TNI POLRI digelar di Ambon.", "Rapat TNI POLRI digelar di Ambon."),
        ("Poster HARGA TURUN dipasang warga.", "Poster HARGA TURUN dipasang warga."),
        ("Penulis: RANI DEWI", "Penulis: RANI DEWI"),
        ("TELUK RANI – Hujan turun sejak pagi.", "TELUK RANI – Hujan turun sejak pagi."),
        ("TELUK RANI banjir – Hujan turun sejak pagi.", "Teluk Rani banjir – Hujan turun sejak pagi."),
    ],
)
def test_two_names_in_capitals_in_a_row_are_restored_in_other_text(text: str, view: str) -> None:
    assert seen(text) == view


@pytest.mark.parametrize(
    ("text", "view"),
    [
        ("menurut rani dewi, harga turun.", "Menurut Rani Dewi, harga turun."),
        ("rani dewi sudah pulang.", "rani dewi sudah pulang."),
        ("Menurut rani dewi, harga turun.", "Menurut rani dewi, harga turun."),
    ],
)
def test_a_text_without_capitals_has_capitals_from_five_words_on(text: str, view: str) -> None:
    assert seen(text) == view


@pytest.mark.parametrize(
    ("text", "view"),
    [("BUDI MENGAKU KECEWA.", "Budi mengaku kecewa."), ("BUDI MENGAKU KECEWA", "BUDI MENGAKU KECEWA")],
)
def test_three_words_that_end_like_a_sentence_are_upper_case_text(text: str, view: str) -> None:
    assert seen(text) == view


def test_short_roles_have_a_capital() -> None:
    assert seen("HARGA BERAS TURUN BULAN DEPAN, KATA MENDAG.").endswith("kata Mendag.")


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


@pytest.mark.parametrize(("capitals", "is_upper"), [(36, True), (35, False)])
def test_nine_in_ten_letters_of_upper_case_text_are_capitals(capitals: int, is_upper: bool) -> None:
    text = f"RANI MENJUAL DUA KARUNG BERAS DI PASAR {'INDU'[: capitals - 32]}uuuu"
    assert sum(map(str.isupper, text)) == capitals
    assert (seen(text) != text) is is_upper


def test_a_headline_in_capitals_is_parted_from_the_sentence_behind_it() -> None:
    text = "HARGA BERAS NAIK LAGI, WARGA MENGELUH Bupati Rani Dewi membantah kabar itu."
    assert seen(text) == "Harga beras naik lagi, warga mengeluh\nBupati Rani Dewi membantah kabar itu."
    assert "\n" not in seen("RANI DEWI DAN KPK Bupati Rani Dewi pulang.")
    assert seen("HARGA BERAS NAIK LAGI JAKARTA, Kompas.com - Hujan turun.").endswith(
        "JAKARTA, Kompas.com - Hujan turun."
    )


@pytest.mark.parametrize(
    ("word", "view"), [("JLN", "Warga di Tepi JLN. hujan turun"), ("JLNN", "Warga di Tepi JLNN. Hujan turun")]
)
def test_behind_a_stop_after_three_letters_or_fewer_no_sentence_begins(word: str, view: str) -> None:
    assert seen(f"WARGA DI TEPI {word}. HUJAN TURUN LAGI SEKARANG") == f"{view} lagi sekarang"


@pytest.mark.parametrize(
    ("before", "share", "after", "is_small"),
    [
        ([], 0.37, [], False),  # at the start of a line
        ([], 0.39, [], True),
        ([0.0], 0.79, [], False),  # behind a name
        ([0.0], 0.81, [], True),
        ([1.0], 0.26, [1.0], False),  # between two words in small letters
        ([1.0], 0.28, [1.0], True),
        ([0.0], 0.93, [0.0], False),  # between two names
        ([0.0], 0.95, [0.0], True),
    ],
)
def test_a_word_is_small_from_a_share_on_that_depends_on_its_neighbours(
    before: list[float], share: float, after: list[float], is_small: bool
) -> None:
    shares = [min(max(each, 0.02), 0.98) for each in (*before, share, *after)]
    assert _find_most_likely(shares)[len(before)] is is_small


@pytest.mark.parametrize(("number", "is_small"), [(3, False), (4, True)])
def test_unknown_words_with_affixes_are_names_by_themselves_and_none_before_a_word_in_small_letters(
    number: int, is_small: bool
) -> None:
    rules = LayoutRules((), {}, {"small-10": "pasar"})
    line = " ".join(["MENGGORANGKAN", "DIPLUTASKAN", "BERGALUNAN", "PASAR"][:number])
    assert lower_capitals(TextView(f'"{line}"'), rules).text[15:].islower() is is_small


@pytest.mark.parametrize("share", ["0", "2", "3", "9"])
def test_a_word_that_news_seldom_writes_small_is_a_name_between_small_words(share: str) -> None:
    rules = LayoutRules((), {}, {"small-10": "harga naik", f"small-{share}": "beras"})
    small = lower_capitals(TextView('"HARGA BERAS NAIK"'), rules).text
    assert small == ('"Harga beras naik"' if int(share) > 2 else '"Harga Beras naik"')


@pytest.mark.parametrize(("word", "seen_as"), [("KPWX", "KPWX"), ("KPWXZ", "Kpwxz"), ("KAWX", "Kawx")])
def test_unknown_words_without_a_vowel_of_up_to_four_letters_are_abbreviations(word: str, seen_as: str) -> None:
    assert seen(f"WARGA DI DESA BERTEMU {word}") == f"Warga di desa bertemu {seen_as}"


def test_what_the_article_writes_elsewhere_outweighs_what_news_writes() -> None:
    rules = LayoutRules((), {}, {"small-9": "pasar pulang ke"})
    text = TextView("PAK PASAR PULANG KE ZUBIK\nKata Pak Pasar, ada zubik di sana.")
    assert lower_capitals(text, rules).text.startswith("Pak Pasar pulang ke zubik\n")


def test_a_line_of_upper_case_text_behind_the_end_of_a_sentence_begins_one() -> None:
    assert "\nDana itu" in seen("BUPATI RANI DEWI TIBA PADA SENIN.\nDANA ITU SUDAH CAIR DAN DITERIMA.")
