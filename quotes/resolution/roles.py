"""Compare roles: the words that distinguish them, and how far two overlap."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from quotes.resolution.source_phrases import SourcePhrase
from quotes.resolution.word_classes import NameLexicon


def content_words(role: str, known: NameLexicon) -> set[str]:
    """Return the distinctive words of a role, with abbreviations expanded, in small letters."""
    words = _spelled_out(role, known)
    return {word.lower() for word in words if not _is_filler(word, known)}


def head_of(role: str, known: NameLexicon) -> str:
    """Return the first word of a role that is not a status: ``menteri`` of ``mantan Menteri Pendidikan``."""
    aside = (known.titles.is_status, known.titles.is_determiner)
    return next((w.lower() for w in _spelled_out(role, known) if not any(is_aside(w) for is_aside in aside)), "")


def _spelled_out(role: str, known: NameLexicon) -> list[str]:
    """Return the words of a role, with short forms replaced by long ones: ``Menkes``, ``Kepala Negara``."""
    words, found, at = role.split(), [], 0
    while at < len(words):
        length = known.titles.length("abbreviation", words, at) or 1
        term = " ".join(words[at : at + length])
        found += (known.titles.expand(term) or term).split()
        at += length
    return [word for word in found if word.isalnum()]


def _is_filler(word: str, known: NameLexicon) -> bool:
    low = word.lower()
    empty = known.titles.is_status(word) and not known.lists.has("deputies", low)
    return empty or known.lists.has("role-fillers", low)


def overlap(wanted: set[str], role: set[str]) -> float:
    """Return the share of the wanted words that the role has, from 0 to 1."""
    return len(wanted & role) / len(wanted) if wanted else 0.0


def words_of_offices(mentions: Iterable[SourcePhrase]) -> set[str]:
    """Return the words between a role and a name: ``Kalmara`` of ``Presiden Kalmara Tomas Velinko``."""
    return {word for m in mentions if m.names for word in m.role.split() if word[:1].isupper()}


def without_place(mention: SourcePhrase, offices: Collection[str]) -> SourcePhrase:
    """Read ``Presiden Kalmara`` as a role without a name, if the article has ``Presiden Kalmara Tomas Velinko``."""
    if not mention.role or len(mention.names) != 1 or len(mention.names[0]) > 1 or mention.names[0][0] not in offices:
        return mention
    return replace(mention, kind="role", names=(), name_spans=(), role=mention.text)
