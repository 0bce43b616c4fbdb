"""The lexicon: the shipped lists against the language, and every way in which a list can be wrong."""

from __future__ import annotations

import csv
import json
import re
import time
from pathlib import Path

import pytest

from quotes.errors import RuleError
from quotes.lexicon.reporting_words import Lexicon

ROOT = Path(__file__).parents[2]
VERBS = ROOT / "rules" / "verbs"
SHARED = ROOT.parent / "shared"

VOCABULARY = """
title: Vocabulary
description: Classes and ways.
classes: {statement: says, request: asks}
takes: {quote: beside marks, clause: a clause, passive: an agent}
"""
HEAD = "title: T\ndescription: D\n"


@pytest.fixture(scope="module")
def lexicon():
    return Lexicon.load(VERBS)


@pytest.fixture
def folder(tmp_path):
    """Writes word lists beside a small vocabulary and gives the folder."""

    def write(**files):
        (tmp_path / "vocabulary.yaml").write_text(VOCABULARY, encoding="utf-8")
        for name, text in files.items():
            (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
        return tmp_path

    return write


def reports(folder):
    with pytest.raises(RuleError) as caught:
        Lexicon.load(folder)
    return [str(problem).replace(f"{folder}/", "") for problem in caught.value.problems]


def only(found):
    assert len(found) == 1, found
    return found[0]


# The shipped lists


@pytest.mark.parametrize(
    ("form", "root", "cue_class", "voice", "clitic"),
    [
        ("kata", "kata", "statement", "bare", False),
        ("katanya", "kata", "statement", "bare", True),
        ("mengatakan", "kata", "statement", "active", False),
        ("dikatakan", "kata", "statement", "passive", False),
        ("dikatakannya", "kata", "statement", "passive", True),
        ("berkata", "kata", "statement", "ber", False),
        ("menyampaikan", "sampai", "statement", "active", False),
        ("lanjutnya", "lanjut", "continuation", "bare", True),
        ("menurut", "menurut", "attribution", "preposition", False),
        ("menurutnya", "menurut", "attribution", "preposition", True),
        ("pernyataan", "pernyataan", "statement", "noun", False),
        ("optimistis", "optimistis", "opinion", "adjective", False),
        ("mengaku", "aku", "admission", "active", False),
        ("memperingatkan", "ingat", "warning", "active", False),
        ("mewanti-wanti", "wanti-wanti", "warning", "active", False),
        ("mengimbau", "imbau", "request", "active", False),
        ("bertanya", "tanya", "question", "ber", False),
        ("berjanji", "janji", "promise", "ber", False),
        ("membantah", "bantah", "denial", "active", False),
        ("berharap", "harap", "hope", "ber", False),
        ("memprediksi", "prediksi", "prediction", "active", False),
    ],
)
def test_forms_follow_from_their_roots(lexicon, form, root, cue_class, voice, clitic):
    cue = only(lexicon.find(form))
    assert (cue.form, cue.root, cue.cue_class, cue.voice, cue.clitic) == (form, root, cue_class, voice, clitic)


def test_upper_case_finds_the_same(lexicon):
    assert lexicon.find("Menurutnya") == lexicon.find("menurutnya") != ()


def test_a_word_of_two_voices_has_two_readings_of_one_class(lexicon):
    readings = lexicon.find("janji")
    assert {cue.voice for cue in readings} == {"bare", "noun"}
    assert {cue.cue_class for cue in readings} == {"promise"}


def test_what_a_form_takes_says_where_it_is_a_cue(lexicon):
    assert only(lexicon.find("tutup")).takes == {"quote"}
    assert "source-first" in only(lexicon.find("kata")).takes
    assert {"clause", "naming"} <= only(lexicon.find("menyebut")).takes
    assert only(lexicon.find("menyinggung")).takes == {"quote", "bahwa"}
    assert "nominal" in only(lexicon.find("menekankan")).takes
    assert "infinitive" in only(lexicon.find("berkomitmen")).takes
    assert only(lexicon.find("disampaikan")).takes == {"passive"}
    assert only(lexicon.find("bagi")).takes == {"opening"}
    assert only(lexicon.find("melansir")).takes == {"provenance"}


def test_the_nya_of_an_active_verb_is_its_object_and_no_source(lexicon):
    assert lexicon.find("menyebutnya") == ()


def test_slips_of_the_hand_are_read_as_what_they_stand_for(lexicon):
    slip, right = only(lexicon.find("uajr")), only(lexicon.find("ujar"))
    assert (slip.form, slip.root, slip.takes) == ("uajr", "ujar", right.takes)
    assert only(lexicon.find("uajrnya")).clitic
    assert only(lexicon.find("imbunya")).root == "imbuh"
    assert only(lexicon.find("menghimbau")).cue_class == "request"


def test_inner_states_are_never_cues(lexicon):
    assert {"ingin", "berpikir", "merasa", "menyadari", "meragukan", "bersyukur", "sepakat"} <= set(
        lexicon.not_reporting
    )
    assert not [word for word in lexicon.not_reporting if lexicon.find(word)]


def test_every_class_and_every_way_of_the_vocabulary_is_used_and_no_other(lexicon):
    cues = [cue for readings in lexicon.cues.values() for cue in readings]
    assert {cue.cue_class for cue in cues} == set(lexicon.classes)
    assert frozenset().union(*(cue.takes for cue in cues)) == set(lexicon.takes)


def test_a_class_has_a_file_of_its_own_name(lexicon):
    assert {path.stem for path in VERBS.glob("*.yaml")} == set(lexicon.classes) | {
        "vocabulary",
        "spellings",
        "not_reporting",
    }


def test_an_entry_is_one_line():
    for path in VERBS.glob("*.yaml"):
        _, _, words = path.read_text(encoding="utf-8").partition("\nwords:\n")
        assert all(re.fullmatch(r"  [a-z-]+: \{.+\}", line) for line in words.splitlines()), path


def test_a_loaded_lexicon_cannot_be_changed(lexicon):
    with pytest.raises(TypeError):
        lexicon.cues["makan"] = ()


def test_loading_takes_far_less_than_a_tenth_of_a_second():
    def seconds():
        begin = time.process_time()
        Lexicon.load(VERBS)
        return time.process_time() - begin

    assert min(seconds() for _ in range(5)) < 0.08


# The counts of cues in real news (not part of this repository)

#: Rows of the counts that are no single word: what stands for them in the lexicon, or why nothing does.
CONSTRUCTIONS = {
    "Menurut": "menurut",
    "menurut": "menurut",
    "Menurutnya": "menurutnya",
    "menurutnya": "menurutnya",
    "dikutip": "dikutip",
    "seperti/sebagaimana": "dikutip",
    "dilansir": "dilansir",
    "kata": "kata",
    "Kata/Ujar": "kata ujar",
    "katanya/ujarnya/lanjutnya,": "katanya ujarnya lanjutnya",
    "demikian/begitu": "demikian kata",
    "pengakuan": "pengakuan aku",
    "Bagi": "bagi",
    "dalam": "keterangan",
    "Hal": "disampaikan dikatakan diungkapkan",
    "Senada,": "",  # an adverb: who agrees is the subject of the verb that follows
    "Berdasarkan": "",  # the guidelines: data without a reporting word are no report
    "Di": "",  # "di mata X": three words, a construction and no cue
}
NOT_ANNOTATED = {
    "menyadari": "the guidelines: an inner state",
    "merasa": "the guidelines: an inner state",
    "berpikir": "the guidelines: an inner state",
    "menginginkan": "the guidelines: an inner state, as ingin",
    "menunjukkan": "what data and studies show: of eight in gold and found, one is annotated",
    "memperlihatkan": "as menunjukkan",
    "membuktikan": "as menunjukkan",
}
CUES_AFTER_ALL = {
    "melihat": "gold has 'ia melihat ada sejumlah …' as an opinion; only with bahwa",
    "mencatat": "judged a cue elsewhere in the same counts",
    "konfirmasi": "the noun of 'konfirmasi bahwa'; counted once",
}


def counted():
    path = SHARED / "design" / "verbs.tsv"
    if not path.exists():
        pytest.skip("the counts are not here")
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def forms_of(row):
    if row["construction"].startswith("d:") and " " in row["form"]:
        return CONSTRUCTIONS[row["form"].split()[0]].split()
    return [row["form"]]


def test_every_cue_that_real_news_has_five_times_is_in_the_lexicon(lexicon):
    wanted = [
        form for row in counted() if row["judgement"] == "cue" and int(row["count"]) >= 5 for form in forms_of(row)
    ]
    assert len(wanted) > 200
    assert {form for form in wanted if not lexicon.find(form)} == set(NOT_ANNOTATED)


def test_rare_cues_are_there_too(lexicon):
    rare = {row["form"] for row in counted() if row["judgement"] == "cue" and row["construction"][0] in "abc"}
    assert {form for form in rare if not lexicon.find(form)} == set(NOT_ANNOTATED)


def test_noise_is_no_cue(lexicon):
    noise = {row["form"] for row in counted() if row["judgement"] == "noise/other"}
    assert len(noise) > 100
    assert {form for form in noise if lexicon.find(form)} == set(CUES_AFTER_ALL)


def test_misspellings_are_known_unless_they_are_words(lexicon):
    typos = {row["form"] for row in counted() if row["judgement"] == "typo"}
    assert {form for form in typos if not lexicon.find(form)} == {"kaya", "kat", "sambungannya"} - set(lexicon.cues)


def test_every_cue_of_the_annotated_articles_is_found(lexicon):
    path = SHARED / "gold" / "dev.jsonl"
    if not path.exists():
        pytest.skip("the annotated articles are not here")
    cues = set()
    for line in path.read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        cues |= {article["text"][slice(*quote["cue"])] for quote in article["quotes"] if quote["cue"]}
    assert len(cues) > 60
    assert {cue for cue in cues if not lexicon.find(cue)} == set()


# What can be wrong


def test_all_problems_of_all_files_are_reported_at_once(folder):
    place = folder(
        a=HEAD + "class: statment\nwords:\n  kata: {bare: quote}\n",
        b=HEAD + "class: request\nword: {}\nwords:\n  minta: {meN: quote}\n  mohon: {meN-: qoute clause}\n",
        c="a: [\n",
    )
    *lists, broken = reports(place)
    assert lists == [
        "a.yaml:3:8: unknown class 'statment'; did you mean 'statement'? [unknown-class]",
        "b.yaml:4:1: unknown key 'word'; did you mean 'words'? [unknown-key]",
        "b.yaml:6:11: unknown form 'meN'; did you mean 'meN-'? [unknown-form]",
        "b.yaml:7:17: unknown 'qoute'; did you mean 'quote'? [unknown-takes]",
    ]
    assert broken.startswith("c.yaml:2:1: is not YAML: ")
    assert broken.endswith(" [yaml]")


def test_the_second_of_two_words_has_its_own_column(folder):
    place = folder(a=HEAD + "class: statement\nwords:\n  kata: {bare: quote qlause}\n")
    assert reports(place) == ["a.yaml:5:22: unknown 'qlause'; did you mean 'clause'? [unknown-takes]"]


def test_a_form_has_one_class(folder):
    place = folder(
        a=HEAD + "class: statement\nwords:\n  kata: {bare: quote, clitic: false}\n",
        b=HEAD + "class: request\nwords:\n  kata: {bare: quote, clitic: false}\n",
    )
    (report,) = reports(place)
    assert report.startswith("b.yaml:5:10: 'kata' is already there as statement (")
    assert report.endswith("a.yaml:5); keep one of them [duplicate-form]")


def test_a_root_given_twice_in_a_file_is_a_duplicate_key(folder):
    place = folder(a=HEAD + "class: statement\nwords:\n  kata: {bare: quote}\n  kata: {ber-: quote}\n")
    assert reports(place) == ["a.yaml:6:3: 'kata' is given twice, first on line 5; keep one of them [duplicate-key]"]


def test_a_word_that_reports_nothing_is_in_no_list(folder):
    place = folder(
        a=HEAD + "class: statement\nwords:\n  pikir: {ber-: clause}\n",
        b=HEAD + "not-reporting:\n  berpikir: a thought\n",
    )
    text = "'berpikir' is listed as a word that reports nothing; take it out of one of the two"
    assert reports(place) == [f"a.yaml:5:11: {text} [not-reporting]"]


def test_a_spelling_stands_for_a_word_of_the_lists_and_for_nothing_else(folder):
    place = folder(
        a=HEAD + "class: statement\nwords:\n  kata: {bare: quote}\n  ujar: {bare: quote}\n",
        b=HEAD + "spellings:\n  uajr: ujra\n  kata: ujar\n",
    )
    assert reports(place) == [
        "b.yaml:4:9: 'ujra' is no reporting word; did you mean 'ujar'? [unknown-word]",
        "b.yaml:5:3: 'kata' is a reporting word; remove it [duplicate-form]",
    ]


@pytest.mark.parametrize(
    ("text", "report"),
    [
        ("", "a.yaml:1:1: has no words; give title, description, class and words [no-words]"),
        ("- kata\n", "a.yaml:1:1: has no words; give title, description, class and words [no-words]"),
        (
            HEAD + "class: statement\n",
            "a.yaml:1:1: has no words; give one of words, spellings, not-reporting, takes [no-words]",
        ),
        (
            HEAD + "class: statement\nwords: [kata]\n",
            "a.yaml:4:8: words is not a list of 'word: …' lines; write one word: … a line [form]",
        ),
        (
            HEAD + "class: statement\nwords:\n  kata: bare\n",
            "a.yaml:5:9: kata is not a list of 'word: …' lines; write one word: … a line [form]",
        ),
        (
            HEAD + "class: statement\nwords:\n  kata: {bare: 3}\n",
            "a.yaml:5:16: does not say what the form takes; some of quote, clause, passive [takes]",
        ),
        (
            HEAD + "class: statement\nwords:\n  kata: {bare: quote, clitic: no}\n",
            "a.yaml:5:31: clitic is neither true nor false; write false [form]",
        ),
        (
            HEAD + "class: statement\nwords:\n  Kata: {ber-: quote}\n",
            "a.yaml:5:3: 'Kata' is not a root in lower-case letters; write the root in small letters [root]",
        ),
        (
            "description: D\nclass: statement\nwords:\n  kata: {bare: quote}\n",
            "a.yaml:1:1: has no title; say in a line what the file is [missing]",
        ),
        (
            HEAD + "not-reporting:\n  ingin:\n",
            "a.yaml:4:9: 'ingin' has no text; write ingin: what it is [form]",
        ),
    ],
)
def test_a_file_that_is_not_of_the_form_says_what_to_write(folder, text, report):
    assert reports(folder(a=text)) == [report]


def test_a_folder_without_lists_is_named(tmp_path):
    assert reports(tmp_path) == [f"{tmp_path}:1:1: has no *.yaml files; name a folder [no-files]"]


def test_a_further_folder_adds_words_and_says_anew_what_a_form_is(folder, tmp_path_factory):
    mine = tmp_path_factory.mktemp("mine")
    (mine / "mine.yaml").write_text(
        HEAD + "class: request\nwords:\n  kata: {bare: quote clause}\n  cuap: {ber-: quote}\n", encoding="utf-8"
    )
    place = folder(a=HEAD + "class: statement\nwords:\n  kata: {bare: quote, ber-: quote}\n")
    lexicon = Lexicon.load(place, mine)
    assert only(lexicon.find("kata")).cue_class == "request"
    assert only(lexicon.find("berkata")).cue_class == "statement"
    assert only(lexicon.find("bercuap")).cue_class == "request"
