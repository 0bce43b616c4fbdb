"""Conversion of Stanza's tokens and words to ours, with their positions in the text that was parsed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from quotes.trees import EntityKind, Sentence, Word

if TYPE_CHECKING:
    from stanza.models.common.doc import Sentence as StanzaSentence

    from quotes.parsing.stanza_cpu import Arc, TaggedSentence

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
            out.append(converted if k else replace(converted, entity=_entity_kind(token.ner)))
    return out


def convert_tagged_sentence(sentence: TaggedSentence) -> list[Word]:
    """Convert a tagged sentence; its words have no heads and no relations yet."""
    out: list[Word] = []
    tags = iter(sentence.tags)
    for token, forms, entity_tag in zip(sentence.tokens, sentence.words, sentence.entities, strict=True):
        for k, (form, (start, end)) in enumerate(zip(forms, _locate_words(forms, token.start, token.end), strict=True)):
            upos, feats = next(tags)
            entity = None if k else _entity_kind(entity_tag)
            out.append(Word(len(out), form, "", upos, feats, -1, "", start, end, clitic=k > 0, entity=entity))
    return out


def add_arcs(sentence: Sentence, arcs: Sequence[Arc]) -> Sentence:
    """Return the sentence with the heads (from 1; 0 is the root) and the relations of its words."""
    words = (word.with_arc(head - 1, relation) for word, (head, relation) in zip(sentence.words, arcs, strict=True))
    return Sentence(tuple(words), sentence.paragraph)


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
