"""Layers of Stanza's networks in the fastest form that PyTorch offers on a CPU.

Matrix products are of float32, or of bfloat16 where the processor supports it, which is twice as fast. Sums are kept in
float32 either way, as is everything between the products. The output is the best of many scores, which rounding seldom
changes; docs/speed.md says how seldom.

PyTorch runs packed sequences step by step in its own code. oneDNN is faster, but takes only padded sequences in one
direction. So each direction of an LSTM runs by itself on padded sequences, and the backward one reads them reversed.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

import torch
from torch.nn.functional import embedding, linear, pad

from quotes.errors import ModelError

#: The environment variable that chooses the type.
VARIABLE = "QUOTES_PRECISION"
_DTYPES = {"float32": torch.float32, "bfloat16": torch.bfloat16}


def choose_dtype(name: str | None = None) -> torch.dtype:
    """Choose the type of the matrix products.

    Args:
        name: ``float32`` or ``bfloat16``. The default is the value of ``QUOTES_PRECISION``; where that is not set,
            bfloat16 on a processor with instructions for it (AVX-512 BF16, AMX), otherwise float32.

    Raises:
        ModelError: the name is neither of the two.
    """
    name = name or os.environ.get(VARIABLE)
    if not name:
        return torch.bfloat16 if _has_fast_bfloat16() else torch.float32
    if name not in _DTYPES:
        raise ModelError(f"{VARIABLE}={name}: no such precision", hint=f"give {' or '.join(_DTYPES)}, or leave it out")
    return _DTYPES[name]


def _has_fast_bfloat16() -> bool:
    is_supported = getattr(torch.cpu, "_is_avx512_bf16_supported", None)  # not public, and not in every version
    return bool(is_supported and is_supported() and torch.backends.mkldnn.is_available())  # type: ignore[no-untyped-call]


def has_matrix_unit(dtype: torch.dtype) -> bool:
    """Return whether products of this type run on the processor's matrix unit (AMX), ten times as fast as in float32.

    There the products of all words cost less than looking up stored ones.
    """
    is_supported = getattr(torch.cpu, "_is_amx_tile_supported", None)  # not public, and not in every version
    return bool(dtype == torch.bfloat16 and is_supported and is_supported())


class FusedLinear:
    """One linear layer, or several that read the same input, as one matrix product: float32 in and out.

    Args:
        layers: the weight and the bias of each trained layer; their outputs stand side by side.
        dtype: the type of the product.
    """

    def __init__(self, *layers: Any, dtype: torch.dtype) -> None:
        self._dtype = dtype
        self._weight = torch.cat([layer.weight for layer in layers]).to(dtype)
        self._bias = torch.cat([layer.bias for layer in layers]).to(dtype)

    def __call__(self, inputs: torch.Tensor) -> torch.Tensor:
        return linear(inputs.to(self._dtype), self._weight, self._bias).float()


def append_ones(states: torch.Tensor) -> torch.Tensor:
    """Append a constant column of ones, by which a bilinear form has linear terms and a bias."""
    return torch.cat([states, states.new_ones(len(states), 1)], 1)


# oneDNN, and PyTorch's layer above it, cache what they compile for each batch shape, 1,024 of them by default:
# hundreds of megabytes in a run over many articles, seldom used again. The variables are read on first use. The shapes
# of matrix products are few, and recur.
os.environ.setdefault("ONEDNN_PRIMITIVE_CACHE_CAPACITY", "256")
os.environ.setdefault("LRU_CACHE_CAPACITY", "32")


#: The number of sequences of a full batch is a multiple of this one.
_SEQUENCES = 16


def batch_by_length(lengths: Sequence[int], max_size: int) -> Iterator[list[int]]:
    """Yield the indices of sequences in batches, the longest sequence first, so that little is padded.

    Args:
        lengths: the length of every sequence.
        max_size: members of a batch, padding included, before it is filled to a multiple of 16 sequences; a longer
            sequence is a batch of its own.
    """
    batch: list[int] = []
    for k in sorted(range(len(lengths)), key=lambda k: -lengths[k]):
        longest = lengths[batch[0]] if batch else 0
        is_full = len(batch) % _SEQUENCES == 0 or _SEQUENCES * longest > max_size
        if batch and is_full and (len(batch) + 1) * longest > max_size:
            yield batch
            batch = []
        batch.append(k)
    if batch:
        yield batch


#: The numbers of rows of a packed batch; above, they are multiples of the last.
_ROWS = (256, 512, 1024, 1536, 2048)


def _round_up(number: int, step: int) -> int:
    return number + -number % step


class PackedBatch:
    """The packed layout of a batch of sequences: the first members of all, then the second members, and so on.

    It is the layout of ``torch.nn.utils.rnn.PackedSequence``; sequences are ordered from the longest to the shortest.
    Unused rows follow the members, and unused sequences and positions the padded ones, so that batches have few
    shapes: oneDNN compiles code for every shape, which takes as long as the products of several thousand words, and its
    fastest code wants multiples of 16.

    Attributes:
        sequence: for every packed member the index of its sequence.
        position: for every packed member its position in the sequence.
        batch_sizes: for every position the number of sequences that reach it.
        offsets: for every position the packed index of its first member.
        mirror: for every packed row the packed index of the member at the same distance from the other end.
        width: number of sequences with the unused ones.
    """

    def __init__(self, lengths: Sequence[int]) -> None:
        self.width, longest = _round_up(len(lengths), _SEQUENCES), _round_up(lengths[0], max(1, lengths[0] // 16))
        ends = torch.tensor([*lengths, *[0] * (self.width - len(lengths))]) - 1
        position = torch.arange(longest).unsqueeze(1)
        is_member = position <= ends
        batch_sizes = is_member.sum(1)
        offsets = batch_sizes.cumsum(0) - batch_sizes
        sequence = torch.arange(self.width).expand_as(is_member)
        mirrored = (ends - position).clamp(min=0)
        forward = torch.where(is_member, offsets.unsqueeze(1) + sequence, 0)
        backward = torch.where(is_member, offsets[mirrored] + sequence, 0)
        members = is_member.flatten().nonzero().squeeze(1)
        self.sequence, self.position = sequence[is_member], position.expand_as(is_member)[is_member]
        in_padded = self.pad_rows(members)
        in_reversed = (mirrored * self.width + sequence).flatten()[in_padded]
        # For each direction: the packed index of every padded place, and the padded place of every packed row.
        self._directions = (forward, in_padded), (backward, in_reversed)
        self.mirror = backward.flatten()[in_padded]
        self.batch_sizes: list[int] = batch_sizes[: lengths[0]].tolist()
        self.offsets: list[int] = offsets[: lengths[0]].tolist()

    def __len__(self) -> int:
        """Return the number of members, without unused rows."""
        return len(self.sequence)

    def pad_rows(self, members: torch.Tensor) -> torch.Tensor:
        """Append unused rows to a tensor that has a number for every packed member."""
        count = len(members)
        rows = next((rows for rows in _ROWS if count <= rows), _round_up(count, _ROWS[-1]))
        return pad(members, (0, rows - count))

    def run(self, lstms: Sequence[torch.nn.LSTM], data: torch.Tensor, states: States, size: int) -> torch.Tensor:
        """Run one LSTM forward, and a second one, if any, backward; return packed states, directions side by side.

        Args:
            lstms: the LSTM of each direction.
            data: packed members.
            states: for each direction the state before the first step.
            size: of the states of each direction; the LSTMs may have more.
        """
        found = torch.empty(len(self.mirror), len(lstms) * size)
        parts = torch.split(found, size, 1)
        for lstm, (packed, padded), state, part in zip(lstms, self._directions, states, parts, strict=False):
            part.copy_(embedding(padded, lstm(embedding(packed, data), state)[0].flatten(0, 1))[:, :size])
        return found


#: For each direction the hidden and the cell state before the first step; None for zeros.
States = Sequence[tuple[torch.Tensor, torch.Tensor] | None]


def initial_states(
    hidden: torch.Tensor, cell: torch.Tensor, layer: int, count: int
) -> list[tuple[torch.Tensor, torch.Tensor]]:
    """Expand the learned initial states of a layer to a batch, for each direction.

    Args:
        hidden: layers and directions × 1 × size.
        cell: layers and directions × 1 × size.
        layer: index of the layer.
        count: number of sequences in the batch, with the unused ones.
    """
    directions = (slice(2 * layer, 2 * layer + 1), slice(2 * layer + 1, 2 * layer + 2))[: len(hidden)]
    hiddens, cells = (
        [state[direction].expand(-1, count, -1).contiguous() for direction in directions] for state in (hidden, cell)
    )
    return list(zip(hiddens, cells, strict=True))


class LSTMLayer:
    """One layer of a trained LSTM, in one direction or both, run as one unidirectional LSTM for each direction.

    Args:
        weights: the weights of the LSTM.
        dtype: the type of the matrix products.
        layer: index of the layer.
    """

    def __init__(self, weights: Any, dtype: torch.dtype, layer: int = 0) -> None:
        self._dtype = dtype
        directions = (f"_l{layer}", f"_l{layer}_reverse")[: 1 + hasattr(weights, f"weight_ih_l{layer}_reverse")]
        self._size, self._width = (
            getattr(weights, f"weight_hh_l{layer}").size(1),
            getattr(weights, f"weight_ih_l{layer}").size(1),
        )
        # The matrix unit is fastest at blocks of 32 columns. What is added is zero.
        block = 32 if has_matrix_unit(dtype) else 1
        self._added_inputs, self._added_states = -self._width % block, -self._size % block
        self._lstms = [self._copy_direction(weights, direction).to(dtype) for direction in directions]

    def _copy_direction(self, weights: Any, direction: str) -> torch.nn.LSTM:
        size = self._size
        lstm = torch.nn.LSTM(self._width + self._added_inputs, size + self._added_states).eval()
        with torch.no_grad():
            for name in ("weight_ih", "weight_hh", "bias_ih", "bias_hh"):
                copy, trained = getattr(lstm, f"{name}_l0"), getattr(weights, name + direction)
                columns = () if trained.dim() == 1 else (slice(trained.size(1)),)
                gates = copy.zero_().unflatten(0, (4, -1))
                gates[(slice(None), slice(size), *columns)] = trained.unflatten(0, (4, size))
        return lstm

    def __call__(self, data: torch.Tensor, batch: PackedBatch, states: States = (None, None)) -> torch.Tensor:
        """Return the states of packed data: members × (directions × size), in float32."""
        initial = [state and (self._widen(state[0]), self._widen(state[1])) for state in states]
        return batch.run(self._lstms, self.prepare(data), initial, self._size)

    def prepare(self, data: torch.Tensor) -> torch.Tensor:
        """Return data in the type and the width in which the layer reads them fastest; rows of it can be stored."""
        added = self._width + self._added_inputs - data.size(1)
        return pad(data.to(self._dtype), (0, added)) if added else data.to(self._dtype)

    def _widen(self, state: torch.Tensor) -> torch.Tensor:
        return pad(state, (0, self._added_states)).to(self._dtype)


#: PyTorch's tanh is that of Intel's library, which is fast on Intel's processors only (torch 2.13).
_HAS_FAST_TANH = has_matrix_unit(torch.bfloat16)


def fast_tanh_(values: torch.Tensor) -> torch.Tensor:
    """Compute tanh in place; where it is slow by the sigmoid, equal to the last bit or two of float32."""
    return values.tanh_() if _HAS_FAST_TANH else values.mul_(2).sigmoid_().mul_(2).sub_(1)


#: Runs of question and exclamation marks, which Stanza's tagger and parser read as the first of them.
_QUESTION = re.compile("^[?？︖﹖⁇][?？︖﹖⁇!！︕﹗‼]+$")
_EXCLAMATION = re.compile("^[!！︕﹗‼][?？︖﹖⁇!！︕﹗‼]+$")


def simplify_marks(forms: Sequence[str]) -> list[str]:
    """Write a run of question and exclamation marks as one mark, as Stanza's tagger and parser do."""
    return [_EXCLAMATION.sub("!", _QUESTION.sub("?", form)) for form in forms]


