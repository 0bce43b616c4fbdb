"""One entry a person, under the fullest name, whatever the article calls them elsewhere."""

from __future__ import annotations

import cProfile
import random
from dataclasses import replace

import pytest

from quotes.parsing import ParsedText
from quotes.records import Span
from quotes.resolution.mentions import NameMention
from quotes.resolution.people import People, Person, _is_tagged_body, _split_run
from quotes.resolution.standing import StandingReader
from quotes.trees import Sentence
from tests.trees import finder, parsed, shipped


def people(*sentences: str) -> People:
    """Return the people of an article of plain sentences: words with a capital are proper nouns, others are nouns."""
    built, book = _article(*sentences), shipped()
    standings = StandingReader(book.lists, book.lexicon, book.titles)
    return People(built, finder(*_sentences(built)), standings)


def _article(*sentences: str) -> ParsedText:
    return parsed(
        *(
            " ".join(f"{_tag(word)}/{min(k, 1)}/dep" for k, word in enumerate(sentence.split()))
            for sentence in sentences
        )
    )


def _sentences(article: ParsedText) -> list[Sentence]:
    return [s for paragraph in article.paragraphs for s in paragraph.sentences]


def _tag(word: str) -> str:
    return word if "/" in word else f"{word}/{'PUNCT' if word in ',.()' else 'PROPN' if word[0].isupper() else 'NOUN'}"


def called(words: str, *sentences: str) -> str:
    """The full name of whom a name at the end of an article means."""
    found = people(*sentences)
    return found.choose_bearer(words.split(), 10_000).name


@pytest.mark.parametrize(
    ("short", "sentence"),
    [
        ("Ratna", "kata Ratna Wulandari kemarin"),
        ("Wulandari", "kata Ratna Wulandari kemarin"),
        ("RSW", "kata Ratna Sari Wulandari kemarin"),
        ("Rawul", "kata Ratna Wulandari kemarin"),
        ("Ratn", "kata Ratna Wulandari kemarin"),
        ("Wulandary", "kata Ratna Wulandari kemarin"),
        ("Jopras", "kata Joko Prasetyo ( Jopras ) kemarin"),
        ("Gondrong", "kata Joko Prasetyo alias Gondrong kemarin"),
    ],
)
def test_a_short_name_is_that_of_the_full_one(short, sentence):
    assert called(short, sentence, f"tanya {short} lagi") != short


def test_the_more_frequent_spelling_is_the_name():
    sentences = ["kata Ratna Wulandary kemarin", "kata Ratna Wulandari lagi", "ujar Ratna Wulandari lagi"]
    assert called("Ratna Wulandary", *sentences) == "Ratna Wulandari"


def test_of_two_people_with_one_name_the_one_named_last_is_meant():
    assert called("Ratna", "kata Ratna Wulandari lagi", "kata Ratna Kusuma lagi") == "Ratna Kusuma"


def test_who_is_named_far_more_often_is_meant_even_if_another_was_named_last():
    often = ["kata Ratna Wulandari lagi"] * 3
    assert called("Ratna", *often, "kata Ratna Kusuma lagi") == "Ratna Wulandari"


def test_whom_the_article_calls_by_another_word_is_not_meant():
    sentences = ["kata Hadi Wibowo lagi", "kata Ratna Hadi lagi", "kata Ratna lagi"]
    assert called("Hadi", *sentences) == "Hadi Wibowo"


def test_a_nickname_of_the_whole_country_is_its_bearer_where_the_article_names_them():
    assert called("Bamsoet", "kata Bambang Soesatyo lagi", "kata Bamsoet") == "Bambang Soesatyo"
    assert called("Bamsoet", "kata Rantika Wanuri lagi", "kata Bamsoet") == "Bamsoet"


def test_another_spelling_of_two_names_is_nobodys():
    assert called("Rantica", "kata Rantika Wanuri lagi") == "Rantika Wanuri"
    assert called("Rantica", "kata Rantika Wanuri lagi", "kata Rantika Lestari lagi") == "Rantica"


def test_a_headline_that_runs_two_names_together_names_the_first():
    sentences = ["kata Ratna Wulandari lagi", "kata Haris Munandar lagi", "Ratna Wulandari Tantang Haris Munandar lagi"]
    assert called("Ratna Wulandari Tantang Haris Munandar", *sentences) == "Ratna Wulandari"


@pytest.mark.parametrize(("name", "full"), [("BPN", "Badan Pangan Nusa"), ("Kemenpan", "Kementerian Pangan")])
def test_a_body_is_called_by_what_its_abbreviation_stands_for(name, full):
    found = people(f"kata {full} ( {name} ) lagi")
    assert found.bodies.fullest(name) == full


def test_an_abbreviation_that_the_article_does_not_explain_stays():
    assert people("kata Badan Pangan Nusa lagi").bodies.fullest("BPX") == "BPX"


