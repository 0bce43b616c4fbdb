"""What the tests of several areas share: records about invented people, built without a model."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator

import pytest

from quotes.records import Article, Quote, QuoteType, Record, Span, Speaker

# What a processor without bfloat16 gives, so that the tests say the same on every machine; workers inherit it.
os.environ.setdefault("QUOTES_PRECISION", "float32")

MakeRecord = Callable[..., Record]


def quote_in(text: str, words: str, number: int = 1, *, article: str = "pasar", **about: object) -> Quote:
    """A quote of ``words``, with cue and source (given as words, too) found in ``text``."""
    kind: QuoteType = about.pop("type", "direct")  # type: ignore[assignment]  # a test gives one of the three
    for part in ("cue", "source"):
        if isinstance(about.get(part), str):
            about[part] = _place(text, str(about[part]))
    return Quote(f"{article}#{number}", kind, (_place(text, words),), **about)  # type: ignore[arg-type]  # as above


def _place(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


@pytest.fixture(autouse=True)
def log_settings() -> Iterator[None]:
    """Keeps the log of the package as it is: a command sets its level, for all tests that come after."""
    logger = logging.getLogger("quotes")
    level, handlers = logger.level, list(logger.handlers)
    yield
    logger.setLevel(level)
    logger.handlers[:] = handlers


@pytest.fixture
def record() -> Record:
    """An article with a direct quote whose speaker is known and an indirect one whose speaker is not."""
    text = (
        '"Harga beras naik, pembeli berkurang," kata Ketua Koperasi Melati Sri Lestari.\n'
        "Ia menambahkan, gudang baru dibuka."
    )
    quotes = (
        quote_in(
            text, "Harga beras naik, pembeli berkurang", cue="kata", cue_class="statement",
            source="Ketua Koperasi Melati Sri Lestari", speakers=("Sri Lestari",), speaker_ids=("sri-lestari",),
            resolved_by="name", rule="direct/quote-verb-speaker", confidence=0.97,
        ),
        quote_in(
            text, "gudang baru dibuka", 2, type="indirect", cue="menambahkan", cue_class="statement", source="Ia",
            flags=("no-speaker",),
        ),
    )  # fmt: skip
    article = Article("pasar", text, "Harga Beras Naik", "2024-03-05", "Kabar Raya", "https://kabar.example/1")
    speaker = Speaker(
        "sri-lestari", "Sri Lestari", roles=("Ketua Koperasi Melati",), affiliation="Koperasi Melati",
        external={"wikidata": "Q1"}, gender="female",
    )  # fmt: skip
    return Record(article, quotes, (speaker,))


@pytest.fixture
def record_of() -> MakeRecord:
    """Makes a record whose only quote is the given words, e.g. to see what a writer does with odd characters."""

    def make(words: str, *, name: str = "uji", **about: object) -> Record:
        text = f"{words} ujarnya."
        return Record(Article(name, text), (quote_in(text, words, article=name, cue="ujar", **about),))

    return make
