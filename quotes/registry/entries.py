"""From records to the entries that the registry is made of; the texts are read once and not kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from quotes.errors import RecordError
from quotes.records import Record, Speaker
from quotes.registry.identity import Entry, Key
from quotes.registry.knowledge import Knowledge
from quotes.registry.naming import fold, part_of

#: ``Kementerian Kesehatan (Kemenkes)``: a name, and a short one in brackets.
_BRACKET = re.compile(r"\(\s*([^\W\d_][\w.&-]{1,14}(?: [\w-]{1,14})?)\s*\)")


def entries_of(records: Iterable[Record], known: Knowledge) -> list[Entry]:
    """The entries of all people and bodies with a name, in the order of their keys, whatever that of the records.

    An article that comes twice counts once.

    Raises:
        RecordError: two different articles have the same id.
    """
    found: dict[Key, Entry] = {}
    texts: dict[str, int] = {}
    for record in records:
        text = hash(record.article.text)
        if texts.setdefault(record.article.id, text) != text:
            message = f"two different articles have the id {record.article.id!r}"
            raise RecordError(message, hint="give each its own id")
        found.update((entry.key, entry) for entry in _entries(record, known))
    return [found[key] for key in sorted(found)]


def _entries(record: Record, known: Knowledge) -> Iterator[Entry]:
    return (entry_of(record, speaker, known) for speaker in record.speakers if has_name(speaker, known))


def entry_of(record: Record, speaker: Speaker, known: Knowledge) -> Entry:
    """A speaker of a record as the registry sees him."""
    return Entry(
        Key(record.article.id, speaker.id),
        speaker.name,
        speaker.kind,
        tuple(sorted(alias for alias in set(speaker.aliases) if _is_name(alias, known))),
        tuple(sorted(_nicknames(speaker, record.article.text, known))),
        speaker.roles,
        speaker.affiliation,
        speaker.gender,
        record.article.date,
        tuple(sorted(_company(speaker, record))),
        sum(speaker.id in quote.speaker_ids for quote in record.quotes),
    )


def _company(speaker: Speaker, record: Record) -> set[str]:
    others = (other for other in record.speakers if other is not speaker and other.kind == "person")
    return {other.name for other in others if len(other.name.split()) > 1}


def has_name(speaker: Speaker, known: Knowledge) -> bool:
    """Is it somebody who may come again? ``warga`` and ``seorang saksi`` of another article are others."""
    if speaker.kind == "person":
        return speaker.name[:1].isupper()
    return speaker.kind == "organisation" and _is_proper(speaker.name, known)


def _is_proper(name: str, known: Knowledge) -> bool:
    """``KPK``, ``Kementerian Kesehatan``; not ``polisi``, ``Pemerintah``, which are others each time."""
    words = name.split()
    listed = known.titles.length("organisation", words) == len(words) and known.titles.expand(words[0])
    return bool(listed) or name.isupper() or any(word[:1].isupper() for word in words[1:])


def _is_name(alias: str, known: Knowledge) -> bool:
    """A name or a part of one, rather than a role or a description: ``Jokowi``, not ``Presiden``, ``pria itu``."""
    titles = known.titles
    words = alias.split()
    described = any(titles.is_role_head(word) or titles.is_determiner(word) for word in words)
    return not described and all(word[:1].isupper() for word in words)


def _nicknames(speaker: Speaker, text: str, known: Knowledge) -> set[str]:
    """Names beside the full one that are no part of it, nor the name of a body: ``Basuki Purnomo (Bas)``."""
    full = fold(speaker.name)
    if speaker.kind == "organisation":
        places = (span.of(text) for span in speaker.mentions)
        return {found.group(1) for place in places for found in _BRACKET.finditer(place)}
    aliases = (alias for alias in speaker.aliases if len(alias.split()) <= 2 and _is_name(alias, known))
    return {alias for alias in aliases if len(full) > 1 and _is_nickname(alias, full, known)}


def _is_nickname(alias: str, full: tuple[str, ...], known: Knowledge) -> bool:
    """No part of the name nor of a word of it, no body, and no name that thousands have."""
    name = fold(alias)
    if not name or part_of(name, full) or any(word.startswith(name[0]) for word in full):
        return False
    whole = known.titles.length("organisation", alias.split()) or known.titles.length("place", alias.split())
    return not whole and any(word not in known.common for word in name)
