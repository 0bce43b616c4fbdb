"""Stanza's relation scorer at chosen heads: what its parser asks of a table of all pairs of words, for one pair a word.

Stanza 1.15 scores every relation for every pair of words and then looks at one
head a word; a third of its time on a CPU goes there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import torch

#: Words that are scored at once: their products, 32 kB a word, stay near the processor.
_AT_ONCE = 512


def relations_at(
    scorer: Any, dependents: torch.Tensor, heads: torch.Tensor, head: torch.Tensor, live: torch.Tensor
) -> torch.Tensor:
    """Scores of all relations for each live word and its given head: words × relations.

    Args:
        scorer: Stanza's ``DeepBiaffineScorer`` of relations.
        dependents, heads: the LSTM's states, sentences × (1 + words) × size, the root first.
        head: the head of every word, sentences × words; 0 is the root.
        live: which words are no padding, sentences × words.
    """
    import torch

    sentence, word = live.nonzero(as_tuple=True)
    left = _hidden(scorer, scorer.W1, dependents[sentence, word + 1])
    right = _hidden(scorer, scorer.W2, heads[sentence, head[sentence, word].clamp(min=0)])
    bilinear = scorer.scorer.W_bilin
    flat = bilinear.weight.reshape(left.size(1), -1)
    scores = []
    for one, other in zip(torch.split(left, _AT_ONCE), torch.split(right, _AT_ONCE), strict=True):
        mixed = (one @ flat).view(len(one), other.size(1), -1)
        scores.append(torch.bmm(other.unsqueeze(1), mixed).squeeze(1) + bilinear.bias)
    return torch.cat(scores)


def _hidden(scorer: Any, layer: Any, states: torch.Tensor) -> torch.Tensor:
    import torch

    hidden = scorer.dropout(scorer.hidden_func(layer(states)))
    return torch.cat([hidden, hidden.new_ones(len(hidden), 1)], 1)
