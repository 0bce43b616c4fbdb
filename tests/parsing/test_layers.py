"""Layers on a CPU: the type of the products, and the character model."""

from __future__ import annotations

import pytest
import torch

from quotes.errors import ModelError
from quotes.parsing.stanza_cpu import layers
from quotes.parsing.stanza_cpu.checkpoints import nest
from quotes.parsing.stanza_cpu.layers import VARIABLE, CharacterEncoder, FusedLinear, choose_dtype, simplify_marks


@pytest.fixture(autouse=True)
def _without_environment_variable(monkeypatch):
    monkeypatch.delenv(VARIABLE, raising=False)


@pytest.mark.parametrize(("supported", "dtype"), [(True, torch.bfloat16), (False, torch.float32)])
def test_the_default_depends_on_the_processor(monkeypatch, supported, dtype):
    monkeypatch.setattr(layers, "_has_fast_bfloat16", lambda: supported)
    assert choose_dtype() == dtype


@pytest.mark.parametrize("supported", [True, False])
def test_the_environment_variable_overrides_the_processor(monkeypatch, supported):
    monkeypatch.setattr(layers, "_has_fast_bfloat16", lambda: supported)
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


WORDS = [[3, 4], [5], [1, 2, 3, 4, 5, 6, 7], [2, 2, 2, 2], [9, 8, 7], [5]]


@pytest.fixture(
    params=[(False, True), (True, False), (True, True)],
    ids=["forward with attention", "both directions", "both directions with attention"],
)
def model(request):
    from stanza.models.common.char_model import CharacterModel

    bidirectional, attention = request.param
    torch.manual_seed(3)
    args = {"char_emb_dim": 5, "char_hidden_dim": 4, "char_num_layers": 1, "char_rec_dropout": 0, "dropout": 0.3}
    network = CharacterModel(args, {"char": range(12)}, bidirectional=bidirectional, attention=attention)
    for parameter in network.parameters():
        torch.nn.init.normal_(parameter)
    return network.eval()


def encode_with_stanza(model) -> torch.Tensor:
    from stanza.models.common.data import get_long_tensor

    order = sorted(range(len(WORDS)), key=lambda k: -len(WORDS[k]))
    letters = get_long_tensor([WORDS[k] for k in order], len(WORDS))
    return model(letters, None, order, [len(WORDS)], [len(WORDS[k]) for k in order]).data


@pytest.mark.parametrize("batch", [8000, 8])
def test_the_encoding_equals_stanzas_in_batches_of_any_size(model, monkeypatch, batch):
    monkeypatch.setattr(layers, "BATCH_CHARS", batch)
    with torch.inference_mode():
        ours = CharacterEncoder(nest(model.state_dict()), torch.float32)(WORDS)
        assert torch.allclose(ours, encode_with_stanza(model), atol=1e-5)


@pytest.mark.parametrize("form", ["?", "!", "??", "!!", "?!", "!?!", "⁇!", "‼", "ya?!", "?ya", ".", ""])
def test_marks_are_simplified_as_by_stanza(form):
    from stanza.models.common.utils import simplify_punct

    assert simplify_marks([form]) == simplify_punct([[[form]]])[0][0]
