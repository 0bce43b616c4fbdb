"""Train Stanza's graph parser, with relations scored for the gold heads only.

The loss is the same. Stanza 1.15 scores every relation for every pair of words and then uses one head a word, which
takes a third of its time on a CPU.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tools.training.loop import Schedule, fit

if TYPE_CHECKING:
    import torch

#: Options that differ from Stanza's defaults. Without trained word and lemma embeddings the parser needs no lemmas, so
#: the lemmatizer runs only where a rule reads them. Features are left out: Stanza 1.15 reads them, but uses the tag
#: embedding in their place.
SETTINGS = (
    "--hidden_dim", "220", "--num_layers", "2", "--char_hidden_dim", "100", "--char_emb_dim", "50",
    "--deep_biaff_hidden_dim", "160", "--word_emb_dim", "0", "--no_xpos", "--no_ufeats", "--transformed_dim", "150",
    "--dropout", "0.4", "--word_dropout", "0.2", "--augment_nopunct", "0.1",
)  # fmt: skip

#: Share of tags that are replaced in training, so that the parser tolerates tagging errors. It is the error rate of the
#: tagger on held-out news.
TAG_NOISE = 0.05

#: Words whose relations are scored at once: their products, 32 kB each, stay in the processor's caches.
_WORDS_AT_ONCE = 512


def train_parser(
    files: Sequence[tuple[Path, float, float]],
    dev: Path,
    pretrain: Path,
    target: Path,
    schedule: Schedule,
    *,
    batch: int = 1200,
) -> None:
    """Train on CoNLL-U files.

    Args:
        files: each with a weight, and the share of the run after which it is left out.
        dev: the development file.
        pretrain: the word vectors.
        target: the model to write.
        schedule: the length and the learning rate.
        batch: words of a batch.
    """
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
    everything = CoNLL.conll2doc(input_str="".join(path.read_text(encoding="utf-8") for path, _, _ in files))
    vocab = Dataset(everything, args, vectors, evaluation=False).vocab
    streams = [InfiniteBatch(DataLoader(doc, batch, args, vectors, vocab=vocab, evaluation=False)) for doc in docs]
    sizes = [len(list(doc.iter_words())) * weight for doc, (_, weight, _) in zip(docs, files, strict=True)]
    trainer = GraphTrainer(args=args, vocab=vocab, pretrain=vectors, device=args["device"])
    tags = list(range(4, len(vocab["upos"])))
    rng = random.Random(1)

    def loss_of_step(step: int) -> torch.Tensor:
        weights = [n if step < schedule.steps * until else 0 for n, (_, _, until) in zip(sizes, files, strict=True)]
        stream = rng.choices(streams, weights)[0]
        inputs, _, word_orig_idx, lens, word_lens, text = unpack_batch(stream.next_batch(), args["device"])
        inputs[4] = _add_noise(inputs[4], tags)
        return compute_loss(trainer.model, inputs, word_orig_idx, lens, word_lens, text)

    dev_doc = CoNLL.conll2doc(str(dev))
    gold = dev_doc.get(["head", "deprel"])
    dev_loader = DataLoader(dev_doc, 5000, args, vectors, vocab=vocab, evaluation=True, sort_during_eval=True)

    def evaluate() -> float:
        predicted = [word for sentence in predict_dataset(trainer, dev_loader) for word in sentence]
        correct = sum(int(g[0]) == int(p[0]) and g[1] == p[1] for g, p in zip(gold, predicted, strict=True))
        return float(100 * correct / len(gold))

    fit(
        trainer.model,
        loss_of_step,
        schedule,
        target.with_suffix(".checkpoint"),
        evaluate,
        lambda: trainer.save(str(target)),
    )


def _add_noise(upos: torch.Tensor, tags: Sequence[int]) -> torch.Tensor:
    """Replace a share of the tags by random ones."""
    import torch

    drawn = torch.tensor(tags)[torch.randint(len(tags), tuple(upos.shape))].to(upos.device)
    is_replaced = (torch.rand(tuple(upos.shape)) < TAG_NOISE).to(upos.device) & (upos >= tags[0])
    return torch.where(is_replaced, drawn, upos)


def compute_loss(
    model: Any, inputs: Sequence[torch.Tensor], word_orig_idx: Any, lens: Any, word_lens: Any, text: Any
) -> torch.Tensor:
    """Compute the training loss of Stanza's ``GraphParser.forward``, with relations scored for the gold heads only.

    The terms are Stanza's, without its table of all relations for all pairs of words. The sum is divided by the number
    of words with a target, rather than by Stanza's count of distinct forms.
    """
    import torch
    from torch.nn.functional import logsigmoid, softplus

    word, word_mask, _, _, _, _, _, _, _, head, deprel = inputs
    states = model.embed(*inputs, word_orig_idx, lens, word_lens, text)
    dependents, heads_of = model.drop(states), model.drop(states)
    arcs = model.unlabeled(dependents, heads_of).squeeze(3)
    position = torch.arange(word.size(1), device=word.device)
    offset = (position.view(1, -1) - position.view(-1, 1)).unsqueeze(0).expand(word.size(0), -1, -1)
    order = model.linearization(dependents, heads_of).squeeze(3)
    distance = 1 + softplus(model.distance(dependents, heads_of).squeeze(3))
    nearness = -torch.log((offset.abs().float() - distance) ** 2 / 2 + 1)
    arcs = arcs + logsigmoid(order * torch.sign(offset).float()).detach() + nearness.detach()
    arcs = arcs.masked_fill(torch.eye(word.size(1), dtype=torch.bool, device=word.device), -float("inf"))
    arcs = arcs[:, 1:].masked_fill(word_mask.unsqueeze(1), -float("inf"))

    is_padding = word_mask[:, 1:]
    heads = head.masked_fill(is_padding, -1)
    total = model.crit(arcs.reshape(-1, arcs.size(2)), heads.reshape(-1))
    is_word = ~is_padding
    relations = score_relations(model.deprel, dependents, heads_of, head, is_word)
    total = total + model.crit(relations, deprel[is_word] - 4)
    chosen = head.clamp(min=0).unsqueeze(2)
    order_score = torch.gather(order[:, 1:], 2, chosen).squeeze(2)[is_word]
    is_right_of_word = torch.gather(offset[:, 1:], 2, chosen).squeeze(2)[is_word] > 0
    total = total + model.crit(torch.stack([-order_score / 2, order_score / 2], 1), is_right_of_word.long())
    total = total - torch.gather(nearness[:, 1:], 2, chosen).squeeze(2)[is_word].sum()
    mean: torch.Tensor = total / is_word.sum()
    return mean


def score_relations(
    scorer: Any, dependents: torch.Tensor, heads: torch.Tensor, head: torch.Tensor, is_word: torch.Tensor
) -> torch.Tensor:
    """Score all relations for each word and its given head: words × relations.

    Args:
        scorer: Stanza's ``DeepBiaffineScorer`` of relations.
        dependents: the states of words as dependents, sentences × (1 + words) × size, the root first.
        heads: the states of words as heads, of the same shape.
        head: the head of every word, sentences × words; 0 is the root.
        is_word: which places are not padding, sentences × words.
    """
    import torch

    sentence, word = is_word.nonzero(as_tuple=True)
    left = _project(scorer, scorer.W1, dependents[sentence, word + 1])
    right = _project(scorer, scorer.W2, heads[sentence, head[sentence, word].clamp(min=0)])
    bilinear = scorer.scorer.W_bilin
    flat = bilinear.weight.reshape(left.size(1), -1)
    scores = []
    for one, other in zip(torch.split(left, _WORDS_AT_ONCE), torch.split(right, _WORDS_AT_ONCE), strict=True):
        mixed = (one @ flat).view(len(one), other.size(1), -1)
        scores.append(torch.bmm(other.unsqueeze(1), mixed).squeeze(1) + bilinear.bias)
    return torch.cat(scores)


def _project(scorer: Any, layer: Any, states: torch.Tensor) -> torch.Tensor:
    """Project states by a layer of the scorer, and append a constant."""
    import torch

    hidden = scorer.dropout(scorer.hidden_func(layer(states)))
    return torch.cat([hidden, hidden.new_ones(len(hidden), 1)], 1)
