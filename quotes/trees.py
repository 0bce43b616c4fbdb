"""Parsed sentences as plain data: the output of the parser, on which rules are matched.

Relations and tags are those of Universal Dependencies. Positions are code points of the article, so a match on a tree
is also a place in the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from quotes.records import Span
from quotes.text import ARABIC_ARTICLE, MARKS, strip_marks

EntityKind = Literal["person", "organisation", "place"]


class Word(NamedTuple):
    """A syntactic word. ``katanya`` is two of them, ``kata`` and the clitic ``nya``.

    It is a tuple, since an article has hundreds and a tuple is made five times as fast as a frozen dataclass.

    Attributes:
        index: position in the sentence, from 0.
        form: the word as it is written.
        lemma: its lemma; may be empty.
        upos: its universal part of speech.
        feats: its features, as in CoNLL-U; empty where there are none.
        head: index of the head; -1 for the root.
        deprel: relation to the head; empty in a sentence without a tree.
        start: where it begins in the article.
        end: where it ends in the article.
        clitic: whether it is written together with the word before it.
        quotation: number (in the paragraph) of the quotation that this word masks, else None. Long quotations are
            masked by a short placeholder, so that the words around them get a clean tree.
        entity: kind of the named entity that the word is part of; None where it is part of none, or where the model
            has no entity tagger.
    """

    index: int  # type: ignore[assignment]  # it hides the method of a tuple
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

    def with_origin(self, start: int, end: int, quotation: int | None) -> Word:
        """Return the word at another place; ``_replace`` takes three times as long."""
        w = self
        return Word(
            w.index, w.form, w.lemma, w.upos, w.feats, w.head, w.deprel, start, end, w.clitic, quotation, w.entity
        )

    def with_tag(self, upos: str) -> Word:
        """Return the word with a part of speech."""
        w = self
        return Word(
            w.index, w.form, w.lemma, upos, w.feats, w.head, w.deprel, w.start, w.end, w.clitic, w.quotation, w.entity
        )

    def with_analysis(self, upos: str, feats: str, head: int, deprel: str) -> Word:
        """Return the word with what its sentence says of it."""
        w = self
        return Word(
            w.index, w.form, w.lemma, upos, feats, head, deprel, w.start, w.end, w.clitic, w.quotation, w.entity
        )

    @property
    def lower(self) -> str:
        return self.form.lower()

    @property
    def is_capitalised(self) -> bool:
        """Whether it begins with a capital, behind a mark or an article too: ``"Teco"``, ``al-Jasri``."""
        first = self.form[:1]
        if first.isupper():
            return True
        if first in MARKS:
            return strip_marks(self.form)[:1].isupper()
        return "-" in self.form and ARABIC_ARTICLE.match(self.form) is not None

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

    A sentence without a tree (:attr:`has_tree`) is one that no rule needs; its words have no heads, no relations and no
    features, and the part of speech that their form has by itself.
    """

    words: tuple[Word, ...]
    paragraph: int = 0

    @property
    def has_tree(self) -> bool:
        return bool(self.words[0].deprel)

    @property
    def start(self) -> int:
        return self.words[0].start

    @property
    def end(self) -> int:
        return self.words[-1].end

    @cached_property
    def lowers(self) -> tuple[str, ...]:
        return tuple([word.form.lower() for word in self.words])

    @cached_property
    def _children(self) -> dict[int, tuple[int, ...]]:
        children: dict[int, list[int]] = {}
        for word in self.words:
            children.setdefault(word.head, []).append(word.index)
        return {head: tuple(indices) for head, indices in children.items()}  # tuples: garbage collection skips them

    def with_words(self, words: Iterable[Word]) -> Sentence:
        """Return the sentence with another analysis of the same words."""
        made = Sentence(tuple(words), self.paragraph)
        made.__dict__["lowers"] = self.lowers  # as cached_property stores it
        return made

    def children(self, index: int) -> Iterator[Word]:
        return (self.words[k] for k in self._children.get(index, ()))

    def subtree(self, index: int) -> list[int]:
        """Return the indices of a word and of all its descendants, in the order of the text."""
        found, pending = [], [index]
        while pending:
            at = pending.pop()
            found.append(at)
            pending.extend(self._children.get(at, ()))
        return sorted(found)
