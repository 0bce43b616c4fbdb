"""What of an article is its own words, and what is dateline, credit, link and furniture."""

from __future__ import annotations

import time

import pytest

from quotes.layout import LayoutRules, split_paragraphs
from quotes.pipeline import load_rules

QUOTE = '"Kami siap," kata Rani Dewi.'
SENTENCE = "Hujan turun sejak pagi di beberapa desa, dan warga mengungsi ke balai desa."


@pytest.fixture(scope="module")
def rules() -> LayoutRules:
    return load_rules().layout


def kinds(text: str, rules: LayoutRules) -> list[str]:
    return [paragraph.kind for paragraph in split_paragraphs(text, rules)]


def bodies(text: str, rules: LayoutRules) -> list[str]:
    return [p.body.of(text) for p in split_paragraphs(text, rules) if p.kind == "body"]


def test_every_line_is_a_paragraph_whatever_its_line_break(rules: LayoutRules) -> None:
    text = "Satu kata.\r\n\r\n  Dua kata.\t\n\xa0\n\u200b\rTiga kata.\u2028Empat kata.\n"
    assert bodies(text, rules) == ["Satu kata.", "Dua kata.", "Tiga kata.", "Empat kata."]
    assert [p.index for p in split_paragraphs(text, rules)] == [0, 1, 2, 3]


@pytest.mark.parametrize("text", ["", " ", "\n\r\n", "\xa0\u200b\n \t"])
def test_a_text_of_white_space_has_no_paragraphs(rules: LayoutRules, text: str) -> None:
    assert split_paragraphs(text, rules) == ()


def test_an_article_of_one_line_is_one_paragraph(rules: LayoutRules) -> None:
    text = f"{SENTENCE} {QUOTE} {SENTENCE}"
    assert bodies(text, rules) == [text]


def test_positions_are_those_of_the_untouched_text(rules: LayoutRules) -> None:
    text = f"\n  JAKARTA, CONTOH.com - {QUOTE} (den/asa)  \n"
    (paragraph,) = split_paragraphs(text, rules)
    assert paragraph.span.of(text) == text.strip()
    assert paragraph.body.of(text) == QUOTE


@pytest.mark.parametrize(
    "dateline",
    [
        "JAKARTA, KOMPAS.com - ",
        "Jakarta, CNN Indonesia -- ",
        "Jakarta, CNN Indonesia - - ",
        "Jakarta (ANTARA) - ",
        "Merdeka.com - ",
        "TRIBUNNEWS.COM, JAKARTA - ",
        "KONTAN.CO.ID - JAKARTA. ",
        "TRIBUN-VIDEO.COM - ",
        "JUARA.NET, KUALA LUMPUR - ",
        "Rimanews - ",
        "JAKARTA – ",
        "Jakarta\xa0- ",
        "TEMPO.CO, Jakarta- ",
        "Yogyakarta - ",
        "TANGERANG (Pos Kota) –",
    ],
)
@pytest.mark.parametrize("sentence", [SENTENCE, QUOTE])
def test_a_dateline_is_no_part_of_the_first_sentence(rules: LayoutRules, dateline: str, sentence: str) -> None:
    assert bodies(dateline + sentence, rules) == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "Jakarta - Bandung ditempuh tiga jam dengan kereta.",
        "TNI - Polri menjaga kota sejak pagi.",
        "Bupati Sleman - yang baru dilantik - tidak hadir.",
        "Menurut Kompas, harga beras - dan gula - turun.",
        "Di Jakarta, Surabaya, dan Medan hujan turun.",
    ],
)
def test_a_dash_alone_makes_no_dateline(rules: LayoutRules, sentence: str) -> None:
    assert bodies(sentence, rules) == [sentence]


def test_a_bare_place_is_a_dateline_at_the_opening_only(rules: LayoutRules) -> None:
    text = "\n".join([SENTENCE] * 3 + ["Surabaya - Hujan turun sejak pagi."])
    assert bodies(text, rules)[-1] == "Surabaya - Hujan turun sejak pagi."


def test_a_dateline_with_its_outlet_is_one_in_any_paragraph(rules: LayoutRules) -> None:
    text = "\n".join([SENTENCE] * 5 + [f"SURABAYA, CONTOH.com - {SENTENCE}"])
    assert bodies(text, rules)[-1] == SENTENCE


