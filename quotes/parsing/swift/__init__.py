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

from quotes.parsing.swift import entities, heads, tags, tokens
from quotes.parsing.swift.entities import SwiftEntities
from quotes.parsing.swift.expansion import SwiftExpander
from quotes.parsing.swift.heads import Arc, SwiftParser, Tagged
from quotes.parsing.swift.precision import VARIABLE, wanted
from quotes.parsing.swift.tags import SwiftTagger, Tag
from quotes.parsing.swift.tokens import SwiftTokenizer, Token
from quotes.stages import stage

if TYPE_CHECKING:
    from stanza import Pipeline

_log = logging.getLogger(__name__)

__all__ = ["Arc", "Piece", "Swift", "Tag", "Tagged", "Token"]


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


class Swift:
    """Runs the models of a pipeline.

    Args:
        pipeline: a loaded pipeline of models that :meth:`fits`.
        precision: ``float32`` or ``bfloat16``; see :func:`quotes.parsing.swift.precision.wanted`.

    Raises:
        ModelError: there is no such precision.
    """

    def __init__(self, pipeline: Pipeline, precision: str | None = None) -> None:
        parts, kind = pipeline.processors, wanted(precision)
        _log.info("products in %s (%s)", str(kind).removeprefix("torch."), VARIABLE)
        self._tokenizer = SwiftTokenizer(parts["tokenize"], kind)
        self._expander = SwiftExpander(parts["mwt"]) if "mwt" in parts else None
        self._tagger = SwiftTagger(parts["pos"].trainer, parts["pos"].pretrain, kind)
        self._parser = SwiftParser(parts["depparse"].trainer, parts["depparse"].pretrain, kind)
        self._entities = SwiftEntities(parts["ner"].trainers[0], kind) if "ner" in parts else None

    @staticmethod
    def fits(pipeline: Pipeline) -> bool:
        """Are the models of the kinds that can be run here?"""
        parts: dict[str, Any] = pipeline.processors
        named = "ner" not in parts or entities.fits(parts["ner"])
        treed = tags.fits(parts["pos"].trainer) and heads.fits(parts["depparse"].trainer)
        return named and treed and tokens.fits(parts["tokenize"])

    def read(self, texts: Sequence[str]) -> list[list[Piece]]:
        """For every text its sentences, tagged."""
        with stage("tokenize"):
            cut = self._tokenizer.tokenize(texts)
        flat = [sentence for text in cut for sentence in text]
        with stage("mwt"):
            words = self._expanded(flat)
        with stage("pos"):
            tagged = self._tagger.tag([[form for forms in sentence for form in forms] for sentence in words])
        with stage("ner"):
            named = self._named(flat)
        columns = zip(flat, words, tagged, named, strict=True)
        pieces = (Piece(tuple(t), w, tuple(g), tuple(e)) for t, w, g, e in columns)
        return [[next(pieces) for _ in text] for text in cut]

    def parse(self, sentences: Sequence[Sequence[Tagged]]) -> list[list[Arc]]:
        """Head and relation of every word of tagged sentences."""
        with stage("depparse"):
            return self._parser.parse(sentences)

    def _named(self, sentences: Sequence[Sequence[Token]]) -> list[list[str]]:
        if self._entities is None:
            return [["O"] * len(sentence) for sentence in sentences]
        return self._entities.tag([[token.form for token in sentence] for sentence in sentences])

    def _expanded(self, sentences: Iterable[Sequence[Token]]) -> list[tuple[tuple[str, ...], ...]]:
        if self._expander is None:
            return [tuple((token.form,) for token in sentence) for sentence in sentences]
        return self._expander.expand(list(sentences))
