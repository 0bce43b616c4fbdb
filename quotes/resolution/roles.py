"""Roles as words: which of them tell people apart, and which role another one means."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from quotes.resolution.source_phrases import SourcePhrase
from quotes.resolution.word_classes import NameLexicon


def content_words(role: str, known: NameLexicon) -> set[str]:
    """The words of a role that tell it from others, abbreviations spelled out, in small letters."""
    words: set[str] = set()
    for word in role.split():
        empty = known.titles.is_status(word) or known.lists.has("role-fillers", word.lower())
        if word.isalnum() and not empty:
            words |= set((known.titles.expand(word) or word).lower().split())
    return words


def head_of(role: str, known: NameLexicon) -> str:
    """The first word of a role that is no status: ``menteri`` of ``mantan Menteri Pendidikan``."""
    for word in role.split():
        if word.isalnum() and not known.titles.is_status(word) and not known.titles.is_determiner(word):
            return (known.titles.expand(word) or word).split()[0].lower()
    return ""


def overlap(wanted: set[str], role: set[str]) -> float:
    """Share of the wanted words that the role has."""
    return len(wanted & role) / len(wanted) if wanted else 0.0


def words_of_offices(mentions: Iterable[SourcePhrase]) -> set[str]:
    """What stands between a role and a name: ``Kalmara`` of ``Presiden Kalmara Tomas Velinko``."""
    return {word for m in mentions if m.names for word in m.role.split() if word[:1].isupper()}


def without_place(mention: SourcePhrase, offices: Collection[str]) -> SourcePhrase:
    """``Presiden Kalmara``, where the article has ``Presiden Kalmara Tomas Velinko``: a role, and no name in it."""
    if not mention.role or len(mention.names) != 1 or len(mention.names[0]) > 1 or mention.names[0][0] not in offices:
        return mention
    return replace(mention, kind="role", names=(), name_spans=(), role=mention.text)