def test_a_dateline_on_a_line_of_its_own_has_no_body(rules: LayoutRules) -> None:
    first, second = split_paragraphs(f"Suara.com -\n{SENTENCE}", rules)
    assert (first.kind, first.body.start) == ("dateline", first.body.end)
    assert second.kind == "body"


@pytest.mark.parametrize("headline", ["Harga Beras Turun", "Warga Mengungsi, Hujan Belum Reda"])
def test_a_headline_above_the_dateline_is_a_heading(rules: LayoutRules, headline: str) -> None:
    assert kinds(f"{headline}\n\nJAKARTA, CONTOH.com - {SENTENCE}", rules) == ["heading", "body"]


def test_a_headline_that_says_whose_words_it_has_is_no_heading(rules: LayoutRules) -> None:
    assert kinds(f"Rani: Harga Beras Turun\n\nJAKARTA, CONTOH.com - {SENTENCE}", rules) == ["body", "body"]


LEFTOVERS = """
(Contoh-Video.com/ Contohnews.com)
Artikel ini telah tayang di Contohnews.com dengan judul Harga Beras: Kita Turunkan, [ Ссылка ].
Penulis: Rani Dewi
Editor: Bima Sakti
HOST: SARI MELATI
VP: TONO WIJAYA
#hargaberas #beritapagi #live
Ещё видео!
"""


def test_the_leftovers_under_an_article_are_furniture(rules: LayoutRules) -> None:
    assert kinds(SENTENCE + LEFTOVERS, rules) == ["body"] + ["furniture"] * 8


@pytest.mark.parametrize(
    "line",
    [
        "Baca juga: Harga Beras Turun, Kata Rani",
        'BACA JUGA: Rani: "Harga Beras Turun"',
        "Simak Juga : Harga Beras Turun",
        "[Baca Juga: Harga Beras Turun]",
        "(Baca: Harga Beras Turun)",
        "Pewarta: Rani Dewi",
        "Reporter : Rani Dewi",
        "Sumber: Contoh Harian dan Contoh.id.",
        "Laporan Wartawan Contohnews.com, Rani Dewi",
        "[Gambas:Video 20detik]",
        "[ Ссылка ]",
        "SCROLL TO CONTINUE WITH CONTENT",
        "ADVERTISEMENT",
        "Foto: Rani Dewi/Contoh",
        "(Foto: Rani Dewi)",
        "Suasana pasar, Senin (1/5/2023). (ANTARA FOTO/Rani Dewi)",
        "COPYRIGHT © CONTOH 2023",
        "* * *",
    ],
)
def test_a_line_of_furniture_between_paragraphs_is_recognised(rules: LayoutRules, line: str) -> None:
    assert kinds(f"{SENTENCE}\n{line}\n{SENTENCE}", rules) == ["body", "furniture", "body"]


@pytest.mark.parametrize(
    "line",
    [
        QUOTE,
        "Wartawan: Bagaimana tanggapan Ibu?",
        "Rani: Saya tidak tahu.",
        "Sumber itu mengatakan harga akan turun.",
        "Foto itu diambil Rani, kata polisi.",
        "Baca juga bukunya, kata Rani kepada murid-muridnya.",
        "#hargaberas ramai dibicarakan, kata Rani.",
        'Rani menulis kata "мир" di papan.',
        "Ia berkata (sambil tertawa)",
        "Apakah harga akan turun?",
    ],
)
def test_a_line_with_sentences_stays_body(rules: LayoutRules, line: str) -> None:
    assert kinds(f"{SENTENCE}\n{line}\n{SENTENCE}", rules) == ["body"] * 3


def test_headlines_under_a_bare_link_are_furniture_and_a_quotation_is_not(rules: LayoutRules) -> None:
    text = f"{SENTENCE}\nBaca Juga:\nHarga Beras Turun\nWarga Mengungsi, Rani: Kami Siap\n{QUOTE}\n{SENTENCE}"
    assert kinds(text, rules) == ["body", "furniture", "furniture", "furniture", "body", "body"]


def test_sentences_right_under_a_bare_link_are_body(rules: LayoutRules) -> None:
    assert kinds(f"{SENTENCE}\nBaca juga:\nBaca juga:\n{SENTENCE}", rules) == ["body", "furniture", "furniture", "body"]


