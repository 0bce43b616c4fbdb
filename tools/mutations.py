"""Score the extractor on damaged copies of gold articles: ``python -m tools.mutations GOLD.jsonl [--only NAME]``.

Each mutation rewrites the text of every article in a way that real text comes in (hard-wrapped, flat, with entities)
and carries the gold positions along. The table gives the F1 of found quotes with the right speaker (joint), of found
and of exact quotes.
"""

from __future__ import annotations

import argparse
import html
import json
import random
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from quotes.evaluation.gold import GoldArticle
from quotes.evaluation.score import score
from quotes.pipeline import Extractor
from quotes.records import Quote, Record, Span

#: A replacement: where, and by what.
Edit = tuple[int, int, str]

_DOUBLE = re.compile(r"[\"“”„«»]|''|``")


@dataclass(frozen=True, slots=True)
class Mutation:
    """A way in which a text is damaged, as the replacements that it makes."""

    name: str
    edits: Callable[[str], Iterator[Edit]]


def _substitute(pattern: str, put: str | Callable[[re.Match[str]], str]) -> Callable[[str], Iterator[Edit]]:
    def edits(text: str) -> Iterator[Edit]:
        for found in re.finditer(pattern, text):
            yield found.start(), found.end(), put if isinstance(put, str) else put(found)

    return edits


def _wrap(width: int, between: str) -> Callable[[str], Iterator[Edit]]:
    """Break lines before they pass a width, with something between paragraphs."""

    def edits(text: str) -> Iterator[Edit]:
        for line in re.finditer(r"[^\n]+", text):
            begin = line.start()
            words = list(re.finditer(r"\S+", text[: line.end()][line.start() :]))
            for before, word in pairwise(words):
                if line.start() + word.end() - begin > width:
                    yield line.start() + before.end(), line.start() + word.start(), "\n"
                    begin = line.start() + word.start()
            if line.end() < len(text):
                yield line.end(), line.end() + 1, between

    return edits


def _sprinkle(mark: str, share: float) -> Callable[[str], Iterator[Edit]]:
    """Put an invisible character behind a share of the letters and blanks."""

    def edits(text: str) -> Iterator[Edit]:
        chance = random.Random(len(text))
        for at in range(1, len(text) - 1):
            if (text[at].isalpha() or text[at] == " ") and chance.random() < share:
                yield at + 1, at + 1, mark

    return edits


def _marks(opening: str, closing: str) -> Callable[[str], Iterator[Edit]]:
    """Write every double mark in one style: as an opening where a word follows, as a closing elsewhere."""

    def put(found: re.Match[str]) -> str:
        after = found.string[found.end() : found.end() + 1]
        before = found.string[found.start() - 1 : found.start()] if found.start() else " "
        return opening if after.isalnum() and not before.isalnum() and before not in ".,!?" else closing

    return _substitute(_DOUBLE.pattern, put)


def _entity(mark: str) -> str:
    named = {"“": "&ldquo;", "”": "&rdquo;", "‘": "&#8216;", "’": "&#8217;", "–": "&ndash;", "—": "&mdash;"}
    return named.get(mark) or html.escape(mark).replace("…", "&hellip;")


def _tag(found: re.Match[str]) -> str:
    return "<p>" if found.start() == 0 or found.string[found.start() - 1] == "\n" else "</p>"


def _upper(word: str) -> str:
    return "".join(ch.upper() if len(ch.upper()) == 1 else ch for ch in word)


MUTATIONS = (
    Mutation("clean", lambda _: iter(())),
    Mutation("hard wrap at 72, blank lines between paragraphs", _wrap(72, "\n\n")),
    Mutation("hard wrap at 72, no blank lines", _wrap(72, "\n")),
    Mutation("hard wrap at 100, blank lines between paragraphs", _wrap(100, "\n\n")),
    Mutation("newlines to spaces", _substitute(r"\n+", " ")),
    Mutation("newlines left out", _substitute(r"\n+", "")),
    Mutation("HTML entities", _substitute(r"[&<>\"'“”‘’–—…]", lambda m: _entity(m[0]))),
    Mutation("no-break spaces as entities", _substitute(r"(?<=[,.]) ", "&nbsp;")),
    Mutation("zero-width characters", _sprinkle("\u200b", 0.05)),
    Mutation("soft hyphens", _sprinkle("\u00ad", 0.05)),
    Mutation("straight marks", _marks('"', '"')),
    Mutation("curly marks", _marks("“", "”")),
    Mutation("single marks", _marks("'", "'")),
    Mutation("curly single marks", _marks("‘", "’")),
    Mutation("primes", _marks("″", "″")),
    Mutation("mojibake marks", _marks("â€œ", "â€\x9d")),
    Mutation("paragraph tags", _substitute(r"(?m)^(?=.)|(?<=[^\n])$", _tag)),
    Mutation("upper case", _substitute(r"[^\W\d_]+", lambda m: _upper(m[0]))),
)


def mutate(gold: GoldArticle, mutation: Mutation) -> GoldArticle:
    """Return a gold article with its text mutated and its spans moved along."""
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    length = at = 0
    text = gold.text
    for start, end, put in [*mutation.edits(text), (len(text), len(text), "")]:
        starts += range(length, length + start - at)
        ends += range(length + 1, length + start - at + 1)
        length += start - at
        pieces += (text[at:start], put)
        starts += [length] * (end - start)
        length += len(put)
        ends += [length] * (end - start)
        at = end

    def moved(span: Span | None) -> Span | None:
        return Span(starts[span.start], ends[span.end - 1]) if span else None

    def moved_quote(quote: Quote) -> Quote:
        content = tuple(span for each in quote.content if (span := moved(each)))
        return replace(quote, content=content, cue=moved(quote.cue), source=moved(quote.source))

    article = replace(gold.article, text="".join(pieces))
    return replace(gold, article=article, quotes=tuple(map(moved_quote, gold.quotes)))


def read_gold(path: Path) -> list[GoldArticle]:
    """Read a gold file."""
    return [GoldArticle.from_dict(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def row(extractor: Extractor, gold: Sequence[GoldArticle], mutation: Mutation) -> tuple[float, float, float]:
    """Return the joint, found and exact F1 of the extractor on mutated articles."""
    mutated = [mutate(each, mutation) for each in gold]
    records = [r for r in extractor.pipe(each.article for each in mutated) if isinstance(r, Record)]
    rates = score(mutated, records).rates
    return rates["joint"].f1, rates["found"].f1, rates["exact"].f1


def main() -> int:
    """Print the table of the mutations as Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--only", action="append", metavar="NAME", help="run the mutations whose name holds NAME")
    args = parser.parse_args()
    gold, extractor = read_gold(args.gold), Extractor()
    print("| mutation | joint | found | exact |\n|---|---|---|---|")  # noqa: T201 - a tool of the terminal
    for mutation in MUTATIONS:
        if not args.only or any(part in mutation.name for part in args.only):
            cells = " | ".join(f"{figure:.3f}" for figure in row(extractor, gold, mutation))
            print(f"| {mutation.name} | {cells} |", flush=True)  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
