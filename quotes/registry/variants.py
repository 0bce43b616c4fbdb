"""The second step: pair clusters of different names that may be one person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from quotes.registry.clusters import CandidatePair, Cluster, compare
from quotes.registry.features import Name, differ_by_one_letter, find_reasons, is_common, is_part_of, sound_key
from quotes.registry.weights import RegistryRules
from quotes.text import fold

#: A nickname belongs to a person without doubt if this share of the articles with it give it to them.
_MIN_NICKNAME_SHARE = 0.8
#: A full name with the nickname as a word contests it from this many articles on, for each article that gives it.
_MIN_CONTESTING_SHARE = 0.25
#: The reasons, one of which a single name needs to be paired at all.
_DISTINCTIVE_REASONS = {"same-role", "same-office", "same-affiliation"}


def pair_variants(clusters: Iterable[Cluster], rules: RegistryRules) -> list[CandidatePair]:
    """Pair full names of which one is a part of the other, or that differ in spelling or by one letter."""
    full = [cluster for cluster in clusters if any(len(name) > 1 for name in cluster.names)]
    return [*_pair_parts(full, rules), *_pair_spellings(full, rules)]


def _pair_parts(clusters: Sequence[Cluster], rules: RegistryRules) -> Iterator[CandidatePair]:
    index = _index(clusters)
    for cluster in clusters:
        near = {id(other): other for name in cluster.names for word in name for other in index[word]}
        longer = [other for other in near.values() if other is not cluster and _holds(other, cluster, rules)]
        longer = [other for other in longer if _ends_alike(other, cluster) or not _ends_with_another(other, index)]
        longer.sort(key=lambda other: other.key)
        pairs = [compare(other, cluster, ["part-of-name"], rules) for other in longer]
        likely = [each.one for each in pairs if each.score >= rules.merge]
        doubts = ("several-candidates",) if _are_several(likely) else ()
        for each in pairs:
            otherwise = ("called-otherwise",) if _is_called_otherwise(each.one, cluster) else ()
            yield compare(each.one, cluster, ["part-of-name"], rules, (*doubts, *otherwise))


def _is_called_otherwise(long: Cluster, short: Cluster) -> bool:
    """Does an article call the bearer of the longer name by its first word alone?

    ``Rani Seno Gatra``, called Rani, is not Seno Gatra: a wife may carry her husband's name after hers.
    """
    fronts = {a[0] for a in long.names for b in short.names if len(b) < len(a) and a[-len(b) :] == b}
    return any((front,) in long.features.called for front in fronts)


def _holds(long: Cluster, short: Cluster, rules: RegistryRules) -> bool:
    pairs = [(one, other) for one in short.names for other in long.names if 1 < len(one) <= len(other) and one != other]
    return any(is_part_of(one, other) and rules.generations.isdisjoint(other[-1:]) for one, other in pairs)


def _ends_alike(one: Cluster, other: Cluster) -> bool:
    return any(a[-1] == b[-1] for a in one.names for b in other.names)


def _ends_with_another(long: Cluster, index: dict[str, list[Cluster]]) -> bool:
    """Does a long name end with the whole name of somebody else, as ``Klub Melati Rangga Wibawa`` does?"""
    return any(
        1 < len(name) < len(whole) and whole[-len(name) :] == name
        for whole in long.names
        for other in index[whole[-1]]
        for name in other.names
        if other is not long
    )


def _are_several(clusters: Sequence[Cluster]) -> bool:
    """Are there two clusters with different names and nothing else in common?"""
    return any(
        not (one.names & other.names or _agree(one, other))
        for k, one in enumerate(clusters)
        for other in clusters[k + 1 :]
    )


def _agree(one: Cluster, other: Cluster) -> bool:
    return not _DISTINCTIVE_REASONS.isdisjoint(find_reasons(one.features, other.features))


def _pair_spellings(clusters: Sequence[Cluster], rules: RegistryRules) -> Iterator[CandidatePair]:
    """Pair names of the same sound, and names that differ by one letter."""
    seen: dict[str, dict[int, Cluster]] = defaultdict(dict)
    for cluster in clusters:
        for name in cluster.names:
            seen[sound_key(name, rules)][id(cluster)] = cluster
    for found in seen.values():
        alike = sorted(found.values(), key=lambda cluster: cluster.key)
        first, *rest = sorted(alike, key=lambda cluster: (-len(cluster.entries), cluster.key))
        common = any(is_common(name, rules) for cluster in alike for name in cluster.names)
        reason = "common-name" if common else "same-sound"
        yield from (compare(first, other, [reason], rules) for other in rest if not first.names & other.names)
    index = _index(clusters)
    for cluster in clusters:
        near = {id(other): other for name in cluster.names for word in name for other in index[word]}
        for other in near.values():
            if cluster.key < other.key and _differ_by_one_letter(cluster, other, rules):
                yield compare(cluster, other, ["one-letter"], rules)


def _differ_by_one_letter(one: Cluster, other: Cluster, rules: RegistryRules) -> bool:
    pairs = [(a, b) for a in one.names for b in other.names]
    unlike = all(sound_key(a, rules) != sound_key(b, rules) for a, b in pairs)
    return unlike and any(differ_by_one_letter(a, b) for a, b in pairs)


def pair_nicknames(clusters: Iterable[Cluster], rules: RegistryRules) -> list[CandidatePair]:
    """Pair a name with the person whose nickname it is in an article: ``Joko Widodo (Jokowi)``.

    A nickname that is also a word of another frequent full name counts as if only one article gave it.
    """
    clusters = list(clusters)
    given: dict[Name, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for k, cluster in enumerate(clusters):
        for entry in cluster.entries:
            for nickname in {fold(each) for each in entry.nicknames}:
                given[nickname][k] += 1
    full = _index([cluster for cluster in clusters if any(len(name) > 1 for name in cluster.names)], main=True)
    pairs = []
    for cluster in clusters:
        for name in sorted(cluster.names):
            counts = given.get(name, {})
            bearer = max(counts, key=lambda k: (counts[k], clusters[k].key), default=None)
            if bearer is None or clusters[bearer] is cluster:
                continue
            if counts[bearer] == 1 and len(name) > 1:
                continue  # a full name beside another one is more often another person's
            enough = _MIN_CONTESTING_SHARE * counts[bearer]
            others = (other for other in full[name[0]] if other is not clusters[bearer] and other is not cluster)
            contested = any(len(other.entries) >= enough for other in others)
            reason = "nickname" if counts[bearer] > 1 and not contested else "once-nickname"
            shared = counts[bearer] < _MIN_NICKNAME_SHARE * sum(counts.values())
            pairs.append(compare(clusters[bearer], cluster, [reason], rules, ("several-candidates",) if shared else ()))
    return pairs


def pair_single_names(clusters: Iterable[Cluster], rules: RegistryRules) -> list[CandidatePair]:
    """Pair a name of one word with the full names that have it, if the office or the organisation is the same."""
    clusters = list(clusters)
    index = _index([cluster for cluster in clusters if any(len(name) > 1 for name in cluster.names)], main=True)
    pairs: list[CandidatePair] = []
    for cluster in clusters:
        if any(len(name) > 1 or len(name[0]) == 1 for name in cluster.names):
            continue
        near = {id(other): other for name in cluster.names for other in index[name[0]] if other is not cluster}
        pairs += _pair_agreeing(cluster, list(near.values()), rules)
    return pairs


def _pair_agreeing(cluster: Cluster, others: list[Cluster], rules: RegistryRules) -> Iterator[CandidatePair]:
    """Pair a single name with the full names that have the same office or organisation."""
    agree = [other for other in others if _agree(cluster, other)]
    doubts = ("several-candidates",) if len(agree) > 1 else ()
    for other in sorted(agree, key=lambda one: one.key):
        called = any(name in other.features.called for name in cluster.names)
        yield compare(other, cluster, ["single-name", *(["called-so"] if called else [])], rules, doubts)


def _index(clusters: Sequence[Cluster], *, main: bool = False) -> dict[str, list[Cluster]]:
    """Index clusters by the words of their names; with ``main``, of their frequent names only."""
    index: dict[str, list[Cluster]] = defaultdict(list)
    for cluster in clusters:
        for word in {word for name in (cluster.main_names if main else cluster.names) for word in name}:
            index[word].append(cluster)
    return index
