"""Stanza's tokenizer over many texts at once.

It saves Stanza's work in Python for every character. Stanza also lets the network read the padding behind a text, as
much as the longest text of the batch needs. Here every text has the single character of padding that it has when it is
alone, so its tokens depend on no other text and are those that Stanza gives for it alone; only a word with an
apostrophe (``Syafi'in``), which Stanza often divides, is always one token.

For a model whose index says so, plain words are divided without the network (:mod:`.plain_words`). It then reads only
the other words, with some characters around them.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import torch
from torch.nn.functional import embedding, linear, logsigmoid

from quotes.parsing.stanza_cpu.checkpoints import Checkpoint, Vocabulary
from quotes.parsing.stanza_cpu.layers import LSTMLayer, PackedBatch, batch_by_length
from quotes.parsing.stanza_cpu.plain_words import Division, PlainWords, Token, may_have_clitic, split_at_spaces

#: Characters in a batch, padding included.
BATCH_CHARS = 16_000
#: Characters that the network reads before and behind a word that is not plain.
BEFORE, BEHIND = 80, 30
#: The words beside a form that is divided once for all places, and the score from which it is divided so beside others.
_BESIDE, _SURE = ("itu, ", " dan"), 1.25
#: Where some clitics show that do not among other words: ``"…," bebernya``.
_BEHIND_QUOTATION = ('benar," ', ".")
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
#: What stands before the rest of a word with an apostrophe, which is one token: ``Syafi'in``, ``D'Angelo``, ``Jum'at``.
_BEFORE_APOSTROPHE = re.compile(r"[^\W\d_](?=['`][^\W\d_])")

#: A number for every character.
Labels = np.ndarray[Any, np.dtype[np.int64]]
_NO_LABELS: Labels = np.zeros(0, dtype=np.int64)


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
    positions: Sequence[int]

    @classmethod
    def of(cls, text: str) -> _NormalizedText:
        spaced = _WHITE_SPACE.sub(" ", text.rstrip())
        if "  " not in spaced:
            return cls(spaced, range(len(spaced)))
        kept = [k for k, ch in enumerate(spaced) if ch != " " or k == 0 or spaced[k - 1] != " "]
        return cls("".join(spaced[k] for k in kept), tuple(kept))


class CpuTokenizer:
    """Splits texts into sentences and tokens.

    Args:
        checkpoint: the trained tokenizer, which is :func:`supported <is_supported>`.
        dtype: the type of the matrix products.
        has_plain_words: divide plain words without the network.
    """

    def __init__(self, checkpoint: Checkpoint, dtype: torch.dtype, *, has_plain_words: bool = False) -> None:
        self._network, self._characters = _Network(checkpoint, dtype), Vocabulary(checkpoint.vocabularies)
        self._plain_words = PlainWords(self._divide_alone) if has_plain_words else None
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
        chars = [text.chars for text in normalized]
        if self._plain_words is None:
            forms = [[text] for text in chars]
            divisions = [[self._divide(*pair)] for pair in zip(chars, self._label(chars), strict=True)]
        else:
            forms = [split_at_spaces(text) for text in chars]
            divisions = self._divide_texts(chars, forms, self._plain_words.divide(forms))
        return [list(_join_sentences(*each)) for each in zip(normalized, forms, divisions, strict=True)]

    def _divide_alone(self, forms: Sequence[str]) -> Iterator[Division | None]:
        """Divide forms wherever they stand; yield None where the network is not sure without the words around."""
        labels = self._label_beside(forms, *_BESIDE)
        doubtful = [k for k, form in enumerate(forms) if may_have_clitic(form) and labels[k].max() < _MWT]
        again = self._label_beside([forms[k] for k in doubtful], *_BEHIND_QUOTATION)
        for k, found in zip(doubtful, again, strict=True):
            labels[k] = np.where(labels[k] == found, labels[k], -1)
        for form, each in zip(forms, labels, strict=True):
            yield self._divide_form(form, each) if each.min() >= 0 else None

    def _label_beside(self, forms: Sequence[str], before: str, behind: str) -> list[Labels]:
        """Label the characters of forms among other words, -1 where the network is not sure."""
        texts = [before + (form.rstrip("\n") if form.endswith("\n") else form + behind) for form in forms]
        found = self._run([self._encode(text) for text in texts], _choose_sure_labels)
        return [each[len(before) :][: len(form.rstrip("\n"))] for form, each in zip(forms, found, strict=True)]

    def _divide_form(self, form: str, labels: Labels) -> Division:
        """Divide a form after the labels of its characters; the last form of a text ends with a line end."""
        chars, labels = form.rstrip("\n"), labels.copy()
        labels[-1] = max(labels[-1], _TOKEN)
        return self._divide(chars, _keep_whole(chars, labels if chars == form else _end_text(labels)))

    def _divide_texts(
        self, texts: Sequence[str], forms: Sequence[Sequence[str]], known: Sequence[list[Division | None]]
    ) -> list[list[Division]]:
        """Divide the forms of texts, after ``known`` or where they stand."""
        divisions = [[each or () for each in found] for found in known]
        owners, windows, rows = [], [], []
        for k, text in enumerate(texts):
            if None in known[k]:
                encoded = self._encode(text)
                for window in _find_windows(text, forms[k], known[k], self._window):
                    owners.append(k)
                    windows.append(window)
                    rows.append(encoded[window.start : window.end + 1])
        for k, window, labels in zip(owners, windows, self._run(rows, _choose_labels), strict=True):
            for number, at in window.forms:
                form, start = forms[k][number], at - window.start
                divisions[k][number] = self._divide_form(form, labels[start : start + len(form.rstrip("\n"))])
        return divisions

    def _divide(self, text: str, labels: Labels) -> Division:
        """Divide a text after its labels."""
        start, found = 0, []
        ends = np.flatnonzero(labels)
        for end, label in zip((ends + 1).tolist(), labels[ends].tolist(), strict=True):
            form = text[start:end].lstrip()
            if form:
                shown = form if len(form) <= self._longest_token else _TOO_LONG
                is_multiword = label in (_MWT, _MWT_AND_SENTENCE)
                found.append((shown, end - len(form), end, is_multiword, label in (_SENTENCE, _MWT_AND_SENTENCE)))
            start = end
        return tuple(found)

    def _label(self, texts: Sequence[str]) -> list[Labels]:
        """Label the characters of the texts; a long text is labelled window by window, as Stanza does."""
        encoded = [self._encode(text) for text in texts]
        out: list[list[Labels]] = [[] for _ in texts]
        at = [0] * len(texts)
        while unfinished := [k for k, text in enumerate(texts) if at[k] < len(text)]:
            windows = [self._cut_window(encoded[k], at[k]) for k in unfinished]
            for k, predicted in zip(unfinished, self._run(windows, _choose_labels), strict=True):
                left = len(texts[k]) - at[k]
                labels = predicted[: min(left, self._window)]
                breaks = np.flatnonzero((labels == _SENTENCE) | (labels == _MWT_AND_SENTENCE))
                # The next window begins after the last whole sentence of this one.
                end = len(labels) if left <= self._window or not len(breaks) else int(breaks[-1]) + 1
                out[k].append(labels[:end])
                at[k] += end
        joined = (np.concatenate(parts or [_NO_LABELS]) for parts in out)
        return [_keep_whole(text, _end_text(labels)) for text, labels in zip(texts, joined, strict=True)]

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

    def _run(self, windows: Sequence[Labels], read: Callable[[torch.Tensor], torch.Tensor]) -> list[Any]:
        """Run the network over encoded texts; return what ``read`` makes of the scores of each character."""
        out: list[Any] = [_NO_LABELS] * len(windows)
        with torch.inference_mode():
            for indices in batch_by_length([len(window) for window in windows], BATCH_CHARS):
                batch = PackedBatch([len(windows[k]) for k in indices])
                joined = torch.from_numpy(np.concatenate([windows[k] for k in indices]))
                starts = torch.tensor([0, *(len(windows[k]) for k in indices)]).cumsum(0)
                members = starts[batch.sequence] + batch.position
                packed = read(self._network(joined[members], batch))[: len(batch)]
                values = torch.empty_like(packed).index_copy_(0, members, packed).numpy()
                for k, part in zip(indices, np.split(values, starts[1:-1].numpy()), strict=True):
                    out[k] = part
        return out


class _Window(NamedTuple):
    """A stretch of a text that the network reads to divide some forms of it, each with its number and its place."""

    start: int
    end: int
    forms: tuple[tuple[int, int], ...]


def _find_windows(text: str, forms: Sequence[str], divisions: Sequence[Division | None], longest: int) -> list[_Window]:
    """Find the windows around the forms without a division; those that touch are joined up to a length."""
    windows: list[_Window] = []
    at = 0
    for number, (form, division) in enumerate(zip(forms, divisions, strict=True)):
        if division is None:
            start = text.rfind(" ", 0, max(at - BEFORE, 0)) + 1
            end = text.find(" ", at + len(form) + BEHIND)
            window = _Window(start, end if end >= 0 else len(text), ((number, at),))
            if windows and start <= windows[-1].end and window.end - windows[-1].start <= longest:
                last = windows.pop()
                window = _Window(last.start, window.end, last.forms + window.forms)
            windows.append(window)
        at += len(form) + 1
    return windows


def _join_sentences(
    text: _NormalizedText, forms: Sequence[str], divisions: Sequence[Division]
) -> Iterator[list[Token]]:
    """Join the tokens of the forms of a text, which have a space between them, to sentences."""
    positions, at, sentence = text.positions, 0, list[Token]()
    for form, division in zip(forms, divisions, strict=True):
        for token, start, end, is_multiword, ends_sentence in division:
            sentence.append(Token(token, positions[at + start], positions[at + end - 1] + 1, is_multiword))
            if ends_sentence:
                yield sentence
                sentence = []
        at += len(form) + 1
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
        """Return the scores of each character, given its row of the input table.

        The scores say that a token, a sentence, a multi-word token ends with it.
        """
        states = self._first(embedding(rows, self._inputs), batch)
        scores = linear(states, self._first_weight, self._bias)
        if self._inverse_temperature > 0:
            states = states * (1 - torch.sigmoid(-scores[:, :1] * self._inverse_temperature))
        second: torch.Tensor = linear(self._second(states, batch), self._second_weight)
        return scores + second


def _choose_labels(scores: torch.Tensor) -> torch.Tensor:
    """Return the most likely label of each character."""
    token, sentence, mwt = logsigmoid(scores).unbind(1)
    no_token, no_sentence, no_mwt = logsigmoid(-scores).unbind(1)
    by_label = [
        no_token, token + no_sentence + no_mwt, token + sentence + no_mwt, token + no_sentence + mwt,
        token + sentence + mwt,
    ]  # fmt: skip
    return torch.stack(by_label, 1).argmax(1)


def _choose_sure_labels(scores: torch.Tensor) -> torch.Tensor:
    """Return the most likely label of each character, or -1 where another is nearly as likely."""
    labels, sizes = _choose_labels(scores), scores.abs()
    is_sure = torch.where(labels > 0, sizes.amin(1), sizes[:, 0]) >= _SURE
    return torch.where(is_sure, labels, -1)


def _end_text(labels: Labels) -> Labels:
    """End a sentence with the text, as Stanza does."""
    if len(labels):
        labels[-1] = _MWT_AND_SENTENCE if labels[-1] > _SENTENCE else _SENTENCE
    return labels


def _keep_whole(text: str, labels: Labels) -> Labels:
    """Keep web and mail addresses whole, as Stanza does, and words with an apostrophe."""
    if "." in text or "@" in text:
        address = _ADDRESS if "@" in text else _WEB_ADDRESS  # without a mail address the search is much faster
        for match in address.finditer(text):
            labels[match.start() : match.end() - 1] = 0
            labels[match.end() - 1] = labels[match.end() - 1] or _TOKEN
    if "'" in text or "`" in text:
        for match in _BEFORE_APOSTROPHE.finditer(text):
            labels[match.start() : match.end() + 1] = 0
    return labels
