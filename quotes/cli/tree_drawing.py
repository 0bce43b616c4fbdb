"""Draw a dependency tree on the terminal, with the words of a match in colour.

The line of a word leads to the line of its head. Dependents that precede a word
in the text are above it, those that follow it are below, so that a tree without
crossing branches reads from top to bottom as the sentence does::

    ┌─ Ratna       PROPN  nsubj
    mengatakan     VERB   root
    │  ┌─ kapal    NOUN   nsubj
    └─ datang      VERB   ccomp
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from textwrap import shorten
from typing import TYPE_CHECKING

from quotes.cli.terminal import PART_STYLES
from quotes.trees import Sentence, Word

if TYPE_CHECKING:
    from rich.text import Text

#: Longest form of a quotation that is shown, in characters.
MAX_FORM = 40
#: The mark of a word at which a match stopped.
STOPPED = "◀ stopped here"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a tree: the branches before a word, and the word; ``form`` is the text shown for it."""

    branches: str
    form: str
    word: Word

    @property
    def width(self) -> int:
        """Characters of branches and form."""
        return len(self.branches) + len(self.form)


def draw_tree(
    sentence: Sentence, text: str, parts: Mapping[int, str], stopped: Collection[int] = (), indent: str = ""
) -> Iterator[Text]:
    """Yield the lines of a tree: branches and word, tag and relation, and the part that the word belongs to.

    Args:
        text: the article.
        parts: for each word that was matched, the name of its part.
        stopped: words at which the match stopped.
    """
    from rich.text import Text

    lines = tree_lines(sentence, text)
    width = max((line.width for line in lines), default=0)
    for line in lines:
        word, part = line.word, parts.get(line.word.index)
        style = PART_STYLES.get(part or "", "")
        gap = " " * (width - line.width + 2)
        drawn = Text.assemble(
            indent, (line.branches, "dim"), (line.form, style), gap, (f"{word.upos:<5}  {word.deprel:<12}", "dim")
        )
        if part:
            drawn.append(part, style)
        if word.index in stopped:
            drawn.append(f"{'  ' if part else ''}{STOPPED}", "bold red")
        yield drawn


def tree_lines(sentence: Sentence, text: str) -> list[Line]:
    """Return the lines of a tree without its punctuation.

    Args:
        text: the article, which has the words of a quotation; the tree has only placeholders for them.
    """
    dependents = _find_dependents(sentence)
    lines = (line for root in dependents.get(-1, []) for line in _draw_subtree(root, dependents, "", "", ""))
    return [Line(branches, _form(word, text), word) for branches, word in lines]


def _find_dependents(sentence: Sentence) -> dict[int, list[Word]]:
    """Return for every word its dependents in the order of the text (the roots for -1).

    Of the words that stand in for a quotation only the one nearest to the root is kept, so that no branch leads in a
    circle; the dependents of the others become its own.
    """
    words = sorted(sentence.words, key=lambda word: (_depth(sentence, word), word.upos == "PUNCT", word.index))
    shown: dict[int, Word] = {}
    for word in words:
        if word.quotation is not None:
            shown.setdefault(word.quotation, word)
    dependents: dict[int, list[Word]] = {}
    for word in sentence.words:
        if word.quotation is None:
            if word.upos == "PUNCT" and not any(sentence.children(word.index)):
                continue
        elif shown[word.quotation] is not word:
            continue
        head = sentence.words[word.head] if word.head >= 0 else None
        index = -1 if head is None else head.index if head.quotation is None else shown[head.quotation].index
        dependents.setdefault(index, []).append(word)
    return dependents


def _depth(sentence: Sentence, word: Word) -> int:
    depth = 0
    while word.head >= 0 and depth < len(sentence.words):
        word, depth = sentence.words[word.head], depth + 1
    return depth


def _draw_subtree(
    word: Word, dependents: Mapping[int, list[Word]], above: str, here: str, below: str
) -> Iterator[tuple[str, Word]]:
    """Yield every word of a subtree with its branches; the three strings begin the lines above, at and below it."""
    children = dependents.get(word.index, [])
    before = [child for child in children if child.index < word.index]
    after = [child for child in children if child.index > word.index]
    for child in before:
        first = child is before[0]
        lead = above + ("   " if first else "│  ")
        yield from _draw_subtree(child, dependents, lead, above + ("┌─ " if first else "├─ "), above + "│  ")
    yield here, word
    for child in after:
        last = child is after[-1]
        lead = below + ("   " if last else "│  ")
        yield from _draw_subtree(child, dependents, below + "│  ", below + ("└─ " if last else "├─ "), lead)


def _form(word: Word, text: str) -> str:
    if word.quotation is None:
        return word.form
    words = " ".join(word.span.of(text).split())
    return words if len(words) <= MAX_FORM else shorten(words, MAX_FORM - 1, placeholder=" …") + words[-1]
