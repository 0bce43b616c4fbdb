"""What the networks multiply in: bfloat16 where the processor has it, float32 where it has not or the user says so."""

from __future__ import annotations

import pytest
import torch

from quotes.errors import ModelError
from quotes.parsing.stanza_cpu import precision
from quotes.parsing.stanza_cpu.precision import VARIABLE, Product, wanted


@pytest.fixture(autouse=True)
def _nothing_is_asked_for(monkeypatch):
    monkeypatch.delenv(VARIABLE, raising=False)


@pytest.mark.parametrize(("able", "kind"), [(True, torch.bfloat16), (False, torch.float32)])
def test_the_processor_decides_where_nobody_else_does(monkeypatch, able, kind):
    monkeypatch.setattr(precision, "_multiplies_bfloat16", lambda: able)
    assert wanted() == kind


@pytest.mark.parametrize("able", [True, False])
def test_the_environment_decides_whatever_the_processor_can(monkeypatch, able):
    monkeypatch.setattr(precision, "_multiplies_bfloat16", lambda: able)
    monkeypatch.setenv(VARIABLE, "float32")
    assert wanted() == torch.float32


def test_what_a_program_asks_for_goes_before_the_environment(monkeypatch):
    monkeypatch.setenv(VARIABLE, "float32")
    assert wanted("bfloat16") == torch.bfloat16


def test_an_unknown_precision_is_refused_with_what_is_known(monkeypatch):
    monkeypatch.setenv(VARIABLE, "int8")
    with pytest.raises(ModelError, match=r"QUOTES_PRECISION=int8.*float32 or bfloat16"):
        wanted()


def test_an_older_pytorch_that_says_nothing_of_the_processor_multiplies_in_float32(monkeypatch):
    monkeypatch.delattr(torch.cpu, "_is_avx512_bf16_supported", raising=False)
    assert wanted() == torch.float32


def test_several_layers_are_one_product():
    layers = [torch.nn.Linear(5, 3), torch.nn.Linear(5, 2)]
    inputs = torch.randn(4, 5)
    together = Product(*layers, kind=torch.float32)(inputs)
    assert torch.allclose(together, torch.cat([layer(inputs) for layer in layers], 1), atol=1e-6)


def test_a_product_in_bfloat16_takes_and_gives_float32():
    layer = torch.nn.Linear(50, 3)
    inputs = torch.randn(4, 50)
    found = Product(layer, kind=torch.bfloat16)(inputs)
    assert found.dtype == torch.float32
    assert torch.allclose(found, layer(inputs), atol=0.05)
