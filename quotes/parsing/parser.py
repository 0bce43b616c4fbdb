"""Texts to trees: paragraphs, marks, frames, then Stanza over many articles at once."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quotes.marks import Quotation, quotations
from quotes.parsing.frames import Frame, frames
from quotes.parsing.models import SHIPPED, choose, load
from quotes.reading.layout import Paragraph
from quotes.records import Span
from quotes.trees import Sentence, Word

if TYPE_CHECKING:
    from stanza.models.common.doc import Document
    from stanza.models.common.doc import Sentence as StanzaSentence

_log = logging.getLogger(__name__)

#: A frame of more characters than this is not parsed: no sentence is that long, and the parser's cost grows with
#: the square.
LONGEST_FRAME = 6000


@dataclass(frozen=True, slots=True)
class ParsedParagraph:
    """A paragraph with its quotations and the trees of its frames.

    Attributes:
        standing: numbers of the quotations that stand beside their sentence (speech), not inside it.
        flags: ``paragraph-too-long`` where a stretch was left unparsed.
    """

    index: int
    body: Span
    quotations: tuple[Quotation, ...]
    standing: frozenset[int]
    sentences: tuple[Sentence, ...]
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ParsedText:
    """A text with its paragraphs, in the order of the text."""

    text: str
    paragraphs: tuple[ParsedParagraph, ...]


@dataclass(frozen=True, slots=True)
class _Task:
    """A paragraph on its way to the parser: its frames, and those of them that need a parse."""

    paragraph: Paragraph
    quotations: tuple[Quotation, ...]
    frames: tuple[Frame, ...]

    @property
    def parsed(self) -> tuple[Frame, ...]:
        return tuple(f for f in self.frames if not f.only_quotations and len(f.text) <= LONGEST_FRAME)


class Parser:
    """Loads a Stanza model once and parses batches of texts.

    Args:
        model: ``id-news`` (shipped), ``gsd`` or ``csui`` (fetched by Stanza), or the directory of a model.

    Raises:
        ModelError: the model is missing or broken.
    """

    def __init__(self, model: str | Path = SHIPPED, *, swift: bool = True) -> None:
        self.choice = choose(model)
        self._pipeline = load(self.choice, swift=swift)

    def parse(self, texts: Sequence[tuple[str, Sequence[Paragraph]]]) -> list[ParsedText]:
        """Parse texts whose paragraphs are known. One call for many texts is much faster than many calls."""
        tasks = [[_task(text, paragraph) for paragraph in paragraphs] for text, paragraphs in texts]
        waiting = [frame for article in tasks for task in article for frame in task.parsed]
        trees = iter(self._trees(waiting))
        return [
            ParsedText(text, tuple(_paragraph(task, trees) for task in article))
            for (text, _), article in zip(texts, tasks, strict=True)
        ]

    def _trees(self, waiting: Sequence[Frame]) -> list[list[list[Word]]]:
        """For every frame its sentences, for every sentence its words, placed in the frame."""
        if not waiting:
            return []
        document: Document = self._pipeline("\n\n".join(_plain(frame.text) for frame in waiting))
        starts, at = [], 0
        for frame in waiting:
            starts.append(at)
            at += len(frame.text) + 2
        found: list[list[list[Word]]] = [[] for _ in waiting]
        here = 0
        for sentence in document.sentences:
            words = _words(sentence)
            while here + 1 < len(starts) and words[0].start >= starts[here + 1]:
                here += 1
            found[here].append([replace(w, start=w.start - starts[here], end=w.end - starts[here]) for w in words])
        return found


#: Characters that the treebanks do not know, each with the nearest that they do: one for one, so that positions hold.
_PLAIN = str.maketrans({"—": ",", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'"})


def _plain(text: str) -> str:
    """Every white space as a plain space, so that no frame is split inside, and marks as the treebanks write them."""
    return "".join(" " if ch.isspace() else ch for ch in text.translate(_PLAIN))


def _task(text: str, paragraph: Paragraph) -> _Task:
    if paragraph.kind != "body":
        return _Task(paragraph, (), ())
    found = quotations(text, paragraph.body)
    return _Task(paragraph, found, frames(text, paragraph.body, found))


def _words(sentence: StanzaSentence) -> list[Word]:
    """The words of a sentence, placed in the text that was parsed."""
    out: list[Word] = []
    for token in sentence.tokens:
        at = token.start_char
        for k, word in enumerate(token.words):
            last = k == len(token.words) - 1
            end = token.end_char if last else min(at + len(word.text), token.end_char)
            start = max(token.end_char - len(word.text), token.start_char) if last and k else at
            out.append(_word(word, len(out), start, max(end, start), clitic=k > 0))
            at = end
    return out


def _word(word: Any, index: int, start: int, end: int, *, clitic: bool) -> Word:
    lemma, upos, feats = word.lemma or "", word.upos or "X", word.feats or ""
    return Word(index, word.text, lemma, upos, feats, word.head - 1, word.deprel, start, end, clitic)


def _paragraph(task: _Task, trees: Iterator[list[list[Word]]]) -> ParsedParagraph:
    sentences: list[Sentence] = []
    for frame in task.parsed:
        sentences += [Sentence(tuple(_placed(frame, raw)), task.paragraph.index) for raw in next(trees)]
    standing = frozenset(p.quotation for f in task.frames for p in f.pieces if p.quotation is not None)
    skipped = any(len(f.text) > LONGEST_FRAME and not f.only_quotations for f in task.frames)
    flags = ("paragraph-too-long",) if skipped else ()
    return ParsedParagraph(
        task.paragraph.index, task.paragraph.body, task.quotations, standing, tuple(sentences), flags
    )


def _placed(frame: Frame, words: Iterable[Word]) -> Iterator[Word]:
    """The words of a frame, placed in the article."""
    for word in words:
        origin, quotation = frame.origin(word.start, word.end)
        yield replace(word, start=origin.start, end=origin.end, quotation=quotation)
