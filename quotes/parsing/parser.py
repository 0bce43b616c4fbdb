"""Texts to trees: paragraphs, marks, frames, then Stanza over many articles at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from quotes.layout.paragraphs import Paragraph
from quotes.parsing.masking import Frame, frames
from quotes.parsing.models import SHIPPED, choose, load
from quotes.parsing.words import from_stanza, placed_words, with_arcs
from quotes.quotation_marks import Quotation, quotations
from quotes.records import Span
from quotes.trees import Sentence, Word

if TYPE_CHECKING:
    from stanza.models.common.doc import Document

    from quotes.parsing.stanza_cpu import CpuPipeline

#: Asked of the words of a sentence, in small letters, whether it needs a tree.
Wanted = Callable[[Sequence[str]], bool]

#: A frame of more characters than this is not parsed: no sentence is that long, and the parser's cost grows with
#: the square.
LONGEST_FRAME = 6000
#: A paragraph of more characters than this is left alone, marks and all: it is a file gone wrong (a table, a page
#: without its line breaks), and what is looked for between all pairs of its quotations would take for ever.
LONGEST_PARAGRAPH = 50_000


@dataclass(frozen=True, slots=True)
class ParsedParagraph:
    """A paragraph with its quotations and the trees of its frames.

    Attributes:
        standing: numbers of the quotations that stand beside their sentence (speech), not inside it.
        flags: ``paragraph-too-long`` where a stretch, or the whole of it, was left unparsed.
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


class Parses(Protocol):
    """What parses texts; :class:`Parser` says how the methods are meant."""

    def parse(
        self, texts: Sequence[tuple[str, Sequence[Paragraph]]], wanted: Wanted | None = None
    ) -> list[ParsedText]: ...

    def complete(self, texts: Sequence[ParsedText], wanted: Wanted | None = None) -> list[ParsedText]: ...


class Parser:
    """Loads a Stanza model once and parses batches of texts.

    Args:
        model: ``id-news`` (shipped), ``gsd`` or ``csui`` (fetched by Stanza), or the directory of a model.
        fast: run the model by :mod:`quotes.parsing.stanza_cpu` where it can; otherwise by Stanza's own processors.
        lemmas: give every word its lemma, which only Stanza's own processors do; otherwise it may be empty.
        precision: what ``fast`` multiplies in, ``float32`` or ``bfloat16``; by itself bfloat16 where the processor
            has it and the environment variable ``QUOTES_PRECISION`` says nothing else.

    Raises:
        ModelError: the model is missing or broken, or there is no such precision.
    """

    def __init__(
        self, model: str | Path = SHIPPED, *, fast: bool = True, lemmas: bool = False, precision: str | None = None
    ) -> None:
        self.choice = choose(model)
        self._pipeline = load(self.choice, lemmas=lemmas)
        self._cpu_pipeline = self._faster(precision) if fast and not lemmas else None

    def _faster(self, precision: str | None) -> CpuPipeline | None:
        from quotes.parsing.stanza_cpu import CpuPipeline

        return CpuPipeline(self._pipeline, precision) if CpuPipeline.fits(self._pipeline) else None

    def parse(self, texts: Sequence[tuple[str, Sequence[Paragraph]]], wanted: Wanted | None = None) -> list[ParsedText]:
        """Parse texts whose paragraphs are known. One call for many texts is much faster than many calls.

        Args:
            wanted: which sentences need a tree; those with a stand-in do in any case, and without ``wanted`` all do.
                The others are cut into words and tagged only, see :attr:`Sentence.parsed`.
        """
        tasks = [[_task(text, paragraph) for paragraph in paragraphs] for text, paragraphs in texts]
        waiting = [frame for article in tasks for task in article for frame in task.parsed]
        read = iter(self._read(waiting))
        parsed = [
            ParsedText(text, tuple(_paragraph(task, read) for task in article))
            for (text, _), article in zip(texts, tasks, strict=True)
        ]
        return self.complete(parsed, wanted)

    def complete(self, texts: Sequence[ParsedText], wanted: Wanted | None = None) -> list[ParsedText]:
        """The texts with a tree for every sentence that is wanted and has none yet, e.g. since other rules ask."""
        if self._cpu_pipeline is None:
            return list(texts)
        every = [s for text in texts for paragraph in text.paragraphs for s in paragraph.sentences]
        todo = [s for s in every if not s.parsed and _needs_tree(s, wanted)]
        if not todo:
            return list(texts)
        arcs = self._cpu_pipeline.parse([[(w.form, w.upos) for w in s.words] for s in todo])
        done = {id(s): with_arcs(s, each) for s, each in zip(todo, arcs, strict=True)}
        return [_replaced(text, done) for text in texts]

    def _read(self, waiting: Sequence[Frame]) -> list[list[list[Word]]]:
        """For every frame its sentences, for every sentence its words, placed in the frame."""
        plain = [_plain(frame.text) for frame in waiting]
        if self._cpu_pipeline is not None:
            return [[placed_words(piece) for piece in pieces] for pieces in self._cpu_pipeline.read(plain)]
        return self._read_by_stanza(plain) if plain else []

    def _read_by_stanza(self, texts: Sequence[str]) -> list[list[list[Word]]]:
        document: Document = self._pipeline("\n\n".join(texts))
        starts, at = [], 0
        for text in texts:
            starts.append(at)
            at += len(text) + 2
        found: list[list[list[Word]]] = [[] for _ in texts]
        here = 0
        for sentence in document.sentences:
            words = from_stanza(sentence)
            while here + 1 < len(starts) and words[0].start >= starts[here + 1]:
                here += 1
            found[here].append([replace(w, start=w.start - starts[here], end=w.end - starts[here]) for w in words])
        return found


