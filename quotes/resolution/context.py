"""What sources are resolved by in an article: its sentences, the people it names, and who was mentioned so far."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from quotes.parsing import ParsedText
from quotes.records import Span
from quotes.resolution.antecedents import AntecedentRanker
from quotes.resolution.mentions import NameMention
from quotes.resolution.names import NameFinder
from quotes.resolution.people import People
from quotes.resolution.positions import Positions
from quotes.resolution.source_phrases import SourcePhrase, read_source_phrase
from quotes.resolution.standing import StandingReader
from quotes.trees import Sentence, Word

#: Most sentences between a source and what it stands for, where that must be near.
NEAR = 2


class ArticleContext:
    """What the parts of the resolution share of an article.

    Attributes:
        sentences: in text order.
        ranker: ranks the candidates among the mentions noted so far.
    """

    def __init__(
        self,
        parsed: ParsedText,
        finder: NameFinder,
        standings: StandingReader,
        positions: Positions,
        people: People,
        ranker: AntecedentRanker,
    ) -> None:
        self.text = parsed.text
        self.sentences = [sentence for paragraph in parsed.paragraphs for sentence in paragraph.sentences]
        self.finder = finder
        self.known = finder.known
        self.standings = standings
        self.positions = positions
        self.people = people
        self.ranker = ranker
        self._names = sorted((m.span.start, k) for k, m in enumerate(people.mentions))

    def read_phrase(self, words: Sequence[Word]) -> SourcePhrase:
        """Read words of a sentence as a source phrase."""
        return read_source_phrase(words, self.text, self.finder)

    def find_names_inside(self, spans: Sequence[Span]) -> list[NameMention]:
        """Return the names inside spans, in text order."""
        inside: set[int] = set()
        for span in spans:
            first, last = bisect_left(self._names, (span.start, -1)), bisect_left(self._names, (span.end, -1))
            inside.update(k for _, k in self._names[first:last] if span.contains(self.people.mentions[k].span))
        return [self.people.mentions[k] for k in sorted(inside)]

    def find_names_in(self, sentence: Sentence) -> list[NameMention]:
        """Return the names in a sentence, in text order."""
        return self.find_names_inside([Span(sentence.start, sentence.end)])

    def find_all_before(self, at: int) -> Iterator[Sentence]:
        """Yield the sentences that begin before a position, the last one first."""
        return reversed(self.sentences[: bisect_left(self.sentences, at, key=_start_of)])

    def find_nearest_before(self, at: int) -> Iterator[Sentence]:
        """Yield the sentence at a position and the nearest ones before it."""
        sentence = self.positions.sentence(at)
        for _ in range(NEAR + 1):
            if sentence is None:
                return
            yield sentence
            sentence = self.positions.sentence(sentence.start - 1) if sentence.start else None

    def find_nearest_below(self, at: int) -> Sequence[Sentence]:
        """Return the nearest sentences that begin at a position or behind it."""
        start = bisect_left(self.sentences, at, key=_start_of)
        return self.sentences[start : start + NEAR]


def _start_of(sentence: Sentence) -> int:
    return sentence.start
