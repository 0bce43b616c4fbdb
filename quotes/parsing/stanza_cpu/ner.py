"""Stanza's entity tagger: word rows cached by form, and the sentences of a batch decoded together; the tags are equal.

Stanza encodes every occurrence of a word, computes the training loss in prediction too, and decodes one sentence at a
time in NumPy.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch.nn.functional import embedding, linear
from torch.nn.utils.rnn import pad_sequence

from quotes.parsing.stanza_cpu.checkpoints import RESERVED_IDS, Checkpoint, WordVectors
from quotes.parsing.stanza_cpu.highway import BATCH_WORDS, RowCache
from quotes.parsing.stanza_cpu.layers import CharacterEncoder, LSTMLayer, PackedBatch, batch_by_length, initial_states


def is_supported(checkpoint: Checkpoint) -> bool:
    """Return whether the tagger is of the kind that runs here: word vectors, characters, one set of tags."""
    config, weights = checkpoint.config, checkpoint.weights
    is_standard = config["char"] and config["word_emb_dim"] and config["lowercase"] and config["input_transform"]
    has_extras = config.get("charlm") or config.get("bert_model") or "delta" in checkpoint.vocabularies
    has_extras = has_extras or config["num_layers"] > 1 or config.get("char_lowercase") or config["rec_dropout"]
    has_one_set = len(getattr(weights, "tag_clfs", ())) == 1
    return bool(is_standard and has_one_set and "word" in checkpoint.vocabularies and not has_extras)


class CpuEntityTagger:
    """Tags tokens with named entities.

    Args:
        checkpoint: the trained tagger, which is :func:`supported <is_supported>`.
        vectors: its word vectors, for a tagger that has none of its own.
        dtype: the type of the matrix products.
    """

    def __init__(self, checkpoint: Checkpoint, vectors: WordVectors | None, dtype: torch.dtype) -> None:
        self._weights = weights = checkpoint.weights
        self._words, self._characters = checkpoint.vocabulary("word"), checkpoint.vocabulary("char")
        self._vectors = weights.word_emb.weight if hasattr(weights, "word_emb") or vectors is None else vectors.vectors
        self._rows, self._lstm = RowCache(self._encode_words), LSTMLayer(weights.taggerlstm.lstm, dtype)
        self._char_encoder = CharacterEncoder(weights.charmodel, dtype)
        self._initial = weights.taggerlstm_h_init, weights.taggerlstm_c_init
        tags = checkpoint.tag_values("tag")[0][RESERVED_IDS:]
        # As in Stanza, the entries for padding and the like read as the most frequent tag.
        self._tags = [*(tags[:1] * RESERVED_IDS), *tags]

    def tag(self, sentences: Sequence[Sequence[str]]) -> list[list[str]]:
        """Return the tag of every token, in the scheme BIOES: ``B-PER``, ``S-LOC``, ``O``."""
        out: list[list[str]] = [[] for _ in sentences]
        with torch.inference_mode():
            for indices in batch_by_length([len(tokens) for tokens in sentences], BATCH_WORDS):
                for k, path in zip(indices, self._tag_batch([sentences[k] for k in indices]), strict=True):
                    tags = [self._tags[tag] for tag in path]
                    out[k] = tags if tags.count("O") == len(tags) else fix_edges(tags)
        return out

    def _tag_batch(self, sentences: Sequence[Sequence[str]]) -> list[list[int]]:
        """Return the best tags of sentences, the longest of which comes first."""
        weights, lengths = self._weights, [len(tokens) for tokens in sentences]
        batch = PackedBatch(lengths)
        places = zip(batch.sequence.tolist(), batch.position.tolist(), strict=True)
        table, rows = self._rows([sentences[k][j] for k, j in places])
        states = self._lstm(embedding(rows, table), batch, initial_states(*self._initial, 0, batch.width))
        scores = linear(states, weights.tag_clfs[0].weight, weights.tag_clfs[0].bias)[: len(batch)]
        paths = find_best_paths(torch.split(scores, batch.batch_sizes), weights.crits[0]._transitions)  # noqa: SLF001
        return [path[:length] for path, length in zip(paths.tolist(), lengths, strict=True)]

    def _encode_words(self, forms: Sequence[str]) -> torch.Tensor:
        """Compute what the sentence LSTM reads for each form."""
        transform = self._weights.input_transform
        characters = self._char_encoder([self._characters.find_ids(form) for form in forms])
        ids = torch.tensor(self._words.find_ids([form.lower() for form in forms]))
        inputs = torch.cat([embedding(ids, self._vectors).float(), characters], 1)
        return self._lstm.prepare(linear(inputs, transform.weight, transform.bias))


def fix_edges(tags: Sequence[str]) -> list[str]:
    """Correct tags of the scheme BIOES at the edges of names, as Stanza does: a name of one token has ``S``."""
    fixed = list(tags)
    named = [k for k, tag in enumerate(fixed) if tag != "O"]
    for inner, edges in ((("I", "I"), ("E", "B")), (("B", "E"), ("S", "S"))):
        for k in named:
            tag = fixed[k]
            kind = tag[2:]
            after, before = fixed[k + 1 : k + 2], fixed[max(k - 1, 0) : k]
            if tag.startswith(f"{inner[0]}-") and after not in ([f"I-{kind}"], [f"E-{kind}"]):
                fixed[k] = f"{edges[0]}-{kind}"
            if tag.startswith(f"{inner[1]}-") and before not in ([f"B-{kind}"], [f"I-{kind}"]):
                fixed[k] = f"{edges[1]}-{kind}"
    return fixed


def find_best_paths(scores: Sequence[torch.Tensor], transitions: torch.Tensor) -> torch.Tensor:
    """Find the best path through the scores of each sentence (Viterbi 1967), for all sentences at once.

    Args:
        scores: for every position, sentences × tags of the sentences that have a word there; the longest comes first.
        transitions: from tag × to tag.

    Returns:
        Sentences × words; what follows the last word of a sentence has no meaning.
    """
    best, from_tags, to_tags = [scores[0]], transitions.unsqueeze(1), transitions.t()
    for here in scores[1:]:
        # The maximum over the first dimension is several times as fast as over another, or with its indices.
        best.append((best[-1][: len(here)].t().unsqueeze(2) + from_tags).amax(0) + here)
    path = [best[-1].argmax(1)]
    for before in best[-2::-1]:
        followed = before[: len(path[-1])] + embedding(path[-1], to_tags)
        path.append(torch.cat([followed, before[len(followed) :]]).argmax(1))
    return pad_sequence(path[::-1])
