"""Explain why a rule does not match a sentence: how far the best attempt came, and what it did not find."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace

from quotes.authoring.describe import describe_finder, describe_test
from quotes.authoring.examples import keep_only
from quotes.matching.context import Knowledge, MatchContext, SentenceView
from quotes.matching.finders import find_part
from quotes.matching.paths import find_ways
from quotes.matching.results import FailedMatch, PartMatch, words_in_parts
from quotes.matching.rulebook import Rulebook
from quotes.matching.word_tests import accepts, accepts_cue
from quotes.parsing import ParsedParagraph
from quotes.rulelang.rule import Example, Finder, Rule, WordTest
from quotes.trees import Sentence


@dataclass(frozen=True, slots=True)
class Attempt:
    """One way to find a part that found nothing.

    Attributes:
        way: the way in words.
        result: what it found instead, or where it ended.
        word: the index of the word at which it ended.
    """

    way: str
    result: str
    word: int | None = None


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """Why a rule does not match a sentence.

    Attributes:
        reason: one line.
        sentence: the tree; None where the text has no sentence outside of quotations.
        parts: the words found so far, by index, with the names of their parts.
        words: the indices of the words at which the match stopped.
        attempts: every way to find the part that was not found.
    """

    reason: str
    sentence: Sentence | None = None
    parts: Mapping[int, str] = field(default_factory=dict)
    words: frozenset[int] = frozenset()
    attempts: tuple[Attempt, ...] = ()


def diagnose(rule: Rule, book: Rulebook, example: Example, paragraph: ParsedParagraph) -> Diagnosis:
    """Explain why a rule does not find an example.

    The failed match on the marked cue is explained, or else the one that came furthest.
    """
    cue = next((words.lower() for name, words in example.parts if name == "cue"), None)
    tries = keep_only(rule, book).attempts(paragraph.sentences, example.text, paragraph.quotations)
    failures = [failure for failure in tries if isinstance(failure, FailedMatch)]
    on_cue = [failure for failure in failures if cue is not None and _form_of_cue(failure) == cue]
    if not failures or (cue is not None and not on_cue):
        return _explain_missing_cue(cue, paragraph)
    failure = max(on_cue or failures, key=_count_progress)
    view = SentenceView(failure.sentence, example.text, paragraph.quotations, Knowledge(book.lexicon, book.lists))
    attempts = _attempt_all(failure, view)
    ends = [each.word for each in attempts] if attempts else [failure.cue_word]
    words = frozenset(word for word in ends if word is not None)
    parts = words_in_parts(failure.sentence, failure.parts, failure.cue_word)
    return Diagnosis(_describe_failure(failure, view), failure.sentence, parts, words, attempts)


def _form_of_cue(failure: FailedMatch) -> str | None:
    return None if failure.cue_word is None else failure.sentence.words[failure.cue_word].lower


def _explain_missing_cue(cue: str | None, paragraph: ParsedParagraph) -> Diagnosis:
    sentence = paragraph.sentences[0] if paragraph.sentences else None
    if sentence is None:
        return Diagnosis("there is nothing but quotations in it")
    if cue is None:
        return Diagnosis("there is no reporting word in it", sentence)
    found = {word.index: "cue" for word in sentence.words if word.lower == cue}
    text = f"'{cue}' is no reporting word: list it in verbs/" if found else f"the parser sees no word '{cue}'"
    return Diagnosis(text, sentence, found, frozenset(found))


#: Conditions that stop a rule before any part is found.
_BEFORE_PARTS = ("unless cue", "unless before cue", "unless after cue", "unless subject")


def _count_progress(failure: FailedMatch) -> int:
    if failure.at == "cue":
        return 0
    return 1 + len(failure.parts) + (failure.at not in _BEFORE_PARTS)


def _describe_failure(failure: FailedMatch, view: SentenceView) -> str:
    at = "" if failure.cue_word is None else f" of '{failure.sentence.words[failure.cue_word].form}'"
    if failure.at == "cue":
        failed = _find_failed_conditions(failure, view)
        return f"the cue{at} does not pass: it should be one that {', '.join(failed)}"
    if failure.at.startswith("if "):
        place = failure.at.removeprefix("if ")
        return f"the rule asks for a word of {' or '.join(failure.rule.only_if[place])} in this place: {place}"
    if failure.at.startswith("unless"):
        lists = failure.rule.unless[failure.at.removeprefix("unless ")]
        return f"the rule is off here, by {failure.at}: {', '.join(lists)}"
    return f"the {failure.at}{at} is not found"


def _find_failed_conditions(failure: FailedMatch, view: SentenceView) -> list[str]:
    if failure.rule.cue is None or failure.cue is None or failure.cue_word is None:
        return []
    word, cue = failure.cue_word, failure.cue
    failed = [test for test in _split_test(failure.rule.cue) if not accepts_cue(test, view, word, cue)]
    return [said for test in failed for said in describe_test(test)]


def _split_test(test: WordTest) -> list[WordTest]:
    """Split a test into tests of one condition each."""
    empty = WordTest()
    return [
        replace(empty, **{each.name: getattr(test, each.name)})
        for each in fields(WordTest)
        if getattr(test, each.name) != getattr(empty, each.name)
    ]


def _attempt_all(failure: FailedMatch, view: SentenceView) -> tuple[Attempt, ...]:
    part = next((part for part in failure.rule.parts if part.name == failure.at), None)
    if part is None:
        return ()
    scene = MatchContext(view, failure.cue_word, failure.cue, dict(failure.parts))
    return tuple(_attempt(part.name, finder, scene) for finder in part.finders)


def _attempt(part: str, finder: Finder, scene: MatchContext) -> Attempt:
    found = find_part(part, finder, scene)
    if found is not None:
        return _explain_refusal(finder, found, scene)
    edges = scene.edges(finder.of)
    if edges is None:
        return Attempt(describe_finder(finder), f"there is no {finder.of} to start from")
    if finder.how == "path":
        return _explain_path(finder, scene, edges[0])
    if finder.how == "rest":
        return _explain_rest(finder, scene, edges)
    return Attempt(describe_finder(finder), "nothing there", _find_neighbour(finder, scene, edges))


def _explain_refusal(finder: Finder, found: PartMatch, scene: MatchContext) -> Attempt:
    head = found.words[0] if found.head is None else found.head
    failed = [
        said for test in _split_test(finder.test) if not accepts(test, scene.view, head) for said in describe_test(test)
    ]
    words = " ".join(scene.sentence.words[k].form for k in found.words)
    return Attempt(describe_finder(finder), f"finds '{words}', but not one that {', '.join(failed)}", head)


def _explain_path(finder: Finder, scene: MatchContext, start: int) -> Attempt:
    """Say how far a path led: the last word that it reached, and the step that it could not take from there."""
    for taken in range(len(finder.path), -1, -1):
        reached = find_ways(scene.sentence, start, finder.path[:taken])
        if not reached:
            continue
        word = reached[-1][0]
        form = scene.sentence.words[word].form
        if taken == len(finder.path):
            return Attempt(describe_finder(finder), f"ends at '{form}', which cannot be it", word)
        step = finder.path[taken]
        wanted = " or ".join(sorted(step.relations)) or "anything"
        text = f"no {wanted} below '{form}'" if step.down else f"'{form}' does not hang as {wanted}"
        return Attempt(describe_finder(finder), text, word)
    return Attempt(describe_finder(finder), "nothing there", start)


def _explain_rest(finder: Finder, scene: MatchContext, edges: tuple[int, int]) -> Attempt:
    """Say that the rest of a sentence is empty, or lacks what the finder needs."""
    spans = scene.view.rest(finder.side, edges[0] if finder.side == "before" else edges[1])
    if not spans:
        return Attempt(describe_finder(finder), "there are no words")
    words = " … ".join(span.of(scene.view.text) for span in spans)
    return Attempt(describe_finder(finder), f"'{words}' does not have what the way needs")


def _find_neighbour(finder: Finder, scene: MatchContext, edges: tuple[int, int]) -> int | None:
    """Return the index of the word at which a finder looked, if there is one."""
    at = edges[0] - 1 if finder.side == "before" else edges[1] + 1
    return at if 0 <= at < len(scene.sentence.words) else None
