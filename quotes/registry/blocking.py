"""The first step: entries of the same name, put together where nothing says that they are two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from quotes.registry.features import Facts
from quotes.registry.groups import Case, Group, case
from quotes.registry.identity import Entry
from quotes.registry.knowledge import Knowledge
from quotes.registry.naming import Name, fold, is_common


def by_name(entries: Sequence[tuple[Entry, Facts]], known: Knowledge) -> tuple[list[Group], list[Case]]:
    """Groups of people of one name each, and the pairs of them that are in doubt.

    A full name that is not common is enough, unless offices clash. A common one, or one of a single word, wants the
    same office or body as well. Who stands in an article without an office is one with the only group of his name;
    where there are two, he is nobody's.
    """
    blocks: dict[Name, list[tuple[Entry, Facts]]] = defaultdict(list)
    for entry, facts in entries:
        blocks[fold(entry.name)].append((entry, facts))
    groups: list[Group] = []
    doubtful: list[Case] = []
    in_full = {word for name in blocks if len(name) > 1 for word in name}
    for name in sorted(blocks):
        made = _of_one_name(blocks[name], _reason(name, known), known)
        groups += made
        sole = len(name) == 1 and name[0] not in in_full and not is_common(name, known)
        doubtful += _between(made, "sole-name" if sole else _reason(name, known), known)
    return groups, doubtful


def _reason(name: Name, known: Knowledge) -> str:
    if len(name) == 1:
        return "single-name"
    return "common-name" if is_common(name, known) else "same-name"


def _of_one_name(block: Sequence[tuple[Entry, Facts]], reason: str, known: Knowledge) -> list[Group]:
    """Those of whom most is known first; each joins the group that it fits best, or begins one."""
    alike: dict[Facts, list[Entry]] = defaultdict(list)
    for entry, facts in block:
        alike[facts].append(entry)
    telling = [(facts, entries) for facts, entries in alike.items() if not facts.bare]
    groups: list[Group] = []
    for facts, entries in sorted(telling, key=lambda pair: (-len(pair[1]), pair[1][0].key)):
        # Entries of one name and the same facts are compared as well: a common name and "ketua" are not enough.
        for part in _parts(entries, facts, reason, known):
            _place(part, groups, reason, known)
    groups = _merged(groups, reason, known)
    bare = [Group([entry], facts) for facts, entries in alike.items() if facts.bare for entry in entries]
    for group in sorted(bare, key=lambda one: one.key):
        _place(group, groups, reason, known)
    return groups


def _parts(entries: list[Entry], facts: Facts, reason: str, known: Knowledge) -> Iterator[Group]:
    first, second = Group(entries[:1], facts), Group(entries[1:], facts)
    both = case(first, second, [reason], known) if second.entries else None
    if both is None or both.score >= known.merge:
        yield Group(list(entries), facts, [both.join()] if both else [])
    else:
        yield from (Group([entry], facts) for entry in entries)


def _place(group: Group, groups: list[Group], reason: str, known: Knowledge) -> None:
    """Into the group that it fits best; a new one where it fits none, or as well into several of whom nothing tells."""
    cases = [case(other, group, [reason], known) for other in groups]
    best = min(cases, key=lambda one: one.order, default=None)
    unsure = group.facts.bare and sum(each.score >= known.merge for each in cases) > 1
    if best is None or unsure or best.score < known.merge:
        groups.append(group)
    else:
        best.one.take(group, best.join())


def _merged(groups: list[Group], reason: str, known: Knowledge) -> list[Group]:
    """Once more, now that more is known of each."""
    out: list[Group] = []
    for group in sorted(groups, key=lambda one: (-len(one.entries), one.key)):
        _place(group, out, reason, known)
    return out


def _between(groups: Sequence[Group], reason: str, known: Knowledge) -> list[Case]:
    """Pairs of one name that were left apart, each with the largest group: what the user may want to join.

    A sole name counts as such only where more than one article says who bears it.
    """
    first, *rest = sorted(groups, key=lambda one: (-len(one.entries), one.key))
    telling = [group for group in groups if not group.facts.bare]
    several = ("several-candidates",) if len(telling) > 1 else ()
    if reason == "sole-name" and len(first.entries) == 1:
        reason = "single-name"
    return [case(first, other, [reason], known, several if other.facts.bare else ()) for other in rest]
