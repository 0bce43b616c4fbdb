"""Parsed articles built by hand, for tests that need trees and no model.

A sentence is written word by word, ``form/tag/head/relation``, heads counted from 1 and 0 for the root::

    Ratna/PROPN/2/nsubj mengatakan/VERB/0/root ,/PUNCT/6/punct pasar/NOUN/6/nsubj akan/AUX/6/aux pindah/VERB/2/ccomp

``+nya/PRON/1/nsubj`` is a clitic, written together with the word before it. Speech between straight marks is one
entry, ``"Kami siap,"/ADJ/0/root``, and gives the words of its placeholder; without tag, head and relation it is
a quotation that is never parsed. Words in marks inside a sentence have curly ones, ``“/PUNCT/4/punct``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from quotes.attribution import Attribution, attribute_text
from quotes.matching.matcher import Match
from quotes.matching.rulebook import Rulebook
from quotes.parsing import ParsedParagraph, ParsedText
from quotes.parsing.masking import mask_quotations
from quotes.quotation_marks import Quotation, quotations
from quotes.records import Article, Record, Span
from quotes.resolution import resolve
from quotes.resolution.names import NameFinder
from quotes.resolution.weights import ResolutionWeights
from quotes.resolution.word_classes import NameLexicon
from quotes.resources import rules_folder
from quotes.trees import Sentence, Word

_ENTRY = re.compile(r'"[^"]+"(?:/\S+)?|\S+')
_PUNCTUATION = {",", ".", "(", ")", "–", "-"}
_NO_SPACE_BEFORE = set(",.:;!?)”")
_NO_SPACE_AFTER = set("(“")
#: What the parser reads in place of a quotation, and which of the words is its head.
_PLACEHOLDER = (
    ('"', "PUNCT", "punct"),
    ("Itu", "PRON", "nsubj"),
    ("benar", "ADJ", "root"),
    (",", "PUNCT", "punct"),
    ('"', "PUNCT", "punct"),
)
_HEAD = 2


@dataclass(frozen=True)
class _Entry:
    """One entry of a sentence and its place in the article."""

    form: str
    span: Span
    upos: str = ""
    head: int = 0
    relation: str = ""
    clitic: bool = False

    @property
    def is_speech(self) -> bool:
        return self.form.startswith('"')


def parsed(*paragraphs: Sequence[str] | str) -> ParsedText:
    """An article of hand-built paragraphs, one a line; a paragraph is its sentences."""
    text = ""
    built: list[tuple[Span, list[list[_Entry]]]] = []
    for sentences in paragraphs:
        text += "\n" if text else ""
        start, entries = len(text), []
        for sentence in [sentences] if isinstance(sentences, str) else sentences:
            text += " " if len(text) > start else ""
            text, read = _written(sentence, text)
            entries.append(read)
        built.append((Span(start, len(text)), entries))
    return ParsedText(text, tuple(_paragraph(text, k, body, read) for k, (body, read) in enumerate(built)))


def paragraph(*sentences: str) -> tuple[ParsedParagraph, str]:
    """A hand-built paragraph, and its text."""
    article = parsed(sentences)
    return article.paragraphs[0], article.text


def sentence(compact: str) -> Sentence:
    """A hand-built sentence."""
    return paragraph(compact)[0].sentences[0]


def phrase(words: str) -> tuple[Word, ...]:
    """A noun phrase from its words, for what looks at forms and order alone: capitals are names, small words nouns."""
    tags = ("PUNCT" if word in _PUNCTUATION else "PROPN" if word[0].isupper() else "NOUN" for word in words.split())
    hung = zip(words.split(), tags, strict=True)
    return sentence(" ".join(f"{word}/{tag}/{min(k, 1)}/dep" for k, (word, tag) in enumerate(hung))).words


@cache
def shipped() -> Rulebook:
    """The rules that come with the package."""
    return Rulebook.load(rules_folder())


@cache
def weights() -> ResolutionWeights:
    """The weights that come with the package."""
    return ResolutionWeights.load([rules_folder() / "resolution"])


def finder(*sentences: Sentence) -> NameFinder:
    """A finder of names with the shipped lists and weights, for a phrase alone or in an article."""
    return NameFinder(NameLexicon(shipped().titles, shipped().lists), weights().names, sentences)


def matches(*sentences: str, book: Rulebook | None = None) -> list[Match]:
    """What the shipped rules find in a paragraph."""
    built, text = paragraph(*sentences)
    return (book or shipped()).match(built.sentences, text, built.quotations)


def attributions(article: ParsedText) -> list[Attribution]:
    """The attributions of a hand-built article, by the shipped rules."""
    book = shipped()
    found = [book.match(each.sentences, article.text, each.quotations) for each in article.paragraphs]
    return attribute_text(article, found, book.uncued, book.lists)


def record(*paragraphs: Sequence[str] | str) -> Record:
    """All but the parser: the record of a hand-built article."""
    article = parsed(*paragraphs)
    return resolve(Article("uji", article.text), article, attributions(article), shipped(), weights())


def _written(sentence: str, text: str) -> tuple[str, list[_Entry]]:
    """The text with the sentence at its end, and the sentence's entries."""
    read: list[_Entry] = []
    glue = True
    for found in _ENTRY.findall(sentence):
        form, *rest = [found] if found.endswith('"') else found.rsplit("/", 3)
        clitic = form.startswith("+")
        form = form.removeprefix("+")
        text += "" if glue or clitic or form in _NO_SPACE_BEFORE else " "
        glue = form in _NO_SPACE_AFTER
        span = Span(len(text), len(text) + len(form))
        text += form
        read.append(_Entry(form, span, rest[0], int(rest[1]), rest[2], clitic) if rest else _Entry(form, span))
    return text, read


