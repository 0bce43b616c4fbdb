"""Stanza's entity tagger: word rows cached by form, and the sentences of a batch decoded together; the tags are equal.

Stanza encodes every occurrence of a word, computes the training loss in prediction too, and decodes one sentence at a
time in NumPy.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from stanza.models.common.vocab import VOCAB_PREFIX_SIZE
from stanza.models.ner.trainer import fix_singleton_tags

from quotes.parsing.stanza_cpu.highway import BATCH_WORDS, RowCache
from quotes.parsing.stanza_cpu.layers import CharacterEncoder, LSTMLayer, PackedBatch, batch_by_length, initial_states


def is_supported(processor: Any) -> bool:
    """Return whether the tagger is of the kind that runs here: frozen word vectors, characters, one set of tags."""
    trainer = processor.trainers[0]
    args, model = trainer.args, trainer.model
    is_standard = args["char"] and args["word_emb_dim"] and args["lowercase"] and args["input_transform"]
    has_extras = args.get("charlm") or args.get("bert_model") or model.delta_emb is not None or len(model.tag_clfs) > 1
    has_extras = has_extras or args["num_layers"] > 1 or args.get("char_lowercase")
    return bool(len(processor.trainers) == 1 and is_standard and not has_extras)


class CpuEntityTagger:
    """Tags tokens with named entities.

    Args:
        trainer: Stanza's ``Trainer`` of the tagger.
        dtype: the type of the matrix products.
    """

    def __init__(self, trainer: Any, dtype: torch.dtype) -> None:
        self._model, self._vocab = trainer.model.eval(), trainer.vocab
        self._rows, self._lstm = RowCache(self._encode_words), LSTMLayer(self._model.taggerlstm.lstm, dtype)
        self._char_encoder = CharacterEncoder(self._model.charmodel, dtype)
        self._initial = self._model.taggerlstm_h_init.detach(), self._model.taggerlstm_c_init.detach()
        tags = self._vocab["tag"].items(0)[VOCAB_PREFIX_SIZE:]
        # As in Stanza, the entries for padding and the like read as the most frequent tag.
        self._tags = [*(tags[:1] * VOCAB_PREFIX_SIZE), *tags]

    def tag(self, sentences: Sequence[Sequence[str]]) -> list[list[str]]:
        """Return the tag of every token, in the scheme BIOES: ``B-PER``, ``S-LOC``, ``O``."""
        out: list[list[str]] = [[] for _ in sentences]
        with torch.inference_mode():
            for indices in batch_by_length([len(tokens) for tokens in sentences], BATCH_WORDS):
                for k, path in zip(indices, self._tag_batch([sentences[k] for k in indices]), strict=True):
                    out[k] = fix_singleton_tags([self._tags[tag] for tag in path])
        return out

    def _tag_batch(self, sentences: Sequence[Sequence[str]]) -> list[list[int]]:
        """Return the best tags of sentences, the longest of which comes first."""
        model, lengths = self._model, [len(tokens) for tokens in sentences]
        batch = PackedBatch(lengths)
        places = zip(batch.sequence.tolist(), batch.position.tolist(), strict=True)
        table, rows = self._rows([sentences[k][j] for k, j in places])
        states = self._lstm(table[rows], batch, initial_states(*self._initial, 0, len(sentences)))
        packed_scores = model.tag_clfs[0](states)
        scores = packed_scores.new_zeros(len(sentences), lengths[0], packed_scores.size(1))
        scores[batch.sequence, batch.position] = packed_scores
        transitions = model.crits[0]._transitions  # noqa: SLF001 - Stanza returns them with a loss only
        paths = find_best_paths(scores, transitions, torch.tensor(lengths))
        return [path[:length] for path, length in zip(paths.tolist(), lengths, strict=True)]

    def _encode_words(self, forms: Sequence[str]) -> torch.Tensor:
        """Compute what the sentence LSTM reads for each form."""
        model, vocab = self._model, self._vocab
        characters = self._char_encoder([vocab["char"].map(list(form)) for form in forms])
        vectors = model.word_emb(torch.tensor(vocab["word"].map([form.lower() for form in forms])))
        rows: torch.Tensor = model.input_transform(torch.cat([vectors, characters], 1))
        return rows


def find_best_paths(scores: torch.Tensor, transitions: torch.Tensor, lengths: torch.Tensor) -> torch.Tensor:
    """Find the best path through the scores of each sentence (Viterbi 1967), for all sentences at once.

    Args:
        scores: sentences × words × tags.
        transitions: from tag × to tag.
        lengths: words of each sentence.

    Returns:
        Sentences × words; what follows the last word of a sentence has no meaning.
    """
    unchanged = torch.arange(scores.size(2)).expand(scores.size(0), -1)
    best, back_pointers = scores[:, 0], []
    for at in range(1, scores.size(1)):
        value, origin = (best.unsqueeze(2) + transitions).max(1)
        is_inside = (at < lengths).unsqueeze(1)
        best = torch.where(is_inside, value + scores[:, at], best)
        back_pointers.append(torch.where(is_inside, origin, unchanged))
    path = [best.argmax(1, keepdim=True)]
    for origin in reversed(back_pointers):
        path.append(origin.gather(1, path[-1]))
    return torch.cat(path[::-1], 1)
