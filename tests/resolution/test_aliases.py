"""Which names are short for others, which nicknames a sentence explains, and the full names of bodies."""

from __future__ import annotations

import pytest

from quotes.parsing import ParsedParagraph, ParsedText
from quotes.records import Span
from quotes.resolution.aliases import (
    Bodies,
    Nickname,
    abbreviates,
    contains_in_order,
    find_nicknames,
    is_handle_of,
    is_short_for,
    is_spelling_of,
)
from quotes.resolution.mentions import NameMention
from quotes.resolution.word_classes import NameLexicon
from quotes.trees import Sentence
from tests.trees import finder, parsed, phrase, shipped


@pytest.mark.parametrize(
    ("short", "name"),
    [
        ("STH", "Shin Tae-ho"),
        ("BHW", "Bowo Haris Wicaksana"),
        ("Bowhar", "Bowo Haris"),
        ("Jowasi", "Joko Wasisto"),
        ("Sandi", "Sandiaga Wicaksana"),
        ("Dovi", "Dovisano"),
        ("Jowa", "Joko Wasisto"),  # a blend of four letters
    ],
)
def test_initials_blends_and_beginnings_are_short_names(short, name):
    assert is_short_for((short,), name.split())


@pytest.mark.parametrize(
    ("short", "name"),
    [
        ("STK", "Shin Tae-ho"),  # other initials
        ("ST", "Shin Tae-ho"),  # not all of them
        ("San", "Sandiaga Wicaksana"),  # a beginning of three letters
        ("Jow", "Joko Wasisto"),  # a blend of three
        ("Jowi", "Bowo Haris"),
        ("Rat", "Ratna"),
        ("Bowo Haris", "Bowo Haris Wicaksana"),  # a part of two words is no short form
    ],
)
def test_others_are_none(short, name):
    assert not is_short_for(short.split(), name.split())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Dovizoso", "Andrea Dovizioso"),
        ("Mukthar", "Mukhtar"),
        ("Mukti", "Mukta"),
        ("Ratna Wulandary", "Ratna Wulandari"),
        ("Ratno Wulandary", "Ratna Wulandari"),  # y is no other letter than i
        ("Eling", "Elling Wanuri"),
        ("Antoni", "Anthony Wanuri"),
        ("Sutomo Tjahjo", "Soetomo Cahyo"),
        ("Achmad", "Akhmad"),
        ("Rizieq", "Rizik"),
        ("Any", "Ani"),  # keys of three letters
        ("Dena Rahman", "Ratna Denada Rachman"),  # the beginning of a word beside the same word
        ("Wulandar Melati", "Ratna Wulandari Melati"),
    ],
)
def test_one_letter_or_a_usual_alternation_makes_another_spelling(one, other):
    assert is_spelling_of(one.split(), other.split())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Rani", "Rina"),  # four letters
        ("Dovizos", "Andrea Dovizioso"),  # two letters
        ("Hartono", "Martono"),  # another first letter
        ("Ratno Wulandara", "Ratna Wulandari"),  # two words
        ("Ratna", "Ratna Wulandari"),  # a part of the name
        ("Hadi", "Adi"),  # another first letter
        ("Iy", "I"),  # keys of one letter
        ("Dena", "Denada Rahman"),  # a beginning alone
        ("Den Rahman", "Denada Rahman"),  # three letters
        ("Rudi Melati", "Rudy Wanuri"),
    ],
)
def test_more_than_one_letter_makes_another_name(one, other):
    assert not is_spelling_of(one.split(), other.split())


@pytest.mark.parametrize(
    ("short", "words"),
    [
        ("BMKG", "Badan Meteorologi Klimatologi Geofisika"),
        ("Kemenkeu", "Kementerian Keuangan"),
        ("Kemarilog", "Kementerian Maritim Logistik"),
    ],
)
def test_an_abbreviation_is_made_of_the_beginnings_of_words(short, words):
    assert abbreviates(short, words.split())


def test_an_abbreviation_begins_with_the_first_word_and_uses_every_letter():
    assert not abbreviates("BMKG", ["Kepala", "Badan", "Meteorologi", "Klimatologi", "Geofisika"])
    assert not abbreviates("BMX", ["Badan", "Meteorologi"])


