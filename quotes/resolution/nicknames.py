"""Nicknames that an article explains: ``Joko Widodo (Jokowi)``, ``Yohanes alias Yos``, ``yang akrab disapa Pak Yo``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from quotes.resolution.mentions import NameMention
from quotes.resolution.word_classes import NameLexicon
from quotes.trees import Sentence, Word

#: A name and a nickname of the same person, each as its words.
Nickname = tuple[tuple[str, ...], tuple[str, ...]]
#: Most words between a name and its nickname, and most characters between the verb and the nickname.
_WORDS_BETWEEN = 6
_CHARACTERS_BETWEEN = 12


def nicknames_of(
    sentence: Sentence, found: Sequence[NameMention], earlier: Sequence[NameMention], known: NameLexicon
) -> Iterator[Nickname]:
    """Return the nicknames that a sentence explains.

    Args:
        found: the names in the sentence.
        earlier: all names of the article in the order of the text.
    """
    for word in sentence.words:
        if known.listed("nickname-verbs", word):
            nickname = next((m for m in found if 0 <= m.span.start - word.end < _CHARACTERS_BETWEEN), None)
            before = [m for m in earlier if m.span.end < word.start]
            if nickname is not None and before:
                yield _bearer(nickname, before), nickname.words
    for first, second in pairwise(found):
        pair = _explained(sentence, first, second, known)
        if pair is not None:
            yield pair


def _bearer(nickname: NameMention, before: Sequence[NameMention]) -> tuple[str, ...]:
    """Return the most recent name before, preferably one that begins like the nickname: ``Jamal`` of ``Jamaluddin``."""
    start = nickname.words[0].casefold()
    alike = [m for m in before if any(word.casefold().startswith(start) for word in m.words)]
    named = alike or [m for m in before if len(m.words) > 1] or before
    return max(named, key=lambda m: m.span.start).words


def _explained(sentence: Sentence, first: NameMention, second: NameMention, known: NameLexicon) -> Nickname | None:
    """Return two neighbours as name and nickname, if the words between or around them say so."""
    between = [w for w in sentence.words if first.span.end <= w.start and w.end <= second.span.start]
    after = next((w.form for w in sentence.words if w.start >= second.span.end), "")
    bracket = [w.form for w in between] == ["("] and after == ")" and len(second.words) <= 2
    short = len(between) <= _WORDS_BETWEEN
    called = short and (
        _joins(first, second, between, known) or any(known.listed("nickname-verbs", w) for w in between)
    )
    if not bracket and not called:
        return None
    if any(known.listed("nickname-nouns", w) for w in between) and len(second.words) >= len(first.words):
        return second.words, first.words
    return first.words, second.words


def _joins(first: NameMention, second: NameMention, between: Sequence[Word], known: NameLexicon) -> bool:
    """Return whether the words join name and nickname: ``alias``, or ``atau`` if one is short; else two people."""
    full = len(first.words) > 1 and len(second.words) > 1
    known_as = len(between) > 1  # Siti Hediati atau lebih dikenal dengan Titiek Soeharto
    two_people = full and not known_as and any(known.listed("disjunctions", w) for w in between)
    return any(known.listed("nickname-words", w) for w in between) and not two_people
