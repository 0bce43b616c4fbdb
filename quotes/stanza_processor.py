"""A processor of Stanza that finds quotes and their speakers in a document that Stanza has parsed.

Importing this module registers the processor ``quote``::

    import stanza
    import quotes.stanza_processor

    nlp = stanza.Pipeline("id", processors="tokenize,mwt,pos,lemma,depparse,quote")
    for quote in nlp(text).quotes:
        print(quote.speakers, quote.cue, quote.text)

The text is parsed once, by the other processors. Entities are used if the pipeline has the processor ``ner``.
Options of the pipeline: ``quote_rules`` (a folder of rules, or several), ``quote_speakers`` (a list of speakers).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from stanza.models.common.doc import Document
from stanza.pipeline.processor import Processor, register_processor

from quotes.errors import InputError
from quotes.evaluation.formats.conllu import tag_words
from quotes.parsing import ParsedText
from quotes.parsing.models import SHIPPED, choose_model
from quotes.parsing.parser import NeedsTree, convert_stanza_sentence
from quotes.pipeline import Extractor
from quotes.reading import derive_id
from quotes.records import Article, Quote, QuoteType, Record, Span

if TYPE_CHECKING:
    from stanza.models.common.doc import Word as StanzaWord

    from quotes.layout import Paragraph

#: Keys of MISC that the processor writes.
_KEYS = ("Quote", "QuoteType", "QuoteSpeaker")


@dataclass(frozen=True, slots=True)
class DocumentSpan:
    """A stretch of a document.

    Attributes:
        text: its words, as the document has them.
        start_char: where it begins in the text of the document.
        end_char: where it ends.
        words: the words of Stanza that it touches.
    """

    text: str
    start_char: int
    end_char: int
    words: tuple[StanzaWord, ...] = field(default=(), compare=False, repr=False)

    def __str__(self) -> str:
        return self.text

    def to_dict(self) -> dict[str, Any]:
        """Return the span as plain data."""
        return {"text": self.text, "start_char": self.start_char, "end_char": self.end_char}


@dataclass(frozen=True, slots=True)
class DocumentQuote:
    """A quote of a document.

    Attributes:
        text: the quoted words; a cue between them is shown as ``" … "``.
        speakers: the names of who spoke; empty where nobody can be named.
        cue: the reporting word; None for a quotation without one.
        source: the mention of the speaker in the sentence; None where the sentence has none.
        spans: the content: one span, or several where the cue stands inside the words.
        quote: the quote of the record, with rule, flags and evidence.
    """

    text: str
    type: QuoteType
    speakers: tuple[str, ...]
    cue: DocumentSpan | None
    source: DocumentSpan | None
    spans: tuple[DocumentSpan, ...]
    quote: Quote = field(compare=False, repr=False)

    @property
    def start_char(self) -> int:
        return self.spans[0].start_char

    @property
    def end_char(self) -> int:
        return self.spans[-1].end_char

    @property
    def cue_text(self) -> str | None:
        """The reporting word as text; None for a quotation without one."""
        return self.cue.text if self.cue else None

    @property
    def source_text(self) -> str | None:
        """The mention of the speaker as text; None where the sentence has none."""
        return self.source.text if self.source else None

    @property
    def words(self) -> tuple[StanzaWord, ...]:
        """The words of Stanza of the content."""
        return tuple(word for span in self.spans for word in span.words)

    def to_dict(self) -> dict[str, Any]:
        """Return the quote as plain data."""
        return {
            "text": self.text,
            "type": self.type,
            "speakers": list(self.speakers),
            "cue": self.cue.to_dict() if self.cue else None,
            "source": self.source.to_dict() if self.source else None,
            "spans": [span.to_dict() for span in self.spans],
        }


class _ParsedByPipeline:
    """Stands for the parser of an extractor that gets all texts parsed."""

    def parse(
        self, texts: Sequence[tuple[str, Sequence[Paragraph]]], needs_tree: NeedsTree | None = None
    ) -> list[ParsedText]:
        raise NotImplementedError("the pipeline of Stanza parses")

    def add_trees(self, texts: Sequence[ParsedText], needs_tree: NeedsTree | None = None) -> list[ParsedText]:
        return list(texts)


@register_processor("quote")
class QuoteProcessor(Processor):  # type: ignore[misc]  # Stanza has no types
    """Adds ``quotes`` and ``record`` to a document, and tags the words of quotes in ``misc``.

    ``misc`` is part of ``Document.to_dict()`` and of CoNLL-U; the tags are those of
    :mod:`quotes.evaluation.formats.conllu`.
    """

    PROVIDES_DEFAULT = frozenset({"quote"})
    REQUIRES_DEFAULT = frozenset({"tokenize", "pos", "depparse"})

    def __init__(self, config: dict[str, Any], pipeline: Any, device: Any) -> None:
        super().__init__(config, pipeline, device)
        self._extractor = Extractor(
            "stanza",  # confidence is calibrated on other parses, and so left out
            rules=config.get("rules", ()),
            speakers=config.get("speakers"),
            parser=_ParsedByPipeline(),
        )

    def mark_inactive(self) -> None:
        """Do nothing; Stanza calls this where requirements are missing."""

    def process(self, document: Document) -> Document:
        """Find the quotes of a document.

        Raises:
            InputError: the document has no text, e.g. because it was read from CoNLL-U.
        """
        if document.text is None:
            raise InputError("the document has no text", hint="give the pipeline the text, or set document.text")
        article = Article(derive_id(document.text), document.text)
        sentences = [convert_stanza_sentence(sentence) for sentence in document.sentences]
        record = self._extractor.extract_from_sentences(article, sentences)
        words = [word for sentence in document.sentences for word in sentence.words]
        places = [Span(word.start, word.end) for sentence in sentences for word in sentence]
        for word, tags in zip(words, tag_words(places, record.quotes), strict=True):
            _write_tags(word, tags)
        index = _Index(document.text, words, places)
        document._record = record  # noqa: SLF001 - Stanza's way of properties
        document._quotes = tuple(index.quote(quote) for quote in record.quotes)  # noqa: SLF001
        return document


def package_options(model: str = SHIPPED) -> dict[str, Any]:
    """Return the options of ``stanza.Pipeline`` that load the shipped model, or a model directory.

    Raises:
        ModelError: there is no such model.
    """
    choice = choose_model(model)
    folder = {} if choice.folder is None else {"dir": str(choice.folder), "download_method": None}
    return {"package": choice.package, **folder}


def _write_tags(word: Any, tags: dict[str, str]) -> None:
    kept = [each for each in (word.misc or "").split("|") if each and each.partition("=")[0] not in _KEYS]
    if tags or kept or word.misc:
        word.misc = "|".join(sorted([*kept, *(f"{key}={value}" for key, value in tags.items())])) or None


@dataclass(frozen=True, slots=True)
class _Index:
    """The words of a document, to be found by their places."""

    text: str
    words: Sequence[Any]
    places: Sequence[Span]

    def quote(self, quote: Quote) -> DocumentQuote:
        return DocumentQuote(
            text=quote.text,
            type=quote.type,
            speakers=quote.speakers,
            cue=self.span(quote.cue) if quote.cue else None,
            source=self.span(quote.source) if quote.source else None,
            spans=tuple(map(self.span, quote.content)),
            quote=quote,
        )

    def span(self, span: Span) -> DocumentSpan:
        inside: Iterable[Any] = (w for w, place in zip(self.words, self.places, strict=True) if place.overlaps(span))
        return DocumentSpan(span.of(self.text), span.start, span.end, tuple(inside))


def _read_record(document: Document) -> Record | None:
    found: Record | None = document._record  # noqa: SLF001
    return found


# A document that no such pipeline has processed has no quotes.
Document.add_property("quotes", ())
Document.add_property("record", None, getter=_read_record)
