"""The first step: cluster people and organisations of the same name, unless something speaks against it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from quotes.registry.clusters import CandidatePair, Cluster, compare
from quotes.registry.features import Features, Name, is_common
from quotes.registry.identity import Entry
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


def cluster_organisations(entries: Sequence[tuple[Entry, Features]], rules: RegistryRules) -> list[Cluster]:
    """Cluster organisations of the same name; abbreviations that ``rules/names/`` lists are written out."""
    named: dict[Name, Cluster] = {}
    for entry, features in entries:
        name = organisation_name(entry.name, rules)
        if name in named:
            more = Cluster([entry], features)
            named[name].absorb(more, compare(named[name], more, ["same-organisation"], rules).to_join())
        else:
            named[name] = Cluster([entry], features)
    return [named[name] for name in sorted(named)]


def pair_abbreviations(clusters: Iterable[Cluster], rules: RegistryRules) -> list[CandidatePair]:
    """Pair organisations with the abbreviations that articles give for them: ``Dewan Pengawas Pasar (Depas)``."""
    clusters = list(clusters)
    of_name = {organisation_name(entry.name, rules): cluster for cluster in clusters for entry in cluster.entries}
    given: dict[Name, Counter[Name]] = defaultdict(Counter)
    for cluster in clusters:
        for entry in cluster.entries:
            for short in {organisation_name(each, rules) for each in entry.nicknames}:
                given[short][organisation_name(entry.name, rules)] += 1
    pairs = []
    for short in sorted(given):
        full = min(given[short], key=lambda name: (-given[short][name], name))
        one, other = of_name.get(full), of_name.get(short)
        if one is not None and other is not None and one is not other:
            doubts = ("several-candidates",) if len(given[short]) > 1 else ()
            reason = "abbreviation" if is_abbreviation_of(short, full) else "once-nickname"
            pairs.append(compare(one, other, [reason], rules, doubts))
    return pairs


def is_abbreviation_of(short: Name, full: Name) -> bool:
    """Are all letters of a word in the full name, in order and from its first letter? ``Depas``: Dewan Pengawas Pasar.

    An abbreviation on the lists has been written out before, and so matches no longer name (``Fraksi … (PDIP)``).
    """
    letters, rest = "".join(short), iter("".join(full))
    return len(short) == 1 and letters[:1] == full[0][:1] and all(letter in rest for letter in letters)


def organisation_name(name: str, rules: RegistryRules) -> Name:
    """Return an organisation's name for comparison: abbreviations written out, without ``RI`` or ``Tbk`` at the end."""
    words, at = name.split(), 0
    full: Name = ()
    while at < len(words):
        length = max(rules.titles.length("organisation", words, at), 1)
        phrase = " ".join(words[at : at + length])
        full += fold(rules.titles.expand(phrase) or phrase)
        at += length
    for tail in rules.organisation_tails:
        if len(full) > len(tail) + 1 and full[-len(tail) :] == tail:
            full = full[: -len(tail)]
    return full
