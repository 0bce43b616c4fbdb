"""What is known of somebody besides the name, and what of it speaks for and against two being one."""

from __future__ import annotations

from dataclasses import dataclass

from quotes.registry.identity import Entry
from quotes.registry.knowledge import Knowledge
from quotes.registry.naming import Name, fold

#: Share of the words of the shorter role that the longer one must have.
_ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class Office:
    """A role, comparable: short forms written out, without status, ``RI`` and the like.

    Attributes:
        telling: its words but those that every field has (``ketua``).
    """

    head: str
    words: frozenset[str]
    telling: frozenset[str]

    def like(self, other: Office) -> bool:
        shared = self.words & other.words
        telling = self.telling & other.telling
        return self.head == other.head and bool(telling) and len(shared) >= _ALIKE * min(
            len(self.words), len(other.words)
        )  # fmt: skip

    def same(self, other: Office) -> bool:
        return len(self.words) > 1 and self.words == other.words and bool(self.telling)


@dataclass(frozen=True, slots=True)
class Facts:
    """Of an entry, or of several together.

    Attributes:
        bodies: what he belongs to, each as its words.
        called: names that articles call him by, the full one left out.
        company: full names of people quoted in the same articles.
        persons: ids of the user's own list.
    """

    offices: frozenset[Office] = frozenset()
    families: frozenset[str] = frozenset()
    bodies: frozenset[frozenset[str]] = frozenset()
    genders: frozenset[str] = frozenset()
    called: frozenset[Name] = frozenset()
    company: frozenset[Name] = frozenset()
    persons: frozenset[str] = frozenset()

    def __or__(self, other: Facts) -> Facts:
        return Facts(
            self.offices | other.offices,
            self.families | other.families,
            self.bodies | other.bodies,
            self.genders | other.genders,
            self.called | other.called,
            self.company | other.company,
            self.persons | other.persons,
        )

    @property
    def bare(self) -> bool:
        """Is nothing known that tells somebody from another of the same name?"""
        return not (self.offices or self.bodies or self.persons)


def facts_of(entry: Entry, known: Knowledge) -> Facts:
    """The facts of one article."""
    offices = frozenset(office for role in entry.roles if (office := _office(role, known)).words)
    families = {family for role in entry.roles if (family := _family(role, known))}
    bodies = [_body(entry.affiliation, known)] if entry.affiliation else []
    return Facts(
        offices,
        frozenset(families),
        frozenset(body for body in bodies if body),
        frozenset([entry.gender] if entry.gender else []),
        frozenset(fold(alias) for alias in (*entry.aliases, *entry.nicknames)),
        frozenset(fold(name) for name in entry.company),
    )


def shared_reasons(one: Facts, other: Facts) -> list[str]:
    """What two have in common besides the name."""
    reasons = []
    pairs = [(a, b) for a in one.offices for b in other.offices]
    if any(a.same(b) for a, b in pairs):
        reasons.append("same-office")
    elif any(a.like(b) for a, b in pairs):
        reasons.append("same-role")
    if any(a <= b or b <= a for a in one.bodies for b in other.bodies):
        reasons.append("same-affiliation")
    if one.families & other.families:
        reasons.append("same-family")
    if one.company & other.company:
        reasons.append("same-company")
    return reasons


def shared_doubts(one: Facts, other: Facts, known: Knowledge) -> list[str]:
    """What speaks against two being one."""
    doubts = []
    if one.persons and other.persons and one.persons.isdisjoint(other.persons):
        doubts.append("clashing-persons")
    if one.families and other.families and one.families.isdisjoint(other.families):
        pairs = (frozenset((a, b)) for a in one.families for b in other.families)
        if all(pair in known.clashes for pair in pairs):
            doubts.append("clashing-families")
    if one.genders and other.genders and one.genders.isdisjoint(other.genders):
        doubts.append("clashing-genders")
    return doubts


def office_words(role: str, known: Knowledge) -> frozenset[str]:
    """The words of a role, short forms written out: ``Menkeu RI`` → ``menteri``, ``keuangan``."""
    return _office(role, known).words


def has_status(role: str, known: Knowledge) -> bool:
    """``mantan``, ``calon``, ``wakil``: another office than that of the words behind it."""
    return any(known.titles.is_status(word) for word in role.split())


def _office(role: str, known: Knowledge) -> Office:
    titles = known.titles
    kept = [word for word in role.split() if not titles.is_status(word)]
    words = [word for each in kept for word in fold(titles.expand(each) or each) if word not in known.left_out]
    telling = frozenset(word for word in words if not titles.is_role_head(word) or titles.family_of(word))
    return Office(words[0] if words else "", frozenset(words), telling)


def _family(role: str, known: Knowledge) -> str | None:
    family = known.titles.family_of(role)
    if family is None and not known.state_bodies.isdisjoint(office_words(role, known)):
        return "state"
    return family


def _body(name: str, known: Knowledge) -> frozenset[str]:
    words = [word for each in name.split() for word in fold(known.titles.expand(each) or each)]
    return frozenset(word for word in words if word not in known.left_out) or frozenset(words)
