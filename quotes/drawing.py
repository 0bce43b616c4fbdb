"""A dependency tree as lines of text, for terminals.

Every word hangs on the one that its line leads to. What stands before a word in
the text stands above it, what stands behind it below, so that a tree without
crossing branches reads from top to bottom as the sentence does::

    ┌─ Ratna       PROPN  nsubj
    mengatakan     VERB   root
    │  ┌─ kapal    NOUN   nsubj
    └─ datang      VERB   ccomp
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from textwrap import shorten

from quotes.trees import Sentence, Word

#: Most characters that are shown of a quotation.
LONGEST = 40


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a tree: the branches before a word, and the word; ``form`` is what to show of it."""

    branches: str
    form: str
    word: Word

    @property
    def width(self) -> int:
        """Characters of branches and form."""
        return len(self.branches) + len(self.form)


def tree_lines(sentence: Sentence, text: str) -> list[Line]:
    """The lines of a tree, punctuation left out.

    Args:
        text: the article, of which the words of a quotation are shown: the tree has only a stand-in for them.
    """
    hanging = _Hanging(sentence)
    lines = (line for root in hanging.below(-1) for line in _drawn(root, hanging, "", "", ""))
    return [Line(branches, _form(word, text), word) for branches, word in lines]


class _Hanging:
    """What hangs on what, with the words that stand in for a quotation as one."""

    def __init__(self, sentence: Sentence) -> None:
        self._below: dict[int, list[Word]] = {}
        heads = _heads_of_quotations(sentence)
        for word in sentence.words:
            if word.upos == "PUNCT" and word.quotation is None and not any(sentence.children(word.index)):
                continue
            if word.quotation is None or heads[word.quotation] is word:
                self._below.setdefault(_head(word, sentence, heads), []).append(word)

    def below(self, index: int) -> list[Word]:
        """The words that hang on one, in the order of the text; those that hang on nothing for -1."""
        return self._below.get(index, [])


def _heads_of_quotations(sentence: Sentence) -> dict[int, Word]:
    """For every quotation the word of its stand-in that is nearest to the root, so that no branch leads in a circle."""
    heads: dict[int, Word] = {}
    for word in sorted(sentence.words, key=lambda word: (_depth(sentence, word), word.upos == "PUNCT", word.index)):
        if word.quotation is not None:
            heads.setdefault(word.quotation, word)
    return heads


def _depth(sentence: Sentence, word: Word) -> int:
    depth = 0
    while word.head >= 0 and depth < len(sentence.words):
        word, depth = sentence.words[word.head], depth + 1
    return depth


def _head(word: Word, sentence: Sentence, heads: Mapping[int, Word]) -> int:
    """The index of the head of a word, or of the one that is drawn for the quotation which the head stands in for."""
    if word.head < 0:
        return -1
    head = sentence.words[word.head]
    return word.head if head.quotation is None else heads[head.quotation].index


def _drawn(word: Word, hanging: _Hanging, above: str, here: str, below: str) -> Iterator[tuple[str, Word]]:
    """The branches before every word of a subtree; the three texts lead to the lines above, at and below its head."""
    children = hanging.below(word.index)
    before = [child for child in children if child.index < word.index]
    behind = [child for child in children if child.index > word.index]
    for child in before:
        first = child is before[0]
        lead = above + ("   " if first else "│  ")
        yield from _drawn(child, hanging, lead, above + ("┌─ " if first else "├─ "), above + "│  ")
    yield here, word
    for child in behind:
        last = child is behind[-1]
        lead = below + ("   " if last else "│  ")
        yield from _drawn(child, hanging, below + "│  ", below + ("└─ " if last else "├─ "), lead)


def _form(word: Word, text: str) -> str:
    if word.quotation is None:
        return word.form
    words = " ".join(word.span.of(text).split())
    return words if len(words) <= LONGEST else shorten(words, LONGEST - 1, placeholder=" …") + words[-1]