def test_a_part_of_a_name_keeps_the_order_of_its_words():
    assert contains_in_order(("Bowo", "Haris", "Wicaksana"), ("bowo", "Wicaksana"))
    assert not contains_in_order(("Bowo", "Haris"), ("Haris", "Bowo"))


@pytest.mark.parametrize("handle", ["@bowolaksana", "@bowo.laksana", "@bowo_laksana99", "@bowolak", "@bowol"])
def test_an_account_carries_the_name_of_its_owner(handle):
    assert is_handle_of(handle, ("Bowo", "Laksana"))


@pytest.mark.parametrize("handle", ["@bowo", "@laksana", "@ratnawulandari"])
def test_an_account_with_one_common_name_is_anybodys(handle):
    assert not is_handle_of(handle, ("Bowo", "Laksana"))


KNOWN = NameLexicon(shipped().titles, shipped().lists)


def explained(words: str, *names: str) -> list[Nickname]:
    """The nicknames in some words; the names are given in the order of the text."""
    built = phrase(words)
    forms = [word.form for word in built]
    mentions, at = [], 0
    for name in names:
        parts = name.split()
        at = next(k for k in range(at, len(forms)) if forms[k : k + len(parts)] == parts)
        mentions.append(NameMention(tuple(parts), Span(built[at].start, built[at + len(parts) - 1].end)))
        at += len(parts)
    return list(find_nicknames(Sentence(built), mentions, mentions, KNOWN))


RATNA = ("Ratna", "Wulandari")


@pytest.mark.parametrize(
    ("words", "nickname", "found"),
    [
        ("Ratna Wulandari ( Ratu )", "Ratu", True),
        ("Ratna Wulandari ( Ratu Laut )", "Ratu Laut", True),
        ("Ratna Wulandari ( Ratu Laut Biru )", "Ratu Laut Biru", False),
        ("Ratna Wulandari ( Ratu dari Ambon )", "Ratu", False),
        ("Ratna Wulandari ( Bu Ratna )", "Ratna", True),
        ("Ratna Wulandari ( Maya Kartika )", "Maya Kartika", False),  # an actress of that name
        ("Ratna Wulandari , Ratu )", "Ratu", False),
        ("Ratna Wulandari alias Ratu", "Ratu", True),
        ("Ratna Wulandari dan Ratu", "Ratu", False),
    ],
)
def test_a_nickname_stands_alone_in_a_bracket_or_behind_alias(words, nickname, found):
    assert explained(words, "Ratna Wulandari", nickname) == ([(RATNA, tuple(nickname.split()))] if found else [])


@pytest.mark.parametrize(("between", "found"), [(6, True), (7, False)])
def test_six_words_at_most_stand_between_a_name_and_its_nickname(between, found):
    words = f"Ratna Wulandari {'lama ' * (between - 1)} alias Ratu"
    assert bool(explained(words, "Ratna Wulandari", "Ratu")) is found


@pytest.mark.parametrize(
    ("words", "second", "found"),
    [
        ("Ratna Wulandari atau Ratu", "Ratu", True),
        ("Ratna Wulandari atau Haris Munandar", "Haris Munandar", False),
        ("Ratna Wulandari atau dikenal Haris Munandar", "Haris Munandar", True),
    ],
)
def test_atau_joins_two_full_names_to_one_person_only_with_more_words(words, second, found):
    assert bool(explained(words, "Ratna Wulandari", second)) is found


@pytest.mark.parametrize(("between", "found"), [("", True), ("kampungku ", True), ("kampungnya ", False)])
def test_a_nickname_behind_its_verb_stands_within_twelve_characters(between, found):
    # "disapa", a blank, and the words before the nickname
    words = f"Ratna Wulandari tiba dan biasa lama lama lama disapa {between}Ratu"
    assert ((RATNA, ("Ratu",)) in explained(words, "Ratna Wulandari", "Ratu")) is found


