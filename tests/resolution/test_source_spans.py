"""The words of a source: cut or extended by those around what a rule matches, within bounds."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from quotes.records import Span
from quotes.resolution import source_spans
from quotes.resolution.source_phrases import SourcePhrase
from tests.trees import finder, matches, phrase, sentence


@pytest.mark.parametrize(("margin", "is_searched"), [(2.0, True), (2.1, False)])
def test_the_words_around_a_name_are_searched_up_to_a_margin_of_two(margin, is_searched, monkeypatch):
    found = matches('"Siap."/ADJ/0/root kata/VERB/1/parataxis Ratna/PROPN/2/nsubj ./PUNCT/1/punct')[0]
    read = SourcePhrase(Span(0, 5), "Ratna", "name", (("Ratna",),), margin=margin)
    searched = []
    monkeypatch.setattr(source_spans, "read_source_phrase", lambda *_, **__: read)
    monkeypatch.setattr(source_spans, "_add_name_behind", lambda *_: searched.append(True))
    source_spans.find_source_phrase(found, "", finder())
    assert bool(searched) is is_searched


@pytest.mark.parametrize(("between", "points"), [(12, True), (13, False)])
def test_a_phrase_points_back_by_a_word_no_further_than_thirteen_words_behind_it(between, points):
    words = phrase(f"ibunda {'warga ' * between}itu")
    match = SimpleNamespace(sentence=SimpleNamespace(words=words), cue_word=None, parts={})
    assert source_spans._points_on(match, 0, finder().known) is points


@pytest.mark.parametrize(
    ("words", "added"),
    [
        ("pengguna Sorowa dengan nama akun @ratna", True),
        ("pengguna Sorowa yang dulu punya nama akun @ratna", True),
        ("pengguna Sorowa yang dulu pernah punya nama akun @ratna", False),
        ("pengguna Sorowa dengan nama @ratna", False),
    ],
)
def test_the_account_of_a_user_stands_no_further_than_six_words_behind(words, added):
    found = phrase(words)
    match = SimpleNamespace(sentence=SimpleNamespace(words=found), cue_word=None, parts={})
    assert bool(source_spans._add_handle(found[:2], match, finder().known)) is added


@pytest.mark.parametrize(("cue", "points"), [(0, True), (5, False)])
def test_behind_a_cue_a_verb_for_a_state_describes(cue, points):
    said = "kata/VERB/0/root pemain/NOUN/1/nsubj bernomor/VERB/2/acl sembilan/NUM/3/obj itu/DET/2/det"
    match = SimpleNamespace(sentence=sentence(said), cue_word=cue, parts={})
    assert source_spans._points_on(match, 1, finder().known) is points


@pytest.mark.parametrize(("between", "is_found"), [(12, True), (13, False)])
def test_the_name_behind_a_role_ends_no_further_than_fourteen_words_behind_it(between, is_found):
    words = phrase(f"Ketua {'daerah ' * between}Ratna Wulandari")
    match = SimpleNamespace(sentence=SimpleNamespace(words=words), cue_word=None, parts={})
    assert bool(source_spans._add_name_behind(words[:1], match, finder())) is is_found


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("Dilansir Kabar Sorowa , Ratna Wulandari", "Ratna Wulandari"),
        ("Dilansir Kabar Sorowa", "Dilansir Kabar Sorowa"),
        ("Ratna , ketua paguyuban", "Ratna , ketua paguyuban"),
    ],
)
def test_a_citation_before_the_speaker_is_cut(words, left):
    assert " ".join(word.form for word in source_spans._drop_citation(list(phrase(words)), finder().known)) == left


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("pernyataan Yayasan Sorowa", "Yayasan Sorowa"),
        ("pernyataan resmi Yayasan Sorowa", "Yayasan Sorowa"),
        ("keterangan tertulis klub", "klub"),
        ("isi surat keluarga", "keluarga"),
        ("pernyataan", "pernyataan"),
        ("pernyataan bersama", "pernyataan bersama"),
        ("surat edaran Yayasan Sorowa", "surat edaran Yayasan Sorowa"),
        ("usulan warga , Ratna", "usulan warga , Ratna"),
    ],
)
def test_a_noun_of_saying_and_how_it_is_said_are_no_part_of_the_name(words, left):
    assert " ".join(word.form for word in source_spans._drop_own_words(list(phrase(words)), finder().known)) == left


@pytest.mark.parametrize(
    ("behind", "points"),
    [("dari Sorowa , Jawa Barat itu", True), ("dari Sorowa , Ratna itu", False), ("dari Sorowa , itu", False)],
)
def test_a_phrase_points_back_behind_a_comma_and_a_place(behind, points):
    words = phrase(f"sopir {behind}")
    match = SimpleNamespace(sentence=SimpleNamespace(words=words), cue_word=None)
    assert source_spans._points_on(match, 0, finder().known) is points


@pytest.mark.parametrize(
    ("words", "points"),
    [
        ("pemeran Sumirah dalam film itu", True),
        ("pemeran Sumirah saat acara itu", False),
        ("penyanyi Sumirah dalam acara itu", False),
    ],
)
def test_the_work_belongs_to_the_phrase_of_who_plays_a_character(words, points):
    found = phrase(words)
    match = SimpleNamespace(sentence=SimpleNamespace(words=found), cue_word=None, parts={})
    through = source_spans.portrays(found, finder().known)
    assert source_spans._points_on(match, 1, finder().known, through=through) is points


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("sumber di internal partai", "sumber di internal partai"),
        ("sumber di Ambon", "sumber"),
        ("saksi di lokasi kejadian", "saksi"),
    ],
)
def test_where_a_source_without_a_name_belongs_is_part_of_the_description(words, name):
    said = " ".join(f"{w}/{'ADP' if w == 'di' else 'PROPN' if w[0].isupper() else 'NOUN'}/0/obl" for w in words.split())
    built = sentence(said)
    match = SimpleNamespace(sentence=built, cue_word=None, parts={})
    found = source_spans._add_affiliation(list(built.words[:1]), match, finder().known)
    assert " ".join(word.form for word in found) == name
