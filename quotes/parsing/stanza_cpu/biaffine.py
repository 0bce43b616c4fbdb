"""What Stanza's graph parser (Dozat and Manning 2017) scores: heads for all pairs of words, relations at chosen heads.

Each of its scorers looks at a word as dependent and as head by layers of its
own; here all of them are one product. Of relations, what depends on the head
alone is worked out once for all its dependents.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import torch
from torch.nn.functional import linear, log_softmax, logsigmoid, softplus

from quotes.parsing.stanza_cpu.precision import Product

#: Heads whose tables of relations, 16 to 32 kB a head, are worked out at once, to stay near the processor.
_AT_ONCE = 256


class View(NamedTuple):
    """Words as one scorer sees them, as dependents and as heads: words × size."""

    dependents: torch.Tensor
    heads: torch.Tensor


#: How each scorer sees the words.
Views = dict[str, View]


class Scores:
    """The scorers of a parser.

    Args:
        model: Stanza's network.
        kind: the type to multiply in.
    """

    def __init__(self, model: Any, kind: torch.dtype) -> None:
        self._kind = kind
        self._names = ["unlabeled", "deprel", *(name for name in ("linearization", "distance") if model.args[name])]
        scorers = [getattr(model, name) for name in self._names]
        layers = [layer for scorer in scorers for layer in (scorer.W1, scorer.W2)]
        self._layers, self._function = Product(*layers, kind=kind), model.unlabeled.hidden_func
        self._sizes = [layer.out_features for layer in layers]
        self._bilinear = {name: scorer.scorer.W_bilin for name, scorer in zip(self._names, scorers, strict=True)}
        weight = self._bilinear["deprel"].weight.detach()
        # heads × (dependents × relations), the last dependent being the constant
        self._relations = weight.transpose(0, 1).flatten(1).to(kind)

    def views(self, states: torch.Tensor) -> Views:
        """How the scorers see words, given the states that the LSTM has for them."""
        parts = self._function(self._layers(states)).split(self._sizes, 1)
        return {name: View(*parts[2 * k : 2 * k + 2]) for k, name in enumerate(self._names)}

    def of_arcs(self, views: Views, places: torch.Tensor) -> torch.Tensor:
        """Of all heads for all words, as in ``GraphParser.forward_scores``: sentences × words × words.

        Args:
            views: from :meth:`views`.
            places: sentences × words, where each word lies in the views; the root comes first.
        """
        arcs = self._pairs("unlabeled", views, places)
        place = torch.arange(places.size(1))
        offset = (place.view(1, 1, -1) - place.view(1, -1, 1)).float()
        if "linearization" in views:
            arcs += logsigmoid(self._pairs("linearization", views, places) * torch.sign(offset))
        if "distance" in views:
            distance = 1 + softplus(self._pairs("distance", views, places))
            arcs -= torch.log((offset.abs() - distance) ** 2 / 2 + 1)
        arcs.masked_fill_(torch.eye(places.size(1), dtype=torch.bool), -float("inf"))
        scores: torch.Tensor = log_softmax(arcs, 2)
        return scores

    def _pairs(self, name: str, views: Views, places: torch.Tensor) -> torch.Tensor:
        bilinear, view = self._bilinear[name], views[name]
        weight = bilinear.weight[:, :, 0].t()
        mixed = linear(view.dependents, weight[:, :-1], weight[:, -1])
        pairs = torch.bmm(mixed[:, :-1][places], view.heads[places].transpose(1, 2))
        scores: torch.Tensor = pairs + (mixed[:, -1] + bilinear.bias)[places].unsqueeze(2)
        return scores

    def of_relations(self, views: Views, words: Sequence[int], heads: Sequence[int]) -> torch.Tensor:
        """Of all relations for words and their chosen heads, given by their places in the views: words × relations."""
        dependents, above = (_with_constant(part).to(self._kind) for part in views["deprel"])
        dependents = dependents[torch.tensor(words)]
        different, which = torch.unique(torch.tensor(heads), return_inverse=True)
        order = which.argsort()
        counts = torch.bincount(which).tolist()
        scores = dependents.new_empty(len(words), self._bilinear["deprel"].bias.numel())
        done = 0
        for start in range(0, len(different), _AT_ONCE):
            some = different[start : start + _AT_ONCE]
            here = order[done : (done := done + sum(counts[start : start + _AT_ONCE]))]
            tables = (above[some] @ self._relations).view(len(some), dependents.size(1), -1)
            scores[here] = torch.bmm(dependents[here].unsqueeze(1), tables[which[here] - start]).squeeze(1)
        of_all: torch.Tensor = scores.float() + self._bilinear["deprel"].bias
        return of_all


def _with_constant(part: torch.Tensor) -> torch.Tensor:
    return torch.cat([part, part.new_ones(len(part), 1)], 1)
