"""The character encoder equals Stanza's character model, on small networks with random weights."""

from __future__ import annotations

import pytest
import torch

from quotes.parsing.stanza_cpu import char_model
from quotes.parsing.stanza_cpu.char_model import CharacterEncoder

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
    monkeypatch.setattr(char_model, "BATCH_CHARS", batch)
    with torch.inference_mode():
        ours = CharacterEncoder(model, torch.float32)(WORDS)
        assert torch.allclose(ours, encode_with_stanza(model), atol=1e-5)
