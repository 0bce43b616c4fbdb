"""Texts that a pipeline of Stanza's own has parsed: its sentences are placed into the paragraphs of the text.

Such a pipeline does not mask quotations, and knows no paragraphs but those behind empty lines: the words of a sentence
over several lines are divided among their paragraphs.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from quotes.layout import Paragraph, TextView
from quotes.parsing.masking import is_standalone
from quotes.parsing.parser import LONGEST_PARAGRAPH, ParsedParagraph, ParsedText
from quotes.quotation_marks import Quotation, quotations
from quotes.records import Span
from quotes.trees import Sentence, Word


def place_sentences(text: str, paragraphs: Sequence[Paragraph], sentences: Iterable[Sequence[Word]]) -> ParsedText:
    """Return a parsed text of sentences whose words have their positions in the text, in its order."""
    ordered = [words for words in sentences if words]
    starts, ends = [words[0].start for words in ordered], [words[-1].end for words in ordered]

    def place(paragraph: Paragraph) -> ParsedParagraph:
        body = paragraph.body
        if paragraph.kind != "body":
            return ParsedParagraph(paragraph.index, body, (), frozenset(), ())
        if body.end - body.start > LONGEST_PARAGRAPH:
            return ParsedParagraph(paragraph.index, body, (), frozenset(), (), ("paragraph-too-long",))
        found = quotations(text, body)
        standalone = [k for k, quotation in enumerate(found) if is_standalone(text, quotation, body)]
        touching = ordered[bisect_right(ends, body.start) : bisect_left(starts, body.end)]
        inside = [select_words(words, body) for words in touching]
        numbered = [_number_quoted(words, found, standalone) for words in inside if words]
        made = tuple(Sentence(tuple(words), paragraph.index) for words in numbered)
        return ParsedParagraph(paragraph.index, body, found, frozenset(standalone), made)

    return ParsedText(text, tuple(map(place, paragraphs)))


def select_words(words: Sequence[Word], within: Span) -> list[Word]:
    """Return the words of a sentence inside a span as a tree of their own.

    A word whose head is outside becomes the root if it is the first such word, else a ``parataxis`` of that.
    """
    kept = [word for word in words if within.start <= word.start < word.end <= within.end]
    if len(kept) == len(words):
        return list(words)
    numbers = {word.index: number for number, word in enumerate(kept)}
    root = next((numbers[word.index] for word in kept if word.head not in numbers), -1)
    found = []
    for number, word in enumerate(kept):
        if word.head in numbers:
            found.append(word._replace(index=number, head=numbers[word.head]))
        elif number == root:
            found.append(word._replace(index=number, head=-1, deprel="root"))
        else:
            found.append(word._replace(index=number, head=root, deprel="parataxis"))
    return found


def move_to_view(words: Sequence[Word], view: TextView) -> list[Word]:
    """Return the words of a sentence with their positions in a view of the text, without those that it leaves out."""
    if not view.starts:
        return list(words)
    moved = [
        word._replace(start=bisect_left(view.starts, word.start), end=bisect_right(view.ends, word.end))
        for word in words
    ]
    return select_words(moved, Span(0, len(view.text)))


def _number_quoted(words: Sequence[Word], found: Sequence[Quotation], standalone: Sequence[int]) -> list[Word]:
    """Give the words of standalone quotations the numbers of these."""
    return [w._replace(quotation=next((k for k in standalone if found[k].outer.contains(w.span)), None)) for w in words]
