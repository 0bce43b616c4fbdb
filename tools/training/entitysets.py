"""The named-entity sets: brought to one annotation and to our tokens, and put between marks as news is.

IDNER-news-2k was stripped of its quotation marks, though its sentences are full
of ``…, ujar X``; NERGrit is encyclopaedic prose. News without marks would teach
a tagger that a name never stands behind one, so the marks are put back.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from pathlib import Path

#: The kinds of both sets under the names that most models use. Positions (``POS`` of IDNER) and all else are no entity.
KINDS = {"PER": "PER", "PERSON": "PER", "ORG": "ORG", "ORGANISATION": "ORG", "LOC": "LOC", "PLACE": "LOC"}

#: A word and its tag: ``B-PER``, ``I-PER``, ``O``.
Token = tuple[str, str]

_STUCK = re.compile(r"([(\[\"“]*)(.+?)([)\]\"”,;:!?]*)")
_STANDIN = ("Itu", "benar")


def read(path: Path) -> list[list[Token]]:
    """The sentences of a file with a token and its tag (the last of its cells) a line, and our three kinds of tags."""
    lines = path.read_text(encoding="utf-8").splitlines()
    blocks = (list(block) for full, block in groupby(lines, lambda line: bool(line.strip())) if full)
    return [[token for line in block for token in _parted(*_cells(line))] for block in blocks]


def _cells(line: str) -> Token:
    word, *_, tag = line.split()
    place, _, kind = tag.partition("-")
    return word, f"{place}-{KINDS[kind]}" if kind in KINDS else "O"


def _parted(word: str, tag: str) -> Iterator[Token]:
    """A token without the brackets and commas that are stuck to it; those belong to an entity that goes on."""
    stuck = _STUCK.fullmatch(word)
    before, inner, after = stuck.groups() if stuck else ("", word, "")
    yield from ((mark, tag if tag.startswith("I-") else "O") for mark in before)
    yield inner, tag
    yield from ((mark, "O") for mark in after)


def quoted(sentence: Sequence[Token], cues: Collection[str], rng: random.Random) -> list[Token]:
    """The sentence with a pair of marks: around what a reporting word follows, else around a part drawn at random.

    Args:
        cues: reporting words that stand behind a quotation, in small letters: ``kata``, ``ujarnya``.
    """
    place = behind_quotation(sentence, cues)
    if place is None:
        start, end = _part(sentence, rng)
        return [*sentence[:start], _MARK, *sentence[start:end], _MARK, *sentence[end:]]
    content = [(word, "O") for word in _STANDIN] if rng.random() < 0.5 else list(sentence[: place - 1])
    return [_MARK, *content, (",", "O"), _MARK, *sentence[place:]]


#: Marks of every style reach the model as the straight one.
_MARK: Token = ('"', "O")


def behind_quotation(sentence: Sequence[Token], cues: Collection[str]) -> int | None:
    """Where a reporting word follows the first comma that one follows: ``… sudah siap , ujar Ratna``."""
    pairs = enumerate(pairwise(sentence), 1)
    behind = (k for k, (left, right) in pairs if left[0] == "," and right[0].lower() in cues)
    return next(behind, None)


def _part(sentence: Sequence[Token], rng: random.Random) -> tuple[int, int]:
    """A stretch that cuts no entity apart."""
    borders = [k for k in range(len(sentence) + 1) if k == len(sentence) or not sentence[k][1].startswith("I-")]
    start, end = sorted(rng.sample(borders, 2))
    return start, end


def write(path: Path, sentences: Iterable[Sequence[Token]]) -> None:
    """Write sentences as the JSON that Stanza's entity tagger reads."""
    data = [[{"text": word, "ner": tag} for word, tag in sentence] for sentence in sentences]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
