"""Stanza's processors with the same answers, several times as fast on a CPU.

The models are Stanza's own. What is replaced is the code around the networks: it loads them without Stanza, runs over
many texts at once and skips work whose result is not used; each module says which. Models of other kinds (with language
models or transformers) stay with Stanza's pipeline.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Self

from quotes.parsing.stanza_cpu import expander, ner, parser, tagger, tokenizer
from quotes.parsing.stanza_cpu.checkpoints import Checkpoint, WordVectors
from quotes.parsing.stanza_cpu.expander import CpuExpander
from quotes.parsing.stanza_cpu.layers import VARIABLE, choose_dtype
from quotes.parsing.stanza_cpu.ner import CpuEntityTagger
from quotes.parsing.stanza_cpu.parser import CpuParser
from quotes.parsing.stanza_cpu.plain_words import Token
from quotes.parsing.stanza_cpu.tagger import CpuTagger
from quotes.parsing.stanza_cpu.tokenizer import CpuTokenizer
from quotes.profiling import time_stage

_log = logging.getLogger(__name__)

__all__ = ["Analysis", "CpuPipeline", "SplitSentence", "Token"]


class Analysis(NamedTuple):
    """What a sentence says of a word: part of speech, features, head (from 1; 0 is the root) and relation."""

    upos: str
    feats: str
    head: int
    relation: str


@dataclass(frozen=True, slots=True)
class SplitSentence:
    """A sentence without a tree.

    Attributes:
        tokens: its tokens.
        words: for every token the forms of its words.
        entities: the entity tags of all tokens; ``O`` for all where the model has no entity tagger.
    """

    tokens: tuple[Token, ...]
    words: tuple[tuple[str, ...], ...]
    entities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """The files of a model: what each processor is loaded from. A model without expander or entity tagger has none.

    Attributes:
        has_plain_words: whether the tokenizer divides plain words as :mod:`.plain_words` does.
    """

    tokenizer: Path
    tagger: Path
    parser: Path
    vectors: Path
    expander: Path | None = None
    entity_tagger: Path | None = None
    has_plain_words: bool = False


class CpuPipeline:
    """Runs the networks of a model, all of which are of the kinds that run here."""

    def __init__(
        self,
        tokenizer: CpuTokenizer,
        tagger: CpuTagger,
        parser: CpuParser,
        expander: CpuExpander | None = None,
        entity_tagger: CpuEntityTagger | None = None,
    ) -> None:
        self._tokenizer, self._tagger, self._parser = tokenizer, tagger, parser
        self._expander, self._entity_tagger = expander, entity_tagger

    @classmethod
    def load(cls, files: ModelFiles, precision: str | None = None) -> Self | None:
        """Load a model; return None where a network is of another kind.

        Args:
            files: the files of the model.
            precision: ``float32`` or ``bfloat16``; see :func:`quotes.parsing.stanza_cpu.layers.choose_dtype`.

        Raises:
            ModelError: there is no such precision.
            Exception: a file cannot be read, or is not what Stanza writes.
        """
        dtype = choose_dtype(precision)
        tokens, tags, trees = (Checkpoint.read(path) for path in (files.tokenizer, files.tagger, files.parser))
        words = Checkpoint.read(files.expander) if files.expander else None
        names = Checkpoint.read(files.entity_tagger) if files.entity_tagger else None
        is_supported = (
            tokenizer.is_supported(tokens) and tagger.is_supported(tags) and parser.is_supported(trees)
            and (words is None or expander.is_supported(words))
            and (names is None or ner.is_supported(names))
        )  # fmt: skip
        if not is_supported:
            return None
        _log.info("matrix products in %s (%s)", str(dtype).removeprefix("torch."), VARIABLE)
        vectors = WordVectors.read(files.vectors)
        return cls(
            CpuTokenizer(tokens, dtype, has_plain_words=files.has_plain_words),
            CpuTagger(tags, vectors, dtype, tagger.read_forms(files.tagger.with_suffix(".forms.json"))),
            CpuParser(trees, vectors, dtype),
            CpuExpander(words) if words else None,
            CpuEntityTagger(names, vectors, dtype) if names else None,
        )

    def split(self, texts: Sequence[str]) -> list[list[SplitSentence]]:
        """Split texts into sentences and words, and find the named entities."""
        with time_stage("tokenize"):
            by_text = self._tokenizer.tokenize(texts)
        tokens = [sentence for text in by_text for sentence in text]
        with time_stage("mwt"):
            words = self._expand(tokens)
        with time_stage("ner"):
            entities = self._tag_entities(tokens)
        columns = zip(tokens, words, entities, strict=True)
        sentences = (SplitSentence(tuple(t), w, tuple(e)) for t, w, e in columns)
        return [[next(sentences) for _ in text] for text in by_text]

    def tag_forms(self, sentences: Sequence[Sequence[str]]) -> list[list[str]]:
        """Return the part of speech that the form of every word has by itself.

        It is looked up, which is enough for sentences that are read for their names only. :meth:`parse` gives that of
        the sentence.
        """
        with time_stage("pos"):
            return self._tagger.tag_forms(sentences)

    def parse(self, sentences: Sequence[Sequence[str]]) -> list[list[Analysis]]:
        """Tag and parse sentences, given the forms of their words."""
        with time_stage("pos"):
            tags = self._tagger.tag(sentences)
        tagged = [
            [(form, upos) for form, (upos, _) in zip(*pair, strict=True)] for pair in zip(sentences, tags, strict=True)
        ]
        with time_stage("depparse"):
            arcs = self._parser.parse(tagged)
        return [[Analysis(*tag, *arc) for tag, arc in zip(*pair, strict=True)] for pair in zip(tags, arcs, strict=True)]

    def _expand(self, sentences: Sequence[Sequence[Token]]) -> list[tuple[tuple[str, ...], ...]]:
        if self._expander is None:
            return [tuple((token.form,) for token in sentence) for sentence in sentences]
        return self._expander.expand(sentences)

    def _tag_entities(self, sentences: Sequence[Sequence[Token]]) -> list[list[str]]:
        if self._entity_tagger is None:
            return [["O"] * len(sentence) for sentence in sentences]
        return self._entity_tagger.tag([[token.form for token in sentence] for sentence in sentences])
