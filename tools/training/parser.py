"""Train Stanza's graph parser, relations scored at the gold heads alone (the same loss, a third of the time)."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tools.training.biaffine import relations_at
from tools.training.loop import Budget, fit

if TYPE_CHECKING:
    import torch

#: What differs from Stanza's defaults. No trained word or lemma embeddings: the parser then needs no
#: lemmas, so these can be made where a rule asks for one. Features are left out: Stanza 1.15 reads them
#: but puts the tag embedding in their place.
SETTINGS = (
    "--hidden_dim", "220", "--num_layers", "2", "--char_hidden_dim", "100", "--char_emb_dim", "50",
    "--deep_biaff_hidden_dim", "160", "--word_emb_dim", "0", "--no_xpos", "--no_ufeats", "--transformed_dim", "150",
    "--dropout", "0.4", "--word_dropout", "0.2", "--augment_nopunct", "0.1",
)  # fmt: skip

#: Share of tags replaced in training, so that the parser stands a tagger that errs: what ours gets wrong on
#: held-out news.
TAG_NOISE = 0.05


def train(
    files: Sequence[tuple[Path, float, float]],
    dev: Path,
    pretrain: Path,
    target: Path,
    budget: Budget,
    *,
    batch: int = 1200,
) -> None:
    """Train on CoNLL-U files, each with a weight and the share of the run after which it is left out."""
    import torch
    from stanza.models import parser
    from stanza.models.common.pretrain import Pretrain
    from stanza.models.common.utils import set_random_seed
    from stanza.models.depparse import scorer  # noqa: F401  (Stanza's own import order)
    from stanza.models.depparse.data import DataLoader, Dataset, InfiniteBatch
    from stanza.models.depparse.trainer import GraphTrainer, unpack_batch
    from stanza.models.depparse.utils import predict_dataset
    from stanza.utils.conll import CoNLL

    set_random_seed(1)
    args = parser.parse_args([*SETTINGS, "--shorthand", "id_news", "--lang", "id"])
    args["device"] = "cuda" if torch.cuda.is_available() else "cpu"
    args["word_cutoff"] = 3
    vectors = Pretrain(str(pretrain))
    docs = [CoNLL.conll2doc(str(path)) for path, _, _ in files]
    whole = CoNLL.conll2doc(input_str="".join(path.read_text(encoding="utf-8") for path, _, _ in files))
    vocab = Dataset(whole, args, vectors, evaluation=False).vocab
    streams = [InfiniteBatch(DataLoader(doc, batch, args, vectors, vocab=vocab, evaluation=False)) for doc in docs]
    sizes = [len(list(doc.iter_words())) * weight for doc, (_, weight, _) in zip(docs, files, strict=True)]
    trainer = GraphTrainer(args=args, vocab=vocab, pretrain=vectors, device=args["device"])
    tags = list(range(4, len(vocab["upos"])))
    rng = random.Random(1)

    def loss_of_step(step: int) -> torch.Tensor:
        live = [n if step < budget.steps * until else 0 for n, (_, _, until) in zip(sizes, files, strict=True)]
        stream = rng.choices(streams, live)[0]
        inputs, _, word_orig_idx, lens, word_lens, text = unpack_batch(stream.next_batch(), args["device"])
        inputs[4] = _noisy(inputs[4], tags)
        return loss(trainer.model, inputs, word_orig_idx, lens, word_lens, text)

    dev_doc = CoNLL.conll2doc(str(dev))
    gold = dev_doc.get(["head", "deprel"])
    dev_loader = DataLoader(dev_doc, 5000, args, vectors, vocab=vocab, evaluation=True, sort_during_eval=True)

    def evaluate() -> float:
        said = [word for sentence in predict_dataset(trainer, dev_loader) for word in sentence]
        right = sum(int(g[0]) == int(p[0]) and g[1] == p[1] for g, p in zip(gold, said, strict=True))
        return float(100 * right / len(gold))

    fit(
        trainer.model,
        loss_of_step,
        budget,
        target.with_suffix(".checkpoint"),
        evaluate,
        lambda: trainer.save(str(target)),
    )


def _noisy(upos: torch.Tensor, tags: Sequence[int]) -> torch.Tensor:
    import torch

    drawn = torch.tensor(tags)[torch.randint(len(tags), tuple(upos.shape))].to(upos.device)
    hit = (torch.rand(tuple(upos.shape)) < TAG_NOISE).to(upos.device) & (upos >= tags[0])
    return torch.where(hit, drawn, upos)


def loss(
    model: Any, inputs: Sequence[torch.Tensor], word_orig_idx: Any, lens: Any, word_lens: Any, text: Any
) -> torch.Tensor:
    """The training loss of Stanza's ``GraphParser.forward``, with relations scored at the gold heads only.

    Stanza scores every relation for every pair of words and then gathers those
    of the gold heads. The terms are the same here; the n² × relations table is
    never made. Divided by the words that carry a target rather than by Stanza's
    count of distinct spellings.
    """
    import torch
    from torch.nn.functional import logsigmoid, softplus

    word, word_mask, _, _, _, _, _, _, _, head, deprel = inputs
    states = model.embed(*inputs, word_orig_idx, lens, word_lens, text)
    dependents, heads_of = model.drop(states), model.drop(states)
    arcs = model.unlabeled(dependents, heads_of).squeeze(3)
    place = torch.arange(word.size(1), device=word.device)
    offset = (place.view(1, -1) - place.view(-1, 1)).unsqueeze(0).expand(word.size(0), -1, -1)
    order = model.linearization(dependents, heads_of).squeeze(3)
    distance = 1 + softplus(model.distance(dependents, heads_of).squeeze(3))
    nearness = -torch.log((offset.abs().float() - distance) ** 2 / 2 + 1)
    arcs = arcs + logsigmoid(order * torch.sign(offset).float()).detach() + nearness.detach()
    arcs = arcs.masked_fill(torch.eye(word.size(1), dtype=torch.bool, device=word.device), -float("inf"))
    arcs = arcs[:, 1:].masked_fill(word_mask.unsqueeze(1), -float("inf"))

    padded = word_mask[:, 1:]
    heads = head.masked_fill(padded, -1)
    total = model.crit(arcs.reshape(-1, arcs.size(2)), heads.reshape(-1))
    live = ~padded
    relations = relations_at(model.deprel, dependents, heads_of, head, live)
    total = total + model.crit(relations, deprel[live] - 4)
    chosen = head.clamp(min=0).unsqueeze(2)
    right = torch.gather(order[:, 1:], 2, chosen).squeeze(2)[live]
    total = total + model.crit(
        torch.stack([-right / 2, right / 2], 1), (torch.gather(offset[:, 1:], 2, chosen).squeeze(2)[live] > 0).long()
    )
    total = total - torch.gather(nearness[:, 1:], 2, chosen).squeeze(2)[live].sum()
    mean: torch.Tensor = total / live.sum()
    return mean
