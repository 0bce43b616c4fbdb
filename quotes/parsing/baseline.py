"""The baseline of the benchmark: Stanza's default pipeline with all processors, on one text after another.

Nothing else uses it. Stanza separates paragraphs at empty lines, so every line of an article is followed by one.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from quotes.layout.paragraphs import Paragraph
from quotes.parsing.documents import place_sentences
from quotes.parsing.models import SHIPPED, choose_model, load_default_pipeline
from quotes.parsing.parser import NeedsTree, ParsedText, convert_stanza_sentence
from quotes.profiling import time_stage
from quotes.trees import Word

if TYPE_CHECKING:
    from stanza.models.common.doc import Document


class BaselineParser:
    """Parses in the place of :class:`quotes.parsing.Parser`, without masking.

    Raises:
        ModelError: the model is missing or broken.
    """

    def __init__(self, model: str | Path = SHIPPED) -> None:
        self._pipeline = load_default_pipeline(choose_model(model))

    def parse(
        self, texts: Sequence[tuple[str, Sequence[Paragraph]]], needs_tree: NeedsTree | None = None
    ) -> list[ParsedText]:
        """Parse the texts one by one. Every sentence gets its tree, whatever ``needs_tree`` says."""
        return [self._parse_text(text, paragraphs) for text, paragraphs in texts]

    def add_trees(self, texts: Sequence[ParsedText], needs_tree: NeedsTree | None = None) -> list[ParsedText]:
        """Return the texts as they are: no tree is missing."""
        return list(texts)

    def _parse_text(self, text: str, paragraphs: Sequence[Paragraph]) -> ParsedText:
        lines = text.split("\n")
        document = self._run_pipeline("\n\n".join(lines)) if text.strip() else None
        sentences = (
            [_move_to_article(convert_stanza_sentence(s), lines) for s in document.sentences] if document else []
        )
        return place_sentences(text, paragraphs, sentences)

    def _run_pipeline(self, text: str) -> Document:
        """Run the processors one by one, as the pipeline does when it is called, and time each."""
        document: Document = text
        for name, processor in self._pipeline.processors.items():
            with time_stage(name):
                document = processor.process(document)
        return document


def _move_to_article(words: list[Word], lines: Sequence[str]) -> list[Word]:
    """Correct the positions of a sentence: the article has one line break where the parsed text has two."""
    end, line = len(lines[0]), 0
    while words[0].start > end:
        line += 1
        end += len(lines[line]) + 2
    return [w._replace(start=w.start - line, end=w.end - line) for w in words]
