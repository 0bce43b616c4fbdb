"""Stanza's highway LSTM (Zhang et al. 2016) with all that depends on the word alone worked out once a word form.

The tagger and the parser read a word as vector, spelling and tag, none of which
depends on the sentence; nor do the first layer's input products and its
highway. News repeats its words, so these rows are kept by form and looked up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any

import torch
from torch.nn.functional import linear

from quotes.parsing.stanza_cpu.lstm import Grid, Ways, before, tanh
from quotes.parsing.stanza_cpu.precision import Product

#: Words in a batch of sentences: enough for full matrix products, few enough to stay in the processor's caches.
BATCH_WORDS = 2000
#: Forms that a table keeps, at some 8 kB each; when it is full, the half that was asked for least is forgotten.
KEPT_FORMS = 16_000


class Forms:
    """Rows of numbers by key, each worked out once.

    Args:
        rows: the rows of some keys, keys × width.
        kept: keys that are kept; a batch with more of them is served all the same.
    """

    def __init__(self, rows: Callable[[Sequence[Any]], torch.Tensor], kept: int = KEPT_FORMS) -> None:
        self._rows, self._kept = rows, kept
        self._place: dict[Hashable, int] = {}
        self._asked: Counter[Hashable] = Counter()
        self._table = torch.empty(0, 0)

    def __call__(self, keys: Sequence[Hashable]) -> tuple[torch.Tensor, torch.Tensor]:
        """A table, and for each of the keys the number of its row."""
        asked = Counter(keys)
        self._asked.update(asked)
        self._learn([key for key in asked if key not in self._place], asked)
        return self._table, torch.tensor([self._place[key] for key in keys])

    def _learn(self, new: Sequence[Hashable], asked: Mapping[Hashable, int]) -> None:
        if not new:
            return
        if len(self._place) + len(new) > self._kept:
            self._forget(asked)
        rows, start = self._rows(new), len(self._place)
        if start + len(new) > len(self._table):
            table = rows.new_empty(max(self._kept, start + len(new)), rows.size(1))
            if start:
                table[:start] = self._table[:start]
            self._table = table
        self._table[start : start + len(new)] = rows
        self._place.update((key, start + k) for k, key in enumerate(new))

    def _forget(self, asked: Mapping[Hashable, int]) -> None:
        """Keep the half that was asked for most, and what is asked for now; older asking counts half from now on."""
        often = [key for key, _ in self._asked.most_common(self._kept // 2)]
        kept = [key for key in dict.fromkeys([*often, *asked]) if key in self._place]
        self._table[: len(kept)] = self._table[[self._place[key] for key in kept]]
        self._place = {key: k for k, key in enumerate(kept)}
        self._asked = Counter({key: self._asked[key] // 2 + 1 for key in (*kept, *asked)})


class HighwayReader:
    """Runs a ``HighwayLSTM`` of Stanza's, whose highways are tanh, over rows of :meth:`first_rows`.

    Args:
        lstm: the trained network.
        hidden, cell: its states before a sentence, layers and directions × 1 × size.
        kind: the type to multiply in.
    """

    def __init__(self, lstm: Any, hidden: torch.Tensor, cell: torch.Tensor, kind: torch.dtype) -> None:
        self._hidden, self._cell, self._kind = hidden.detach(), cell.detach(), kind
        self._later = [Ways(layer.lstm, kind) for layer in lstm.lstm[1:]]
        self._highways = [Product(*both, kind=kind) for both in zip(lstm.gate, lstm.highway, strict=True)]
        first = lstm.lstm[0].lstm
        self._size = size = first.hidden_size
        # PyTorch's gates are input, forget, cell, output; with the cell last, the other three are one slice.
        order = torch.cat([torch.arange(2 * size), torch.arange(3 * size, 4 * size), torch.arange(2 * size, 3 * size)])
        ways = [
            {name: getattr(first, f"{name}_l0{way}").detach()[order] for name in _WEIGHTS} for way in ("", "_reverse")
        ]
        self._input = torch.cat([weights["weight_ih"] for weights in ways]).to(kind)
        self._bias = torch.cat([weights["bias_ih"] + weights["bias_hh"] for weights in ways])
        self._again = torch.stack([weights["weight_hh"].t() for weights in ways]).contiguous().to(kind)

    def first_rows(self, inputs: torch.Tensor) -> torch.Tensor:
        """What the first layer makes of each word by itself: the gates of both directions, and the highway."""
        gates = linear(inputs.to(self._kind), self._input).float().add_(self._bias)
        return torch.cat([gates, self._highway(0, inputs)], 1)

    def __call__(self, table: torch.Tensor, rows: torch.Tensor, grid: Grid) -> torch.Tensor:
        """The states of the last layer for packed words, given the numbers of their rows in a table."""
        gates = 4 * self._size
        both = table.new_empty(2, len(rows), gates)
        torch.index_select(table[:, :gates], 0, rows, out=both[0])
        torch.index_select(table[:, gates : 2 * gates], 0, rows[grid.turned], out=both[1])
        ahead, back = self._first(both, grid)
        data = torch.cat([ahead, back.index_select(0, grid.turned)], 1)
        data += table[:, 2 * gates :].index_select(0, rows)
        for layer, read in enumerate(self._later, 1):
            states = before(self._hidden, self._cell, layer, grid.steps[0])
            data = read(data, grid, states) + self._highway(layer, data)
        return data

    def _highway(self, layer: int, inputs: torch.Tensor) -> torch.Tensor:
        gate, carried = self._highways[layer](inputs).chunk(2, 1)
        return gate.sigmoid_().mul_(tanh(carried))

    def _first(self, gates: torch.Tensor, grid: Grid) -> torch.Tensor:
        """The first layer in both directions at once, the second on turned sentences: directions × words × size.

        It is PyTorch's LSTM without the products that the rows hold already.
        """
        size = self._size
        out = gates.new_empty(2, gates.size(1), size)
        hidden, cell = (state[:2].expand(-1, grid.steps[0], -1) for state in (self._hidden, self._cell))
        for start, live in zip(grid.starts, grid.steps, strict=True):
            now = torch.bmm(hidden[:, :live].to(self._kind), self._again) + gates[:, start : start + live]
            soft, new = now[:, :, : 3 * size].sigmoid_(), tanh(now[:, :, 3 * size :])
            cell = (cell[:, :live] * soft[:, :, size : 2 * size]).addcmul_(soft[:, :, :size], new)
            hidden = out[:, start : start + live]
            torch.mul(soft[:, :, 2 * size :], tanh(cell), out=hidden)
        return out


_WEIGHTS = ("weight_ih", "weight_hh", "bias_ih", "bias_hh")
