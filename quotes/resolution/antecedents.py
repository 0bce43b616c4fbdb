"""Resolve anaphors: pronouns, clitics, pointing roles (``pria itu``), quotations without a cue.

Every person seen before the anaphor is a candidate. The weights of the features are in
``rules/resolution/antecedents.yaml``, fitted on gold by ``python -m quotes.fitting`` as a conditional logit (McFadden
1974; the ranker of mention-ranking coreference, Denis and Baldridge 2008). With the single feature ``last-strong`` it
is the sieve that CoreNLP uses for pronouns: the most recent speaker or subject.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from quotes.records import Span
from quotes.resolution.people import Person
from quotes.resolution.standing import Standing
from quotes.resolution.weights import AntecedentWeights

How = Literal["spoke", "subject", "inner-subject", "quoted-inside", "mentioned"]

#: The names of the kinds of mentions in evidence.
REASONS: Mapping[How, str] = {
    "spoke": "spoke before",
    "subject": "subject of a sentence before",
    "inner-subject": "subject of a clause before",
    "quoted-inside": "spoke inside the quote of another speaker",
    "mentioned": "mentioned before",
}
INTRODUCTIONS: Mapping[Standing, str] = {"introduced": "introduced before", "reacts": "reacts in a sentence before"}
#: An introduction counts in full for the next sentence, and by half for this many more sentences.
_LINGERS = 2


@dataclass(frozen=True, slots=True)
class Mention:
    """A person seen at a position: as the speaker of a quote, as a subject, or only mentioned.

    Attributes:
        span: the words that refer to the person; for a quote without a source, its content.
        standing: how the sentence presents the person.
        accused: the sentence calls the person a suspect, or says that they were arrested or charged.
    """

    at: int
    person: Person
    how: How
    sentence: int
    paragraph: int
    span: Span | None = None
    standing: Standing = "mentioned"
    accused: bool = False

    @property
    def strong(self) -> bool:
        return self.how not in ("mentioned", "quoted-inside")


@dataclass(frozen=True, slots=True)
class Anaphor:
    """A mention without a name.

    Attributes:
        kind: ``pronoun``, ``clitic``, ``role`` or ``continuation``.
        about: the people named inside the content.
        words: the content in small letters.
        goes_on: the cue continues the previous quote: ``tambahnya``.
        accuses: the content mentions a suspect: ``pelaku``, ``tersangka``.
    """

    at: int
    sentence: int
    paragraph: int
    kind: str
    about: tuple[Person, ...] = ()
    words: str = ""
    goes_on: bool = False
    accuses: bool = False


@dataclass(frozen=True, slots=True)
class RankedCandidate:
    """A candidate with its score, its share of the probability, and when it was last seen."""

    person: Person
    share: float
    latest: Mention
    features: Mapping[str, float]


@dataclass(slots=True)
class AntecedentRanker:
    """Collects the mentions of an article and ranks the candidates for an anaphor."""

    rules: AntecedentWeights
    mentions: list[Mention] = field(default_factory=list)
    _own: dict[int, list[Mention]] = field(default_factory=dict)

    def note(self, mention: Mention) -> None:
        self.mentions.append(mention)
        self._own.setdefault(id(mention.person), []).append(mention)

    def seen(self, person: Person, before: int) -> int:
        """Return the position where a person was last in focus; -1 if they were not yet."""
        return max((s.at for s in self._own.get(id(person), ()) if s.at < before and s.strong), default=-1)

    def last_people(self, before: int, count: int) -> list[Person]:
        """Return the people seen most recently, in text order."""
        found: list[Person] = []
        for mention in sorted(self.mentions, key=lambda s: -s.at):
            if mention.at < before and mention.person.kind == "person" and mention.person not in found:
                found.append(mention.person)
        return found[:count][::-1]

    def rank(self, anaphor: Anaphor) -> list[RankedCandidate]:
        """Return the candidates for an anaphor, the most likely first; empty if nobody was seen before."""
        past = History(s for s in self.mentions if s.at < anaphor.at)
        found = [(person, compute_features(person, past, anaphor)) for person in _candidates(past, anaphor)]
        scores = [sum(self.rules.weights.get(name, 0.0) * value for name, value in each.items()) for _, each in found]
        top = max(scores, default=0.0)
        total = sum(math.exp(score - top) for score in scores)
        ranked = [
            RankedCandidate(person, math.exp(score - top) / total, max(past.of(person), key=_at), each)
            for (person, each), score in zip(found, scores, strict=True)
        ]
        return sorted(ranked, key=lambda r: (-r.share, -r.latest.at))


#: Features of the person most recently seen in each of these ways.
_LAST: Mapping[str, tuple[How, ...]] = {
    "last-strong": ("spoke", "subject", "inner-subject"),
    "last-spoke": ("spoke",),
    "last-subject": ("subject",),
    "last-mentioned": tuple(REASONS),
}


def _at(mention: Mention) -> int:
    return mention.at


class History:
    """All mentions before an anaphor, indexed once for all candidates: an article can have hundreds.

    Attributes:
        own: the mentions of each person, by ``id``.
        last: the person seen most recently, for each of :data:`_LAST`.
        first: the person seen first.
        spoken: the number of quotes.
        spoke_at: the position of the last quote; -1 if there is none yet.
    """

    def __init__(self, earlier: Iterable[Mention]) -> None:
        all_of_them = list(earlier)
        self.own: dict[int, list[Mention]] = {}
        for mention in all_of_them:
            self.own.setdefault(id(mention.person), []).append(mention)
        self.last = {name: _find_latest(s for s in all_of_them if s.how in hows) for name, hows in _LAST.items()}
        self.first = min(all_of_them, key=_at).person if all_of_them else None
        spoke = [s.at for s in all_of_them if s.how == "spoke"]
        self.spoken, self.spoke_at = len(spoke), max(spoke, default=-1)

    def of(self, person: Person) -> list[Mention]:
        return self.own[id(person)]


def _find_latest(mentions: Iterable[Mention]) -> Person | None:
    last = max(mentions, key=_at, default=None)
    return last.person if last else None


def _candidates(past: History, anaphor: Anaphor) -> list[Person]:
    """Return the people seen, plus the previous speaker if the cue continues the previous quote.

    If no source is a person yet, institutions and documents are candidates, too, and people who are only mentioned in
    passing are not. Nor are these candidates for a role.
    """
    seen = [own[0].person for own in past.own.values()]
    if anaphor.kind == "role":
        seen = [person for person in seen if not person.bystander or any(s.strong for s in past.of(person))]
    last = past.last["last-spoke"] if anaphor.goes_on else None
    people = [person for person in seen if person.kind in ("person", "unnamed") or person is last]
    if all(person.bystander for person in people):
        return [person for person in seen if any(s.strong for s in past.of(person))] or seen
    return people


def compute_features(person: Person, past: History, anaphor: Anaphor) -> dict[str, float]:
    """Return the features of a candidate, each between 0 and 1."""
    own = past.of(person)
    said = sum(s.how == "spoke" for s in own)
    latest = max(own, key=_at)
    away = anaphor.paragraph - latest.paragraph
    here = [s for s in own if s.paragraph == anaphor.paragraph]
    before = [s for s in own if anaphor.sentence - 1 <= s.sentence <= anaphor.sentence]
    introduced = _weigh_standing(own, past, anaphor, "introduced")
    reacts = _weigh_standing(own, past, anaphor, "reacts")
    enters = _weigh_standing(own, past, anaphor, "subject") if person.bystander else 0.0
    return {name: float(last is person) for name, last in past.last.items()} | {
        "introduced": introduced,
        "reacts": reacts,
        "enters": enters,
        "undergoes": _weigh_standing(own, past, anaphor, "undergoes"),
        "silent": _weigh_standing(own, past, anaphor, "silent"),
        "new": float(min(s.at for s in own) > past.spoke_at),
        "goes-on": float(anaphor.goes_on and past.last["last-spoke"] is person),
        "subject-here": float(any(s.how == "subject" for s in here)),
        "subject-just-before": float(any(s.how == "subject" for s in before)),
        "spoke-just-before": float(any(s.how == "spoke" for s in before)),
        "near": 1.0 / (1 + away),
        "far": float(away > 2),
        "share-of-quotes": said / past.spoken if past.spoken else 0.0,
        "bystander": float(person.bystander and not (introduced or reacts or enters)),
        "first-named": float(past.first is person),
        "has-role": float(bool(person.roles)),
        "named-inside": float(person in anaphor.about),
        "named-in-full-inside": float(person.name.casefold() in anaphor.words),
        "accused-inside": float(anaphor.accuses and any(s.accused for s in own)),
        "unnamed": float(person.kind == "unnamed"),
        "group": float(person.kind == "group"),
        "organisation": float(person.kind == "organisation"),
        "document": float(person.kind == "document"),
    }


def _weigh_standing(own: Sequence[Mention], past: History, anaphor: Anaphor, standing: Standing) -> float:
    """Return how much a standing since the last quote counts: 1 one sentence before, 0.5 shortly before, else 0."""
    distances = [anaphor.sentence - s.sentence for s in own if s.standing == standing and s.at > past.spoke_at]
    nearest = min(distances, default=_LINGERS + 2)
    return 1.0 if nearest <= 1 else 0.5 if nearest <= 1 + _LINGERS else 0.0
