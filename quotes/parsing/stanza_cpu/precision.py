"""How exactly the networks multiply: float32, or bfloat16 where the processor has it, at twice the speed.

Sums are kept in float32 either way, and so is all between the products. What
comes out is the best of many scores, which the difference seldom reaches;
docs/speed.md says how seldom.
"""

from __future__ import annotations

import os
from typing import Any

import torch

from quotes.errors import ModelError

#: What may be asked for: the variable of the environment, and its values.
VARIABLE = "QUOTES_PRECISION"
_TYPES = {"float32": torch.float32, "bfloat16": torch.bfloat16}


def wanted(name: str | None = None) -> torch.dtype:
    """The type to multiply in.

    Args:
        name: ``float32`` or ``bfloat16``; by itself what ``QUOTES_PRECISION`` says, and where that says nothing
            bfloat16 on a processor that multiplies it (AVX-512 BF16, AMX), float32 on any other.

    Raises:
        ModelError: there is no such type.
    """
    name = name or os.environ.get(VARIABLE)
    if not name:
        return torch.bfloat16 if _multiplies_bfloat16() else torch.float32
    if name not in _TYPES:
        raise ModelError(f"{VARIABLE}={name}: no such precision", hint=f"give {' or '.join(_TYPES)}, or leave it out")
    return _TYPES[name]


def _multiplies_bfloat16() -> bool:
    says = getattr(torch.cpu, "_is_avx512_bf16_supported", None)  # PyTorch has no public word for it in all versions
    return bool(says and says() and torch.backends.mkldnn.is_available())  # type: ignore[no-untyped-call]


class Product:
    """A linear layer, or several that read the same side by side, as one product: float32 in and out.

    Args:
        layers: each a ``torch.nn.Linear``.
        kind: the type to multiply in.
    """

    def __init__(self, *layers: Any, kind: torch.dtype) -> None:
        self._kind = kind
        self._weight = torch.cat([layer.weight for layer in layers]).detach().to(kind)
        self._bias = torch.cat([layer.bias for layer in layers]).detach().to(kind)

    def __call__(self, inputs: torch.Tensor) -> torch.Tensor:
        return torch.nn.functional.linear(inputs.to(self._kind), self._weight, self._bias).float()
