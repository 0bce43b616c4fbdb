"""Stanza's graph parser, with the same trees.

Stanza scores all relations of all pairs of words and searches every sentence
for its best spanning tree, in Python. Here relations are scored at the chosen
heads only, and the search runs only where the greedy heads are no tree.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from stanza.models.common.utils import simplify_punct
from stanza.models.common.vocab import ROOT_ID, VOCAB_PREFIX_SIZE

from quotes.parsing.stanza_cpu.biaffine import Scores
from quotes.parsing.stanza_cpu.char_model import Spelling
from quotes.parsing.stanza_cpu.highway import BATCH_WORDS, Forms, HighwayReader
from quotes.parsing.stanza_cpu.lstm import Grid, by_length
from quotes.parsing.stanza_cpu.mst import is_tree, spanning_tree

#: A word and its part of speech; None stands for the root.
Tagged = tuple[str, str]
#: The head of a word (from 1; 0 is the root) and its relation.
Arc = tuple[int, str]


def fits(trainer: Any) -> bool:
    """Is the parser of the kind that is run here: a graph parser on word vectors, spelling and parts of speech?"""
    args, model = trainer.args, trainer.model
    scorer = hasattr(model, "unlabeled") and hasattr(model, "deprel")
    plain = not args.get("charlm") and not args.get("bert_model") and args["char"] and args["pretrain"]
    more = args["word_emb_dim"] or args.get("use_xpos", True) or args.get("use_ufeats", True) or args.get("reversed")
    return bool(scorer and plain and args["tag_emb_dim"] and args.get("use_upos", True) and not more)


class CpuParser:
    """Heads and relations.

    Args:
        trainer: Stanza's ``Trainer`` of the parser.
        vectors: its ``Pretrain``.
        kind: the type to multiply in.
    """

    def __init__(self, trainer: Any, vectors: Any, kind: torch.dtype) -> None:
        self._model, self._vocab, self._vectors = trainer.model.eval(), trainer.vocab, vectors
        model = self._model
        self._reader = HighwayReader(model.parserlstm, model.parserlstm_h_init, model.parserlstm_c_init, kind)
        self._scores = Scores(model, kind)
        self._forms, self._spelling = Forms(self._rows), Spelling(model.charmodel, kind)

    def parse(self, sentences: Sequence[Sequence[Tagged]]) -> list[list[Arc]]:
        """Head and relation of every word."""
        out: list[list[Arc]] = [[] for _ in sentences]
        with torch.inference_mode():
            for batch in by_length([len(words) + 1 for words in sentences], BATCH_WORDS):
                for k, arcs in zip(batch, self._batch([sentences[k] for k in batch]), strict=True):
                    out[k] = arcs
        return out

    def _batch(self, sentences: Sequence[Sequence[Tagged]]) -> list[list[Arc]]:
        lengths = [len(words) + 1 for words in sentences]
        grid = Grid(lengths)
        owners = zip(grid.sequence.tolist(), grid.place.tolist(), strict=True)
        states = self._reader(*self._forms([sentences[k][j - 1] if j else None for k, j in owners]), grid)
        places = torch.zeros(len(sentences), lengths[0], dtype=torch.long)
        places[grid.sequence, grid.place] = torch.arange(len(states))
        views = self._scores.views(states)
        heads = _heads(self._scores.of_arcs(views, places), lengths)
        words = [row[1:length].tolist() for row, length in zip(places, lengths, strict=True)]
        above = [row[heads[k]].tolist() for k, row in enumerate(places)]
        relations = self._scores.of_relations(views, _flat(words), _flat(above)).argmax(1) + VOCAB_PREFIX_SIZE
        names = iter(self._vocab["deprel"].unmap(relations.tolist()))
        return [[(head, next(names)) for head in row] for row in heads]

    def _rows(self, keys: Sequence[Tagged | None]) -> torch.Tensor:
        model, vocab = self._model, self._vocab
        forms = [word[0] for word in simplify_punct([[[key[0] if key else ""] for key in keys]])[0]]
        known = self._vectors.vocab.map([form.lower() for form in forms])
        tags = vocab["upos"].map([key[1] if key else "" for key in keys])
        chars = [vocab["char"].map(list(form)) for form in forms]
        for k, key in enumerate(keys):
            if key is None:
                known[k], tags[k], chars[k] = ROOT_ID, ROOT_ID, [ROOT_ID]
        vectors = model.trans_pretrained(model.pretrained_emb(torch.tensor(known)))
        inputs = [vectors, model.upos_emb(torch.tensor(tags)), model.trans_char(self._spelling(chars))]
        return self._reader.first_rows(torch.cat(inputs, 1))


def _heads(scores: torch.Tensor, lengths: Sequence[int]) -> list[list[int]]:
    """The heads that make the best tree of each sentence."""
    outside = torch.arange(scores.size(2)) >= torch.tensor(lengths).unsqueeze(1)
    heads = scores.masked_fill(outside.unsqueeze(1), -float("inf")).argmax(2)[:, 1:]
    found = [row[: length - 1] for row, length in zip(heads.tolist(), lengths, strict=True)]
    for k, length in enumerate(lengths):
        if not is_tree(found[k]):
            found[k] = spanning_tree(scores[k, :length, :length].numpy())
    return found


def _flat(rows: Sequence[Sequence[int]]) -> list[int]:
    return [number for row in rows for number in row]
