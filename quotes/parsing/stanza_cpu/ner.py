"""Stanza's entity tagger, with the same tags: what depends on the word alone once a form, and a batch decoded together.

Stanza spells out every word each time it occurs, works out the training loss at
prediction too, and searches one sentence at a time for its best tags, in NumPy.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from stanza.models.common.vocab import VOCAB_PREFIX_SIZE
from stanza.models.ner.trainer import fix_singleton_tags

from quotes.parsing.stanza_cpu.char_model import Spelling
from quotes.parsing.stanza_cpu.highway import BATCH_WORDS, Forms
from quotes.parsing.stanza_cpu.lstm import Grid, Ways, before, by_length


def fits(processor: Any) -> bool:
    """Is the tagger of the kind that is run here: word vectors as they are, spelling, one set of tags?"""
    trainer = processor.trainers[0]
    args, model = trainer.args, trainer.model
    more = args.get("charlm") or args.get("bert_model") or model.delta_emb is not None or len(model.tag_clfs) > 1
    more = more or args["num_layers"] > 1
    plain = args["char"] and args["word_emb_dim"] and args["lowercase"] and args["input_transform"]
    return bool(len(processor.trainers) == 1 and plain and not more and not args.get("char_lowercase"))


class CpuEntities:
    """Named entities.

    Args:
        trainer: Stanza's ``Trainer`` of the tagger.
        kind: the type to multiply in.
    """

    def __init__(self, trainer: Any, kind: torch.dtype) -> None:
        self._model, self._vocab = trainer.model.eval(), trainer.vocab
        self._forms, self._read = Forms(self._rows), Ways(self._model.taggerlstm.lstm, kind)
        self._spelling = Spelling(self._model.charmodel, kind)
        self._first = self._model.taggerlstm_h_init.detach(), self._model.taggerlstm_c_init.detach()
        real = self._vocab["tag"].items(0)[VOCAB_PREFIX_SIZE:]
        # Padding and its like count as the commonest tag, as in Stanza.
        self._names = [*(real[:1] * VOCAB_PREFIX_SIZE), *real]

    def tag(self, sentences: Sequence[Sequence[str]]) -> list[list[str]]:
        """The tag of every token: ``B-PER``, ``S-LOC``, ``O``."""
        out: list[list[str]] = [[] for _ in sentences]
        with torch.inference_mode():
            for batch in by_length([len(tokens) for tokens in sentences], BATCH_WORDS):
                for k, path in zip(batch, self._batch([sentences[k] for k in batch]), strict=True):
                    out[k] = fix_singleton_tags([self._names[tag] for tag in path])
        return out

    def _batch(self, sentences: Sequence[Sequence[str]]) -> list[list[int]]:
        """The best tags of sentences, the longest of which comes first."""
        model, lengths = self._model, [len(tokens) for tokens in sentences]
        grid = Grid(lengths)
        owners = zip(grid.sequence.tolist(), grid.place.tolist(), strict=True)
        table, rows = self._forms([sentences[k][j] for k, j in owners])
        scored = model.tag_clfs[0](self._read(table[rows], grid, before(*self._first, 0, len(sentences))))
        scores = scored.new_zeros(len(sentences), lengths[0], scored.size(1))
        scores[grid.sequence, grid.place] = scored
        transitions = model.crits[0]._transitions  # noqa: SLF001  (Stanza hands them out with a loss only)
        found = best_paths(scores, transitions, torch.tensor(lengths))
        return [path[:length] for path, length in zip(found.tolist(), lengths, strict=True)]

    def _rows(self, forms: Sequence[str]) -> torch.Tensor:
        """What the sentence LSTM reads for each word."""
        model, vocab = self._model, self._vocab
        spelling = self._spelling([vocab["char"].map(list(form)) for form in forms])
        vectors = model.word_emb(torch.tensor(vocab["word"].map([form.lower() for form in forms])))
        rows: torch.Tensor = model.input_transform(torch.cat([vectors, spelling], 1))
        return rows


def best_paths(scores: torch.Tensor, transitions: torch.Tensor, lengths: torch.Tensor) -> torch.Tensor:
    """The best path through each sentence's scores (Viterbi 1967), all sentences at once.

    Args:
        scores: sentences × words × tags.
        transitions: from tag × to tag.
        lengths: words of each sentence; what a path has after them is of no meaning.
    """
    stay = torch.arange(scores.size(2)).expand(scores.size(0), -1)
    best, back = scores[:, 0], []
    for at in range(1, scores.size(1)):
        value, origin = (best.unsqueeze(2) + transitions).max(1)
        live = (at < lengths).unsqueeze(1)
        best = torch.where(live, value + scores[:, at], best)
        back.append(torch.where(live, origin, stay))
    path = [best.argmax(1, keepdim=True)]
    for origin in reversed(back):
        path.append(origin.gather(1, path[-1]))
    return torch.cat(path[::-1], 1)
