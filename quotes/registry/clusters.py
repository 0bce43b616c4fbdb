"""Clusters of entries, the comparison of two clusters, and joining them; every join is recorded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from quotes.registry.features import Features, Name, find_doubts, find_reasons
from quotes.registry.identity import Entry, Join, Key
from quotes.registry.weights import RegistryRules
from quotes.text import fold, slug

#: A full name may stand for the cluster if it is at least this share as frequent as the most frequent name.
_MIN_NAME_SHARE = 0.34


@dataclass(eq=False)
class Cluster:
    """Entries that are one person or organisation, as far as is known."""

    entries: list[Entry]
    features: Features
    joins: list[Join] = field(default_factory=list)

    @property
    def key(self) -> Key:
        """The key of the first entry, by which clusters are sorted."""
        return self.entries[0].key

    @property
    def name(self) -> str:
        """The name that most articles use: a full one, unless it is rare (``Polhukam Wiranto``).

        Ties go to the longest name, then to the one with the fewest capitals, then to the first in the alphabet.
        """
        counts = Counter(entry.name for entry in self.entries)
        enough = _MIN_NAME_SHARE * max(counts.values())
        full = {name: n for name, n in counts.items() if len(name.split()) > 1 and n >= enough} or counts
        return min(full, key=lambda name: (-full[name], -len(name), sum(map(str.isupper, name)), name))

    @property
    def names(self) -> frozenset[Name]:
        return frozenset(fold(entry.name) for entry in self.entries)

    @property
    def main_names(self) -> frozenset[Name]:
        """The frequent names; a rare one may have a stray word in it (``MotoGP Rangga Melati``)."""
        counts = Counter(fold(entry.name) for entry in self.entries)
        enough = _MIN_NAME_SHARE * max(counts.values())
        return frozenset(name for name, count in counts.items() if count >= enough)

    def absorb(self, other: Cluster, join: Join) -> None:
        """Add another cluster to this one."""
        self.entries = sorted([*self.entries, *other.entries], key=lambda entry: entry.key)
        self.features |= other.features
        self.joins += [*other.joins, join]


def cluster_ids(cluster: Cluster) -> tuple[str, str]:
    """Return the plain id of a cluster, and the longer one that it gets where the plain one is taken."""
    plain = slug(cluster.name)
    return plain, f"{plain}--{cluster.key.article}-{cluster.key.speaker}"


@dataclass(frozen=True, slots=True)
class CandidatePair:
    """Two clusters that may be one: the reasons, the doubts, and the score of both."""

    one: Cluster
    other: Cluster
    reasons: tuple[str, ...]
    doubts: tuple[str, ...]
    score: float

    def to_join(self) -> Join:
        return Join(self.one.name, self.other.name, self.score, self.reasons, self.doubts)

    @property
    def order(self) -> tuple[float, Key, Key]:
        """Sort key: the most likely first; ties do not depend on the order of the articles."""
        first, second = sorted((self.one.key, self.other.key))
        return -self.score, first, second


def compare(
    one: Cluster, other: Cluster, reasons: Sequence[str], rules: RegistryRules, doubts: Sequence[str] = ()
) -> CandidatePair:
    """Score two clusters by ``reasons`` and ``doubts`` of their names, and by their features."""
    in_favour = (*reasons, *find_reasons(one.features, other.features))
    against = (*doubts, *find_doubts(one.features, other.features, rules))
    return CandidatePair(one, other, in_favour, against, rules.score(in_favour, against))


class Clustering:
    """All clusters, the pairs among them that are still open, and what was joined to what."""

    def __init__(self, clusters: Iterable[Cluster], rules: RegistryRules) -> None:
        self.rules = rules
        self._all = list(clusters)
        self._into: dict[int, Cluster] = {}
        self.open: list[CandidatePair] = []

    @property
    def all(self) -> list[Cluster]:
        """The clusters that were not joined to another, in the order of their keys."""
        return sorted(
            (cluster for cluster in self._all if id(cluster) not in self._into), key=lambda cluster: cluster.key
        )

    def find_current(self, cluster: Cluster) -> Cluster:
        """Return the cluster that now holds a cluster's entries."""
        while id(cluster) in self._into:
            cluster = self._into[id(cluster)]
        return cluster

    def join_likely(self, pairs: Iterable[CandidatePair]) -> None:
        """Join the pairs that are likely enough, the most likely first; keep less likely ones in ``open``.

        A pair is scored again when its turn comes, as its clusters may have grown.
        """
        for each in sorted(pairs, key=lambda one: one.order):
            one, other = self.find_current(each.one), self.find_current(each.other)
            if one is other:
                continue
            fresh = find_doubts(one.features, other.features, self.rules)
            doubts = tuple(dict.fromkeys((*each.doubts, *fresh)))
            again = CandidatePair(one, other, each.reasons, doubts, self.rules.score(each.reasons, doubts))
            if again.score >= self.rules.merge:
                self.join(one, other, Join(each.one.name, each.other.name, again.score, again.reasons, doubts))
            elif again.score >= self.rules.propose:
                self.open.append(again)

    def join(self, one: Cluster, other: Cluster, join: Join) -> Cluster:
        """Join two clusters, the one with fewer entries to the other."""
        first, second = sorted((one, other), key=lambda cluster: (-len(cluster.entries), cluster.key))
        first.absorb(second, join)
        self._into[id(second)] = first
        return first

    def split(self, cluster: Cluster, out: Sequence[Entry]) -> Cluster:
        """Move entries into a cluster of their own; drop the joins of their names."""
        cluster.entries = [entry for entry in cluster.entries if entry not in out]
        left = {entry.name for entry in cluster.entries}
        cluster.joins = [join for join in cluster.joins if {join.one, join.other} <= left]
        new = Cluster(list(out), Features())
        self._all.append(new)
        return new
