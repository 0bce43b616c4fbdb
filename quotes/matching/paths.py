"""Paths in the tree: those that match the path of a rule, and the one between two words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quotes.matching.results import TreeStep
from quotes.rulelang.rule import Step
from quotes.trees import Sentence, Word

#: A word that was reached, and the steps to there.
Way = tuple[int, tuple[TreeStep, ...]]


def find_ways(sentence: Sentence, start: int, path: Sequence[Step]) -> list[Way]:
    """Return the words that a path leads to from ``start``, in text order at each step.

    A repeated step gives the words of fewer repetitions first, and every word once.
    """
    here: list[Way] = [(start, ())]
    for step in path:
        here = list(_repeated(sentence, here, step))
    return here


def _repeated(sentence: Sentence, here: Sequence[Way], step: Step) -> Iterator[Way]:
    seen: set[int] = set()
    times = 0
    while here:
        for way in here if times >= step.least else ():
            if way[0] not in seen:
                seen.add(way[0])
                yield way
        if times == step.most:
            return
        here = [further for way in here for further in _step(sentence, way, step)]
        times += 1


def _step(sentence: Sentence, way: Way, step: Step) -> Iterator[Way]:
    """Yield the paths one step longer: down to the dependents of the last word, or up to its head."""
    at, walked = way
    word = sentence.words[at]
    if step.down:
        for child in sentence.children(at):
            if hangs_by(child, step.relations):
                yield child.index, (*walked, TreeStep(child.deprel, "down", child.index))
    elif word.head >= 0 and hangs_by(word, step.relations):
        yield word.head, (*walked, TreeStep(word.deprel, "up", word.head))


def hangs_by(word: Word, relations: frozenset[str]) -> bool:
    """Return whether a word's relation is one of these, with or without its subtype; an empty set means any."""
    return not relations or word.deprel in relations or word.relation in relations


def find_way_between(sentence: Sentence, start: int, end: int) -> tuple[TreeStep, ...]:
    """Return the path in the tree from one word to another: up to their common ancestor, and down."""
    up, down = _to_root(sentence, start), _to_root(sentence, end)
    shared = next((k for k in up if k in down), None)
    if shared is None:
        return ()
    words = sentence.words
    rise = [TreeStep(words[k].deprel, "up", words[k].head) for k in up[: up.index(shared)]]
    fall = [TreeStep(words[k].deprel, "down", k) for k in reversed(down[: down.index(shared)])]
    return (*rise, *fall)


def _to_root(sentence: Sentence, start: int) -> list[int]:
    """Return a word and its ancestors. Stops at a word seen before: an external tree can contain a cycle."""
    found: list[int] = []
    at = start
    while at >= 0 and at not in found:
        found.append(at)
        at = sentence.words[at].head
    return found
