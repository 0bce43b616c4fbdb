"""Parse texts: find the quotations of each paragraph, mask them, and run Stanza on many articles at once.

Stanza's tokens and words are converted to :mod:`quotes.trees`, with their positions in the text that was parsed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from quotes.layout.paragraphs import Paragraph
from quotes.parsing.masking import MaskedText, mask_quotations
from quotes.parsing.models import SHIPPED, choose_model, load_cpu_pipeline, load_pipeline
from quotes.quotation_marks import Quotation, find_nicknames, quotations
from quotes.records import Span
from quotes.text import strip_marks
from quotes.trees import EntityKind, Sentence, Word

if TYPE_CHECKING:
    from stanza.models.common.doc import Document
    from stanza.models.common.doc import Sentence as StanzaSentence

    from quotes.parsing.stanza_cpu import Analysis, SplitSentence

#: Says of a sentence, given the quotations of its paragraph, whether it needs a tree; only its words are read.
NeedsTree = Callable[[Sentence, Sequence[Quotation]], bool]

#: Characters of the longest masked text that is parsed: no sentence is longer, and the parser's cost grows with the
#: square of the length.
LONGEST_MASKED_TEXT = 6000
#: Characters of the longest paragraph that is parsed. A longer one is a damaged file (a table, a page without line
#: breaks), in which the search between all pairs of its quotation marks would take too long.
LONGEST_PARAGRAPH = 50_000


@dataclass(frozen=True, slots=True)
class ParsedParagraph:
    """A paragraph with its quotations and its trees.

    Attributes:
        index: number of the paragraph in the article.
        body: its text without dateline and credits.
        quotations: its quotations, in the order of the text.
        standalone: numbers of the quotations that are speech of their own, not words of their sentence in marks.
        sentences: its sentences, in which standalone quotations are masked.
        flags: ``paragraph-too-long`` where it, or a part of it, was not parsed.
    """

    index: int
    body: Span
    quotations: tuple[Quotation, ...]
    standalone: frozenset[int]
    sentences: tuple[Sentence, ...]
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ParsedText:
    """A text with its paragraphs, in the order of the text."""

    text: str
    paragraphs: tuple[ParsedParagraph, ...]


class SentenceEnds(Protocol):
    """What the rules know of the ends of sentences, which the tokenizer misses."""

    def find_missed_ends(self, words: Sequence[Word], /) -> Sequence[int]:
        """Return the words at which a sentence ends though the tokenizer goes on."""

    def is_wrong_end(self, words: Sequence[Word], following: Word, /) -> bool:
        """Return whether a sentence goes on though the tokenizer ends it before a word."""


class TextParser(Protocol):
    """The interface of a parser of texts; :class:`Parser` describes the methods."""

    def parse(
        self, texts: Sequence[tuple[str, Sequence[Paragraph]]], needs_tree: NeedsTree | None = None
    ) -> list[ParsedText]: ...

    def add_trees(self, texts: Sequence[ParsedText], needs_tree: NeedsTree | None = None) -> list[ParsedText]: ...


class Parser:
    """Loads a Stanza model once and parses batches of texts.

    Args:
        model: ``id-news`` (shipped), ``gsd`` or ``csui`` (downloaded by Stanza), or the directory of a model.
        optimized: run the model by :mod:`quotes.parsing.stanza_cpu` where that supports it, otherwise by Stanza's own
            processors.
        lemmas: give every word its lemma, for which Stanza's own processors run. Without it a lemma may be empty.
        precision: ``float32`` or ``bfloat16`` for the optimized processors. The default is bfloat16 where the
            processor supports it, unless the environment variable ``QUOTES_PRECISION`` is set.
        ends: where the optimized processors divide the sentences of the tokenizer, and join them.

    Raises:
        ModelError: the model is missing or broken, or there is no such precision.
    """

    def __init__(
        self,
        model: str | Path = SHIPPED,
        *,
        optimized: bool = True,
        lemmas: bool = False,
        precision: str | None = None,
        ends: SentenceEnds | None = None,
    ) -> None:
        self.choice = choose_model(model)
        self._cpu_pipeline = load_cpu_pipeline(self.choice, precision) if optimized and not lemmas else None
        self._pipeline = load_pipeline(self.choice, lemmas=lemmas) if self._cpu_pipeline is None else None
        self._ends = ends

    def parse(
        self, texts: Sequence[tuple[str, Sequence[Paragraph]]], needs_tree: NeedsTree | None = None
    ) -> list[ParsedText]:
        """Parse texts that are split into paragraphs. One call for many texts is much faster than many calls.

        Args:
            texts: each text with its paragraphs.
            needs_tree: says which sentences need a tree; the default is all. The others are only split into words, see
                :attr:`quotes.trees.Sentence.has_tree`.
        """
        tasks = [[_prepare(text, paragraph) for paragraph in paragraphs] for text, paragraphs in texts]
        masked = [each for article in tasks for task in article for each in task.to_parse]
        sentences = iter(self._split(masked))
        parsed = [
            ParsedText(text, tuple(_assemble(task, sentences) for task in article))
            for (text, _), article in zip(texts, tasks, strict=True)
        ]
        return self._tag_others(self.add_trees(parsed, needs_tree))

    def add_trees(self, texts: Sequence[ParsedText], needs_tree: NeedsTree | None = None) -> list[ParsedText]:
        """Return the texts with a tree for every sentence that needs one and has none, e.g. because rules changed."""
        if self._cpu_pipeline is None:
            return list(texts)
        paragraphs = [paragraph for text in texts for paragraph in text.paragraphs]
        missing = [
            s
            for paragraph in paragraphs
            for s in paragraph.sentences
            if not s.has_tree and (needs_tree is None or needs_tree(s, paragraph.quotations))
        ]
        if not missing:
            return list(texts)
        analyses = self._cpu_pipeline.parse([[strip_marks(w.form) for w in s.words] for s in missing])
        parsed = {id(s): add_tree(s, each) for s, each in zip(missing, analyses, strict=True)}
        return [_replace_sentences(text, parsed) for text in texts]

    def _tag_others(self, texts: list[ParsedText]) -> list[ParsedText]:
        """Give the words of sentences without a tree the part of speech of their form."""
        if self._cpu_pipeline is None:
            return texts
        others = [s for text in texts for paragraph in text.paragraphs for s in paragraph.sentences if not s.has_tree]
        tags = self._cpu_pipeline.tag_forms([[w.form for w in s.words] for s in others])
        tagged = {id(s): s.with_words(map(Word.with_tag, s.words, upos)) for s, upos in zip(others, tags, strict=True)}
        return [_replace_sentences(text, tagged) for text in texts]

    def _split(self, texts: Sequence[MaskedText]) -> list[list[tuple[Word, ...]]]:
        """Return, for every text, its sentences; Stanza's own processors give them trees at once."""
        nicknames = [find_nicknames(each.text, Span(0, len(each.text))) for each in texts]
        normalized = [_normalize(each.text, spans) for each, spans in zip(texts, nicknames, strict=True)]
        if self._cpu_pipeline is not None:
            pairs = zip(texts, self._cpu_pipeline.split(normalized), strict=True)
            converted = ([convert_split_sentence(each, masked) for each in found] for masked, found in pairs)
            joined = map(self._join, map(_join_addresses, map(_mark_nicknames, texts, nicknames, converted)))
            return [[part for words in sentences for part in self._divide(words)] for sentences in joined]
        found = self._run_stanza(normalized) if texts else []
        moved = (
            [list(_move_to_article(masked, words)) for words in sentences]
            for masked, sentences in zip(texts, found, strict=True)
        )
        return [[tuple(words) for words in each] for each in map(_mark_nicknames, texts, nicknames, moved)]

    def _divide(self, words: list[Word]) -> list[tuple[Word, ...]]:
        """Divide a sentence without a tree at the ends that the tokenizer missed."""
        ends = self._ends.find_missed_ends(words) if self._ends is not None else ()
        if not ends:
            return [tuple(words)]
        parts = [words[start:end] for start, end in pairwise([0, *(end + 1 for end in ends), len(words)])]
        return [tuple(word._replace(index=number) for number, word in enumerate(part)) for part in parts]

    def _join(self, sentences: list[list[Word]]) -> list[list[Word]]:
        """Join sentences that the tokenizer divides: ``ujar drh. | Kertayasa``."""
        if self._ends is None:
            return sentences
        joined: list[list[Word]] = []
        for words in sentences:
            if joined and self._ends.is_wrong_end(joined[-1], words[0]):
                joined[-1] = [word._replace(index=number) for number, word in enumerate([*joined[-1], *words])]
            else:
                joined.append(words)
        return joined

    def _run_stanza(self, texts: Sequence[str]) -> list[list[list[Word]]]:
        assert self._pipeline is not None
        document: Document = self._pipeline("\n\n".join(texts))
        starts, at = [], 0
        for text in texts:
            starts.append(at)
            at += len(text) + 2
        by_text: list[list[list[Word]]] = [[] for _ in texts]
        k = 0
        for sentence in document.sentences:
            words = convert_stanza_sentence(sentence)
            while k + 1 < len(starts) and words[0].start >= starts[k + 1]:
                k += 1
            by_text[k].append([w._replace(start=w.start - starts[k], end=w.end - starts[k]) for w in words])
        return by_text


