"""The entry of a speaker: roles that are roles, the affiliation they name, the gender that is said, its mentions."""

from __future__ import annotations

import pytest

from quotes.matching.rulebook import Rulebook
from quotes.records import Record, Span, Speaker
from quotes.resolution.positions import keep_outermost
from quotes.resolution.roles import (
    clean_roles,
    collect_content_words,
    cut_names,
    find_affiliation,
    find_gender,
    find_role_before,
    find_role_behind,
    infer_gender,
    measure_overlap,
)
from quotes.resolution.word_classes import NameLexicon
from quotes.resources import rules_folder
from tests.trees import phrase, record, shipped


@pytest.fixture(scope="module")
def known() -> NameLexicon:
    book = Rulebook.load(rules_folder(), ())
    return NameLexicon(book.titles, book.lists)


def one(made: Record, name: str) -> Speaker:
    return next(speaker for speaker in made.speakers if speaker.name == name)


@pytest.mark.parametrize(
    ("phrase", "role"),
    [
        ("Menteri Kelautan", "Menteri Kelautan"),
        ("Kapolres Sukamerta AKBP", "Kapolres Sukamerta"),
        ("Kepala Biro Umum Brigjen Pol", "Kepala Biro Umum"),
        ("senada dengan Ketua Koperasi Melati", "Ketua Koperasi Melati"),
        ("peneliti dari", "peneliti"),
    ],
)
def test_a_role_is_kept_without_what_stands_around_it(phrase, role, known):
    assert clean_roles([phrase], known) == (role,)


@pytest.mark.parametrize("phrase", ["Pak", "nya", "Senada dengan", "Dilansir dari kepala"])
def test_what_stands_before_names_and_is_no_role_is_none(phrase, known):
    assert clean_roles([phrase], known) == ()


@pytest.mark.parametrize(
    ("role", "body"),
    [
        ("Ketua KPK", "KPK"),
        ("Kepala Dinas Kesehatan Jawa Barat", "Dinas Kesehatan Jawa Barat"),
        ("Direktur Utama PT Rintik Jaya", "PT Rintik Jaya"),
        ("dosen hukum di Universitas Melati sejak lama", "Universitas Melati"),
        ("Presiden Rusia", "Rusia"),
        ("mantan Bupati Sukamerta", "Sukamerta"),
        ("Duta Besar Belanda untuk Indonesia", "Belanda"),
        ("pengajar Universitas Melati Profesor", "Universitas Melati"),
        ("Menteri Luar Negeri Amerika Serikat", "Amerika Serikat"),
        ("Corporate Secretary Melati Group", None),
        ("Menteri Kelautan", None),
        ("pengamat politik", None),
    ],
)
def test_the_affiliation_is_the_body_or_place_that_a_role_names(role, body, known):
    assert find_affiliation([role], known) == body


@pytest.mark.parametrize(
    ("phrase", "role"),
    [
        ("Kurator pameran Dr . M. Hum", "Kurator pameran"),
        ("Dosen Fakultas Hukum Dr . S.H. M.H.", "Dosen Fakultas Hukum"),
        ("Direktur Utama Ir . M.T.", "Direktur Utama"),
        ("Ketua IDI dr . Sp .B", "Ketua IDI"),
        ("Ketua MA", "Ketua MA"),
    ],
)
def test_a_role_ends_before_forms_of_address_and_degrees(phrase, role, known):
    assert clean_roles([phrase], known) == (role,)


def test_the_first_role_with_an_affiliation_decides(known):
    assert find_affiliation(["Ketua", "Ketua KPK", "Kepala BPS"], known) == "KPK"


def test_the_own_name_of_somebody_is_no_part_of_his_role():
    assert cut_names("Presiden Budiyono", {"budiyono"}) == "Presiden"


@pytest.mark.parametrize(
    ("phrases", "said"),
    [
        (["Bu"], "female"),
        (["Hj."], "female"),
        (["aktris senior"], "female"),
        (["Menteri Kelautan Pak"], "male"),
        (["Menteri Kelautan"], None),
        (["Pak", "Ibu"], None),
        (["kuasa hukum istri korban"], None),
    ],
)
def test_the_gender_is_given_only_where_the_words_say_it(phrases, said, known):
    assert infer_gender(phrases, known) == said


@pytest.mark.parametrize(
    ("name", "phrases", "gender"),
    [
        (("Siti", "Wanuri"), [], "female"),
        (("Agus", "Wanuri"), [], "male"),
        (("Agus", "Siti"), [], None),
        (("Wanuri",), [], None),
        (("Agus", "Wanuri"), ["Ibu"], "female"),
    ],
)
def test_given_names_tell_the_gender_that_no_other_words_state(name, phrases, gender, known):
    assert find_gender(name, phrases, known) == gender


