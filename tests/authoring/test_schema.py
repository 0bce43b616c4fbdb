"""The JSON Schema of rule files: it is up to date, takes what the loader takes, and refuses what that refuses."""

from __future__ import annotations

import copy
import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from quotes.authoring.catalog import new_rule
from quotes.authoring.schema import ABOUT, schema
from quotes.resources import rules_folder
from quotes.rulelang import rule
from quotes.yamlsource import load, parse

SCHEMA = schema()
VALIDATOR = Draft7Validator(SCHEMA)
RULES = sorted((rules_folder() / "constructions").rglob("*.yaml"))

GOOD = """\
title: X says C
type: indirect
cue: {takes: clause, not: {upos: [NOUN, PROPN]}, features: {Voice: Act}}
source: [{phrase: before, list: pronouns}, {path: "< conj > nsubj:pass|obl*", side: before, gap: 3}]
content: {rest: after, needs: [opener, clause]}
addressee: [{path: "> obl"}, {optional: true}]
unless: {before cue: [negations]}
examples: ['[source Ratna] [cue mengatakan] [content kapal itu datang].']
counter-examples: [{text: 'Ratna pulang.', why: nobody speaks}]
"""


def errors(text: str) -> list[str]:
    return [error.message for error in VALIDATOR.iter_errors(parse(text).data)]


def test_the_shipped_schema_is_the_one_that_the_tables_make():
    written = json.loads((rules_folder() / "schema.json").read_text(encoding="utf-8"))
    assert written == SCHEMA, "run: quotes rules schema > rules/schema.json"


def test_the_schema_is_a_schema():
    Draft7Validator.check_schema(SCHEMA)


def test_every_key_of_the_language_is_told_to_the_editor():
    keys = {*rule.KEYS, *rule.TESTS, *rule.FINDER_KEYS}
    assert set(ABOUT) == keys, "say in quotes/authoring/schema.py what the key means"


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_every_shipped_rule_is_of_the_schema(path: Path):
    assert [error.message for error in VALIDATOR.iter_errors(load(path).data)] == []


@pytest.mark.parametrize("kind", rule.TYPES)
def test_a_new_rule_is_of_the_schema(tmp_path: Path, kind: str):
    path = new_rule(f"{kind}/cicit", tmp_path)
    assert [error.message for error in VALIDATOR.iter_errors(load(path).data)] == []


def test_a_rule_with_everything_is_of_the_schema():
    assert errors(GOOD) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: X says C\n", ""),
        ("type: indirect", "type: indirekt"),
        ("cue: {takes", "cue: {taks"),
        ("cue: {takes: clause, ", "prioriti: 5\ncue: {"),
        ("upos: [NOUN, PROPN]", "upos: NOUNS"),
        ("{Voice: Act}", "{Voic: Act}"),
        ("phrase: before", "phrase: left"),
        ("phrase: before, list: pronouns", "list: pronouns"),
        ("phrase: before", "quotation: before"),
        ("< conj > nsubj:pass|obl*", "< conj > nsbj"),
        ("< conj > nsubj:pass|obl*", "nsubj"),
        ("gap: 3", "gap: three"),
        ("needs: [opener, clause]", "needs: openner"),
        ("{rest: after, ", "{rest: after, list: pronouns, "),
        ("before cue", "befor cue"),
        ("[source Ratna] [cue mengatakan] [content kapal itu datang].", "Ratna mengatakan kapal itu datang."),
        (", why: nobody speaks", ""),
        ("content: {rest: after, needs: [opener, clause]}\n", ""),
    ],
)  # fmt: skip
def test_what_the_loader_refuses_the_schema_refuses(old: str, new: str):
    assert GOOD.count(old) == 1
    assert errors(GOOD.replace(old, new)) != []


def test_names_that_a_folder_of_ones_own_adds_are_taken():
    assert errors(GOOD.replace("list: pronouns", "list: my-list").replace("takes: clause", "takes: chirp")) == []


def test_an_introduction_needs_no_content():
    text = re.sub(r"content: .*\n", "", GOOD.replace("type: indirect", "type: introduction"))
    assert errors(text) == []


def described(node: Any) -> list[dict[str, Any]]:
    """Every schema in a schema that an editor could show."""
    if isinstance(node, dict):
        return [node, *(each for value in node.values() for each in described(value))]
    return [each for value in node for each in described(value)] if isinstance(node, list) else []


def test_every_reference_leads_somewhere():
    names = {f"#/definitions/{name}" for name in SCHEMA["definitions"]}
    assert {each["$ref"] for each in described(copy.deepcopy(SCHEMA)) if "$ref" in each} <= names
