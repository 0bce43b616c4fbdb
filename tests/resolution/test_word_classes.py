"""What the entity tagger adds where the word lists are silent: bodies and places that nobody has listed."""

from __future__ import annotations

import pytest

from quotes.resolution.names import NameFinder, Reading
from quotes.resolution.source_phrases import SourcePhrase, read_source_phrase
from quotes.trees import EntityKind, Sentence, Word
from tests.trees import finder, phrase

KINDS: dict[str, EntityKind | None] = {"P": "person", "O": "organisation", "L": "place", "": None}


def tagged(compact: str, *, opens: bool = False) -> list[Word]:
    """``Bupati Wanakerta/L Asep/P``: a phrase with its tags, in a sentence that it opens or that goes before it."""
    entries = [entry.partition("/") for entry in compact.split()]
    words = phrase(" ".join(form for form, _, _ in entries))
    first = 0 if opens else 1
    return [
        word._replace(index=k + first, entity=KINDS[kind])
        for k, (word, (_, _, kind)) in enumerate(zip(words, entries, strict=True))
    ]


def reading(compact: str, *elsewhere: str, opens: bool = False) -> tuple[list[Word], NameFinder]:
    """A phrase, and the finder for an article that has these phrases too."""
    words = tagged(compact, opens=opens)
    filler = phrase("Begitu")[0]._replace(upos="ADV", form="begitu")
    article = [Sentence((filler, *tagged(each))) for each in elsewhere]
    here = Sentence(tuple(words) if opens else (filler, *words))
    return words, finder(here, *article)


def name(compact: str, *elsewhere: str, opens: bool = False) -> str:
    words, found = reading(compact, *elsewhere, opens=opens)
    return " ".join(found.find(words).forms)


def mention(compact: str, *elsewhere: str) -> SourcePhrase:
    words, found = reading(compact, *elsewhere, opens=True)
    return read_source_phrase(words, " ".join(word.form for word in words), found)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Bupati Wanakerta/L Asep/P Kurniadi/P", "Asep Kurniadi"),
        ("CEO Rintik/O Nadya/P Prameswari/P", "Nadya Prameswari"),
        ("Kepala BPBD/O Wanakerta/O Asep/P Kurniadi/P", "Asep Kurniadi"),
    ],
)
def test_bodies_and_places_around_a_person_are_cut_off(words, found):
    assert name(words) == found


def test_one_word_beside_one_word_is_cut_off_if_the_article_has_it_as_a_body():
    assert name("CEO Rintik/O Nadya/P", "kata Rintik/O") == "Nadya"


def test_a_word_that_is_a_person_elsewhere_stays():
    assert name("Asep/L Kurniadi/P Rahman/P", "kata Asep/P", "ujar Asep/P") == "Asep Kurniadi Rahman"


def test_an_initial_is_no_place():
    assert name("I/L Made/P Darmawan/P") == "I Made Darmawan"


@pytest.mark.parametrize("words", ["Rintik/O", "Rintik/O Jaya/O", "Wanakerta/L"])
def test_the_name_of_a_body_or_a_place_is_nobodys(words):
    assert name(words) == ""


def test_two_capitals_inside_a_tagged_name_are_initials_and_others_a_body_or_a_country():
    assert name("Menteri Retno/P LP/P Marsudi/P") == "Retno LP Marsudi"
    assert name("Menteri Luar Negeri RI/O Retno/P") == "Retno"


def test_the_name_of_an_outlet_that_is_tagged_as_a_person_is_part_of_the_name():
    assert name("DR. Nova/P Riyanti/P Yusuf/P") == "Nova Riyanti Yusuf"


def test_a_name_that_the_tagger_takes_for_a_body_stays_where_it_is_a_person_elsewhere():
    assert name("Rintik/O", "kata Rintik/P") == "Rintik"


def test_a_name_that_runs_together_with_the_body_before_it_is_kept_behind_a_role():
    assert name("Kepala Badan/O Pangan/O Asep/O Kurniadi/O") == "Asep Kurniadi"
    assert name("Badan/O Pangan/O Rintik/O Jaya/O") == ""
    assert name("Ketua Rintik/O Jaya/O") == ""


def test_a_word_that_only_opens_its_sentence_is_no_name_where_there_is_a_tagger():
    assert name("Senada", "kata Asep/P", opens=True) == ""


def test_without_tags_names_are_told_by_the_word_lists_alone():
    assert name("Senada", opens=True) == "Senada"
    assert name("CEO Rintik Nadya Prameswari") == "Rintik Nadya Prameswari"


@pytest.mark.parametrize(
    ("words", "kind", "called"),
    [
        ("Rintik/O", "organisation", "Rintik"),
        ("Rintik/O Jaya/O sebagai penyelenggara", "organisation", "Rintik Jaya"),
        ("Adapun Rintik/O Jaya/O", "organisation", "Rintik Jaya"),
        ("pihak Rintik/O Jaya/O", "organisation", "Rintik Jaya"),
        ("langkah Rintik/O Jaya/O", "nobody", "langkah Rintik Jaya"),
        ("perwakilan Rintik/O Jaya/O", "role", "perwakilan Rintik Jaya"),
    ],
)
def test_a_phrase_that_begins_with_a_body_is_called_by_its_name(words, kind, called):
    found = mention(words)
    assert (found.kind, found.text) == (kind, called)


@pytest.mark.parametrize(
    ("elsewhere", "called"),
    [(["kata Melati Rintik/O Jaya/O"], "Melati Rintik Jaya"), ([], "Rintik Jaya")],
)
def test_an_untagged_word_that_opens_a_sentence_belongs_to_a_body_if_the_article_has_them_together(elsewhere, called):
    assert mention("Melati Rintik/O Jaya/O", *elsewhere).text == called


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("Jendaral", "honorific"),
        ("Gubernor", "honorific"),
        ("Mantari", "plain"),  # seven letters, as of a name
        ("Jendarel", "plain"),  # two letters differ
        ("Dilansir", "citation"),
        ("SPsi", "degree"),
        ("Mpd", "degree"),
        ("SH", "degree"),
        ("Rusdiyanto", "name"),
        ("Lewati", "plain"),
        ("Ma", "name"),
        ("Rintik,62", "plain"),
        ("Jokowi2019", "brand"),
    ],
)
def test_a_title_may_be_misspelt_and_an_age_may_stand_right_behind_a_name(form, kind):
    assert finder().known.class_of(form) == kind


@pytest.mark.parametrize(("words", "said"), [("Rintik,62", "Rintik"), ("Rintik,6200", "Rintik,6200")])
def test_an_age_right_behind_a_name_is_no_part_of_it(words, said):
    assert Reading(tuple(phrase(words))).forms == (said,)


@pytest.mark.parametrize(("form", "kind"), [("ADAM", "acronym"), ("ABDUL", "name")])
def test_a_given_name_in_capitals_is_a_name_from_five_letters_on(form, kind):
    assert finder().class_of(form) == kind