def test_headlines_end_with_the_first_sentence(rules: LayoutRules) -> None:
    text = f"Baca juga:\nHarga Beras Turun\n{SENTENCE}\nMenurut Rani harga turun"
    assert kinds(text, rules) == ["furniture", "furniture", "body", "body"]


def test_a_link_whose_line_breaks_got_lost_is_cut_out(rules: LayoutRules) -> None:
    text = (
        f'{SENTENCE}Baca juga: Harga Beras Turun, Warga Senang"Kami siap," kata Rani. Baca juga: Panen Raya (rin/nds)'
    )
    assert bodies(text, rules) == [SENTENCE, QUOTE.replace(" Dewi", "")]
    assert kinds(text, rules) == ["body", "furniture", "body", "furniture", "furniture"]


def test_a_link_in_brackets_is_cut_out_between_sentences_but_not_inside_one(rules: LayoutRules) -> None:
    assert bodies(f"{SENTENCE} (Baca juga: Harga Beras Turun) {QUOTE}", rules) == [SENTENCE, QUOTE]
    inside = "Rani (baca: kepala pasar) mengatakan harga turun."
    assert bodies(inside, rules) == [inside]


def test_pieces_of_a_line_cover_all_its_words(rules: LayoutRules) -> None:
    text = f"{SENTENCE}[Gambas:Video 20detik]{QUOTE} [Gambas:Instagram]"
    covered = "".join(p.span.of(text) for p in split_paragraphs(text, rules))
    assert covered.replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize("credit", ["(den/asa)", "[ary]", "(rsa)", "(* / win)", "(humas pasar/sir)", "(***)"])
def test_initials_at_the_end_are_no_part_of_the_sentence(rules: LayoutRules, credit: str) -> None:
    assert bodies(f"{QUOTE} {credit}", rules) == [QUOTE]
    assert bodies(f"{SENTENCE}{credit}\n{SENTENCE}", rules)[0] == SENTENCE


def test_a_name_in_brackets_is_a_credit_behind_the_last_sentence_only(rules: LayoutRules) -> None:
    text = f"{SENTENCE} (Antara)"
    assert bodies(text, rules) == [SENTENCE]
    assert bodies(f"{text}\n{SENTENCE}", rules)[0] == text


@pytest.mark.parametrize(
    "end", ["kata Rani (34).", "ketua partai itu (Rani).", "di Garut (1/5/2023).", "nilainya tinggi. (4/5 bintang)"]
)
def test_brackets_that_belong_to_the_sentence_stay(rules: LayoutRules, end: str) -> None:
    assert bodies(f"Hujan turun, {end}", rules) == [f"Hujan turun, {end}"]


def test_a_short_line_over_a_paragraph_is_a_heading(rules: LayoutRules) -> None:
    assert kinds(f"{SENTENCE}\nPajak sedan\n{SENTENCE}", rules) == ["body", "heading", "body"]


def test_a_list_of_short_lines_has_no_headings(rules: LayoutRules) -> None:
    assert kinds(f"{SENTENCE}\nBeras\nGula\nGaram\n{SENTENCE}", rules)[:3] == ["body", "body", "body"]


def test_a_paragraph_says_which_rule_decided(rules: LayoutRules) -> None:
    text = f"Jakarta, CNN Indonesia -- {SENTENCE}\nPenulis: Rani Dewi"
    assert [p.rule for p in split_paragraphs(text, rules)] == ["place-outlet", "credit"]


#: What regular expressions choke on: the start of a pattern, over and over, without its end.
STUBBORN = [
    *("A ", "A-", "A/", "A, ", ". ", "(", "[ ", "* ", '" ', "a.b.", " ", "#a", "JAKARTA, ", "A & B/C, D - "),
    *("Baca juga: ", "a. Baca juga: x ", "Penulis: A Editor: ", "([a-b] (c/d ", "(T.A/B.C/D E-F "),
    *("Foto (foto ", "dari Google berita terkini "),
]


@pytest.mark.parametrize("piece", STUBBORN)
@pytest.mark.parametrize("start", ["", "Penulis: ", "(", "Ilustrasi ", "Ikuti "])
def test_no_line_is_slow(rules: LayoutRules, start: str, piece: str) -> None:
    line = (start + piece * 400)[:490] + "!"
    began = time.process_time()
    split_paragraphs(line, rules)
    assert time.process_time() - began < 2


