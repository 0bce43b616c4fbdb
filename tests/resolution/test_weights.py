"""The weights of rules/resolution/antecedents.yaml: what they may say, and what is said of a wrong one."""

from __future__ import annotations

from pathlib import Path

import pytest

from quotes.errors import RuleError
from quotes.resolution.antecedents import Anaphor, History, Mention, Past, compute_features
from quotes.resolution.people import Person
from quotes.resolution.weights import FEATURES, AntecedentWeights
from quotes.resources import rules_folder


def written(folder: Path, text: str) -> list[Path]:
    (folder / "antecedents.yaml").write_text(text, encoding="utf-8")
    return [folder]


def test_the_shipped_weights_are_of_known_signs():
    shipped = AntecedentWeights.load([rules_folder() / "resolution"])
    assert shipped.weights.keys() <= FEATURES.keys()
    assert any(shipped.weights.values())


def test_every_known_sign_is_computed_and_no_other():
    ratna = Person(("Ratna", "Wulandari"))
    assert (
        compute_features(ratna, Past(History([Mention(0, ratna, "spoke", 0, 0)]), 9), Anaphor(9, 1, 0, "clitic")).keys()
        == FEATURES.keys()
    )


def test_the_weights_of_a_users_folder_replace_the_shipped_ones(tmp_path):
    found = AntecedentWeights.load([rules_folder() / "resolution", *written(tmp_path, "weights: {last-strong: 1}\n")])
    assert dict(found.weights) == {"last-strong": 1.0}


@pytest.mark.parametrize(
    ("text", "report"),
    [
        ("weights: {last-strong: much}\n", "1:24: 'much' is no number; write it like 0.5 [number]"),
        ("weights: {last-stron: 1}\n", "1:11: unknown feature 'last-stron'; did you mean 'last-strong'?"),
        ("weights: {near: 1}\ndoubt: 7\n", "2:8: '7' is no probability; between 0 and 1 [number]"),
        ("title: empty\n", "1:1: has no weights; give weights: and a number each [no-weights]"),
    ],
)
def test_a_wrong_weight_is_reported_with_its_place(tmp_path, text, report):
    with pytest.raises(RuleError) as caught:
        AntecedentWeights.load(written(tmp_path, text))
    assert report in str(caught.value)


def test_a_folder_without_weights_says_what_to_do(tmp_path):
    with pytest.raises(RuleError, match="copy the shipped one"):
        AntecedentWeights.load([tmp_path])
