"""What letters say of a word is what Stanza's character model says; tried on small networks with random weights."""

from __future__ import annotations

import pytest
import torch

from quotes.parsing.stanza_cpu import char_model
from quotes.parsing.stanza_cpu.char_model import Spelling

WORDS = [[3, 4], [5], [1, 2, 3, 4, 5, 6, 7], [2, 2, 2, 2], [9, 8, 7], [5]]


@pytest.fixture(params=[(False, True), (True, False), (True, True)], ids=["one way", "ends of two ways", "two ways"])
def model(request):
    from stanza.models.common.char_model import CharacterModel

    both_ways, attention = request.param
    torch.manual_seed(3)
    args = {"char_emb_dim": 5, "char_hidden_dim": 4, "char_num_layers": 1, "char_rec_dropout": 0, "dropout": 0.3}
    made = CharacterModel(args, {"char": range(12)}, bidirectional=both_ways, attention=attention)
    for parameter in made.parameters():
        torch.nn.init.normal_(parameter)
    return made.eval()


def stanzas_own(model) -> torch.Tensor:
    from stanza.models.common.data import get_long_tensor

    order = sorted(range(len(WORDS)), key=lambda k: -len(WORDS[k]))
    letters = get_long_tensor([WORDS[k] for k in order], len(WORDS))
    return model(letters, None, order, [len(WORDS)], [len(WORDS[k]) for k in order]).data


@pytest.mark.parametrize("batch", [8000, 8])
def test_it_is_that_of_stanza_in_batches_of_any_size(model, monkeypatch, batch):
    monkeypatch.setattr(char_model, "BATCH_CHARS", batch)
    with torch.inference_mode():
        ours = Spelling(model, torch.float32)(WORDS)
        assert torch.allclose(ours, stanzas_own(model), atol=1e-5)
