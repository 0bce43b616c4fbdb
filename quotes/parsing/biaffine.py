"""Stanza's relation scorer at chosen heads: what its parser asks of a table of all pairs of words, for one pair a word.

Stanza 1.15 scores every relation for every pair of words and then looks at one
head a word; a third of its time on a CPU goes there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import torch


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

    left = scorer.dropout(scorer.hidden_func(scorer.W1(dependents)))[:, 1:]
    right = scorer.dropout(scorer.hidden_func(scorer.W2(heads)))
    right = torch.gather(right, 1, head.clamp(min=0).unsqueeze(2).expand(-1, -1, right.size(2)))
    left, right = left[live], right[live]
    one = left.new_ones(left.size(0), 1)
    left, right = torch.cat([left, one], 1), torch.cat([right, one], 1)
    bilinear = scorer.scorer.W_bilin
    mixed = (left @ bilinear.weight.reshape(left.size(1), -1)).view(left.size(0), right.size(1), -1)
    scores: torch.Tensor = torch.einsum("njo,nj->no", mixed, right) + bilinear.bias
    return scores
