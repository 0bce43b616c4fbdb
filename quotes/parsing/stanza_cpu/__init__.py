"""Stanza's processors, several times as fast on a CPU with the same answers.

The models are Stanza's own and are loaded by its pipeline; what runs here is
what Stanza's processors do around them, over many texts at once and without
work whose result is thrown away. Each part says what it leaves out. Models of
another build (language models, transformers) are left to Stanza's pipeline.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from quotes.parsing.stanza_cpu import ner, parser, tagger, tokenizer
from quotes.parsing.stanza_cpu.mwt import CpuExpander
from quotes.parsing.stanza_cpu.ner import CpuEntities
from quotes.parsing.stanza_cpu.parser import Arc, CpuParser, Tagged
from quotes.parsing.stanza_cpu.precision import VARIABLE, wanted
from quotes.parsing.stanza_cpu.tagger import CpuTagger, Tag
from quotes.parsing.stanza_cpu.tokenizer import CpuTokenizer, Token
from quotes.profiling import time_stage

if TYPE_CHECKING:
    from stanza import Pipeline

_log = logging.getLogger(__name__)

__all__ = ["Arc", "CpuPipeline", "Piece", "Tag", "Tagged", "Token"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A tagged sentence: its tokens, the words of each, the tags of all words, and the entity tags of all tokens.

    Where the model has no entity tagger, every token is ``O``.
    """

    tokens: tuple[Token, ...]
    words: tuple[tuple[str, ...], ...]
    tags: tuple[Tag, ...]
    entities: tuple[str, ...]

    @property
    def forms(self) -> Iterator[str]:
        return (form for words in self.words for form in words)


class CpuPipeline:
    """Runs the models of a pipeline.

    Args:
        pipeline: a loaded pipeline of models that :meth:`fits`.
        precision: ``float32`` or ``bfloat16``; see :func:`quotes.parsing.stanza_cpu.precision.wanted`.

    Raises:
        ModelError: there is no such precision.
    """

    def __init__(self, pipeline: Pipeline, precision: str | None = None) -> None:
        parts, kind = pipeline.processors, wanted(precision)
        _log.info("products in %s (%s)", str(kind).removeprefix("torch."), VARIABLE)
        self._tokenizer = CpuTokenizer(parts["tokenize"], kind)
        self._expander = CpuExpander(parts["mwt"]) if "mwt" in parts else None
        self._tagger = CpuTagger(parts["pos"].trainer, parts["pos"].pretrain, kind)
        self._parser = CpuParser(parts["depparse"].trainer, parts["depparse"].pretrain, kind)
        self._entities = CpuEntities(parts["ner"].trainers[0], kind) if "ner" in parts else None

    @staticmethod
    def fits(pipeline: Pipeline) -> bool:
        """Are the models of the kinds that can be run here?"""
        parts: dict[str, Any] = pipeline.processors
        named = "ner" not in parts or ner.fits(parts["ner"])
        treed = tagger.fits(parts["pos"].trainer) and parser.fits(parts["depparse"].trainer)
        return named and treed and tokenizer.fits(parts["tokenize"])

    def read(self, texts: Sequence[str]) -> list[list[Piece]]:
        """For every text its sentences, tagged."""
        with time_stage("tokenize"):
            cut = self._tokenizer.tokenize(texts)
        flat = [sentence for text in cut for sentence in text]
        with time_stage("mwt"):
            words = self._expanded(flat)
        with time_stage("pos"):
            tagged = self._tagger.tag([[form for forms in sentence for form in forms] for sentence in words])
        with time_stage("ner"):
            named = self._named(flat)
        columns = zip(flat, words, tagged, named, strict=True)
        pieces = (Piece(tuple(t), w, tuple(g), tuple(e)) for t, w, g, e in columns)
        return [[next(pieces) for _ in text] for text in cut]

    def parse(self, sentences: Sequence[Sequence[Tagged]]) -> list[list[Arc]]:
        """Head and relation of every word of tagged sentences."""
        with time_stage("depparse"):
            return self._parser.parse(sentences)

    def _named(self, sentences: Sequence[Sequence[Token]]) -> list[list[str]]:
        if self._entities is None:
            return [["O"] * len(sentence) for sentence in sentences]
        return self._entities.tag([[token.form for token in sentence] for sentence in sentences])

    def _expanded(self, sentences: Iterable[Sequence[Token]]) -> list[tuple[tuple[str, ...], ...]]:
        if self._expander is None:
            return [tuple((token.form,) for token in sentence) for sentence in sentences]
        return self._expander.expand(list(sentences))
