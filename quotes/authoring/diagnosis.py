"""Why a rule does not match a sentence: the try that came furthest, what it had found, and what it looked for then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace

from quotes.authoring.describe import finder_in_words, tests_in_words
from quotes.authoring.examples import only
from quotes.matching.context import Knowledge, MatchContext, SentenceView
from quotes.matching.finders import find
from quotes.matching.paths import ways
from quotes.matching.results import FailedMatch, PartMatch, words_in_parts
from quotes.matching.rulebook import Rulebook
from quotes.matching.word_tests import accepts, accepts_cue
from quotes.parsing import ParsedParagraph
from quotes.rulelang.rule import Example, Finder, Rule, WordTest
from quotes.trees import Sentence


@dataclass(frozen=True, slots=True)
class Tried:
    """One way to find a part that found nothing: the way in words, what became of it, and the word it ended at."""

    way: str
    result: str
    word: int | None = None


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """Where a rule came to nothing.

    Attributes:
        reason: in a line.
        sentence: the tree, None where there is none.
        parts: the words that were found by then, with the name of their part.
        words: those at which the match stopped.
        tried: for a part that was not found, every way to find it.
    """

    reason: str
    sentence: Sentence | None = None
    parts: Mapping[int, str] = field(default_factory=dict)
    words: frozenset[int] = frozenset()
    tried: tuple[Tried, ...] = ()


def diagnose(rule: Rule, book: Rulebook, example: Example, paragraph: ParsedParagraph) -> Diagnosis:
    """Why a rule does not find an example.

    Of all tries the one on the marked cue is told, else the one that came furthest.
    """
    cue = next((words.lower() for name, words in example.parts if name == "cue"), None)
    tries = only(rule, book).attempts(paragraph.sentences, example.text, paragraph.quotations)
    stops = [stop for stop in tries if isinstance(stop, FailedMatch)]
    on_cue = [stop for stop in stops if cue is not None and _cue_form(stop) == cue]
    if not stops or (cue is not None and not on_cue):
        return _no_cue(cue, paragraph)
    stop = max(on_cue or stops, key=_progress)
    view = SentenceView(stop.sentence, example.text, paragraph.quotations, Knowledge(book.lexicon, book.lists))
    tried = _tried(stop, view)
    ends = [each.word for each in tried] if tried else [stop.cue_word]
    words = frozenset(word for word in ends if word is not None)
    parts = words_in_parts(stop.sentence, stop.parts, stop.cue_word)
    return Diagnosis(_reason(stop, view), stop.sentence, parts, words, tried)


def _cue_form(stop: FailedMatch) -> str | None:
    return None if stop.cue_word is None else stop.sentence.words[stop.cue_word].lower


def _no_cue(cue: str | None, paragraph: ParsedParagraph) -> Diagnosis:
    sentence = paragraph.sentences[0] if paragraph.sentences else None
    if sentence is None:
        return Diagnosis("there is nothing but quotations in it")
    if cue is None:
        return Diagnosis("there is no reporting word in it", sentence)
    found = {word.index: "cue" for word in sentence.words if word.lower == cue}
    text = f"'{cue}' is no reporting word: list it in verbs/" if found else f"the parser sees no word '{cue}'"
    return Diagnosis(text, sentence, found, frozenset(found))


def _progress(stop: FailedMatch) -> int:
    if stop.at == "cue":
        return 0
    return 1 + len(stop.parts) + (stop.at not in ("unless before cue", "unless after cue", "unless subject"))


def _reason(stop: FailedMatch, view: SentenceView) -> str:
    at = "" if stop.cue_word is None else f" of '{stop.sentence.words[stop.cue_word].form}'"
    if stop.at == "cue":
        failed = _failed_on_cue(stop, view)
        return f"the cue{at} does not pass: it should be one that {', '.join(failed)}"
    if stop.at.startswith("if "):
        place = stop.at.removeprefix("if ")
        return f"the rule asks for a word of {' or '.join(stop.rule.only_if[place])} in this place: {place}"
    if stop.at.startswith("unless"):
        return f"the rule is off here, by {stop.at}: {', '.join(stop.rule.unless[stop.at.removeprefix('unless ')])}"
    return f"the {stop.at}{at} is not found"


def _failed_on_cue(stop: FailedMatch, view: SentenceView) -> list[str]:
    if stop.rule.cue is None or stop.cue is None or stop.cue_word is None:
        return []
    word, cue = stop.cue_word, stop.cue
    failed = [test for test in _single(stop.rule.cue) if not accepts_cue(test, view, word, cue)]
    return [said for test in failed for said in tests_in_words(test)]


def _single(test: WordTest) -> list[WordTest]:
    """A test as many, each of one condition."""
    empty = WordTest()
    return [
        replace(empty, **{each.name: getattr(test, each.name)})
        for each in fields(WordTest)
        if getattr(test, each.name) != getattr(empty, each.name)
    ]


def _tried(stop: FailedMatch, view: SentenceView) -> tuple[Tried, ...]:
    part = next((part for part in stop.rule.parts if part.name == stop.at), None)
    if part is None:
        return ()
    scene = MatchContext(view, stop.cue_word, stop.cue, dict(stop.parts))
    return tuple(_tried_way(part.name, finder, scene) for finder in part.finders)


def _tried_way(part: str, finder: Finder, scene: MatchContext) -> Tried:
    found = find(part, finder, scene)
    if found is not None:
        return _refused(finder, found, scene)
    edges = scene.edges(finder.of)
    if edges is None:
        return Tried(finder_in_words(finder), f"there is no {finder.of} to start from")
    if finder.how == "path":
        return _lost(finder, scene, edges[0])
    if finder.how == "rest":
        return _lacking(finder, scene, edges)
    return Tried(finder_in_words(finder), "nothing there", _neighbour(finder, scene, edges))


def _refused(finder: Finder, found: PartMatch, scene: MatchContext) -> Tried:
    head = found.words[0] if found.head is None else found.head
    failed = [
        said for test in _single(finder.test) if not accepts(test, scene.view, head) for said in tests_in_words(test)
    ]
    words = " ".join(scene.sentence.words[k].form for k in found.words)
    return Tried(finder_in_words(finder), f"finds '{words}', but not one that {', '.join(failed)}", head)


def _lost(finder: Finder, scene: MatchContext, start: int) -> Tried:
    """How far the path led: the last word that it reached, and the step that it could not take from there."""
    for taken in range(len(finder.path), -1, -1):
        reached = ways(scene.sentence, start, finder.path[:taken])
        if not reached:
            continue
        word = reached[-1][0]
        form = scene.sentence.words[word].form
        if taken == len(finder.path):
            return Tried(finder_in_words(finder), f"ends at '{form}', which cannot be it", word)
        step = finder.path[taken]
        wanted = " or ".join(sorted(step.relations)) or "anything"
        text = f"no {wanted} below '{form}'" if step.down else f"'{form}' does not hang as {wanted}"
        return Tried(finder_in_words(finder), text, word)
    return Tried(finder_in_words(finder), "nothing there", start)


def _lacking(finder: Finder, scene: MatchContext, edges: tuple[int, int]) -> Tried:
    """A stretch of words that is empty, or that lacks what is asked of it."""
    spans = scene.view.rest(finder.side, edges[0] if finder.side == "before" else edges[1])
    if not spans:
        return Tried(finder_in_words(finder), "there are no words")
    words = " … ".join(span.of(scene.view.text) for span in spans)
    return Tried(finder_in_words(finder), f"'{words}' lacks what is asked of it")


def _neighbour(finder: Finder, scene: MatchContext, edges: tuple[int, int]) -> int | None:
    """The word that stands where something was looked for."""
    at = edges[0] - 1 if finder.side == "before" else edges[1] + 1
    return at if 0 <= at < len(scene.sentence.words) else None
