"""Layers on a CPU: the type of the products, and the character model."""

from __future__ import annotations

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.errors import ModelError
from quotes.parsing.stanza_cpu import layers
from quotes.parsing.stanza_cpu.checkpoints import nest
from quotes.parsing.stanza_cpu.layers import (
    VARIABLE,
    CharacterEncoder,
    FusedLinear,
    LSTMLayer,
    PackedBatch,
    batch_by_length,
    choose_dtype,
    simplify_marks,
)


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


# --- batches ---------------------------------------------------------------------------------------


@given(st.lists(st.integers(1, 60), min_size=1, max_size=200), st.integers(1, 800))
def test_batches_hold_every_sequence_once_and_are_full_at_a_multiple_of_16(lengths, size):
    batches = list(batch_by_length(lengths, size))
    in_order = [k for batch in batches for k in batch]

    assert sorted(in_order) == list(range(len(lengths)))
    assert [lengths[k] for k in in_order] == sorted(lengths, reverse=True)
    for batch in batches[:-1]:
        longest = lengths[batch[0]]
        assert len(batch) % 16 == 0 or 16 * longest > size
        assert (len(batch) - 16) * longest <= size
        assert (len(batch) + 1) * longest > size


def test_a_sequence_longer_than_a_batch_is_a_batch_of_its_own():
    assert list(batch_by_length([5, 100, 7, 120], 90)) == [[3], [1], [2, 0]]


@settings(deadline=None)
@given(st.lists(st.integers(1, 40), min_size=1, max_size=20))
def test_a_packed_batch_gives_every_sequence_the_states_that_it_has_alone(lengths):
    lengths.sort(reverse=True)
    torch.manual_seed(3)
    lstm = torch.nn.LSTM(5, 4, bidirectional=True)
    with torch.inference_mode():
        batch = PackedBatch(lengths)
        data = torch.randn(len(batch), 5)
        states = LSTMLayer(nest(lstm.state_dict()), torch.float32)(data, batch)
        for k in range(len(lengths)):
            members = (batch.sequence == k).nonzero().squeeze(1)
            assert batch.position[members].tolist() == list(range(lengths[k]))
            assert torch.allclose(states[members], lstm(data[members])[0], atol=1e-5)


def test_a_packed_batch_has_few_shapes():
    shapes = {
        (batch.width, len(batch.pad_rows(batch.position)))
        for batch in map(PackedBatch, ([9] * n for n in range(1, 257)))
    }
    assert {width % 16 for width, _ in shapes} == {0}
    assert {rows % 256 for _, rows in shapes} == {0}
    assert len(shapes) < 30


@pytest.mark.parametrize(("width", "size"), [(37, 64), (5, 220), (64, 32)])
def test_a_layer_for_the_matrix_unit_gives_the_same_states(monkeypatch, width, size):
    torch.manual_seed(4)
    lstm, lengths = torch.nn.LSTM(width, size, bidirectional=True), [30, 22, 7]
    with torch.inference_mode():
        batch = PackedBatch(lengths)
        data = torch.randn(len(batch), width)
        exact = LSTMLayer(nest(lstm.state_dict()), torch.float32)(data, batch)[: len(batch)]
        for has_unit in (True, False):
            monkeypatch.setattr(layers, "has_matrix_unit", lambda dtype, found=has_unit: found)
            states = LSTMLayer(nest(lstm.state_dict()), torch.bfloat16)(data, batch)[: len(batch)]
            assert states.shape == exact.shape
            assert torch.allclose(states, exact, atol=0.02)


@pytest.mark.parametrize(
    ("members", "rows"), [(1, 256), (256, 256), (257, 512), (1025, 1536), (2048, 2048), (2049, 4096)]
)
def test_a_batch_has_one_of_few_numbers_of_rows(members, rows):
    assert len(PackedBatch([members]).pad_rows(torch.arange(members))) == rows
