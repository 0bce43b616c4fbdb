"""Train Stanza's part-of-speech tagger (UPOS and features)."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tools.training.loop import Schedule, fit

if TYPE_CHECKING:
    import torch

#: Options that differ from Stanza's defaults: smaller sizes, for a model of 40 MB and for a CPU.
SETTINGS = (
    "--hidden_dim", "200", "--char_hidden_dim", "100", "--char_emb_dim", "50", "--deep_biaff_hidden_dim", "200",
    "--composite_deep_biaff_hidden_dim", "60", "--word_emb_dim", "75", "--word_cutoff", "3", "--augment_nopunct", "0.1",
)  # fmt: skip


def train_tagger(
    files: Sequence[tuple[Path, float]], dev: Path, pretrain: Path, target: Path, schedule: Schedule, *, batch: int = 40
) -> None:
    """Train on CoNLL-U files, each with a weight; a file without features trains the parts of speech only."""
    import torch
    from stanza.models import tagger
    from stanza.models.common.pretrain import Pretrain
    from stanza.models.common.utils import set_random_seed
    from stanza.models.pos.data import Dataset
    from stanza.models.pos.trainer import Trainer, unpack_batch
    from stanza.utils.conll import CoNLL

    set_random_seed(1)
    args = vars(tagger.build_argparse().parse_args([*SETTINGS, "--shorthand", "id_news", "--lang", "id"]))
    args["wordvec_pretrain_file"] = None
    args["device"] = "cuda" if torch.cuda.is_available() else "cpu"
    vectors = Pretrain(str(pretrain))
    docs = [CoNLL.conll2doc(str(path)) for path, _ in files]
    vocab = Dataset.init_vocab(docs, args)
    data = [Dataset(doc, args, vectors, vocab=vocab, evaluation=False) for doc in docs]
    for part in data:
        part.has_tags["xpos"] = part is data[0]
    loaders = [part.to_loader(batch_size=batch, shuffle=True) for part in data]
    weights = [len(part) * weight for part, (_, weight) in zip(data, files, strict=True)]
    streams = [iter(loader) for loader in loaders]
    rng = random.Random(1)

    def next_batch() -> Any:
        k = rng.choices(range(len(streams)), weights)[0]
        try:
            return next(streams[k])
        except StopIteration:
            streams[k] = iter(loaders[k])
            return next(streams[k])

    trainer = Trainer(args=args, vocab=vocab, pretrain=vectors, device=args["device"])

    def loss_of_step(_step: int) -> torch.Tensor:
        inputs, _, word_orig_idx, lens, word_lens, text = unpack_batch(next_batch(), args["device"])
        loss: torch.Tensor
        loss, _ = trainer.model(*inputs, word_orig_idx, lens, word_lens, text)
        return loss

    dev_doc = CoNLL.conll2doc(str(dev))
    gold = dev_doc.get(["upos"])
    dev_loader = Dataset(dev_doc, args, vectors, vocab=vocab, evaluation=True).to_loader(batch_size=100)

    def evaluate() -> float:
        predicted = [word[0] for part in dev_loader for sentence in trainer.predict(part) for word in sentence]
        return float(100 * sum(a == b for a, b in zip(gold, predicted, strict=True)) / len(gold))

    fit(
        trainer.model,
        loss_of_step,
        schedule,
        target.with_suffix(".checkpoint"),
        evaluate,
        lambda: trainer.save(str(target)),
    )
