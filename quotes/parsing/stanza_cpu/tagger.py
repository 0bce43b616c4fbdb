"""Stanza's tagger, with the same tags: only the columns that are used, and nothing worked out twice.

Stanza scores every feature of every word by a bilinear form of the word's state
and the vector of its part of speech. There are some twenty parts of speech, so
the form is worked out once for each of them, and is a plain matrix product then.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from stanza.models.common.utils import simplify_punct

from quotes.parsing.stanza_cpu.char_model import Spelling
from quotes.parsing.stanza_cpu.highway import BATCH_WORDS, Forms, HighwayReader
from quotes.parsing.stanza_cpu.lstm import Grid, by_length
from quotes.parsing.stanza_cpu.precision import Product

#: The part of speech and the features of a word.
Tag = tuple[str, str]


def fits(trainer: Any) -> bool:
    """Is the tagger of the kind that is run here: word vectors, spelling, no language models, usual columns?"""
    args, model = trainer.args, trainer.model
    plain = not args.get("charlm") and not args.get("bert_model") and args["char"] and args["pretrain"]
    parents = model.column_parents.get("feats") == ("upos",) and model.link_mode == "tag_emb"
    return bool(plain and args["word_emb_dim"] and not model.share_hid and parents)


class CpuTagger:
    """Parts of speech and features.

    Args:
        trainer: Stanza's ``Trainer`` of the tagger.
        vectors: its ``Pretrain``.
        kind: the type to multiply in.
    """

    def __init__(self, trainer: Any, vectors: Any, kind: torch.dtype) -> None:
        self._model, self._vocab, self._vectors = trainer.model.eval(), trainer.vocab, vectors
        model = self._model
        self._reader = HighwayReader(model.taggerlstm, model.taggerlstm_h_init, model.taggerlstm_c_init, kind)
        self._hidden = Product(model.upos_hid, model.tag_hid["feats"], kind=kind)
        self._split = [layer.out_features for layer in (model.upos_hid, model.tag_hid["feats"])]
        self._forms, self._spelling = Forms(self._rows), Spelling(model.charmodel, kind)
        self._written: dict[tuple[int, ...], str] = {}
        heads = model.tag_clf["feats"]
        self._lengths = [head.W_bilin.weight.size(0) for head in heads]
        with torch.no_grad():
            weight = torch.cat([head.W_bilin.weight for head in heads])
            tags = model.upos_emb.weight
            tags = torch.cat([tags, tags.new_ones(len(tags), 1)], 1)
            self._of_upos = torch.einsum("oij,uj->uio", weight, tags).contiguous()
            self._bias = torch.cat([head.W_bilin.bias for head in heads]).detach()

    def tag(self, sentences: Sequence[Sequence[str]]) -> list[list[Tag]]:
        """The tags of the words of sentences."""
        out: list[list[Tag]] = [[] for _ in sentences]
        with torch.inference_mode():
            for batch in by_length([len(words) for words in sentences], BATCH_WORDS):
                for k, tags in zip(batch, self._batch([sentences[k] for k in batch]), strict=True):
                    out[k] = tags
        return out

    def _batch(self, sentences: Sequence[Sequence[str]]) -> list[list[Tag]]:
        grid = Grid([len(words) for words in sentences])
        owner = grid.sequence.tolist()
        keys = [sentences[k][j] for k, j in zip(owner, grid.place.tolist(), strict=True)]
        states = self._reader(*self._forms(keys), grid)
        first, second = torch.split(self._hidden(states).relu_(), self._split, 1)
        upos = self._model.upos_clf(first).argmax(1)
        names, feats = self._vocab["upos"].unmap(upos.tolist()), self._features(second, upos)
        tags: list[list[Tag]] = [[] for _ in sentences]
        for k, tag in zip(owner, zip(names, feats, strict=True), strict=True):
            tags[k].append(tag)
        return tags

    def _rows(self, forms: Sequence[str]) -> torch.Tensor:
        model, vocab = self._model, self._vocab
        forms = [word[0] for word in simplify_punct([[[form] for form in forms]])[0]]
        vectors = model.trans_pretrained(
            model.pretrained_emb(torch.tensor(self._vectors.vocab.map([form.lower() for form in forms])))
        )
        frequent = model.word_emb(torch.tensor(vocab["word"].map(forms)))
        spelling = model.trans_char(self._spelling([vocab["char"].map(list(form)) for form in forms]))
        return self._reader.first_rows(torch.cat([frequent, vectors, spelling], 1))

    def _features(self, hidden: torch.Tensor, upos: torch.Tensor) -> list[str]:
        hidden = torch.cat([hidden, hidden.new_ones(len(hidden), 1)], 1)
        scores = hidden.new_empty(len(hidden), len(self._bias))
        for tag in torch.unique(upos).tolist():
            here = (upos == tag).nonzero().squeeze(1)
            scores[here] = torch.addmm(self._bias, hidden[here], self._of_upos[tag])
        best = torch.stack([column.argmax(1) for column in torch.split(scores, self._lengths, 1)], 1)
        return [self._features_written(tuple(row)) for row in best.tolist()]

    def _features_written(self, values: tuple[int, ...]) -> str:
        if values not in self._written:
            written = self._vocab["feats"].id2unit(values)
            self._written[values] = "" if written == "_" else written
        return self._written[values]
