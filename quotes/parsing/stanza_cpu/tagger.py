"""Stanza's tagger for parts of speech and features, with the same tags, without the columns that nobody reads.

Stanza scores every feature of every word by a bilinear form of the word's state and the vector of its part of speech.
There are some twenty parts of speech, so the form is computed once for each of them and is then a matrix product.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

import torch
from torch.nn.functional import embedding, linear

from quotes.parsing.stanza_cpu.checkpoints import EMPTY_ID, Checkpoint, WordVectors
from quotes.parsing.stanza_cpu.highway import BATCH_WORDS, HighwayLSTM, RowCache
from quotes.parsing.stanza_cpu.layers import (
    CharacterEncoder,
    FusedLinear,
    PackedBatch,
    append_ones,
    batch_by_length,
    simplify_marks,
)

#: Forms whose part of speech is kept; a fuller cache is emptied of those that no file lists.
MAX_FORMS = 100_000
#: The part of speech and the features of a word.
Tag = tuple[str, str]


def is_supported(checkpoint: Checkpoint) -> bool:
    """Return whether the tagger is of the kind that runs here: word vectors, characters, no language model."""
    config, weights = checkpoint.config, checkpoint.weights
    has_inputs = config["char"] and config["pretrain"] and config["word_emb_dim"]
    has_extras = config.get("charlm") or config.get("bert_model") or config["share_hid"] or config["rec_dropout"]
    parents = {column[0]: list(column[-1]) for column in config.get("tag_columns") or [("feats", ["upos"])]}
    feats_depend_on_upos = parents.get("feats") == ["upos"] and config.get("tag_column_link", "tag_emb") == "tag_emb"
    feats = getattr(getattr(weights, "tag_clf", None), "feats", None)
    return bool(has_inputs and not has_extras and feats_depend_on_upos and isinstance(feats, list))


def read_forms(path: Path) -> dict[str, str]:
    """Read the parts of speech of frequent forms, which ``tools/training/forms.py`` writes; {} where there are none."""
    if not path.exists():
        return {}
    by_tag: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return {form: tag for tag, forms in by_tag.items() for form in forms.split()}


class CpuTagger:
    """Tags words with parts of speech and features.

    Args:
        checkpoint: the trained tagger, which is :func:`supported <is_supported>`.
        vectors: its word vectors.
        dtype: the type of the matrix products.
        listed: the part of speech that the tagger gives to frequent forms by themselves.
    """

    def __init__(
        self,
        checkpoint: Checkpoint,
        vectors: WordVectors,
        dtype: torch.dtype,
        listed: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self._weights, self._vectors = checkpoint.weights, vectors
        self._words, self._characters = checkpoint.vocabulary("word"), checkpoint.vocabulary("char")
        self._upos, self._feature_values = checkpoint.vocabulary("upos"), checkpoint.vocabularies["feats"]["_id2unit"]
        weights = self._weights
        self._lstm = HighwayLSTM(weights.taggerlstm, weights.taggerlstm_h_init, weights.taggerlstm_c_init, dtype)
        self._hidden = FusedLinear(weights.upos_hid, weights.tag_hid.feats, dtype=dtype)
        self._hidden_sizes = [len(layer.bias) for layer in (weights.upos_hid, weights.tag_hid.feats)]
        self._rows, self._char_encoder = RowCache(self._encode_words), CharacterEncoder(weights.charmodel, dtype)
        self._listed, self._upos_of_form = listed, dict(listed)
        self._feature_strings: dict[int, str] = {}
        forms = [head.W_bilin for head in weights.tag_clf.feats]
        self._value_counts = [len(form.bias) for form in forms]
        bilinear = torch.cat([form.weight for form in forms])
        self._weight_of_upos = torch.einsum("oij,uj->uio", bilinear, append_ones(weights.upos_emb.weight)).contiguous()
        self._bias = torch.cat([form.bias for form in forms])

    def tag(self, sentences: Sequence[Sequence[str]]) -> list[list[Tag]]:
        """Return the tags of the words of every sentence."""
        out: list[list[Tag]] = [[] for _ in sentences]
        with torch.inference_mode():
            for indices in batch_by_length([len(words) for words in sentences], BATCH_WORDS):
                for k, tags in zip(indices, self._tag_batch([sentences[k] for k in indices]), strict=True):
                    out[k] = tags
        return out

    def tag_forms(self, sentences: Sequence[Sequence[str]]) -> list[list[str]]:
        """Return the part of speech that the form of every word has in a sentence of its own; each is tagged once."""
        forms = {form for words in sentences for form in words}
        if len(self._upos_of_form) + len(forms) > MAX_FORMS:
            self._upos_of_form = dict(self._listed)
        new = sorted(forms.difference(self._upos_of_form))
        with torch.inference_mode():
            for start in range(0, len(new), BATCH_WORDS):
                some = new[start : start + BATCH_WORDS]
                _, upos, _ = self._score_upos([[form] for form in some])
                self._upos_of_form.update(zip(some, self._upos.find_units(upos.tolist()), strict=True))
        return [[self._upos_of_form[form] for form in words] for words in sentences]

    def _tag_batch(self, sentences: Sequence[Sequence[str]]) -> list[list[Tag]]:
        owners, upos, for_feats = self._score_upos(sentences)
        names, feats = self._upos.find_units(upos.tolist()), self._predict_features(for_feats, upos)
        tags: list[list[Tag]] = [[] for _ in sentences]
        for k, tag in zip(owners, zip(names, feats, strict=True), strict=True):
            tags[k].append(tag)
        return tags

    def _score_upos(self, sentences: Sequence[Sequence[str]]) -> tuple[list[int], torch.Tensor, torch.Tensor]:
        """Return of every word its sentence, its part of speech as a number, and what its features are scored from."""
        batch = PackedBatch([len(words) for words in sentences])
        owners = batch.sequence.tolist()
        forms = [sentences[k][j] for k, j in zip(owners, batch.position.tolist(), strict=True)]
        states = self._lstm(*self._rows(forms), batch)
        for_upos, for_feats = torch.split(self._hidden(states)[: len(batch)].relu_(), self._hidden_sizes, 1)
        upos = linear(for_upos, self._weights.upos_clf.weight, self._weights.upos_clf.bias).argmax(1)
        return owners, upos, for_feats

    def _encode_words(self, forms: Sequence[str]) -> torch.Tensor:
        """Compute the input rows of word forms."""
        weights = self._weights
        forms = simplify_marks(forms)
        vectors = linear(self._vectors(forms), weights.trans_pretrained.weight)
        trained = embedding(torch.tensor(self._words.find_ids(forms)), weights.word_emb.weight)
        characters = self._char_encoder([self._characters.find_ids(form) for form in forms])
        inputs = torch.cat([trained, vectors, linear(characters, weights.trans_char.weight)], 1)
        return self._lstm.project_inputs(inputs)

    def _predict_features(self, hidden: torch.Tensor, upos: torch.Tensor) -> list[str]:
        order, counts = upos.argsort(), torch.bincount(upos).tolist()
        hidden = append_ones(embedding(order, hidden))
        scores, start = hidden.new_empty(len(hidden), len(self._bias)), 0
        for tag, count in enumerate(counts):
            here = slice(start, start + count)
            torch.addmm(self._bias, hidden[here], self._weight_of_upos[tag], out=scores[here])
            start += count
        # The values of a word as one number, with a digit for each feature.
        number = torch.zeros_like(order)
        for column in torch.split(scores, self._value_counts, 1):
            number = number * column.size(1) + column.argmax(1)
        return [self._format_features(each) for each in torch.empty_like(order).index_copy_(0, order, number).tolist()]

    def _format_features(self, number: int) -> str:
        if number not in self._feature_strings:
            found, rest = list[str](), number
            for name, units in reversed(self._feature_values.items()):
                rest, k = divmod(rest, len(units))
                if k != EMPTY_ID:
                    found.append(f"{name}={units[k]}")
            self._feature_strings[number] = "|".join(reversed(found))
        return self._feature_strings[number]
