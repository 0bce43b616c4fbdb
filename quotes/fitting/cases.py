"""The cases that the weights are fitted on: choices among candidates, and quotes with what is known of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from quotes.attribution import Attribution
from quotes.evaluation.gold import GoldArticle
from quotes.evaluation.matching import match_article, name_same_people
from quotes.parsing import ParsedText
from quotes.pipeline import Extractor
from quotes.records import Quote
from quotes.resolution import decide
from quotes.resolution.antecedents import Anaphor, AntecedentRanker, RankedCandidate
from quotes.resolution.confidence import collect_signs

#: Articles that are parsed at once.
_BATCH = 16


@dataclass(frozen=True, slots=True)
class Choice:
    """An anaphor with the features of its candidates, and which of them gold names."""

    outlet: str
    candidates: tuple[Mapping[str, float], ...]
    right: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A quote that was found, with the signs of how sure it is, and whether it is right.

    Attributes:
        earlier: of a quote by an anaphor, the places among the outcomes of the earlier quotes of the same person.
    """

    outlet: str
    signs: Mapping[str, float]
    right: bool
    earlier: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class GoldParse:
    """A gold article with its parse and the attributions that the rules find in it."""

    gold: GoldArticle
    parsed: ParsedText
    attributions: Sequence[Attribution]

    @property
    def outlet(self) -> str:
        """The outlet, which articles of one fold share; the article itself where gold names none."""
        return self.gold.article.outlet or self.gold.id


def parse_gold(extractor: Extractor, articles: Sequence[GoldArticle]) -> list[GoldParse]:
    """Parse articles and match the rules: all that does not depend on the weights."""
    found: list[GoldParse] = []
    for n in range(0, len(articles), _BATCH):
        batch = [gold.article for gold in articles[n : n + _BATCH]]
        for gold, parsed in zip(articles[n : n + _BATCH], extractor.parse(batch), strict=True):
            full = extractor.with_trees(parsed)
            found.append(GoldParse(gold, full, extractor.find_attributions(gold.article, full)))
    return found


@dataclass(slots=True)
class _TaughtRanker(AntecedentRanker):
    """Chooses as gold does where it can, so that one wrong choice does not teach the next; keeps the choices."""

    article: GoldParse | None = None
    choices: list[Choice] = field(default_factory=list)

    def rank(self, anaphor: Anaphor) -> list[RankedCandidate]:
        ranked = super(_TaughtRanker, self).rank(anaphor)
        assert self.article is not None
        quote = _quote_at(self.article.gold, anaphor)
        if quote is None or not ranked:
            return ranked
        aliases = self.article.gold.aliases
        right = [name_same_people(quote.speakers, [each.person.name], aliases) for each in ranked]
        self.choices.append(Choice(self.article.outlet, tuple(each.features for each in ranked), tuple(right)))
        return sorted(ranked, key=lambda each: not right[ranked.index(each)])


def _quote_at(gold: GoldArticle, anaphor: Anaphor) -> Quote | None:
    """Return the gold quote whose source, or whose words where it has no source, stands at an anaphor."""
    starts = ((q.source.start if q.source else q.content[0].start, q) for q in gold.quotes)
    return next((quote for start, quote in starts if abs(start - anaphor.at) <= 1), None)


def collect_choices(extractor: Extractor, articles: Iterable[GoldParse]) -> list[Choice]:
    """Collect every choice among candidates that the articles ask for."""
    found: list[Choice] = []
    for article in articles:
        ranker = _TaughtRanker(extractor.weights.antecedents, article=article)
        decide(article.parsed, article.attributions, extractor.rulebook, extractor.weights, ranker)
        found += ranker.choices
    return found


def collect_outcomes(extractor: Extractor, articles: Iterable[GoldParse]) -> list[Outcome]:
    """Collect every quote with a speaker that the pipeline finds in the articles."""
    found: list[Outcome] = []
    for article in articles:
        record = extractor.resolve(article.gold.article, article.parsed, article.attributions)
        pairs = match_article(article.gold, record).pairs
        right = {pair.predicted.id: pair.is_correct for pair in pairs if pair.predicted is not None}
        decided = decide(article.parsed, article.attributions, extractor.rulebook, extractor.weights)
        earlier: dict[int, list[int]] = {}
        for quote, (attribution, decision) in zip(record.quotes, decided.each, strict=True):
            if not decision.people:
                continue
            own = [place for person in decision.people for place in earlier.get(id(person), ())]
            known = collect_signs(attribution, decision, decided.resolver)
            by_anaphor = decision.share is not None
            for person in decision.people:
                earlier.setdefault(id(person), []).append(len(found))
            found.append(Outcome(article.outlet, known, right[quote.id], tuple(own) if by_anaphor else ()))
    return found
