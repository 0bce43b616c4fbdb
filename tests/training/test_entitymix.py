"""Further sentences for the entity tagger: other names, roles with bodies and places before them."""

from __future__ import annotations

import random

import pytest

from tools.training.entitymix import Mixer, blend, places_in_roles, stretches, tagged
from tools.training.entitysets import Token

ROLES = frozenset({"bupati", "menteri"})
PLACES = frozenset({("ambon",), ("jawa", "timur")})


def sentence(compact: str) -> list[Token]:
    """``Ratna/B-PER datang .``: words, with the tags of those that have one."""
    return [(word, tag or "O") for word, _, tag in (entry.partition("/") for entry in compact.split())]


NEWS = [
    sentence("Ratna/B-PER Wulandari/I-PER pergi ke Ambon/B-LOC dengan PT/B-ORG Rintik/I-ORG Jaya/I-ORG ."),
    sentence("kemarin Haris/B-PER pulang dari Sukamerta/B-LOC ."),
]


def test_a_sentence_falls_into_its_entities_and_what_is_between():
    cut = list(stretches(sentence("Ratna/B-PER Haris/B-PER Munandar/I-PER pulang ke Ambon/B-LOC")))
    assert [(each.kind, " ".join(word for word, _ in each.tokens)) for each in cut] == [
        ("PER", "Ratna"),
        ("PER", "Haris Munandar"),
        ("", "pulang ke"),
        ("LOC", "Ambon"),
    ]


@pytest.mark.parametrize("seed", range(40))
def test_a_mixed_sentence_keeps_its_plain_words_and_is_tagged_rightly(seed):
    made = Mixer(NEWS, ["Bupati", "Kepala"], ["Polres"], random.Random(seed)).mixed(NEWS[0])

    plain = [word for word, tag in made if tag == "O" and word not in {"Bupati", "Kepala", ","}]
    assert plain == ["pergi", "ke", "dengan", "."]
    for (_, before), (word, tag) in zip([("", "O"), *made], made, strict=False):
        assert not tag.startswith("I-") or before[2:] == tag[2:], word


def test_roles_with_bodies_and_places_come_before_people():
    seen = {
        " ".join(f"{word}/{tag[2:]}" if tag != "O" else word for word, tag in mixed)
        for mixed in (
            Mixer(NEWS, ["Bupati"], ["Polres"], random.Random(seed)).mixed(sentence("kata Haris/B-PER ."))
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
        Mixer(NEWS, ["Bupati"], ["Polres"], random.Random(seed)).mixed(sentence("kata Menteri Haris/B-PER ."))
        for seed in range(50)
    ]
    assert all(("Bupati", "O") not in tokens for tokens in made)


@pytest.mark.parametrize(
    ("one", "other", "blended"),
    [
        ("Sukamerta", "Cigalih", "Sukaalih"),
        ("Haris", "KPKRI", "Hakri"),
        ("Abu", "Rahman", "Abu"),
        ("PT.", "Rani", "PT."),
    ],
)
def test_an_unheard_word_is_half_of_two(one, other, blended):
    assert blend(one, other) == blended


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
def test_a_place_in_a_role_is_tagged_as_one(plain, made):
    assert places_in_roles(sentence(plain), ROLES, PLACES) == sentence(made)


def test_an_entity_begins_with_b_and_goes_on_with_i():
    assert tagged(("Teluk", "Kenari"), "LOC") == (("Teluk", "B-LOC"), ("Kenari", "I-LOC"))
