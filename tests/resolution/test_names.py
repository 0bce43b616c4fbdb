"""Where the name stands in a noun phrase: roles, bodies, places and titles around it are no part of it."""

from __future__ import annotations

import pytest

from quotes.resolution.names import _is_shouted
from quotes.trees import Sentence
from tests.trees import finder, phrase, sentence


def found(words: str) -> str:
    return " ".join(finder().find(phrase(words)).forms)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Ratna Wulandari", "Ratna Wulandari"),
        ("Ratna", "Ratna"),
        ("Menteri Ratna Wulandari", "Ratna Wulandari"),
        ("Menteri Keuangan Ratna Wulandari", "Ratna Wulandari"),
        ("Kepala Dinas Kesehatan DKI Jakarta Widyastuti", "Widyastuti"),
        ("Ketua KPK Haris Munandar", "Haris Munandar"),
        ("Bupati Banyuwangi Haris Munandar", "Haris Munandar"),
        ("Gubernur Jawa Barat Haris Munandar", "Haris Munandar"),
        ("Presiden Sri Lanka Ranil Jayawira", "Ranil Jayawira"),
        ("Wali Kota Ambon Haris Munandar", "Haris Munandar"),
        ("Direktur Bidang Properti Hendro Wicaksana", "Hendro Wicaksana"),
        ("Kepala Dinas Kota Sukamerta Agus Rianto", "Agus Rianto"),
        ("Sri Lestari", "Sri Lestari"),
    ],
)
def test_the_name_is_what_is_left_without_role_body_and_place(words, name):
    assert found(words) == name


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Pak Haris", "Haris"),
        ("Bu Ratna Wulandari", "Ratna Wulandari"),
        ("Dr. Ratna Wulandari", "Ratna Wulandari"),
        ("Prof. Dr. Ir. Joko Wasesa", "Joko Wasesa"),
        ("AKBP Haris Munandar", "Haris Munandar"),
        ("Kombes Pol Haris Munandar", "Haris Munandar"),
        ("KH Haris Munandar", "Haris Munandar"),
        ("Hj. Ratna Wulandari", "Ratna Wulandari"),
        ("H. Haris Munandar", "Haris Munandar"),
        ("Haris Munandar Sp . B", "Haris Munandar"),
        ("Haris Munandar Ph.D .", "Haris Munandar"),
        ("Dr. H. M. Haris Munandar", "M. Haris Munandar"),
        ("Raja Haris", "Haris"),
        ("Ratna Wulandari S.H.", "Ratna Wulandari"),
    ],
)
def test_titles_ranks_and_degrees_are_cut_off_on_both_sides(words, name):
    assert found(words) == name


@pytest.mark.parametrize(
    "words",
    [
        "Rahmat bin Salim",
        "Siti binti Rahmat",
        "Jan van Houten",
        "Mei Lestari",
        "Rini M. Suwarni",
        "Rini M Suwarni",
        "Gatot Imam Nugroho",
        "I Gusti Putu Wirawan",
        "Ida Bagus Rantika",
        "Raden Haris Munandar",
    ],
)
def test_particles_initials_and_words_that_are_names_too_belong_to_a_name(words):
    assert found(words) == words


@pytest.mark.parametrize(
    ("words", "runs"),
    [
        ("Salman al - Jasri", ["Salman al - Jasri"]),
        ("Salman - Jasri", ["Salman", "Jasri"]),
        ("Salman Hadi - Jasri", ["Salman Hadi - Jasri"]),
        ("Salman - Jasri Hadi", ["Salman - Jasri Hadi"]),
        ("Salman Hadi - Jasri dan Jasri", ["Salman Hadi", "Jasri", "Jasri"]),  # the word is a name alone
        ("Salman - Jasri Hadi dan Salman", ["Salman", "Jasri Hadi", "Salman"]),
        ("Salman Hadi - Jasri Wanuri", ["Salman Hadi", "Jasri Wanuri"]),
        ("Rantika Wanuri /Haris", ["Rantika Wanuri", "/Haris"]),
        ("Rantika Wanuri -Haris Munandar", ["Rantika Wanuri", "-Haris Munandar"]),
        ("Rantika Wanuri -Haris", ["Rantika Wanuri -Haris"]),
    ],
)
def test_a_dash_between_spaces_joins_words_behind_a_particle_and_one_word_with_two(words, runs):
    said = Sentence(phrase(words))
    assert [" ".join(word.form for word in run) for run in finder(said).runs[id(said)]] == runs


