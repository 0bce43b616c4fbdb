"""Organisations: one by the same name, or by a name and its abbreviation."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from quotes.registry.features import Facts
from quotes.registry.groups import Case, Group, case
from quotes.registry.identity import Entry
from quotes.registry.knowledge import Knowledge
from quotes.registry.naming import Name, fold


def bodies(entries: Sequence[tuple[Entry, Facts]], known: Knowledge) -> list[Group]:
    """Groups of bodies of one name each; short forms on the lists of ``rules/names/`` are written out."""
    named: dict[Name, Group] = {}
    for entry, facts in entries:
        name = body_name(entry.name, known)
        if name in named:
            more = Group([entry], facts)
            named[name].take(more, case(named[name], more, ["same-body"], known).join())
        else:
            named[name] = Group([entry], facts)
    return [named[name] for name in sorted(named)]


def abbreviations(groups: Iterable[Group], known: Knowledge) -> list[Case]:
    """Bodies that are called as articles shorten another one: ``Dewan Pengawas Pasar (Depas)``."""
    groups = list(groups)
    by_name = {body_name(entry.name, known): group for group in groups for entry in group.entries}
    given: dict[Name, Counter[Name]] = defaultdict(Counter)
    for group in groups:
        for entry in group.entries:
            for short in {body_name(each, known) for each in entry.nicknames}:
                given[short][body_name(entry.name, known)] += 1
    cases = []
    for short in sorted(given):
        full = min(given[short], key=lambda name: (-given[short][name], name))
        one, other = by_name.get(full), by_name.get(short)
        if one is not None and other is not None and one is not other:
            doubts = ("several-candidates",) if len(given[short]) > 1 else ()
            reason = "abbreviation" if shortens(short, full) else "once-nickname"
            cases.append(case(one, other, [reason], known, doubts))
    return cases


def shortens(short: Name, full: Name) -> bool:
    """Are its letters those of the full name, in order, from the first on? ``Depas``: Dewan Pengawas Pasar.

    A short form that the lists know has been written out: nothing else is shortened so (``Fraksi … (PDIP)``).
    """
    letters, rest = "".join(short), iter("".join(full))
    return len(short) == 1 and letters[:1] == full[0][:1] and all(letter in rest for letter in letters)


def body_name(name: str, known: Knowledge) -> Name:
    """The name of a body to compare: written out, without ``RI`` or ``Tbk`` at its end."""
    words, at = name.split(), 0
    full: Name = ()
    while at < len(words):
        length = max(known.titles.length("organisation", words, at), 1)
        phrase = " ".join(words[at : at + length])
        full += fold(known.titles.expand(phrase) or phrase)
        at += length
    for tail in known.body_tails:
        if len(full) > len(tail) + 1 and full[-len(tail) :] == tail:
            full = full[: -len(tail)]
    return full
