"""Conditions on one word of a tree."""

from __future__ import annotations

from quotes.rulebook.cues import Cue
from quotes.rulebook.rule import WordTest
from quotes.rulebook.scene import View
from quotes.trees import Word

_BREAKS = (",", "–", "-", "—")


def accepts_cue(test: WordTest, view: View, index: int, cue: Cue) -> bool:
    """Does a reporting word, in one of its readings, pass a test?"""
    if test.takes and test.takes.isdisjoint(cue.takes):
        return False
    if test.voice and cue.voice not in test.voice:
        return False
    if test.cue_class and cue.cue_class not in test.cue_class:
        return False
    return accepts(test, view, index)


def accepts(test: WordTest, view: View, index: int) -> bool:
    """Does a word pass a test? What the lexicon says of it is looked at in :func:`accepts_cue`."""
    word = view.sentence.words[index]
    if not _is_written(test, word) or not _is_placed(test, view, word):
        return False
    return all(view.lists.has(name, word.lower) for name in test.lists)


def _is_written(test: WordTest, word: Word) -> bool:
    for wanted, value in ((test.form, word.lower), (test.lemma, word.lemma.lower()), (test.upos, word.upos)):
        if wanted and value not in wanted:
            return False
    if test.relation and word.deprel not in test.relation and word.relation not in test.relation:
        return False
    return test.clitic is None or test.clitic == word.clitic


def _is_placed(test: WordTest, view: View, word: Word) -> bool:
    if test.after_comma is not None and test.after_comma != _after_comma(view, word.index):
        return False
    return test.first is None or test.first == (view.opening == word.index)


def _after_comma(view: View, index: int) -> bool:
    if index == 0:
        return False
    before = view.sentence.words[index - 1]
    return before.form in _BREAKS or before.quotation is not None
