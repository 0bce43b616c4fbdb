"""The ways to find a part of an attribution, one function a way; the reference page says what each means."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from quotes.lexicon.morphology import CLITIC
from quotes.matching import content_spans, noun_phrases
from quotes.matching.context import MatchContext
from quotes.matching.paths import ways
from quotes.matching.quotations import (
    counts,
    find_inline_after,
    find_inline_before,
    find_preceding,
    find_signature_dash,
    find_standing,
)
from quotes.matching.results import PartMatch
from quotes.rulelang.rule import Finder
from quotes.trees import Word

#: The most words before the colon of a turn in an interview.
_LONGEST_LABEL = 6
_ENDS_SENTENCE = (".", "!", "?", "…")


def _by_path(finder: Finder, scene: MatchContext) -> PartMatch | None:
    """Follow relations of the tree from a part; the first word that they reach on the right side is the head."""
    edges = scene.edges(finder.of)
    if edges is None:
        return None
    for head, path in ways(scene.sentence, edges[0], finder.path):
        if not _in_reach(finder, scene, head, edges[0]) or not _can_head(scene, head):
            continue
        words = _subject_words(scene, head, edges[0])
        if words:
            return PartMatch(words, head=head, path=path)
    return None


def _in_reach(finder: Finder, scene: MatchContext, word: int, start: int) -> bool:
    """Whether a word lies on the asked side, with no more words in between than ``gap``."""
    if (finder.side == "before" and word > start) or (finder.side == "after" and word < start):
        return False
    between = scene.sentence.words[min(word, start) + 1 : max(word, start)]
    return finder.gap is None or sum(counts(each) for each in between) <= finder.gap


def _can_head(scene: MatchContext, head: int) -> bool:
    word, lists = scene.sentence.words[head], scene.lists
    connects = lists.length_at("connectors", scene.sentence.lowers, head)
    return word.quotation is None and not lists.has("relativisers", word.lower) and not connects


def _subject_words(scene: MatchContext, head: int, limit: int) -> tuple[int, ...]:
    """The phrase of a head: after the start as it stands beside it, if the head is in that; else as the tree has it."""
    word = scene.sentence.words[head]
    if word.upos in ("VERB", "AUX", "ADP", "SCONJ", "PUNCT") and not word.form[:1].isupper():
        return ()
    beside = scene.view.phrase("after", limit) if head > limit else ()
    return beside if head in beside else tuple(noun_phrases.of_subject(scene.sentence, head, limit, scene.lists))


def _clause_by_path(finder: Finder, scene: MatchContext) -> PartMatch | None:
    """As :func:`_by_path` for a content: from the first to the last of the words that hang where the path leads."""
    edges = scene.edges(finder.of)
    if edges is None:
        return None
    for head, path in ways(scene.sentence, edges[0], finder.path):
        below = scene.sentence.subtree(head)
        spans = content_spans.stretch(scene.sentence, scene.view.text, below[0], below[-1] + 1)
        outside = not below[0] <= edges[0] <= below[-1] and _in_reach(finder, scene, head, edges[0])
        if outside and spans and content_spans.meets(finder.needs, scene.sentence, edges[1], spans, scene.lists):
            return PartMatch(spans=tuple(spans), head=head, path=path)
    return None


def _by_phrase(finder: Finder, scene: MatchContext) -> PartMatch | None:
    edges = scene.edges(finder.of)
    if edges is None:
        return None
    words = scene.view.phrase(finder.side, edges[0] if finder.side == "before" else edges[1])
    return PartMatch(words) if words else None


def _by_shared(_finder: Finder, scene: MatchContext) -> PartMatch | None:
    """The source of the cue before, where this one is joined to it: ``X membantah A dan mengaku B``."""
    sentence, lists = scene.sentence, scene.lists
    at = -1 if scene.cue_word is None else scene.view.skip_back(scene.cue_word)
    if at < 0 or not any(lists.has("clause-coordinators", word) for word in sentence.lowers[at : at + 2]):
        return None
    for word in reversed(sentence.words[:at]):
        if word.upos == "VERB" and scene.view.knowledge.lexicon.find(word.lower):
            found = _source_before(scene, word.index)
            if found:
                return PartMatch(found)
    return None


def _source_before(scene: MatchContext, cue: int) -> tuple[int, ...]:
    """The phrase before a cue, else the subject that the tree hangs on it from the left."""
    sentence = scene.sentence
    subject = next((w.index for w in sentence.children(cue) if w.relation == "nsubj" and w.index < cue), None)
    found = scene.view.phrase("before", cue)
    if found or subject is None:
        return found
    return tuple(noun_phrases.of_subject(sentence, subject, cue, scene.lists))


def _by_clitic(finder: Finder, scene: MatchContext) -> PartMatch | None:
    edges = scene.edges(finder.of)
    after = scene.sentence.words[edges[0] + 1 : edges[0] + 2] if edges else ()
    return PartMatch((after[0].index,)) if after and after[0].clitic and after[0].lower == CLITIC else None


def _by_quotation(finder: Finder, scene: MatchContext) -> PartMatch | None:
    """The quotation nearest to a part, on the asked side (or one on either side), not further than ``gap`` words."""
    edges = scene.edges(finder.of)
    if finder.adjacent:
        number = find_preceding(scene.view)
        spans = () if number is None else (scene.view.quotations[number].content,)
        return None if number is None else PartMatch(spans=spans, quotations=(number,))
    if edges is None:
        return None  # a quotation alone is found by the attribution, when all others have taken theirs
    if finder.inline:
        near = [_inline(finder, scene, edges)]
    else:
        sides = (finder.side,) if finder.side else ("before", "after")
        near = [find_standing(scene.view, edges, side, finder.gap or 0) for side in sides]
    if any(number is None for number in near):
        return None
    numbers = tuple(number for number in near if number is not None)
    return PartMatch(spans=tuple(scene.view.quotations[number].content for number in numbers), quotations=numbers)


def _inline(finder: Finder, scene: MatchContext, edges: tuple[int, int]) -> int | None:
    """The words in marks inside the sentence, on the asked side."""
    if finder.side == "before":
        return find_inline_before(scene.view, edges[0])
    return find_inline_after(scene.view, edges[1], finder.gap or 0)


def _by_rest(finder: Finder, scene: MatchContext) -> PartMatch | None:
    edges = scene.edges(finder.of)
    if edges is None:
        return None
    first, last = edges
    if finder.side == "before":
        first = _past_closers(scene, first)
    if finder.of == "source" and finder.side == "after":
        last = _past_description(scene, last)
    spans = scene.view.rest(finder.side, first if finder.side == "before" else last)
    if not spans or not content_spans.meets(finder.needs, scene.sentence, last, spans, scene.lists):
        return None
    return PartMatch(spans=spans)


def _past_closers(scene: MatchContext, first: int) -> int:
    """The end of what stands before a passive cue: ``Kapal itu aman, | demikian dikatakan Ratna``."""
    words = scene.sentence.words
    passive = scene.cue is not None and scene.cue.voice == "passive"
    while passive and first > 0 and scene.lists.has("passive-closers", words[first - 1].lower):
        first -= 1
    return first


def _past_description(scene: MatchContext, last: int) -> int:
    """The last word of what still describes a source; a noun of saying says nothing of its source but the name."""
    if scene.cue is None or scene.cue.voice == "noun":
        return last
    return content_spans.past_description(scene.sentence, last, scene.lists, narrow=scene.cue.voice == "passive")


def _by_around(finder: Finder, scene: MatchContext) -> PartMatch | None:
    """Both sides of cue and source, where these stand in the middle of the words: ``Dengan begitu, kata X, …``."""
    edges = [found for part in ("cue", "source") if (found := scene.edges(part)) is not None]
    if not edges:
        return None
    first, last = min(e[0] for e in edges), max(e[1] for e in edges)
    if scene.cue is not None and scene.cue.voice == "passive":
        words = scene.sentence.words
        while first > 0 and words[first - 1].upos in ("ADV", "AUX", "PART"):  # "Elsa | sempat disarankan dokter …"
            first -= 1
    left = scene.view.rest("before", first)
    if scene.cue is not None and scene.cue.voice in ("active", "ber"):
        left = content_spans.fronted(scene.sentence, left, first, scene.lists)
    described = _past_description(scene, last)
    right = scene.view.rest("after", described)
    if not right or not content_spans.meets(finder.needs, scene.sentence, described, right, scene.lists):
        return None
    if content_spans.is_complete(scene.sentence, left, scene.lists) and (
        described > last or content_spans.is_aside(scene.sentence, described, right, scene.lists)
    ):
        return None  # all is said before the cue: "Kapal itu aman, kata Ratna yang memeriksanya, sambil …"
    return PartMatch(spans=(*left, *right))


def _by_label(finder: Finder, scene: MatchContext) -> PartMatch | None:
    """The phrase that opens a sentence before a colon: ``Budi Santoso: "…"``.

    With a dash, the phrase behind it, which fills the sentence or has only a comma or a bracket behind it.
    """
    words = scene.sentence.words
    if finder.label == ":":
        colon = next((w.index for w in words if w.form == ":"), len(words))
        if colon == len(words):
            return None
        found = scene.view.phrase("before", colon)
        return PartMatch(found) if found and found[0] <= 1 else None
    dash = find_signature_dash(scene.view)
    found = () if dash is None else scene.view.phrase("after", dash)
    if not found or dash is None or found[0] != dash + 1 or not words[found[0]].form[:1].isupper():
        return None
    ends = found[-1] + 1 == len(words) or words[found[-1] + 1].form in (",", ".", "(")
    return PartMatch(found) if ends else None


def _is_speaker_label(words: Sequence[Word], follower: Word) -> bool:
    """Does a label name somebody, and not a body, a place or half of a title (``Avengers: Infinity War …``)?"""
    return words[0].entity in ("person", None) and follower.upos not in ("PROPN", "X")


def _by_turn(_finder: Finder, scene: MatchContext) -> PartMatch | None:
    """Find the words from the colon behind a name or a letter to the end of the paragraph: ``Kirana: Awalnya …``.

    The label opens its paragraph and is written with capitals; what follows ends like a sentence and has small
    letters, so that titles and entries of tables (``Sutradara: Bayu``) are no turns.
    """
    words, view = scene.sentence.words, scene.view
    colon = next((word.index for word in words[: _LONGEST_LABEL + 1] if word.form == ":"), None)
    if not colon or view.body is None or scene.sentence.start != view.body.start:
        return None
    spans = content_spans.trim(view.text, words[colon].end, view.body.end)
    said = spans[0].of(view.text).split() if spans else []
    label = all(word.form[:1].isupper() or not counts(word) for word in words[:colon])
    label = label and colon + 1 < len(words) and _is_speaker_label(words[:colon], words[colon + 1])
    speech = len(said) > 1 and said[0][:1].isupper() and any(word[:1].islower() for word in said)
    ends = view.text[: view.body.end].rstrip().endswith(_ENDS_SENTENCE)
    return PartMatch(spans=spans) if label and speech and ends else None


_Find = Callable[[Finder, MatchContext], PartMatch | None]
#: The ways to find a source or an addressee, which are phrases.
_PHRASES: Mapping[str, _Find] = {
    "path": _by_path,
    "phrase": _by_phrase,
    "clitic": _by_clitic,
    "label": _by_label,
    "shared": _by_shared,
}
#: The ways to find a content, which is stretches of text.
_CONTENTS: Mapping[str, _Find] = {
    "path": _clause_by_path,
    "quotation": _by_quotation,
    "rest": _by_rest,
    "around": _by_around,
    "turn": _by_turn,
}


def find(part: str, finder: Finder, scene: MatchContext) -> PartMatch | None:
    """What a finder finds for a part; None where there is nothing."""
    return (_CONTENTS if part == "content" else _PHRASES)[finder.how](finder, scene)
