"""Resolve anaphors: pronouns, clitics, pointing roles (``pria itu``), quotations without a cue.

Every person seen before the anaphor is a candidate. The weights of the features are in
``rules/resolution/antecedents.yaml``, fitted on gold by ``python -m quotes.fitting`` as a conditional logit (McFadden
1974; the ranker of mention-ranking coreference, Denis and Baldridge 2008). With the single feature ``last-strong`` it
is the sieve that CoreNLP uses for pronouns: the most recent speaker or subject.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
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
#: Letters of the longest words of a name that are no evidence that somebody is named.
_LONGEST_INITIALS = 2
#: An introduction counts in full for the next sentence, and by half for this many more sentences.
_LINGERS = 2


@dataclass(frozen=True, slots=True)
class Mention:
    """A person seen at a position: as the speaker of a quote, as a subject, or only mentioned.

    Attributes:
        span: the words that refer to the person; for a quote without a source, its content.
        standing: how the sentence presents the person.
        accused: the sentence calls the person a suspect, or says that they were arrested or charged.
        asks: of a quote, its cue is that of a question: ``tanyanya``.
        is_direct: of a quote, its words are quoted.
    """

    at: int
    person: Person
    how: How
    sentence: int
    paragraph: int
    span: Span | None = None
    standing: Standing = "mentioned"
    accused: bool = False
    asks: bool = False
    is_direct: bool = False

    @property
    def strong(self) -> bool:
        return self.how not in ("mentioned", "quoted-inside")


@dataclass(frozen=True, slots=True)
class Anaphor:
    """A mention without a name.

    Attributes:
        kind: ``pronoun``, ``clitic``, ``role`` or ``continuation``.
        about: the people named inside the content.
        capitals: the words with a capital inside the content.
        next_named: the people named by the next source, if it is in this sentence or the next one.
        words: the content in small letters.
        addressed: the words behind a form of address inside the content: ``Pak Haris``.
        pointed_at: the words before one that points back inside the content, in small letters: ``saksi itu``.
        continues: the cue continues the previous quote: ``tambahnya``, ``katanya lagi``.
        speaks_of_other: 1 if the quoted words open with a pronoun of the third person, which stands for somebody named
            before them (``Dia takut``), 0.5 if there is one in them, else 0.
        accuses: the content mentions a suspect: ``pelaku``, ``tersangka``.
        described: of a role, the people to whom the article gives words of it, each with the share of the words.
        of_other_field: of a role, the people whose roles are all of other fields: a CEO, for ``pebalap itu``.
        ruled_out: of a role, the people of the other gender, and those whom it names (``suami Ratna itu``).
        reaches_passing: of a role, it is that of many people who are named, and so may be that of one in passing.
    """

    at: int
    sentence: int
    paragraph: int
    kind: str
    about: tuple[Person, ...] = ()
    words: str = ""
    capitals: frozenset[str] = frozenset()
    next_named: tuple[Person, ...] = ()
    addressed: frozenset[str] = frozenset()
    pointed_at: frozenset[str] = frozenset()
    continues: bool = False
    speaks_of_other: float = 0.0
    accuses: bool = False
    described: Mapping[Person, float] = field(default_factory=dict)
    of_other_field: frozenset[Person] = frozenset()
    ruled_out: frozenset[Person] = frozenset()
    reaches_passing: bool = False


@dataclass(frozen=True, slots=True)
class RankedCandidate:
    """A candidate with its score, its share of the probability, and when it was last seen."""

    person: Person
    share: float
    latest: Mention
    features: Mapping[str, float]


#: Candidates of one anaphor: the people seen most recently. Only lists of names have more.
MOST_CANDIDATES = 100
#: Mentions before the anaphor among which they are sought.
_FARTHEST = 1_000

#: A way in which a person is seen: a kind of mention, ``strong`` for one that puts the person in focus, ``accused``, a
#: standing after ``as``, or ``any``.
Way = str

#: Features of the person most recently seen in each of these ways.
_LAST: Mapping[str, Way] = {
    "last-strong": "strong",
    "last-spoke": "spoke",
    "last-subject": "subject",
    "last-mentioned": "any",
}


def _ways(mention: Mention) -> Iterator[Way]:
    yield from ("any", mention.how, f"as {mention.standing}")
    if mention.strong:
        yield "strong"
    if mention.accused:
        yield "accused"


@dataclass(slots=True)
class _Track:
    """Mentions in text order, with their positions; of two at one position, the one noted first comes last."""

    positions: list[int] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)

    def add(self, mention: Mention) -> None:
        place = bisect_left(self.positions, mention.at)
        self.positions.insert(place, mention.at)
        self.mentions.insert(place, mention)

    def count(self, before: int) -> int:
        return bisect_left(self.positions, before)


_EMPTY = _Track()


class History:
    """The mentions of an article, by person and by the way in which the person is seen.

    An article can have thousands of mentions and of anaphors: all that an anaphor asks is found by bisection.
    """

    def __init__(self, mentions: Iterable[Mention] = ()) -> None:
        self.people: dict[int, Person] = {}
        self._tracks: dict[tuple[int | None, Way], _Track] = {}
        for mention in mentions:
            self.add(mention)

    def add(self, mention: Mention) -> None:
        self.people.setdefault(id(mention.person), mention.person)
        for way in _ways(mention):
            for whose in (None, id(mention.person)):
                self._tracks.setdefault((whose, way), _Track()).add(mention)

    def count(self, way: Way, before: int, person: Person | None = None) -> int:
        """Return how often a person, or anybody, was seen in a way before a position."""
        return self._track(way, person).count(before)

    def last(self, way: Way, before: int, person: Person | None = None) -> Mention | None:
        """Return the last mention of a person, or of anybody, in a way before a position."""
        track = self._track(way, person)
        count = track.count(before)
        return track.mentions[count - 1] if count else None

    def first(self, person: Person | None = None) -> Mention | None:
        track = self._track("any", person)
        return track.mentions[track.count(track.positions[0] + 1) - 1] if track.mentions else None

    def backwards(self, before: int) -> Iterator[Mention]:
        """Yield all mentions before a position, the last one first."""
        track = self._track("any", None)
        return (track.mentions[k] for k in range(track.count(before) - 1, -1, -1))

    def _track(self, way: Way, person: Person | None) -> _Track:
        return self._tracks.get((None if person is None else id(person), way), _EMPTY)


@dataclass(slots=True)
class AntecedentRanker:
    """Collects the mentions of an article and ranks the candidates for an anaphor."""

    rules: AntecedentWeights
    history: History = field(default_factory=History)

    def note(self, mention: Mention) -> None:
        self.history.add(mention)

    def seen(self, person: Person, before: int) -> int:
        """Return the position where a person was last in focus; -1 if they were not yet."""
        last = self.history.last("strong", before, person)
        return last.at if last else -1

    def last_people(self, before: int, count: int) -> list[Person]:
        """Return the people seen most recently, in text order."""
        found: list[Person] = []
        for mention in self.history.backwards(before):
            if len(found) == count:
                break
            if mention.person.kind == "person" and mention.person not in found:
                found.append(mention.person)
        return found[::-1]

    def rank(self, anaphor: Anaphor) -> list[RankedCandidate]:
        """Return the candidates for an anaphor, the most likely first; empty if nobody was seen before."""
        past = Past(self.history, anaphor.at)
        found = [(seen, compute_features(seen.person, past, anaphor)) for seen in _candidates(past, anaphor)]
        scores = [sum(self.rules.weights.get(name, 0.0) * value for name, value in each.items()) for _, each in found]
        top = max(scores, default=0.0)
        total = sum(math.exp(score - top) for score in scores)
        ranked = [
            RankedCandidate(seen.person, math.exp(score - top) / total, seen, each)
            for (seen, each), score in zip(found, scores, strict=True)
        ]
        return sorted(ranked, key=lambda r: (-r.share, -r.latest.at))


class Past:
    """What all candidates of an anaphor have in common.

    Attributes:
        last: the person seen most recently, for each of :data:`_LAST`.
        first: the person seen first.
        spoken: the number of quotes.
        spoke_at: the position of the last quote; -1 if there is none yet.
        asked_in: the sentence of the last quote, if it is a question; -2 if not.
    """

    def __init__(self, history: History, before: int) -> None:
        self.history, self.before = history, before
        seen = {name: self.seen(way) for name, way in _LAST.items()}
        self.last = {name: mention.person if mention else None for name, mention in seen.items()}
        first, spoke = history.first(), self.seen("spoke")
        self.first = first.person if first and first.at < before else None
        self.spoken, self.spoke_at = history.count("spoke", before), spoke.at if spoke else -1
        self.asked_in = spoke.sentence if spoke and spoke.asks else -2

    def last_mentions(self) -> list[Mention]:
        """Return the last mentions of all people; of those seen most recently, if there are too many."""
        people = self.history.people.values()
        if len(people) <= MOST_CANDIDATES:
            return [mention for person in people if (mention := self.seen("any", person))]
        recent: dict[int, Mention] = {}
        for mention in islice(self.history.backwards(self.before), _FARTHEST):
            recent.setdefault(id(mention.person), mention)
            if len(recent) == MOST_CANDIDATES:
                break
        return list(recent.values())

    def seen(self, way: Way, person: Person | None = None) -> Mention | None:
        """Return the last mention of a person, or of anybody, in a way."""
        return self.history.last(way, self.before, person)


def _candidates(past: Past, anaphor: Anaphor) -> list[Mention]:
    """Return the last mentions of the people seen, plus the previous speaker if the cue continues the previous quote.

    A body goes on only with a quote in its own words: ``PKPI yakin menang. "…," tutupnya`` is somebody of it.

    If no source is a person yet, institutions and documents are candidates, too, and people who are only mentioned in
    passing are not. For a role, only people are candidates whom it does not rule out; those in passing only
    for a role that reaches them, where there is nobody else, or nobody with a role of its field.
    """
    seen = past.last_mentions()
    if anaphor.kind == "role":
        people = [each for each in seen if each.person.kind == "person" and each.person not in anaphor.ruled_out]
        strong = [each for each in people if not each.person.bystander or past.seen("strong", each.person)]
        if any(each.person not in anaphor.of_other_field for each in strong) or not anaphor.reaches_passing:
            return strong
        return [each for each in people if each.person not in anaphor.of_other_field] or strong
    last = past.last["last-spoke"] if anaphor.continues else None
    if last is not None and last.kind in ("document", "organisation"):
        spoke = past.seen("spoke", last)
        last = last if last.kind == "organisation" and spoke is not None and spoke.is_direct else None
    people = [each for each in seen if each.person.kind in ("person", "unnamed") or each.person is last]
    if all(each.person.bystander for each in people):
        # Who is dead is no better than who is only mentioned: Haris ditemukan tewas oleh istrinya, Ratna.
        return [each for each in seen if past.seen("strong", each.person) and each.standing != "silent"] or seen
    return people


def compute_features(person: Person, past: Past, anaphor: Anaphor) -> dict[str, float]:
    """Return the features of a candidate, each between 0 and 1."""
    first, latest = past.history.first(person), past.seen("any", person)
    assert first is not None
    assert latest is not None
    away = anaphor.paragraph - latest.paragraph
    subject, spoke = past.seen("subject", person), past.seen("spoke", person)
    introduced = _weigh_standing(person, past, anaphor, "introduced")
    reacts = _weigh_standing(person, past, anaphor, "reacts")
    asked = past.asked_in >= anaphor.sentence - 1 and not anaphor.continues
    talked_about = past.last["last-mentioned"] is person and latest.how != "spoke"
    enters = _weigh_standing(person, past, anaphor, "subject") if person.bystander else 0.0
    return {name: float(last is person) for name, last in past.last.items()} | {
        "introduced": introduced,
        "reacts": reacts,
        "enters": enters,
        "undergoes": _weigh_standing(person, past, anaphor, "undergoes"),
        "silent": _weigh_standing(person, past, anaphor, "silent"),
        "new": float(first.at > past.spoke_at),
        "continues": float(anaphor.continues and past.last["last-spoke"] is person),
        "spoken-of": anaphor.speaks_of_other if talked_about and not (introduced or reacts) else 0.0,
        "asks": float(asked and past.last["last-spoke"] is person),
        "subject-here": float(subject is not None and subject.paragraph == anaphor.paragraph),
        "subject-just-before": float(subject is not None and subject.sentence >= anaphor.sentence - 1),
        "spoke-just-before": float(spoke is not None and spoke.sentence >= anaphor.sentence - 1),
        "near": 1.0 / (1 + away),
        "far": float(away > 2),
        "share-of-quotes": past.history.count("spoke", anaphor.at, person) / past.spoken if past.spoken else 0.0,
        "bystander": float(person.bystander and not (introduced or reacts or enters)),
        "speaks-later": float(person.last_source > anaphor.at),
        "speaks-next": float(person in anaphor.next_named),
        "first-named": float(past.first is person),
        "has-role": float(bool(person.roles)),
        "named-inside": float(person in anaphor.about or _is_named_in(person, anaphor.capitals)),
        "named-in-full-inside": float(
            _contains_name(anaphor.words, person.name.casefold())
            or _is_named_in(person, anaphor.addressed)
            or (person.kind == "unnamed" and not anaphor.pointed_at.isdisjoint(person.words))
        ),
        "accused-inside": float(anaphor.accuses and past.seen("accused", person) is not None),
        "described": anaphor.described.get(person, 0.0),
        "unnamed": float(person.kind == "unnamed"),
        "group": float(person.kind == "group"),
        "organisation": float(person.kind == "organisation"),
        "document": float(person.kind == "document"),
    }


def _contains_name(words: str, name: str) -> bool:
    """Return whether words contain a name; ``luar`` does not contain ``AR``."""
    return name in words and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words) is not None


def _is_named_in(person: Person, words: frozenset[str]) -> bool:
    """Return whether words contain a part of a person's name, initials aside."""
    return person.kind == "person" and any(len(word) > _LONGEST_INITIALS and word in words for word in person.words)


def _weigh_standing(person: Person, past: Past, anaphor: Anaphor, standing: Standing) -> float:
    """Return how much a standing since the last quote counts: 1 one sentence before, 0.5 shortly before, else 0."""
    last = past.seen(f"as {standing}", person)
    away = anaphor.sentence - last.sentence if last and last.at > past.spoke_at else _LINGERS + 2
    return 1.0 if away <= 1 else 0.5 if away <= 1 + _LINGERS else 0.0
