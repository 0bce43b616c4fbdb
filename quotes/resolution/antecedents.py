"""Who is meant where nobody is named: ``ia``, ``-nya``, ``pria itu``, a quotation without cue.

Everybody seen before the mention is a candidate. What speaks for and against a
candidate is a handful of features; their weights stand in ``rules/resolution/antecedents.yaml``,
fitted on gold by ``python -m quotes.fitting`` as a conditional logit (McFadden
1974; the ranker of mention-ranking coreference, Denis and Baldridge 2008). With the
single feature ``last-strong`` it is the sieve that CoreNLP uses for pronouns: whoever
spoke, or was the subject, last.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from quotes.records import Span
from quotes.resolution.people import Person
from quotes.resolution.weights import AntecedentWeights

How = Literal["spoke", "subject", "inner-subject", "quoted-inside", "mentioned"]

#: What the mentions are called in evidence.
REASONS: Mapping[How, str] = {
    "spoke": "spoke before",
    "subject": "subject of a sentence before",
    "inner-subject": "subject of a clause before",
    "quoted-inside": "spoke inside somebody else's words",
    "mentioned": "mentioned before",
}


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody seen at a place: as the speaker of a quote, as a subject, or merely mentioned.

    Attributes:
        span: the words that are about the person; of a quote without source its own words.
    """

    at: int
    person: Person
    how: How
    sentence: int
    paragraph: int
    span: Span | None = None

    @property
    def strong(self) -> bool:
        return self.how not in ("mentioned", "quoted-inside")


@dataclass(frozen=True, slots=True)
class Anaphor:
    """A mention that names nobody.

    Attributes:
        kind: ``pronoun``, ``clitic``, ``role`` or ``continuation``.
        about: the people named inside the words that were said.
    """

    at: int
    sentence: int
    paragraph: int
    kind: str
    about: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with its score, its share of the probability, and when it was last seen."""

    person: Person
    share: float
    sighting: Mention
    features: Mapping[str, float]


@dataclass(slots=True)
class AntecedentRanker:
    """What the article has shown so far, and the choice among them."""

    rules: AntecedentWeights
    mentions: list[Mention] = field(default_factory=list)
    _own: dict[int, list[Mention]] = field(default_factory=dict)

    def note(self, sighting: Mention) -> None:
        self.mentions.append(sighting)
        self._own.setdefault(id(sighting.person), []).append(sighting)

    def seen(self, person: Person, before: int) -> int:
        """Where somebody was last in focus; -1 for nowhere yet."""
        return max((s.at for s in self._own.get(id(person), ()) if s.at < before), default=-1)

    def last_people(self, before: int, count: int) -> list[Person]:
        """The people seen last, in the order of the text."""
        found: list[Person] = []
        for sighting in sorted(self.mentions, key=lambda s: -s.at):
            if sighting.at < before and sighting.person.kind == "person" and sighting.person not in found:
                found.append(sighting.person)
        return found[:count][::-1]

    def rank(self, gap: Anaphor) -> list[Ranked]:
        """The candidates for a gap, the likeliest first; empty where nobody was seen before."""
        past = History(s for s in self.mentions if s.at < gap.at)
        seen = [own[0].person for own in past.own.values()]
        people = [person for person in seen if person.kind in ("person", "unnamed")] or seen
        found = [(person, features(person, past, gap)) for person in people]
        scores = [sum(self.rules.weights.get(name, 0.0) * value for name, value in each.items()) for _, each in found]
        top = max(scores, default=0.0)
        total = sum(math.exp(score - top) for score in scores)
        ranked = [
            Ranked(person, math.exp(score - top) / total, max(past.of(person), key=_at), each)
            for (person, each), score in zip(found, scores, strict=True)
        ]
        return sorted(ranked, key=lambda r: (-r.share, -r.sighting.at))


#: Features that whoever was seen last in one of these ways has.
_LAST: Mapping[str, tuple[How, ...]] = {
    "last-strong": ("spoke", "subject", "inner-subject"),
    "last-spoke": ("spoke",),
    "last-subject": ("subject",),
    "last-mentioned": tuple(REASONS),
}


def _at(sighting: Mention) -> int:
    return sighting.at


class History:
    """All mentions before a gap, sorted out once for all candidates: articles may have hundreds of them.

    Attributes:
        own: those of each person, by ``id``.
        last: who was seen last, for each of :data:`_LAST`.
        first: who was seen first.
        spoken: how often anybody spoke.
    """

    def __init__(self, earlier: Iterable[Mention]) -> None:
        all_of_them = list(earlier)
        self.own: dict[int, list[Mention]] = {}
        for sighting in all_of_them:
            self.own.setdefault(id(sighting.person), []).append(sighting)
        self.last = {name: _latest(s for s in all_of_them if s.how in hows) for name, hows in _LAST.items()}
        self.first = min(all_of_them, key=_at).person if all_of_them else None
        self.spoken = sum(s.how == "spoke" for s in all_of_them)

    def of(self, person: Person) -> list[Mention]:
        return self.own[id(person)]


def _latest(mentions: Iterable[Mention]) -> Person | None:
    last = max(mentions, key=_at, default=None)
    return last.person if last else None


def features(person: Person, past: History, gap: Anaphor) -> dict[str, float]:
    """What speaks for and against a candidate, each between 0 and 1."""
    own = past.of(person)
    said = sum(s.how == "spoke" for s in own)
    latest = max(own, key=_at)
    away = gap.paragraph - latest.paragraph
    here = [s for s in own if s.paragraph == gap.paragraph]
    before = [s for s in own if gap.sentence - 1 <= s.sentence <= gap.sentence]
    return {name: float(last is person) for name, last in past.last.items()} | {
        "spoke-here": float(any(s.how == "spoke" for s in here)),
        "subject-here": float(any(s.how == "subject" for s in here)),
        "subject-just-before": float(any(s.how == "subject" for s in before)),
        "spoke-just-before": float(any(s.how == "spoke" for s in before)),
        "near": 1.0 / (1 + away),
        "far": float(away > 2),
        "share-of-quotes": said / past.spoken if past.spoken else 0.0,
        "never-spoke": float(past.spoken > 0 and not said),
        "bystander": float(person.bystander),
        "only-mentioned": float(not any(s.strong for s in own)),
        "first-named": float(past.first is person),
        "has-role": float(bool(person.roles)),
        "named-inside": float(person in gap.about),
        "unnamed": float(person.kind == "unnamed"),
        "group": float(person.kind == "group"),
        "organisation": float(person.kind == "organisation"),
        "document": float(person.kind == "document"),
    }
