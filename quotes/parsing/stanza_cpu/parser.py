"""Stanza's graph parser (Dozat and Manning 2017), with the same trees.

Stanza scores all relations for all pairs of words, and searches the spanning tree of every sentence in Python. Here
relations are scored for the chosen heads only, and the search runs only where the greedy heads make no tree.

A biaffine scorer projects a word as dependent and as head by layers of its own; here all these layers are one product.
The share of a relation's score that depends on the head alone is computed once for all its dependents.

The maximum spanning tree is found by the algorithm of Chu and Liu (1965) and Edmonds (1967), with Stanza's way to a
single root (Stanojević and Cohen 2021).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from types import SimpleNamespace
from typing import Any, NamedTuple

import numpy as np
import torch
from torch.nn.functional import embedding, linear, log_softmax, logsigmoid, pad, softplus

from quotes.parsing.stanza_cpu.checkpoints import RESERVED_IDS, ROOT_ID, Checkpoint, WordVectors
from quotes.parsing.stanza_cpu.highway import BATCH_WORDS, HighwayLSTM, RowCache
from quotes.parsing.stanza_cpu.layers import (
    CharacterEncoder,
    FusedLinear,
    PackedBatch,
    append_ones,
    batch_by_length,
    simplify_marks,
)

#: Heads whose relation tables, 16 to 32 kB each, are computed at once, so that they stay in the processor's caches.
_HEADS_AT_ONCE = 128
#: A first penalty, in log probability, on words below the root; it mostly leaves one, with few contractions.
_ROOT_PENALTY = 10
#: Words of a head that are scored together.
_SLOTS = 8


class Projection(NamedTuple):
    """Words as one scorer projects them, as dependents and as heads: words × size."""

    dependents: torch.Tensor
    heads: torch.Tensor


#: The projection of every scorer, by its name.
Projections = dict[str, Projection]


class BiaffineScorers:
    """The scorers of a trained parser.

    Args:
        weights: the weights of the parser.
        names: its scorers: ``unlabeled``, ``deprel`` and, where it has them, ``linearization`` and ``distance``.
        dtype: the type of the matrix products.
    """

    def __init__(self, weights: Any, names: Sequence[str], dtype: torch.dtype) -> None:
        self._dtype, self._names = dtype, names
        scorers = [getattr(weights, name) for name in names]
        layers = [layer for scorer in scorers for layer in (scorer.W1, scorer.W2)]
        self._layers, self._sizes = FusedLinear(*layers, dtype=dtype), [len(layer.bias) for layer in layers]
        self._bilinear = {name: scorer.scorer.W_bilin for name, scorer in zip(names, scorers, strict=True)}
        forms = {name: form.weight[:, :, 0].t() for name, form in self._bilinear.items() if name != "deprel"}
        self._mixers = {
            name: FusedLinear(SimpleNamespace(weight=form[:, :-1], bias=form[:, -1]), dtype=dtype)
            for name, form in forms.items()
        }
        # heads × (dependents × relations), the last dependent being the constant
        self._relations = self._bilinear["deprel"].weight.transpose(0, 1).flatten(1).to(dtype)

    def project(self, states: torch.Tensor) -> Projections:
        """Project words for every scorer, given their states in the LSTM: words × size."""
        parts = torch.split(self._layers(states).relu_(), self._sizes, 1)
        return {name: Projection(*parts[2 * k : 2 * k + 2]) for k, name in enumerate(self._names)}

    def score_arcs(self, projections: Projections, places: torch.Tensor) -> torch.Tensor:
        """Score all heads for all words, as ``GraphParser.forward_scores`` does: sentences × words × words.

        Args:
            projections: from :meth:`project`.
            places: sentences × words, the index of each word in the projections; the root comes first.
        """
        arcs = self._score_pairs("unlabeled", projections, places)
        position = torch.arange(places.size(1))
        offset = (position.view(1, 1, -1) - position.view(1, -1, 1)).float()
        if "linearization" in projections:
            arcs += logsigmoid(self._score_pairs("linearization", projections, places) * torch.sign(offset))
        if "distance" in projections:
            distance = 1 + softplus(self._score_pairs("distance", projections, places))
            arcs -= torch.log((offset.abs() - distance) ** 2 / 2 + 1)
        arcs.masked_fill_(torch.eye(places.size(1), dtype=torch.bool), -float("inf"))
        scores: torch.Tensor = log_softmax(arcs, 2)
        return scores

    def _score_pairs(self, name: str, projections: Projections, places: torch.Tensor) -> torch.Tensor:
        bias, projection = self._bilinear[name].bias, projections[name]
        mixed = embedding(places, self._mixers[name](projection.dependents))
        pairs = torch.bmm(mixed[:, :, :-1], embedding(places, projection.heads).transpose(1, 2))
        scores: torch.Tensor = pairs + (mixed[:, :, -1:] + bias)
        return scores

    def score_relations(self, projections: Projections, words: Sequence[int], heads: Sequence[int]) -> torch.Tensor:
        """Score all relations for words and their chosen heads: words × relations.

        Args:
            projections: from :meth:`project`.
            words: indices of the words in the projections.
            heads: indices of their heads in the projections.
        """
        dependents, candidates = (append_ones(part).to(self._dtype) for part in projections["deprel"])
        slots = _HeadSlots(torch.tensor(heads))
        of_slots = embedding(torch.tensor(words)[slots.words], dependents)
        scores = []
        pieces = (torch.split(part, _HEADS_AT_ONCE) for part in (slots.heads, of_slots))
        for some, members in zip(*pieces, strict=True):
            tables = (embedding(some, candidates) @ self._relations).view(len(some), dependents.size(1), -1)
            scores.append(torch.bmm(members, tables).flatten(0, 1))
        in_slots = torch.cat(scores).float() + self._bilinear["deprel"].bias
        return embedding(slots.of_words, in_slots)


class _HeadSlots:
    """Words arranged by their heads in rows of equally many slots; a head with more words has several rows.

    Attributes:
        heads: the head of every row; the number of rows is a multiple of ``_HEADS_AT_ONCE``.
        words: rows × slots, the word in every slot; in a slot that is not used the first word.
        of_words: for every word the index of its slot.
    """

    def __init__(self, heads: torch.Tensor) -> None:
        ordered, order = heads.sort(stable=True)
        places = torch.arange(len(heads))
        is_first = torch.ones_like(ordered, dtype=torch.bool)
        is_first[1:] = ordered[1:] != ordered[:-1]
        position = places - torch.where(is_first, places, 0).cummax(0).values
        begins_row = position % _SLOTS == 0
        rows = begins_row.cumsum(0) - 1
        in_order = rows * _SLOTS + position % _SLOTS
        self.heads = pad(ordered[begins_row], (0, -int(rows[-1] + 1) % _HEADS_AT_ONCE))
        self.words = heads.new_zeros(len(self.heads) * _SLOTS).index_copy_(0, in_order, order).view(-1, _SLOTS)
        self.of_words = torch.empty_like(order).index_copy_(0, order, in_order)


Scores = np.ndarray[Any, np.dtype[Any]]


def find_spanning_tree(scores: Scores) -> list[int]:
    """Return the heads (0 is the root) of all words in the best tree with exactly one word below the root.

    Args:
        scores: words × heads, both with the root first.
    """
    scores = scores.astype(np.float64)
    # Of the trees with one word below the root, the best for some penalty on words below the root is the best for all.
    # After the last penalty no tree with two such words is better than one with a single one.
    for penalty in (0, -_ROOT_PENALTY, scores[np.isfinite(scores)].min() * len(scores)):
        penalized = scores.copy()
        penalized[:, 0] += penalty
        heads = _find_best_tree(penalized)
        if heads.count(0) == 1:
            break
    return heads


def _find_best_tree(scores: Scores) -> list[int]:
    """Return the heads of all words in the best tree. The scores are changed."""
    scores[0] = -np.inf
    np.fill_diagonal(scores, -np.inf)
    scores[0, 0] = 0
    contracted: list[_Contraction] = []
    heads = scores.argmax(1)
    while cycle := find_cycle(heads.tolist()):
        contracted.append(_Contraction.of(scores, heads, np.array(cycle)))
        scores = contracted[-1].scores
        heads = scores.argmax(1)
    for each in reversed(contracted):
        heads = each.expand(heads)
    found: list[int] = heads[1:].tolist()
    return found


@dataclass(frozen=True, slots=True)
class _Contraction:
    """A cycle of best heads, contracted to one word, the last one.

    Attributes:
        scores: of the words outside the cycle, in their order, and of the contracted word.
        heads: the best heads before the contraction.
        cycle: the words of the cycle.
        outside: the other words.
        entry: for every word outside the word of the cycle that it would be the best head of, in the place of its head.
        exit: for every word outside its best head in the cycle.
    """

    scores: Scores
    heads: Scores
    cycle: Scores
    outside: Scores
    entry: Scores
    exit: Scores

    @classmethod
    def of(cls, scores: Scores, heads: Scores, cycle: Scores) -> _Contraction:
        outside = np.setdiff1d(np.arange(len(heads)), cycle)
        gains = scores[np.ix_(cycle, outside)] - scores[cycle, heads[cycle]][:, np.newaxis]
        leaving = scores[np.ix_(outside, cycle)]
        contracted = np.full((len(outside) + 1, len(outside) + 1), -np.inf)
        contracted[:-1, :-1] = scores[np.ix_(outside, outside)]
        contracted[-1, :-1], contracted[:-1, -1] = gains.max(0), leaving.max(1)
        return cls(contracted, heads, cycle, outside, cycle[gains.argmax(0)], cycle[leaving.argmax(1)])

    def expand(self, heads: Scores) -> Scores:
        """Return the heads of all words, given those of the contracted sentence."""
        expanded = self.heads.copy()
        is_in_cycle = heads[:-1] == len(self.outside)
        expanded[self.outside] = np.where(is_in_cycle, self.exit, self.outside[heads[:-1] - is_in_cycle])
        expanded[self.entry[heads[-1]]] = self.outside[heads[-1]]
        return expanded


def is_tree(heads: Sequence[int]) -> bool:
    """Return whether the heads (from 1; 0 is the root) make a tree with exactly one word below the root."""
    return heads.count(0) == 1 and not find_cycle([0, *heads])


def find_cycle(heads: Sequence[int]) -> list[int]:
    """Return the words of a cycle, or nothing where there is none. The root, 0, comes first and is its own head."""
    reaches_root = {0}
    for start in range(1, len(heads)):
        path: list[int] = []
        word = start
        while word not in reaches_root:
            if word in path:
                return path[path.index(word) :]
            path.append(word)
            word = heads[word]
        reaches_root.update(path)
    return []


#: The form of a word and its part of speech.
TaggedWord = tuple[str, str]
#: The head of a word (from 1; 0 is the root) and its relation.
Arc = tuple[int, str]


def is_supported(checkpoint: Checkpoint) -> bool:
    """Return whether the parser is of the kind that runs here: on word vectors, characters and parts of speech."""
    config, weights = checkpoint.config, checkpoint.weights
    is_graph_parser = hasattr(weights, "unlabeled") and hasattr(weights, "deprel")
    has_inputs = config["char"] and config["pretrain"] and config["tag_emb_dim"] and config.get("use_upos", True)
    has_language_model = config.get("charlm") or config.get("bert_model")
    has_extras = config["word_emb_dim"] or config.get("use_xpos", True) or config.get("use_ufeats", True)
    has_extras = has_extras or config.get("use_arc_embedding") or config.get("reversed") or config["rec_dropout"]
    return bool(is_graph_parser and has_inputs and not (has_language_model or has_extras))


class CpuParser:
    """Finds the head and the relation of every word.

    Args:
        checkpoint: the trained parser, which is :func:`supported <is_supported>`.
        vectors: its word vectors.
        dtype: the type of the matrix products.
    """

    def __init__(self, checkpoint: Checkpoint, vectors: WordVectors, dtype: torch.dtype) -> None:
        self._weights, self._vectors = checkpoint.weights, vectors
        self._characters, self._upos = checkpoint.vocabulary("char"), checkpoint.vocabulary("upos")
        self._relations = checkpoint.vocabulary("deprel")
        weights = self._weights
        self._lstm = HighwayLSTM(weights.parserlstm, weights.parserlstm_h_init, weights.parserlstm_c_init, dtype)
        optional = [name for name in ("linearization", "distance") if checkpoint.config[name]]
        self._scorers = BiaffineScorers(weights, ["unlabeled", "deprel", *optional], dtype)
        self._rows, self._char_encoder = RowCache(self._encode_words), CharacterEncoder(weights.charmodel, dtype)

    def parse(self, sentences: Sequence[Sequence[TaggedWord]]) -> list[list[Arc]]:
        """Return the head and the relation of every word."""
        out: list[list[Arc]] = [[] for _ in sentences]
        with torch.inference_mode():
            for indices in batch_by_length([len(words) + 1 for words in sentences], BATCH_WORDS):
                for k, arcs in zip(indices, self._parse_batch([sentences[k] for k in indices]), strict=True):
                    out[k] = arcs
        return out

    def _parse_batch(self, sentences: Sequence[Sequence[TaggedWord]]) -> list[list[Arc]]:
        lengths = [len(words) + 1 for words in sentences]  # with the root, which comes first
        batch = PackedBatch(lengths)
        owners = zip(batch.sequence.tolist(), batch.position.tolist(), strict=True)
        states = self._lstm(*self._rows([sentences[k][j - 1] if j else None for k, j in owners]), batch)
        places = torch.zeros(len(sentences), lengths[0], dtype=torch.long)
        places[batch.sequence, batch.position] = torch.arange(len(batch))
        projections = self._scorers.project(states)
        heads = _choose_heads(self._scorers.score_arcs(projections, places), lengths)
        word_places = [row[1:length].tolist() for row, length in zip(places, lengths, strict=True)]
        head_places = [row[heads[k]].tolist() for k, row in enumerate(places)]
        scores = self._scorers.score_relations(projections, [*chain(*word_places)], [*chain(*head_places)])
        relations = iter(self._relations.find_units((scores.argmax(1) + RESERVED_IDS).tolist()))
        return [[(head, next(relations)) for head in row] for row in heads]

    def _encode_words(self, words: Sequence[TaggedWord | None]) -> torch.Tensor:
        """Compute the input rows of words; None is the root."""
        weights = self._weights
        forms = simplify_marks([word[0] if word else "" for word in words])
        vector_ids = self._vectors.vocabulary.find_ids([form.lower() for form in forms])
        tag_ids = self._upos.find_ids([word[1] if word else "" for word in words])
        char_ids = [self._characters.find_ids(form) for form in forms]
        for k, word in enumerate(words):
            if word is None:
                vector_ids[k], tag_ids[k], char_ids[k] = ROOT_ID, ROOT_ID, [ROOT_ID]
        vectors = linear(self._vectors.by_id(vector_ids), weights.trans_pretrained.weight)
        tags = embedding(torch.tensor(tag_ids), weights.upos_emb.weight)
        characters = linear(self._char_encoder(char_ids), weights.trans_char.weight)
        return self._lstm.project_inputs(torch.cat([vectors, tags, characters], 1))


def _choose_heads(scores: torch.Tensor, lengths: Sequence[int]) -> list[list[int]]:
    """Choose the heads of the best tree of each sentence."""
    is_padding = torch.arange(scores.size(2)) >= torch.tensor(lengths).unsqueeze(1)
    greedy = scores.masked_fill(is_padding.unsqueeze(1), -float("inf")).argmax(2)[:, 1:]
    heads = [row[: length - 1] for row, length in zip(greedy.tolist(), lengths, strict=True)]
    for k, length in enumerate(lengths):
        if not is_tree(heads[k]):
            heads[k] = find_spanning_tree(scores[k, :length, :length].numpy())
    return heads
