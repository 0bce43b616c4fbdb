"""Further sentences for the entity tagger: other names in them, and roles, bodies and places before a person's name.

Indonesian news strings a role, a body, a place and a name together without a
comma (``Kepala BPBD Sukamerta Asep Kurniadi``), and no list knows all bodies and
places. The sets have few of these, and positions of IDNER swallow the place; so
they are made: a name is swapped for another, an unheard one among them, and a
role is put before it, whose body or place is tagged.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from tools.training.entitysets import Token

#: The words of an entity.
Name = tuple[str, ...]

_SWAPPED = 0.6
_BLENDED = 0.3
_INTRODUCED = 0.6


@dataclass(frozen=True, slots=True)
class Stretch:
    """Neighbouring tokens of one entity, or of none (``kind`` is empty)."""

    kind: str
    tokens: tuple[Token, ...]


def stretches(sentence: Sequence[Token]) -> Iterator[Stretch]:
    """A sentence cut into its entities and what lies between them."""
    number, keyed = 0, []
    for token in sentence:
        number += token[1].startswith("B-")
        keyed.append((number if token[1] != "O" else -1, token))
    for _, block in groupby(keyed, lambda pair: pair[0]):
        tokens = tuple(token for _, token in block)
        yield Stretch(tokens[0][1][2:], tokens)


def tagged(name: Iterable[str], kind: str) -> tuple[Token, ...]:
    """The tokens of an entity."""
    return tuple((word, f"{'I' if k else 'B'}-{kind}") for k, word in enumerate(name))


class Mixer:
    """Makes new sentences of tagged ones.

    Args:
        sentences: where the names are taken from.
        roles: words that a role begins with, as they are written before a name: ``Bupati``, ``CEO``.
        heads: what names of bodies begin with: ``Polres``, ``Dinas``.
    """

    def __init__(
        self, sentences: Iterable[Sequence[Token]], roles: Sequence[str], heads: Sequence[str], rng: random.Random
    ) -> None:
        self.rng, self.roles, self.heads = rng, roles, heads
        self.names: dict[str, list[Name]] = {"PER": [], "ORG": [], "LOC": []}
        for stretch in (each for sentence in sentences for each in stretches(sentence) if each.kind):
            name = tuple(word for word, _ in stretch.tokens)
            if len(name) <= 4 and name[0][0].isupper():
                self.names[stretch.kind].append(name)

    def mixed(self, sentence: Sequence[Token]) -> list[Token]:
        """The sentence with other names, and with roles before some of its people."""
        out: list[Token] = []
        for stretch in stretches(sentence):
            tokens = self._swapped(stretch)
            if stretch.kind == "PER" and self._may_introduce(out) and self.rng.random() < _INTRODUCED:
                tokens = self._introduced(tokens)
            out += tokens
        return out

    def _may_introduce(self, before: Sequence[Token]) -> bool:
        """A role fits where no other word of name or role stands before."""
        return not before or before[-1][0].islower() or before[-1][0] == '"'

    def _swapped(self, stretch: Stretch) -> tuple[Token, ...]:
        if not stretch.kind or self.rng.random() > _SWAPPED:
            return stretch.tokens
        return tagged(self._name(stretch.kind), stretch.kind)

    def _name(self, kind: str) -> Name:
        """A name of the kind; sometimes one whose words nobody has heard."""
        name = self.rng.choice(self.names[kind])
        if self.rng.random() > _BLENDED:
            return name
        other = self.rng.choice(self.names[kind])
        return tuple(blend(one, self.rng.choice(other)) for one in name)

    def _introduced(self, person: tuple[Token, ...]) -> tuple[Token, ...]:
        """``Bupati Sukamerta Asep``, ``CEO Rintik , Asep``, ``Kepala Dinas Sukamerta``, ``Ketua Asep``."""
        role = tuple((word, "O") for word in self.rng.choice(self.roles).split())
        way = self.rng.random()
        if way < 0.15:
            return role + person
        body = self._body(way)
        if way > 0.9:
            return role + body
        comma: tuple[Token, ...] = ((",", "O"),) if self.rng.random() < 0.25 else ()
        return role + body + comma + person

    def _body(self, way: float) -> tuple[Token, ...]:
        if way < 0.4:
            return tagged(self._name("LOC"), "LOC")
        if way < 0.65:
            return tagged(self._name("ORG"), "ORG")
        head = self.rng.choice(self.heads).split()
        return tagged((*head, *self._name("LOC")), "ORG")


def blend(one: str, other: str) -> str:
    """A word nobody has heard: the first half of one, the second half of another (``Wonosobo``, ``Pemalang``)."""
    if not (one.isalpha() and other.isalpha() and min(len(one), len(other)) > 4):
        return one
    return one[: len(one) // 2] + other[len(other) // 2 :].lower()


def places_in_roles(sentence: Sequence[Token], roles: frozenset[str], places: frozenset[Name]) -> list[Token]:
    """The sentence with the places tagged that IDNER leaves to a position: ``Gubernur Jawa Timur`` has one.

    Args:
        roles: first words of roles, in small letters.
        places: names of places, in small letters.
    """
    out = list(sentence)
    for start, end in _capitals(sentence):
        words = tuple(word.lower() for word, _ in sentence[start:end])
        role = next((k for k, word in enumerate(words) if word in roles), len(words))
        first = next((k for k in range(role + 1, len(words)) if words[k:] in places), len(words))
        out[start + first : end] = tagged((word for word, _ in sentence[start + first : end]), "LOC")
    return out


def _capitals(sentence: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Stretches of untagged words with capitals, each with the untagged word before it."""
    big = [tag == "O" and word[0].isupper() for word, tag in sentence]
    edges = [0, *(k for k, (a, b) in enumerate(pairwise(big), 1) if a != b), len(big)]
    for start, end in pairwise(edges):
        if big[start]:
            yield start - (start > 0 and sentence[start - 1][1] == "O"), end
