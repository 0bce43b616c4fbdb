"""Drafts made by a program of all direct quotes of the samples, to measure how often the verdict is right.

``python -m tests.verification.test_made_drafts`` prints the figures of docs/verify.md.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

import quotes
from quotes.evaluation.formats.jsonl import read
from quotes.evaluation.gold import GoldArticle
from quotes.records import Quote, Record
from quotes.verification import Sources, verify

ROOT = Path(__file__).parents[2]
#: Words that replace another one.
OTHERS = ("pemerintah", "kemarin", "sangat", "belum", "rumah", "uang", "kota", "anak")
#: Makes a draft of a quote, or returns None where it cannot.
Make = Callable[["Drafter", GoldArticle, Record, Quote], str | None]


class Drafter:
    """Makes drafts of the gold quotes of one article after the other, the same in every run."""

    def __init__(self) -> None:
        self.random = random.Random(7)

    def verbatim(self, article: GoldArticle, record: Record, quote: Quote) -> str | None:
        return draft(bare(quote), quote.speakers[0], record)

    def misattributed(self, article: GoldArticle, record: Record, quote: Quote) -> str | None:
        names = [name for other in article.quotes for name in other.speakers if len(name.split()) > 1]
        people = [speaker.name for speaker in record.speakers if speaker.kind == "person"]
        others = [name for name in dict.fromkeys(names) if name != quote.speakers[0] and name in people]
        return draft(bare(quote), self.random.choice(others), record) if others else None

    def replaced(self, article: GoldArticle, record: Record, quote: Quote) -> str | None:
        words = bare(quote).split()
        if len(words) < 6:
            return None
        words[self.random.randrange(1, len(words) - 1)] = self.random.choice(OTHERS)
        return draft(" ".join(words), quote.speakers[0], record)

    def shortened(self, article: GoldArticle, record: Record, quote: Quote) -> str | None:
        words = bare(quote).split()
        if len(words) < 8:
            return None
        at = self.random.randrange(1, len(words) - 2)
        return draft(" ".join(words[:at] + words[at + 2 :]), quote.speakers[0], record)

    def spliced(self, article: GoldArticle, record: Record, quote: Quote) -> str | None:
        own = [q for q in usable(article) if q.speakers == quote.speakers]
        others = [q for q in own if abs(own.index(q) - own.index(quote)) > 1]
        if not others:
            return None
        first, second = bare(quote), bare(self.random.choice(others))
        is_long = min(len(first.split()), len(second.split())) >= 4
        return draft(f"{first}. {second}", quote.speakers[0], record) if is_long else None


def bare(quote: Quote) -> str:
    return quote.text.replace(" … ", " ").strip(' ,."“”')


def draft(words: str, name: str, record: Record) -> str | None:
    speaker = next((each for each in record.speakers if each.name == name), None)
    role = f"{speaker.roles[0]} " if speaker and speaker.kind == "person" and speaker.roles else ""
    return f'"{words}," kata {role}{name}.' if '"' not in words else None


def usable(article: GoldArticle) -> list[Quote]:
    return [q for q in article.quotes if q.type == "direct" and len(q.speakers) == 1 and q.speakers[0][0].isupper()]


#: The kinds of drafts: how each is made, the verdicts that are right, and the least share of right ones.
KINDS: dict[str, tuple[Make, set[str], float]] = {
    "verbatim": (Drafter.verbatim, {"verbatim"}, 0.94),
    "misattributed": (Drafter.misattributed, {"misattributed"}, 0.90),
    "replaced": (Drafter.replaced, {"altered"}, 0.97),
    "shortened": (Drafter.shortened, {"altered"}, 0.97),
    "spliced": (Drafter.spliced, {"spliced"}, 0.97),
}


@pytest.fixture(scope="module")
def verdicts() -> dict[str, Counter[str]]:
    return measure()


def measure() -> dict[str, Counter[str]]:
    """Return for each kind of draft how often each verdict is given."""
    extractor, drafter = quotes.Extractor(), Drafter()
    gold = read(ROOT / "samples/gold.jsonl")
    records = list(extractor.pipe((each.article for each in gold), on_error="raise"))
    sources = Sources(records)
    found: dict[str, Counter[str]] = {}
    for kind, (make, _, _) in KINDS.items():
        pairs = [(a, r, q) for a, r in zip(gold, records, strict=True) for q in usable(a)]
        drafts = [text for pair in pairs if (text := make(drafter, *pair))]
        findings = [verify(record, sources) for record in extractor.pipe(drafts, on_error="raise")]
        found[kind] = Counter(each[0].verdict if len(each) == 1 else "several" for each in findings)
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_most_made_drafts_get_the_right_verdict(kind: str, verdicts: dict[str, Counter[str]]) -> None:
    _, right, least = KINDS[kind]
    assert sum(verdicts[kind][each] for each in right) >= least * verdicts[kind].total() > 20


if __name__ == "__main__":
    for name, counts in measure().items():
        print(name, dict(counts))  # noqa: T201 - a measurement