def test_a_name_inside_its_phrase_is_one_mention():
    assert keep_outermost([Span(5, 9), Span(0, 9), Span(12, 15), Span(0, 9)]) == (Span(0, 9), Span(12, 15))


RATNA = "Menteri/NOUN/2/nsubj Kelautan/PROPN/3/nmod Ratna/PROPN/3/flat:name Wulandari/PROPN/5/flat:name"


def test_an_alias_is_a_name_without_the_role_beside_it():
    made = record(f'"Kapal sudah siap."/ADJ/0/root kata/VERB/1/parataxis {RATNA} ./PUNCT/1/punct')
    speaker = one(made, "Ratna Wulandari")
    assert speaker.aliases == ()
    assert [span.of(made.article.text) for span in speaker.mentions] == ["Menteri Kelautan Ratna Wulandari"]


def test_a_role_in_the_narration_is_a_role_of_whoever_is_named_behind_it():
    name = "Ratna/PROPN/1/flat:name Wulandari/PROPN/1/flat:name"
    narration = f"Bupati/NOUN/4/nsubj {name} tiba/VERB/0/root ./PUNCT/4/punct"
    said = '"Kapal sudah siap."/ADJ/0/root kata/VERB/1/parataxis Ratna/PROPN/2/nsubj ./PUNCT/1/punct'
    assert one(record([narration], said), "Ratna Wulandari").roles == ("Bupati",)


def test_those_to_whom_something_is_said_are_no_role_of_the_speaker():
    report = (
        "Kepada/ADP/2/case wartawan/NOUN/5/obl ,/PUNCT/2/punct Ratna/PROPN/5/nsubj mengaku/VERB/0/root "
        "kapal/NOUN/7/nsubj rusak/VERB/5/ccomp ./PUNCT/5/punct"
    )
    assert one(record(report), "Ratna").roles == ()


def test_a_bracket_between_role_and_name_is_no_part_of_the_role():
    name = "Ratna/PROPN/1/flat:name Wulandari/PROPN/1/flat:name"
    narration = (
        "Ketua/NOUN/7/nsubj Dewan/PROPN/1/nmod (/PUNCT/4/punct Dewa/PROPN/2/appos )/PUNCT/4/punct "
        f"{name} tiba/VERB/0/root ./PUNCT/8/punct"
    )
    said = '"Kapal sudah siap."/ADJ/0/root kata/VERB/1/parataxis Ratna/PROPN/2/nsubj ./PUNCT/1/punct'
    assert one(record([narration], said), "Ratna Wulandari").roles == ("Ketua Dewan",)


def test_a_comma_and_a_rank_may_stand_between_role_and_name():
    name = "Ratna/PROPN/1/flat:name Wulandari/PROPN/1/flat:name"
    narration = f"Bupati/NOUN/6/nsubj ,/PUNCT/3/punct Brigjen/NOUN/1/appos {name} tiba/VERB/0/root ./PUNCT/6/punct"
    said = '"Kapal sudah siap."/ADJ/0/root kata/VERB/1/parataxis Ratna/PROPN/2/nsubj ./PUNCT/1/punct'
    assert one(record([narration], said), "Ratna Wulandari").roles == ("Bupati",)


def test_a_role_may_list_its_fields_with_commas():
    narration = (
        "Menteri/NOUN/9/nsubj Laut/PROPN/1/nmod ,/PUNCT/4/punct Hutan/PROPN/2/conj ,/PUNCT/7/punct dan/CCONJ/7/cc "
        "Perikanan/PROPN/2/conj Ratna/PROPN/1/flat:name tiba/VERB/0/root ./PUNCT/9/punct"
    )
    said = '"Kapal sudah siap."/ADJ/0/root kata/VERB/1/parataxis Ratna/PROPN/2/nsubj ./PUNCT/1/punct'
    assert one(record([narration], said), "Ratna").roles == ("Menteri Laut Hutan dan Perikanan",)


