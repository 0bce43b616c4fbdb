"""Train Stanza's lemmatizer: a dictionary of the treebanks, and a small sequence model for words that it lacks."""

from __future__ import annotations

from pathlib import Path


def train(train_file: Path, dev: Path, target: Path, *, epochs: int) -> None:
    """Train on CoNLL-U files; ``target`` gets the best model on ``dev``."""
    from stanza.models import lemmatizer

    lemmatizer.main([
        "--train_file", str(train_file), "--eval_file", str(dev), "--shorthand", "id_news",
        "--num_epoch", str(epochs), "--hidden_dim", "100", "--batch_size", "100", "--lr", "0.002",
        "--decay_epoch", str(max(epochs - 4, 1)), "--save_dir", str(target.parent), "--save_name", target.name,
        "--seed", "1",
    ])  # fmt: skip
