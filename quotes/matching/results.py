"""The results of matching a rule: the parts found and how, the whole match, or where the rule failed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from quotes.lexicon.cues import Cue
from quotes.records import Direction, Span
from quotes.rulelang.rule import Finder, Rule
from quotes.trees import Sentence


class TreeStep(NamedTuple):
    """One step of a path in the tree: the relation, its direction (up to the head or down), and the word reached."""

    relation: str
    direction: Direction
    word: int


@dataclass(frozen=True, slots=True)
class PartMatch:
    """A part that was found.

    Attributes:
        words: the words of a source or an addressee, as places in the sentence.
        spans: the spans of a content.
        quotations: the quotations of a content, as numbers in the paragraph.
        head: the word that the path reached, if a path found it.
        path: the steps to it.
        finder: the finder of the rule that found it.
    """

    words: tuple[int, ...] = ()
    spans: tuple[Span, ...] = ()
    quotations: tuple[int, ...] = ()
    head: int | None = None
    path: tuple[TreeStep, ...] = ()
    finder: Finder | None = None

    @property
    def is_signature(self) -> bool:
        """Whether it is a name after a dash, which signs the quotation above."""
        return self.finder is not None and self.finder.label == "–"

    @property
    def how(self) -> str:
        """The kind of the finder: ``path``, ``phrase``, and so on."""
        return self.finder.how if self.finder else ""


@dataclass(frozen=True, slots=True)
class Match:
    """One reading of one sentence by one rule."""

    rule: Rule
    sentence: Sentence
    number: int
    parts: Mapping[str, PartMatch]
    cue: Cue | None = None
    cue_word: int | None = None

    @property
    def content(self) -> tuple[Span, ...]:
        return self.parts["content"].spans if "content" in self.parts else ()

    @property
    def quotations(self) -> tuple[int, ...]:
        return self.parts["content"].quotations if "content" in self.parts else ()

    @property
    def source(self) -> Span | None:
        return self._span("source")

    @property
    def addressee(self) -> Span | None:
        return self._span("addressee")

    @property
    def cue_span(self) -> Span | None:
        if self.cue_word is None:
            return None
        word = self.sentence.words[self.cue_word]
        end = word.end
        if self.cue_word + 1 < len(self.sentence.words) and self.sentence.words[self.cue_word + 1].clitic:
            end = self.sentence.words[self.cue_word + 1].end
        return Span(word.start, end)

    def _span(self, part: str) -> Span | None:
        found = self.parts.get(part)
        if found is None or not found.words:
            return None
        words = self.sentence.words
        return Span(words[found.words[0]].start, words[found.words[-1]].end)


@dataclass(frozen=True, slots=True)
class FailedMatch:
    """Where a rule failed on one cue (or, for a rule without a cue, in one sentence).

    Attributes:
        at: what failed: ``cue``, a condition (``unless before cue``), or the part that was not found.
        parts: the parts found before.
    """

    rule: Rule
    sentence: Sentence
    number: int
    at: str
    parts: Mapping[str, PartMatch]
    cue: Cue | None = None
    cue_word: int | None = None


def words_in_parts(sentence: Sentence, parts: Mapping[str, PartMatch], cue_word: int | None) -> dict[int, str]:
    """Return the part of every word, by index; a word of two parts is in the one that is named first."""
    found = {} if cue_word is None else {cue_word: "cue"}
    for name, part in parts.items():
        for word in sentence.words:
            quoted = word.quotation is not None and word.quotation in part.quotations
            if word.index in part.words or quoted or any(span.contains(word.span) for span in part.spans):
                found.setdefault(word.index, name)
    return found