#: Characters in a batch, padding included.
BATCH_CHARS = 8000


class CharacterEncoder:
    """Encodes words by their characters with a trained ``CharacterModel`` of Stanza's.

    Args:
        weights: the weights of the trained network.
        dtype: the type of the matrix products.
    """

    def __init__(self, weights: Any, dtype: torch.dtype) -> None:
        self._embeddings = weights.char_emb.weight
        self._lstm = LSTMLayer(weights.charlstm.lstm, dtype)
        self._initial = weights.charlstm_h_init, weights.charlstm_c_init
        self._attention = weights.char_attn.weight if hasattr(weights, "char_attn") else None

    def __call__(self, words: Sequence[Sequence[int]]) -> torch.Tensor:
        """Encode words, given as character ids: words × size."""
        batches = list(batch_by_length([len(word) for word in words], BATCH_CHARS))
        encoded = torch.cat([self._encode_batch([words[k] for k in batch]) for batch in batches])
        order = torch.tensor([k for batch in batches for k in batch])
        return torch.empty_like(encoded).index_copy_(0, order, encoded)

    def _encode_batch(self, words: Sequence[Sequence[int]]) -> torch.Tensor:
        lengths = [len(word) for word in words]
        batch = PackedBatch(lengths)
        starts = torch.tensor([0, *lengths]).cumsum(0)
        joined = torch.tensor([*chain.from_iterable(words)])
        characters = embedding(joined[starts[batch.sequence] + batch.position], self._embeddings)
        states = self._lstm(characters, batch, initial_states(*self._initial, 0, batch.width))
        if self._attention is not None:
            states = states[: len(batch)]
            weighted = states * torch.sigmoid(linear(states, self._attention))
            return states.new_zeros(len(words), states.size(1)).index_add_(0, batch.sequence, weighted)
        # Without attention a word is the last state of each direction.
        forward, backward = states.chunk(2, 1)
        last = (batch.position == torch.tensor(lengths)[batch.sequence] - 1).nonzero().squeeze(1)
        ends = torch.empty_like(forward[: len(words)]).index_copy_(0, batch.sequence[last], forward[last])
        return torch.cat([ends, backward[: len(words)]], 1)
