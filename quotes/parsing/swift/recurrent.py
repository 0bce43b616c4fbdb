"""Stanza's highway LSTM (Zhang et al. 2016) with all that depends on the word alone worked out once a word form.

The tagger and the parser read a word as vector, spelling and tag, none of which
depends on the sentence; nor do the first layer's input products and its
highway. News repeats its words, so these rows are kept by form and looked up.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import torch
from torch.nn.utils.rnn import PackedSequence

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Words in a batch of sentences: enough for full matrix products, few enough to stay in the processor's caches.
BATCH_WORDS = 2000
#: Forms that a table keeps, at some 10 kB each; when it is full it begins anew.
KEPT_FORMS = 6000

Key = TypeVar("Key", bound=Hashable)


def by_length(lengths: Sequence[int], words: int = BATCH_WORDS) -> Iterator[list[int]]:
    """Numbers of sentences in batches of about ``words`` words with padding, the longest first."""
    batch: list[int] = []
    for k in sorted(range(len(lengths)), key=lambda k: -lengths[k]):
        if batch and (len(batch) + 1) * lengths[batch[0]] > words:
            yield batch
            batch = []
        batch.append(k)
    if batch:
        yield batch


def in_steps(lengths: Sequence[int]) -> tuple[list[int], list[int], torch.Tensor]:
    """How sentences, the longest first, lie in a packed sequence: all first words, then all second words, ….

    Returns:
        For every packed word its sentence and its place in it; and how many sentences each step has.
    """
    sizes = [sum(length > step for length in lengths) for step in range(lengths[0])]
    sentence = [k for size in sizes for k in range(size)]
    place = [step for step, size in enumerate(sizes) for _ in range(size)]
    return sentence, place, torch.tensor(sizes)


class Forms:
    """Rows of numbers by key, each worked out once.

    Args:
        rows: the rows of some keys, keys × width.
        kept: keys that are kept; a batch with more of them is served all the same.
    """

    def __init__(self, rows: Callable[[Sequence[Any]], torch.Tensor], kept: int = KEPT_FORMS) -> None:
        self._rows, self._kept = rows, kept
        self._place: dict[Hashable, int] = {}
        self._table: torch.Tensor | None = None

    def __call__(self, keys: Sequence[Hashable]) -> torch.Tensor:
        """The rows of the keys, in their order."""
        self._learn(dict.fromkeys(keys))
        assert self._table is not None
        return self._table[torch.tensor([self._place[key] for key in keys])]

    def _learn(self, keys: Mapping[Hashable, None]) -> None:
        new = [key for key in keys if key not in self._place]
        if new and len(self._place) + len(new) > self._kept:
            self._place.clear()
            new = list(keys)
        if not new:
            return
        rows, start = self._rows(new), len(self._place)
        if self._table is None or start + len(new) > len(self._table):
            self._table = rows.new_empty(max(self._kept, len(new)), rows.size(1))
        self._table[start : start + len(new)] = rows
        self._place.update((key, start + k) for k, key in enumerate(new))


def spelt(model: Any, forms: Sequence[Sequence[int]]) -> torch.Tensor:
    """What the character LSTM of a tagger or parser makes of words given as numbers of characters."""
    from stanza.models.common.data import get_long_tensor

    order = sorted(range(len(forms)), key=lambda k: -len(forms[k]))
    chars = get_long_tensor([forms[k] for k in order], len(forms))
    lengths = [len(forms[k]) for k in order]
    read = model.charmodel(chars, None, order, [len(forms)], lengths)
    spelling: torch.Tensor = model.trans_char(read.data)
    return spelling


class HighwayReader:
    """Runs a ``HighwayLSTM`` of Stanza's over rows of :meth:`first_rows`.

    Args:
        lstm: the trained network.
        hidden, cell: its states before a sentence, layers and directions × 1 × size.
    """

    def __init__(self, lstm: Any, hidden: torch.Tensor, cell: torch.Tensor) -> None:
        self._lstm, self._hidden, self._cell = lstm, hidden.detach(), cell.detach()
        first = lstm.lstm[0].lstm
        self._size = size = first.hidden_size
        # PyTorch's gates are input, forget, cell, output; with the cell last, the other three are one slice.
        order = torch.cat([torch.arange(2 * size), torch.arange(3 * size, 4 * size), torch.arange(2 * size, 3 * size)])
        self._input, self._bias, self._again = [], [], []
        for way in ("", "_reverse"):
            weights = {name: getattr(first, f"{name}_l0{way}").detach()[order] for name in _WEIGHTS}
            self._input.append(weights["weight_ih"])
            self._bias.append(weights["bias_ih"] + weights["bias_hh"])
            self._again.append(weights["weight_hh"].t().contiguous())

    def first_rows(self, inputs: torch.Tensor) -> torch.Tensor:
        """What the first layer makes of each word by itself: the gates of both directions, and the highway."""
        gates = [torch.addmm(b, inputs, w.t()) for w, b in zip(self._input, self._bias, strict=True)]
        return torch.cat([*gates, self._highway(0, inputs)], 1)

    def __call__(self, rows: torch.Tensor, sizes: torch.Tensor) -> torch.Tensor:
        """The states of the last layer for packed words, given their rows and the sentences of each step."""
        size, steps = self._size, sizes.tolist()
        ahead = self._read(rows[:, : 4 * size], steps, 0)
        back = self._read(rows[:, 4 * size : 8 * size], steps, 1)
        data = torch.cat([ahead, back], 1) + rows[:, 8 * size :]
        for layer in range(1, self._lstm.num_layers):
            two = slice(2 * layer, 2 * layer + 2)
            first = tuple(state[two].expand(-1, steps[0], -1).contiguous() for state in (self._hidden, self._cell))
            read, _ = self._lstm.lstm[layer](PackedSequence(data, sizes), None, first)
            data = read.data + self._highway(layer, data)
        return data

    def _highway(self, layer: int, inputs: torch.Tensor) -> torch.Tensor:
        lstm = self._lstm
        carried: torch.Tensor = lstm.highway_func(lstm.highway[layer](inputs)) if lstm.highway_func else inputs
        return torch.sigmoid(lstm.gate[layer](inputs)).mul_(carried)

    def _read(self, gates: torch.Tensor, steps: Sequence[int], way: int) -> torch.Tensor:
        """One direction of the first layer: PyTorch's LSTM, without the products that the rows hold already."""
        size, weights = self._size, self._again[way]
        hidden = self._hidden[way].repeat(steps[0], 1)
        cell = self._cell[way].repeat(steps[0], 1)
        out = gates.new_empty(len(gates), size)
        starts = torch.tensor([0, *steps]).cumsum(0).tolist()[:-1]
        turns = list(zip(starts, steps, strict=True))
        for start, live in turns if way == 0 else reversed(turns):
            now = torch.addmm(gates[start : start + live], hidden[:live], weights)
            soft, new = now[:, : 3 * size].sigmoid_(), now[:, 3 * size :].tanh_()
            kept = cell[:live].mul_(soft[:, size : 2 * size]).addcmul_(soft[:, :size], new)
            torch.mul(soft[:, 2 * size :], kept.tanh(), out=out[start : start + live])
            hidden[:live] = out[start : start + live]
        return out


_WEIGHTS = ("weight_ih", "weight_hh", "bias_ih", "bias_hh")
