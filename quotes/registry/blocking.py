"""The first step: cluster entries of the same name unless something speaks against it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from quotes.registry.clusters import CandidatePair, Cluster, compare
from quotes.registry.features import Features
from quotes.registry.identity import Entry
from quotes.registry.names import Name, is_common
from quotes.registry.weights import RegistryRules
from quotes.text import fold


def cluster_by_name(
    entries: Sequence[tuple[Entry, Features]], rules: RegistryRules
) -> tuple[list[Cluster], list[CandidatePair]]:
    """Return clusters of people with one name each, and the pairs of clusters that are in doubt.

    A full name that is not common is enough, unless offices clash. A common name, or one of a single word, needs the
    same office or organisation as well. An entry without an office joins the only cluster of its name; where there
    are two, it stays alone.
    """
    blocks: dict[Name, list[tuple[Entry, Features]]] = defaultdict(list)
    for entry, features in entries:
        blocks[fold(entry.name)].append((entry, features))
    clusters: list[Cluster] = []
    doubtful: list[CandidatePair] = []
    in_full = {word for name in blocks if len(name) > 1 for word in name}
    for name in sorted(blocks):
        made = _cluster_one_name(blocks[name], _reason(name, rules), rules)
        clusters += made
        sole = len(name) == 1 and name[0] not in in_full and not is_common(name, rules)
        doubtful += _pair_with_largest(made, "sole-name" if sole else _reason(name, rules), rules)
    return clusters, doubtful


def _reason(name: Name, rules: RegistryRules) -> str:
    if len(name) == 1:
        return "single-name"
    return "common-name" if is_common(name, rules) else "same-name"


def _cluster_one_name(block: Sequence[tuple[Entry, Features]], reason: str, rules: RegistryRules) -> list[Cluster]:
    """Cluster the entries of one name: the most frequent features first, each into its best cluster or a new one."""
    alike: dict[Features, list[Entry]] = defaultdict(list)
    for entry, features in block:
        alike[features].append(entry)
    featured = [(features, entries) for features, entries in alike.items() if not features.are_empty]
    clusters: list[Cluster] = []
    for features, entries in sorted(featured, key=lambda pair: (-len(pair[1]), pair[1][0].key)):
        # Entries of one name and the same features are compared as well: a common name and "ketua" are not enough.
        for part in _split_by_score(entries, features, reason, rules):
            _add_to_best(part, clusters, reason, rules)
    clusters = _merge_again(clusters, reason, rules)
    unfeatured = [
        Cluster([entry], features) for features, entries in alike.items() if features.are_empty for entry in entries
    ]
    for cluster in sorted(unfeatured, key=lambda one: one.key):
        _add_to_best(cluster, clusters, reason, rules)
    return clusters


def _split_by_score(entries: list[Entry], features: Features, reason: str, rules: RegistryRules) -> Iterator[Cluster]:
    first, second = Cluster(entries[:1], features), Cluster(entries[1:], features)
    both = compare(first, second, [reason], rules) if second.entries else None
    if both is None or both.score >= rules.merge:
        yield Cluster(list(entries), features, [both.to_join()] if both else [])
    else:
        yield from (Cluster([entry], features) for entry in entries)


def _add_to_best(cluster: Cluster, clusters: list[Cluster], reason: str, rules: RegistryRules) -> None:
    """Add a cluster to the one it fits best; keep it apart where it fits none, or has no features and fits several."""
    pairs = [compare(other, cluster, [reason], rules) for other in clusters]
    best = min(pairs, key=lambda one: one.order, default=None)
    unsure = cluster.features.are_empty and sum(each.score >= rules.merge for each in pairs) > 1
    if best is None or unsure or best.score < rules.merge:
        clusters.append(cluster)
    else:
        best.one.absorb(cluster, best.to_join())


def _merge_again(clusters: list[Cluster], reason: str, rules: RegistryRules) -> list[Cluster]:
    """Compare the clusters once more, now that each has more features."""
    out: list[Cluster] = []
    for cluster in sorted(clusters, key=lambda one: (-len(one.entries), one.key)):
        _add_to_best(cluster, out, reason, rules)
    return out


def _pair_with_largest(clusters: Sequence[Cluster], reason: str, rules: RegistryRules) -> list[CandidatePair]:
    """Pair the largest cluster of a name with each other one: what the user may want to join.

    A single name counts as a sole name only if more than one article says who bears it.
    """
    first, *rest = sorted(clusters, key=lambda one: (-len(one.entries), one.key))
    featured = [cluster for cluster in clusters if not cluster.features.are_empty]
    several = ("several-candidates",) if len(featured) > 1 else ()
    if reason == "sole-name" and len(first.entries) == 1:
        reason = "single-name"
    return [compare(first, other, [reason], rules, several if other.features.are_empty else ()) for other in rest]
