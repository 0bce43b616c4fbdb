"""Titles and roles: what the lists know of the words around names, and what a list may look like."""

from __future__ import annotations

import csv
import re
import time
from pathlib import Path
from typing import get_args

import pytest

from quotes.errors import RuleError
from quotes.lexicon.titles import ListName, Titles

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "rules" / "names"
COUNTS = ROOT.parent / "shared" / "design" / "titles_roles.tsv"
HEAD = "title: T\ndescription: D\n"


@pytest.fixture(scope="module")
def titles():
    return Titles.load(FOLDER)


def reports(folder):
    with pytest.raises(RuleError) as caught:
        Titles.load(folder)
    return [str(problem).replace(f"{folder}/", "") for problem in caught.value.problems]


@pytest.mark.parametrize(
    "token", ["Prof.", "Prof", "Dr.", "dr", "Ir.", "H.", "Hj.", "KH", "K.H.", "Pak", "Bu", "Mas", "Bang", "Cak", "Gus"]
)
def test_honorifics_are_known_with_their_dots_and_without(titles, token):
    assert titles.is_honorific(token)
    assert not titles.is_rank(token)


@pytest.mark.parametrize("token", ["AKBP", "Kombes", "Letkol", "Iptu", "Brigjen", "Jenderal"])
def test_ranks_are_honorifics_too(titles, token):
    assert titles.is_rank(token)
    assert titles.is_honorific(token)


@pytest.mark.parametrize("token", ["S.H.", "SH", "M.Si.", "M.Si", "MSi", "Ph.D.", "SpOG(K)", "S.Pd"])
def test_degrees_are_known_with_their_dots_and_without(titles, token):
    assert titles.is_degree(token)


@pytest.mark.parametrize(
    ("small", "capital", "test"),
    [
        ("minggu", "Minggu", "is_day"),
        ("mei", "Mei", "is_month"),
        ("mas", "Mas", "is_honorific"),
        ("bang", "Bang", "is_honorific"),
        ("kasi", "Kasi", "is_role_head"),
        ("se", "SE", "is_degree"),
        ("pan", "PAN", "is_organisation_head"),
    ],
)
def test_words_that_mean_something_else_in_small_letters_need_a_capital(titles, small, capital, test):
    assert getattr(titles, test)(capital)
    assert not getattr(titles, test)(small)


@pytest.mark.parametrize(
    "token",
    [
        "Menteri",
        "menteri",
        "Gubernur",
        "Kepala",
        "Direktur",
        "pengamat",
        "pelatih",
        "CEO",
        "Menkeu",
        "eks-kiper",
        "Ex-Bupati",
    ],
)
def test_roles_begin_with_a_role_noun_or_a_short_form(titles, token):
    assert titles.is_role_head(token)
    assert titles.kind_of(token) == "person"


@pytest.mark.parametrize("name", ["Anwar", "Wulandari", "Ratna", "Haris", "Budi", "Sri"])
def test_names_are_no_roles_and_no_titles(titles, name):
    assert not any(titles.length(each, [name]) for each in get_args(ListName))


@pytest.mark.parametrize(
    ("token", "long"),
    [
        ("Menkeu", "Menteri Keuangan"),
        ("Kapolri", "Kepala Kepolisian Negara Republik Indonesia"),
        ("Wagub", "Wakil Gubernur"),
        ("jubir", "Juru Bicara"),
        ("Dirjen", "Direktur Jenderal"),
        ("Plt.", "Pelaksana Tugas"),
        ("eks", "mantan"),
        ("AKBP", "Ajun Komisaris Besar Polisi"),
        ("KPK", "Komisi Pemberantasan Korupsi"),
        ("Menteri", None),
        ("Ratna", None),
    ],
)
def test_short_forms_have_a_long_form(titles, token, long):
    assert titles.expand(token) == long


@pytest.mark.parametrize(
    ("token", "kind"),
    [
        ("ibu", "person"),
        ("saksi", "person"),
        ("Kementerian", "organisation"),
        ("PT", "organisation"),
        ("Polres", "organisation"),
        ("polisi", "organisation"),
        ("KPK", "organisation"),
        ("laporan", "document"),
        ("survei", "document"),
        ("warga", "group"),
        ("netizen", "group"),
        ("Ratna", None),
    ],
)
def test_the_head_of_a_phrase_says_what_kind_of_speaker_it_makes(titles, token, kind):
    assert titles.kind_of(token) == kind


def test_pronouns_have_a_number(titles):
    assert {word: titles.number_of(word) for word in ("ia", "Beliau", "nya", "mereka", "Keduanya", "Ratna")} == {
        "ia": "singular",
        "Beliau": "singular",
        "nya": "singular",
        "mereka": "plural",
        "Keduanya": "plural",
        "Ratna": None,
    }