def _join_addresses(sentences: Iterable[list[Word]]) -> list[list[Word]]:
    """Join sentences that the tokenizer divides inside a web address: ``kepada CNNIndonesia.|com pada Rabu``.

    Between two sentences of a text is a blank; the stop of an address has a small letter right behind it.
    """
    joined: list[list[Word]] = []
    for words in sentences:
        before = joined[-1] if joined else []
        inside = len(before) > 1 and before[-1].form == "." and words[0].form[:1].islower()
        if inside and before[-2].end == before[-1].start and before[-1].end == words[0].start:
            address = before[-2]._replace(form=f"{before[-2].form}.{words[0].form}", end=words[0].end)
            kept = [*before[:-2], address, *words[1:]]
            joined[-1] = [word._replace(index=number) for number, word in enumerate(kept)]
        else:
            joined.append(words)
    return joined


def _replace_sentences(text: ParsedText, by_id: dict[int, Sentence]) -> ParsedText:
    paragraphs = (
        replace(paragraph, sentences=tuple(by_id.get(id(s), s) for s in paragraph.sentences))
        for paragraph in text.paragraphs
    )
    return ParsedText(text.text, tuple(paragraphs))


#: Characters that the treebanks lack, each with the nearest that they have: one for one, so that positions hold.
_REPLACEMENTS = str.maketrans("—“”„«»″‘’′", ',""""""\'\'\'')
_SPACE = re.compile(r"\s")


