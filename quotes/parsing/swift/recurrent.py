"""LSTMs in both directions over many sequences, as fast as PyTorch has them on a CPU.

PyTorch runs packed sequences step by step in its own code; oneDNN, which is
faster, takes only padded sequences of one direction. So the sequences are
padded by their neighbours in length, and turned round for the way back.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import Any

import torch

# oneDNN keeps what it made for each shape of batch, 1,024 of them by itself: hundreds of megabytes that a run of
# many articles gathers and seldom uses again. It asks for this when it is first used.
os.environ.setdefault("ONEDNN_PRIMITIVE_CACHE_CAPACITY", "64")


def by_length(lengths: Sequence[int], most: int) -> Iterator[list[int]]:
    """Numbers of sequences in batches of about ``most`` members with padding, the longest first.

    A batch ends, too, where a sequence is so much shorter that padding it would be a waste.
    """
    batch: list[int] = []
    for k in sorted(range(len(lengths)), key=lambda k: -lengths[k]):
        longest = lengths[batch[0]] if batch else 0
        if batch and (len(batch) + 1) * longest > most:
            yield batch
            batch = []
        batch.append(k)
    if batch:
        yield batch


class Grid:
    """Where the members of sequences, the longest first, lie: packed (all first ones, then all second ones, …), padded.

    Attributes:
        sequence, place: of every packed member its sequence, and its place in it.
        steps: how many sequences reach each place; starts: the packed place of the first of them.
        turned: for every packed member that at the same distance from the other end.
    """

    def __init__(self, lengths: Sequence[int]) -> None:
        long = torch.tensor(lengths)
        place = torch.arange(lengths[0]).unsqueeze(1)
        live = place < long
        steps = live.sum(1)
        starts = steps.cumsum(0) - steps
        column = torch.arange(len(lengths)).expand_as(live)
        other = (long - 1 - place).clamp(min=0)
        self._ahead = torch.where(live, starts.unsqueeze(1) + column, 0)
        self._back = torch.where(live, starts[other] + column, 0)
        self._at = live.flatten().nonzero().squeeze(1)
        self._turned_at = (other * len(lengths) + column).flatten()[self._at]
        self.sequence, self.place = column[live], place.expand_as(live)[live]
        self.turned = self._back.flatten()[self._at]
        self.steps: list[int] = steps.tolist()
        self.starts: list[int] = starts.tolist()

    def run(self, ahead: torch.nn.LSTM, back: torch.nn.LSTM, data: torch.Tensor, states: States) -> torch.Tensor:
        """What two LSTMs make of packed data, one in each direction, side by side."""
        there = ahead(data[self._ahead], states[0])[0].flatten(0, 1)[self._at]
        again = back(data[self._back], states[1])[0].flatten(0, 1)[self._turned_at]
        return torch.cat([there, again], 1)


#: For each direction hidden and cell state before the first step; None for zeros.
States = Sequence[tuple[torch.Tensor, torch.Tensor] | None]


def before(hidden: torch.Tensor, cell: torch.Tensor, layer: int, count: int) -> list[tuple[torch.Tensor, torch.Tensor]]:
    """The states of a layer before its first step, for each direction, given those that Stanza's networks learn.

    Args:
        hidden, cell: layers and directions × 1 × size.
        count: how many sequences there are.
    """
    ways = (slice(2 * layer, 2 * layer + 1), slice(2 * layer + 1, 2 * layer + 2))
    hiddens, cells = ([state[way].expand(-1, count, -1).contiguous() for way in ways] for state in (hidden, cell))
    return list(zip(hiddens, cells, strict=True))


class TwoWays:
    """A layer of a bidirectional LSTM as two of one direction.

    Args:
        lstm: the trained layer, a ``torch.nn.LSTM``.
    """

    def __init__(self, lstm: Any) -> None:
        self._ahead, self._back = (_one_way(lstm, way) for way in ("", "_reverse"))

    def __call__(self, data: torch.Tensor, grid: Grid, states: States = (None, None)) -> torch.Tensor:
        """The states of packed data, members × both directions."""
        return grid.run(self._ahead, self._back, data, states)


def _one_way(lstm: Any, way: str) -> torch.nn.LSTM:
    single = torch.nn.LSTM(lstm.input_size, lstm.hidden_size).eval()
    with torch.no_grad():
        for name in ("weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0"):
            getattr(single, name).copy_(getattr(lstm, name + way))
    return single
