"""Gold without the texts: positions and names only, for articles that may not be copied.

A line is ``{"id", "outlet", "sha256", "aliases", "quotes"}``; the text is that of the article of this id in a
collection, and ``sha256`` is the digest of its UTF-8, so that positions never apply to another text. With ``"flat":
true`` the positions are those of the text without its line breaks, each replaced by a space.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from quotes.errors import InputError
from quotes.evaluation.gold import GoldArticle


def is_standoff(path: Path) -> bool:
    """Return whether a file holds gold without texts."""
    with path.open(encoding="utf-8") as lines:
        return "text" not in json.loads(next(lines, "{}") or "{}")


def join_texts(path: Path, corpus: Path | None) -> list[GoldArticle]:
    """Read standoff gold, with the texts of a collection (a folder of ``*.jsonl.gz``).

    Raises:
        InputError: the collection is not named, lacks an article, or has another text for it.
    """
    if corpus is None:
        raise InputError("has no texts", path=str(path), hint="name the collection: --corpus ../shared/corpus")
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    texts = _texts(corpus, {row["id"] for row in rows})
    return [GoldArticle.from_dict({**row, "text": _checked(row, texts, path)}) for row in rows]


def strip_texts(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield gold rows without their texts."""
    for row in rows:
        kept: dict[str, Any] = {key: row[key] for key in ("id", "outlet", "flat", "aliases", "quotes") if key in row}
        yield {**kept, "sha256": _digest(row["text"])}


def _texts(corpus: Path, wanted: set[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for path in sorted(corpus.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            rows = (json.loads(line) for line in lines)
            found |= {row["id"]: row["text"] for row in rows if row["id"] in wanted}
    return found


def _checked(row: dict[str, Any], texts: dict[str, str], path: Path) -> str:
    text = texts.get(row["id"])
    if text is not None and row.get("flat"):
        text = flatten(text)
    if text is None or _digest(text) != row["sha256"]:
        what = "is not in the collection" if text is None else "has another text in the collection"
        raise InputError(f"article {row['id']} {what}", path=str(path), hint="is it the collection that was annotated?")
    return text


def flatten(text: str) -> str:
    """Return a text without line breaks: its lines, stripped, with a space between them."""
    return " ".join(line.strip() for line in text.split("\n") if line.strip())


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
