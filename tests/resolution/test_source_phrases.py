"""What kind of mention a source is, and what it is made of."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quotes.records import Span
from quotes.resolution.source_kinds import find_kind, is_account_of_body
from quotes.resolution.source_names import is_initials, names_other
from quotes.resolution.source_phrases import (
    SourcePhrase,
    describe_source,
    drop_place,
    read_known_name,
    read_source_phrase,
)
from tests.trees import finder, parsed, phrase, sentence


@pytest.fixture(scope="module")
def mention():
    def read(words: str, **about: bool) -> SourcePhrase:
        found = phrase(words)
        text = parsed([" ".join(f"{word.form}/{word.upos}/{word.head + 1}/dep" for word in found)]).text
        return read_source_phrase(found, text, finder(), **about)

    return read


def names(mention: SourcePhrase) -> list[str]:
    return [" ".join(name) for name in mention.names]


# --- names -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "name", "role"),
    [
        ("Ratna Wulandari", "Ratna Wulandari", ""),
        ("Menteri Keuangan Ratna Wulandari", "Ratna Wulandari", "Menteri Keuangan"),
        ("Menteri Keuangan , Ratna Wulandari", "Ratna Wulandari", "Menteri Keuangan"),
        ("Gatot Nugroho , Kepala Program Kelautan", "Gatot Nugroho", "Kepala Program Kelautan"),
        ("Ratna Wulandari selaku Menteri Keuangan", "Ratna Wulandari", "selaku Menteri Keuangan"),
        ("Menteri Kelautan dan Perikanan Budi Hartono", "Budi Hartono", "Menteri Kelautan dan Perikanan"),
        ("nelayan Budi Hartono", "Budi Hartono", "nelayan"),
        ("mantan Menteri Keuangan Ratna Wulandari", "Ratna Wulandari", "mantan Menteri Keuangan"),
    ],
)
def test_a_name_and_the_role_beside_it(mention, words, name, role):
    found = mention(words)
    assert (found.kind, names(found), found.role) == ("name", [name], role)


def test_a_short_name_in_brackets_leaves_the_name(mention):
    assert names(mention("Joko Prasetyo ( Jopras )")) == ["Joko Prasetyo"]


def test_two_names_joined_by_dan_are_two(mention):
    assert names(mention("Ratna Wulandari dan Haris Munandar")) == ["Ratna Wulandari", "Haris Munandar"]
    assert names(mention("Menteri Ratna Wulandari dan Gubernur Haris Munandar")) == [
        "Ratna Wulandari",
        "Haris Munandar",
    ]


def test_the_text_of_a_mention_is_that_of_the_article(mention):
    assert mention("Menteri Keuangan , Ratna").text == "Menteri Keuangan, Ratna"


# --- without a name ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("nya", "clitic"),
        ("ia", "pronoun"),
        ("Dia", "pronoun"),
        ("beliau", "pronoun"),
        ("mereka", "plural"),
        ("keduanya", "plural"),
        ("kedua pemimpin", "plural"),
        ("Menkeu", "role"),
        ("Menteri Keuangan", "role"),
        ("mantan menteri itu", "role"),
        ("pria berusia 40 tahun itu", "role"),
        ("Kementerian Keuangan", "organisation"),
        ("KPK", "organisation"),
        ("PT Maju Jaya", "organisation"),
        ("laporan itu", "document"),
        ("data BPS", "document"),
        ("seorang saksi mata", "unnamed"),
        ("seorang pehobi", "unnamed"),
        ("salah satu piston", "nobody"),
        ("siaran pers panitia", "document"),
        ("sejumlah piston", "nobody"),
        ("para pehobi", "group"),
        ("berbagai pihak", "group"),
        ("sejumlah negara", "group"),
        ("sensor suhu", "nobody"),
        ("pihak Kepolisian Daerah", "organisation"),
        ("pihak keluarga", "group"),
        ("pihak kepolisian", "organisation"),
        ("pihak hotel", "organisation"),
        ("pihak korban", "role"),
        ("produsen itu", "organisation"),
        ("salah satu produsen", "unnamed"),
        ("pelaku industri", "group"),
        ("pelaku", "role"),
        ("sekelompok nelayan", "group"),
        ("salah satu warga", "unnamed"),
        ("sejumlah warga", "group"),
        ("para nelayan", "group"),
        ("warga setempat", "group"),
    ],
)
def test_the_kind_of_a_mention_without_a_name(mention, words, kind):
    found = mention(words)
    assert (found.kind, found.names) == (kind, ())


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("istri Ratna Wulandari", 0),
        ("istrinya, Ratna Wulandari", 1),
        ("nelayan Ratna Wulandari", 1),
        ("adik bupati , Ratna Wulandari", 1),
        ("adik bupati , Ratna Wulandari ini", 0),
        ("mantan suami bupati , Ratna Wulandari ini", 0),
        ("nelayan desa itu , Ratna Wulandari ini", 1),
    ],
)
def test_a_name_behind_what_somebody_is_to_another_person_is_that_of_the_other(mention, words, names):
    assert len(mention(words).names) == names


@pytest.mark.parametrize("words", ["mantan menteri itu", "sang pelatih", "Menteri tersebut", "pria ini"])
def test_a_mention_that_points_back_says_so(mention, words):
    found = mention(words)
    assert (found.pointing, found.names) == (True, ())


def test_a_mention_may_point_back_beyond_its_own_words(mention):
    assert not mention("ibunda").pointing
    assert mention("ibunda", points_on=True).pointing


def test_a_name_points_nowhere(mention):
    assert not mention("Ratna Wulandari").pointing


@pytest.mark.parametrize(
    ("words", "head"),
    [
        ("mantan menteri itu", "menteri"),
        ("sang pelatih", "pelatih"),
        ("seorang saksi mata", "saksi"),
        ("salah satu warga", "warga"),
        ("Menteri Keuangan Ratna", "Menteri"),
    ],
)
def test_the_head_of_a_mention_is_its_first_word_that_says_what_it_is(mention, words, head):
    assert mention(words).head == head


# --- who is nobody -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words", ["juru bicara pemerintah", "petani tembakau", "relawati", "rakyat kecil", "rata-rata warga"]
)
def test_a_description_describes_somebody(mention, words):
    assert mention(words).kind in ("role", "group")


@pytest.mark.parametrize(
    "words",
    [
        "suara keras", "pertanian tembakau", "kalimat kedua", "protes keras dari warga", "kebutuhan warga", "Selasa",
    ],
)  # fmt: skip
def test_what_describes_nobody_is_nobody(mention, words):
    assert mention(words).kind == "nobody"


@pytest.mark.parametrize(
    ("word", "kind"), [("Nahas", "nobody"), ("Saking", "nobody"), ("Rintik", "role"), ("R", "nobody")]
)
def test_a_common_word_that_opens_a_sentence_and_a_letter_are_no_accounts(word, kind):
    opening = sentence(f"{word}/PROPN/0/dep bagi/ADP/1/dep")
    assert find_kind(opening.words, word, finder(opening)) == kind


@pytest.mark.parametrize(
    ("words", "kind"),
    [("Presiden Kalmara", "role"), ("Presiden Ratna", "name"), ("pengacara Ratna", "role")],
)
def test_the_place_of_an_office_is_no_name_and_a_listed_name_is_dropped_only_behind_a_role_for_others(words, kind):
    name = words.split()[1]
    read = SourcePhrase(Span(0, len(words)), words, "name", ((name,),), (Span(0, 1),), words.split()[0])
    assert drop_place(read, {"Kalmara", "Ratna"}, finder().known).kind == kind


@pytest.mark.parametrize(
    ("said", "description"), [("Mendikbud, Presiden", "Mendikbud"), ("guru, warga Sorowa", "guru, warga Sorowa")]
)
def test_a_second_role_or_body_behind_a_comma_is_no_part_of_a_description(said, description):
    assert describe_source(SourcePhrase(Span(0, len(said)), said, "role"), finder().known) == description


@pytest.mark.parametrize(
    ("said", "description"),
    [
        ("wanita itu", "wanita"),
        ("wanita yang tak diketahui namanya itu", "wanita yang tak diketahui namanya itu"),
        ("orang yang bekerja di pasar ini pun", "orang yang bekerja di pasar ini"),
    ],
)
def test_a_demonstrative_belongs_to_a_description_with_a_relative_clause(said, description):
    assert describe_source(SourcePhrase(Span(0, len(said)), said, "unnamed"), finder().known) == description


@pytest.mark.parametrize(
    ("words", "is_other"),
    [
        ("kubu Haris Munandar", True),
        ("perwakilan Haris Munandar", True),
        ("perwakilan mahasiswa Haris Munandar", False),
        ("perwakilan Dinas Pasar", False),
        ("tim kuasa hukum Haris", True),
        ("kuasa hukum aktor Haris Munandar", True),
        ("istri aktor Haris Munandar", True),
        ("rekan artis Haris Munandar", False),
        ("suami dari Ratna Wulandari", True),
        ("juru bicara Haris Munandar", False),
    ],
)
def test_the_name_behind_a_party_a_lawyer_or_a_relative_is_that_of_somebody_else(words, is_other):
    assert names_other(phrase(words), finder().known) is is_other


# --- several names -----------------------------------------------------------------------------------


@pytest.mark.parametrize("joint", ["dan", "serta", "maupun"])
def test_all_names_of_a_coordination_are_speakers(mention, joint):
    assert names(mention(f"Ratna Wulandari , Haris Munandar , {joint} Gatot Nugroho")) == [
        "Ratna Wulandari",
        "Haris Munandar",
        "Gatot Nugroho",
    ]


def test_the_second_name_may_stand_behind_a_relation_and_a_comma(mention):
    assert names(mention("Haris Munandar dan istrinya , Ratna Wulandari")) == ["Haris Munandar", "Ratna Wulandari"]


@pytest.mark.parametrize("beside", ["bersama", "didampingi", "kepada", "mewakili", "atas nama", "usai bertemu"])
def test_who_accompanies_or_hears_the_speaker_is_none(mention, beside):
    assert names(mention(f"Ratna Wulandari {beside} Haris Munandar")) == ["Ratna Wulandari"]


def test_a_name_in_brackets_inside_a_role_is_not_that_of_the_speaker(mention):
    assert names(mention("Juru Bicara Forum ( Asep Maulana untuk Ambon ) , Haris Munandar")) == ["Haris Munandar"]


def test_a_handle_is_the_account_alone(mention):
    found = mention("akun @bowolaksana")
    assert (found.kind, found.text) == ("unnamed", "@bowolaksana")


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("bupati Melati Kidul Rantika", ("Rantika",)),
        ("warga yang menolak tambang , Rantika", ("Rantika",)),
        ("penyidik kasus itu yaitu Rantika", ("Rantika",)),
        ("pelatih Kapt. Rantika", ("Rantika",)),
        ("Asisten Bidang Hukum Rantika Wanatika", ("Rantika", "Wanatika")),  # a longer name than elsewhere
        ("Asisten Bidang Hukum Rantika Jakarta", ()),
        ("Rantika", ("Rantika",)),
        ("Rantika Wanatika", ("Rantika", "Wanatika")),
        ("Rantika Jakarta", ()),
        ("Ketua", ()),
        ("pengacara Rantika", ()),  # the lawyer of another person
        ("bupati Melati Kidul Wanatika", ()),  # nobody's name elsewhere
        ("langkah Melati Kidul Rantika", ()),  # not a person's phrase
        ("seorang juru bicara Melati Rantika", ("Rantika",)),
        ("seorang warga asal Melati Rantika ( 24 )", ("Rantika",)),
        ("salah satu saksi Rantika", ("Rantika",)),
        ("salah satu pedagang Rantika", ("Rantika",)),
        ("salah satu pendukung Rantika", ()),  # somebody else
        ("salah satu adik Rantika", ()),
    ],
)
def test_a_name_at_the_end_of_a_role_is_read_if_it_is_a_persons_elsewhere(words, read):
    found = phrase(words)
    whole = Span(found[0].start, found[-1].end)
    source = SourcePhrase(whole, words, "role", role=words, words=found)
    known = read_known_name(source, finder(), lambda name: list(name) == ["Rantika"])
    assert known.names == ((read,) if read else ())
    assert read_known_name(replace(source, pointing=True), finder(), lambda name: True).names == ()


@pytest.mark.parametrize(
    ("words", "bodies"),
    [
        ("KPK dan Polri", ("KPK", "Polri")),
        ("KPK dan Yayasan Sorowa Jaya", ("KPK", "Yayasan Sorowa Jaya")),
        ("Dinas Laut dan Badan Pangan", ("Dinas Laut", "Badan Pangan")),
        ("Tim Dokter RSCM dan KPK", ()),
        ("Dinas Laut selaku panitia dan Badan Pangan", ()),
        ("Kementerian Kelautan dan Perikanan", ()),
    ],
)
def test_two_bodies_joined_by_dan_are_two(mention, words, bodies):
    assert mention(words).bodies == bodies


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("salah satu korban dari desa itu yaitu Rantika ( 42 )", "Rantika"),
        ("seorang warga bernama Rantika Wanuri", "Rantika Wanuri"),
        ("Rantika warga Desa Melati", "Rantika"),
    ],
)
def test_a_name_stands_at_the_end_of_a_description(mention, words, name):
    assert names(mention(words)) == [name]


@pytest.mark.parametrize("words", ["pengakuan nya", "pernyataan nya", "pihak nya"])
def test_the_own_words_of_a_speaker_refer_to_the_speaker(mention, words):
    assert mention(words).kind == "clitic"


def test_a_noun_that_belongs_to_somebody_else_does_not_refer_to_the_speaker(mention):
    assert mention("istri nya").kind != "clitic"
    assert mention("pengakuan istri nya").kind != "clitic"


def test_a_weekday_is_no_part_of_a_name(mention):
    assert names(mention("Gulat Selasa")) == ["Gulat"]
    assert names(mention("Mei Lestari")) == ["Mei Lestari"]


@pytest.mark.parametrize(
    ("words", "kind", "name"),
    [
        ("kantor berita Sorowa", "organisation", "Sorowa"),
        ("kantor berita Korea Utara Sorowa", "organisation", "Sorowa"),
        ("stasiun televisi Sorowa Jaya", "organisation", "Sorowa Jaya"),
        ("media Jepang", "organisation", "media Jepang"),  # the media of a country
        ("laman Sorowa", "organisation", "Sorowa"),
        ("Harian Melati", "organisation", "Harian Melati"),
        ("harian Melati", "organisation", "Melati"),
        ("Kantor Berita Melati", "organisation", "Kantor Berita Melati"),
        ("Kantor berita Melati", "organisation", "Melati"),
        ("Majalah Tempo", "organisation", "Tempo"),
        ("laman resmi Sorowa", "document", "laman resmi Sorowa"),
        ("Komisi Disiplin ( Komdis ) PSSI", "organisation", "Komisi Disiplin (Komdis) PSSI"),
        ("Komisi Disiplin ( Komdis )", "organisation", "Komisi Disiplin"),
        ("Dewan Pusat ( DP ) Partai Melati ( PM )", "organisation", "Dewan Pusat (DP) Partai Melati"),
        ("Komisi Disiplin ( sejak 2020 ) PSSI", "organisation", "Komisi Disiplin PSSI"),
        ("Majelis Ulama Sorowa, Jawa Barat", "organisation", "Majelis Ulama Sorowa"),
        ("marketplace fesyen Asia Tenggara Rintik", "organisation", "Rintik"),
        ("situs dagang daring Rintik Jaya", "organisation", "Rintik Jaya"),
        ("situs resmi Rintik", "document", "situs resmi Rintik"),
        ("Organisasi Kesehatan Laut", "organisation", "Organisasi Kesehatan Laut"),
        ("Pusat Tsunami Sorowa, lembaga pemantau laut", "organisation", "Pusat Tsunami Sorowa"),
        ("Kementerian Laut, kejaksaan, dan kepolisian", "organisation", "Kementerian Laut, kejaksaan, dan kepolisian"),
    ],
)
def test_an_outlet_is_called_by_its_name_without_the_noun_before_it(mention, words, kind, name):
    found = mention(words)
    assert (found.kind, describe_source(found, finder().known)) == (kind, name)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("negara-negara Teluk", "group"),
        ("sumber-sumber militer", "group"),
        ("gunung-gunung tinggi", "nobody"),
        ("negara-kota Teluk", "nobody"),
        ("yang lain", "unnamed"),
        ("warga lainnya", "unnamed"),
    ],
)
def test_doubled_nouns_are_a_group_and_others_are_somebody_new(mention, words, kind):
    found = mention(words)
    assert (found.kind, found.pointing) == (kind, False)


def test_the_second_word_of_a_known_name_is_no_name_behind_another(mention):
    found = phrase("salah satu pendukung Rantika Wanatika")
    source = SourcePhrase(Span(found[0].start, found[-1].end), "salah satu pendukung", "unnamed", words=found)
    parts = (["Rantika"], ["Wanatika"], ["Rantika", "Wanatika"])
    assert read_known_name(source, finder(), lambda name: list(name) in parts).names == ()


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Wakil Ketua Koperasi selaku pimpinan rapat pleno Budi Hartono", ["Budi Hartono"]),
        ("Wakil Ketua Koperasi selaku pimpinan rapat pleno", []),
    ],
)
def test_a_name_may_stand_behind_a_second_role(mention, words, name):
    assert names(mention(words)) == name


# --- accounts and initials ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("handle", "is_body"),
    [
        ("@infosorowa", True),
        ("@sorowa_info", True),
        ("@info", True),
        ("@soinforowa", False),
        ("@ratnawulandari", False),
    ],
)
def test_an_account_of_a_body_begins_or_ends_with_a_word_for_one(handle, is_body):
    assert is_account_of_body(handle, finder().known) == is_body


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("HS", True),
        ("HSY", False),
        ("H", False),
        ("Hs", False),
        ("UU", False),
        ("AS", False),
        ("MU", False),
    ],
)
def test_two_capitals_are_initials(form, expected):
    assert is_initials(form, finder().known) == expected


@pytest.mark.parametrize(
    ("words", "initials"),
    [("HS", ["HS"]), ("pelaku HS", ["HS"]), ("tersangka HS", ["HS"]), ("pengamat HS", []), ("pelaku Haris", ["Haris"])],
)
def test_initials_stand_alone_or_behind_a_party_of_a_case(mention, words, initials):
    assert names(mention(words)) == initials


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("juru bicara aliansi , Kolonel Turki al-Maliki", "Turki al-Maliki"),
        ("juru bicara yang dipimpin Kolonel Turki al-Maliki", None),
        ("Direktorat Jenderal Turki al-Maliki", None),
        ("konsumen bernama Amazon", "Amazon"),
    ],
)
def test_capitals_behind_a_title_inside_of_a_phrase_are_a_name(mention, words, name):
    assert names(mention(words)) == ([name] if name else [])
