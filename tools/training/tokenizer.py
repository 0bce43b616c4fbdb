"""Train Stanza's tokenizer and its expander of multi-word tokens."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

from tools.training.treebanks import Tree, write

#: Characters that the tokenizer looks at together; Stanza leaves longer sentences out of the training.
LONGEST = 300


def prepare(trees: Sequence[Tree], folder: Path, name: str, rng: random.Random) -> None:
    """Write raw text, labels and multi-word tokens of ``trees``; neighbours share a paragraph as in news."""
    from stanza.utils.datasets import prepare_tokenizer_data

    folder.mkdir(parents=True, exist_ok=True)
    first = next(k for k, tree in enumerate(trees) if len(tree.text) < LONGEST)
    trees = [
        trees[first],
        *trees[:first],
        *trees[first + 1 :],
    ]  # Stanza 1.15 reads its feature size off the first sentence
    write(folder / f"{name}.conllu", trees)
    paragraphs: list[str] = []
    left = 0
    for tree in trees:
        if left <= 0 or tree.opens:
            paragraphs.append("")
            left = rng.choice((1, 1, 2, 2, 3, 4))
        paragraphs[-1] += tree.text
        left -= 1
    (folder / f"{name}.txt").write_text("\n\n".join(p.strip() for p in paragraphs) + "\n", encoding="utf-8")
    files = [str(folder / f"{name}.{ending}") for ending in ("txt", "conllu", "toklabels", "mwt.json")]
    prepare_tokenizer_data.main([files[0], files[1], "-o", files[2], "-m", files[3]])


def train_tokenizer(folder: Path, target: Path, steps: int) -> None:
    """Train on what :func:`prepare` wrote as ``train`` and ``dev``."""
    from stanza.models import tokenizer

    tokenizer.main([
        "--txt_file", str(folder / "train.txt"), "--label_file", str(folder / "train.toklabels"),
        "--mwt_json_file", str(folder / "dev.mwt.json"),
        "--dev_txt_file", str(folder / "dev.txt"), "--dev_label_file", str(folder / "dev.toklabels"),
        "--dev_conll_gold", str(folder / "dev.conllu"), "--conll_file", str(folder / "dev.predicted.conllu"),
        "--lang", "id", "--shorthand", "id_news", "--max_seqlen", str(LONGEST), "--batch_size", "32",
        "--steps", str(steps), "--eval_steps", "300", "--anneal_after", str(steps // 2), "--anneal", "0.9985",
        "--last_char_drop_prob", "0.1", "--comma_glue_prob", "0.02", "--comma_typo_prob", "0.02",
        "--save_dir", str(target.parent), "--save_name", target.name, "--seed", "1",
    ])  # fmt: skip


def train_expander(train: Path, dev: Path, target: Path) -> None:
    """Train the expander; the pieces of a token always add up to its letters."""
    from stanza.models import mwt_expander

    mwt_expander.main([
        "--train_file", str(train), "--eval_file", str(dev), "--gold_file", str(dev), "--lang", "id",
        "--shorthand", "id_news", "--force_exact_pieces", "--num_epoch", "20", "--save_dir", str(target.parent),
        "--save_name", target.name, "--seed", "1",
    ])  # fmt: skip
