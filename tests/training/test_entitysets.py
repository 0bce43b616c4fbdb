"""Named-entity sets made ready for training: one annotation, our tokens, marks; on made-up sentences."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from tools.training.entitysets import Token, quoted, read, write

CUES = {"ujar", "katanya"}


def sentence(compact: str) -> list[Token]:
    """``Ratna/B-PER datang .``: words, with the tags of those that have one."""
    return [(word, tag or "O") for word, _, tag in (entry.partition("/") for entry in compact.split())]


def file(folder: Path, *lines: str) -> Path:
    path = folder / "set.tsv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def words(tokens: list[Token]) -> str:
    return " ".join(word for word, _ in tokens)


def test_the_kinds_of_both_sets_get_one_name(tmp_path):
    path = file(tmp_path, "Ratna\tB-PERSON", "di\tO", "Ambon\tB-PLACE", "", "KPK PROPN B-ORG", "Ketua NOUN B-POS")
    assert read(path) == [sentence("Ratna/B-PER di Ambon/B-LOC"), sentence("KPK/B-ORG Ketua")]


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
def test_brackets_and_commas_that_are_stuck_to_a_token_are_parted_from_it(tmp_path, line, tokens):
    assert read(file(tmp_path, line)) == [[(w, t or "O") for w, _, t in _split(tokens)]]


def _split(tokens: str) -> list[tuple[str, str, str]]:
    return [entry.rpartition("/") if "-" in entry else (entry, "", "") for entry in tokens.split()]


def test_what_a_reporting_word_follows_is_put_between_marks():
    plain = sentence("Jalan itu rusak , ujar Ratna/B-PER .")
    made = {words(quoted(plain, CUES, random.Random(seed))) for seed in range(20)}
    assert made == {'" Jalan itu rusak , " ujar Ratna .', '" Itu benar , " ujar Ratna .'}


def test_a_comma_without_a_reporting_word_is_no_end_of_a_quotation():
    plain = sentence("Di Ambon/B-LOC , Ratna/B-PER pulang .")
    assert any(words(quoted(plain, CUES, random.Random(seed))).startswith("Di") for seed in range(20))


@pytest.mark.parametrize("seed", range(30))
def test_marks_drawn_at_random_cut_no_entity_apart(seed):
    plain = sentence("Ratna/B-PER Wulandari/I-PER pergi ke Kota/B-LOC Ambon/I-LOC .")
    made = quoted(plain, CUES, random.Random(seed))

    assert [token for token in made if token[0] != '"'] == plain
    assert len(made) == len(plain) + 2
    assert not any(tag.startswith("I-") and made[k - 1][0] == '"' for k, (_, tag) in enumerate(made))


def test_sentences_are_written_as_stanza_reads_them(tmp_path):
    write(tmp_path / "new" / "train.json", [sentence("Ratna/B-PER pulang")])
    written = json.loads((tmp_path / "new" / "train.json").read_text(encoding="utf-8"))
    assert written == [[{"text": "Ratna", "ner": "B-PER"}, {"text": "pulang", "ner": "O"}]]