@pytest.mark.parametrize("piece", [" ", "Kata Rani, ", "a. Baca juga: x ", '" '])
def test_a_paragraph_of_a_megabyte_takes_seconds_at_most(rules: LayoutRules, piece: str) -> None:
    text = "x." + piece * (1_000_000 // len(piece)) + "y"
    began = time.process_time()
    paragraphs = split_paragraphs(text, rules)
    assert time.process_time() - began < 20
    assert paragraphs[-1].span.end == len(text)


def test_paragraphs_that_a_page_joined_by_commas_are_paragraphs_again(rules: LayoutRules) -> None:
    text = "Jembatan itu sudah siap., Sebelumnya, warga menunggu lama., Ratna tiba pukul 10."
    first, second, third = "Jembatan itu sudah siap.", "Sebelumnya, warga menunggu lama.", "Ratna tiba pukul 10."
    assert bodies(text, rules) == [first, second, third]


def test_degrees_and_firms_with_a_stop_before_the_comma_stay_in_their_paragraph(rules: LayoutRules) -> None:
    text = "Haris Munandar, S.H., M.H., dan Arung Co., Ltd., Ambon hadir."
    assert bodies(text, rules) == [text]


@pytest.mark.parametrize("dateline", ["Jakarta, CNN Indonesia --", "JAKARTA, KOMPAS.com -", "Jakarta (ANTARA) -"])
@pytest.mark.parametrize("teaser", ["Harga Beras Naik Lagi", "Harga beras naik lagi di pasar induk"])
def test_a_headline_before_the_dateline_of_a_flat_text_is_a_heading(
    dateline: str, teaser: str, rules: LayoutRules
) -> None:
    sentences = f"{SENTENCE} {QUOTE} " * 12
    paragraphs = split_paragraphs(f"{teaser} {dateline} {sentences.strip()}", rules)
    assert [p.kind for p in paragraphs] in (["heading", "body"], ["body"])
    assert paragraphs[-1].body.of(f"{teaser} {dateline} {sentences}") == sentences.strip()


def test_a_dateline_is_looked_for_inside_flat_text_only(rules: LayoutRules) -> None:
    text = f"Harga beras naik Jakarta, CNN Indonesia -- Hujan turun{' lagi' * 100}"
    assert kinds(text[:79], rules) == ["body"]
    assert len(kinds(text[:80], rules)) == 2


@pytest.mark.parametrize(("sentences", "is_dateline"), [(2, True), (3, False)])
def test_a_bare_place_is_a_dateline_in_the_first_three_paragraphs(
    sentences: int, is_dateline: bool, rules: LayoutRules
) -> None:
    text = "\n".join([SENTENCE] * sentences + [f"Surabaya - {SENTENCE}"])
    assert (bodies(text, rules)[-1] == SENTENCE) is is_dateline


def test_five_headlines_are_taken_after_a_bare_link(rules: LayoutRules) -> None:
    titles = [f"Harga {fruit} Turun Lagi" for fruit in ("Beras", "Gula", "Garam", "Cabai", "Telur", "Tepung")]
    text = "\n".join([SENTENCE, "Baca juga:", *titles, SENTENCE])
    found = split_paragraphs(text, rules)
    assert [p.span.of(text) for p in found if p.rule == "link-title"] == titles[:5]


@pytest.mark.parametrize(("length", "kind"), [(99, "body"), (100, "heading")])
def test_a_paragraph_under_a_heading_has_a_hundred_characters_or_ends_like_a_sentence(
    length: int, kind: str, rules: LayoutRules
) -> None:
    under = ("hujan turun " * 10)[:length].replace(" ", "-")
    assert len(under) == length
    assert kinds(f"{SENTENCE}\nPajak sedan\n{under}", rules)[1] == kind
    assert kinds(f"{SENTENCE}\nPajak sedan\n{under[:-1]}.", rules)[1] == "heading"


@pytest.mark.parametrize(("length", "found"), [(400, True), (401, False)])
def test_the_dateline_of_a_flat_text_stands_in_its_first_four_hundred_characters(
    length: int, found: bool, rules: LayoutRules
) -> None:
    dateline = "Jakarta, CNN Indonesia -"
    teaser = ("harga-beras-naik-" * 30)[: length - len(dateline) - 1]
    text = f"{teaser} {dateline} {SENTENCE} {QUOTE}"
    assert (len(split_paragraphs(text, rules)) == 2) is found
