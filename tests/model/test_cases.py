"""Small texts with all of their quotes, by kind of difficulty: ``tests/cases/*.jsonl``.

A case lists every quote of its text with its words and speakers. The words of several spans are joined by blanks;
white space, marks and ``. , ; : ! ?`` at the edges are left aside, and capitals of names. A quote has the type that
the case gives, where it gives one. ``optional`` lists words of quotes that may be missing. With ``pieces`` the
quotation may come as one quote or as one for each paragraph. With ``loose`` entities are decoded before the comparison.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from quotes.pipeline import Extractor
from quotes.records import Article, Record

CASES = [
    json.loads(line)
    for path in sorted((Path(__file__).parents[1] / "cases").glob("*.jsonl"))
    for line in path.read_text(encoding="utf-8").splitlines()
]
#: A quote as it is compared: words, names of the speakers, type.
Found = tuple[str, tuple[str, ...], str | None]


def plain(words: str, case: Mapping[str, Any]) -> str:
    words = html.unescape(words) if case.get("loose") else words
    words = re.sub("[\u200b\u200c\u200d\u2060\u00ad\ufeff]", "", words)
    return re.sub(r"\s+", " ", words).strip(" \"'“”„‟«»‘’‚`´″′,.;:!?…*")


def names(speakers: list[str] | tuple[str, ...], case: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(sorted(plain(name, case).casefold() for name in speakers))


def found_in(record: Record, case: Mapping[str, Any]) -> list[Found]:
    text = record.article.text
    return [
        (plain(" ".join(span.of(text) for span in q.content), case), names(q.speakers, case), q.type)
        for q in record.quotes
    ]


def wanted_of(case: Mapping[str, Any]) -> list[Found]:
    return [(plain(q["words"], case), names(q["speaker"], case), q.get("type")) for q in case["quotes"]]


def in_one_piece(quotes: list[Found]) -> list[Found]:
    if len({speakers for _, speakers, _ in quotes}) != 1:
        return quotes
    words = re.sub(r"[\s.]+", " ", " ".join(words for words, _, _ in quotes))
    return [(words, quotes[0][1], quotes[0][2])]


@pytest.mark.parametrize("case", [pytest.param(case, id=f"{case['kind']}-{case['id']}") for case in CASES])
def test_the_quotes_of_a_case_are_found_and_no_others(extractor: Extractor, case: Mapping[str, Any]) -> None:
    record = extractor(Article(case["id"], case["text"]))
    got, wanted = found_in(record, case), wanted_of(case)
    if case.get("pieces"):
        got, wanted = in_one_piece(got), in_one_piece(wanted)
    optional = {plain(words, case) for words in case.get("optional", [])}
    left = list(got)
    for quote in wanted:
        match = next((g for g in left if g[:2] == quote[:2] and quote[2] in (None, g[2])), None)
        if match is None:
            assert quote[0] in optional, f"missing {quote}, found {got}"
        else:
            left.remove(match)
    assert not left
