"""From entries to identities, step by step; nothing depends on the order of the articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from quotes.records import Record
from quotes.registry.blocking import by_name
from quotes.registry.decisions import Decision, apply_decisions
from quotes.registry.directory import Directory
from quotes.registry.entries import entries_of
from quotes.registry.features import Facts, facts_of
from quotes.registry.groups import Case, Group, Groups, ids_of
from quotes.registry.identity import Entry, Identity, Join, Proposal, Registry
from quotes.registry.knowledge import Knowledge
from quotes.registry.naming import fold
from quotes.registry.organisations import abbreviations, bodies
from quotes.registry.variants import nicknames, single_names, variants


def build(
    records: Iterable[Record],
    known: Knowledge,
    directory: Directory | None = None,
    decisions: Sequence[Decision] = (),
) -> Registry:
    """Who the speakers of the records are. The records are read one at a time, and their texts are not kept.

    Args:
        directory: the user's own list, which goes before all that is found out.
        decisions: what the user joined and parted by hand.

    Raises:
        RecordError: two different articles have the same id.
        RuleError: a decision names somebody who is not there.
    """
    return decide(entries_of(records, known), known, directory, decisions)


def decide(
    entries: Sequence[Entry],
    known: Knowledge,
    directory: Directory | None = None,
    decisions: Sequence[Decision] = (),
) -> Registry:
    """As :func:`build`, from entries: those of a stored registry, say."""
    directory = directory or Directory()
    ordered = sorted(entries, key=lambda entry: entry.key)
    told = [(entry, _facts(entry, directory, known)) for entry in ordered]
    people = [pair for pair in told if pair[0].kind == "person"]
    named, doubtful = by_name(people, known)
    groups = Groups([*named, *bodies([pair for pair in told if pair[0].kind != "person"], known)], known)
    _follow(groups, directory)
    groups.settle(doubtful)
    for step in (variants, nicknames, single_names):
        groups.settle(step((group for group in groups.all if group.entries[0].kind == "person"), known))
    groups.settle(abbreviations((group for group in groups.all if group.entries[0].kind != "person"), known))
    automatic = _registry(groups.all, groups.open, groups, directory)
    return automatic if not decisions else _obeyed(automatic, groups, decisions, directory)


def _facts(entry: Entry, directory: Directory, known: Knowledge) -> Facts:
    person = directory.person_of(entry, known)
    facts = facts_of(entry, known)
    return facts | Facts(persons=frozenset([person.id])) if person else facts


def _follow(groups: Groups, directory: Directory) -> None:
    """Join whom the user's list says to be one."""
    of_person: dict[str, Group] = {}
    for group in groups.all:
        for person in sorted(group.facts.persons):
            if person in of_person:
                first = groups.now(of_person[person])
                join = Join(first.name, group.name, 1.0, (directory.place(person) or "the user's list",))
                of_person[person] = groups.unite(first, group, join)
            else:
                of_person[person] = group


def _obeyed(automatic: Registry, groups: Groups, decisions: Sequence[Decision], directory: Directory) -> Registry:
    by_id = dict(zip((identity.id for identity in automatic.identities), _in_order(groups.all), strict=True))
    apply_decisions(decisions, automatic, by_id, groups)
    return _registry(groups.all, groups.open, groups, directory)


def _in_order(groups: Iterable[Group]) -> list[Group]:
    """The most quoted first."""
    return sorted(groups, key=lambda group: (-sum(entry.quotes for entry in group.entries), group.key))


def _registry(groups: Sequence[Group], cases: Sequence[Case], whole: Groups, directory: Directory) -> Registry:
    ordered = _in_order(groups)
    ids = _ids(ordered, directory)
    identities = tuple(_identity(group, ids[id(group)], directory) for group in ordered)
    return Registry(identities, tuple(_proposals(cases, whole, ids)))


def _proposals(cases: Sequence[Case], groups: Groups, ids: dict[int, str]) -> list[Proposal]:
    """The cases left open whose groups are still two, each pair once, the likeliest first."""
    found: dict[frozenset[str], Proposal] = {}
    for each in sorted(cases, key=lambda one: one.order):
        one, other = ids[id(groups.now(each.one))], ids[id(groups.now(each.other))]
        if one != other:
            found.setdefault(frozenset((one, other)), Proposal(one, other, each.score, each.reasons, each.doubts))
    return sorted(found.values(), key=lambda proposal: (-proposal.score, proposal.one, proposal.other))


def _ids(ordered: Sequence[Group], directory: Directory) -> dict[int, str]:
    """An id for every group: the user's, else the name. Of several of one name the most quoted has it plain.

    The others have their first article behind it, so that ids stay the same when articles are added.
    """
    ids: dict[int, str] = {}
    taken = {person.id for person in directory.people}
    for group in ordered:
        if group.facts.persons:
            ids[id(group)] = min(group.facts.persons)
            continue
        plain, longer = ids_of(group)
        ids[id(group)] = plain if plain not in taken else longer
        taken.add(ids[id(group)])
    return ids


def _identity(group: Group, id_: str, directory: Directory) -> Identity:
    person = directory.get(min(group.facts.persons, default=""))
    name = person.name if person else group.name
    genders = {entry.gender for entry in group.entries if entry.gender}
    gender = person.gender if person and person.gender else next(iter(genders)) if len(genders) == 1 else None
    return Identity(
        id_, name, group.entries[0].kind,
        aliases=_aliases(group, name, person.aliases if person else ()),
        roles=_by_count(role for entry in group.entries for role in entry.roles),
        affiliations=_by_count(entry.affiliation for entry in group.entries if entry.affiliation),
        gender=gender,
        external=dict(person.external) if person else {},
        known=directory.place(person.id) if person else None,
        entries=tuple(group.entries),
        joins=tuple(sorted(set(group.joins), key=lambda join: (-join.score, join.one, join.other, join.reasons))),
    )  # fmt: skip


def _aliases(group: Group, name: str, own: Sequence[str]) -> tuple[str, ...]:
    """The user's aliases, then the names of entries, then what articles call him by."""
    used = Counter(each for entry in group.entries for each in (entry.name, *entry.aliases, *entry.nicknames))
    ordered = [*own, *sorted(used, key=lambda alias: (-used[alias], alias))]
    kept = {fold(alias): alias for alias in reversed(ordered) if fold(alias) != fold(name)}
    return tuple(dict.fromkeys(kept[fold(alias)] for alias in ordered if fold(alias) in kept))


def _by_count(texts: Iterable[str]) -> tuple[str, ...]:
    counts = Counter(texts)
    return tuple(sorted(counts, key=lambda text: (-counts[text], text)))
