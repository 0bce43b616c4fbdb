"""Stanza's processors with the same answers, several times as fast on a CPU.

The models are Stanza's own, loaded by its pipeline. What is replaced is the code around the networks: it runs over many
texts at once and skips work whose result is not used; each module says which. Models of other kinds (with language
models or transformers) stay with Stanza's pipeline.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from quotes.parsing.stanza_cpu import ner, parser, tagger, tokenizer
from quotes.parsing.stanza_cpu.layers import VARIABLE, choose_dtype
from quotes.parsing.stanza_cpu.ner import CpuEntityTagger
from quotes.parsing.stanza_cpu.parser import Arc, CpuParser, TaggedWord
from quotes.parsing.stanza_cpu.tagger import CpuTagger, Tag
from quotes.parsing.stanza_cpu.tokenizer import CpuExpander, CpuTokenizer, Token
from quotes.profiling import time_stage

if TYPE_CHECKING:
    from stanza import Pipeline

_log = logging.getLogger(__name__)

__all__ = ["Arc", "CpuPipeline", "Tag", "TaggedSentence", "TaggedWord", "Token"]


@dataclass(frozen=True, slots=True)
class TaggedSentence:
    """A tagged sentence without a tree.

    Attributes:
        tokens: its tokens.
        words: for every token the forms of its words.
        tags: the tags of all words, in the order of the text.
        entities: the entity tags of all tokens; ``O`` for all where the model has no entity tagger.
    """

    tokens: tuple[Token, ...]
    words: tuple[tuple[str, ...], ...]
    tags: tuple[Tag, ...]
    entities: tuple[str, ...]


class CpuPipeline:
    """Runs the models of a pipeline.

    Args:
        pipeline: a loaded pipeline that is :meth:`supported <is_supported>`.
        precision: ``float32`` or ``bfloat16``; see :func:`quotes.parsing.stanza_cpu.layers.choose_dtype`.

    Raises:
        ModelError: there is no such precision.
    """

    def __init__(self, pipeline: Pipeline, precision: str | None = None) -> None:
        processors, dtype = pipeline.processors, choose_dtype(precision)
        _log.info("matrix products in %s (%s)", str(dtype).removeprefix("torch."), VARIABLE)
        self._tokenizer = CpuTokenizer(processors["tokenize"], dtype)
        self._expander = CpuExpander(processors["mwt"]) if "mwt" in processors else None
        self._tagger = CpuTagger(processors["pos"].trainer, processors["pos"].pretrain, dtype)
        self._parser = CpuParser(processors["depparse"].trainer, processors["depparse"].pretrain, dtype)
        self._entity_tagger = CpuEntityTagger(processors["ner"].trainers[0], dtype) if "ner" in processors else None

    @staticmethod
    def is_supported(pipeline: Pipeline) -> bool:
        """Return whether all models of a pipeline are of the kinds that run here."""
        processors: dict[str, Any] = pipeline.processors
        return (
            tokenizer.is_supported(processors["tokenize"])
            and tagger.is_supported(processors["pos"].trainer)
            and parser.is_supported(processors["depparse"].trainer)
            and ("ner" not in processors or ner.is_supported(processors["ner"]))
        )

    def tag(self, texts: Sequence[str]) -> list[list[TaggedSentence]]:
        """Split texts into sentences and words, and tag them."""
        with time_stage("tokenize"):
            by_text = self._tokenizer.tokenize(texts)
        tokens = [sentence for text in by_text for sentence in text]
        with time_stage("mwt"):
            words = self._expand(tokens)
        with time_stage("pos"):
            tags = self._tagger.tag([[form for forms in sentence for form in forms] for sentence in words])
        with time_stage("ner"):
            entities = self._tag_entities(tokens)
        columns = zip(tokens, words, tags, entities, strict=True)
        sentences = (TaggedSentence(tuple(t), w, tuple(g), tuple(e)) for t, w, g, e in columns)
        return [[next(sentences) for _ in text] for text in by_text]

    def parse(self, sentences: Sequence[Sequence[TaggedWord]]) -> list[list[Arc]]:
        """Return the head and the relation of every word of tagged sentences."""
        with time_stage("depparse"):
            return self._parser.parse(sentences)

    def _expand(self, sentences: Sequence[Sequence[Token]]) -> list[tuple[tuple[str, ...], ...]]:
        if self._expander is None:
            return [tuple((token.form,) for token in sentence) for sentence in sentences]
        return self._expander.expand(sentences)

    def _tag_entities(self, sentences: Sequence[Sequence[Token]]) -> list[list[str]]:
        if self._entity_tagger is None:
            return [["O"] * len(sentence) for sentence in sentences]
        return self._entity_tagger.tag([[token.form for token in sentence] for sentence in sentences])