def test_the_bearer_is_who_has_a_name_that_begins_like_the_nickname_and_else_who_was_named_last_in_full():
    words = "Ratna Wulandari dan Haris Munandar dan Beni tiba lama lama lama lama lama disapa {}"
    names = ("Ratna Wulandari", "Haris Munandar", "Beni")
    assert explained(words.format("Rat"), *names, "Rat") == [(RATNA, ("Rat",))]
    assert explained(words.format("Jalak"), *names, "Jalak") == [(("Haris", "Munandar"), ("Jalak",))]
    assert explained(words.format("Rany"), *names, "Rany") == [(RATNA, ("Rany",))]  # two letters in common
    assert explained(words.format("Ryan"), *names, "Ryan") == [(("Haris", "Munandar"), ("Ryan",))]


def test_two_full_names_that_atau_joins_are_one_person_if_the_words_say_so():
    yos = ("Yos", "Laksana")
    assert explained("Ratna Wulandari atau dikenal dengan Yos Laksana", "Ratna Wulandari", "Yos Laksana") == [
        (RATNA, yos)
    ]
    assert explained("Ratna Wulandari atau bahkan Yos Laksana", "Ratna Wulandari", "Yos Laksana") == []


def test_a_nickname_may_follow_a_phrase():
    words = "Ratna Wulandari yang akrab dengan sapaan Jalak hadir"
    assert set(explained(words, "Ratna Wulandari", "Jalak")) == {(RATNA, ("Jalak",))}


def bodies(words: str) -> Bodies:
    entries = [
        f"{word}/{'PROPN' if word[0].isupper() else 'NOUN'}/{min(k, 1)}/dep" for k, word in enumerate(words.split())
    ]
    article = parsed([" ".join(entries)])
    return Bodies(article, finder(*article.paragraphs[0].sentences))


def fullest(words: str, name: str) -> str:
    return bodies(words).fullest(name)


@pytest.mark.parametrize(
    ("before", "long"),
    [
        ("Badan Xenon Qori Zaman", "Badan Xenon Qori Zaman"),
        ("Rani dari Badan Xenon dan Qori Zaman", "Badan Xenon dan Qori Zaman"),
        ("Badan Xenon Qori", "Badan Xenon Qori"),  # an abbreviation of another language
        ("Rani dari Badan Xenon untuk Qori", "Badan Xenon untuk Qori"),
        ("Ketua Rani", "BXQZ"),
        ("badan Xenon Qori Zaman", "BXQZ"),
    ],
)
def test_an_abbreviation_in_brackets_stands_for_the_words_before_it(before, long):
    assert fullest(f"{before} ( BXQZ ) hadir", "BXQZ") == long


@pytest.mark.parametrize(("small", "found"), [(9, True), (10, False)])
def test_it_stands_for_thirteen_words_at_most(small, found):
    long = f"Badan {'dan ' * small}Xenon Qori Zaman"
    assert fullest(f"{long} ( BXQZ ) hadir", "BXQZ") == (long if found else "BXQZ")


@pytest.mark.parametrize(
    ("words", "full"),
    [
        ("Dinas/o Sorowa/o dan Dinas/o Sorowa/o Niaga/o", "Dinas Sorowa Niaga"),
        ("Dinas/o Sorowa/o dan Dinas/o Sorowa/o dan Dinas/o Sorowa/o Niaga/o", "Dinas Sorowa"),
        ("Dinas/o Sorowa/o dan Dinas/o Sorowa/o dan Dinas/o Sorowa/o Jakarta/o", "Dinas Sorowa Jakarta"),
        ("Dinas/o Sorowa/o Niaga/o dan Dinas/o Sorowa/o Jasa/o", "Dinas Sorowa"),
        ("Kabar/o Sorowa/o dan Kabar/o Sorowa/o Niaga/o", "Kabar Sorowa"),  # a product of that company
        ("Kabar/o Sorowa/o dan Kabar/o Sorowa/o Group/o", "Kabar Sorowa Group"),
        ("Kabar/o Sorowa/o dan Kabar/o Sorowa/o Jakarta/o", "Kabar Sorowa Jakarta"),
        ("BXQZ/o Sorowa/o dan BXQZ/o Sorowa/o Niaga/o", "BXQZ Sorowa Niaga"),
        ("Rencana Dinas/o Sorowa/o Niaga/o dan Dinas/o Sorowa/o", "Dinas Sorowa Niaga"),
        ("Peraturan Dinas/o Sorowa/o Niaga/o dan Dinas/o Sorowa/o", "Dinas Sorowa"),
    ],
)
def test_a_body_that_is_named_more_often_without_its_continuation_is_another_one_unless_that_is_a_place(words, full):
    forms = [word.removesuffix("/o") for word in words.split()]
    built = phrase(" ".join(forms))
    tagged = [word._replace(entity="organisation" if form.endswith("/o") else None)
              for word, form in zip(built, words.split(), strict=True)]  # fmt: skip
    said = Sentence(tuple(tagged))
    text = " ".join(forms)
    article = ParsedText(text, (ParsedParagraph(0, Span(0, len(text)), (), frozenset(), (said,)),))
    assert Bodies(article, finder(said)).fullest(" ".join(full.split()[:2])) == full


