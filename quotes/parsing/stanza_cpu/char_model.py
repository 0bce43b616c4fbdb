"""Stanza's character model: what the letters of a word say of it, many words at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch

from quotes.parsing.stanza_cpu.lstm import Grid, Ways, before, by_length

#: Characters in a batch, with padding.
BATCH_CHARS = 8000


class Spelling:
    """Runs a ``CharacterModel`` of Stanza's.

    Args:
        model: the trained network.
        kind: the type to multiply in.
    """

    def __init__(self, model: Any, kind: torch.dtype) -> None:
        self._letters = model.char_emb.weight.detach()
        self._read = Ways(model.charlstm.lstm, kind)
        self._first = model.charlstm_h_init.detach(), model.charlstm_c_init.detach()
        self._weighs = model.char_attn if model.attn else None

    def __call__(self, words: Sequence[Sequence[int]]) -> torch.Tensor:
        """What it makes of words given as numbers of characters: words × size."""
        batches = list(by_length([len(word) for word in words], BATCH_CHARS))
        read = torch.cat([self._batch([words[k] for k in batch]) for batch in batches])
        order = torch.tensor([k for batch in batches for k in batch])
        return torch.empty_like(read).index_copy_(0, order, read)

    def _batch(self, words: Sequence[Sequence[int]]) -> torch.Tensor:
        lengths = [len(word) for word in words]
        grid = Grid(lengths)
        padded = torch.nn.utils.rnn.pad_sequence([torch.tensor(word) for word in words])
        letters = torch.nn.functional.embedding(padded[grid.place, grid.sequence], self._letters)
        states = self._read(letters, grid, before(*self._first, 0, len(words)))
        if self._weighs is None:
            return self._ends(states, grid, torch.tensor(lengths))
        weighed = states * torch.sigmoid(self._weighs(states))
        return states.new_zeros(len(words), states.size(1)).index_add_(0, grid.sequence, weighed)

    @staticmethod
    def _ends(states: torch.Tensor, grid: Grid, lengths: torch.Tensor) -> torch.Tensor:
        """The last state of each direction."""
        ahead, back = states.chunk(2, 1)
        last = (grid.place == lengths[grid.sequence] - 1).nonzero().squeeze(1)
        ends = torch.empty_like(ahead[: len(lengths)]).index_copy_(0, grid.sequence[last], ahead[last])
        return torch.cat([ends, back[: len(lengths)]], 1)