def test_a_role_beside_somebody_is_none_of_his():
    narration = (
        "Pengacara/NOUN/4/nsubj Ratna/PROPN/1/flat:name Wulandari/PROPN/1/flat:name tiba/VERB/0/root ./PUNCT/4/punct"
    )
    said = '"Kapal sudah siap."/ADJ/0/root kata/VERB/1/parataxis Ratna/PROPN/2/nsubj ./PUNCT/1/punct'
    assert one(record([narration], said), "Ratna Wulandari").roles == ()


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("Ketua Komisi ( satu dua tiga empat lima ) Ratna", "Ketua Komisi"),
        ("Ketua Komisi ( satu dua tiga empat lima enam ) Ratna", ""),
        (f"Ketua {'Komisi ' * 13}Ratna", f"Ketua{' Komisi' * 13}"),
        (f"Ketua {'Komisi ' * 14}Ratna", ""),
    ],
)
def test_a_role_has_fourteen_words_at_most_and_a_bracket_in_it_five(words, role, known):
    found = phrase(words)
    assert find_role_before(len(found) - 1, found, known) == role


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("Rantika , Ketua KPK , hadir", "Ketua KPK"),
        ("Rantika ( Ketua KPK ) hadir", "Ketua KPK"),
        ("Rantika selaku Ketua Panitia .", "Ketua Panitia"),
        ("Rantika , warga Melati , hadir", ""),
        ("Rantika , Ketua KPK hadir", ""),  # perhaps a clause
        ("Rantika Ketua KPK , hadir", ""),
    ],
)
def test_a_role_behind_a_name_stands_between_marks(words, role, known):
    assert find_role_behind(1, phrase(words), known) == role


def test_a_role_of_two_words_begins_with_the_first(known):
    assert find_role_before(3, phrase("Perdana Menteri Kalmara Rantika"), known) == "Perdana Menteri Kalmara"


@pytest.mark.parametrize("title", ["Panglima TNI", "Panglima TNI Laksamana TNI", "Panglima TNI Letjen"])
def test_the_army_is_a_title_only_behind_a_rank(title, known):
    words = phrase(f"{title} Rantika")
    assert find_role_before(len(words) - 1, words, known) == "Panglima TNI"
    assert clean_roles([title], known) == ("Panglima TNI",)


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("Camat Tanah Abang Rantika", "Camat Tanah Abang"),
        ("Kapolsek Pancoran Mas Kompol Rantika", "Kapolsek Pancoran Mas"),
        ("Camat Tanah Mas Rantika", "Camat Tanah"),  # no place
        ("Kepala Bakamla Laksamana Madya Rantika", "Kepala Bakamla"),
    ],
)
def test_a_form_of_address_that_ends_a_place_belongs_to_the_role(words, role, known):
    assert find_role_before(len(words.split()) - 1, phrase(words), known) == role


def test_a_role_is_read_over_a_title_with_a_stop(known):
    assert find_role_before(4, phrase("Rektor Melati Prof . Rantika"), known) == "Rektor Melati"


@pytest.mark.parametrize(
    ("entity", "role"), [("person", "Menteri Pasar"), (None, "Menteri Laut Haris dan Menteri Pasar")]
)
def test_the_role_of_another_person_before_dan_is_left_out(entity, role, known):
    words = list(phrase("Menteri Laut Haris dan Menteri Pasar Rantika"))
    words[2] = words[2]._replace(entity=entity)
    assert find_role_before(6, words, known) == role


@pytest.mark.parametrize(
    ("role", "cleaned"),
    [
        ("Menteri Keuangan dalam pidatonya", "Menteri Keuangan"),
        ("CEO Melati kepada wartawan", "CEO Melati"),
        ("Kepala Bidang Riset pada Forum Laut", "Kepala Bidang Riset pada Forum Laut"),
        ("dokter spesialis penyakit dalam", "dokter spesialis penyakit dalam"),
        ("Pakar Hukum Kamis", "Pakar Hukum"),
        ("Terpisah Kapolsek Melati", "Kapolsek Melati"),
        ("Program Director Melati", "Program Director Melati"),
    ],
)
def test_a_role_is_without_the_occasion_the_day_and_what_opens_the_sentence(role, cleaned, known):
    assert clean_roles([role], known) == (cleaned,)


@pytest.mark.parametrize(
    ("wanted", "role", "share"),
    [
        ("Presiden RI", "Presiden", 1.0),
        ("Presiden RI", "Presiden Rusia", 0.5),
        ("Presiden", "Presiden Rusia", 1.0),
        ("Menko Polhukam", "Menteri Koordinator Politik, Hukum, dan Keamanan", 1.0),
        ("Menkumham", "Menteri Hukum dan HAM", 1.0),
    ],
)
def test_roles_are_the_same_without_the_country_of_the_readers(wanted, role, share, known):
    words = [collect_content_words(each.replace(",", ""), known) for each in (wanted, role)]
    assert measure_overlap(words[0], words[1], known) == share


@pytest.mark.parametrize(
    ("role", "words"),
    [
        ("Presiden berusia 39 tahun", {"presiden"}),
        ("pelatih 55 tahun", {"pelatih"}),
        ("Ketua 55 desa", {"ketua", "55", "desa"}),
    ],
)
def test_an_age_is_no_part_of_a_role(role, words):
    known = NameLexicon(shipped().titles, shipped().lists)
    assert collect_content_words(role, known) == words