@pytest.mark.parametrize(
    ("words", "name", "full"),
    [
        ("Badan Xenon , Qori dan Zaman hadir", "BXQZ", "Badan Xenon, Qori dan Zaman"),
        ("Komisi Disiplin hadir", "Komdis", "Komisi Disiplin"),
        ("Badan Xenon yang Qori hadir", "BXQ", "BXQ"),  # no word of a name between
        ("Badan Xenon hadir", "BX", "BX"),  # two letters
        ("Komisidi Di hadir", "Komisidi", "Komisidi"),
        ("Komisi Disiplin ( Komdis ) PSSI hadir", "Komdis", "Komisi Disiplin (Komdis) PSSI"),
        ("Komisi Disiplin ( Komdis ) PSSI hadir", "Komdis PSSI", "Komisi Disiplin (Komdis) PSSI"),
        ("Komisi Disiplin ( Komdis ) PSSI hadir", "Komdis KPK", "Komdis KPK"),
        ("Komisi Disiplin ( Komdis ) Ratna hadir", "Komdis", "Komisi Disiplin"),
    ],
)
def test_an_abbreviation_is_found_without_a_bracket_and_with_one_in_the_middle(words, name, full):
    assert fullest(words, name) == full


# --- what a noun stands for ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "noun", "fits"),
    [
        ("Bank Rintik", "bank", True),
        ("Bank", "bank", False),  # the noun alone names none
        ("PT Rintik Jaya", "perusahaan", True),
        ("Rintik Jaya", "perusahaan", True),
        ("Kementerian Kelautan", "perusahaan", False),
        ("Kementerian Kelautan", "lembaga", True),
        ("PT Rintik Jaya", "lembaga", False),
        ("Universitas Rintik", "kampus", True),
        ("Sekolah Rintik", "kampus", False),
        ("RSUD Rintik", "rumah", True),
        ("Rintik Jaya", "rumah", False),
        ("PT Rintik Jaya", "sekolah", False),
        ("SMA Rintik", "nelayan", False),
    ],
)
def test_a_noun_stands_for_the_bodies_of_its_kind(name, noun, fits):
    assert bodies("Rapat selesai").fits(name, noun) is fits


@pytest.mark.parametrize(
    ("noun", "usual"),
    [
        ("perusahaan", "Bank Jakarta"),
        ("bank", "Bank Jakarta"),
        ("dinas", "Dinas Bandung"),
        ("polisi", ""),
        ("yayasan", ""),
    ],
)
def test_a_noun_alone_stands_for_the_usual_body_with_it_in_its_name_or_a_company(noun, usual):
    said = "Bank Jakarta menggugat Dinas Bandung dan Polisi Medan , kata Bank Jakarta"
    assert bodies(said).find_usual(noun) == usual


def test_an_abbreviation_that_the_article_explains_is_spelt_out():
    article = bodies("Badan Xenon Qori Zaman ( BXQZ ) hadir")
    assert article.spell_out("Ketua BXQZ") == "Ketua Badan Xenon Qori Zaman"
    assert article.spell_out("Ketua BXQ") == "Ketua BXQ"
