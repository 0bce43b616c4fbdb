"""The parts that Stanza's own scripts train: tokenizer, expander of multi-word tokens, lemmatizer."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

from tools.training.treebanks import Tree, write_trees

#: Characters of the longest sentence that the tokenizer is trained on; Stanza leaves out longer ones.
MAX_CHARS = 300


def write_tokenizer_data(trees: Sequence[Tree], folder: Path, name: str, rng: random.Random) -> None:
    """Write raw text, labels and multi-word tokens of ``trees``; consecutive trees share a paragraph as in news."""
    from stanza.utils.datasets import prepare_tokenizer_data

    folder.mkdir(parents=True, exist_ok=True)
    # Stanza 1.15 takes the size of its features from the first sentence, which must not be too long.
    first = next(k for k, tree in enumerate(trees) if len(tree.text) < MAX_CHARS)
    trees = [trees[first], *trees[:first], *trees[first + 1 :]]
    write_trees(folder / f"{name}.conllu", trees)
    paragraphs: list[str] = []
    left = 0
    for tree in trees:
        if left <= 0 or tree.starts_paragraph:
            paragraphs.append("")
            left = rng.choice((1, 1, 2, 2, 3, 4))
        paragraphs[-1] += tree.text
        left -= 1
    (folder / f"{name}.txt").write_text("\n\n".join(p.strip() for p in paragraphs) + "\n", encoding="utf-8")
    files = [str(folder / f"{name}.{suffix}") for suffix in ("txt", "conllu", "toklabels", "mwt.json")]
    prepare_tokenizer_data.main([files[0], files[1], "-o", files[2], "-m", files[3]])


def train_tokenizer(folder: Path, target: Path, steps: int) -> None:
    """Train on the files that :func:`write_tokenizer_data` wrote as ``train`` and ``dev``."""
    from stanza.models import tokenizer

    tokenizer.main([
        "--txt_file", str(folder / "train.txt"), "--label_file", str(folder / "train.toklabels"),
        "--mwt_json_file", str(folder / "dev.mwt.json"),
        "--dev_txt_file", str(folder / "dev.txt"), "--dev_label_file", str(folder / "dev.toklabels"),
        "--dev_conll_gold", str(folder / "dev.conllu"), "--conll_file", str(folder / "dev.predicted.conllu"),
        "--lang", "id", "--shorthand", "id_news", "--max_seqlen", str(MAX_CHARS), "--batch_size", "32",
        "--steps", str(steps), "--eval_steps", "300", "--anneal_after", str(steps // 2), "--anneal", "0.9985",
        "--last_char_drop_prob", "0.1", "--comma_glue_prob", "0.02", "--comma_typo_prob", "0.02",
        "--save_dir", str(target.parent), "--save_name", target.name, "--seed", "1",
    ])  # fmt: skip


def train_expander(train: Path, dev: Path, target: Path) -> None:
    """Train the expander on CoNLL-U files; the words of a token always add up to its letters."""
    from stanza.models import mwt_expander

    mwt_expander.main([
        "--train_file", str(train), "--eval_file", str(dev), "--gold_file", str(dev), "--lang", "id",
        "--shorthand", "id_news", "--force_exact_pieces", "--num_epoch", "20", "--save_dir", str(target.parent),
        "--save_name", target.name, "--seed", "1",
    ])  # fmt: skip


def train_lemmatizer(train: Path, dev: Path, target: Path, *, epochs: int) -> None:
    """Train the lemmatizer on CoNLL-U files: a dictionary, and a small sequence model for words that it lacks.

    ``target`` gets the best model on ``dev``.
    """
    from stanza.models import lemmatizer

    lemmatizer.main([
        "--train_file", str(train), "--eval_file", str(dev), "--shorthand", "id_news",
        "--num_epoch", str(epochs), "--hidden_dim", "100", "--batch_size", "100", "--lr", "0.002",
        "--decay_epoch", str(max(epochs - 4, 1)), "--save_dir", str(target.parent), "--save_name", target.name,
        "--seed", "1",
    ])  # fmt: skip