@pytest.mark.parametrize(
    ("words", "runs"),
    [
        ("Itu menewaskan Brigadir J . Ratna Wulandari menangis", ["Brigadir J", "Ratna Wulandari"]),
        ("Polisi memeriksa saksi B. Ratna Wulandari kaget", ["B.", "Ratna Wulandari"]),
        ("Polisi meminta saksi B. Ratna Wulandari kaget", ["B. Ratna Wulandari"]),  # B. Ratna Wulandari is asked
        ("Polisi memeriksa saksi B. Ratna Wulandari kemarin", ["B. Ratna Wulandari"]),
        ("Itu menewaskan Brigadir J. Wulandari terkejut", ["Brigadir J. Wulandari"]),  # may be one name
        ("Polisi memeriksa , B. Ratna Wulandari kaget", ["B. Ratna Wulandari"]),
        ("Menahan saksi B. Ratna Wulandari kaget", ["B. Ratna Wulandari"]),  # no clause before
    ],
)
def test_an_initial_ends_a_sentence_before_a_name_with_its_own_reaction(words, runs):
    said = Sentence(phrase(words))
    found = [" ".join(word.form for word in run) for run in finder(said).runs[id(said)]]
    assert found[-len(runs) :] == runs


def test_a_word_in_lower_case_behind_a_dash_ends_a_name():
    said = sentence("Cho/PROPN/4/nsubj Tae/PROPN/1/flat -/PUNCT/1/punct yong/PROPN/1/flat hadir/VERB/0/root")
    assert finder(said).find(said.words).forms == ("Cho", "Tae", "-", "yong")


@pytest.mark.parametrize(
    ("half", "tag", "ends"), [("young", "person", True), ("youngs", "person", False), ("ho", None, False)]
)
def test_a_noun_of_at_most_five_letters_behind_a_dash_and_two_words_of_a_person_ends_a_name(half, tag, ends):
    built = sentence(f"Kim/PROPN/4/nsubj Duk/PROPN/1/flat -/PUNCT/1/punct {half}/NOUN/1/flat hadir/VERB/0/root")
    words = tuple(word._replace(entity=tag if k < 2 else None) for k, word in enumerate(built.words))
    said = Sentence((*words, *(word._replace(entity="person") for word in phrase("Ratna"))))
    assert finder(said).ends_parted_name(said.words, 3) == ends


def test_a_title_is_part_of_a_name_that_has_it_behind_a_role():
    role, alone = Sentence(phrase("Sekretaris Ratu Rantika")), phrase("Ratu Rantika")
    assert finder(role).read_title(*alone) == "name"
    assert finder(Sentence(phrase("Ratu Rantika Wanuri"))).read_title(*alone) == "name"  # before two words
    assert finder(Sentence(alone)).read_title(*alone) == "role"
    assert finder(role).read_title(*phrase("Sekretaris Ratu")) is None
    assert finder(Sentence(alone)).read_title(*phrase("Imam Santoso")) == "name"  # a given name of men
    assert finder(Sentence(alone)).read_title(*phrase("Imam Masjid")) is None


@pytest.mark.parametrize("title", ["Mayjen", "Menhub", "Kombes"])
def test_no_name_begins_with_a_rank_or_a_short_role_even_if_the_words_stand_together_elsewhere(title):
    alone = sentence(f"Menurut/ADP/1/case {title}/PROPN/0/root Hartono/PROPN/1/flat ./PUNCT/1/punct")
    behind = phrase(f"Kepala Pusat Penerangan TNI {title} Hartono")
    assert finder(alone, alone).find(behind).forms == ("Hartono",)


def test_a_particle_at_the_end_belongs_to_no_name():
    assert found("Rahmat bin") == "Rahmat"


@pytest.mark.parametrize(
    "words",
    [
        "warga setempat",
        "Menteri Keuangan",
        "Kepala Dinas",
        "Jawa Barat",
        "Rabu",
        "Presiden",
        "KPK",
        "12/5",
    ],
)
def test_there_is_no_name_in_a_role_a_place_a_day_or_a_common_noun(words):
    assert found(words) == ""


def test_words_of_a_quotation_are_nobodys_name():
    tree = sentence('"Kami siap,"/ADJ/0/root kata/VERB/1/parataxis Ratna/PROPN/2/nsubj ./PUNCT/1/punct')
    assert finder(tree).find(tree.words).forms == ("Ratna",)


