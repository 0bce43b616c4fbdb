"""The evidence of a quote: how its parts and its speaker were found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quotes.attribution import Attribution
from quotes.matching.paths import find_way_between
from quotes.matching.results import Match, PartMatch, TreeStep
from quotes.records import Candidate, Evidence, Link, Overridden, PathStep, Span, Trace
from quotes.resolution.people import Person
from quotes.resolution.source_phrases import SourcePhrase
from quotes.trees import Sentence


def collect_evidence(
    attribution: Attribution,
    mention: SourcePhrase | None,
    people: Sequence[Person],
    candidates: tuple[Candidate, ...],
    text: str,
) -> Evidence:
    """Return how the parts were found, the candidates, and the chain from the mention to the speaker.

    Args:
        mention: the source, in the sentence of the quote or in the one that introduces it.
        people: the speakers; empty if unknown.
    """
    overridden = tuple(Overridden(m.rule.id, m.content, m.cue_span, m.source) for m in attribution.overridden)
    chain = tuple(_chain(mention, people, candidates, text))
    introduced_by = attribution.introduced.rule.id if attribution.introduced else None
    return Evidence(tuple(_traces(attribution)), candidates, chain, overridden, introduced_by)


def find_namesakes(
    mention: SourcePhrase | None, people: Sequence[Person], everybody: Sequence[Person]
) -> tuple[Candidate, ...]:
    """Return the other people of the article who share a name of the mention."""
    if mention is None or not people:
        return ()
    others = [
        person
        for person in everybody
        if person not in people and person.kind == "person" and any(map(person.answers_to, mention.names))
    ]
    return tuple(Candidate(p.name, "answers to the name too", span=min(p.mentions, default=None)) for p in others)


def _traces(attribution: Attribution) -> Iterator[Trace]:
    match, introduced = attribution.match, attribution.introduced
    if match is None:
        yield Trace("content", attribution.content, "quotation", side="alone")
    else:
        yield from _parts(match)
    if introduced is not None:
        yield from _parts(introduced, "introducing ")


def _parts(match: Match, prefix: str = "") -> Iterator[Trace]:
    if match.cue_span is not None:
        yield Trace(f"{prefix}cue", (match.cue_span,), "lexicon")
    for name, found in match.parts.items():
        yield _trace(f"{prefix}{name}", found, match)


def _trace(name: str, found: PartMatch, match: Match) -> Trace:
    words = match.sentence.words
    spans = (Span(words[found.words[0]].start, words[found.words[-1]].end),) if found.words else found.spans
    path = found.path or _way_from_cue(found, match)
    finder = found.finder
    return Trace(
        name,
        spans,
        found.how,
        of=finder.of if finder else None,
        side=finder.side if finder else None,
        path=tuple(_step(match.sentence, step) for step in path),
        asked=bool(found.path),
    )


def _way_from_cue(found: PartMatch, match: Match) -> Sequence[TreeStep]:
    """Return the path in the tree from the cue to the head of a part, the word whose own head is outside the part."""
    if match.cue_word is None:
        return ()
    inside = set(found.words)
    head = next((k for k in found.words if match.sentence.words[k].head not in inside), None)
    return () if head is None else find_way_between(match.sentence, match.cue_word, head)


def _step(sentence: Sentence, step: TreeStep) -> PathStep:
    return PathStep(step.relation, step.direction, sentence.words[step.word].span)


def _chain(
    mention: SourcePhrase | None, people: Sequence[Person], candidates: Sequence[Candidate], text: str
) -> Iterator[Link]:
    if mention is not None:
        yield Link("source", mention.text, mention.span)
    for candidate in candidates:
        if candidate.taken:
            yield Link(candidate.reason, candidate.name, candidate.span)
    for person in people:
        span = _named_at(person, text)
        if mention is None or span != mention.span:
            yield Link("name", person.name, span)


def _named_at(person: Person, text: str) -> Span | None:
    """Return the first mention by the full name, else the first mention."""
    mentions = sorted(person.mentions)
    return next((span for span in mentions if span.of(text) == person.name), mentions[0] if mentions else None)
