"""The biaffine scorers of Stanza's graph parser (Dozat and Manning 2017).

Arcs are scored for all pairs of words, relations for the chosen heads only. Each scorer projects a word as dependent
and as head by layers of its own; here all these layers are one product. The share of a relation's score that depends on
the head alone is computed once for all its dependents.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import torch
from torch.nn.functional import linear, log_softmax, logsigmoid, softplus

from quotes.parsing.stanza_cpu.precision import FusedLinear, append_ones

#: Heads whose relation tables, 16 to 32 kB each, are computed at once, so that they stay in the processor's caches.
_HEADS_AT_ONCE = 256


class Projection(NamedTuple):
    """Words as one scorer projects them, as dependents and as heads: words × size."""

    dependents: torch.Tensor
    heads: torch.Tensor


#: The projection of every scorer, by its name.
Projections = dict[str, Projection]


class BiaffineScorers:
    """The scorers of a trained parser.

    Args:
        model: Stanza's network.
        dtype: the type of the matrix products.
    """

    def __init__(self, model: Any, dtype: torch.dtype) -> None:
        self._dtype = dtype
        self._names = ["unlabeled", "deprel", *(name for name in ("linearization", "distance") if model.args[name])]
        scorers = [getattr(model, name) for name in self._names]
        layers = [layer for scorer in scorers for layer in (scorer.W1, scorer.W2)]
        self._layers, self._activation = FusedLinear(*layers, dtype=dtype), model.unlabeled.hidden_func
        self._sizes = [layer.out_features for layer in layers]
        self._bilinear = {name: scorer.scorer.W_bilin for name, scorer in zip(self._names, scorers, strict=True)}
        weight = self._bilinear["deprel"].weight.detach()
        # heads × (dependents × relations), the last dependent being the constant
        self._relations = weight.transpose(0, 1).flatten(1).to(dtype)

    def project(self, states: torch.Tensor) -> Projections:
        """Project words for every scorer, given their states in the LSTM: words × size."""
        parts = self._activation(self._layers(states)).split(self._sizes, 1)
        return {name: Projection(*parts[2 * k : 2 * k + 2]) for k, name in enumerate(self._names)}

    def score_arcs(self, projections: Projections, places: torch.Tensor) -> torch.Tensor:
        """Score all heads for all words, as ``GraphParser.forward_scores`` does: sentences × words × words.

        Args:
            projections: from :meth:`project`.
            places: sentences × words, the index of each word in the projections; the root comes first.
        """
        arcs = self._score_pairs("unlabeled", projections, places)
        position = torch.arange(places.size(1))
        offset = (position.view(1, 1, -1) - position.view(1, -1, 1)).float()
        if "linearization" in projections:
            arcs += logsigmoid(self._score_pairs("linearization", projections, places) * torch.sign(offset))
        if "distance" in projections:
            distance = 1 + softplus(self._score_pairs("distance", projections, places))
            arcs -= torch.log((offset.abs() - distance) ** 2 / 2 + 1)
        arcs.masked_fill_(torch.eye(places.size(1), dtype=torch.bool), -float("inf"))
        scores: torch.Tensor = log_softmax(arcs, 2)
        return scores

    def _score_pairs(self, name: str, projections: Projections, places: torch.Tensor) -> torch.Tensor:
        bilinear, projection = self._bilinear[name], projections[name]
        weight = bilinear.weight[:, :, 0].t()
        mixed = linear(projection.dependents, weight[:, :-1], weight[:, -1])
        pairs = torch.bmm(mixed[:, :-1][places], projection.heads[places].transpose(1, 2))
        scores: torch.Tensor = pairs + (mixed[:, -1] + bilinear.bias)[places].unsqueeze(2)
        return scores

    def score_relations(self, projections: Projections, words: Sequence[int], heads: Sequence[int]) -> torch.Tensor:
        """Score all relations for words and their chosen heads: words × relations.

        Args:
            projections: from :meth:`project`.
            words: indices of the words in the projections.
            heads: indices of their heads in the projections.
        """
        dependents, candidates = (append_ones(part).to(self._dtype) for part in projections["deprel"])
        dependents = dependents[torch.tensor(words)]
        distinct, head_of = torch.unique(torch.tensor(heads), return_inverse=True)
        order = head_of.argsort()
        counts = torch.bincount(head_of).tolist()
        scores = dependents.new_empty(len(words), self._bilinear["deprel"].bias.numel())
        done = 0
        for start in range(0, len(distinct), _HEADS_AT_ONCE):
            some = distinct[start : start + _HEADS_AT_ONCE]
            here = order[done : (done := done + sum(counts[start : start + _HEADS_AT_ONCE]))]
            tables = (candidates[some] @ self._relations).view(len(some), dependents.size(1), -1)
            scores[here] = torch.bmm(dependents[here].unsqueeze(1), tables[head_of[here] - start]).squeeze(1)
        with_bias: torch.Tensor = scores.float() + self._bilinear["deprel"].bias
        return with_bias
