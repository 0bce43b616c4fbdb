"""Match the rules on the trees of a paragraph: every way to read an attribution, before overlaps are settled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from quotes.lexicon.reporting_words import Cue
from quotes.matching.context import Knowledge, MatchContext, SentenceView
from quotes.matching.finders import find
from quotes.matching.results import FailedMatch, Match, PartMatch
from quotes.matching.word_tests import accepts, accepts_cue
from quotes.rulelang.rule import Part, Rule

__all__ = ["FailedMatch", "Knowledge", "Match", "PartMatch", "SentenceView", "attempts", "match"]


def match(view: SentenceView, number: int, rules: Sequence[Rule]) -> list[Match]:
    """All matches of ``rules`` on one sentence, in the order of the rules and of the text.

    Args:
        number: of the sentence in its paragraph.
    """
    anchors = list(_cue_words(view))
    return [found for found in _tried(view, number, rules, anchors) if isinstance(found, Match)]


def attempts(view: SentenceView, number: int, rules: Sequence[Rule]) -> Iterator[Match | FailedMatch]:
    """As :func:`match`, and where every other try of a rule on a reporting word came to nothing."""
    anchors = list(_cue_words(view))
    for rule in rules:
        for index, cue in anchors if rule.cue is not None else ():
            if rule.cue is not None and not accepts_cue(rule.cue, view, index, cue):
                yield FailedMatch(rule, view.sentence, number, "cue", {}, cue, index)
        yield from _tried(view, number, (rule,), anchors)


def _tried(
    view: SentenceView, number: int, rules: Sequence[Rule], anchors: Sequence[tuple[int, Cue]]
) -> Iterator[Match | FailedMatch]:
    for rule in rules:
        if rule.cue is None:
            yield _bound(rule, MatchContext(view), number)
            continue
        for index, cue in anchors:
            if accepts_cue(rule.cue, view, index, cue):
                yield _bound(rule, MatchContext(view, index, cue), number)


def _cue_words(view: SentenceView) -> Iterator[tuple[int, Cue]]:
    """Words of the lexicon outside of quoted speech: a report inside a direct quote is none of the article's."""
    find = view.knowledge.lexicon.find
    for word, lower in zip(view.sentence.words, view.sentence.lowers, strict=True):
        readings = find(lower)
        if not readings or word.quotation is not None or word.clitic:
            continue
        if not any(q.content.contains(word.span) and not q.single for q in view.quotations):
            yield from ((word.index, cue) for cue in readings)


def _bound(rule: Rule, scene: MatchContext, number: int) -> Match | FailedMatch:
    stop = _condition(rule, scene) or _unfound(rule, scene) or _condition_on_source(rule, scene)
    if stop is None:
        return Match(rule, scene.sentence, number, scene.found, scene.cue, scene.cue_word)
    return FailedMatch(rule, scene.sentence, number, stop, scene.found, scene.cue, scene.cue_word)


def _unfound(rule: Rule, scene: MatchContext) -> str | None:
    """Find the parts, one after the other; the name of the first that must be there and is not."""
    for part in rule.parts:
        found = _find_part(part, scene)
        if found is not None:
            scene.found[part.name] = found
        elif not part.optional:
            return part.name
    return None


def _find_part(part: Part, scene: MatchContext) -> PartMatch | None:
    for finder in part.finders:
        found = find(part.name, finder, scene)
        if found is None:
            continue
        # a content has no conditions on a word: it is stretches of text
        head = next(iter(found.words), None) if found.head is None else found.head
        if head is None or accepts(finder.test, scene.view, head):
            return replace(found, finder=finder)
    return None


def _condition(rule: Rule, scene: MatchContext) -> str | None:
    """Which of the conditions on the words around the cue rules the match out."""
    edges = scene.edges("cue")
    if edges is None or not rule.unless:
        return None
    view, lowers, lists = scene.view, scene.sentence.lowers, scene.lists
    between = lowers[max(view.skip_back(edges[0]), 0) : edges[0]]
    if any(lists.has(name, word) for name in _named(rule.unless, "before cue") for word in between):
        return "unless before cue"
    if any(lists.length_at(name, lowers, edges[1] + 1) for name in _named(rule.unless, "after cue")):
        return "unless after cue"
    if any(_only(name, view, edges[0]) for name in _named(rule.unless, "subject")):
        return "unless subject"
    return None


def _named(unless: Mapping[str, tuple[str, ...]], key: str) -> tuple[str, ...]:
    return unless.get(key, ())


def _only(name: str, view: SentenceView, stop: int) -> bool:
    """Does an entry of the list, adverbs aside, fill the sentence up to the word ``stop``?"""
    length = view.lists.length_at(name, view.sentence.lowers, view.opening)
    return bool(length) and view.skip_back(stop) == view.opening + length - 1


def _condition_on_source(rule: Rule, scene: MatchContext) -> str | None:
    source = scene.found.get("source")
    if source is None or not source.words:
        return None
    lowers, lists = scene.sentence.lowers, scene.lists
    inner = tuple(lowers[k] for k in source.words)
    if any(lists.length_at(name, inner, 0) for name in _named(rule.unless, "source")):
        return "unless source"
    before = lowers[source.words[0] - 1] if source.words[0] else ""
    if any(lists.has(name, before) for name in _named(rule.unless, "before source")):
        return "unless before source"
    if any(lists.length_at(name, lowers, source.words[-1] + 1) for name in _named(rule.unless, "after source")):
        return "unless after source"
    return None