@pytest.mark.parametrize(
    ("tags", "kind"),
    [
        (["organisation"], "organisation"),
        (["place", "place"], "organisation"),
        (["organisation"] * 3 + ["person"], "organisation"),
        (["organisation"] * 2 + ["person"], "person"),
        ([None], "person"),
    ],
)
def test_a_name_is_that_of_a_body_if_at_most_one_tag_in_four_is_a_persons(tags, kind):
    said = [
        replace(each, words=(each.words[0], each.words[1]._replace(entity=tag)))
        for each, tag in zip(_sentences(_article(*["kata Rintik"] * len(tags))), tags, strict=True)
    ]
    assert _is_tagged_body(Person(("Rintik",)), finder(*said)) is (kind == "organisation")


@pytest.mark.parametrize(("words", "role"), [("Joko", ""), ("Rintik Jayandra", "Ketua")])
def test_a_listed_name_and_a_role_before_a_whole_name_outweigh_the_tags(words, role):
    person = Person(tuple(words.split()), background=[role] if role else [])
    said = [
        replace(each, words=tuple(word._replace(entity="organisation") for word in each.words))
        for each in _sentences(_article(words))
    ]
    assert not _is_tagged_body(person, finder(*said))
    assert _is_tagged_body(Person(("Rintik",), background=["Ketua"]), finder(*said)) is ("Rintik" in words)


@pytest.mark.parametrize(("often", "meant"), [(2, "Ratna Wulandari"), (1, "Ratna Kusuma")])
def test_who_is_named_twice_as_often_is_meant(often, meant):
    assert called("Ratna", *["kata Ratna Wulandari lagi"] * often, "kata Ratna Kusuma lagi") == meant


@pytest.mark.parametrize(("often", "meant"), [(4, "Ratna Wulandari"), (3, "Ratna Kusuma")])
def test_who_is_named_less_than_twice_as_often_is_meant_if_named_last(often, meant):
    sentences = [*["kata Ratna Wulandari lagi"] * often, *["kata Ratna Kusuma lagi"] * 2]
    assert called("Ratna", *sentences) == meant


# --- lists of names --------------------------------------------------------------------------------------


def test_a_list_of_names_takes_time_in_proportion(monkeypatch):
    monkeypatch.setattr("quotes.resolution.people.MOST_COMPARED", 50)
    chance = random.Random(1)
    names = ["".join(chance.choices("abcdefghijkl", k=9)).capitalize() for _ in range(400)]

    def count_steps(count: int) -> float:
        profile = cProfile.Profile()
        profile.runcall(people, *(f"kata {name} kemarin" for name in names[:count]))
        return sum(entry.callcount for entry in profile.getstats()) / count

    people("kata Ratna kemarin")
    assert count_steps(400) < 1.3 * count_steps(200)


@pytest.mark.parametrize(
    ("named", "quoted", "full"),
    [
        ("Rantika", "Saya kenal Rantika Wanuri kemarin.", "Rantika Wanuri"),
        ("Rantika", "Saya kenal Wanuri Rantika kemarin.", "Wanuri Rantika"),
        ("Rantika Wanuri", "Saya kenal Rantika Wanuri Helmando kemarin.", "Rantika Wanuri Helmando"),
        ("Rantika Wanuri", "Saya kenal Helmando Rantika Wanuri kemarin.", "Rantika Wanuri"),  # words before two
        ("Rantika", "Saya kenal Rantika Wanuri, bukan Rantika Helmando itu.", "Rantika"),  # two people
        ("Rantika", "Saya kenal Menteri Rantika kemarin.", "Rantika"),
        ("Rantika", "Wanuri Rantika saya kenal.", "Rantika"),  # the first word may have its capital from there
    ],
)
def test_quoted_words_give_the_full_name_of_somebody_named_outside(named, quoted, full):
    subject = " ".join(f"{word}/PROPN/{min(k, 1) + 1}/flat" for k, word in enumerate(named.split()))
    built = parsed([f'"{quoted}"/ADJ/0/root kata/VERB/1/parataxis {subject}'])
    book = shipped()
    standings = StandingReader(book.lists, book.lexicon, book.titles)
    found = People(built, finder(*_sentences(built)), standings)
    assert found.choose_bearer(named.split(), 10_000).name == full


def test_a_partner_who_bears_the_name_too_is_another_person():
    couple = ("Rantika dan istri nya , Wanuri Rantika hadir", "kata Rantika")
    assert called("Rantika", *couple) == "Rantika"
    assert called("Wanuri", *couple) == "Wanuri Rantika"
    assert called("Rantika", "Rantika , adik Haris , hadir", "kata Wanuri Rantika") == "Wanuri Rantika"


