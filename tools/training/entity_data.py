"""The training data of the entity tagger: two annotated sets in one annotation, and sentences augmented from them.

IDNER-news-2k lacks quotation marks, although its sentences are full of ``…, ujar X``; NERGrit is encyclopaedic prose.
Without marks a tagger learns that no name follows one, so marks are added.

Indonesian news strings a role, an organisation, a place and a name together without commas (``Kepala BPBD Sukamerta
Asep Kurniadi``), and no list has all organisations and places. The sets have few such strings, and IDNER tags the place
as a part of the position. So they are generated: a name is replaced by another one, sometimes an invented one, and a
role is put before it, whose organisation or place is tagged.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from pathlib import Path

#: The kinds of both sets by the names that most models use. Everything else, such as IDNER's positions, is no entity.
KINDS = {"PER": "PER", "PERSON": "PER", "ORG": "ORG", "ORGANISATION": "ORG", "LOC": "LOC", "PLACE": "LOC"}

#: A word and its tag: ``B-PER``, ``I-PER``, ``O``.
Token = tuple[str, str]
#: The words of an entity.
Name = tuple[str, ...]

_ATTACHED_MARKS = re.compile(r"([(\[\"“]*)(.+?)([)\]\"”,;:!?]*)")
#: The words of the placeholder that masks quotations (``quotes.parsing.masking``).
_PLACEHOLDER = ("Itu", "benar")
#: Marks of every style reach the model as the straight one.
_MARK: Token = ('"', "O")

#: The probability that a name is replaced, that its replacement is invented, and that a person gets a role.
_REPLACED = 0.6
_INVENTED = 0.3
_INTRODUCED = 0.6


# --- the sets --------------------------------------------------------------------------------------------------------


def read_entities(path: Path) -> list[list[Token]]:
    """Read the sentences of a file with one token and its tag (the last cell) a line, and unify the tags."""
    lines = path.read_text(encoding="utf-8").splitlines()
    blocks = (list(block) for is_full, block in groupby(lines, lambda line: bool(line.strip())) if is_full)
    return [[token for line in block for token in _split_marks(*_read_token(line))] for block in blocks]


def _read_token(line: str) -> Token:
    word, *_, tag = line.split()
    position, _, kind = tag.partition("-")
    return word, f"{position}-{KINDS[kind]}" if kind in KINDS else "O"


def _split_marks(word: str, tag: str) -> Iterator[Token]:
    """Split the marks that are attached to a token off it; inside an entity those before it belong to the entity."""
    parts = _ATTACHED_MARKS.fullmatch(word)
    before, inner, after = parts.groups() if parts else ("", word, "")
    yield from ((mark, tag if tag.startswith("I-") else "O") for mark in before)
    yield inner, tag
    yield from ((mark, "O") for mark in after)


def write_entities(path: Path, sentences: Iterable[Sequence[Token]]) -> None:
    """Write sentences as the JSON that Stanza's entity tagger reads."""
    data = [[{"text": word, "ner": tag} for word, tag in sentence] for sentence in sentences]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


# --- quotation marks -------------------------------------------------------------------------------------------------


def add_marks(sentence: Sequence[Token], cues: Collection[str], rng: random.Random) -> list[Token]:
    """Add a pair of marks: around the words before a cue, otherwise around a stretch drawn at random.

    Args:
        sentence: the sentence.
        cues: reporting words that follow a quotation, in lower case: ``kata``, ``ujarnya``.
        rng: the source of randomness.
    """
    place = find_cue(sentence, cues)
    if place is None:
        start, end = _draw_stretch(sentence, rng)
        return [*sentence[:start], _MARK, *sentence[start:end], _MARK, *sentence[end:]]
    content = [(word, "O") for word in _PLACEHOLDER] if rng.random() < 0.5 else list(sentence[: place - 1])
    return [_MARK, *content, (",", "O"), _MARK, *sentence[place:]]


def find_cue(sentence: Sequence[Token], cues: Collection[str]) -> int | None:
    """Return the index of the first cue that follows a comma, as in ``… sudah siap , ujar Ratna``; None without one."""
    pairs = enumerate(pairwise(sentence), 1)
    return next((k for k, (left, right) in pairs if left[0] == "," and right[0].lower() in cues), None)


def _draw_stretch(sentence: Sequence[Token], rng: random.Random) -> tuple[int, int]:
    """Draw a stretch that splits no entity."""
    borders = [k for k in range(len(sentence) + 1) if k == len(sentence) or not sentence[k][1].startswith("I-")]
    start, end = sorted(rng.sample(borders, 2))
    return start, end


# --- names and roles -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Chunk:
    """Consecutive tokens of one entity, or of none (``kind`` is empty)."""

    kind: str
    tokens: tuple[Token, ...]


def split_chunks(sentence: Sequence[Token]) -> Iterator[Chunk]:
    """Split a sentence into its entities and what is between them."""
    number, numbered = 0, []
    for token in sentence:
        number += token[1].startswith("B-")
        numbered.append((number if token[1] != "O" else -1, token))
    for _, block in groupby(numbered, lambda pair: pair[0]):
        tokens = tuple(token for _, token in block)
        yield Chunk(tokens[0][1][2:], tokens)


