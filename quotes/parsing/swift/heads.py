"""Stanza's graph parser, with the same trees.

Stanza scores all relations of all pairs of words and searches every sentence
for its best spanning tree, in Python. Here relations are scored at the chosen
heads only, and the search runs only where the greedy heads are no tree.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import torch
from stanza.models.common.chuliu_edmonds import chuliu_edmonds_one_root
from stanza.models.common.utils import simplify_punct
from stanza.models.common.vocab import ROOT_ID, VOCAB_PREFIX_SIZE
from torch.nn.functional import log_softmax, logsigmoid, softplus

from quotes.parsing.biaffine import relations_at
from quotes.parsing.swift.highway import BATCH_WORDS, Forms, HighwayReader, spelt
from quotes.parsing.swift.recurrent import Grid, by_length

if TYPE_CHECKING:
    import numpy as np

#: A word and its part of speech; None stands for the root.
Tagged = tuple[str, str]
#: The head of a word (from 1; 0 is the root) and its relation.
Arc = tuple[int, str]


def fits(trainer: Any) -> bool:
    """Is the parser of the kind that is run here: a graph parser on word vectors, spelling and parts of speech?"""
    args, model = trainer.args, trainer.model
    scorer = hasattr(model, "unlabeled") and hasattr(model, "deprel")
    plain = not args.get("charlm") and not args.get("bert_model") and args["char"] and args["pretrain"]
    more = args["word_emb_dim"] or args.get("use_xpos", True) or args.get("use_ufeats", True) or args.get("reversed")
    return bool(scorer and plain and args["tag_emb_dim"] and args.get("use_upos", True) and not more)


class SwiftParser:
    """Heads and relations.

    Args:
        trainer: Stanza's ``Trainer`` of the parser.
        vectors: its ``Pretrain``.
    """

    def __init__(self, trainer: Any, vectors: Any) -> None:
        self._model, self._vocab, self._vectors = trainer.model.eval(), trainer.vocab, vectors
        model = self._model
        self._reader = HighwayReader(model.parserlstm, model.parserlstm_h_init, model.parserlstm_c_init)
        self._forms = Forms(self._rows)

    def parse(self, sentences: Sequence[Sequence[Tagged]]) -> list[list[Arc]]:
        """Head and relation of every word."""
        out: list[list[Arc]] = [[] for _ in sentences]
        with torch.inference_mode():
            for batch in by_length([len(words) + 1 for words in sentences], BATCH_WORDS):
                for k, arcs in zip(batch, self._batch([sentences[k] for k in batch]), strict=True):
                    out[k] = arcs
        return out

    def _batch(self, sentences: Sequence[Sequence[Tagged]]) -> list[list[Arc]]:
        lengths = [len(words) + 1 for words in sentences]
        grid = Grid(lengths)
        owners = zip(grid.sequence.tolist(), grid.place.tolist(), strict=True)
        packed = self._reader(*self._forms([sentences[k][j - 1] if j else None for k, j in owners]), grid)
        states = packed.new_zeros(len(sentences), lengths[0], packed.size(1))
        states[grid.sequence, grid.place] = packed
        heads, live = self._heads(states, lengths)
        relations = relations_at(self._model.deprel, states, states, heads, live).argmax(1) + VOCAB_PREFIX_SIZE
        names = iter(self._vocab["deprel"].unmap(relations.tolist()))
        return [[(head, next(names)) for head in row[: n - 1]] for row, n in zip(heads.tolist(), lengths, strict=True)]

    def _heads(self, states: torch.Tensor, lengths: Sequence[int]) -> tuple[torch.Tensor, torch.Tensor]:
        """The heads that make the best trees, sentences × words, and which of them are of words and no padding."""
        scores = arc_scores(self._model, states)
        long = torch.tensor(lengths).unsqueeze(1)
        real = torch.arange(scores.size(2)) < long
        heads = scores.masked_fill(~real.unsqueeze(1), -float("inf")).argmax(2)[:, 1:]
        for k, greedy in enumerate(heads.tolist()):
            length = lengths[k]
            if not is_tree(greedy[: length - 1]):
                heads[k, : length - 1] = torch.from_numpy(_spanning_tree(scores[k, :length, :length]))[1:]
        return heads, torch.arange(heads.size(1)).unsqueeze(0) < long - 1

    def _rows(self, keys: Sequence[Tagged | None]) -> torch.Tensor:
        model, vocab = self._model, self._vocab
        forms = [word[0] for word in simplify_punct([[[key[0] if key else ""] for key in keys]])[0]]
        known = self._vectors.vocab.map([form.lower() for form in forms])
        tags = vocab["upos"].map([key[1] if key else "" for key in keys])
        chars = [vocab["char"].map(list(form)) for form in forms]
        for k, key in enumerate(keys):
            if key is None:
                known[k], tags[k], chars[k] = ROOT_ID, ROOT_ID, [ROOT_ID]
        vectors = model.trans_pretrained(model.pretrained_emb(torch.tensor(known)))
        inputs = [vectors, model.upos_emb(torch.tensor(tags)), spelt(model, chars)]
        return self._reader.first_rows(torch.cat(inputs, 1))


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


def is_tree(heads: Sequence[int]) -> bool:
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
