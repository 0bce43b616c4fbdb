"""Where the name stands in a noun phrase: roles, bodies, places and titles around it are no part of it."""

from __future__ import annotations

import pytest

from quotes.resolution.names import NameLexicon, name_in, segments
from tests.trees import phrase, sentence, shipped


@pytest.fixture(scope="module")
def known() -> NameLexicon:
    return NameLexicon(shipped().titles, shipped().lists)


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
def test_the_name_is_what_is_left_without_role_body_and_place(known, words, name):
    assert [word.form for word in name_in(phrase(words), known)] == name.split()


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
        ("Ratna Wulandari S.H.", "Ratna Wulandari"),
    ],
)
def test_titles_ranks_and_degrees_are_cut_off_on_both_sides(known, words, name):
    assert [word.form for word in name_in(phrase(words), known)] == name.split()


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
    ],
)
def test_particles_initials_and_words_that_are_names_too_belong_to_a_name(known, words):
    assert [word.form for word in name_in(phrase(words), known)] == words.split()


def test_a_particle_at_the_end_belongs_to_no_name(known):
    assert [word.form for word in name_in(phrase("Rahmat bin"), known)] == ["Rahmat"]


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
def test_there_is_no_name_in_a_role_a_place_a_day_or_a_common_noun(known, words):
    assert name_in(phrase(words), known) == []


def test_words_of_a_quotation_are_nobodys_name(known):
    tree = sentence('"Kami siap,"/ADJ/0/root kata/VERB/1/parataxis Ratna/PROPN/2/nsubj ./PUNCT/1/punct')
    assert [word.form for word in name_in(tree.words, known)] == ["Ratna"]


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("Kepala Dinas , Budi", ["Kepala Dinas", "Budi"]),
        ("Joko Prasetyo ( Jopras )", ["Joko Prasetyo", "Jopras"]),
        ("Budi selaku Ketua", ["Budi", "Ketua"]),
        ("Budi alias Jalak", ["Budi", "Jalak"]),
        ("Budi dari Ambon", ["Budi", "Ambon"]),
        ("pria yang pulang", ["pria", "pulang"]),
        ("Budi", ["Budi"]),
        (", Budi ,", ["Budi"]),
    ],
)
def test_a_phrase_is_cut_at_commas_brackets_and_small_words(known, words, parts):
    assert [" ".join(word.form for word in segment) for segment in segments(phrase(words), known)] == parts
