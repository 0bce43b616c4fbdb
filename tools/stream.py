"""Send a long stream of articles through ``quotes extract``, and show how much memory the process takes.

``python -m tools.stream ARTICLES [MINUTES]`` repeats the texts of ``samples/articles``. Each article has an id of its
own, a number and an invented name, so that the memories for words meet new ones. The stream ends after the minutes,
60 unless others are given; the command then prints how much memory each further 100,000 articles take.
"""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from quotes.reading import read
from quotes.records import Article

_ARTICLES = Path(__file__).parents[1] / "samples" / "articles"
_SYLLABLES = ("ba", "di", "ka", "lu", "mo", "na", "ra", "si", "ta", "wi")


def articles(count: int, length: int | None = None) -> Iterator[str]:
    """Yield lines of JSON, one article each.

    Args:
        length: the number of paragraphs of an article; the default is all.
    """
    chance = random.Random(1)
    texts = [article.text.splitlines() for article in read(_ARTICLES) if isinstance(article, Article)]
    for number in range(count):
        name = " ".join("".join(chance.choices(_SYLLABLES, k=3)).capitalize() for _ in range(2))
        paragraphs = texts[number % len(texts)]
        start = chance.randrange(len(paragraphs)) if length else 0
        added = f'"Harga naik {number} kali," kata {name}.'
        text = "\n".join([*paragraphs[start:][:length], added])
        yield json.dumps({"id": f"artikel-{number}", "text": text}, ensure_ascii=False) + "\n"


def megabytes(process: int) -> int:
    """Return the memory of a process (its resident set) in MB."""
    found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{process}/status").read_text(encoding="ascii"))
    return int(found[1]) // 1024 if found else 0


def main(count: str = "1000000", minutes: str = "60", paragraphs: str = "") -> None:
    """Run the stream, and print a line at each tenth of it and at each minute."""
    command = [sys.executable, "-m", "quotes", "extract", "-q", "-", "--format", "jsonl"]
    began, curve = time.monotonic(), list[tuple[int, int]]()
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as run:  # noqa: S603 - this project
        assert run.stdin is not None
        for number, line in enumerate(articles(int(count), int(paragraphs) if paragraphs else None)):
            run.stdin.write(line.encode())
            if number % 1000 == 0:
                curve.append((number, megabytes(run.pid)))
                sys.stdout.write(f"{time.monotonic() - began:6.0f} s {number:9,} articles {curve[-1][1]:6} MB\n")
                sys.stdout.flush()
                if time.monotonic() - began > 60 * float(minutes):
                    break
        run.stdin.close()
    half = len(curve) // 2
    (first, low), (last, high) = curve[half], curve[-1]
    slope = (high - low) / max(last - first, 1) * 100_000
    sys.stdout.write(f"exit code {run.returncode}; second half: {slope:+.1f} MB for each 100,000 articles\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
