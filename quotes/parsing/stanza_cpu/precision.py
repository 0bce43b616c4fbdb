"""The type of the networks' matrix products: float32, or bfloat16 where the processor supports it, twice as fast.

Sums are kept in float32 either way, as is everything between the products. The output is the best of many scores,
which rounding seldom changes; docs/speed.md says how seldom.
"""

from __future__ import annotations

import os
from typing import Any

import torch

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


class FusedLinear:
    """One linear layer, or several that read the same input, as one matrix product: float32 in and out.

    Args:
        layers: the trained layers, each a ``torch.nn.Linear``; their outputs stand side by side.
        dtype: the type of the product.
    """

    def __init__(self, *layers: Any, dtype: torch.dtype) -> None:
        self._dtype = dtype
        self._weight = torch.cat([layer.weight for layer in layers]).detach().to(dtype)
        self._bias = torch.cat([layer.bias for layer in layers]).detach().to(dtype)

    def __call__(self, inputs: torch.Tensor) -> torch.Tensor:
        return torch.nn.functional.linear(inputs.to(self._dtype), self._weight, self._bias).float()


def append_ones(states: torch.Tensor) -> torch.Tensor:
    """Append a constant column of ones, by which a bilinear form has linear terms and a bias."""
    return torch.cat([states, states.new_ones(len(states), 1)], 1)
