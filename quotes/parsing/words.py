"""From what Stanza calls tokens and words to ours, placed in the text that was parsed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from quotes.trees import EntityKind, Sentence, Word

if TYPE_CHECKING:
    from stanza.models.common.doc import Sentence as StanzaSentence

    from quotes.parsing.stanza_cpu import Arc, Piece


def from_stanza(sentence: StanzaSentence) -> list[Word]:
    """The words of a sentence of a Stanza document."""
    out: list[Word] = []
    for token in sentence.tokens:
        places = _places([word.text for word in token.words], token.start_char, token.end_char)
        for k, (word, (start, end)) in enumerate(zip(token.words, places, strict=True)):
            lemma, upos, feats = word.lemma or "", word.upos or "X", word.feats or ""
            head, relation = word.head - 1, word.deprel
            made = Word(len(out), word.text, lemma, upos, feats, head, relation, start, end, clitic=k > 0)
            out.append(made if k else replace(made, entity=_entity(token.ner)))
    return out


def placed_words(piece: Piece) -> list[Word]:
    """The words of a tagged sentence that has no tree yet."""
    out: list[Word] = []
    tags = iter(piece.tags)
    for token, forms, tag in zip(piece.tokens, piece.words, piece.entities, strict=True):
        for k, (form, (start, end)) in enumerate(zip(forms, _places(forms, token.start, token.end), strict=True)):
            upos, feats = next(tags)
            entity = None if k else _entity(tag)
            out.append(Word(len(out), form, "", upos, feats, -1, "", start, end, clitic=k > 0, entity=entity))
    return out


def with_arcs(sentence: Sentence, arcs: Sequence[Arc]) -> Sentence:
    """The sentence with the heads (from 1; 0 is the root) and relations of its words."""
    words = (word.hung(head - 1, relation) for word, (head, relation) in zip(sentence.words, arcs, strict=True))
    return Sentence(tuple(words), sentence.paragraph)


#: The kinds of entities under the names that models give them.
_KINDS: dict[str, EntityKind] = {
    "PER": "person",
    "PERSON": "person",
    "ORG": "organisation",
    "LOC": "place",
    "GPE": "place",
}


def _entity(tag: str | None) -> EntityKind | None:
    """The kind that a tag like ``B-PER`` names; None for ``O``, other kinds, and models without an entity tagger."""
    return _KINDS.get((tag or "").partition("-")[2])


def _places(forms: Sequence[str], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the words of a token stand: the last one ends with it, the others follow each other from its start."""
    at = start
    for form in forms[:-1]:
        until = min(at + len(form), end)
        yield at, until
        at = until
    first = max(end - len(forms[-1]), start) if len(forms) > 1 else start
    yield first, max(end, first)
