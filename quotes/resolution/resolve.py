"""Turn attributions into quotes: with speakers, evidence and confidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from quotes.attribution import Attribution
from quotes.matching.rulebook import Rulebook
from quotes.parsing import ParsedText
from quotes.records import Article, Quote, Record
from quotes.resolution.antecedents import AntecedentRanker
from quotes.resolution.confidence import ConfidenceEstimator
from quotes.resolution.evidence import collect_evidence, find_namesakes
from quotes.resolution.names import NameFinder
from quotes.resolution.people import MOST_COMPARED
from quotes.resolution.resolver import Decision, Resolver
from quotes.resolution.standing import StandingReader
from quotes.resolution.weights import ResolutionWeights
from quotes.resolution.word_classes import NameLexicon


@dataclass(frozen=True, slots=True)
class Decisions:
    """The attributions of an article, each with the decision on its speakers."""

    resolver: Resolver
    each: tuple[tuple[Attribution, Decision], ...]


def decide(
    parsed: ParsedText,
    attributions: Sequence[Attribution],
    rulebook: Rulebook,
    weights: ResolutionWeights,
    ranker: AntecedentRanker | None = None,
) -> Decisions:
    """Resolve every attribution of an article, and leave out what a thing does: ``Sensor itu memastikan …``.

    Args:
        ranker: ranks candidates in place of one with the weights of the rules.
    """
    sentences = [sentence for paragraph in parsed.paragraphs for sentence in paragraph.sentences]
    finder = NameFinder(_lexicon(rulebook), weights.names, sentences)
    standings = StandingReader(rulebook.lists, rulebook.lexicon, rulebook.titles)
    resolver = Resolver(parsed, finder, attributions, ranker or AntecedentRanker(weights.antecedents), standings)
    decisions = ((attribution, resolver.decide(attribution)) for attribution in attributions)
    return Decisions(resolver, tuple(each for each in decisions if not resolver.is_by_thing(*each)))


@lru_cache(maxsize=8)
def _lexicon(rulebook: Rulebook) -> NameLexicon:
    """Return one lexicon for all articles, as it caches the classes of words."""
    return NameLexicon(rulebook.titles, rulebook.lists)


def resolve(
    article: Article,
    parsed: ParsedText,
    attributions: Sequence[Attribution],
    rulebook: Rulebook,
    weights: ResolutionWeights,
) -> Record:
    """Find the speakers of an article's quotes."""
    if not attributions:
        return Record(article, (), ())
    # All are resolved before the first quote is made: a later mention may give a person a fuller name.
    decided = decide(parsed, attributions, rulebook, weights)
    estimator = ConfidenceEstimator(weights.confidence)
    speakers = decided.resolver.speakers([decision for _, decision in decided.each])
    quotes = tuple(
        replace(
            _quote(f"{article.id}#{n}", *each, decided.resolver, estimator.estimate(*each, decided.resolver)),
            speakers=tuple(speakers[person].name for person in each[1].people),
            speaker_ids=tuple(speakers[person].id for person in each[1].people),
        )
        for n, each in enumerate(decided.each, 1)
    )
    return Record(article, quotes, tuple(speakers.values()))


def _quote(
    quote_id: str, attribution: Attribution, decision: Decision, resolver: Resolver, confidence: float | None
) -> Quote:
    """Make a quote, without its speakers."""
    match, source = attribution.match, resolver.source_of(attribution)
    namesakes = find_namesakes(source, decision.people, resolver.people.speakers[-MOST_COMPARED:])
    return Quote(
        id=quote_id,
        type=attribution.type,
        content=attribution.content,
        cue=match.cue_span if match else None,
        cue_class=match.cue.cue_class if match and match.cue else None,
        source=match.source if match else None,
        addressee=match.addressee if match else None,
        resolved_by=decision.by,
        rule=attribution.rule,
        confidence=confidence,
        flags=(*attribution.flags, *decision.flags),
        evidence=collect_evidence(
            attribution,
            source,
            decision.people,
            (*decision.candidates, *namesakes),
            resolver.text,
        ),
    )
