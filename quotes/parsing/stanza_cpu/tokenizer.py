"""Stanza's tokenizer over many texts at once, and its expander of multi-word tokens, with the same answers.

It saves Stanza's work in Python for every character. Stanza also lets the network read the padding behind a text, as
much as the longest text of the batch needs. Here every text has the single character of padding that it has when it is
alone, so its tokens depend on no other text and are those that Stanza gives for it alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import torch
from stanza.models.tokenization.data import PER_CHAR_FEAT_FUNCS, WHITESPACE_RE
from stanza.models.tokenization.utils import update_pred_regex
from stanza.pipeline.tokenize_processor import TOKEN_TOO_LONG_REPLACEMENT, TokenizeProcessor
from torch.nn.functional import linear, logsigmoid

from quotes.parsing.stanza_cpu.layers import LSTMLayer, PackedBatch, batch_by_length

#: Characters in a batch, padding included.
BATCH_CHARS = 16_000
#: Forms of multi-word tokens whose words are kept; a fuller cache is emptied.
MAX_EXPANSIONS = 20_000
#: The labels of a character, by what ends with it: a token, a sentence, a multi-word token, or both. 0 is nothing.
_TOKEN, _SENTENCE, _MWT, _MWT_AND_SENTENCE = 1, 2, 3, 4

Labels = np.ndarray[Any, np.dtype[np.int64]]
_NO_LABELS: Labels = np.zeros(0, dtype=np.int64)


class Token(NamedTuple):
    """A token at ``text[start:end]``; a multi-word token is written for several words."""

    form: str
    start: int
    end: int
    is_multiword: bool = False


def is_supported(processor: Any) -> bool:
    """Return whether the tokenizer is of the kind that runs here: one network over characters and their features."""
    args = processor.trainer.args
    is_standard = args["rnn_layers"] == 1 and args["conv_res"] is None and args["hierarchical"] and args["use_mwt"]
    features = set(PER_CHAR_FEAT_FUNCS) | {"end_of_para", "start_of_para"}
    has_known_features = set(args["feat_funcs"]) <= features and not processor.vocab.lang_replaces_spaces
    has_extras = args.get("charlm_forward_file") or args["use_dictionary"] or args.get("skip_newline")
    return bool(is_standard and has_known_features and not has_extras)


@dataclass(frozen=True, slots=True)
class _NormalizedText:
    """A text with every run of white space as one space, and the positions of its characters in the text."""

    chars: str
    positions: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> _NormalizedText:
        spaced = WHITESPACE_RE.sub(" ", text.rstrip())
        if "  " not in spaced:
            return cls(spaced, tuple(range(len(spaced))))
        kept = [k for k, ch in enumerate(spaced) if ch != " " or k == 0 or spaced[k - 1] != " "]
        return cls("".join(spaced[k] for k in kept), tuple(kept))


class CpuTokenizer:
    """Splits texts into sentences and tokens.

    Args:
        processor: Stanza's ``tokenize`` processor.
        dtype: the type of the matrix products.
    """

    def __init__(self, processor: Any, dtype: torch.dtype) -> None:
        self._network, self._vocab = _Network(processor.trainer, dtype), processor.vocab
        names = processor.trainer.args["feat_funcs"]
        self._features = [PER_CHAR_FEAT_FUNCS[name] for name in names if name in PER_CHAR_FEAT_FUNCS]
        self._edge_features = [name for name in ("end_of_para", "start_of_para") if name in names]
        self._longest_token = processor.config.get("max_seqlen", TokenizeProcessor.MAX_SEQ_LENGTH_DEFAULT)
        self._window = max(1000, self._longest_token)
        self._rows: dict[str, list[int]] = {}

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
        """Encode every character, and the padding behind, as its id and its features."""
        rows = self._rows
        for ch in set(text).difference(rows):
            rows[ch] = [self._vocab.unit2id(ch), *(feature(ch) for feature in self._features)]
        width = 1 + len(self._features)
        table = np.zeros((len(text) + 1, width + len(self._edge_features)), dtype=np.int64)
        table[:-1, :width] = np.array([rows[ch] for ch in text], dtype=np.int64).reshape(-1, width)
        table[-1, 0] = self._vocab.unit2id("<PAD>")
        for k, edge in enumerate(self._edge_features if text else ()):
            table[-2 if edge == "end_of_para" else 0, width + k] = 1
        return table

    def _cut_window(self, table: Labels, start: int) -> Labels:
        """Return the characters from ``start``; a window of a long text has no padding."""
        if len(table) <= self._window:
            return table
        return table[start : min(start + self._window, len(table) - 1)]

    def _predict(self, windows: Sequence[Labels]) -> list[Labels]:
        out: list[Labels] = [_NO_LABELS] * len(windows)
        with torch.inference_mode():
            for indices in batch_by_length([len(window) for window in windows], BATCH_CHARS):
                batch = PackedBatch([len(windows[k]) for k in indices])
                joined = torch.from_numpy(np.concatenate([windows[k] for k in indices]))
                starts = torch.tensor([0, *(len(windows[k]) for k in indices)]).cumsum(0)
                members = starts[batch.sequence] + batch.position
                labels = np.empty(len(joined), dtype=np.int64)
                labels[members.numpy()] = self._network(joined[members], batch).numpy()
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
                shown = form if len(form) <= self._longest_token else TOKEN_TOO_LONG_REPLACEMENT
                sentence.append(Token(shown, first, last, is_multiword))
                if label in (_SENTENCE, _MWT_AND_SENTENCE):
                    yield sentence
                    sentence = []
            start = end
        if sentence:
            yield sentence


class _Network:
    """Stanza's ``Tokenizer`` network on packed characters."""

    def __init__(self, trainer: Any, dtype: torch.dtype) -> None:
        self._model = model = trainer.model.eval()
        self._inverse_temperature = trainer.args["hier_invtemp"]
        self._first, self._second = LSTMLayer(model.rnn, dtype), LSTMLayer(model.rnn2, dtype)
        first_heads = (model.tok_clf, model.sent_clf, model.mwt_clf)
        second_heads = (model.tok_clf2, model.sent_clf2, model.mwt_clf2)
        self._first_weight = torch.cat([head.weight for head in first_heads]).detach()
        self._bias = torch.cat([head.bias for head in first_heads]).detach()
        self._second_weight = torch.cat([head.weight for head in second_heads]).detach()

    def __call__(self, characters: torch.Tensor, batch: PackedBatch) -> torch.Tensor:
        """Return the most likely label of each character, given its id and its features."""
        inputs = torch.cat([self._model.embeddings(characters[:, 0]), characters[:, 1:].float()], 1)
        states = self._first(inputs, batch)
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
    if "@" in text or "." in text or "www" in text:
        update_pred_regex(text, labels)
    return labels


class CpuExpander:
    """Expands multi-word tokens (``katanya``) by Stanza's ``mwt`` processor, each form once.

    The words of a token depend on its form alone.
    """

    def __init__(self, processor: Any) -> None:
        self._processor = processor
        self._words: dict[str, tuple[str, ...]] = {}

    def expand(self, sentences: Sequence[Sequence[Token]]) -> list[tuple[tuple[str, ...], ...]]:
        """Return, for every sentence, the words of every token."""
        self._add({token.form for sentence in sentences for token in sentence if token.is_multiword})
        words = self._words
        return [tuple(words[t.form] if t.is_multiword else (t.form,) for t in sentence) for sentence in sentences]

    def _add(self, forms: set[str]) -> None:
        from stanza.models.common.doc import ID, MISC, TEXT, Document

        if len(self._words) > MAX_EXPANSIONS:
            self._words.clear()
        new = sorted(forms.difference(self._words))
        if not new:
            return
        document = Document([[{ID: (1,), TEXT: form, MISC: "MWT=Yes"}] for form in new])
        expanded = self._processor.process(document)
        for form, sentence in zip(new, expanded.sentences, strict=True):
            self._words[form] = tuple(word.text for word in sentence.words)