def _needs_tree(sentence: Sentence, wanted: Wanted | None) -> bool:
    return wanted is None or any(w.quotation is not None for w in sentence.words) or wanted(sentence.lowers)


def _replaced(text: ParsedText, done: dict[int, Sentence]) -> ParsedText:
    paragraphs = (
        replace(paragraph, sentences=tuple(done.get(id(s), s) for s in paragraph.sentences))
        for paragraph in text.paragraphs
    )
    return ParsedText(text.text, tuple(paragraphs))


#: Characters that the treebanks do not know, each with the nearest that they do: one for one, so that positions hold.
_PLAIN = str.maketrans({"—": ",", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'"})


def _plain(text: str) -> str:
    """Every white space as a plain space, so that no frame is split inside, and marks as the treebanks write them."""
    return "".join(" " if ch.isspace() else ch for ch in text.translate(_PLAIN))


def _task(text: str, paragraph: Paragraph) -> _Task:
    if paragraph.kind != "body" or _too_long(paragraph):
        return _Task(paragraph, (), ())
    found = quotations(text, paragraph.body)
    return _Task(paragraph, found, frames(text, paragraph.body, found))


def _too_long(paragraph: Paragraph) -> bool:
    return paragraph.body.end - paragraph.body.start > LONGEST_PARAGRAPH


def _paragraph(task: _Task, trees: Iterator[list[list[Word]]]) -> ParsedParagraph:
    sentences: list[Sentence] = []
    for frame in task.parsed:
        sentences += [Sentence(tuple(_placed(frame, raw)), task.paragraph.index) for raw in next(trees)]
    standing = frozenset(p.quotation for f in task.frames for p in f.pieces if p.quotation is not None)
    skipped = any(len(f.text) > LONGEST_FRAME and not f.only_quotations for f in task.frames)
    flags = ("paragraph-too-long",) if skipped or (task.paragraph.kind == "body" and _too_long(task.paragraph)) else ()
    return ParsedParagraph(
        task.paragraph.index, task.paragraph.body, task.quotations, standing, tuple(sentences), flags
    )


def _placed(frame: Frame, words: Iterable[Word]) -> Iterator[Word]:
    """The words of a frame, placed in the article."""
    for word in words:
        origin, quotation = frame.origin(word.start, word.end)
        yield word.placed(origin.start, origin.end, quotation)