@pytest.mark.parametrize(
    ("words", "tags", "name"),
    [
        ("Camat Waruga Tolendo", "lp", "Waruga Tolendo"),
        ("Kepala Desa Waruga Tolendo", "-lp", "Waruga Tolendo"),
        ("Camat Waruga Tolendo Rumangit", "lpp", "Tolendo Rumangit"),
        ("Camat Waruga Tolendo Rumangit", "ppp", "Waruga Tolendo Rumangit"),
        ("Camat Waruga Ratna Rumangit", "ppp", "Ratna Rumangit"),  # a given name
    ],
)
def test_of_three_words_behind_an_office_of_places_the_first_is_the_place_and_of_two_it_is_not(words, tags, name):
    kinds = {"l": "place", "p": "person", "-": None}
    said = phrase(words)
    found = [word._replace(entity=kinds[tag]) for word, tag in zip(said[1:], tags, strict=True)]
    said = Sentence((said[0], *found))
    assert " ".join(finder(said).find(said.words).forms) == name


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Ratna Wulandari Direktur Utama PT Gaya Makmur Putra", "Ratna Wulandari"),
        ("Persib Direktur Utama PT Gaya Makmur Putra", "Putra"),
        ("Ratna Kepala Seksi Putra", "Ratna"),
    ],
)
def test_words_before_a_role_are_a_name_where_they_have_no_tags(words, name):
    kinds = {
        "Felix": "person",
        "PT": "organisation",
        "Gaya": "organisation",
        "Makmur": "organisation",
        "Putra": "person",
    }
    said = Sentence(tuple(word._replace(entity=kinds.get(word.form)) for word in phrase(words)))
    assert " ".join(finder(said).find(said.words).forms) == name


def test_a_word_without_a_tag_between_a_tagged_name_and_its_role_is_no_part_of_the_name():
    kinds = {"Felix": "person", "Hendrawan": "person"}
    said = [word._replace(entity=kinds.get(word.form)) for word in phrase("Felix Hendrawan Product Manager Realmi")]
    sentence = Sentence(tuple(said))
    assert finder(sentence).find(sentence.words).forms == ("Felix", "Hendrawan")


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Gubernur Waruga", ""),
        ("Gubernur Ratna", "Ratna"),  # a given name
        ("Gubernur Waruga lalu Waruga", "Waruga"),
        ("Camat Waruga", "Waruga"),
        ("Presiden Waruga", "Waruga"),
    ],
)
def test_a_single_unknown_word_behind_governor_is_the_province_if_it_stands_only_there(words, name):
    office, *others = phrase(words)
    said = Sentence((office, *(word._replace(entity="person") for word in others)))
    assert " ".join(finder(said).find(said.words[:2], around=(None, None)).forms) == name


@pytest.mark.parametrize("words", [7, 8])
def test_a_name_has_seven_words_at_most(words):
    full = ["Ratna", "Wulandari", "Hapsari", "Lestari", "Kusuma", "Sukma", "Anggraini", "Permata"]
    name = " ".join(full[:words])
    assert (found(name) == name) is (words < 8)


@pytest.mark.parametrize(
    ("words", "is_shouted"),
    [
        ("HARGA/NOUN/0/root BERAS/NOUN/1/nmod NAIK/VERB/1/dep LAGI/ADV/1/dep", True),
        ("HARGA/NOUN/0/root BERAS/NOUN/1/nmod NAIK/VERB/1/dep ./PUNCT/1/punct", False),
        ("HARGA/NOUN/0/root BERAS/NOUN/1/nmod NAIK/VERB/1/dep lagi/ADV/1/dep", False),
    ],
)
def test_four_words_in_capitals_and_no_others_say_nothing_by_their_capitals(words, is_shouted):
    assert _is_shouted(sentence(words)) is is_shouted


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Ketua Kelompok Nelayan Teluk Batu Rejeki Haris", "Haris"),  # a head four words before
        ("Ketua Kelompok Nelayan Teluk Batu Karang Rejeki Haris", "Rejeki Haris"),  # five
        ("Ketua Koperasi Rejeki Haris", "Rejeki Haris"),  # nothing between
        ("Bupati Sumber Rejeki Haris", "Rejeki Haris"),  # no body
    ],
)
def test_an_epithet_of_a_body_behind_a_role_is_not_part_of_the_name(words, name):
    assert found(words) == name
