"""Attributions to quotes: who said each, how that was decided and how sure it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quotes.attribution import Attribution
from quotes.parsing import ParsedText
from quotes.records import Article, Quote, Record
from quotes.rulebook.book import Rulebook
from quotes.speakers.confidence import confidence
from quotes.speakers.entities import Entities
from quotes.speakers.evidence import evidence, namesakes
from quotes.speakers.focus import Focus
from quotes.speakers.names import Onomastics, capitals
from quotes.speakers.sieves import Decision, Resolver


@dataclass(frozen=True, slots=True)
class Decided:
    """The attributions of an article with who was decided for each."""

    resolver: Resolver
    each: tuple[tuple[Attribution, Decision], ...]


def decide(
    parsed: ParsedText, attributions: Sequence[Attribution], book: Rulebook, focus: Focus | None = None
) -> Decided:
    """Decide about every attribution of an article.

    Args:
        focus: who chooses among those in focus; None for the weights of the rulebook.
    """
    sentences = [sentence for paragraph in parsed.paragraphs for sentence in paragraph.sentences]
    tags = Entities.of(word for sentence in sentences for word in sentence.words)
    known = Onomastics(book.titles, book.lists, capitals(sentences), tags)
    resolver = Resolver(parsed, known, attributions, focus or Focus(book.focus))
    return Decided(resolver, tuple((attribution, resolver.decide(attribution)) for attribution in attributions))


def resolve(article: Article, parsed: ParsedText, attributions: Sequence[Attribution], book: Rulebook) -> Record:
    """Find the speakers of an article's quotes."""
    # All are decided before the first is written down: a later mention may give somebody a fuller name.
    decided = decide(parsed, attributions, book)
    numbered = enumerate(decided.each, 1)
    quotes = tuple(_quote(f"{article.id}#{n}", *each, decided.resolver, book) for n, each in numbered)
    return Record(article, quotes, decided.resolver.speakers([decision for _, decision in decided.each]))


def _quote(quote_id: str, attribution: Attribution, decision: Decision, resolver: Resolver, book: Rulebook) -> Quote:
    match = attribution.match
    return Quote(
        id=quote_id,
        type=attribution.type,
        content=attribution.content,
        cue=match.cue_span if match else None,
        cue_class=match.cue.cue_class if match and match.cue else None,
        source=match.source if match else None,
        addressee=match.addressee if match else None,
        speaker=tuple(p.name for p in decision.people),
        speaker_id=tuple(p.slug for p in decision.people),
        resolved_by=decision.by,
        rule=attribution.rule,
        confidence=confidence(attribution, decision, book.confidence),
        flags=(*attribution.flags, *decision.flags),
        evidence=evidence(
            attribution,
            resolver.mention(attribution),
            decision.people,
            (*decision.candidates, *namesakes(resolver.mention(attribution), decision.people, resolver.people.all)),
            resolver.text,
        ),
    )
