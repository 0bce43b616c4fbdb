"""A dependency tree on the terminal, with the words of a match in their colours."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING

from quotes.cli.screen import PART_STYLES
from quotes.drawing import Line, tree_lines
from quotes.trees import Sentence

if TYPE_CHECKING:
    from rich.text import Text

#: How a word is marked at which a match stopped.
STOPPED = "◀ stopped here"


def tree(
    sentence: Sentence, text: str, parts: Mapping[int, str], stopped: Collection[int] = (), indent: str = ""
) -> Iterator[Text]:
    """The lines of a tree: branches and word, tag and relation, and the part that the word is in.

    Args:
        text: the article.
        parts: words that were matched, with the name of their part.
        stopped: words at which the match stopped.
    """
    lines = tree_lines(sentence, text)
    width = max((line.width for line in lines), default=0)
    for line in lines:
        yield _drawn(line, parts.get(line.word.index), width, indent, stopped=line.word.index in stopped)


def _drawn(line: Line, part: str | None, width: int, indent: str, *, stopped: bool) -> Text:
    from rich.text import Text

    word = line.word
    gap = " " * (width - line.width + 2)
    text = Text.assemble(
        indent, (line.branches, "dim"), (line.form, PART_STYLES.get(part or "", "")), gap,
        (f"{word.upos:<5}  {word.deprel:<12}", "dim"),
    )  # fmt: skip
    if part:
        text.append(part, PART_STYLES.get(part, ""))
    if stopped:
        text.append(f"{'  ' if part else ''}{STOPPED}", "bold red")
    return text
