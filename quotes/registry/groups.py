"""Groups of entries that are one so far, and the joining of them; what was joined is written down."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from quotes.registry.features import Facts, shared_doubts, shared_reasons
from quotes.registry.identity import Entry, Join, Key
from quotes.registry.knowledge import Knowledge
from quotes.registry.naming import Name, fold, slug

#: A full name stands for all where it is at least this share as frequent as the most frequent one.
_ENOUGH = 0.34


@dataclass(eq=False)
class Group:
    """Entries that are one person or body so far."""

    entries: list[Entry]
    facts: Facts
    joins: list[Join] = field(default_factory=list)

    @property
    def key(self) -> Key:
        """The first of its entries: what groups are put in order by."""
        return self.entries[0].key

    @property
    def name(self) -> str:
        """The name of most articles: a full one, unless hardly an article has it (``Polhukam Wiranto``).

        Of as frequent ones the fullest, that with fewest capitals, the first of the alphabet.
        """
        counts = Counter(entry.name for entry in self.entries)
        enough = _ENOUGH * max(counts.values())
        full = {name: n for name, n in counts.items() if len(name.split()) > 1 and n >= enough} or counts
        return min(full, key=lambda name: (-full[name], -len(name), sum(map(str.isupper, name)), name))

    @property
    def names(self) -> frozenset[Name]:
        return frozenset(fold(entry.name) for entry in self.entries)

    @property
    def main_names(self) -> frozenset[Name]:
        """The names that enough articles have: those of one may have a stray word (``MotoGP Rangga Melati``)."""
        counts = Counter(fold(entry.name) for entry in self.entries)
        enough = _ENOUGH * max(counts.values())
        return frozenset(name for name, count in counts.items() if count >= enough)

    def take(self, other: Group, join: Join) -> None:
        """Join another group to this one."""
        self.entries = sorted([*self.entries, *other.entries], key=lambda entry: entry.key)
        self.facts |= other.facts
        self.joins += [*other.joins, join]


def ids_of(group: Group) -> tuple[str, str]:
    """The id that a group has where no other has it, and the one that it has then."""
    plain = slug(group.name)
    return plain, f"{plain}--{group.key.article}-{group.key.speaker}"


@dataclass(frozen=True, slots=True)
class Case:
    """Why two groups may be one: reasons of the names and of what is known besides, doubts, and the score of all."""

    one: Group
    other: Group
    reasons: tuple[str, ...]
    doubts: tuple[str, ...]
    score: float

    def join(self) -> Join:
        return Join(self.one.name, self.other.name, self.score, self.reasons, self.doubts)

    @property
    def order(self) -> tuple[float, Key, Key]:
        """The likeliest first; of as likely ones whatever order the articles came in."""
        first, second = sorted((self.one.key, self.other.key))
        return -self.score, first, second


def case(one: Group, other: Group, reasons: Sequence[str], known: Knowledge, doubts: Sequence[str] = ()) -> Case:
    """Weigh two groups: ``reasons`` and ``doubts`` of their names, and what else is known of both."""
    for_ = (*reasons, *shared_reasons(one.facts, other.facts))
    against = (*doubts, *shared_doubts(one.facts, other.facts, known))
    return Case(one, other, for_, against, known.score(for_, against))


class Groups:
    """All groups, the cases still open among them, and who was joined to whom."""

    def __init__(self, groups: Iterable[Group], known: Knowledge) -> None:
        self.known = known
        self._all = list(groups)
        self._into: dict[int, Group] = {}
        self.open: list[Case] = []

    @property
    def all(self) -> list[Group]:
        """The groups that are left, in the order of their keys."""
        return sorted((group for group in self._all if id(group) not in self._into), key=lambda group: group.key)

    def now(self, group: Group) -> Group:
        """The group that a group has become part of."""
        while id(group) in self._into:
            group = self._into[id(group)]
        return group

    def settle(self, cases: Iterable[Case]) -> None:
        """Join what the cases say, the likeliest first; what is not likely enough is kept as open.

        A case is weighed anew when its turn comes, for its groups may have grown.
        """
        for each in sorted(cases, key=lambda one: one.order):
            one, other = self.now(each.one), self.now(each.other)
            if one is other:
                continue
            fresh = shared_doubts(one.facts, other.facts, self.known)
            doubts = tuple(dict.fromkeys((*each.doubts, *fresh)))
            again = Case(one, other, each.reasons, doubts, self.known.score(each.reasons, doubts))
            if again.score >= self.known.merge:
                self.unite(one, other, Join(each.one.name, each.other.name, again.score, again.reasons, doubts))
            elif again.score >= self.known.propose:
                self.open.append(again)

    def unite(self, one: Group, other: Group, join: Join) -> Group:
        """Join two groups, the one with fewer articles to the other."""
        first, second = sorted((one, other), key=lambda group: (-len(group.entries), group.key))
        first.take(second, join)
        self._into[id(second)] = first
        return first

    def part(self, group: Group, out: Sequence[Entry]) -> Group:
        """Take entries out of a group, into one of their own; joins that spoke of their names go."""
        group.entries = [entry for entry in group.entries if entry not in out]
        left = {entry.name for entry in group.entries}
        group.joins = [join for join in group.joins if {join.one, join.other} <= left]
        new = Group(list(out), Facts())
        self._all.append(new)
        return new
