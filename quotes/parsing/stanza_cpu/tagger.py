"""Stanza's tagger for parts of speech and features, with the same tags, without the columns that nobody reads.

Stanza scores every feature of every word by a bilinear form of the word's state and the vector of its part of speech.
There are some twenty parts of speech, so the form is computed once for each of them and is then a matrix product.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from stanza.models.common.utils import simplify_punct

from quotes.parsing.stanza_cpu.highway import BATCH_WORDS, HighwayLSTM, RowCache
from quotes.parsing.stanza_cpu.layers import CharacterEncoder, FusedLinear, PackedBatch, append_ones, batch_by_length

#: The part of speech and the features of a word.
Tag = tuple[str, str]


def is_supported(trainer: Any) -> bool:
    """Return whether the tagger is of the kind that runs here: word vectors, characters, no language model."""
    args, model = trainer.args, trainer.model
    has_inputs = args["char"] and args["pretrain"] and args["word_emb_dim"]
    has_language_model = args.get("charlm") or args.get("bert_model")
    feats_depend_on_upos = model.column_parents.get("feats") == ("upos",) and model.link_mode == "tag_emb"
    return bool(has_inputs and not has_language_model and not model.share_hid and feats_depend_on_upos)


class CpuTagger:
    """Tags words with parts of speech and features.

    Args:
        trainer: Stanza's ``Trainer`` of the tagger.
        vectors: its word vectors, a ``Pretrain``.
        dtype: the type of the matrix products.
    """

    def __init__(self, trainer: Any, vectors: Any, dtype: torch.dtype) -> None:
        self._model, self._vocab, self._vectors = trainer.model.eval(), trainer.vocab, vectors
        model = self._model
        self._lstm = HighwayLSTM(model.taggerlstm, model.taggerlstm_h_init, model.taggerlstm_c_init, dtype)
        self._hidden = FusedLinear(model.upos_hid, model.tag_hid["feats"], dtype=dtype)
        self._hidden_sizes = [layer.out_features for layer in (model.upos_hid, model.tag_hid["feats"])]
        self._rows, self._char_encoder = RowCache(self._encode_words), CharacterEncoder(model.charmodel, dtype)
        self._feature_strings: dict[tuple[int, ...], str] = {}
        heads = model.tag_clf["feats"]
        self._value_counts = [head.W_bilin.weight.size(0) for head in heads]
        with torch.no_grad():
            weight = torch.cat([head.W_bilin.weight for head in heads])
            self._weight_of_upos = torch.einsum("oij,uj->uio", weight, append_ones(model.upos_emb.weight)).contiguous()
            self._bias = torch.cat([head.W_bilin.bias for head in heads]).detach()

    def tag(self, sentences: Sequence[Sequence[str]]) -> list[list[Tag]]:
        """Return the tags of the words of every sentence."""
        out: list[list[Tag]] = [[] for _ in sentences]
        with torch.inference_mode():
            for indices in batch_by_length([len(words) for words in sentences], BATCH_WORDS):
                for k, tags in zip(indices, self._tag_batch([sentences[k] for k in indices]), strict=True):
                    out[k] = tags
        return out

    def _tag_batch(self, sentences: Sequence[Sequence[str]]) -> list[list[Tag]]:
        batch = PackedBatch([len(words) for words in sentences])
        owners = batch.sequence.tolist()
        forms = [sentences[k][j] for k, j in zip(owners, batch.position.tolist(), strict=True)]
        states = self._lstm(*self._rows(forms), batch)
        for_upos, for_feats = torch.split(self._hidden(states).relu_(), self._hidden_sizes, 1)
        upos = self._model.upos_clf(for_upos).argmax(1)
        names, feats = self._vocab["upos"].unmap(upos.tolist()), self._predict_features(for_feats, upos)
        tags: list[list[Tag]] = [[] for _ in sentences]
        for k, tag in zip(owners, zip(names, feats, strict=True), strict=True):
            tags[k].append(tag)
        return tags

    def _encode_words(self, forms: Sequence[str]) -> torch.Tensor:
        """Compute the input rows of word forms."""
        model, vocab = self._model, self._vocab
        forms = [word[0] for word in simplify_punct([[[form] for form in forms]])[0]]
        vector_ids = torch.tensor(self._vectors.vocab.map([form.lower() for form in forms]))
        vectors = model.trans_pretrained(model.pretrained_emb(vector_ids))
        trained = model.word_emb(torch.tensor(vocab["word"].map(forms)))
        characters = model.trans_char(self._char_encoder([vocab["char"].map(list(form)) for form in forms]))
        return self._lstm.project_inputs(torch.cat([trained, vectors, characters], 1))

    def _predict_features(self, hidden: torch.Tensor, upos: torch.Tensor) -> list[str]:
        hidden = append_ones(hidden)
        scores = hidden.new_empty(len(hidden), len(self._bias))
        for tag in torch.unique(upos).tolist():
            here = (upos == tag).nonzero().squeeze(1)
            scores[here] = torch.addmm(self._bias, hidden[here], self._weight_of_upos[tag])
        best = torch.stack([column.argmax(1) for column in torch.split(scores, self._value_counts, 1)], 1)
        return [self._format_features(tuple(row)) for row in best.tolist()]

    def _format_features(self, values: tuple[int, ...]) -> str:
        if values not in self._feature_strings:
            written = self._vocab["feats"].id2unit(values)
            self._feature_strings[values] = "" if written == "_" else written
        return self._feature_strings[values]
