"""Stanza's tokenizer over many texts at once, and its expander of multi-word tokens, with the same answers.

It saves Stanza's work in Python for every character. Stanza also lets the network read the padding behind a text, as
much as the longest text of the batch needs. Here every text has the single character of padding that it has when it is
alone, so its tokens depend on no other text and are those that Stanza gives for it alone.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import torch
from torch.nn.functional import embedding, linear, logsigmoid, relu

from quotes.parsing.stanza_cpu.checkpoints import Checkpoint, Vocabulary
from quotes.parsing.stanza_cpu.layers import LSTMLayer, PackedBatch, batch_by_length

#: Characters in a batch, padding included.
BATCH_CHARS = 16_000
#: Forms of multi-word tokens whose words are kept; a fuller cache is emptied.
MAX_EXPANSIONS = 20_000
#: The labels of a character, by what ends with it: a token, a sentence, a multi-word token, or both. 0 is nothing.
_TOKEN, _SENTENCE, _MWT, _MWT_AND_SENTENCE = 1, 2, 3, 4

#: What replaces the form of a token that is longer than the tokenizer allows, and that length where it sets none.
_TOO_LONG, _LONGEST_TOKEN = "<UNK>", 1000
_WHITE_SPACE = re.compile(r"[\s\u0080-\u009f]")
_NUMBER = re.compile(r"^[\d]+([,\.]+[\d]+)*[,\.]*$")
#: The features of a character, by Stanza's names.
_FEATURES: dict[str, Callable[[str], int]] = {
    "space_before": lambda ch: int(ch == " "),
    "capitalized": lambda ch: int(ch.isupper()),
    "numeric": lambda ch: int(_NUMBER.match(ch) is not None),
}
_EDGE_FEATURES = ("end_of_para", "start_of_para")
#: Mail and web addresses, which are one token: Stanza's expressions.
_MAIL = (
    r"""(?:[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*"""
    r"""|"(?:[\x01-\x08\x0b\x0c\x0e-\x1f\x21\x23-\x5b\x5d-\x7f]|\\[\x01-\x09\x0b\x0c\x0e-\x7f])*")"""
    r"""@(?:(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"""
    r"""|\[(?:(?:(?:2(?:5[0-5]|[0-4][0-9])|1[0-9][0-9]|[1-9]?[0-9]))\.){3}"""
    r"""(?:(?:2(?:5[0-5]|[0-4][0-9])|1[0-9][0-9]|[1-9]?[0-9])|[a-z0-9-]*[a-z0-9]:"""
    r"""(?:[\x01-\x08\x0b\x0c\x0e-\x1f\x21-\x5a\x53-\x7f]|\\[\x01-\x09\x0b\x0c\x0e-\x7f])+)\])"""
)
_WEB = (
    r"""(?:https?:\/\/(?:www\.|(?!www))[a-zA-Z0-9][a-zA-Z0-9-]+[a-zA-Z0-9]\.[^\s"]{2,}"""
    r"""|www\.[a-zA-Z0-9][a-zA-Z0-9-]+[a-zA-Z0-9]\.[^\s"]{2,}"""
    r"""|https?:\/\/(?:www\.|(?!www))[a-zA-Z0-9]+\.[^\s"]{2,}|www\.[a-zA-Z0-9]+\.[^\s"]{2,})"""
    r"""|[a-zA-Z0-9]+\.(?:gov|org|edu|net|com|co)(?:\.[^\s"]{2,})"""
)
_ADDRESS, _WEB_ADDRESS = re.compile(f"(?:{_MAIL}|{_WEB})"), re.compile(_WEB)

#: A number for every character.
Labels = np.ndarray[Any, np.dtype[np.int64]]
_NO_LABELS: Labels = np.zeros(0, dtype=np.int64)


class Token(NamedTuple):
    """A token at ``text[start:end]``; a multi-word token is written for several words."""

    form: str
    start: int
    end: int
    is_multiword: bool = False


def is_supported(checkpoint: Checkpoint) -> bool:
    """Return whether the tokenizer is of the kind that runs here: one network over characters and their features."""
    config = checkpoint.config
    is_standard = config["rnn_layers"] == 1 and config["conv_res"] is None and config["hierarchical"]
    has_known_features = set(config["feat_funcs"]) <= {*_FEATURES, *_EDGE_FEATURES}
    has_extras = config.get("charlm_forward_file") or config.get("use_dictionary") or config.get("skip_newline")
    replaces_spaces = str(config.get("lang")).startswith(("zh", "ja", "ko"))
    has_multiword = hasattr(checkpoint.weights, "mwt_clf")
    return bool(is_standard and has_multiword and has_known_features and not (has_extras or replaces_spaces))


@dataclass(frozen=True, slots=True)
class _NormalizedText:
    """A text with every run of white space as one space, and the positions of its characters in the text."""

    chars: str
    positions: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> _NormalizedText:
        spaced = _WHITE_SPACE.sub(" ", text.rstrip())
        if "  " not in spaced:
            return cls(spaced, tuple(range(len(spaced))))
        kept = [k for k, ch in enumerate(spaced) if ch != " " or k == 0 or spaced[k - 1] != " "]
        return cls("".join(spaced[k] for k in kept), tuple(kept))


class CpuTokenizer:
    """Splits texts into sentences and tokens.

    Args:
        checkpoint: the trained tokenizer, which is :func:`supported <is_supported>`.
        dtype: the type of the matrix products.
    """

    def __init__(self, checkpoint: Checkpoint, dtype: torch.dtype) -> None:
        self._network, self._characters = _Network(checkpoint, dtype), Vocabulary(checkpoint.vocabularies)
        names = checkpoint.config["feat_funcs"]
        self._features = [_FEATURES[name] for name in names if name in _FEATURES]
        self._edge_features = [name for name in _EDGE_FEATURES if name in names]
        self._longest_token = checkpoint.config.get("max_seqlen", _LONGEST_TOKEN)
        self._window = max(1000, self._longest_token)
        # Characters with equal features are still of different kinds; 0 is the padding, and a character not seen yet.
        self._kinds = np.zeros(sys.maxunicode + 1, dtype=np.int64)
        self._rows = [[*self._characters.find_ids(["<PAD>"]), *(0 for _ in self._features)]]
        self._add_kinds([])

    def tokenize(self, texts: Sequence[str]) -> list[list[list[Token]]]:
        """Return, for every text, its sentences, each a list of tokens."""
        normalized = [_NormalizedText.of(text) for text in texts]
        labels = self._label([text.chars for text in normalized])
        return [list(self._split_sentences(*pair)) for pair in zip(normalized, labels, strict=True)]

    def _label(self, texts: Sequence[str]) -> list[Labels]:
        """Label the characters of the texts; a long text is labelled window by window, as Stanza does."""
        encoded = [self._encode(text) for text in texts]
        out: list[list[Labels]] = [[] for _ in texts]
        at = [0] * len(texts)
        while unfinished := [k for k, text in enumerate(texts) if at[k] < len(text)]:
            windows = [self._cut_window(encoded[k], at[k]) for k in unfinished]
            for k, predicted in zip(unfinished, self._predict(windows), strict=True):
                left = len(texts[k]) - at[k]
                labels = predicted[: min(left, self._window)]
                breaks = np.flatnonzero((labels == _SENTENCE) | (labels == _MWT_AND_SENTENCE))
                # The next window begins after the last whole sentence of this one.
                end = len(labels) if left <= self._window or not len(breaks) else int(breaks[-1]) + 1
                out[k].append(labels[:end])
                at[k] += end
        return [
            _finish_labels(text, np.concatenate(parts or [_NO_LABELS])) for text, parts in zip(texts, out, strict=True)
        ]

    def _encode(self, text: str) -> Labels:
        """Return the row of the input table for every character, and for the padding behind."""
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        kinds = self._kinds[codes]
        if not kinds.all():
            self._add_kinds(sorted({text[k] for k in np.flatnonzero(kinds == 0).tolist()}))
            kinds = self._kinds[codes]
        rows = np.zeros(len(text) + 1, dtype=np.int64)
        rows[:-1] = kinds << len(self._edge_features)
        for k, edge in enumerate(self._edge_features if text else ()):
            rows[-2 if edge == "end_of_para" else 0] += 1 << k
        return rows

    def _add_kinds(self, characters: Sequence[str]) -> None:
        """Give characters a kind, and the input table a row for each kind and each set of edges."""
        for ch, k in zip(characters, self._characters.find_ids(characters), strict=True):
            self._kinds[ord(ch)] = len(self._rows)
            self._rows.append([k, *(feature(ch) for feature in self._features)])
        count = len(self._edge_features)
        edges = [[bits >> k & 1 for k in range(count)] for bits in range(1 << count)]
        self._network.set_inputs(torch.tensor([[*row, *each] for row in self._rows for each in edges]))

    def _cut_window(self, rows: Labels, start: int) -> Labels:
        """Return the rows of the characters from ``start``; a window of a long text has no padding."""
        if len(rows) <= self._window:
            return rows
        return rows[start : min(start + self._window, len(rows) - 1)]

    def _predict(self, windows: Sequence[Labels]) -> list[Labels]:
        out: list[Labels] = [_NO_LABELS] * len(windows)
        with torch.inference_mode():
            for indices in batch_by_length([len(window) for window in windows], BATCH_CHARS):
                batch = PackedBatch([len(windows[k]) for k in indices])
                joined = torch.from_numpy(np.concatenate([windows[k] for k in indices]))
                starts = torch.tensor([0, *(len(windows[k]) for k in indices)]).cumsum(0)
                members = starts[batch.sequence] + batch.position
                labels = np.empty(len(joined), dtype=np.int64)
                labels[members.numpy()] = self._network(joined[members], batch)[: len(batch)].numpy()
                for k, part in zip(indices, np.split(labels, starts[1:-1].numpy()), strict=True):
                    out[k] = part
        return out

    def _split_sentences(self, text: _NormalizedText, labels: Labels) -> Iterator[list[Token]]:
        start, sentence = 0, list[Token]()
        ends = np.flatnonzero(labels)
        for end, label in zip((ends + 1).tolist(), labels[ends].tolist(), strict=True):
            form = text.chars[start:end].lstrip()
            if form:
                first, last = text.positions[end - len(form)], text.positions[end - 1] + 1
                is_multiword = label in (_MWT, _MWT_AND_SENTENCE)
                shown = form if len(form) <= self._longest_token else _TOO_LONG
                sentence.append(Token(shown, first, last, is_multiword))
                if label in (_SENTENCE, _MWT_AND_SENTENCE):
                    yield sentence
                    sentence = []
            start = end
        if sentence:
            yield sentence


class _Network:
    """Stanza's ``Tokenizer`` network on packed characters."""

    def __init__(self, checkpoint: Checkpoint, dtype: torch.dtype) -> None:
        self._weights = weights = checkpoint.weights
        self._inverse_temperature = checkpoint.config["hier_invtemp"]
        self._first, self._second = LSTMLayer(weights.rnn, dtype), LSTMLayer(weights.rnn2, dtype)
        first_heads = (weights.tok_clf, weights.sent_clf, weights.mwt_clf)
        second_heads = (weights.tok_clf2, weights.sent_clf2, weights.mwt_clf2)
        self._first_weight = torch.cat([head.weight for head in first_heads])
        self._bias = torch.cat([head.bias for head in first_heads])
        self._second_weight = torch.cat([head.weight for head in second_heads])

    def set_inputs(self, table: torch.Tensor) -> None:
        """Set the input table: for every row the id and the features of a character."""
        vectors = embedding(table[:, 0], self._weights.embeddings.weight)
        self._inputs = self._first.prepare(torch.cat([vectors, table[:, 1:].float()], 1))

    def __call__(self, rows: torch.Tensor, batch: PackedBatch) -> torch.Tensor:
        """Return the most likely label of each character, given its row of the input table."""
        states = self._first(embedding(rows, self._inputs), batch)
        scores = linear(states, self._first_weight, self._bias)
        if self._inverse_temperature > 0:
            states = states * (1 - torch.sigmoid(-scores[:, :1] * self._inverse_temperature))
        scores = scores + linear(self._second(states, batch), self._second_weight)
        token, sentence, mwt = logsigmoid(scores).unbind(1)
        no_token, no_sentence, no_mwt = logsigmoid(-scores).unbind(1)
        by_label = [
            no_token, token + no_sentence + no_mwt, token + sentence + no_mwt, token + no_sentence + mwt,
            token + sentence + mwt,
        ]  # fmt: skip
        return torch.stack(by_label, 1).argmax(1)


def _finish_labels(text: str, labels: Labels) -> Labels:
    """End a sentence with the text, and keep web and mail addresses whole, as Stanza does."""
    if not len(labels):
        return labels
    labels = labels.copy()
    labels[-1] = _MWT_AND_SENTENCE if labels[-1] > _SENTENCE else _SENTENCE
    if "." in text or "@" in text:
        address = _ADDRESS if "@" in text else _WEB_ADDRESS  # without a mail address the search is much faster
        for match in address.finditer(text):
            labels[match.start() : match.end() - 1] = 0
            labels[match.end() - 1] = labels[match.end() - 1] or _TOKEN
    return labels


def is_expander_supported(checkpoint: Checkpoint) -> bool:
    """Return whether the expander is of the kind that runs here: a dictionary, and a network that cuts words."""
    config = checkpoint.config
    return bool(config.get("force_exact_pieces") and config.get("ensemble_dict") and not config["dict_only"])


class CpuExpander:
    """Expands multi-word tokens (``katanya``), each form once: the words of a token depend on its form alone.

    Args:
        checkpoint: the trained expander, which is :func:`supported <is_expander_supported>`.
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
