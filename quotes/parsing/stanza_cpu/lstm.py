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
from torch.nn.functional import embedding

# oneDNN, and PyTorch's layer above it, keep what they made for each shape of batch, 1,024 of them by themselves:
# hundreds of megabytes that a run of many articles gathers and seldom uses again. They ask for this on first use.
os.environ.setdefault("ONEDNN_PRIMITIVE_CACHE_CAPACITY", "64")
os.environ.setdefault("LRU_CACHE_CAPACITY", "32")


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
        ahead = torch.where(live, starts.unsqueeze(1) + column, 0)
        back = torch.where(live, starts[other] + column, 0)
        at = live.flatten().nonzero().squeeze(1)
        turned_at = (other * len(lengths) + column).flatten()[at]
        self._ways = (ahead, at), (back, turned_at)
        self.sequence, self.place = column[live], place.expand_as(live)[live]
        self.turned = back.flatten()[at]
        self.steps: list[int] = steps.tolist()
        self.starts: list[int] = starts.tolist()

    def run(self, ways: Sequence[torch.nn.LSTM], data: torch.Tensor, states: States) -> torch.Tensor:
        """What LSTMs make of packed data, the first on the way ahead and the second, if any, on the way back."""
        read = [
            embedding(at, lstm(embedding(members, data), state)[0].flatten(0, 1))
            for lstm, (members, at), state in zip(ways, self._ways, states, strict=False)
        ]
        return torch.cat(read, 1).float()


#: For each direction hidden and cell state before the first step; None for zeros.
States = Sequence[tuple[torch.Tensor, torch.Tensor] | None]


def before(hidden: torch.Tensor, cell: torch.Tensor, layer: int, count: int) -> list[tuple[torch.Tensor, torch.Tensor]]:
    """The states of a layer before its first step, for each direction, given those that Stanza's networks learn.

    Args:
        hidden, cell: layers and directions × 1 × size.
        count: how many sequences there are.
    """
    ways = (slice(2 * layer, 2 * layer + 1), slice(2 * layer + 1, 2 * layer + 2))[: len(hidden)]
    hiddens, cells = ([state[way].expand(-1, count, -1).contiguous() for way in ways] for state in (hidden, cell))
    return list(zip(hiddens, cells, strict=True))


class Ways:
    """A layer of an LSTM, in one direction or both, as one of one direction for each.

    Args:
        lstm: the trained layer, a ``torch.nn.LSTM``.
        kind: the type to multiply in.
    """

    def __init__(self, lstm: Any, kind: torch.dtype) -> None:
        self._kind = kind
        names = ("", "_reverse")[: 1 + lstm.bidirectional]
        self._lstms = [_one_way(lstm, way).to(kind) for way in names]

    def __call__(self, data: torch.Tensor, grid: Grid, states: States = (None, None)) -> torch.Tensor:
        """The states of packed data, members × directions."""
        first = [state and (state[0].to(self._kind), state[1].to(self._kind)) for state in states]
        return grid.run(self._lstms, data.to(self._kind), first)


def tanh(values: torch.Tensor) -> torch.Tensor:
    """As ``torch.tanh``, to the last bit or two of float32, in a third of its time on a CPU (torch 2.13)."""
    return values.mul(2).sigmoid_().mul_(2).sub_(1)


def _one_way(lstm: Any, way: str) -> torch.nn.LSTM:
    single = torch.nn.LSTM(lstm.input_size, lstm.hidden_size).eval()
    with torch.no_grad():
        for name in ("weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0"):
            getattr(single, name).copy_(getattr(lstm, name + way))
    return single
