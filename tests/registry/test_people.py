"""Which speakers are one person across articles: every rule of docs/registry.md, on invented people."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.registry import build_from_entries
from quotes.registry.storage import StoredRegistry, read_registry, write_registry
from tests.registry.people import entry, of, registry, rules, together

# --- the same full name ------------------------------------------------------------------------------


def test_a_rare_full_name_is_one_person_with_or_without_a_role():
    found = registry(entry("a", "Rangga Melatiwangi", "Bupati Sukamerta"), entry("b", "Rangga Melatiwangi"))
    assert together(found) == {frozenset("ab")}


def test_case_accents_and_full_stops_do_not_matter():
    found = registry(entry("a", "M. Rangga Melatiwangi"), entry("b", "M RANGGA MELATIWANGI"))
    assert together(found) == {frozenset("ab")}


def test_a_footballer_and_a_minister_of_the_same_name_are_two_and_proposed():
    found = registry(
        entry("a", "Rangga Melatiwangi", "Menteri Kelautan"), entry("b", "Rangga Melatiwangi", "gelandang Melati FC")
    )
    assert together(found) == {frozenset("a"), frozenset("b")}
    assert found.proposals == ()  # 0.95 × 0.3 is too little even for that


def test_an_entry_without_a_role_joins_neither_of_two_namesakes():
    found = registry(
        entry("a", "Rangga Melatiwangi", "Menteri Kelautan"),
        entry("b", "Rangga Melatiwangi", "gelandang Melati FC"),
        entry("c", "Rangga Melatiwangi"),
    )
    assert together(found) == {frozenset("a"), frozenset("b"), frozenset("c")}


def test_pak_and_bu_of_the_same_name_are_two():
    found = registry(entry("a", "Rangga Melatiwangi", gender="male"), entry("b", "Rangga Melatiwangi", gender="female"))
    assert len(found.identities) == 2


def test_a_common_name_alone_is_not_enough_and_is_proposed():
    found = registry(entry("a", "Agus Santoso"), entry("b", "Agus Santoso"))
    assert together(found) == {frozenset("a"), frozenset("b")}
    [proposal] = found.proposals
    assert {proposal.one, proposal.other} == {identity.id for identity in found.identities}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Menkeu",), ("Menteri Keuangan RI",)),
        (("Ketua KPK",), ("Ketua Komisi Pemberantasan Korupsi",)),
        (("Menteri Kelautan",), ("mantan Menteri Kelautan",)),
    ],
)
def test_a_common_name_with_the_same_office_is_one_person_also_if_abbreviated(one, other):
    found = registry(entry("a", "Agus Santoso", *one), entry("b", "Agus Santoso", *other))
    assert together(found) == {frozenset("ab")}


def test_two_chairs_of_different_organisations_with_a_common_name_are_two():
    found = registry(
        entry("a", "Agus Santoso", "Ketua Koperasi Melati"), entry("b", "Agus Santoso", "Ketua Yayasan Kenanga")
    )
    assert len(found.identities) == 2


def test_a_common_name_with_the_same_company_is_one_person():
    beside = {"company": ("Rangga Melatiwangi",)}
    found = registry(entry("a", "Agus Santoso", **beside), entry("b", "Agus Santoso", **beside))
    assert together(found) == {frozenset("ab")}


# --- other names -------------------------------------------------------------------------------------


def test_a_part_of_a_full_name_is_one_with_it_where_the_office_is_the_same():
    found = registry(
        entry("a", "Rangga Bayu Melatiwangi", "Menteri Kelautan"), entry("b", "Rangga Melatiwangi", "Menteri Kelautan")
    )
    assert together(found) == {frozenset("ab")}


def test_without_the_office_a_part_of_a_full_name_is_proposed():
    found = registry(entry("a", "Rangga Bayu Melatiwangi", "Menteri Kelautan"), entry("b", "Rangga Melatiwangi"))
    assert len(found.identities) == 2
    assert [proposal.reasons for proposal in found.proposals] == [("part-of-name",)]


def test_a_part_that_fits_two_full_names_of_other_people_joins_neither():
    found = registry(
        entry("a", "Rangga Bayu Melatiwangi", "Ketua KPK"),
        entry("b", "Rangga Surya Melatiwangi", "Menteri Kelautan"),
        entry("c", "Rangga Melatiwangi", "Ketua KPK", "Menteri Kelautan"),
    )
    assert frozenset("c") in together(found)


def test_a_son_is_not_the_father():
    found = registry(
        entry("a", "Rangga Melatiwangi Jr", "Bupati Sukamerta"), entry("b", "Rangga Melatiwangi", "Bupati Sukamerta")
    )
    assert len(found.identities) == 2


def test_a_wife_who_carries_her_husband_s_name_is_not_the_husband():
    found = registry(
        entry("a", "Melur Rangga Gatrasena", "Bupati Sukamerta", aliases=("Melur",)),
        entry("b", "Rangga Gatrasena", "Bupati Sukamerta"),
    )
    assert len(found.identities) == 2


def test_an_initial_matches_the_word_that_it_begins():
    found = registry(entry("a", "Laut M Gatrasena", "Menkeu"), entry("b", "Laut Muhammad Gatrasena", "Menkeu"))
    assert together(found) == {frozenset("ab")}


def test_two_people_called_muhammad_something_common_are_two():
    found = registry(
        *(entry(article, "M Nasir", "Kapolres Sukamerta") for article in "ab"),
        entry("c", "Mohamad Nasir", "Menteri Pertanian"),
    )
    assert together(found) == {frozenset("ab"), frozenset("c")}


def test_old_and_new_spelling_are_one():
    found = registry(entry("a", "Soekarman Djatmiko"), entry("b", "Sukarman Jatmiko"))
    assert together(found) == {frozenset("ab")}


def test_names_that_differ_by_a_letter_are_one_only_with_the_same_office():
    near = [entry("a", "Rangga Melatiwangi", "Ketua KPK"), entry("b", "Rangga Melatiwanga", "Ketua KPK")]
    assert together(registry(*near)) == {frozenset("ab")}
    assert len(registry(entry("a", "Rangga Melatiwangi"), entry("b", "Rangga Melatiwanga")).identities) == 2


def test_a_nickname_that_two_articles_give_holds_in_all_articles():
    named = {"nicknames": ("Gamel",), "aliases": ("Gamel",)}
    found = registry(
        entry("a", "Rangga Melatiwangi", **named), entry("b", "Rangga Melatiwangi", **named), entry("c", "Gamel")
    )
    assert together(found) == {frozenset("abc")}
    assert of(found, "c").name == "Rangga Melatiwangi"


def test_a_nickname_that_is_also_a_name_of_others_is_proposed():
    named = [entry(article, "Rangga Melatiwangi", nicknames=("Gamel",)) for article in "abcde"]
    other, bare = entry("f", "Gamel Gatrasena"), entry("g", "Gamel")
    assert frozenset("g") in together(registry(*named[:2], other, bare))
    assert frozenset("g") not in together(registry(*named, other, bare))


def test_a_nickname_of_one_article_is_proposed():
    found = registry(entry("a", "Rangga Melatiwangi", nicknames=("Gamel",)), entry("b", "Gamel"))
    assert len(found.identities) == 2
    assert len(found.proposals) == 1


def test_a_nickname_of_two_people_joins_neither():
    found = registry(
        *(entry(article, "Rangga Melatiwangi", nicknames=("Gamel",)) for article in "ab"),
        *(entry(article, "Gatra Melukis", nicknames=("Gamel",)) for article in "cd"),
        entry("e", "Gamel"),
    )
    assert frozenset("e") in together(found)


# --- single names ------------------------------------------------------------------------------------


def test_a_first_name_alone_is_never_joined():
    found = registry(
        *(entry(article, "Rangga Melatiwangi", "Menteri Kelautan", aliases=("Rangga",)) for article in "ab"),
        entry("c", "Rangga"),
        entry("d", "Rangga"),
    )
    assert together(found) == {frozenset("ab"), frozenset("c"), frozenset("d")}


def test_a_first_name_joins_the_only_person_with_the_same_office():
    found = registry(
        entry("a", "Rangga Melatiwangi", "Menteri Kelautan", aliases=("Rangga",)),
        entry("b", "Rangga", "Menteri Kelautan"),
    )
    assert together(found) == {frozenset("ab")}


def test_a_first_name_joins_neither_of_two_people_with_the_same_office():
    found = registry(
        entry("a", "Rangga Melatiwangi", "Menteri Kelautan", aliases=("Rangga",)),
        entry("b", "Rangga Gatrasena", "Menteri Kelautan", aliases=("Rangga",)),
        entry("c", "Rangga", "Menteri Kelautan"),
    )
    assert frozenset("c") in together(found)


def test_people_with_a_single_name_are_one_by_an_office_of_two_words():
    found = registry(entry("a", "Melatiwangi", "Menkeu"), entry("b", "Melatiwangi", "Menteri Keuangan"))
    assert together(found) == {frozenset("ab")}


def test_the_only_bearer_of_a_single_name_is_proposed_if_nothing_else_is_known():
    told = [entry(article, "Melatiwangi", "Menteri Keuangan") for article in "ab"]
    found = registry(*told, entry("c", "Melatiwangi"))
    assert together(found) == {frozenset("ab"), frozenset("c")}
    assert [proposal.reasons for proposal in found.proposals] == [("sole-name",)]


# --- organisations -----------------------------------------------------------------------------------


def body(article: str, name: str, *short: str):
    return entry(article, name, kind="organisation", nicknames=short)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kementerian Kesehatan", "Kemenkes"),
        ("Kementerian Kesehatan RI", "Kementerian Kesehatan"),
        ("KPK", "Komisi Pemberantasan Korupsi"),
    ],
)
def test_an_organisation_is_one_by_its_name_and_its_listed_abbreviation(one, other):
    assert together(registry(body("a", one), body("b", other))) == {frozenset("ab")}


def test_an_organisation_is_one_with_the_abbreviation_in_brackets():
    found = registry(body("a", "Dewan Pengawas Pasar", "Depas"), body("b", "Depas"))
    assert together(found) == {frozenset("ab")}


def test_an_abbreviation_with_other_letters_is_proposed():
    found = registry(body("a", "Dewan Pengawas Pasar", "MLT"), body("b", "MLT"))
    assert len(found.identities) == 2
    assert len(found.proposals) == 1


def test_a_part_of_an_organisation_is_not_the_organisation():
    found = registry(body("a", "Fraksi Partai Kebangkitan Bangsa", "PKB"), body("b", "PKB"))
    assert len(found.identities) == 2


def test_a_person_and_an_organisation_are_never_one():
    assert len(registry(entry("a", "Melati Wangi"), body("b", "Melati Wangi")).identities) == 2


# --- what comes out ----------------------------------------------------------------------------------


def test_every_join_has_its_score_and_reasons():
    found = registry(entry("a", "Melatiwangi", "Menkeu"), entry("b", "Melatiwangi", "Menteri Keuangan"))
    [join] = of(found, "a").joins
    assert join.reasons == ("single-name", "same-office", "same-family")
    assert join.score == pytest.approx(1 - 0.7 * 0.13 * 0.8, abs=0.001)


def test_the_name_is_the_most_frequent_full_one():
    found = registry(
        *(entry(article, "Rangga Melatiwangi", "Ketua KPK") for article in "ab"),
        entry("c", "Rangga Bayu Melatiwangi", "Ketua KPK"),
    )
    assert of(found, "a").name == "Rangga Melatiwangi"
    assert "Rangga Bayu Melatiwangi" in of(found, "a").aliases


def test_ids_are_made_of_names_and_those_of_namesakes_name_an_article():
    found = registry(
        *(entry(article, "Rangga Melatiwangi", "Menteri Kelautan") for article in "ab"),
        entry("c", "Rangga Melatiwangi", "gelandang Melati FC"),
    )
    assert of(found, "a").id == "rangga-melatiwangi"
    assert of(found, "c").id == "rangga-melatiwangi--c-rangga-melatiwangi"


@pytest.mark.parametrize("wanted", ["rangga-melatiwangi", "RANGGA MELATIWANGI", "Gamel"])
def test_an_identity_is_found_by_id_name_and_alias(wanted):
    found = registry(entry("a", "Rangga Melatiwangi", nicknames=("Gamel",)), entry("b", "Seno Gatra"))
    assert [identity.id for identity in found.find(wanted)] == ["rangga-melatiwangi"]


def test_a_stored_registry_is_read_back_unchanged(tmp_path):
    found = registry(
        entry("a", "Rangga Melatiwangi", "Ketua KPK", affiliation="KPK", gender="male", date="2024-05-06"),
        entry("b", "Agus Santoso", company=("Rangga Melatiwangi",)),
        entry("c", "Agus Santoso", nicknames=("Gasan",), aliases=("Agus",)),
    )
    stored = StoredRegistry(found, "speakers.yaml", "decisions.yaml")
    write_registry(stored, tmp_path / "registry.json")
    assert read_registry(tmp_path / "registry.json") == stored


_NAMES = ["Rangga Melatiwangi", "Rangga", "Gamel", "Rangga Bayu Melatiwangi", "Agus Santoso", "M. Agus Santoso", "Agus"]
_ROLES = ["Menteri Kelautan", "gelandang Melati FC", "Ketua KPK", "Menkeu", "Ketua"]
_ENTRIES = st.lists(
    st.builds(
        lambda name, roles, nick, beside: (name, roles, nick, beside),
        st.sampled_from(_NAMES), st.lists(st.sampled_from(_ROLES), max_size=2, unique=True),
        st.sampled_from([(), (), ("Gamel",)]), st.sampled_from([(), ("Seno Gatra",)]),
    ),
    max_size=12,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(_ENTRIES, st.randoms(use_true_random=False))
def test_the_order_of_the_articles_changes_nothing(drawn, shuffle: random.Random):
    entries = [
        entry(f"a{k:02}", name, *roles, nicknames=nick if name != "Gamel" else (), company=beside)
        for k, (name, roles, nick, beside) in enumerate(drawn)
    ]
    mixed = list(entries)
    shuffle.shuffle(mixed)
    assert build_from_entries(mixed, rules()) == build_from_entries(entries, rules())


@settings(max_examples=100, deadline=None)
@given(_ENTRIES)
def test_every_entry_is_in_one_identity_and_ids_are_unique(drawn):
    entries = [entry(f"a{k:02}", name, *roles) for k, (name, roles, _, _) in enumerate(drawn)]
    found = build_from_entries(entries, rules())
    assert sorted(each.key for each in found.entries) == sorted(each.key for each in entries)
    ids = [identity.id for identity in found.identities]
    assert len(set(ids)) == len(ids)
    assert {each for pair in found.proposals for each in (pair.one, pair.other)} <= set(ids)
