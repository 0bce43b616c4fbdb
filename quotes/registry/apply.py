"""Identities written into records: ids and names of speakers become those of the registry or of the user's list."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from quotes.records import Quote, Record, Speaker, SpeakerKind
from quotes.registry.directory import Directory, ListedPerson, day_of
from quotes.registry.entries import entry_of, has_name
from quotes.registry.identity import Identity, Key
from quotes.registry.knowledge import Knowledge

#: Said of a quote whose source is a role alone: no longer so where the user's list has the holder.
_NAMELESS = "anonymous-source"


@dataclass(frozen=True, slots=True)
class _Target:
    """Who a speaker of a record becomes."""

    id: str
    name: str
    kind: SpeakerKind
    external: Mapping[str, str] = field(default_factory=dict)


def applied(record: Record, identities: Mapping[Key, Identity]) -> Record:
    """The record with the identities of :meth:`Registry.by_key`.

    Two speakers of the article that are one become one entry. Who has no name stays the article's own:
    ``seorang saksi`` of another article is another.
    """
    article = record.article.id
    targets = {}
    for speaker in record.speakers:
        identity = identities.get(Key(article, speaker.id))
        if identity is not None:
            targets[speaker.id] = _Target(identity.id, identity.name, identity.kind, identity.external)
        elif speaker.kind == "unnamed":
            targets[speaker.id] = _Target(f"{speaker.id}--{article}", speaker.name, speaker.kind)
    return _rewritten(record, targets)


def recognise(record: Record, directory: Directory, known: Knowledge) -> Record:
    """The record with those of the user's list in it recognised, by name, alias or office.

    A role that stands for nobody of the article (``Menkeu``) is who has the office on the article's day;
    such quotes are ``resolved_by`` "registry".
    """
    targets, by_office = {}, set()
    day = day_of(record.article.date)
    for speaker in record.speakers:
        person = None
        if has_name(speaker, known):
            person = directory.person_of(entry_of(record, speaker, known), known)
        elif speaker.kind == "unnamed":
            person = directory.holder(speaker.name, day, known)
            by_office.add(speaker.id)
        if person is not None:
            targets[speaker.id] = _listed(person)
    return _rewritten(record, targets, by_office & set(targets))


def _listed(person: ListedPerson) -> _Target:
    return _Target(person.id, person.name, person.kind, person.external)


def _rewritten(record: Record, targets: Mapping[str, _Target], by_office: Collection[str] = ()) -> Record:
    if not targets:
        return record
    speakers: dict[str, Speaker] = {}
    for speaker in record.speakers:
        new = _renamed(speaker, targets.get(speaker.id), described=speaker.id in by_office)
        speakers[new.id] = _together(speakers[new.id], new) if new.id in speakers else new
    quotes = tuple(_requoted(quote, targets, by_office) for quote in record.quotes)
    return replace(record, quotes=quotes, speakers=tuple(speakers.values()))


def _renamed(speaker: Speaker, target: _Target | None, *, described: bool) -> Speaker:
    """A speaker under the target's name; the name that he had is an alias, and a role if he was known by that alone."""
    if target is None:
        return speaker
    aliases = tuple(alias for alias in dict.fromkeys((*speaker.aliases, speaker.name)) if alias != target.name)
    return replace(
        speaker, id=target.id, name=target.name, kind=target.kind, aliases=aliases,
        roles=(*speaker.roles, speaker.name) if described else speaker.roles,
        external={**speaker.external, **target.external},
    )  # fmt: skip


def _together(one: Speaker, other: Speaker) -> Speaker:
    """Two entries of one person as one."""
    return replace(
        one,
        aliases=_union(one.aliases, other.aliases),
        roles=_union(one.roles, other.roles),
        affiliation=one.affiliation or other.affiliation,
        mentions=tuple(sorted({*one.mentions, *other.mentions})),
        gender=one.gender or other.gender,
    )


def _union(one: Iterable[str], other: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*one, *other)))


def _requoted(quote: Quote, targets: Mapping[str, _Target], by_office: Collection[str]) -> Quote:
    if targets.keys().isdisjoint(quote.speaker_ids):
        return quote
    pairs = zip(quote.speaker_ids, quote.speakers, strict=False)
    who = dict((targets[i].id, targets[i].name) if i in targets else (i, name) for i, name in pairs)
    quote = replace(quote, speaker_ids=tuple(who), speakers=tuple(who.values()))
    if not _by_office_alone(quote, targets, by_office):
        return quote
    flags = tuple(flag for flag in quote.flags if flag != _NAMELESS)
    return replace(quote, flags=flags, resolved_by="registry")


def _by_office_alone(quote: Quote, targets: Mapping[str, _Target], by_office: Collection[str]) -> bool:
    """Did the source of a quote become somebody by his office alone?"""
    return quote.resolved_by == "description" and any(targets[each].id in quote.speaker_ids for each in by_office)
