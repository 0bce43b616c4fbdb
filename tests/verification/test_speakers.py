"""Whether two entries of speakers are the same person or body."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from quotes.records import Record, Speaker
from quotes.registry import read_user_list, recognise_listed_speakers
from quotes.verification.speakers import compare_speakers
from tests.verification.verification_records import RULES, record, speaker

EMPTY = record("Tidak ada apa-apa.")


def person(name: str, *roles: str, **about: Any) -> Speaker:
    return speaker(name, roles=roles, **about)


def body(name: str, *aliases: str) -> Speaker:
    return speaker(name, kind="organisation", aliases=aliases)


def nameless(name: str) -> Speaker:
    return speaker(name, kind="unnamed")


@pytest.mark.parametrize(
    ("one", "other", "answer"),
    [
        (person("Ratna"), person("Ratna Dewi Kusumawardani"), "same"),
        (person("Made Darmawan"), person("I Made Darmawan"), "same"),
        (person("Emil Dardak"), person("Ridwan Kamil", aliases=("Emil", "Kang Emil")), "different"),
        (person("Kang Emil"), person("Ridwan Kamil", aliases=("Emil", "Kang Emil")), "same"),
        (person("Setya Novanto"), person("Novanto", aliases=("Setnov",)), "same"),
        (person("Susilo Bambang"), person("Bambang Yudhoyono", aliases=("Susilo Bambang Yudhoyono",)), "same"),
        (person("Bang Sahat"), person("Sahat Manihuruk", aliases=("Bang Sahat",)), "same"),
        (person("SBY"), person("Susilo Bambang Yudhoyono"), "same"),
        (person("Mohammad Rizal"), person("Muhammad Rizal"), "same"),
        (person("Thomas Welinko"), person("Tomas Velinko"), "same"),
        (person("Thomas Wilankow"), person("Tomas Velinko"), "different"),
        (person("Ratna Wulandari"), person("Ratna Dewi Kusumawardani"), "different"),
        (person("Ratna"), person("Hendro Laksmono"), "different"),
        (person("Ratna", external={"wikidata": "Q1"}), person("Dewi", external={"wikidata": "Q1"}), "same"),
        (person("Ratna", external={"wikidata": "Q1"}), person("Ratna", external={"wikidata": "Q2"}), "different"),
        (nameless("Menteri Keuangan"), person("Sri Wahyuni", "Menkeu RI"), "same"),
        (nameless("Kapolres Teluk Kenari"), person("Gunawan Pratikto", "Kapolres Teluk Kenari"), "same"),
        (person("Sri Wahyuni", "Menkeu"), nameless("Menteri Keuangan"), "same"),
        (nameless("seorang nelayan"), nameless("nelayan itu"), "same"),
        (nameless("seorang polisi"), nameless("seorang pedagang"), "unknown"),
        (body("BPBD"), body("BPBD Wanakerta"), "same"),
        (body("Kemenkes"), body("Kementerian Kesehatan"), "same"),
        (body("WHO"), body("Organisasi Kesehatan Dunia", "WHO"), "same"),
        (body("BPBD Wanakerta"), body("PMI Wanakerta"), "different"),
        (body("BPBD Wanakerta"), person("Asep Kurniadi", "Kepala BPBD Wanakerta"), "same"),
        (body("PMI"), person("Asep Kurniadi", "Kepala BPBD Wanakerta"), "different"),
    ],
)
def test_titles_short_forms_offices_and_bodies(one: Speaker, other: Speaker, answer: str) -> None:
    assert compare_speakers([one], [other], EMPTY, RULES) == answer


def test_all_speakers_of_the_draft_must_be_in_the_source() -> None:
    rudi, nurlela = person("Rudi Hartanto"), person("Nurlela")
    assert compare_speakers([nurlela, rudi], [nurlela], EMPTY, RULES) == "different"
    assert compare_speakers([nurlela], [nurlela, rudi], EMPTY, RULES) == "same"


def test_without_a_speaker_on_one_side_nothing_is_known() -> None:
    assert compare_speakers([], [person("Ratna")], EMPTY, RULES) == "unknown"
    assert compare_speakers([person("Ratna")], [], EMPTY, RULES) == "unknown"


def test_who_is_quoted_elsewhere_in_the_source_did_not_say_the_words_of_an_unnamed_source() -> None:
    asep, officer = person("Asep Kurniadi"), nameless("seorang petugas")
    source = record('"Air naik." "Jangan pulang."', (asep, "Air naik"), (officer, "Jangan pulang"))
    assert compare_speakers([asep], [officer], source, RULES) == "different"
    assert compare_speakers([person("Dadan")], [officer], source, RULES) == "unknown"


def test_translated_names_are_the_same_by_the_user_s_list(tmp_path: Path) -> None:
    path = tmp_path / "speakers.csv"
    path.write_text("id,name,aliases\npaus,Paus Fransiskus,Pope Francis\n", encoding="utf-8")
    listed = read_user_list(path)

    def said_by(name: str) -> Record:
        return recognise_listed_speakers(record("Damai.", (person(name), "Damai")), listed, RULES)

    draft, source = said_by("Pope Francis"), said_by("Paus Fransiskus")
    assert compare_speakers(draft.speakers, source.speakers, source, RULES) == "same"
    assert compare_speakers([person("Pope Francis")], [person("Paus Fransiskus")], EMPTY, RULES) == "different"


@pytest.mark.parametrize(
    ("one", "other", "answer"), [("guru itu", "guru baru", "same"), ("ibu itu", "ibu lain", "unknown")]
)
def test_descriptions_are_alike_by_a_word_of_four_letters(one: str, other: str, answer: str) -> None:
    assert compare_speakers([nameless(one)], [nameless(other)], EMPTY, RULES) == answer
