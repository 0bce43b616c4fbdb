"""Cluster organisations by their names, and pair them with their abbreviations."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from quotes.registry.clusters import CandidatePair, Cluster, compare
from quotes.registry.features import Features
from quotes.registry.identity import Entry
from quotes.registry.names import Name
from quotes.registry.weights import RegistryRules
from quotes.text import fold


def cluster_organisations(entries: Sequence[tuple[Entry, Features]], rules: RegistryRules) -> list[Cluster]:
    """Cluster organisations of the same name; abbreviations that ``rules/names/`` lists are written out."""
    named: dict[Name, Cluster] = {}
    for entry, features in entries:
        name = organisation_name(entry.name, rules)
        if name in named:
            more = Cluster([entry], features)
            named[name].absorb(more, compare(named[name], more, ["same-body"], rules).to_join())
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
    for tail in rules.body_tails:
        if len(full) > len(tail) + 1 and full[-len(tail) :] == tail:
            full = full[: -len(tail)]
    return full
