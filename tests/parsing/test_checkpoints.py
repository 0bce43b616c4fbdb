"""Files of models are read without Stanza, and nothing in them runs."""

from __future__ import annotations

import os
import pickle
from collections import OrderedDict
from pathlib import Path

import pytest
import torch

from quotes.parsing.stanza_cpu import tokenizer
from quotes.parsing.stanza_cpu.checkpoints import Vocabulary, WordVectors, nest, read_file


@pytest.mark.parametrize("is_zipped", [True, False])
def test_tensors_and_plain_data_are_read_as_they_were_saved(tmp_path: Path, is_zipped: bool) -> None:
    content = {
        "model": OrderedDict(weight=torch.arange(6.0).view(2, 3).t(), half=torch.ones(2, dtype=torch.float16)),
        "config": {"lang": "id", "size": 3, "rate": 0.5, "none": None, "on": True, "names": ["a", ("b", "c")]},
        "vocab": {"_unit2id": {"ya": 0}, "_id2unit": ["ya"]},
    }
    torch.save(content, tmp_path / "model.pt", _use_new_zipfile_serialization=is_zipped)
    read = read_file(tmp_path / "model.pt")

    assert {name: read[name] for name in ("config", "vocab")} == {name: content[name] for name in ("config", "vocab")}
    assert {name: tensor.tolist() for name, tensor in read["model"].items()} == {
        "weight": [[0.0, 3.0], [1.0, 4.0], [2.0, 5.0]],
        "half": [1.0, 1.0],
    }


class Attack:
    """Pickled as a call that makes a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, (str(self.folder),)


@pytest.mark.parametrize("is_zipped", [True, False])
def test_a_file_that_would_run_code_is_refused_and_runs_nothing(tmp_path: Path, is_zipped: bool) -> None:
    attack = {"config": Attack(tmp_path / "made"), "model": {}, "vocab": {}}
    torch.save(attack, tmp_path / "model.pt", _use_new_zipfile_serialization=is_zipped)
    with pytest.raises(pickle.UnpicklingError):
        read_file(tmp_path / "model.pt")
    assert not (tmp_path / "made").exists()


def test_weights_are_attributes_and_lists_in_float32() -> None:
    tensors = {
        "lstm.0.weight": torch.ones(2, dtype=torch.float16),
        "lstm.1.weight": torch.zeros(2),
        "_t": torch.ones(1),
    }
    weights = nest(tensors)
    assert [layer.weight.tolist() for layer in weights.lstm] == [[1, 1], [0, 0]]
    assert weights.lstm[0].weight.dtype == torch.float32
    assert not hasattr(weights, "highway")


def test_numbered_weights_keep_their_order_where_a_number_is_missing_or_has_two_digits() -> None:
    tensors = {f"layers.{k}.bias": torch.tensor(float(k)) for k in (10, 2, 0)}
    assert [layer.bias.item() for layer in nest(tensors).layers] == [0, 2, 10]


# --- vocabularies ----------------------------------------------------------------------------------

STATE = {"_unit2id": {"<PAD>": 0, "<UNK>": 1, "<EMPTY>": 2, "ya": 3, "a\xa0b": 4}}
STATE |= {"_id2unit": list(STATE["_unit2id"])}


def test_an_unknown_unit_has_the_id_of_unknown_units() -> None:
    assert Vocabulary(STATE).find_ids(["ya", "Ya", "a b"]) == [3, 1, 1]


def test_a_lower_case_vocabulary_knows_units_with_capitals() -> None:
    assert Vocabulary(STATE | {"lower": True}).find_ids(["Ya", "YA"]) == [3, 3]


def test_the_words_of_vectors_have_no_break_spaces() -> None:
    assert Vocabulary(STATE, joins_spaces=True).find_ids(["a b"]) == [4]


def test_an_ignored_unit_is_empty() -> None:
    vocabulary = Vocabulary(STATE | {"ignore": ["ya"]})
    assert vocabulary.find_ids(["ya"]) == [2]
    assert vocabulary.find_units([2, 4]) == ["_", "a\xa0b"]


def test_word_vectors_are_those_of_the_lower_case_form() -> None:
    vectors = WordVectors(Vocabulary(STATE), torch.arange(5.0, dtype=torch.float16).unsqueeze(1))
    assert vectors(["YA", "tidak"]).tolist() == [[3.0], [1.0]]
    assert vectors(["ya"]).dtype == torch.float32


# --- what is copied from Stanza --------------------------------------------------------------------


def test_addresses_are_found_by_the_expressions_of_stanza() -> None:
    from stanza.models.tokenization.utils import EMAIL_RAW_RE, URL_RAW_RE

    assert (tokenizer._MAIL, tokenizer._WEB) == (EMAIL_RAW_RE, URL_RAW_RE)


def test_white_space_and_the_features_of_characters_are_those_of_stanza() -> None:
    from stanza.models.tokenization.data import PER_CHAR_FEAT_FUNCS, WHITESPACE_RE

    characters = [chr(k) for k in (*range(0x3100), *range(0xFF00, 0xFFF0), 0x1F389)]
    assert tokenizer._WHITE_SPACE.pattern == WHITESPACE_RE.pattern
    assert set(tokenizer._FEATURES) == set(PER_CHAR_FEAT_FUNCS)
    for name, feature in tokenizer._FEATURES.items():
        assert [feature(ch) for ch in characters] == [PER_CHAR_FEAT_FUNCS[name](ch) for ch in characters]
