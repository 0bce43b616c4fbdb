"""Stanza's graph parser, made faster on a CPU with the same trees: a processor variant in Stanza's own registry.

Two thirds of the parser's time go into work whose result is thrown away: all
relations of all pairs of words, and Chu-Liu-Edmonds in Python for sentences
whose greedy heads are a tree already. Here relations are scored at the chosen
heads, and the search runs only where the greedy heads have a cycle or not just
one root. Ask for it with ``depparse_with_swift=True``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import torch
from stanza.models.common import doc as fields
from stanza.models.common.chuliu_edmonds import chuliu_edmonds_one_root
from stanza.models.common.pretrain import Pretrain
from stanza.models.common.utils import unsort
from stanza.models.common.vocab import VOCAB_PREFIX_SIZE
from stanza.models.depparse.data import DataLoader
from stanza.models.depparse.trainer import Trainer, unpack_batch
from stanza.pipeline.processor import ProcessorVariant, register_processor_variant
from torch.nn.functional import log_softmax, logsigmoid, softplus

from quotes.parsing.biaffine import relations_at

if TYPE_CHECKING:
    import numpy as np
    from stanza.models.common.doc import Document

#: Words in a batch, and the length from which a sentence gets a batch of its own; the tables grow with the square.
BATCH_WORDS = 2000
LONG_SENTENCE = 150


@register_processor_variant("depparse", "swift")
class SwiftParse(ProcessorVariant):  # type: ignore[misc]  # Stanza has no types
    """Drop-in for Stanza's ``depparse`` processor, for graph parsers."""

    OVERRIDE = True

    def __init__(self, config: dict[str, Any]) -> None:
        self._pretrain = Pretrain(config["pretrain_path"]) if "pretrain_path" in config else None
        self._trainer = Trainer.load(filename=config["model_path"], args={}, pretrain=self._pretrain, device="cpu")
        self._trainer.model.eval()

    def process(self, document: Document) -> Document:
        """Set head and relation of every word."""
        args, vocab = self._trainer.args, self._trainer.vocab
        loader = DataLoader(
            document, BATCH_WORDS, args, self._pretrain, vocab=vocab, evaluation=True, sort_during_eval=True,
            min_length_to_batch_separately=LONG_SENTENCE,
        )  # fmt: skip
        with torch.no_grad():
            parsed = [sentence for batch in loader for sentence in self._parse(batch)]
        parsed = unsort(parsed, loader.data_orig_idx)
        document.set((fields.HEAD, fields.DEPREL), [word for sentence in parsed for word in sentence])
        for sentence in document.sentences:
            sentence.build_dependencies()
        return document

    def _parse(self, batch: Any) -> list[list[tuple[int, str]]]:
        inputs, original, word_original, lengths, word_lengths, text = unpack_batch(batch, "cpu")
        model = self._trainer.model
        states = model.embed(*inputs, word_original, lengths, word_lengths, text)
        scores = arc_scores(model, states)
        real = torch.arange(scores.size(2)) < torch.tensor(lengths).unsqueeze(1)
        heads = scores.masked_fill(~real.unsqueeze(1), -float("inf")).argmax(2)[:, 1:]
        for k, length in enumerate(lengths):
            if not is_tree(heads[k, : length - 1].tolist()):
                heads[k, : length - 1] = torch.from_numpy(_spanning_tree(scores[k, :length, :length]))[1:]
        live = torch.arange(heads.size(1)).unsqueeze(0) < torch.tensor(lengths).unsqueeze(1) - 1
        relations = relations_at(model.deprel, states, states, heads, live).argmax(1) + VOCAB_PREFIX_SIZE
        names = iter(self._trainer.vocab["deprel"].unmap(relations.tolist()))
        trees = [[(int(head), next(names)) for head in heads[k, : n - 1].tolist()] for k, n in enumerate(lengths)]
        in_order: list[list[tuple[int, str]]] = unsort(trees, original)
        return in_order


def arc_scores(model: Any, states: torch.Tensor) -> torch.Tensor:
    """The scores of all heads for all words, as in ``GraphParser.forward_scores``."""
    arcs = model.unlabeled(states, states).squeeze(3)
    place = torch.arange(states.size(1))
    offset = (place.view(1, 1, -1) - place.view(1, -1, 1)).float()
    if model.args["linearization"]:
        arcs += logsigmoid(model.linearization(states, states).squeeze(3) * torch.sign(offset))
    if model.args["distance"]:
        distance = 1 + softplus(model.distance(states, states).squeeze(3))
        arcs -= torch.log((offset.abs() - distance) ** 2 / 2 + 1)
    arcs.masked_fill_(torch.eye(states.size(1), dtype=torch.bool), -float("inf"))
    return log_softmax(arcs, 2)


def _spanning_tree(scores: torch.Tensor) -> np.ndarray[Any, Any]:
    heads: np.ndarray[Any, Any] = chuliu_edmonds_one_root(scores.numpy())
    return heads


def is_tree(heads: list[int]) -> bool:
    """Do the heads (1-based, 0 the root) make a tree with just one word on the root?"""
    if heads.count(0) != 1:
        return False
    settled = {0}
    for start in range(1, len(heads) + 1):
        path, here = [], start
        while here not in settled:
            if here in path:
                return False
            path.append(here)
            here = heads[here - 1]
        settled.update(path)
    return True
