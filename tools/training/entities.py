"""Train Stanza's named-entity tagger (persons, organisations, places), and score it by kind."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tools.training.loop import Budget, fit

if TYPE_CHECKING:
    import torch

#: What differs from Stanza's defaults: a character LSTM in the place of character language models, of which there
#: are none for Indonesian, and the word vectors as they are, so that the part is small.
SETTINGS = (
    "--hidden_dim", "160", "--char_hidden_dim", "64", "--char_emb_dim", "48", "--no_emb_finetune",
    "--dropout", "0.5", "--word_dropout", "0.05",
)  # fmt: skip


def train(
    files: Sequence[tuple[Path, float]], dev: Path, pretrain: Path, target: Path, budget: Budget, *, batch: int = 32
) -> None:
    """Train on files of :func:`entitysets.write`, each with a weight."""
    from stanza.models import ner_tagger
    from stanza.models.common.doc import Document
    from stanza.models.common.pretrain import Pretrain
    from stanza.models.common.utils import set_random_seed
    from stanza.models.ner.data import DataLoader
    from stanza.models.ner.trainer import Trainer, unpack_batch
    from stanza.models.ner.vocab import MultiVocab

    set_random_seed(1)
    args = ner_tagger.parse_args([*SETTINGS, "--shorthand", "id_news"])
    vectors = Pretrain(str(pretrain))
    args["word_emb_dim"] = vectors.emb.shape[1]
    data = [json.loads(path.read_text(encoding="utf-8")) for path, _ in files]
    everything = [sentence for part in data for sentence in part]
    whole = DataLoader(Document(everything), batch, args, vectors, evaluation=False).vocab
    vocab = MultiVocab({name: whole[name] for name in ("char", "tag", "word")})  # no "delta": the vectors stay
    loaders = [DataLoader(Document(part), batch, args, vectors, vocab=vocab, evaluation=False) for part in data]
    streams = [_endless(loader) for loader in loaders]
    weights = [len(part) * weight for part, (_, weight) in zip(data, files, strict=True)]
    rng = random.Random(1)
    trainer = Trainer(args=args, vocab=vocab, pretrain=vectors, device=args["device"])

    def loss_of_step(_step: int) -> torch.Tensor:
        inputs, _, word_orig, char_orig, lens, word_lens, char_lens, offsets = unpack_batch(
            next(rng.choices(streams, weights)[0]), args["device"]
        )
        word, word_chars, word_chars_mask, chars, tags = inputs
        loss: torch.Tensor
        loss, _, _ = trainer.model(
            word, word_chars, word_chars_mask, tags, word_orig, lens, word_lens, chars, offsets, char_lens, char_orig
        )
        return loss

    fit(
        trainer.model,
        loss_of_step,
        budget,
        target.with_suffix(".checkpoint"),
        lambda: f1(trainer, dev)["all"],
        lambda: trainer.save(str(target)),
    )


def _endless(loader: Any) -> Iterator[Any]:
    while True:
        yield from loader
        loader.reshuffle()


def f1(trainer: Any, path: Path) -> dict[str, float]:
    """F1 of whole entities in percent, by kind and of ``all``, as CoNLL 2003 counts them.

    Args:
        trainer: Stanza's ``Trainer`` of the tagger.
        path: sentences as :func:`entitysets.write` leaves them.
    """
    import torch
    from stanza.models.common.doc import Document
    from stanza.models.ner.data import DataLoader
    from stanza.models.ner.scorer import score_by_entity

    document = Document(json.loads(path.read_text(encoding="utf-8")))
    loader = DataLoader(document, 100, trainer.args, vocab=trainer.vocab, evaluation=True)
    with torch.no_grad():
        said = [tags for part in loader for tags in trainer.predict(part)]
    gold = [[word[0] for word in sentence] for sentence in loader.tags]
    _, _, overall, by_kind = score_by_entity(said, gold, verbose=False)
    return {"all": 100 * overall} | {kind: 100 * value for kind, value in by_kind.items()}
