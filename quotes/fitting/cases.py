"""What the weights are fitted on: every choice among people, and every quote with what is known of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from quotes.evaluation.gold import GoldArticle
from quotes.evaluation.matching import match_article, name_same_people
from quotes.parsing import ParsedText
from quotes.pipeline import Extractor
from quotes.records import Quote
from quotes.resolution import decide
from quotes.resolution.antecedents import Anaphor, AntecedentRanker, Ranked
from quotes.resolution.confidence import signs


@dataclass(frozen=True, slots=True)
class Choice:
    """A mention that names nobody: the candidates, and which of them gold takes."""

    article: str
    candidates: tuple[Mapping[str, float], ...]
    right: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A predicted quote: the signs of how sure it is, and whether it is right."""

    article: str
    signs: Mapping[str, float]
    right: bool


@dataclass(slots=True)
class _Taught(AntecedentRanker):
    """Chooses as gold does where it can, so that one wrong choice does not teach the next; keeps what it was asked."""

    gold: GoldArticle | None = None
    asked: list[Choice] = field(default_factory=list)

    def rank(self, gap: Anaphor) -> list[Ranked]:
        ranked = super(_Taught, self).rank(gap)
        assert self.gold is not None
        quote = _quote_at(self.gold, gap)
        if quote is None or not ranked:
            return ranked
        right = [name_same_people(quote.speakers, [r.person.name], self.gold.aliases) for r in ranked]
        self.asked.append(Choice(self.gold.id, tuple(r.features for r in ranked), tuple(right)))
        return sorted(ranked, key=lambda r: not right[ranked.index(r)])


def _quote_at(gold: GoldArticle, gap: Anaphor) -> Quote | None:
    """The gold quote whose source (or, without one, whose words) stands where the gap is."""
    starts = ((q.source.start if q.source else q.content[0].start, q) for q in gold.quotes)
    return next((quote for start, quote in starts if abs(start - gap.at) <= 1), None)


def choices(extractor: Extractor, articles: Iterable[tuple[GoldArticle, ParsedText]]) -> list[Choice]:
    """Every choice that the articles ask for."""
    found: list[Choice] = []
    for gold, parsed in articles:
        taught = _Taught(extractor.weights.antecedents, gold=gold)
        decide(parsed, extractor.find_attributions(gold.article, parsed), extractor.rulebook, extractor.weights, taught)
        found += taught.asked
    return found


def outcomes(extractor: Extractor, articles: Iterable[tuple[GoldArticle, ParsedText]]) -> list[Outcome]:
    """Every quote that the pipeline finds in the articles."""
    found: list[Outcome] = []
    for gold, parsed in articles:
        record = extractor.extract_parsed(gold.article, parsed)
        right = {
            pair.predicted.id: pair.is_correct
            for pair in match_article(gold, record).pairs
            if pair.predicted is not None
        }
        attributions = extractor.find_attributions(gold.article, parsed)
        decided = decide(parsed, attributions, extractor.rulebook, extractor.weights).each
        for quote, each in zip(record.quotes, decided, strict=True):
            found.append(Outcome(gold.id, signs(*each), right[quote.id]))
    return found
