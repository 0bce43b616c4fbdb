"""Stanza's graph parser (Dozat and Manning 2017), with the same trees.

Stanza scores all relations for all pairs of words, and searches the spanning tree of every sentence in Python. Here
relations are scored for the chosen heads only, and the search runs only where the greedy heads make no tree.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Any

import torch
from stanza.models.common.utils import simplify_punct
from stanza.models.common.vocab import ROOT_ID, VOCAB_PREFIX_SIZE

from quotes.parsing.stanza_cpu.biaffine import BiaffineScorers
from quotes.parsing.stanza_cpu.char_model import CharacterEncoder
from quotes.parsing.stanza_cpu.highway import BATCH_WORDS, HighwayLSTM, RowCache
from quotes.parsing.stanza_cpu.lstm import PackedBatch, batch_by_length
from quotes.parsing.stanza_cpu.mst import find_spanning_tree, is_tree

#: The form of a word and its part of speech.
TaggedWord = tuple[str, str]
#: The head of a word (from 1; 0 is the root) and its relation.
Arc = tuple[int, str]


def is_supported(trainer: Any) -> bool:
    """Return whether the parser is of the kind that runs here: on word vectors, characters and parts of speech."""
    args, model = trainer.args, trainer.model
    is_graph_parser = hasattr(model, "unlabeled") and hasattr(model, "deprel")
    has_inputs = args["char"] and args["pretrain"] and args["tag_emb_dim"] and args.get("use_upos", True)
    has_language_model = args.get("charlm") or args.get("bert_model")
    has_extras = args["word_emb_dim"] or args.get("use_xpos", True) or args.get("use_ufeats", True)
    return bool(is_graph_parser and has_inputs and not (has_language_model or has_extras or args.get("reversed")))


class CpuParser:
    """Finds the head and the relation of every word.

    Args:
        trainer: Stanza's ``Trainer`` of the parser.
        vectors: its word vectors, a ``Pretrain``.
        dtype: the type of the matrix products.
    """

    def __init__(self, trainer: Any, vectors: Any, dtype: torch.dtype) -> None:
        self._model, self._vocab, self._vectors = trainer.model.eval(), trainer.vocab, vectors
        model = self._model
        self._lstm = HighwayLSTM(model.parserlstm, model.parserlstm_h_init, model.parserlstm_c_init, dtype)
        self._scorers = BiaffineScorers(model, dtype)
        self._rows, self._char_encoder = RowCache(self._encode_words), CharacterEncoder(model.charmodel, dtype)

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
        places[batch.sequence, batch.position] = torch.arange(len(states))
        projections = self._scorers.project(states)
        heads = _choose_heads(self._scorers.score_arcs(projections, places), lengths)
        word_places = [row[1:length].tolist() for row, length in zip(places, lengths, strict=True)]
        head_places = [row[heads[k]].tolist() for k, row in enumerate(places)]
        scores = self._scorers.score_relations(projections, [*chain(*word_places)], [*chain(*head_places)])
        relations = iter(self._vocab["deprel"].unmap((scores.argmax(1) + VOCAB_PREFIX_SIZE).tolist()))
        return [[(head, next(relations)) for head in row] for row in heads]

    def _encode_words(self, words: Sequence[TaggedWord | None]) -> torch.Tensor:
        """Compute the input rows of words; None is the root."""
        model, vocab = self._model, self._vocab
        forms = [word[0] for word in simplify_punct([[[word[0] if word else ""] for word in words]])[0]]
        vector_ids = self._vectors.vocab.map([form.lower() for form in forms])
        tag_ids = vocab["upos"].map([word[1] if word else "" for word in words])
        char_ids = [vocab["char"].map(list(form)) for form in forms]
        for k, word in enumerate(words):
            if word is None:
                vector_ids[k], tag_ids[k], char_ids[k] = ROOT_ID, ROOT_ID, [ROOT_ID]
        vectors = model.trans_pretrained(model.pretrained_emb(torch.tensor(vector_ids)))
        tags, characters = model.upos_emb(torch.tensor(tag_ids)), model.trans_char(self._char_encoder(char_ids))
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
