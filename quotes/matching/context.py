"""The input of the finders: a sentence with its surroundings, and the parts of one reading found so far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from quotes.lexicon.reporting_words import Cue, Lexicon
from quotes.lexicon.word_lists import WordLists
from quotes.matching import content_spans, noun_phrases
from quotes.matching.results import PartMatch
from quotes.quotation_marks import Quotation
from quotes.records import Span
from quotes.trees import Sentence


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The language data that the matcher uses."""

    lexicon: Lexicon
    lists: WordLists


@dataclass(slots=True)
class SentenceView:
    """A sentence as all rules see it. Results that several rules need are cached.

    Attributes:
        body: the sentences of its paragraph; None for a sentence by itself.
        shared: what the lines of shared blocks have found, by line and cue.
        before_cue: whether a word of a list stands before a cue, by list and cue.
    """

    sentence: Sentence
    text: str
    quotations: Sequence[Quotation]
    knowledge: Knowledge
    body: Span | None = None
    shared: dict[tuple[int, int | None], PartMatch | None] = field(default_factory=dict)
    before_cue: dict[tuple[str, int], bool] = field(default_factory=dict)
    _opening: int | None = None
    _back: dict[int, int] = field(default_factory=dict)
    _phrases: dict[tuple[str, int], tuple[int, ...]] = field(default_factory=dict)
    _rests: dict[tuple[str, int], tuple[Span, ...]] = field(default_factory=dict)
    _inline: dict[int, int] | None = None
    _listed: dict[str, bool] = field(default_factory=dict)
    _forms: frozenset[str] = frozenset()

    @property
    def lists(self) -> WordLists:
        return self.knowledge.lists

    @property
    def opening(self) -> int:
        """The first word that is not a connector."""
        if self._opening is None:
            self._opening = content_spans.find_opening(self.sentence, self.lists)
        return self._opening

    @property
    def inline(self) -> Mapping[int, int]:
        """The words between marks inside the sentence, marks included, each with the number of its quotation."""
        if self._inline is None:
            found = [(number, q.outer) for number, q in enumerate(self.quotations) if _has_words(q, self.text)]
            self._inline = {
                word.index: number
                for number, outer in found
                if outer.start < self.sentence.end and self.sentence.start < outer.end
                for word in self.sentence.words
                if word.quotation is None and outer.contains(word.span)
            }
        return self._inline

    def may_have(self, name: str) -> bool:
        """Return whether a word of the sentence begins an entry of a list."""
        if name not in self._listed:
            self._forms = self._forms or frozenset(self.sentence.lowers)
            self._listed[name] = self.lists.may_occur(name, self._forms)
        return self._listed[name]

    def opens(self, index: int) -> bool:
        """Return whether the word opens its sentence, apart from connectors that are not part of a report."""
        return self.opening == index and not content_spans.opens_with_anaphor(self.sentence, self.lists)

    def skip_back(self, index: int) -> int:
        """Return the first word to the left of ``index`` that is not an adverb or auxiliary."""
        if index not in self._back:
            self._back[index] = noun_phrases.skip_back(self.sentence, index, self.lists)
        return self._back[index]

    def phrase(self, side: str | None, index: int) -> tuple[int, ...]:
        """Return the noun phrase right before or after a word."""
        key = (side or "after", index)
        if key not in self._phrases:
            find = noun_phrases.find_before if side == "before" else noun_phrases.find_after
            self._phrases[key] = tuple(find(self.sentence, index, self.lists))
        return self._phrases[key]

    def rest(self, side: str | None, index: int) -> tuple[Span, ...]:
        """Return the spans from the beginning of the sentence to a word, or from it to the end."""
        key = (side or "after", index)
        if key not in self._rests:
            find = content_spans.take_before if side == "before" else content_spans.take_after
            self._rests[key] = tuple(find(self.sentence, self.text, index, self.lists))
        return self._rests[key]


@dataclass(slots=True)
class MatchContext:
    """The state of one rule on one cue: the parts found so far."""

    view: SentenceView
    cue_word: int | None = None
    cue: Cue | None = None
    found: dict[str, PartMatch] = field(default_factory=dict)

    @property
    def sentence(self) -> Sentence:
        return self.view.sentence

    @property
    def lists(self) -> WordLists:
        return self.view.lists

    def edges(self, part: str) -> tuple[int, int] | None:
        """Return the first and last word of a part; None if it is not found."""
        if part == "cue":
            return None if self.cue_word is None else (self.cue_word, self._cue_end(self.cue_word))
        found = self.found.get(part)
        words = () if found is None else found.words or self._inside(found)
        return (words[0], words[-1]) if words else None

    def _cue_end(self, first: int) -> int:
        words = self.sentence.words
        return first + 1 if first + 1 < len(words) and words[first + 1].clitic else first

    def _inside(self, found: PartMatch) -> tuple[int, ...]:
        """Return the words of a content: those of its spans, and the placeholders of its quotations."""
        return tuple(
            word.index
            for word in self.sentence.words
            if (word.quotation in found.quotations if found.quotations else _covers(found.spans, word.span))
        )


def _has_words(quotation: Quotation, text: str) -> bool:
    return not quotation.nested and any(char.isalnum() for char in quotation.content.of(text))


def _covers(spans: Sequence[Span], word: Span) -> bool:
    return any(span.contains(word) for span in spans)
