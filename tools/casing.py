"""Count how words are written inside sentences: ``python -m tools.casing NEWS.jsonl.gz… -o rules/layout/casing.yaml``.

The counts let upper-case text be read as if it had been written with small letters.
"""

from __future__ import annotations

import argparse
import re
import textwrap
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from tools.training.vectors import read_texts

#: Words that are counted at least this often are listed.
ENOUGH = 4
#: Words of a line of which this share of the letters is small are news prose, whose capitals mean something.
PROSE = 0.8

_WORD = re.compile(r"[^\W\d_]+")
_BREAKS = re.compile(r"[.!?…:;\"“”‘’'()\[\]\n–—|/*•]")


def count(texts: Iterable[str]) -> tuple[Counter[str], Counter[str], Counter[str], Counter[tuple[str, str]]]:
    """Count words written small, with a capital and in capitals, and pairs of such forms, away from sentence starts."""
    small: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    upper: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for text in texts:
        for line in text.splitlines():
            if sum(map(str.islower, line)) < PROSE * sum(map(str.isalpha, line)):
                continue
            before, at = "", 0
            for found in _WORD.finditer(line):
                word = found[0]
                inside = bool(before) and not _BREAKS.search(line, at, found.start())
                form = "small" if word.islower() else "upper" if word.isupper() and len(word) > 1 else "capital"
                if inside:
                    {"small": small, "upper": upper, "capital": capital}[form][word.lower()] += 1
                    pairs[before, "small" if form == "small" else "capital"] += 1
                before, at = "small" if form == "small" else "capital", found.end()
    return small, capital, upper, pairs


def blocks(small: Mapping[str, int], capital: Mapping[str, int], upper: Mapping[str, int]) -> dict[str, list[str]]:
    """Sort words into blocks: by tenths of how often they are small, and those written in capitals."""
    found: dict[str, list[str]] = {}
    for word in sorted({*small, *capital, *upper}):
        total = small.get(word, 0) + capital.get(word, 0) + upper.get(word, 0)
        if total < ENOUGH:
            continue
        if upper.get(word, 0) > total / 2:
            found.setdefault("capitals", []).append(word)
        elif (tenths := round(10 * small.get(word, 0) / total)) >= 1:
            found.setdefault(f"small-{tenths}", []).append(word)
    return found


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("news", type=Path, nargs="+")
    parser.add_argument("-o", "--output", type=Path, required=True)
    args = parser.parse_args()
    small, capital, upper, pairs = count(read_texts(args.news))
    lines = [
        "title: How words are written",
        "description: >",
        "  Words by how often news writes them in small letters inside a sentence, in tenths, and words in capitals.",
        "  Upper-case text is read by them. Counted by python -m tools.casing on CLICK-ID and IndoSum.",
        "casing:",
    ]
    for name, words in sorted(blocks(small, capital, upper).items()):
        lines += [f"  {name}: >", textwrap.fill(" ".join(words), 118, initial_indent="    ", subsequent_indent="    ")]
    args.output.write_text("\n".join(lines) + "\n", encoding="utf-8")
    for before in ("small", "capital"):
        share = pairs[before, "capital"] / (pairs[before, "capital"] + pairs[before, "small"])
        print(f"a capital behind a word with {before} letters: {share:.3f}")  # noqa: T201 - a tool of the terminal


if __name__ == "__main__":
    main()
