"""The registry and what it is made of: entries of articles, identities, joins and proposals. Frozen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from quotes.records import Gender, SpeakerKind
from quotes.registry.naming import fold


class Key(NamedTuple):
    """Where an entry stands: the article, and the id of the speaker in its record."""

    article: str
    speaker: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A speaker of one article, with what the registry goes by.

    Attributes:
        nicknames: names that the article gives beside this one and that are no part of it.
        company: full names of the other people that the article quotes.
        quotes: how many quotes the article has of him.
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


@dataclass(frozen=True, slots=True)
class Join:
    """Two names that were found to be one, why, and how likely that is (1 for what the user said)."""

    one: str
    other: str
    score: float
    reasons: tuple[str, ...]
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two identities that may be one, by their ids: not joined, for the user to decide."""

    one: str
    other: str
    score: float
    reasons: tuple[str, ...]
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Identity:
    """Somebody (or a body) across articles.

    Attributes:
        aliases: other names that articles call him by, the most frequent first.
        roles: as articles write them, the most frequent first.
        external: ids elsewhere, from the user's own list only.
        known: the place in the user's list (``speakers.yaml:3``) that he stands at; None where he is not on it.
        entries: the entries of articles that are he, in the order of their keys.
    """

    id: str
    name: str
    kind: SpeakerKind
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    affiliations: tuple[str, ...] = ()
    gender: Gender | None = None
    external: Mapping[str, str] = field(default_factory=dict)
    known: str | None = None
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
    """Who is who: identities, the most quoted first, and pairs that may be one."""

    identities: tuple[Identity, ...] = ()
    proposals: tuple[Proposal, ...] = ()

    @property
    def entries(self) -> Iterator[Entry]:
        return (entry for identity in self.identities for entry in identity.entries)

    def by_key(self) -> dict[Key, Identity]:
        """The identity of every entry."""
        return {entry.key: identity for identity in self.identities for entry in identity.entries}

    def find(self, name: str) -> Sequence[Identity]:
        """Those of this id; else those of this name; else those with this alias. The most quoted come first."""
        wanted = fold(name)
        ways = (
            [each for each in self.identities if each.id == name],
            [each for each in self.identities if fold(each.name) == wanted],
            [each for each in self.identities if any(fold(alias) == wanted for alias in each.aliases)],
        )
        return next((found for found in ways if found), ())
