"""The confidence of a quote: the share of similar quotes that are right on gold.

A logistic regression on features of the content and of the speaker; the weights are in
``rules/resolution/confidence.yaml`` and are fitted by ``python -m quotes.fitting``. Right is defined as in the joint
measure: the content is found, and the speaker is right. Doubt is inherited: a pronoun, a clitic or a quotation without
a cue is at most as certain as the most certain earlier quote of the same person.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from quotes.attribution import Attribution
from quotes.resolution.people import MOST_COMPARED, Person
from quotes.resolution.resolver import Decision, Resolver
from quotes.resolution.source_phrases import SourcePhrase

#: The odds of a choice among candidates are capped here: beyond, they are little evidence.
_MOST = 4.0
#: A content counts as long from this many words on (in the logarithm, so that each doubling counts the same).
_LONG = 55
#: A name counts as long from this many words on.
_LONG_NAME = 4
#: Beyond this margin, in logits, a second reading of a name is no evidence.
_SURE_MARGIN = 6.0
#: Sentences before an anaphor whose people are its rivals.
_NEAR = 2
#: Sentences, rivals and mentions of which more are no further evidence.
_FAR, _MOST_RIVALS, _MANY_MENTIONS = 4, 2, 6


@dataclass(slots=True)
class ConfidenceEstimator:
    """Estimates the confidence of an article's quotes, in text order."""

    weights: Mapping[str, float]
    _surest: dict[int, float] = field(default_factory=dict)

    def estimate(self, attribution: Attribution, decision: Decision, resolver: Resolver) -> float | None:
        """Return a share from 0 to 1 with two digits; None without weights or without a speaker."""
        if not self.weights or not decision.people:
            return None
        found = collect_signs(attribution, decision, resolver)
        score = sum(self.weights.get(name, 0.0) * value for name, value in found.items())
        value = min(1 / (1 + math.exp(-score)), self._most(decision))
        for person in decision.people:
            self._surest[id(person)] = max(self._surest.get(id(person), 0.0), value)
        return round(value, 2)

    def _most(self, decision: Decision) -> float:
        """Return the confidence of the antecedent; 1 for a quote whose source names its speaker."""
        if decision.share is None:
            return 1.0
        return min((self._surest[id(p)] for p in decision.people if id(p) in self._surest), default=1.0)


def collect_signs(attribution: Attribution, decision: Decision, resolver: Resolver) -> dict[str, float]:
    """Return the features of a quote, by the names of their weights."""
    source = resolver.source_of(attribution)
    found = {"always": 1.0, f"by-{decision.by or 'nothing'}": 1.0} | _of_words(attribution, resolver.text)
    for person in decision.people:
        found[f"speaker-{person.kind}"] = 1.0
        if person.kind != "person" and any(map(resolver.known.titles.kind_of, person.words)):
            found[f"listed-{person.kind}"] = 1.0
    if decision.share is not None:
        share = min(max(decision.share, 1e-6), 1 - 1e-6)
        found["odds-in-focus"] = max(-_MOST, min(_MOST, math.log(share / (1 - share)))) / _MOST
        where = source.span.start if source is not None else attribution.start
        found |= _of_rivals(decision.people[0], where, resolver)
    found["introduction-lost"] = float(decision.has_lost_introduction)
    found["several"] = float(len(decision.people) > 1)
    found["role-beside"] = float(source is not None and bool(source.names) and bool(source.role))
    if source is not None:
        found[f"source-{source.kind}"] = 1.0
        found |= _of_names(source, decision.people, resolver.people.cast[-MOST_COMPARED:])
    if attribution.match is not None:
        found["shares-sentence"] = float(resolver.reports[id(attribution.match.sentence)] > 1)
    people = [person for person in decision.people if person.kind == "person"]
    for person in people[:1]:
        found |= _of_person(person, resolver)
    return {name: value for name, value in found.items() if value}


def _of_words(attribution: Attribution, text: str) -> dict[str, float]:
    """Return the features of the content, and of the rule that found it."""
    match, first = attribution.match, attribution.content[0]
    count = sum(len(span.of(text).split()) for span in attribution.content)
    found = {f"type-{attribution.type}": 1.0, "length": min(math.log(max(count, 1)) / math.log(_LONG), 1.0)}
    found |= {f"flag-{flag}": 1.0 for flag in attribution.flags}
    found["small-start"] = float(first.of(text)[:1].islower())
    found["overrides"] = float(bool(attribution.overridden))
    if match is None:
        return found
    found[f"rule-{attribution.rule}"] = 1.0
    if match.cue is not None:
        found[f"class-{match.cue.cue_class}"] = 1.0
    if match.cue_word is not None and attribution.type != "direct":
        found["cue-is-root"] = float(match.sentence.words[match.cue_word].head < 0)
    return found


def _of_names(source: SourcePhrase, people: Sequence[Person], cast: Sequence[Person]) -> dict[str, float]:
    """Return the features of the names in a source: how close another reading is, and whether a name is shared."""
    if not source.names:
        return {}
    others = (person for person in cast if person not in people)
    return {
        "close-name": _measure_closeness(source.margin),
        "shared-name": float(any(person.answers_to(name) for person in others for name in source.names)),
    }


def _measure_closeness(margin: float) -> float:
    """Return how close a second reading of a name is: 1 for equal, 0 from a margin of six logits on."""
    return 1 - min(margin, _SURE_MARGIN) / _SURE_MARGIN


def _of_rivals(person: Person, at: int, resolver: Resolver) -> dict[str, float]:
    """Return the features of the people between an anaphor and its antecedent, and of those near it."""
    history, (here, _) = resolver.ranker.history, resolver.positions.of(at)
    last = history.last("any", at, person)
    if last is None:
        return {}
    between, near = set[int](), set[int]()
    for mention in history.backwards(at):
        is_near, is_between = here - mention.sentence <= _NEAR, mention.at > last.at
        if not is_near and (not is_between or len(between) >= _MOST_RIVALS):
            break
        if mention.person is person:
            continue
        if is_between:
            between.add(id(mention.person))
        if is_near and mention.person.kind in ("person", "unnamed"):
            near.add(id(mention.person))
    return {
        "rivals-between": min(len(between), _MOST_RIVALS) / _MOST_RIVALS,
        "rivals-near": min(len(near), _MOST_RIVALS) / _MOST_RIVALS,
        "sentences-away": min(here - last.sentence, _FAR) / _FAR,
    }


def _of_person(person: Person, resolver: Resolver) -> dict[str, float]:
    """Return the features of the speaker's name: how it is read, its length, its mentions and its tags.

    A short name, a pronoun or a clitic is only as certain as the reading of the full name that it refers to.
    """
    margin = resolver.margin_of(person)
    found = {
        f"name-words-{min(len(person.words), _LONG_NAME)}": 1.0,
        "named-once": float(len(person.mentions) == 1),
        "close-full-name": 0.0 if margin is None else _measure_closeness(margin),
        "full-name-elsewhere": float(margin is None),
        "mentions": min(len(person.mentions), _MANY_MENTIONS) / _MANY_MENTIONS,
    }
    tags = resolver.entities.counts
    if tags:
        counts = [tags.get(word) for word in person.words]
        known = [(each["person"], each.total()) for each in counts if each]
        found["untagged"] = 1 - len(known) / len(counts)
        found["tagged-as-other"] = sum(people < total / 2 for people, total in known) / len(counts)
        found["tagged-as-both"] = sum(0 < people < total for people, total in known) / len(counts)
    return found
