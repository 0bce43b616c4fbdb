"""What is wrong with a record is found, by the schema or beside it; a sound one has no problem."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest
from jsonschema import Draft7Validator

from quotes.validation import check_record, check_schema, has_stray_mark, read_schema
from tests.cli.handmade import TEXTS, HandMade, articles

SCHEMA = json.loads(read_schema())
VALIDATOR = Draft7Validator(SCHEMA)
Change = Callable[[dict[str, Any]], object]


@pytest.fixture(scope="module")
def sound() -> dict[str, Any]:
    return HandMade()(next(articles(TEXTS))).to_dict(evidence=True)


def test_a_record_that_the_extractor_makes_is_sound(sound: dict[str, Any]) -> None:
    assert check_record(sound) == []


def test_the_schema_is_a_json_schema() -> None:
    Draft7Validator.check_schema(SCHEMA)


BROKEN: list[tuple[Change, str]] = [
    (lambda r: r.pop("text"), "the record has no 'text'"),
    (lambda r: r.update(format=0), "format is 0, which is out of range"),
    (lambda r: r.update(format=True), "format is true, not integer"),
    (lambda r: r.update(id=""), "id is empty"),
    (lambda r: r.update(title=5), "title is 5, not string or null"),
    (lambda r: r["quotes"][0].update(type="said"), "quotes[0].type is \"said\", not one of direct, indirect, mixed"),
    (lambda r: r["quotes"][0].update(content=[]), "quotes[0].content has 0 items"),
    (lambda r: r["quotes"][0].update(content=[[1, 2, 3]]), "quotes[0].content[0] has 3 items"),
    (lambda r: r["quotes"][0].update(cue=["a", 2]), 'quotes[0].cue is ["a", 2]'),
    (lambda r: r["quotes"][0].update(confidence=1.5), "quotes[0].confidence is 1.5, which is out of range"),
    (lambda r: r["quotes"][0].update(who="x"), "quotes[0] has an unknown key 'who'"),
    (lambda r: r["speakers"][0].update(name=""), "speakers[0].name is empty"),
    (
        lambda r: r["speakers"][0].update(external={"wikidata": 5}),
        "speakers[0].external.wikidata is 5, not string or null",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("change", "message"), BROKEN, ids=[message for _, message in BROKEN])
def test_a_broken_form_is_named_and_jsonschema_agrees(sound: dict[str, Any], change: Change, message: str) -> None:
    record = copy.deepcopy(sound)
    assert VALIDATOR.is_valid(record)
    change(record)
    assert not VALIDATOR.is_valid(record)
    assert [violation.text for violation in check_record(record)] == [message]
    assert list(check_schema(record, SCHEMA, "")) == [message]


UNSOUND: list[tuple[Change, str, str]] = [
    (lambda r: r["quotes"][0].update(cue=[5, 5]), "span", "cue of"),
    (lambda r: r["quotes"][0].update(source=[5, 99999]), "span", "source of"),
    (lambda r: r["speakers"][0]["mentions"].append([5, 99999]), "span", "a mention of"),
    (lambda r: r["quotes"][1].update(content=[[9, 12], [3, 5]]), "order", "the content spans of"),
    (lambda r: r["quotes"][1].update(content=[[0, 1]]), "order", "begins before the quote above it"),
    (lambda r: r["quotes"][1].update(id=r["quotes"][0]["id"]), "id", "the id of a quote is"),
    (lambda r: r["quotes"][1].update(id="lain#2"), "id", "the id of a quote is 'lain#2'"),
    (lambda r: r["speakers"].append(r["speakers"][0]), "id", "2 speakers have the id"),
    (lambda r: r["quotes"][0].update(speaker_id=["tidak-ada"]), "reference", "is not in speakers"),
    (lambda r: r["quotes"][0].update(speaker_id=[]), "reference", "1 speakers and 0 ids"),
    (lambda r: r["quotes"][0].update(speaker=["Orang Lain"]), "reference", "speakers calls them"),
    (lambda r: r["speakers"][0]["aliases"].append("Beni,"), "name", "the name 'Beni,' of"),
    (lambda r: r.update(title="\udc80"), "text", "half a character"),
]


@pytest.mark.parametrize(("change", "code", "message"), UNSOUND)
def test_what_no_schema_can_say_is_named(sound: dict[str, Any], change: Change, code: str, message: str) -> None:
    record = copy.deepcopy(sound)
    change(record)
    found = [violation.text for violation in check_record(record) if violation.code == code]
    assert any(message in text for text in found), found


@pytest.mark.parametrize("name", ["Ratna,", '"Ratna', "Ratna)", "- Ratna", "Ratna “Nana", " ", "Ratna ", "Ratna:"])
def test_a_stray_mark_is_seen(name: str) -> None:
    assert has_stray_mark(name)


@pytest.mark.parametrize("name", ["Ratna", 'Ratna "Nana"', "Kemlu (RI)", "Ratna S.H.", "Al-Basri", "Qur'an", "KH."])
def test_the_marks_of_a_name_are_none(name: str) -> None:
    assert not has_stray_mark(name)
