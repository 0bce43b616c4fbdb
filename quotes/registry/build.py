"""Build the registry: from entries to identities, step by step. The order of the articles changes nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from quotes.records import Record
from quotes.registry.blocking import cluster_by_name, cluster_organisations, pair_abbreviations
from quotes.registry.clusters import Cluster, Clustering, cluster_ids
from quotes.registry.decisions import Decision, apply_decisions
from quotes.registry.entries import collect_entries
from quotes.registry.features import Features, extract_features
from quotes.registry.identity import Entry, Identity, Join, Proposal, Registry
from quotes.registry.user_list import UserList
from quotes.registry.variants import pair_nicknames, pair_single_names, pair_variants
from quotes.registry.weights import RegistryRules
from quotes.text import fold


def build_registry(
    records: Iterable[Record],
    rules: RegistryRules,
    user_list: UserList | None = None,
    decisions: Sequence[Decision] = (),
) -> Registry:
    """Find out who the speakers of the records are. Records are read one at a time; their texts are not kept.

    Args:
        user_list: the user's own list, which overrules all else.
        decisions: what the user merged and split by hand.

    Raises:
        RecordError: two different articles have the same id.
        RuleError: a decision names an identity that does not exist.
    """
    return build_from_entries(collect_entries(records, rules), rules, user_list, decisions)


def build_from_entries(
    entries: Sequence[Entry],
    rules: RegistryRules,
    user_list: UserList | None = None,
    decisions: Sequence[Decision] = (),
) -> Registry:
    """Build a registry from entries, for example those of a stored registry. See :func:`build_registry`."""
    user_list = user_list or UserList()
    ordered = sorted(entries, key=lambda entry: entry.key)
    described = [(entry, _facts(entry, user_list, rules)) for entry in ordered]
    people = [pair for pair in described if pair[0].kind == "person"]
    organisations = [pair for pair in described if pair[0].kind != "person"]
    named, doubtful = cluster_by_name(people, rules)
    clusters = Clustering([*named, *cluster_organisations(organisations, rules)], rules)
    _join_listed(clusters, user_list)
    clusters.join_likely(doubtful)
    for step in (pair_variants, pair_nicknames, pair_single_names):
        clusters.join_likely(step((cluster for cluster in clusters.all if cluster.entries[0].kind == "person"), rules))
    clusters.join_likely(
        pair_abbreviations((cluster for cluster in clusters.all if cluster.entries[0].kind != "person"), rules)
    )
    automatic = _registry(clusters, user_list)
    if not decisions:
        return automatic
    by_id = dict(zip((identity.id for identity in automatic.identities), _sort_clusters(clusters.all), strict=True))
    apply_decisions(decisions, automatic, by_id, clusters)
    return _registry(clusters, user_list)


def _facts(entry: Entry, user_list: UserList, rules: RegistryRules) -> Features:
    person = user_list.person_of(entry, rules)
    features = extract_features(entry, rules)
    return features | Features(persons=frozenset([person.id])) if person else features


def _join_listed(clusters: Clustering, user_list: UserList) -> None:
    """Join the clusters that are one person of the user's list."""
    of_person: dict[str, Cluster] = {}
    for cluster in clusters.all:
        for person in sorted(cluster.features.persons):
            if person in of_person:
                first = clusters.find_current(of_person[person])
                join = Join(first.name, cluster.name, 1.0, (user_list.position(person) or "the user's list",))
                of_person[person] = clusters.join(first, cluster, join)
            else:
                of_person[person] = cluster


def _sort_clusters(clusters: Iterable[Cluster]) -> list[Cluster]:
    """Sort clusters, the most quoted first."""
    return sorted(clusters, key=lambda cluster: (-sum(entry.quotes for entry in cluster.entries), cluster.key))


def _registry(clusters: Clustering, user_list: UserList) -> Registry:
    ordered = _sort_clusters(clusters.all)
    ids = _assign_ids(ordered, user_list)
    identities = tuple(_make_identity(cluster, ids[id(cluster)], user_list) for cluster in ordered)
    return Registry(identities, tuple(_list_proposals(clusters, ids)))


def _list_proposals(clusters: Clustering, ids: dict[int, str]) -> list[Proposal]:
    """List the open pairs whose clusters are still two, each pair once, the most likely first."""
    found: dict[frozenset[str], Proposal] = {}
    for each in sorted(clusters.open, key=lambda one: one.order):
        one, other = ids[id(clusters.find_current(each.one))], ids[id(clusters.find_current(each.other))]
        if one != other:
            found.setdefault(frozenset((one, other)), Proposal(one, other, each.score, each.reasons, each.doubts))
    return sorted(found.values(), key=lambda proposal: (-proposal.score, proposal.one, proposal.other))


def _assign_ids(ordered: Sequence[Cluster], user_list: UserList) -> dict[int, str]:
    """Assign an id to every cluster: that of the user's list, else one made from the name.

    Of several clusters with one name the most quoted gets the plain id. The others get their first article appended,
    so that ids stay the same when articles are added.
    """
    ids: dict[int, str] = {}
    taken = {person.id for person in user_list.people}
    for cluster in ordered:
        if cluster.features.persons:
            ids[id(cluster)] = min(cluster.features.persons)
            continue
        plain, longer = cluster_ids(cluster)
        ids[id(cluster)] = plain if plain not in taken else longer
        taken.add(ids[id(cluster)])
    return ids


def _make_identity(cluster: Cluster, id_: str, user_list: UserList) -> Identity:
    person = user_list.get(min(cluster.features.persons, default=""))
    name = person.name if person else cluster.name
    genders = {entry.gender for entry in cluster.entries if entry.gender}
    gender = person.gender if person and person.gender else next(iter(genders)) if len(genders) == 1 else None
    return Identity(
        id_, name, cluster.entries[0].kind,
        aliases=_list_aliases(cluster, name, person.aliases if person else ()),
        roles=_sort_by_count(role for entry in cluster.entries for role in entry.roles),
        affiliations=_sort_by_count(entry.affiliation for entry in cluster.entries if entry.affiliation),
        gender=gender,
        external=dict(person.external) if person else {},
        listed_at=user_list.position(person.id) if person else None,
        entries=tuple(cluster.entries),
        joins=tuple(sorted(set(cluster.joins), key=lambda join: (-join.score, join.one, join.other, join.reasons))),
    )  # fmt: skip


def _list_aliases(cluster: Cluster, name: str, own: Sequence[str]) -> tuple[str, ...]:
    """List the aliases: those of the user's list, then all names that articles use, the most frequent first."""
    used = Counter(each for entry in cluster.entries for each in (entry.name, *entry.aliases, *entry.nicknames))
    ordered = [*own, *sorted(used, key=lambda alias: (-used[alias], alias))]
    kept = {fold(alias): alias for alias in reversed(ordered) if fold(alias) != fold(name)}
    return tuple(dict.fromkeys(kept[fold(alias)] for alias in ordered if fold(alias) in kept))


def _sort_by_count(texts: Iterable[str]) -> tuple[str, ...]:
    counts = Counter(texts)
    return tuple(sorted(counts, key=lambda text: (-counts[text], text)))
