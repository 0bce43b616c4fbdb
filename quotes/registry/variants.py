"""The second step: groups of other names that are the same people. Variants, nicknames, single names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from quotes.registry.features import shared_reasons
from quotes.registry.groups import Case, Group, case
from quotes.registry.knowledge import Knowledge
from quotes.registry.naming import Name, fold, is_common, one_letter_off, part_of, sound

#: A nickname is somebody's where this share of the articles that give it give it him.
_MOSTLY = 0.8
#: A full name that has the nickname for a word contests it with this many articles for each that gives it.
_CONTESTED = 0.25
#: What two need besides a single name to be thought of at all.
_TELLING = {"same-role", "same-office", "same-affiliation"}


def variants(groups: Iterable[Group], known: Knowledge) -> list[Case]:
    """Pairs of full names that may be one: a part of the other, spelt another way, or a letter off."""
    full = [group for group in groups if any(len(name) > 1 for name in group.names)]
    return [*_parts(full, known), *_spellings(full, known)]


def _parts(groups: Sequence[Group], known: Knowledge) -> Iterator[Case]:
    index = _index(groups)
    for group in groups:
        near = {id(other): other for name in group.names for word in name for other in index[word]}
        longer = [other for other in near.values() if other is not group and _holds(other, group, known)]
        longer = [other for other in longer if _ends_alike(other, group) or not _ends_with_another(other, index)]
        longer.sort(key=lambda other: other.key)
        cases = [case(other, group, ["part-of-name"], known) for other in longer]
        likely = [each.one for each in cases if each.score >= known.merge]
        doubts = ("several-candidates",) if _are_several(likely) else ()
        for each in cases:
            otherwise = ("called-otherwise",) if _called_otherwise(each.one, group) else ()
            yield case(each.one, group, ["part-of-name"], known, (*doubts, *otherwise))


def _called_otherwise(long: Group, short: Group) -> bool:
    """``Rani Seno Gatra``, called Rani, is not Seno Gatra: a wife has her husband's name behind her own."""
    fronts = {a[0] for a in long.names for b in short.names if len(b) < len(a) and a[-len(b) :] == b}
    return any((front,) in long.facts.called for front in fronts)


def _holds(long: Group, short: Group, known: Knowledge) -> bool:
    pairs = [(one, other) for one in short.names for other in long.names if 1 < len(one) <= len(other) and one != other]
    return any(part_of(one, other) and known.generations.isdisjoint(other[-1:]) for one, other in pairs)


def _ends_alike(one: Group, other: Group) -> bool:
    return any(a[-1] == b[-1] for a in one.names for b in other.names)


def _ends_with_another(long: Group, index: dict[str, list[Group]]) -> bool:
    """``Klub Melati Rangga Wibawa`` ends with the name of somebody: what stands before it is no name of his."""
    return any(
        1 < len(name) < len(whole) and whole[-len(name) :] == name
        for whole in long.names
        for other in index[whole[-1]]
        for name in other.names
        if other is not long
    )


def _are_several(groups: Sequence[Group]) -> bool:
    """Are there two among them of different names and with nothing in common besides?"""
    return any(
        not (one.names & other.names or _agree(one, other)) for k, one in enumerate(groups) for other in groups[k + 1 :]
    )


def _agree(one: Group, other: Group) -> bool:
    return not _TELLING.isdisjoint(shared_reasons(one.facts, other.facts))


def _spellings(groups: Sequence[Group], known: Knowledge) -> Iterator[Case]:
    """Names of the same sound, and names a letter apart."""
    seen: dict[str, dict[int, Group]] = defaultdict(dict)
    for group in groups:
        for name in group.names:
            seen[sound(name, known)][id(group)] = group
    for found in seen.values():
        alike = sorted(found.values(), key=lambda group: group.key)
        first, *rest = sorted(alike, key=lambda group: (-len(group.entries), group.key))
        common = any(is_common(name, known) for group in alike for name in group.names)
        reason = "common-name" if common else "same-sound"
        yield from (case(first, other, [reason], known) for other in rest if not first.names & other.names)
    index = _index(groups)
    for group in groups:
        near = {id(other): other for name in group.names for word in name for other in index[word]}
        for other in near.values():
            if group.key < other.key and _letter_off(group, other, known):
                yield case(group, other, ["one-letter"], known)


def _letter_off(one: Group, other: Group, known: Knowledge) -> bool:
    pairs = [(a, b) for a in one.names for b in other.names]
    unlike = all(sound(a, known) != sound(b, known) for a, b in pairs)
    return unlike and any(one_letter_off(a, b) for a, b in pairs)


def nicknames(groups: Iterable[Group], known: Knowledge) -> list[Case]:
    """Groups that are called as articles call somebody else beside his full name: ``Joko Widodo (Jokowi)``.

    A nickname that is also a word of another full name, not of a stray one, counts as one of a single article.
    """
    groups = list(groups)
    given: dict[Name, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for k, group in enumerate(groups):
        for entry in group.entries:
            for nickname in {fold(each) for each in entry.nicknames}:
                given[nickname][k] += 1
    full = _index([group for group in groups if any(len(name) > 1 for name in group.names)], main=True)
    cases = []
    for group in groups:
        for name in sorted(group.names):
            counts = given.get(name, {})
            bearer = max(counts, key=lambda k: (counts[k], groups[k].key), default=None)
            if bearer is None or groups[bearer] is group:
                continue
            if counts[bearer] == 1 and len(name) > 1:
                continue  # a full name beside another one is more often another person's
            enough = _CONTESTED * counts[bearer]
            others = (other for other in full[name[0]] if other is not groups[bearer] and other is not group)
            contested = any(len(other.entries) >= enough for other in others)
            reason = "nickname" if counts[bearer] > 1 and not contested else "once-nickname"
            shared = counts[bearer] < _MOSTLY * sum(counts.values())
            cases.append(case(groups[bearer], group, [reason], known, ("several-candidates",) if shared else ()))
    return cases


def single_names(groups: Iterable[Group], known: Knowledge) -> list[Case]:
    """A name of one word and the full names that have it: only with the same office or body, and only one of them."""
    groups = list(groups)
    index = _index([group for group in groups if any(len(name) > 1 for name in group.names)], main=True)
    cases: list[Case] = []
    for group in groups:
        if any(len(name) > 1 or len(name[0]) == 1 for name in group.names):
            continue
        near = {id(other): other for name in group.names for other in index[name[0]] if other is not group}
        cases += _telling(group, list(near.values()), known)
    return cases


def _telling(group: Group, others: list[Group], known: Knowledge) -> Iterator[Case]:
    """The full names that agree with a single one in office or body."""
    agree = [other for other in others if _agree(group, other)]
    doubts = ("several-candidates",) if len(agree) > 1 else ()
    for other in sorted(agree, key=lambda one: one.key):
        called = any(name in other.facts.called for name in group.names)
        yield case(other, group, ["single-name", *(["called-so"] if called else [])], known, doubts)


def _index(groups: Sequence[Group], *, main: bool = False) -> dict[str, list[Group]]:
    """The groups by the words of their names; ``main``: of those that enough of their articles have."""
    index: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        for word in {word for name in (group.main_names if main else group.names) for word in name}:
            index[word].append(group)
    return index
