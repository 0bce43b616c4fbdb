"""Stanza's character model (an LSTM over the letters of a word) on many words at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch

from quotes.parsing.stanza_cpu.lstm import LSTMLayer, PackedBatch, batch_by_length, initial_states

#: Characters in a batch, padding included.
BATCH_CHARS = 8000


class CharacterEncoder:
    """Encodes words by their characters with a trained ``CharacterModel`` of Stanza's.

    Args:
        model: the trained network.
        dtype: the type of the matrix products.
    """

    def __init__(self, model: Any, dtype: torch.dtype) -> None:
        self._embeddings = model.char_emb.weight.detach()
        self._lstm = LSTMLayer(model.charlstm.lstm, dtype)
        self._initial = model.charlstm_h_init.detach(), model.charlstm_c_init.detach()
        self._attention = model.char_attn if model.attn else None

    def __call__(self, words: Sequence[Sequence[int]]) -> torch.Tensor:
        """Encode words, given as character ids: words × size."""
        batches = list(batch_by_length([len(word) for word in words], BATCH_CHARS))
        encoded = torch.cat([self._encode_batch([words[k] for k in batch]) for batch in batches])
        order = torch.tensor([k for batch in batches for k in batch])
        return torch.empty_like(encoded).index_copy_(0, order, encoded)

    def _encode_batch(self, words: Sequence[Sequence[int]]) -> torch.Tensor:
        lengths = [len(word) for word in words]
        batch = PackedBatch(lengths)
        padded = torch.nn.utils.rnn.pad_sequence([torch.tensor(word) for word in words])
        characters = torch.nn.functional.embedding(padded[batch.position, batch.sequence], self._embeddings)
        states = self._lstm(characters, batch, initial_states(*self._initial, 0, len(words)))
        if self._attention is not None:
            weighted = states * torch.sigmoid(self._attention(states))
            return states.new_zeros(len(words), states.size(1)).index_add_(0, batch.sequence, weighted)
        # Without attention a word is the last state of each direction.
        forward, backward = states.chunk(2, 1)
        last = (batch.position == torch.tensor(lengths)[batch.sequence] - 1).nonzero().squeeze(1)
        ends = torch.empty_like(forward[: len(words)]).index_copy_(0, batch.sequence[last], forward[last])
        return torch.cat([ends, backward[: len(words)]], 1)
