"""Stanza's expander of multi-word tokens, with the same words."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch.nn.functional import embedding, linear, relu

from quotes.parsing.stanza_cpu.checkpoints import Checkpoint, Vocabulary
from quotes.parsing.stanza_cpu.layers import LSTMLayer, PackedBatch, batch_by_length
from quotes.parsing.stanza_cpu.plain_words import Token

#: Characters in a batch, padding included.
BATCH_CHARS = 16_000
#: Forms of multi-word tokens whose words are kept; a fuller cache is emptied.
MAX_EXPANSIONS = 20_000


def is_supported(checkpoint: Checkpoint) -> bool:
    """Return whether the expander is of the kind that runs here: a dictionary, and a network that cuts words."""
    config = checkpoint.config
    return bool(config.get("force_exact_pieces") and config.get("ensemble_dict") and not config["dict_only"])


class CpuExpander:
    """Expands multi-word tokens (``katanya``), each form once: the words of a token depend on its form alone.

    Args:
        checkpoint: the trained expander, which is :func:`supported <is_supported>`.
    """

    def __init__(self, checkpoint: Checkpoint) -> None:
        self._weights, self._characters = checkpoint.weights, Vocabulary(checkpoint.vocabularies)
        layers = range(checkpoint.config["num_layers"])
        self._layers = [LSTMLayer(self._weights.encoder, torch.float32, layer) for layer in layers]
        self._dictionary = checkpoint.dictionary
        self._words: dict[str, tuple[str, ...]] = {}

    def expand(self, sentences: Sequence[Sequence[Token]]) -> list[tuple[tuple[str, ...], ...]]:
        """Return, for every sentence, the words of every token."""
        self._add({token.form for sentence in sentences for token in sentence if token.is_multiword})
        words = self._words
        return [tuple(words[t.form] if t.is_multiword else (t.form,) for t in sentence) for sentence in sentences]

    def _add(self, forms: set[str]) -> None:
        if len(self._words) > MAX_EXPANSIONS:
            self._words.clear()
        new = sorted(forms.difference(self._words))
        found = {form: self._look_up(form) for form in new}
        if unknown := [form for form, words in found.items() if words is None]:
            found.update(zip(unknown, self._cut(unknown), strict=True))
        for form, words in found.items():
            parts = tuple((words or "").split())
            self._words[form] = parts if len(parts) > 1 else (form,)

    def _look_up(self, form: str) -> str | None:
        """Look a form up as it is and, where it has capitals, in lower case."""
        if form in self._dictionary:
            return self._dictionary[form]
        words = self._dictionary.get(form.lower())
        if words is not None and form.isupper():
            return words.upper()
        if words is not None and form[0].isupper() and form[1:].islower():
            return words[0].upper() + words[1:]
        return None

    def _cut(self, forms: Sequence[str]) -> list[str]:
        """Put a space before every character at which the network begins a word."""
        weights, (hidden, output) = self._weights, self._weights.output_layer
        out = dict.fromkeys(forms, "")
        with torch.inference_mode():
            ids = {form: self._characters.find_ids(["<SOS>", *form, "<EOS>"]) for form in forms}
            for indices in batch_by_length([len(ids[form]) for form in forms], BATCH_CHARS):
                members = [forms[k] for k in indices]
                batch = PackedBatch([len(ids[form]) for form in members])
                places = list(zip(batch.sequence.tolist(), batch.position.tolist(), strict=True))
                states = embedding(torch.tensor([ids[members[k]][j] for k, j in places]), weights.embedding.weight)
                for layer in self._layers:
                    states = layer(states, batch)
                states = relu(linear(states[: len(batch)], hidden.weight, hidden.bias))
                scores = linear(states, output.weight, output.bias)
                for (k, j), is_first in zip(places, (scores[:, 1] > scores[:, 0]).tolist(), strict=True):
                    if 0 < j <= len(members[k]):
                        out[members[k]] += (" " if is_first else "") + members[k][j - 1]
        return [out[form] for form in forms]
