"""Stanza's tokenizer, with the tokens and sentences that it gives for a text by itself, over many texts at once.

What is left out is the work in Python for every character. Stanza lets the network read the padding behind a text, as
much as the longest text of the batch asks for; here every text has the one
character of padding that it has when it is alone, so its tokens depend on no
other text.
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

from quotes.parsing.stanza_cpu.lstm import Grid, Ways, by_length

#: Characters in a batch, with padding.
BATCH_CHARS = 16_000
#: What the network says of a character: it ends nothing, a token, a sentence, a token of several words, or both.
_TOKEN, _SENTENCE, _SEVERAL, _SEVERAL_AND_SENTENCE = 1, 2, 3, 4

Labels = np.ndarray[Any, np.dtype[np.int64]]


class Token(NamedTuple):
    """A token at ``text[start:end]``; ``several`` says that it is written for several words."""

    form: str
    start: int
    end: int
    several: bool = False


def fits(processor: Any) -> bool:
    """Is the tokenizer of the kind that is run here: one network over characters and their looks?"""
    args = processor.trainer.args
    usual = args["rnn_layers"] == 1 and args["conv_res"] is None and args["hierarchical"] and args["use_mwt"]
    known = set(PER_CHAR_FEAT_FUNCS) | {"end_of_para", "start_of_para"}
    more = args.get("charlm_forward_file") or args["use_dictionary"] or args.get("skip_newline")
    plain = set(args["feat_funcs"]) <= known and not processor.vocab.lang_replaces_spaces
    return bool(usual and plain and not more)


@dataclass(frozen=True, slots=True)
class _Text:
    """A text with every stretch of white space as one space, and where its characters stand."""

    chars: str
    places: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> _Text:
        plain = WHITESPACE_RE.sub(" ", text.rstrip())
        if "  " not in plain:
            return cls(plain, tuple(range(len(plain))))
        kept = [k for k, ch in enumerate(plain) if ch != " " or k == 0 or plain[k - 1] != " "]
        return cls("".join(plain[k] for k in kept), tuple(kept))


class CpuTokenizer:
    """Tokens and sentences.

    Args:
        processor: Stanza's ``tokenize`` processor.
        kind: the type to multiply in.
    """

    def __init__(self, processor: Any, kind: torch.dtype) -> None:
        self._network, self._vocab = _Network(processor.trainer, kind), processor.vocab
        names = processor.trainer.args["feat_funcs"]
        self._looks = [PER_CHAR_FEAT_FUNCS[name] for name in names if name in PER_CHAR_FEAT_FUNCS]
        self._at_edges = [name for name in ("end_of_para", "start_of_para") if name in names]
        self._longest_token = processor.config.get("max_seqlen", TokenizeProcessor.MAX_SEQ_LENGTH_DEFAULT)
        self._window = max(1000, self._longest_token)
        self._rows: dict[str, list[int]] = {}

    def tokenize(self, texts: Sequence[str]) -> list[list[list[Token]]]:
        """For every text its sentences, for every sentence its tokens."""
        known = [_Text.of(text) for text in texts]
        labels = self._labels([text.chars for text in known])
        return [list(self._sentences(*pair)) for pair in zip(known, labels, strict=True)]

    def _labels(self, texts: Sequence[str]) -> list[Labels]:
        """What each character of the texts ends; a long text is read window by window, as Stanza does."""
        read = [self._characters(text) for text in texts]
        out: list[list[Labels]] = [[] for _ in texts]
        at = [0] * len(texts)
        while waiting := [k for k, text in enumerate(texts) if at[k] < len(text)]:
            windows = [self._cut(read[k], at[k]) for k in waiting]
            for k, found in zip(waiting, self._predict(windows), strict=True):
                left = len(texts[k]) - at[k]
                whole = found[: min(left, self._window)]
                breaks = np.flatnonzero((whole == _SENTENCE) | (whole == _SEVERAL_AND_SENTENCE))
                far = len(whole) if left <= self._window or not len(breaks) else int(breaks[-1]) + 1
                out[k].append(whole[:far])
                at[k] += far
        return [_ended(text, np.concatenate(parts or [_NOTHING])) for text, parts in zip(texts, out, strict=True)]

    def _characters(self, text: str) -> Labels:
        """For every character, and the padding behind: its number, then its looks."""
        rows = self._rows
        for ch in set(text).difference(rows):
            rows[ch] = [self._vocab.unit2id(ch), *(look(ch) for look in self._looks)]
        width = 1 + len(self._looks)
        table = np.zeros((len(text) + 1, width + len(self._at_edges)), dtype=np.int64)
        table[:-1, :width] = np.array([rows[ch] for ch in text], dtype=np.int64).reshape(-1, width)
        table[-1, 0] = self._vocab.unit2id("<PAD>")
        for k, edge in enumerate(self._at_edges if text else ()):
            table[-2 if edge == "end_of_para" else 0, width + k] = 1
        return table

    def _cut(self, table: Labels, at: int) -> Labels:
        """The characters from ``at``; a window of a long text has no padding."""
        if len(table) <= self._window:
            return table
        return table[at : min(at + self._window, len(table) - 1)]

    def _predict(self, windows: Sequence[Labels]) -> list[Labels]:
        out: list[Labels] = [_NOTHING] * len(windows)
        with torch.inference_mode():
            for batch in by_length([len(window) for window in windows], BATCH_CHARS):
                grid = Grid([len(windows[k]) for k in batch])
                joined = torch.from_numpy(np.concatenate([windows[k] for k in batch]))
                starts = torch.tensor([0, *(len(windows[k]) for k in batch)]).cumsum(0)
                members = starts[grid.sequence] + grid.place
                labels = np.empty(len(joined), dtype=np.int64)
                labels[members.numpy()] = self._network(joined[members], grid).numpy()
                for k, part in zip(batch, np.split(labels, starts[1:-1].numpy()), strict=True):
                    out[k] = part
        return out

    def _sentences(self, text: _Text, labels: Labels) -> Iterator[list[Token]]:
        start, sentence = 0, list[Token]()
        ends = np.flatnonzero(labels)
        for end, label in zip((ends + 1).tolist(), labels[ends].tolist(), strict=True):
            form = text.chars[start:end].lstrip()
            if form:
                sentence.append(self._token(text, form, end, label))
                if label in (_SENTENCE, _SEVERAL_AND_SENTENCE):
                    yield sentence
                    sentence = []
            start = end
        if sentence:
            yield sentence

    def _token(self, text: _Text, form: str, end: int, label: int) -> Token:
        first, last = text.places[end - len(form)], text.places[end - 1] + 1
        several = label in (_SEVERAL, _SEVERAL_AND_SENTENCE)
        return Token(form if len(form) <= self._longest_token else TOKEN_TOO_LONG_REPLACEMENT, first, last, several)


class _Network:
    """Stanza's ``Tokenizer`` network, on packed characters."""

    def __init__(self, trainer: Any, kind: torch.dtype) -> None:
        self._model = model = trainer.model.eval()
        self._doubt = trainer.args["hier_invtemp"]
        self._first, self._second = Ways(model.rnn, kind), Ways(model.rnn2, kind)
        heads = (model.tok_clf, model.sent_clf, model.mwt_clf)
        again = (model.tok_clf2, model.sent_clf2, model.mwt_clf2)
        self._weight = torch.cat([head.weight for head in heads]).detach()
        self._bias = torch.cat([head.bias for head in heads]).detach()
        self._weight_again = torch.cat([head.weight for head in again]).detach()

    def __call__(self, characters: torch.Tensor, grid: Grid) -> torch.Tensor:
        """The likeliest label of each character, given its number and its looks."""
        inputs = torch.cat([self._model.embeddings(characters[:, 0]), characters[:, 1:].float()], 1)
        states = self._first(inputs, grid)
        scores = linear(states, self._weight, self._bias)
        if self._doubt > 0:
            states = states * (1 - torch.sigmoid(-scores[:, :1] * self._doubt))
        scores = scores + linear(self._second(states, grid), self._weight_again)
        token, sentence, several = logsigmoid(scores).unbind(1)
        no_token, no_sentence, one = logsigmoid(-scores).unbind(1)
        ways = [
            no_token, token + no_sentence + one, token + sentence + one, token + no_sentence + several,
            token + sentence + several,
        ]  # fmt: skip
        return torch.stack(ways, 1).argmax(1)


_NOTHING: Labels = np.zeros(0, dtype=np.int64)


def _ended(text: str, labels: Labels) -> Labels:
    """The labels of a whole text: it ends a sentence, and no address of the net is taken apart."""
    if not len(labels):
        return labels
    labels = labels.copy()
    labels[-1] = _SEVERAL_AND_SENTENCE if labels[-1] > _SENTENCE else _SENTENCE
    if "@" in text or "." in text or "www" in text:
        update_pred_regex(text, labels)
    return labels
