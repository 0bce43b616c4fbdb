"""The type of matrix products: bfloat16 where the processor supports it, float32 elsewhere or on request."""

from __future__ import annotations

import pytest
import torch

from quotes.errors import ModelError
from quotes.parsing.stanza_cpu import precision
from quotes.parsing.stanza_cpu.precision import VARIABLE, FusedLinear, choose_dtype


@pytest.fixture(autouse=True)
def _without_environment_variable(monkeypatch):
    monkeypatch.delenv(VARIABLE, raising=False)


@pytest.mark.parametrize(("supported", "dtype"), [(True, torch.bfloat16), (False, torch.float32)])
def test_the_default_depends_on_the_processor(monkeypatch, supported, dtype):
    monkeypatch.setattr(precision, "_has_fast_bfloat16", lambda: supported)
    assert choose_dtype() == dtype


@pytest.mark.parametrize("supported", [True, False])
def test_the_environment_variable_overrides_the_processor(monkeypatch, supported):
    monkeypatch.setattr(precision, "_has_fast_bfloat16", lambda: supported)
    monkeypatch.setenv(VARIABLE, "float32")
    assert choose_dtype() == torch.float32


def test_the_argument_overrides_the_environment_variable(monkeypatch):
    monkeypatch.setenv(VARIABLE, "float32")
    assert choose_dtype("bfloat16") == torch.bfloat16


def test_an_unknown_precision_is_an_error_with_the_known_ones(monkeypatch):
    monkeypatch.setenv(VARIABLE, "int8")
    with pytest.raises(ModelError, match=r"QUOTES_PRECISION=int8.*float32 or bfloat16"):
        choose_dtype()


def test_an_older_pytorch_that_cannot_tell_uses_float32(monkeypatch):
    monkeypatch.delattr(torch.cpu, "_is_avx512_bf16_supported", raising=False)
    assert choose_dtype() == torch.float32


def test_several_layers_give_their_outputs_side_by_side():
    layers = [torch.nn.Linear(5, 3), torch.nn.Linear(5, 2)]
    inputs = torch.randn(4, 5)
    fused = FusedLinear(*layers, dtype=torch.float32)(inputs)
    assert torch.allclose(fused, torch.cat([layer(inputs) for layer in layers], 1), atol=1e-6)


def test_a_layer_in_bfloat16_reads_and_returns_float32():
    layer = torch.nn.Linear(50, 3)
    inputs = torch.randn(4, 50)
    outputs = FusedLinear(layer, dtype=torch.bfloat16)(inputs)
    assert outputs.dtype == torch.float32
    assert torch.allclose(outputs, layer(inputs), atol=0.05)
