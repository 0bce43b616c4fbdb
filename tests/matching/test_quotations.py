"""Words in marks inside a sentence: when they are speech, and when a part of a report or a title."""

from __future__ import annotations

import pytest

from tests.trees import attributions, parsed

SPEAKER = "kata/VERB/1/parataxis {}/PROPN/1/nsubj ./PUNCT/1/punct"


def found(compact: str) -> list[tuple[str, str]]:
    article = parsed([compact])
    return [(a.type, " … ".join(span.of(article.text) for span in a.content)) for a in attributions(article)]


@pytest.mark.parametrize(
    ("before", "quoted", "kind"),
    [
        pytest.param("", "Siap/ADJ/0/root", "direct", id="nothing before"),
        pytest.param("Lalu/ADV/1/advmod ,/PUNCT/1/punct", "siap/ADJ/0/root", "direct", id="a comma before"),
        pytest.param(
            "Tarif/NOUN/1/nsubj itu/DET/1/det", "terlalu/ADV/1/advmod tinggi/ADJ/0/root", "mixed", id="in a report"
        ),
        pytest.param(
            "Tarif/NOUN/1/nsubj naik/VERB/1/dep", "Kami/PRON/1/nsubj tolak/VERB/0/root", "direct", id="a sentence"
        ),
    ],
)
def test_words_in_marks_before_a_bare_cue_are_speech_where_no_clause_leads_up_to_them(before, quoted, kind):
    [(type_, _)] = found(f"{before} “/PUNCT/1/punct {quoted} ”/PUNCT/1/punct {SPEAKER.format('Ratna')}".strip())
    assert type_ == kind


@pytest.mark.parametrize(
    ("leading", "speech"), [("tersenyum/VERB/1/dep", True), ("film/NOUN/1/dep", False), ("di/ADP/1/case", False)]
)
def test_one_word_with_its_own_comma_is_an_exclamation_behind_a_verb_and_a_title_behind_a_noun(leading, speech):
    compact = f"Ratna/PROPN/1/nsubj {leading} “/PUNCT/1/punct Layang/ADJ/0/root ,/PUNCT/1/punct ”/PUNCT/1/punct"
    kinds = [kind for kind, _ in found(f"{compact} kata/VERB/1/parataxis +nya/PRON/1/nsubj ./PUNCT/1/punct")]
    assert ("direct" in kinds) is speech


@pytest.mark.parametrize(
    ("behind", "kind"),
    [
        ("./PUNCT/2/punct", "direct"),
        ("di/ADP/8/case Ambon/PROPN/2/obl", "direct"),
        ("diperlukan/VERB/2/ccomp", "mixed"),
    ],
)
def test_behind_a_verb_the_marks_hold_all_that_is_said_unless_the_clause_goes_on(behind, kind):
    [(type_, _)] = found(
        "Ratna/PROPN/2/nsubj menyatakan/VERB/0/root “/PUNCT/5/punct penyelidikan/NOUN/2/obj segera/ADV/4/advmod "
        f"”/PUNCT/4/punct {behind}"
    )
    assert type_ == kind


@pytest.mark.parametrize(("between", "direct"), [(4, True), (5, False)])
def test_at_most_five_words_stand_between_a_verb_and_its_marks(between, direct):
    words = " ".join(["warga/NOUN/2/obl"] * between)
    sentence = (
        f"Ratna/PROPN/2/nsubj berkata/VERB/0/root kepada/ADP/2/case {words} “/PUNCT/2/punct kami/PRON/2/nsubj "
        "siap/ADJ/2/ccomp ”/PUNCT/2/punct ./PUNCT/2/punct"
    )
    article = parsed([sentence])
    assert ("direct/source-cue-inline-quote" in {a.rule for a in attributions(article)}) is direct


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("“/PUNCT/3/punct jangan/PART/5/advmod lupa/VERB/2/parataxis ”/PUNCT/5/punct", "direct"),
        ("“/PUNCT/3/punct jangan/PART/5/advmod lupa/VERB/2/parataxis ”/PUNCT/5/punct laut/NOUN/5/obj", "mixed"),
        ("jangan/PART/4/advmod lupa/VERB/2/parataxis laut/NOUN/4/obj", "indirect"),
    ],
)
def test_a_report_that_is_all_in_marks_is_direct(said, kind):
    [(type_, content)] = found(f"Menurut/ADP/2/case Ratna/PROPN/0/root {said} ./PUNCT/2/punct")
    assert type_ == kind
    assert content.startswith("“") is (kind == "mixed")


@pytest.mark.parametrize(("words", "turn"), [(6, True), (7, False)])
def test_the_label_of_a_turn_has_up_to_six_words(words, turn):
    label = " ".join(["Ketua/NOUN/1/nsubj", *["Ratna/PROPN/1/flat:name"] * (words - 1)])
    kinds = found(f"{label} :/PUNCT/1/punct Awalnya/ADV/1/advmod iseng/ADJ/0/root ./PUNCT/1/punct")
    assert bool(kinds) is turn
