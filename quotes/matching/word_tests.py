"""Conditions on one word of a tree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from quotes.lexicon.cues import Cue
from quotes.matching.context import SentenceView
from quotes.matching.paths import find_ways, hangs_by
from quotes.quotation_marks import Quotation
from quotes.rulelang.rule import WordTest
from quotes.trees import Word

#: Signs in the place of a comma.
BREAKS = (",", "–", "-", "—")


def is_silent(word: Word, quotations: Sequence[Quotation]) -> bool:
    """Return whether a word cannot be a cue where it stands: it is a clitic, or a word of a direct quotation."""
    if word.quotation is not None or word.clitic:
        return True
    return any(not each.single and each.content.contains(word.span) for each in quotations)


def accepts_cue(test: WordTest, view: SentenceView, index: int, cue: Cue) -> bool:
    """Return whether a reporting word, in one of its readings, passes a test."""
    return accepts_reading(test, cue) and accepts(test, view, index)


def accepts_reading(test: WordTest, cue: Cue) -> bool:
    """Return whether a reading passes the conditions of a test that only the lexicon decides."""
    if test.takes and test.takes.isdisjoint(cue.takes):
        return False
    if test.voice and cue.voice not in test.voice:
        return False
    if test.form and cue.form not in test.form:
        return False
    return not test.cue_class or cue.cue_class in test.cue_class


def accepts(test: WordTest, view: SentenceView, index: int) -> bool:
    """Return whether a word passes a test. :func:`accepts_cue` checks the conditions on the lexicon."""
    word = view.sentence.words[index]
    if not _is_written(test, word) or not _is_placed(test, view, word):
        return False
    if not all(view.lists.has(name, word.lower) for name in test.lists):
        return False
    if not all(find_ways(view.sentence, index, path) for path in test.has):
        return False
    return test.without is None or not _holds(test.without, view, index)


def _holds(test: WordTest, view: SentenceView, index: int) -> bool:
    """Return whether a negated test holds for a word, in any of its readings if it uses the lexicon."""
    if not (test.takes or test.voice or test.cue_class):
        return accepts(test, view, index)
    readings = view.knowledge.lexicon.find(view.sentence.lowers[index])
    return any(accepts_cue(test, view, index, cue) for cue in readings)


def _is_written(test: WordTest, word: Word) -> bool:
    if test.upos and word.upos not in test.upos:
        return False
    if test.form and word.lower not in test.form:
        return False
    if test.lemma and word.lemma.lower() not in test.lemma:
        return False
    if test.relation and not hangs_by(word, test.relation):
        return False
    if test.clitic is not None and test.clitic != word.clitic:
        return False
    return not test.features or _has_features(test, word)


def _has_features(test: WordTest, word: Word) -> bool:
    held = parse_features(word.feats)
    return all(not values.isdisjoint(held.get(name, frozenset())) for name, values in test.features)


@lru_cache(maxsize=4096)
def parse_features(written: str) -> Mapping[str, frozenset[str]]:
    """Parse the features of a word in the format of Universal Dependencies: ``Number=Sing|Person=3``."""
    pairs = (pair.partition("=") for pair in written.split("|") if "=" in pair)
    return {name: frozenset(values.split(",")) for name, _, values in pairs}


def _is_placed(test: WordTest, view: SentenceView, word: Word) -> bool:
    if test.after_comma is not None and test.after_comma != _after_comma(view, word.index):
        return False
    if test.beside_quotation is not None and test.beside_quotation != _beside_quotation(view, word.index):
        return False
    if test.with_clitic is not None and test.with_clitic != _with_clitic(view, word.index):
        return False
    return test.first is None or test.first == view.opens(word.index)


def _with_clitic(view: SentenceView, index: int) -> bool:
    return any(word.clitic for word in view.sentence.words[index + 1 : index + 2])


def _beside_quotation(view: SentenceView, index: int) -> bool:
    words = view.sentence.words
    left = next((word for word in reversed(words[:index]) if not _is_sign(word)), None)
    right = next((word for word in words[index + 1 :] if not word.clitic and not _is_sign(word)), None)
    return any(word is not None and word.quotation is not None for word in (left, right))


def _is_sign(word: Word) -> bool:
    return word.upos == "PUNCT" and word.quotation is None


def _after_comma(view: SentenceView, index: int) -> bool:
    if index == 0:
        return False
    before = view.sentence.words[index - 1]
    if before.form in BREAKS or before.quotation is not None:
        return True
    number = view.inline.get(before.index)  # 'Tarif itu "terlalu tinggi," | kata Ratna'
    return number is not None and view.quotations[number].outer.end == before.end
