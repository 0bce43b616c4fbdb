"""Invented articles, small enough to count by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from quotes.evaluation.gold import GoldArticle, add_quote_ids
from quotes.records import Record

TEXT = (
    "PASAR BARU – Kepala Dinas Pasar Sri Lestari mengatakan bahwa kios lama akan diperbaiki.\n"
    '"Atapnya bocor," katanya, Senin (3/2). "Lantainya juga licin."\n'
    "Menurut Budi Hartono, sewa kios terlalu mahal.\n"
    "Sri Lestari dan Budi Hartono sepakat bertemu lagi.\n"
)


def place(words: str, text: str = TEXT) -> list[int]:
    """Return the position of the words in the text."""
    start = text.index(words)
    return [start, start + len(words)]


def clitic(word: str, text: str = TEXT) -> list[int]:
    """Return the position of the ``nya`` of a word."""
    end = place(word, text)[1]
    return [end - 3, end]


def three_quotes() -> list[dict[str, Any]]:
    """Return an indirect quote after its cue, a direct one in two spans around its cue, and one with *menurut*."""
    return [
        {
            "type": "indirect",
            "content": [place("kios lama akan diperbaiki")],
            "cue": place("mengatakan"),
            "source": place("Kepala Dinas Pasar Sri Lestari"),
            "speaker": ["Sri Lestari"],
        },
        {
            "type": "direct",
            "content": [place("Atapnya bocor"), place("Lantainya juga licin")],
            "cue": place("katanya"),
            "source": clitic("katanya"),
            "speaker": ["Sri Lestari"],
        },
        {
            "type": "indirect",
            "content": [place("sewa kios terlalu mahal")],
            "cue": place("Menurut"),
            "source": place("Budi Hartono"),
            "speaker": ["Budi Hartono"],
        },
    ]


def gold_line(name: str = "pasar", **changes: Any) -> dict[str, Any]:
    """Return a line of a gold file, with changes."""
    line = {
        "id": name,
        "text": TEXT,
        "title": "Kios diperbaiki",
        "outlet": "Warta Pasar",
        "aliases": {"Sri Lestari": ["Kepala Dinas Pasar", "Lestari"], "Budi Hartono": ["Budi"]},
        "quotes": three_quotes(),
    }
    return {**line, **changes}


@pytest.fixture
def gold() -> GoldArticle:
    return GoldArticle.from_dict(gold_line())


@pytest.fixture
def predict() -> Callable[..., Record]:
    """Build a record with the quotes of gold, each changed by a function, or left out where it returns None."""

    def make(
        change: Callable[[int, dict[str, Any]], dict[str, Any] | None] = lambda _, quote: quote, **line: Any
    ) -> Record:
        quotes = [new for n, quote in enumerate(three_quotes()) if (new := change(n, quote)) is not None]
        return Record.from_dict(add_quote_ids({"id": "pasar", "text": TEXT, "quotes": quotes, **line}))

    return make
