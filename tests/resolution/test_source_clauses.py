"""Sources in their clause: the words behind a description, and the subject beside an adjunct."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from quotes.records import Span
from quotes.resolution import source_clauses
from quotes.resolution.source_phrases import SourcePhrase
from tests.trees import finder, phrase, sentence


def called(before: str, behind: str, kind: str = "unnamed") -> SourcePhrase:
    """The source of ``kata …``, with the words behind it."""
    words = phrase(f"kata {before} {behind}")
    text = " ".join(word.form for word in words)
    source = words[1 : 1 + len(before.split())]
    read = SourcePhrase(Span(source[0].start, source[-1].end), before, kind, head=source[-1].form, words=source)
    lowers = tuple(word.lower for word in words)
    match = SimpleNamespace(sentence=SimpleNamespace(words=words, lowers=lowers), cue_word=0, parts={})
    return source_clauses.add_complement(read, match, text, finder())


@pytest.mark.parametrize(
    ("before", "behind", "name"),
    [
        ("seorang warga", "yang enggan disebut namanya , Senin", "seorang warga yang enggan disebut namanya"),
        ("seorang warga", "yang hadir kepada wartawan", "seorang warga yang hadir"),
        ("seorang warga", "yang hadir saat ditemui", "seorang warga yang hadir"),
        ("seorang warga", "yang hadir seperti dikutip Rintik", "seorang warga yang hadir"),
        ("seorang warga", "yang mengatakan bahwa jalan rusak", "seorang warga"),
        ("seorang warga", "yang lain", "seorang warga"),
        ("seorang warga", "yang", "seorang warga"),
        ("seorang warga", "di Sorowa", "seorang warga"),
        ("warga", "yang tinggal di desa itu", "warga"),
        ("sumber", "yang terlibat dalam film ini", "sumber yang terlibat dalam film ini"),
    ],
)
def test_somebody_without_a_name_is_called_by_the_relative_clause_behind_them(before, behind, name):
    assert called(before, behind).text == name


def test_the_same_source_points_back():
    assert called("sumber", "yang sama").pointing


@pytest.mark.parametrize(
    ("before", "found", "behind", "subjects"),
    [
        ("Ratna/PROPN yang/PRON", "berusia/VERB tua/ADJ", "", ["Ratna"]),
        ("Kemarin/ADV ,/PUNCT Ratna/PROPN yang/PRON", "tua/ADJ", "", ["Ratna"]),
        ("Biar/SCONJ", "rambut/NOUN", "rapi/ADJ ,/PUNCT penata/NOUN ini/DET", ["penata ini"]),
        ("Biar/SCONJ", "rambut/NOUN", "rapi/ADJ ,/PUNCT penata/NOUN akan/AUX", ["penata"]),
        ("Pada/ADP", "bulan/NOUN Desember/PROPN Rintik/PROPN", "", ["Rintik"]),
        ("Untuk/ADP", "tahap/NOUN pertama/ADJ warga/NOUN", "", ["warga"]),
        ("", "Dalam/ADP surat/NOUN itu/DET", "", ["surat itu"]),
        ("Itu/PRON", "tuntutan/NOUN warga/NOUN", "yang/PRON", ["warga"]),
        ("Itu/PRON", "tuntutan/NOUN warga/NOUN", "", []),
        ("Pada/ADP", "rumah/NOUN Rintik/PROPN", "", []),
        ("Pada/ADP", "rumah/NOUN di/ADP Rintik/PROPN", "", []),
        ("", "Ada/VERB warga/NOUN", "yang/PRON", []),
        ("", "Bersamaan/ADV rapat/NOUN itu/DET", "Rintik/PROPN kembali/ADV", ["Rintik"]),
        ("", "Bersamaan/ADV rapat/NOUN itu/DET", "di/ADP Rintik/PROPN", []),
    ],
)
def test_the_subject_stands_before_the_relative_clause_behind_the_comma_or_at_the_end(before, found, behind, subjects):
    tags = f"{before} {found} {behind} mengatakan/VERB".split()
    words = sentence(" ".join(f"{each}/0/dep" for each in tags)).words
    start = len(before.split())
    match = SimpleNamespace(sentence=SimpleNamespace(words=words), cue_word=len(words) - 1)
    read = source_clauses._list_subjects(words[start : start + len(found.split())], match, finder().known)
    assert [" ".join(word.form for word in subject) for subject in read] == subjects


def test_a_phrase_behind_its_cue_has_no_other_subject():
    words = phrase("kata bulan Desember Rintik")
    match = SimpleNamespace(sentence=SimpleNamespace(words=words), cue_word=0)
    assert source_clauses._list_subjects(words[1:], match, finder().known) == []
