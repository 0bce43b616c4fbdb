"""Parsed sentences as plain data: what the parser gives and the rules are matched on.

The relations and tags are those of Universal Dependencies. Positions are code
points of the article, so a match on a tree is at once a place in the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from quotes.records import Span

EntityKind = Literal["person", "organisation", "place"]


@dataclass(frozen=True, slots=True)
class Word:
    """A syntactic word. ``katanya`` is two of them, ``kata`` and the clitic ``nya``.

    Attributes:
        index: place in the sentence, from 0.
        head: index of the head; -1 for the root.
        clitic: it is written together with the word before it.
        quotation: number (in the paragraph) of the quotation that this word stands in for, else None. Long
            quotations are parsed as a short stand-in, so that the words around them get a clean tree.
        entity: kind of the named entity that the word is part of; None where it is part of none, or where the model
            has no entity tagger.
    """

    index: int
    form: str
    lemma: str
    upos: str
    feats: str
    head: int
    deprel: str
    start: int
    end: int
    clitic: bool = False
    quotation: int | None = None
    entity: EntityKind | None = None

    def placed(self, start: int, end: int, quotation: int | None) -> Word:
        """The word at another place; ``dataclasses.replace`` would take four times as long for every word."""
        w = self
        return Word(
            w.index, w.form, w.lemma, w.upos, w.feats, w.head, w.deprel, start, end, w.clitic, quotation, w.entity
        )

    def hung(self, head: int, deprel: str) -> Word:
        """The word at its place in a tree."""
        w = self
        return Word(
            w.index, w.form, w.lemma, w.upos, w.feats, head, deprel, w.start, w.end, w.clitic, w.quotation, w.entity
        )

    @property
    def lower(self) -> str:
        return self.form.lower()

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    @property
    def relation(self) -> str:
        """The relation without its subtype: ``nsubj`` of ``nsubj:pass``."""
        return self.deprel.partition(":")[0]


@dataclass(frozen=True)
class Sentence:
    """A sentence of one paragraph.

    The words of a sentence that is not :attr:`parsed` have no heads and no relations: no rule asks for its tree.
    """

    words: tuple[Word, ...]
    paragraph: int = 0
    _children: dict[int, tuple[int, ...]] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        below: dict[int, list[int]] = {}
        for word in self.words:
            below.setdefault(word.head, []).append(word.index)
        self._children.update({head: tuple(found) for head, found in below.items()})

    @property
    def parsed(self) -> bool:
        """Has it a tree?"""
        return bool(self.words[0].deprel)

    @property
    def start(self) -> int:
        return self.words[0].start

    @property
    def end(self) -> int:
        return self.words[-1].end

    @cached_property
    def lowers(self) -> tuple[str, ...]:
        return tuple(word.lower for word in self.words)

    def children(self, index: int) -> Iterator[Word]:
        return (self.words[k] for k in self._children.get(index, ()))

    def subtree(self, index: int) -> list[int]:
        """The indices of a word and of all that hangs on it, in the order of the text."""
        found, todo = [], [index]
        while todo:
            here = todo.pop()
            found.append(here)
            todo.extend(self._children.get(here, ()))
        return sorted(found)
