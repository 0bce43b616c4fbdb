"""The obvious way to parse articles: Stanza's pipeline with all its processors, called on one text after another.

It is what the benchmark measures against, and is used for nothing else. Stanza
parts paragraphs at empty lines, so every line of an article is given one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from quotes.layout.paragraphs import Paragraph
from quotes.parsing.masking import stands_alone
from quotes.parsing.models import SHIPPED, choose, load_plainly
from quotes.parsing.parser import ParsedParagraph, ParsedText, Wanted
from quotes.parsing.words import from_stanza
from quotes.profiling import time_stage
from quotes.quotation_marks import Quotation, quotations
from quotes.trees import Sentence, Word

if TYPE_CHECKING:
    from stanza.models.common.doc import Document


class ObviousParser:
    """Parses in the place of :class:`quotes.parsing.Parser`.

    Raises:
        ModelError: the model is missing or broken.
    """

    def __init__(self, model: str | Path = SHIPPED) -> None:
        self._pipeline = load_plainly(choose(model))

    def parse(self, texts: Sequence[tuple[str, Sequence[Paragraph]]], wanted: Wanted | None = None) -> list[ParsedText]:
        """Parse the texts one by one; every sentence gets its tree, whatever is wanted."""
        return [self._parsed(text, paragraphs) for text, paragraphs in texts]

    def complete(self, texts: Sequence[ParsedText], wanted: Wanted | None = None) -> list[ParsedText]:
        """The texts as they are: no tree is missing."""
        return list(texts)

    def _parsed(self, text: str, paragraphs: Sequence[Paragraph]) -> ParsedText:
        lines = text.split("\n")
        document = self._document("\n\n".join(lines)) if text.strip() else None
        sentences = [_moved(from_stanza(s), lines) for s in document.sentences] if document else []
        return ParsedText(text, tuple(_paragraph(text, paragraph, sentences) for paragraph in paragraphs))

    def _document(self, text: str) -> Document:
        """What the pipeline makes of a text, processor by processor, as it does when it is called."""
        document: Document = text
        for name, processor in self._pipeline.processors.items():
            with time_stage(name):
                document = processor.process(document)
        return document


def _moved(words: list[Word], lines: Sequence[str]) -> list[Word]:
    """The words of a sentence at their places in the article, whose lines end in one line break and not in two."""
    ends, line = len(lines[0]), 0
    while words[0].start > ends:
        line += 1
        ends += len(lines[line]) + 2
    return [replace(w, start=w.start - line, end=w.end - line) for w in words]


def _paragraph(text: str, paragraph: Paragraph, sentences: Sequence[Sequence[Word]]) -> ParsedParagraph:
    body = paragraph.body
    if paragraph.kind != "body":
        return ParsedParagraph(paragraph.index, body, (), frozenset(), ())
    found = quotations(text, body)
    standing = [k for k, quotation in enumerate(found) if stands_alone(text, quotation, body)]
    inside = [
        Sentence(tuple(_quoted(words, found, standing)), paragraph.index)
        for words in sentences
        if words[-1].end > body.start and words[0].start < body.end
    ]
    return ParsedParagraph(paragraph.index, body, found, frozenset(standing), tuple(inside))


def _quoted(words: Sequence[Word], found: Sequence[Quotation], standing: Sequence[int]) -> list[Word]:
    """The words, those of a quotation with its number."""
    return [replace(w, quotation=next((k for k in standing if found[k].outer.contains(w.span)), None)) for w in words]
