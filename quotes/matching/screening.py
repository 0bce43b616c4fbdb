"""Decide by the words alone whether a rule may match a sentence, before it has tags and a tree.

Every check is necessary: where it fails, so does the rule, whatever the tree. So a sentence that passes none needs no
tree. A noun such as ``laporan`` reports with ``bahwa`` only, ``bagi`` only where it opens the sentence, ``dinilai``
mostly with ``oleh``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from quotes.lexicon.cues import Cue
from quotes.lexicon.morphology import CLITIC, is_event_noun
from quotes.lexicon.reporting_words import Lexicon
from quotes.lexicon.word_lists import WordLists
from quotes.matching.word_tests import BREAKS, accepts_reading, is_silent
from quotes.quotation_marks import Quotation
from quotes.rulelang.rule import Finder, Part, Requirement, Rule, WordTest
from quotes.trees import Sentence


class Screen:
    """Says of sentences whether a rule with a cue may match them.

    Args:
        rules: the rules; those without a cue are left out.
        lexicon: the reporting words.
        lists: the word lists.
    """

    def __init__(self, rules: Sequence[Rule], lexicon: Lexicon, lists: WordLists) -> None:
        self._rules = [(rule, rule.cue) for rule in rules if rule.cue is not None]
        self._cues, self._lists = lexicon.cues, lists
        self._by_cue: dict[Cue, list[tuple[Rule, WordTest]]] = {}

    def may_match(self, sentence: Sentence, quotations: Sequence[Quotation]) -> bool:
        """Return whether a rule may match a sentence without masked quotations.

        Args:
            sentence: the sentence; only its words are read.
            quotations: all quotations of its paragraph.
        """
        found = [(k, cues) for k, lower in enumerate(sentence.lowers) if (cues := self._cues.get(lower))]
        if not found:
            return False
        words = frozenset(sentence.lowers)
        is_marked = any(q.outer.start < sentence.end and sentence.start < q.outer.end for q in quotations)
        return any(
            self._may_begin(_Place(sentence, index, words, self._lists, is_marked, bool(quotations)), cue)
            for index, cues in found
            if not is_silent(sentence.words[index], quotations)
            for cue in cues
        )

    def _may_begin(self, place: _Place, cue: Cue) -> bool:
        """Return whether a rule may match with a reporting word, in one of its readings, as the cue."""
        rules = self._by_cue.get(cue)
        if rules is None:
            rules = self._by_cue[cue] = [each for each in self._rules if accepts_reading(each[1], cue)]
        return any(_may_be_cue(test, place) and _may_hold(rule, place) for rule, test in rules)


@dataclass(frozen=True, slots=True)
class _Place:
    """A reporting word in its sentence.

    Attributes:
        index: its place in the sentence.
        words: all words of the sentence, in lower case.
        is_marked: a quotation touches the sentence.
        has_quotations: its paragraph has quotations.
    """

    sentence: Sentence
    index: int
    words: frozenset[str]
    lists: WordLists
    is_marked: bool
    has_quotations: bool

    @property
    def end(self) -> int:
        """The first word behind the cue and its clitic."""
        return self.index + 1 + self.has_clitic

    @property
    def has_clitic(self) -> bool:
        return any(word.clitic for word in self.sentence.words[self.index + 1 : self.index + 2])

    @property
    def may_open(self) -> bool:
        """Whether there are only connectors and signs before it."""
        at, lowers = 0, self.sentence.lowers
        while at < self.index:
            length = self.lists.length_at("connectors", lowers, at)
            if not length and any(map(str.isalnum, lowers[at])):
                return False
            at += length or 1
        return True

    def has_word(self, *names: str) -> bool:
        """Return whether a word of the sentence begins an entry of one of the lists."""
        return any(self.lists.may_occur(name, self.words) for name in names)


def _may_be_cue(test: WordTest, place: _Place) -> bool:
    before = place.sentence.words[place.index - 1] if place.index else None
    if test.after_comma and (before is None or not (place.is_marked or before.form in BREAKS)):
        return False
    return not (
        test.beside_quotation  # of a masked one
        or (test.with_clitic and not place.has_clitic)
        or (test.first and not place.may_open)
    )


def _may_hold(rule: Rule, place: _Place) -> bool:
    """Return whether the conditions of a rule may hold at a place, and its required parts be found."""
    for where, names in rule.only_if.items():
        if not _may_stand(where, names, place):
            return False
    return all(part.optional or _may_have(part, place) for part in rule.parts)


def _may_stand(where: str, names: Sequence[str], place: _Place) -> bool:
    """Return whether a word of one of the lists may be where a condition of a rule wants it."""
    lists, lowers = place.lists, place.sentence.lowers
    if where == "after cue":
        return any(lists.length_at(name, lowers, place.end) for name in names)
    if where == "before cue":
        return any(lists.has_any(name, lowers[: place.index]) for name in names)
    return place.has_word(*names)


def _may_have(part: Part, place: _Place) -> bool:
    may_find = _may_be_content if part.name == "content" else _may_be_phrase
    return any(may_find(finder, place) for finder in part.finders)


def _may_be_content(finder: Finder, place: _Place) -> bool:
    if finder.how == "quotation":
        return place.is_marked or (finder.adjacent and place.has_quotations)
    if finder.of == "cue" and _is_at_edge(finder, place):
        return False
    return not finder.needs or any(need not in _MEETS or _MEETS[need](place) for need in finder.needs)


def _may_be_phrase(finder: Finder, place: _Place) -> bool:
    if finder.of != "cue":
        return True
    if finder.how == "clitic":
        return place.has_clitic
    test = finder.test
    if (test.form and test.form.isdisjoint(place.words)) or not all(map(place.has_word, test.lists)):
        return False
    return not _is_at_edge(finder, place)


def _is_at_edge(finder: Finder, place: _Place) -> bool:
    """Return whether nothing stands on the side of the cue where a finder looks."""
    if finder.side == "before":
        return place.index == 0
    return finder.side == "after" and place.end >= len(place.sentence.words)


def _may_have_attitude(place: _Place) -> bool:
    lists = place.lists
    forms = {word.removesuffix(CLITIC) for word in place.words} | {word + CLITIC for word in place.words}
    return place.has_word("attitude-nouns") or any(lists.has("attitude-nouns", form) for form in forms)


#: What a sentence must have for a content to meet a need; the other needs ask for no certain word.
_MEETS: Mapping[Requirement, Callable[[_Place], bool]] = {
    "opener": lambda place: ":" in place.words or place.has_word("complementizers", "content-conjunctions"),
    "mark": lambda place: not place.words.isdisjoint((",", ":")),
    "attitude": _may_have_attitude,
    "event": lambda place: any(map(is_event_noun, place.words)),
    "infinitive": lambda place: place.has_word("purpose-conjunctions", "intention-words"),
    "naming": lambda place: place.has_word("copulas"),
}
