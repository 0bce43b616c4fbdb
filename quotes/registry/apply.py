"""Write identities into records: speakers get the ids and names of the registry or of the user's list."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import count

from quotes.records import Quote, Record, Speaker, SpeakerKind
from quotes.registry.entries import has_name, make_entry
from quotes.registry.identity import Identity, Key
from quotes.registry.user_list import UserList, parse_day
from quotes.registry.weights import RegistryRules

#: The flag of a quote whose source is a role alone; removed where the user's list names the holder.
_ANONYMOUS = "anonymous-source"


@dataclass(frozen=True, slots=True)
class _Target:
    """The identity that a speaker of a record gets."""

    id: str
    name: str
    kind: SpeakerKind
    external: Mapping[str, str | None] = field(default_factory=dict)


def apply_identities(record: Record, identities: Mapping[Key, Identity]) -> Record:
    """Return the record with the identities of :meth:`Registry.by_key`.

    Two speakers of the article with the same identity become one. A speaker without a name belongs to the article
    alone, and gets an id with the article in it: ``seorang saksi`` of another article is somebody else.
    """
    article = record.article.id
    targets = {}
    for speaker in record.speakers:
        identity = identities.get(Key(article, speaker.id))
        if identity is not None:
            targets[speaker.id] = _Target(identity.id, identity.name, identity.kind, identity.external)
        elif speaker.kind == "unnamed":
            targets[speaker.id] = _Target(f"{speaker.id}--{article}", speaker.name, speaker.kind)
    return _rewrite(record, targets)


def recognise_listed_speakers(record: Record, user_list: UserList, rules: RegistryRules) -> Record:
    """Return the record with the people of the user's list recognised by name, alias or office.

    A role that the article gives no name for (``Menkeu``) is resolved to the person who holds the office on the day
    of the article; such quotes are ``resolved_by`` "registry". The ids of the list are reserved: somebody else whose id
    is one of them gets ``-2``.
    """
    targets, by_office = {}, set()
    day = parse_day(record.article.date)
    for speaker in record.speakers:
        person = None
        if has_name(speaker, rules):
            person = user_list.person_of(make_entry(record, speaker, rules), rules)
        elif speaker.kind == "unnamed":
            person = user_list.holder(speaker.name, day, rules)
            if person is not None:
                by_office.add(speaker.id)
        if person is not None:
            targets[speaker.id] = _Target(person.id, person.name, person.kind, person.external)
    taken = {speaker.id for speaker in record.speakers}
    for speaker in record.speakers:
        if speaker.id not in targets and user_list.get(speaker.id):
            names = (f"{speaker.id}-{number}" for number in count(2))
            name = next(name for name in names if name not in taken and not user_list.get(name))
            taken.add(name)
            targets[speaker.id] = _Target(name, speaker.name, speaker.kind)
    return _rewrite(record, targets, by_office)


def _rewrite(record: Record, targets: Mapping[str, _Target], by_office: Collection[str] = ()) -> Record:
    if not targets:
        return record
    speakers: dict[str, Speaker] = {}
    for speaker in record.speakers:
        new = _rename(speaker, targets.get(speaker.id), described=speaker.id in by_office)
        speakers[new.id] = _merge_speakers(speakers[new.id], new) if new.id in speakers else new
    quotes = tuple(_rewrite_quote(quote, targets, by_office) for quote in record.quotes)
    return replace(record, quotes=quotes, speakers=tuple(speakers.values()))


def _rename(speaker: Speaker, target: _Target | None, *, described: bool) -> Speaker:
    """Rename a speaker; the former name becomes an alias, and a role where it was one (``described``)."""
    if target is None:
        return speaker
    aliases = tuple(alias for alias in dict.fromkeys((*speaker.aliases, speaker.name)) if alias != target.name)
    return replace(
        speaker, id=target.id, name=target.name, kind=target.kind, aliases=aliases,
        roles=(*speaker.roles, speaker.name) if described else speaker.roles,
        external=_merge_external(speaker.external, target.external),
    )  # fmt: skip


def _merge_speakers(one: Speaker, other: Speaker) -> Speaker:
    """Merge two speakers that are one person."""
    return replace(
        one,
        aliases=_union(one.aliases, other.aliases),
        roles=_union(one.roles, other.roles),
        affiliation=one.affiliation or other.affiliation,
        mentions=tuple(sorted({*one.mentions, *other.mentions})),
        gender=one.gender or other.gender,
        external=_merge_external(other.external, one.external),
    )


def _merge_external(one: Mapping[str, str | None], other: Mapping[str, str | None]) -> dict[str, str | None]:
    """Merge ids in other databases; those of ``other`` win, unless they are None."""
    return {**one, **{system: id_ for system, id_ in other.items() if id_ is not None or system not in one}}


def _union(one: Iterable[str], other: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*one, *other)))


def _rewrite_quote(quote: Quote, targets: Mapping[str, _Target], by_office: Collection[str]) -> Quote:
    if targets.keys().isdisjoint(quote.speaker_ids):
        return quote
    pairs = zip(quote.speaker_ids, quote.speakers, strict=False)
    who = dict((targets[i].id, targets[i].name) if i in targets else (i, name) for i, name in pairs)
    quote = replace(quote, speaker_ids=tuple(who), speakers=tuple(who.values()))
    if not _is_by_office_alone(quote, targets, by_office):
        return quote
    flags = tuple(flag for flag in quote.flags if flag != _ANONYMOUS)
    return replace(quote, flags=flags, resolved_by="registry")


def _is_by_office_alone(quote: Quote, targets: Mapping[str, _Target], by_office: Collection[str]) -> bool:
    """Was the source of a quote recognised by their office alone?"""
    return quote.resolved_by == "description" and any(targets[each].id in quote.speaker_ids for each in by_office)