def _normalize(text: str, nicknames: Iterable[Span]) -> str:
    """Write marks as the treebanks do, and all white space as spaces, so that Stanza sees no line break in the text.

    The marks of a nickname inside of a name become spaces, so that Stanza reads a name.
    """
    for start, end in nicknames:
        text = f"{text[:start]} {text[start + 1 : end - 1]} {text[end:]}"
    return _SPACE.sub(" ", text.translate(_REPLACEMENTS))


def _mark_nicknames(masked: MaskedText, nicknames: Iterable[Span], sentences: list[list[Word]]) -> list[list[Word]]:
    """Put the marks of each nickname back at its first and its last word."""
    for span in nicknames:
        place, _ = masked.find_origin(*span)
        opening, closing = masked.text[span.start], masked.text[span.end - 1]
        for words in sentences:
            for k, word in enumerate(words):
                if word.start == place.start + 1:
                    words[k] = word._replace(form=opening + word.form, start=place.start)
                if word.end == place.end - 1:
                    words[k] = words[k]._replace(form=words[k].form + closing, end=place.end)
    return sentences


@dataclass(frozen=True, slots=True)
class _Task:
    """A paragraph before parsing: its quotations and its masked texts."""

    paragraph: Paragraph
    quotations: tuple[Quotation, ...]
    masked: tuple[MaskedText, ...]
    is_too_long: bool = False

    @property
    def to_parse(self) -> tuple[MaskedText, ...]:
        return tuple(m for m in self.masked if not m.has_only_quotations and len(m.text) <= LONGEST_MASKED_TEXT)


