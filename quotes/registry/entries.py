"""Make the entries of the registry from records; texts are read once and not kept."""

from __future__ import annotations

import re
from collections.abc import Iterable

from quotes.errors import RecordError
from quotes.records import Record, Speaker
from quotes.registry.features import is_part_of
from quotes.registry.identity import Entry, Key
from quotes.registry.weights import RegistryRules
from quotes.text import fold

#: The longest form of address, with the space behind it, in characters.
_LONGEST_ADDRESS = 20
#: ``Kementerian Kesehatan (Kemenkes)``: a name, and a short one in brackets.
_SHORT_IN_BRACKETS = re.compile(r"\(\s*([^\W\d_][\w.&-]{1,14}(?: [\w-]{1,14})?)\s*\)")


def collect_entries(records: Iterable[Record], rules: RegistryRules) -> list[Entry]:
    """Make an entry of every person and organisation with a name, sorted by key.

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
        entries = (make_entry(record, speaker, rules) for speaker in record.speakers if has_name(speaker, rules))
        found.update((entry.key, entry) for entry in entries)
    return [found[key] for key in sorted(found)]


def make_entry(record: Record, speaker: Speaker, rules: RegistryRules) -> Entry:
    """Make the entry of a speaker of a record."""
    company = (other for other in record.speakers if other is not speaker and other.kind == "person")
    return Entry(
        Key(record.article.id, speaker.id),
        speaker.name,
        speaker.kind,
        tuple(sorted(alias for alias in set(speaker.aliases) if _is_name(alias, rules))),
        tuple(sorted(_find_nicknames(speaker, record.article.text, rules))),
        speaker.roles,
        speaker.affiliation,
        speaker.gender,
        record.article.date,
        tuple(sorted({other.name for other in company if len(other.name.split()) > 1})),
        sum(speaker.id in quote.speaker_ids for quote in record.quotes),
        tuple(sorted(_find_addresses(speaker, record.article.text, rules))),
    )


def _find_addresses(speaker: Speaker, text: str, rules: RegistryRules) -> set[str]:
    """Find names with the form of address that stands before them: ``Bu Ratih``. Names are kept without it."""
    found = set()
    for mention in speaker.mentions:
        line = text[max(0, mention.start - _LONGEST_ADDRESS) : mention.start].rpartition("\n")[2]
        words = [*line.split()[-1:], *mention.of(text).split()]
        start = next((k for k, word in enumerate(words) if rules.titles.is_honorific(word)), None)
        if start is not None and len(words) > start + 1:
            found.add(" ".join(words[start:]))
    return found


def has_name(speaker: Speaker, rules: RegistryRules) -> bool:
    """Has the speaker a name that identifies them in other articles? ``warga`` and ``seorang saksi`` have none."""
    if speaker.kind == "person":
        return speaker.name[:1].isupper()
    return speaker.kind == "organisation" and _is_proper(speaker.name, rules)


def _is_proper(name: str, rules: RegistryRules) -> bool:
    """Does it name one organisation (``KPK``, ``Kementerian Kesehatan``), unlike ``polisi`` and ``Pemerintah``?"""
    words = name.split()
    listed = rules.titles.length("organisation", words) == len(words) and rules.titles.expand(words[0])
    return bool(listed) or name.isupper() or any(word[:1].isupper() for word in words[1:])


def _is_name(alias: str, rules: RegistryRules) -> bool:
    """Is an alias a name or a part of one (``Jokowi``), and no role or description (``Presiden``, ``pria itu``)?"""
    titles = rules.titles
    words = alias.split()
    described = any(titles.is_role_head(word) or titles.is_determiner(word) for word in words)
    return not described and all(word[:1].isupper() for word in words)


def _find_nicknames(speaker: Speaker, text: str, rules: RegistryRules) -> set[str]:
    """Find names beside the full one that are no part of it and no organisation: ``Basuki Purnomo (Bas)``."""
    full = fold(speaker.name)
    if speaker.kind == "organisation":
        places = (span.of(text) for span in speaker.mentions)
        return {found.group(1) for place in places for found in _SHORT_IN_BRACKETS.finditer(place)}
    aliases = (alias for alias in speaker.aliases if len(alias.split()) <= 2 and _is_name(alias, rules))
    return {alias for alias in aliases if len(full) > 1 and _is_nickname(alias, full, rules)}


def _is_nickname(alias: str, full: tuple[str, ...], rules: RegistryRules) -> bool:
    """Is an alias no part of the full name or of its words, no organisation, no place, and no common name?"""
    name = fold(alias)
    if not name or is_part_of(name, full) or any(word.startswith(name[0]) for word in full):
        return False
    whole = rules.titles.length("organisation", alias.split()) or rules.titles.length("place", alias.split())
    return not whole and any(word not in rules.common for word in name)