def test_the_longest_entry_is_taken_and_nothing_past_the_end(titles):
    tokens = ["Juru", "Bicara", "Kombes", "Pol", "Haris"]
    assert titles.length("role", tokens) == 2
    assert titles.length("rank", tokens, 2) == 2
    assert titles.length("rank", tokens[:3], 2) == 1
    assert titles.length("role", tokens, 4) == 0
    assert titles.length("role", [], 0) == 0


def test_places_and_outlets_are_no_persons(titles):
    assert titles.is_place("Jawa Barat")
    assert titles.is_place("Selandia Baru")
    assert titles.is_outlet("CNN Indonesia")
    assert not titles.is_place("Ratna")


def test_words_before_a_role(titles):
    assert all(map(titles.is_status, ["mantan", "Eks", "Plt", "Plh.", "Wakil", "calon"]))
    assert all(map(titles.is_determiner, ["seorang", "Para", "sang", "si"]))
    assert not titles.is_status("Menteri")


def test_every_list_is_filled(titles):
    assert set(titles.lists) == set(get_args(ListName))


def test_an_entry_is_one_line():
    for path in FOLDER.glob("*.yaml"):
        _, _, words = path.read_text(encoding="utf-8").partition("\nwords:\n")
        assert all(re.match(r"  (- \S|\S.*: \S)", line) for line in words.splitlines()), path


def test_loading_takes_far_less_than_a_tenth_of_a_second():
    def seconds():
        begin = time.process_time()
        Titles.load(FOLDER)
        return time.process_time() - begin

    assert min(seconds() for _ in range(5)) < 0.08


def test_titles_that_real_news_has_twenty_times_are_known(titles):
    if not COUNTS.exists():
        pytest.skip("the counts are not here")
    with COUNTS.open(encoding="utf-8") as file:
        rows = [r for r in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if int(r["count"]) >= 20]
    assert len(rows) > 100
    # The first word of an entry of several (Juru of Juru Bicara) counts for it.
    begun = {entry[0] for entries in titles.lists.values() for entry in entries}

    def known(form):
        tokens = form.split()
        return any(titles.length(name, tokens) for name in titles.lists) or tokens[0].lower() in begun

    assert {row["form"] for row in rows if not known(row["form"])} == set()


# What can be wrong


@pytest.mark.parametrize(
    ("text", "report"),
    [
        ("", "a.yaml:1:1: has no words; give title, description, list and words [no-words]"),
        (
            HEAD + "list: rolle\nwords: [menteri]\n",
            "a.yaml:3:7: unknown list 'rolle'; did you mean 'role'? [unknown-list]",
        ),
        (
            HEAD + "list: role\nkind: persn\nwords: [menteri]\n",
            "a.yaml:4:7: unknown kind 'persn'; did you mean 'person'? [unknown-kind]",
        ),
        (
            HEAD + "list: role\nwrods: [a]\nwords: [b]\n",
            "a.yaml:4:1: unknown key 'wrods'; did you mean 'words'? [unknown-key]",
        ),
        (HEAD + "list: role\n", "a.yaml:1:1: has no words; give words: and one '- word' a line [no-words]"),
        (
            HEAD + "list: role\nwords:\n  - menteri\n  - Menteri\n",
            "a.yaml:6:5: 'Menteri' is already on the list as 'menteri'; keep one of them [duplicate-word]",
        ),
        (
            HEAD + "list: role\nwords:\n  - 12\n",
            "a.yaml:5:5: '12' is not a word or a few; put it in quotation marks [word]",
        ),
        (
            HEAD + "list: abbreviation\nwords:\n  - Menkeu\n",
            "a.yaml:5:5: 'Menkeu' has no long form; write Menkeu: and the long form [text]",
        ),
        (
            HEAD + "list: pronoun\nwords:\n  ia: one\n",
            "a.yaml:5:7: 'ia' has no number; write ia: singular, or plural [number]",
        ),
        (
            "list: day\ndescription: D\nwords: [Rabu]\n",
            "a.yaml:1:1: has no title; say in a line what the file is [missing]",
        ),
    ],
)
def test_a_file_that_is_not_of_the_form_says_what_to_write(tmp_path, text, report):
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    assert reports(tmp_path) == [report]


def test_a_further_folder_adds_to_the_lists(tmp_path):
    (tmp_path / "mine.yaml").write_text(HEAD + "list: role\nkind: person\nwords: [pawang hujan]\n", encoding="utf-8")
    titles = Titles.load(FOLDER, tmp_path)
    assert titles.length("role", ["Pawang", "Hujan"]) == 2
    assert titles.is_role_head("Menteri")


def test_a_folder_without_lists_is_named(tmp_path):
    assert reports(tmp_path) == [f"{tmp_path}:1:1: has no *.yaml files; name a folder [no-files]"]


def test_a_nickname_behind_a_form_of_address_is_known_without_it(titles):
    assert titles.find_bearer("Gus Ipul") == titles.find_bearer("Ipul") == "Saifullah Yusuf"
    assert titles.find_bearer("Soeharto") is None  # Titiek is no form of address
    assert titles.find_bearer("Guru") is None  # the second title of Tuan Guru Bajang
