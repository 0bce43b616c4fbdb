"""How verbs are spelt: every rule of the grammar with words that show it, and the words that look like exceptions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.lexicon import morphology

ROOTS = st.from_regex(r"[bcdfghjklmnprstwy][aeiou][bdgklmnprst][aeiou][kmnprst]?", fullmatch=True)


@pytest.mark.parametrize(
    ("root", "suffix", "form"),
    [
        ("kata", "kan", "mengatakan"),
        ("papar", "kan", "memaparkan"),
        ("sampai", "kan", "menyampaikan"),
        ("tulis", "", "menulis"),
        ("tegas", "kan", "menegaskan"),
    ],
)
def test_the_nasal_takes_the_place_of_k_p_s_and_t(root, suffix, form):
    assert morphology.derive_active(root, suffix) == form


@pytest.mark.parametrize(
    ("root", "suffix", "form"),
    [
        ("ucap", "kan", "mengucapkan"),
        ("imbau", "", "mengimbau"),
        ("ungkap", "kan", "mengungkapkan"),
        ("aku", "", "mengaku"),
        ("aku", "i", "mengakui"),
        ("harap", "kan", "mengharapkan"),
        ("gumam", "kan", "menggumamkan"),
        ("khawatir", "kan", "mengkhawatirkan"),
        ("beber", "kan", "membeberkan"),
        ("fitnah", "", "memfitnah"),
        ("cuit", "", "mencuit"),
        ("duga", "", "menduga"),
        ("jawab", "", "menjawab"),
        ("syukur", "i", "mensyukuri"),
        ("lanjut", "kan", "melanjutkan"),
        ("minta", "", "meminta"),
        ("nilai", "", "menilai"),
        ("nyata", "kan", "menyatakan"),
        ("ramal", "kan", "meramalkan"),
        ("wanti-wanti", "", "mewanti-wanti"),
        ("yakin", "i", "meyakini"),
    ],
)
def test_other_first_sounds_stay_and_choose_the_nasal(root, suffix, form):
    assert morphology.derive_active(root, suffix) == form


@pytest.mark.parametrize(
    ("root", "form"),
    [("kritik", "mengkritik"), ("protes", "memprotes"), ("prediksi", "memprediksi"), ("klaim", "mengklaim")],
)
def test_a_cluster_keeps_its_first_letter(root, form):
    assert morphology.derive_active(root) == form


@pytest.mark.parametrize(("root", "form"), [("cek", "mengecek"), ("cap", "mengecap"), ("bom", "mengebom")])
def test_a_root_of_one_syllable_takes_menge(root, form):
    assert morphology.derive_active(root) == form


def test_two_vowels_inside_a_root_are_two_syllables_and_a_diphthong_ends_one():
    assert [morphology.count_syllables(root) for root in ("kait", "pantau", "baik", "nilai", "cek")] == [2, 2, 2, 2, 1]
    assert morphology.derive_active("kait", "kan") == "mengaitkan"


@pytest.mark.parametrize(
    ("root", "form"),
    [
        ("kata", "berkata"),
        ("ujar", "berujar"),
        ("harap", "berharap"),
        ("teriak", "berteriak"),
        ("seru", "berseru"),
        ("rencana", "berencana"),
        ("kerja", "bekerja"),
        ("tanya-tanya", "bertanya-tanya"),
    ],
)
def test_ber_loses_its_r_before_r_and_before_a_first_syllable_in_er(root, form):
    assert morphology.derive_ber(root) == form


def test_memper_keeps_its_p_where_a_root_in_per_loses_it():
    assert morphology.derive_memper("ingat", "kan") == "memperingatkan"
    assert morphology.derive_diper("kira", "kan") == "diperkirakan"
    assert morphology.derive_active("perintah", "kan") == "memerintahkan"


@given(ROOTS, st.sampled_from(["", "kan", "i"]))
def test_the_passive_changes_nothing_of_the_root(root, suffix):
    assert morphology.derive_passive(root, suffix) == f"di{root}{suffix}"


@given(ROOTS, st.sampled_from(["", "kan", "i"]))
def test_every_active_begins_with_me_and_ends_with_the_root_but_for_its_first_letter(root, suffix):
    form = morphology.derive_active(root, suffix)
    assert form.startswith("me")
    assert form.endswith(root[1:] + suffix)
    assert form.endswith(root + suffix) == (root[0] not in "kpst")


def test_the_clitic_is_written_on():
    assert morphology.add_clitic(morphology.derive_passive("kata", "kan")) == "dikatakannya"


@pytest.mark.parametrize("wrong", ["", "Kata", "kata dia", "kata2", "-kata"])
def test_what_is_no_root_is_refused_by_name(wrong):
    with pytest.raises(ValueError, match="not a root"):
        morphology.derive_active(wrong)


@pytest.mark.parametrize(
    ("form", "is_event"),
    [
        ("kenaikan", True),
        ("pengunduran", True),
        ("perolehannya", True),
        ("pekan", False),
        ("pelaksana", False),
        ("daftar", False),
        ("kenai", False),
    ],
)
def test_a_noun_for_what_happens_is_told_by_its_affixes(form, is_event):
    assert morphology.is_event_noun(form) is is_event


@pytest.mark.parametrize(
    ("form", "is_active"),
    [
        ("menidurkan", True),
        ("mengipasi", True),
        ("menteri", False),
        ("memori", False),
        ("makan", False),
        ("Melakukan", False),
    ],
)
def test_the_form_of_an_active_verb_tells_it_from_a_noun(form, is_active):
    assert morphology.is_active(form) is is_active