def _prepare(text: str, paragraph: Paragraph) -> _Task:
    if paragraph.kind != "body":
        return _Task(paragraph, (), ())
    if paragraph.body.end - paragraph.body.start > LONGEST_PARAGRAPH:
        return _Task(paragraph, (), (), is_too_long=True)
    found = quotations(text, paragraph.body)
    masked = mask_quotations(text, paragraph.body, found)
    is_too_long = any(len(m.text) > LONGEST_MASKED_TEXT and not m.has_only_quotations for m in masked)
    return _Task(paragraph, found, masked, is_too_long)


def _assemble(task: _Task, parsed: Iterator[list[tuple[Word, ...]]]) -> ParsedParagraph:
    """Take the sentences of a paragraph's masked texts from ``parsed``."""
    sentences: list[Sentence] = []
    for _ in task.to_parse:
        sentences += [Sentence(words, task.paragraph.index) for words in next(parsed)]
    standalone = frozenset(p.quotation for m in task.masked for p in m.pieces if p.quotation is not None)
    flags = ("paragraph-too-long",) if task.is_too_long else ()
    return ParsedParagraph(
        task.paragraph.index, task.paragraph.body, task.quotations, standalone, tuple(sentences), flags
    )


def _move_to_article(masked: MaskedText, words: Iterable[Word]) -> Iterator[Word]:
    """Yield the words of a masked text with their places in the article."""
    for word in words:
        origin, quotation = masked.find_origin(word.start, word.end)
        yield word.with_origin(origin.start, origin.end, quotation)


#: Kinds of entities by the names that models give them.
_ENTITY_KINDS: dict[str, EntityKind] = {
    "PER": "person",
    "PERSON": "person",
    "ORG": "organisation",
    "LOC": "place",
    "GPE": "place",
}


def convert_stanza_sentence(sentence: StanzaSentence) -> list[Word]:
    """Convert a sentence of a Stanza document."""
    out: list[Word] = []
    for token in sentence.tokens:
        places = _locate_words([word.text for word in token.words], token.start_char, token.end_char)
        for k, (word, (start, end)) in enumerate(zip(token.words, places, strict=True)):
            lemma, upos, feats = word.lemma or "", word.upos or "X", word.feats or ""
            head, relation = word.head - 1, word.deprel
            converted = Word(len(out), word.text, lemma, upos, feats, head, relation, start, end, clitic=k > 0)
            out.append(converted if k else converted._replace(entity=_entity_kind(token.ner)))
    return out


def convert_split_sentence(sentence: SplitSentence, masked: MaskedText) -> list[Word]:
    """Convert a sentence to words with their places in the article; they have no tags, heads and relations yet."""
    found: list[Word] = []
    shift = masked.shift
    for token, forms, entity_tag in zip(sentence.tokens, sentence.words, sentence.entities, strict=True):
        entity = None if entity_tag == "O" else _entity_kind(entity_tag)
        if shift is not None and len(forms) == 1:
            start, end = token.start + shift, token.end + shift
            found.append(Word(len(found), forms[0], "", "", "", -1, "", start, end, False, None, entity))  # noqa: FBT003
            continue
        for k, (form, place) in enumerate(zip(forms, _locate_words(forms, token.start, token.end), strict=True)):
            (start, end), quotation = masked.find_origin(*place)
            head = None if k else entity
            found.append(Word(len(found), form, "", "", "", -1, "", start, end, k > 0, quotation, head))
    return found


def add_tree(sentence: Sentence, analyses: Sequence[Analysis]) -> Sentence:
    """Return the sentence with the tags, the heads and the relations of its words."""
    return sentence.with_words(
        [
            word.with_analysis(upos, feats, head - 1, relation)
            for word, (upos, feats, head, relation) in zip(sentence.words, analyses, strict=True)
        ]
    )


def _entity_kind(tag: str | None) -> EntityKind | None:
    """Return the kind of a tag like ``B-PER``; None for ``O``, other kinds, and models without an entity tagger."""
    return _ENTITY_KINDS.get((tag or "").partition("-")[2])


def _locate_words(forms: Sequence[str], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the positions of the words of a token: they follow each other from its start, the last ends with it."""
    at = start
    for form in forms[:-1]:
        until = min(at + len(form), end)
        yield at, until
        at = until
    first = max(end - len(forms[-1]), start) if len(forms) > 1 else start
    yield first, max(end, first)
