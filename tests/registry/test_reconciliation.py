"""Queries to a reconciliation service, and its answers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quotes.errors import InputError, OutputError
from quotes.registry.identity import Entry, Identity, Key
from quotes.registry.reconciliation import (
    ExternalCandidate,
    make_queries,
    read_answers,
    select_unlinked,
    take_matches,
    write_queries,
)


def identity(name: str, quotes: int = 2, **about: object) -> Identity:
    id_ = name.lower().replace(" ", "-")
    return Identity(
        id_, name, about.pop("kind", "person"), entries=(Entry(Key("a", id_), name, quotes=quotes),), **about
    )  # type: ignore[arg-type]  # a test gives the right ones


RATNA = identity("Ratna Wulandari", roles=("Menteri Kelautan", "Ketua"), affiliations=("Koperasi Melati",))


def test_a_query_has_the_name_the_class_and_what_articles_say() -> None:
    assert make_queries([RATNA, identity("Depas", kind="organisation")], 3) == {
        "ratna-wulandari": {
            "query": "Ratna Wulandari",
            "type": "Q5",
            "limit": 3,
            "type_strict": "should",
            "properties": [{"pid": "P39", "v": "Menteri Kelautan"}, {"pid": "P1416", "v": "Koperasi Melati"}],
        },
        "depas": {"query": "Depas", "type": "Q43229", "limit": 3, "type_strict": "should"},
    }


def test_only_people_and_bodies_without_an_id_and_with_enough_quotes_are_asked_for() -> None:
    linked, rare = identity("Budi", external={"wikidata": "Q1"}), identity("Ani", quotes=1)
    group = identity("warga", kind="group")
    assert select_unlinked([RATNA, linked, rare, group], 2) == [RATNA]
    assert select_unlinked([rare], 1) == [rare]


def answers(tmp_path: Path, *results: dict) -> Path:
    path = tmp_path / "answers.json"
    path.write_text(json.dumps({"ratna-wulandari": {"result": list(results)}}), encoding="utf-8")
    return path


def test_candidates_are_read_the_best_first(tmp_path: Path) -> None:
    low = {"id": "Q2", "name": "Ratna", "score": 40, "match": False, "type": [{"id": "Q5", "name": "manusia"}]}
    high = {"id": "Q100", "name": "Ratna Wulandari", "score": 98.5, "match": True, "description": "politikus"}
    assert read_answers(answers(tmp_path, low, high))["ratna-wulandari"] == (
        ExternalCandidate("Q100", "Ratna Wulandari", "politikus", 98.5, match=True),
        ExternalCandidate("Q2", "Ratna", "manusia", 40),
    )


@pytest.mark.parametrize("text", ["[]", "{", '{"a": 1}', '{"a": {"result": [{"id": "Q1"}]}}'])
def test_what_is_no_answer_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "answers.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="is no answer of a reconciliation service"):
        read_answers(path)


def test_files_that_cannot_be_read_or_written_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_answers(tmp_path / "tiada.json")
    with pytest.raises(OutputError, match="cannot be written"):
        write_queries({}, tmp_path / "tiada" / "queries.json")


def test_only_a_single_sure_match_is_taken() -> None:
    sure, other = ExternalCandidate("Q100", "Ratna", match=True), ExternalCandidate("Q2", "Ratna", match=True)
    doubtful = ExternalCandidate("Q3", "Ratna", score=99)

    def taken(*candidates: ExternalCandidate) -> str | None:
        (found,) = take_matches([RATNA], {"ratna-wulandari": candidates})
        return found.external.get("wikidata")

    assert taken(sure, doubtful) == "Q100"
    assert taken(sure, other) is None
    assert taken(doubtful) is None
    assert taken() is None