@pytest.mark.parametrize(
    ("woman", "name", "bearer"),
    [
        ("Ratna Haris Munandar", "Haris Munandar", "Haris Munandar"),
        ("Ratna Haris Munandar", "Ratna", "Ratna Haris Munandar"),
        ("istri nya Wanuri Haris Munandar", "Haris Munandar", "Haris Munandar"),
        ("adik Wanuri Haris Munandar", "Haris Munandar", "Wanuri Haris Munandar"),
        ("istri nya dulu Wanuri Haris Munandar", "Haris Munandar", "Wanuri Haris Munandar"),
        ("Ratna Mirna Munandar", "Mirna Munandar", "Ratna Mirna Munandar"),
        ("Ratna Haris", "Haris", "Ratna Haris"),
    ],
)
def test_a_wife_with_the_name_of_her_husband_is_another_person(woman, name, bearer):
    assert called(name, f"{woman} hadir", f"kata {name}") == bearer


def test_a_nickname_of_the_whole_country_is_not_that_of_the_wife():
    assert called("Jokowi", "Iriana Joko Widodo hadir", "kata Jokowi") == "Jokowi"
    assert called("Jokowi", "Iriana Joko Widodo hadir", "kata Joko Widodo", "kata Jokowi") == "Joko Widodo"


def test_the_emphatic_form_of_a_name_is_the_name():
    assert called("Rantikalah", "kata Rantika", "kata Rantika") == "Rantika"
    assert called("Rantikalah", "kata Rantikalah", "kata Rantika") == "Rantika"
    assert called("Rantikalah", "kata Rantikalah") == "Rantikalah"


@pytest.mark.parametrize(
    ("short", "who"),
    [("Menkel", "Rantika Wanuri"), ("Menke", "Rantika Wanuri"), ("Menk", "Menk"), ("Menkor", "Menkor")],
)
def test_a_word_of_five_letters_that_abbreviates_a_role_is_its_bearer(short, who):
    assert called(short, "kata Menteri Kelautan Rantika Wanuri", f"kata {short}") == who


@pytest.mark.parametrize(
    ("words", "name", "body"),
    [
        ("Melatin Rantika Wanuri hadir", "Melatin Rantika Wanuri", ""),
        (", MELATIN Rantika Wanuri hadir", "MELATIN Rantika Wanuri", ""),
        ("Direktur Melatin Rantika Wanuri hadir", "Rantika Wanuri", "Melatin"),
        ("Direktur Lainnya Rantika Wanuri hadir", "Rantika Wanuri", ""),  # no name elsewhere
    ],
)
def test_a_one_word_name_before_another_belongs_to_it_or_is_the_body_of_its_role(words, name, body):
    [said] = _sentences(_article(words))
    at = next(word.index for word in said.words if word.form == "Rantika")
    span = Span(said.words[at].start, said.words[at + 1].end)
    found, other = _split_run(NameMention(("Rantika", "Wanuri"), span), said, {("melatin",)})
    assert (" ".join(found.words), other) == (name, body)
    assert span.end == found.span.end
    assert len(name) == found.span.end - found.span.start


@pytest.mark.parametrize(("words", "kind"), [("Rintik Jaya", "organisation"), ("Ratna Jaya", "person")])
def test_a_name_behind_a_verb_for_an_outlet_is_that_of_a_body_unless_its_words_are_listed(words, kind):
    built, book = _article(f"kata {words} kemarin"), shipped()
    standings = StandingReader(book.lists, book.lexicon, book.titles)
    found = People(built, finder(*_sentences(built)), standings, cited=[tuple(words.split())])
    assert [person.kind for person in found.cast if person.name == words] == [kind]


@pytest.mark.parametrize(("words", "kind"), [("Daily Mail", "organisation"), ("Kabar Sorowa", "person")])
def test_a_listed_outlet_is_no_person(words, kind):
    assert [person.kind for person in people(f"kata {words} kemarin").cast] == [kind]


@pytest.mark.parametrize(
    ("sentence", "owner"),
    [
        ("Ratna Wulandari ( @dapurkita ) pulang", "Ratna Wulandari"),
        ("Ratna Wulandari lewat/ADP akun X @dapurkita menulis/VERB", "Ratna Wulandari"),
        ("Ratna Wulandari di/ADP Ambon lewat/ADP akun X @dapurkita menulis/VERB", "Ratna Wulandari"),
        ("Pemilik akun @dapurkita , Ratna Wulandari , menulis/VERB", "Ratna Wulandari"),
        ("Ratna Wulandari bertemu/VERB akun @dapurkita", "@dapurkita"),
        ("Ratna Wulandari bersama/ADP @dapurkita pulang/VERB", "@dapurkita"),
        ("Warganet dengan/ADP akun @dapurkita menulis/VERB", "@dapurkita"),
    ],
)
def test_an_account_is_that_of_its_owner(sentence, owner):
    assert people(sentence).record_described("@dapurkita", "unnamed", Span(0, 1)).name == owner
