"""Stanza's highway LSTM (Zhang et al. 2016), with everything that depends on the word form alone cached by form.

The tagger and the parser read a word as its vector, its characters and its tag. None of these depends on the sentence,
nor do the input products and the highway of the first layer. News repeats its words, so these rows are cached.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any

import torch
from torch.nn.functional import embedding, linear

from quotes.parsing.stanza_cpu.layers import (
    FusedLinear,
    LSTMLayer,
    PackedBatch,
    fast_tanh_,
    has_matrix_unit,
    initial_states,
)

#: Words in a batch of sentences: enough for full matrix products, few enough to stay in the processor's caches.
BATCH_WORDS = 2000
#: Rows that a cache keeps, at some 8 kB each. When it is full, the less requested half is evicted.
CACHE_ROWS = 16_000

_WEIGHTS = ("weight_ih", "weight_hh", "bias_ih", "bias_hh")


class RowCache:
    """A table of rows by key, each row computed once.

    Args:
        compute: computes the rows of some keys: keys × width.
        capacity: rows that are kept. A batch with more distinct keys is served nevertheless.
    """

    def __init__(self, compute: Callable[[Sequence[Any]], torch.Tensor], capacity: int = CACHE_ROWS) -> None:
        self._compute, self._capacity = compute, capacity
        self._row_of: dict[Hashable, int] = {}
        self._requests: Counter[Hashable] = Counter()
        self._table = torch.empty(0, 0)

    def __call__(self, keys: Sequence[Hashable]) -> tuple[torch.Tensor, torch.Tensor]:
        """Return the table and, for each of the keys, the index of its row."""
        requested = dict.fromkeys(keys)
        self._requests.update(keys)
        self._insert([key for key in requested if key not in self._row_of], requested)
        return self._table, torch.tensor([*map(self._row_of.__getitem__, keys)])

    def _insert(self, new: Sequence[Hashable], requested: Iterable[Hashable]) -> None:
        if not new:
            return
        if len(self._row_of) + len(new) > self._capacity:
            self._evict(requested)
        rows, start = self._compute(new), len(self._row_of)
        if start + len(new) > len(self._table):
            table = rows.new_empty(max(self._capacity, start + len(new)), rows.size(1))
            if start:
                table[:start] = self._table[:start]
            self._table = table
        self._table[start : start + len(new)] = rows
        self._row_of.update((key, start + k) for k, key in enumerate(new))

    def _evict(self, requested: Iterable[Hashable]) -> None:
        """Keep the more requested half and what is requested now; halve the counts, so that old requests fade."""
        frequent = [key for key, _ in self._requests.most_common(self._capacity // 2)]
        kept = [key for key in dict.fromkeys([*frequent, *requested]) if key in self._row_of]
        self._table[: len(kept)] = self._table[[self._row_of[key] for key in kept]]
        self._row_of = {key: k for k, key in enumerate(kept)}
        self._requests = Counter({key: self._requests[key] // 2 + 1 for key in (*kept, *requested)})


class HighwayLSTM:
    """Runs a trained bidirectional ``HighwayLSTM`` of Stanza's, with tanh highways, over cached input rows.

    Args:
        weights: the weights of the trained network.
        hidden: its learned initial hidden states, layers and directions × 1 × size.
        cell: its learned initial cell states, of the same shape.
        dtype: the type of the matrix products.
    """

    def __init__(self, weights: Any, hidden: torch.Tensor, cell: torch.Tensor, dtype: torch.dtype) -> None:
        self._hidden, self._cell, self._dtype = hidden, cell, dtype
        self._stores_products = not has_matrix_unit(dtype)
        self._layers = [LSTMLayer(layer.lstm, dtype) for layer in weights.lstm]
        pairs = zip(weights.gate, weights.highway, strict=True)
        self._highways = [FusedLinear(*pair, dtype=dtype) for pair in pairs]
        first = weights.lstm[0].lstm
        self._size = size = first.weight_hh_l0.size(1)
        # PyTorch's gates are input, forget, cell, output; with the cell last, the other three are one slice.
        order = torch.cat([torch.arange(2 * size), torch.arange(3 * size, 4 * size), torch.arange(2 * size, 3 * size)])
        directions = [
            {name: getattr(first, f"{name}_l0{suffix}")[order] for name in _WEIGHTS} for suffix in ("", "_reverse")
        ]
        self._input_weight = torch.cat([part["weight_ih"] for part in directions]).to(dtype)
        self._bias = torch.cat([part["bias_ih"] + part["bias_hh"] for part in directions])
        recurrent = torch.stack([part["weight_hh"].t() for part in directions])
        self._recurrent_weight = recurrent.contiguous().to(dtype)

    def project_inputs(self, inputs: torch.Tensor) -> torch.Tensor:
        """Compute the row of each word for the cache: its share of the first layer's gates, and its highway.

        On a processor with a matrix unit the row is the input itself: there the products are faster than reading rows
        ten times as long.

        Args:
            inputs: words × input size.

        Returns:
            Words × (two directions × four gates + highway), in float32; or the inputs in the type of the products.
        """
        if not self._stores_products:
            return inputs.to(self._dtype)
        gates = linear(inputs.to(self._dtype), self._input_weight).float().add_(self._bias)
        return torch.cat([gates, self._highway(0, inputs)], 1)

    def __call__(self, table: torch.Tensor, rows: torch.Tensor, batch: PackedBatch) -> torch.Tensor:
        """Return the states of the last layer for packed words, and unused rows.

        Args:
            table: rows of :meth:`project_inputs`.
            rows: for every packed word the index of its row.
            batch: the layout of the sentences.
        """
        rows = batch.pad_rows(rows)
        if not self._stores_products:
            states = embedding(rows, table)
            return self._run_layers(0, states, batch)
        width = 4 * self._size
        gates = table.new_empty(2, len(rows), width)
        torch.index_select(table[:, :width], 0, rows, out=gates[0])
        torch.index_select(table[:, width : 2 * width], 0, rows[batch.mirror], out=gates[1])
        forward, backward = self._run_first_layer(gates, batch)
        states = torch.cat([forward, backward.index_select(0, batch.mirror)], 1)
        states += table[:, 2 * width :].index_select(0, rows)
        return self._run_layers(1, states, batch)

    def _run_layers(self, first: int, states: torch.Tensor, batch: PackedBatch) -> torch.Tensor:
        for layer, run in enumerate(self._layers[first:], first):
            initial = initial_states(self._hidden, self._cell, layer, batch.width)
            inputs = states.to(self._dtype)
            states = run(inputs, batch, initial).add_(self._highway(layer, inputs))
        return states

    def _highway(self, layer: int, inputs: torch.Tensor) -> torch.Tensor:
        gate, carried = self._highways[layer](inputs).chunk(2, 1)
        return gate.sigmoid_().mul_(fast_tanh_(carried))

    def _run_first_layer(self, input_gates: torch.Tensor, batch: PackedBatch) -> torch.Tensor:
        """Run both directions at once, the second on reversed sentences: directions × words × size.

        It is PyTorch's LSTM without the input products, which the cached rows hold.
        """
        size = self._size
        out = input_gates.new_empty(2, input_gates.size(1), size)
        hidden, cell = (state[:2].expand(-1, batch.batch_sizes[0], -1) for state in (self._hidden, self._cell))
        for start, count in zip(batch.offsets, batch.batch_sizes, strict=True):
            recurrent = torch.bmm(hidden[:, :count].to(self._dtype), self._recurrent_weight)
            gates = recurrent + input_gates[:, start : start + count]
            sigmoids, candidate = gates[:, :, : 3 * size].sigmoid_(), fast_tanh_(gates[:, :, 3 * size :])
            cell = (cell[:, :count] * sigmoids[:, :, size : 2 * size]).addcmul_(sigmoids[:, :, :size], candidate)
            hidden = out[:, start : start + count]
            torch.mul(sigmoids[:, :, 2 * size :], fast_tanh_(cell.clone()), out=hidden)
        return out
