"""Train Stanza's named-entity tagger: persons, organisations, places.

The two open Indonesian sets differ: IDNER-news-2k has commas and full stops
stuck to its tokens and a tag for positions, NERGrit has neither. Tokens are
parted as ours are, positions are left untagged.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

_KINDS = {"PER": "PER", "PERSON": "PER", "ORG": "ORG", "ORGANISATION": "ORG", "LOC": "LOC", "PLACE": "LOC"}
_STUCK = re.compile(r"^([(\[\"“]*)(.*?)([)\]\"”,;:!?]*|\.)$")
_CLITIC = re.compile(r"^(\w{3,})(nya)$")

TaggedSentence = list[tuple[str, str]]


def read(path: Path) -> list[TaggedSentence]:
    """Sentences of (token, ``B-PER`` …); tags of other kinds become ``O``."""
    sentences: list[TaggedSentence] = []
    here: TaggedSentence = []
    for line in (*path.read_text(encoding="utf-8").splitlines(), ""):
        cells = line.split()
        if len(cells) > 1:
            here += _parted(cells[0], _tag(cells[-1]))
        elif not line.strip() and here:
            sentences.append(here)
            here = []
    return sentences


def _tag(tag: str) -> str:
    place, _, kind = tag.partition("-")
    return f"{place}-{_KINDS[kind]}" if kind in _KINDS else "O"


def _parted(token: str, tag: str) -> Iterator[tuple[str, str]]:
    stuck = _STUCK.match(token)
    before, word, after = stuck.groups() if stuck and stuck[2] else ("", token, "")
    yield from ((mark, "O") for mark in before)
    clitic = _CLITIC.match(word) if tag == "O" else None
    yield from ((part, tag) for part in (clitic.groups() if clitic else (word,)))
    yield from ((mark, "O") for mark in after)


def write(path: Path, sentences: Sequence[TaggedSentence]) -> None:
    """Write sentences as the JSON that Stanza's tagger trains on."""
    data = [[{"text": word, "ner": tag} for word, tag in sentence] for sentence in sentences]
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def train(train_file: Path, dev: Path, pretrain: Path, target: Path, *, steps: int) -> None:
    """Train on what :func:`write` wrote; ``target`` gets the best model on ``dev``."""
    from stanza.models import ner_tagger

    ner_tagger.main([
        "--train_file", str(train_file), "--eval_file", str(dev), "--wordvec_pretrain_file", str(pretrain),
        "--shorthand", "id_news", "--no_emb_finetune", "--hidden_dim", "150", "--char_hidden_dim", "60",
        "--char_emb_dim", "40", "--optim", "adam", "--lr", "0.002", "--lr_decay", "0.5", "--patience", "1",
        "--dropout", "0.4", "--word_dropout", "0.03",
        "--max_steps", str(steps), "--eval_interval", "130", "--batch_size", "32",
        "--save_dir", str(target.parent), "--save_name", target.name, "--seed", "1",
    ])  # fmt: skip
