"""The data of the entity tagger: sets in one annotation, added marks, augmented sentences; on invented sentences."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from tools.training.entity_data import (
    Augmenter,
    Token,
    add_marks,
    invent_word,
    read_entities,
    split_chunks,
    tag_entity,
    tag_places_in_roles,
    write_entities,
)

CUES = {"ujar", "katanya"}
ROLES = frozenset({"bupati", "menteri"})
PLACES = frozenset({("ambon",), ("jawa", "timur")})


def sentence(compact: str) -> list[Token]:
    """Read ``Ratna/B-PER datang .``: words, with the tags of those that have one."""
    return [(word, tag or "O") for word, _, tag in (entry.partition("/") for entry in compact.split())]


def write_file(folder: Path, *lines: str) -> Path:
    path = folder / "set.tsv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def words(tokens: list[Token]) -> str:
    return " ".join(word for word, _ in tokens)


def test_the_kinds_of_both_sets_have_one_name(tmp_path):
    path = write_file(tmp_path, "Ratna\tB-PERSON", "di\tO", "Ambon\tB-PLACE", "", "KPK PROPN B-ORG", "Ketua NOUN B-POS")
    assert read_entities(path) == [sentence("Ratna/B-PER di Ambon/B-LOC"), sentence("KPK/B-ORG Ketua")]


@pytest.mark.parametrize(
    ("line", "tokens"),
    [
        ("(24/8), PUNCT O", "( 24/8 ) ,"),
        ("(Rani) PROPN B-PER", "( Rani/B-PER )"),
        ("(BNR) PROPN I-ORG", "(/I-ORG BNR/I-ORG )"),
        ("M. PROPN B-PER", "M./B-PER"),
        (", PUNCT O", ","),
        ("( PUNCT O", "("),
    ],
)
def test_attached_brackets_and_commas_are_split_off(tmp_path, line, tokens):
    assert read_entities(write_file(tmp_path, line)) == [[(w, t or "O") for w, _, t in _split(tokens)]]


def _split(tokens: str) -> list[tuple[str, str, str]]:
    return [entry.rpartition("/") if "-" in entry else (entry, "", "") for entry in tokens.split()]


def test_the_words_before_a_cue_are_put_between_marks_or_masked():
    plain = sentence("Jalan itu rusak , ujar Ratna/B-PER .")
    made = {words(add_marks(plain, CUES, random.Random(seed))) for seed in range(20)}
    assert made == {'" Jalan itu rusak , " ujar Ratna .', '" Itu benar , " ujar Ratna .'}


def test_a_comma_without_a_cue_does_not_end_a_quotation():
    plain = sentence("Di Ambon/B-LOC , Ratna/B-PER pulang .")
    assert any(words(add_marks(plain, CUES, random.Random(seed))).startswith("Di") for seed in range(20))


@pytest.mark.parametrize("seed", range(30))
def test_random_marks_split_no_entity(seed):
    plain = sentence("Ratna/B-PER Wulandari/I-PER pergi ke Kota/B-LOC Ambon/I-LOC .")
    made = add_marks(plain, CUES, random.Random(seed))

    assert [token for token in made if token[0] != '"'] == plain
    assert len(made) == len(plain) + 2
    assert not any(tag.startswith("I-") and made[k - 1][0] == '"' for k, (_, tag) in enumerate(made))


def test_sentences_are_written_in_stanzas_format(tmp_path):
    write_entities(tmp_path / "new" / "train.json", [sentence("Ratna/B-PER pulang")])
    written = json.loads((tmp_path / "new" / "train.json").read_text(encoding="utf-8"))
    assert written == [[{"text": "Ratna", "ner": "B-PER"}, {"text": "pulang", "ner": "O"}]]


# --- augmentation -------------------------------------------------------------------------------------

NEWS = [
    sentence("Ratna/B-PER Wulandari/I-PER pergi ke Ambon/B-LOC dengan PT/B-ORG Rintik/I-ORG Jaya/I-ORG ."),
    sentence("kemarin Haris/B-PER pulang dari Sukamerta/B-LOC ."),
]


def test_a_sentence_is_split_into_entities_and_what_is_between():
    chunks = list(split_chunks(sentence("Ratna/B-PER Haris/B-PER Munandar/I-PER pulang ke Ambon/B-LOC")))
    assert [(each.kind, " ".join(word for word, _ in each.tokens)) for each in chunks] == [
        ("PER", "Ratna"),
        ("PER", "Haris Munandar"),
        ("", "pulang ke"),
        ("LOC", "Ambon"),
    ]


@pytest.mark.parametrize("seed", range(40))
def test_an_augmented_sentence_keeps_its_other_words_and_has_valid_tags(seed):
    made = Augmenter(NEWS, ["Bupati", "Kepala"], ["Polres"], random.Random(seed)).augment(NEWS[0])

    plain = [word for word, tag in made if tag == "O" and word not in {"Bupati", "Kepala", ","}]
    assert plain == ["pergi", "ke", "dengan", "."]
    for (_, before), (word, tag) in zip([("", "O"), *made], made, strict=False):
        assert not tag.startswith("I-") or before[2:] == tag[2:], word


def test_roles_with_organisations_and_places_are_put_before_people():
    seen = {
        " ".join(f"{word}/{tag[2:]}" if tag != "O" else word for word, tag in augmented)
        for augmented in (
            Augmenter(NEWS, ["Bupati"], ["Polres"], random.Random(seed)).augment(sentence("kata Haris/B-PER ."))
            for seed in range(300)
        )
    }
    assert "kata Bupati Haris/PER ." in seen
    assert "kata Bupati Ambon/LOC Haris/PER ." in seen
    assert "kata Bupati Ambon/LOC , Haris/PER ." in seen
    assert "kata Bupati Polres/ORG Sukamerta/ORG Haris/PER ." in seen
    assert "kata Bupati Polres/ORG Ambon/ORG ." in seen


def test_no_role_is_put_between_a_role_and_a_name():
    made = [
        Augmenter(NEWS, ["Bupati"], ["Polres"], random.Random(seed)).augment(sentence("kata Menteri Haris/B-PER ."))
        for seed in range(50)
    ]
    assert all(("Bupati", "O") not in tokens for tokens in made)


@pytest.mark.parametrize(
    ("one", "other", "invented"),
    [
        ("Sukamerta", "Cigalih", "Sukaalih"),
        ("Haris", "KPKRI", "Hakri"),
        ("Abu", "Rahman", "Abu"),
        ("PT.", "Rani", "PT."),
    ],
)
def test_an_invented_word_is_half_of_two(one, other, invented):
    assert invent_word(one, other) == invented


@pytest.mark.parametrize(
    ("plain", "made"),
    [
        ("Bupati Ambon Haris/B-PER pulang", "Bupati Ambon/B-LOC Haris/B-PER pulang"),
        ("kata Bupati Jawa Timur .", "kata Bupati Jawa/B-LOC Timur/I-LOC ."),
        ("seorang bupati Jawa Timur pulang", "seorang bupati Jawa/B-LOC Timur/I-LOC pulang"),
        ("Menteri Kelautan pulang ke Ambon", "Menteri Kelautan pulang ke Ambon"),
        ("Piala Ambon digelar", "Piala Ambon digelar"),
    ],
)
def test_a_place_in_a_role_is_tagged(plain, made):
    assert tag_places_in_roles(sentence(plain), ROLES, PLACES) == sentence(made)


def test_an_entity_begins_with_b_and_continues_with_i():
    assert tag_entity(("Teluk", "Kenari"), "LOC") == (("Teluk", "B-LOC"), ("Kenari", "I-LOC"))