def _paragraph(text: str, index: int, body: Span, read: Iterable[list[_Entry]]) -> ParsedParagraph:
    found = quotations(text, body)
    standalone = frozenset(
        p.quotation for f in mask_quotations(text, body, found) for p in f.pieces if p.quotation is not None
    )
    trees = [Sentence(tuple(_words(entries, found)), index) for entries in read if entries[0].upos]
    masked = {word.quotation for tree in trees for word in tree.words if word.quotation is not None}
    assert masked <= standalone, f"the parser gets {sorted(masked - standalone)} of {text!r} word by word"
    return ParsedParagraph(index, body, found, standalone, tuple(trees))


def _words(entries: Sequence[_Entry], found: Sequence[Quotation]) -> Iterator[Word]:
    starts = [0, *accumulate(len(_PLACEHOLDER) if entry.is_speech else 1 for entry in entries)]
    places = [-1, *(start + (_HEAD if entry.is_speech else 0) for start, entry in zip(starts, entries, strict=False))]
    for number, entry in enumerate(entries, 1):
        if entry.is_speech:
            yield from _placeholder_words(entry, starts[number - 1], places[entry.head], found)
        else:
            yield _word(starts[number - 1], entry.form, entry, entry.upos, places[entry.head], entry.relation)


def _placeholder_words(entry: _Entry, start: int, head: int, found: Sequence[Quotation]) -> Iterator[Word]:
    """The words that the parser reads in place of a quotation, all of them at the quotation's place."""
    number = next(k for k, quotation in enumerate(found) if quotation.outer == entry.span)
    for k, (form, upos, relation) in enumerate(_PLACEHOLDER):
        if k == _HEAD:
            word = _word(start + k, form, entry, entry.upos, head, entry.relation)
        else:
            word = _word(start + k, form, entry, upos, start + _HEAD, relation)
        yield word._replace(quotation=number)


def _word(index: int, form: str, entry: _Entry, upos: str, head: int, relation: str) -> Word:
    return Word(index, form, form.lower(), upos, "", head, relation, *entry.span, entry.clitic)
