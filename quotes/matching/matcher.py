"""Match the rules on the trees of a paragraph: every way to read an attribution, before overlaps are settled."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
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
    stop = _condition(rule, scene, _WITHOUT_PARTS) or _unfound(rule, scene) or _condition(rule, scene, _ON_SOURCE)
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


#: Places that can be looked at before any part is found, and those beside the source.
_WITHOUT_PARTS = ("before cue", "after cue", "subject", "opening", "end")
_ON_SOURCE = ("source", "before source", "after source")


def _condition(rule: Rule, scene: MatchContext, places: Sequence[str]) -> str | None:
    """Return which condition on the words around cue and source rules the match out; None where none does."""
    for place in places:
        if place in rule.unless and _stands(place, rule.unless[place], scene):
            return f"unless {place}"
        if place in rule.only_if and not _stands(place, rule.only_if[place], scene):
            return f"if {place}"
    return None


def _stands(place: str, names: Sequence[str], scene: MatchContext) -> bool:
    """Does a word of one of the lists stand in this place?"""
    edges = scene.edges("source" if place in _ON_SOURCE else "cue")
    if edges is None and place not in ("opening", "end"):
        return False
    first, last = edges or (0, 0)
    return any(_PLACES[place](name, scene, first, last) for name in names)


def _fills(name: str, view: SentenceView, stop: int) -> bool:
    """Does an entry of the list, adverbs aside, fill the sentence up to the word ``stop``?"""
    length = view.lists.length_at(name, view.sentence.lowers, view.opening)
    return bool(length) and view.skip_back(stop) == view.opening + length - 1


def _is_before_cue(name: str, scene: MatchContext, first: int, _last: int) -> bool:
    start = scene.view.skip_back(first)
    if start > 0 and scene.lists.has("light-verbs", scene.sentence.lowers[start]):
        start = scene.view.skip_back(start)  # "tidak memberi kepastian": of a noun, what stands before its verb
    between = scene.sentence.lowers[max(start, 0) : first]
    return any(scene.lists.has(name, word) for word in between)


def _is_before_source(name: str, scene: MatchContext, first: int, _last: int) -> bool:
    near = {first - 1, scene.view.skip_back(first)}
    return any(k >= 0 and scene.lists.has(name, scene.sentence.lowers[k]) for k in near)


def _is_behind(name: str, scene: MatchContext, _first: int, last: int) -> bool:
    return scene.lists.length_at(name, scene.sentence.lowers, last + 1) > 0


def _begins_source(name: str, scene: MatchContext, _first: int, _last: int) -> bool:
    words = tuple(scene.sentence.lowers[k] for k in scene.found["source"].words)
    return scene.lists.length_at(name, words, 0) > 0


#: For every place of ``if`` and ``unless``, whether a list has a word there; given are the edges of cue or source.
_PLACES: Mapping[str, Callable[[str, MatchContext, int, int], bool]] = {
    "before cue": _is_before_cue,
    "after cue": _is_behind,
    "before source": _is_before_source,
    "after source": _is_behind,
    "source": _begins_source,
    "subject": lambda name, scene, first, _: _fills(name, scene.view, first),
    "opening": lambda name, scene, _, __: scene.lists.length_at(name, scene.sentence.lowers, scene.view.opening) > 0,
    "end": lambda name, scene, _, __: scene.lists.has(name, scene.sentence.lowers[-1]),
}