def tag_entity(name: Iterable[str], kind: str) -> tuple[Token, ...]:
    """Return the tokens of an entity."""
    return tuple((word, f"{'I' if k else 'B'}-{kind}") for k, word in enumerate(name))


class Augmenter:
    """Makes new sentences from tagged ones.

    Args:
        sentences: the source of the names.
        roles: first words of a role, as they are written before a name: ``Bupati``, ``CEO``.
        heads: first words of names of organisations: ``Polres``, ``Dinas``.
        rng: the source of randomness.
    """

    def __init__(
        self, sentences: Iterable[Sequence[Token]], roles: Sequence[str], heads: Sequence[str], rng: random.Random
    ) -> None:
        self.rng, self.roles, self.heads = rng, roles, heads
        self.names: dict[str, list[Name]] = {"PER": [], "ORG": [], "LOC": []}
        for chunk in (each for sentence in sentences for each in split_chunks(sentence) if each.kind):
            name = tuple(word for word, _ in chunk.tokens)
            if len(name) <= 4 and name[0][0].isupper():
                self.names[chunk.kind].append(name)

    def augment(self, sentence: Sequence[Token]) -> list[Token]:
        """Return the sentence with other names, and with roles before some of its people."""
        out: list[Token] = []
        for chunk in split_chunks(sentence):
            tokens = chunk.tokens
            if chunk.kind and self.rng.random() <= _REPLACED:
                tokens = tag_entity(self._draw_name(chunk.kind), chunk.kind)
            # A role fits where no other word of a name or role precedes.
            can_introduce = chunk.kind == "PER" and (not out or out[-1][0].islower() or out[-1][0] == '"')
            if can_introduce and self.rng.random() < _INTRODUCED:
                tokens = self._add_role(tokens)
            out += tokens
        return out

    def _draw_name(self, kind: str) -> Name:
        """Draw a name of a kind, sometimes an invented one."""
        name = self.rng.choice(self.names[kind])
        if self.rng.random() > _INVENTED:
            return name
        other = self.rng.choice(self.names[kind])
        return tuple(invent_word(one, self.rng.choice(other)) for one in name)

    def _add_role(self, person: tuple[Token, ...]) -> tuple[Token, ...]:
        """``Bupati Sukamerta Asep``, ``CEO Rintik , Asep``, ``Kepala Dinas Sukamerta``, ``Ketua Asep``."""
        role = tuple((word, "O") for word in self.rng.choice(self.roles).split())
        draw = self.rng.random()
        if draw < 0.15:
            return role + person
        organisation = self._draw_organisation(draw)
        if draw > 0.9:
            return role + organisation
        comma: tuple[Token, ...] = ((",", "O"),) if self.rng.random() < 0.25 else ()
        return role + organisation + comma + person

    def _draw_organisation(self, draw: float) -> tuple[Token, ...]:
        """Draw the place or the organisation of a role; ``draw`` from 0 to 1 decides which."""
        if draw < 0.4:
            return tag_entity(self._draw_name("LOC"), "LOC")
        if draw < 0.65:
            return tag_entity(self._draw_name("ORG"), "ORG")
        head = self.rng.choice(self.heads).split()
        return tag_entity((*head, *self._draw_name("LOC")), "ORG")


def invent_word(one: str, other: str) -> str:
    """Join the first half of one word and the second half of another (``Wonosobo``, ``Pemalang``)."""
    if not (one.isalpha() and other.isalpha() and min(len(one), len(other)) > 4):
        return one
    return one[: len(one) // 2] + other[len(other) // 2 :].lower()


def tag_places_in_roles(sentence: Sequence[Token], roles: frozenset[str], places: frozenset[Name]) -> list[Token]:
    """Tag the places that IDNER leaves untagged inside a position, as in ``Gubernur Jawa Timur``.

    Args:
        sentence: the sentence.
        roles: first words of roles, in lower case.
        places: names of places, in lower case.
    """
    out = list(sentence)
    for start, end in _find_capitalised(sentence):
        words = tuple(word.lower() for word, _ in sentence[start:end])
        role = next((k for k, word in enumerate(words) if word in roles), len(words))
        first = next((k for k in range(role + 1, len(words)) if words[k:] in places), len(words))
        out[start + first : end] = tag_entity((word for word, _ in sentence[start + first : end]), "LOC")
    return out


def _find_capitalised(sentence: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield stretches of untagged words with capitals, each with the untagged word before it."""
    is_capitalised = [tag == "O" and word[0].isupper() for word, tag in sentence]
    changes = (k for k, (left, right) in enumerate(pairwise(is_capitalised), 1) if left != right)
    edges = [0, *changes, len(is_capitalised)]
    for start, end in pairwise(edges):
        if is_capitalised[start]:
            yield start - (start > 0 and sentence[start - 1][1] == "O"), end
