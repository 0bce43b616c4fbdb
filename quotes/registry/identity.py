"""The registry as data: entries of articles, identities, joins and proposals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from quotes.records import Gender, SpeakerKind
from quotes.text import fold


class Key(NamedTuple):
    """The key of an entry: the id of the article, and the id of the speaker in its record."""

    article: str
    speaker: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A speaker of one article, with what the registry compares.

    Attributes:
        nicknames: other names in the article that are no part of this one.
        addressed: how the article addresses them: ``Bu Ratih``.
        company: full names of the other people that the article quotes.
        quotes: how many quotes of the speaker the article has.
    """

    key: Key
    name: str
    kind: SpeakerKind = "person"
    aliases: tuple[str, ...] = ()
    nicknames: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    affiliation: str | None = None
    gender: Gender | None = None
    date: str | None = None
    company: tuple[str, ...] = ()
    quotes: int = 0
    addressed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Join:
    """Two names that were joined, and why. ``score`` is a probability, 1 where the user decided."""

    one: str
    other: str
    score: float
    reasons: tuple[str, ...]
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two identities, by their ids, that may be one; the user decides."""

    one: str
    other: str
    score: float
    reasons: tuple[str, ...]
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Identity:
    """A person or an organisation across articles.

    Attributes:
        aliases: other names that articles use, the most frequent first.
        roles: roles as articles write them, the most frequent first.
        external: ids in other databases, from the user's list only.
        listed_at: the position in the user's list (``speakers.yaml:3``); None for an identity that is not on it.
        entries: the entries of this identity, in the order of their keys.
    """

    id: str
    name: str
    kind: SpeakerKind
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    affiliations: tuple[str, ...] = ()
    gender: Gender | None = None
    external: Mapping[str, str] = field(default_factory=dict)
    listed_at: str | None = None
    entries: tuple[Entry, ...] = ()
    joins: tuple[Join, ...] = ()

    @property
    def quotes(self) -> int:
        return sum(entry.quotes for entry in self.entries)

    @property
    def articles(self) -> int:
        return len({entry.key.article for entry in self.entries})


@dataclass(frozen=True, slots=True)
class Registry:
    """Identities, the most quoted first, and pairs that may be one."""

    identities: tuple[Identity, ...] = ()
    proposals: tuple[Proposal, ...] = ()

    @property
    def entries(self) -> Iterator[Entry]:
        return (entry for identity in self.identities for entry in identity.entries)

    def by_key(self) -> dict[Key, Identity]:
        """Map the key of every entry to its identity."""
        return {entry.key: identity for identity in self.identities for entry in identity.entries}

    def find(self, name: str) -> Sequence[Identity]:
        """Find identities by id, else by name, else by alias; the most quoted come first."""
        wanted = fold(name)
        ways = (
            [each for each in self.identities if each.id == name],
            [each for each in self.identities if fold(each.name) == wanted],
            [each for each in self.identities if any(fold(alias) == wanted for alias in each.aliases)],
        )
        return next((found for found in ways if found), ())
