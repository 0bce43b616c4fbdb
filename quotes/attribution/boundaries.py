"""Two reports in one sentence: the first ends where the second begins.

``X mengatakan A dan menambahkan B``: A ends before ``dan``. ``Menurutnya A, ia
berharap B``: A ends before ``ia``. A report inside a report of somebody else
(``Ia menyatakan bahwa Daniel menyesalkan C``) stays whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quotes.lexicon.word_lists import WordLists
from quotes.matching.matcher import Match
from quotes.records import Span
from quotes.trees import Word

_TRIM = " \t\r\n\u00a0,.;:–—-"


def trim_to_next_report(matches: Sequence[Match], text: str, lists: WordLists) -> list[Match]:
    """End every report where a later one of the same speaker begins in its sentence; drop what has no words left."""
    out = []
    for match in matches:
        neighbours = [
            m for m in matches if m is not match and m.number == match.number and m.sentence is match.sentence
        ]
        ends = [end for other in neighbours if (end := _end_before(match, other, lists)) is not None]
        spans = _until(match.content, min(ends), text) if ends else match.content
        if not ends:
            out.append(match)
        elif spans:
            content = replace(match.parts["content"], spans=spans)
            out.append(replace(match, parts={**match.parts, "content": content}))
    return out


def _end_before(match: Match, other: Match, lists: WordLists) -> int | None:
    """Where ``match`` must end for ``other`` to begin, if it goes on with the same speaker."""
    source, cue = other.parts.get("source"), _cue_inside(match, other)
    if source is None or cue is None:
        return None
    words = match.sentence.words
    own = match.parts.get("source")
    if own is not None and source.words == own.words:
        return _before_joined_cue(words, cue, lists)
    if len(source.words) == 1 and lists.has("third-person-pronouns", words[source.words[0]].lower):
        return _before_joined_pronoun(words, source.words[0], lists)
    return _before_contrast(words, source.words[0], lists)


def _cue_inside(match: Match, other: Match) -> int | None:
    """The cue of ``other``, if it follows that of ``match`` and stands inside its content."""
    if other.cue_word is None or match.cue_word is None or other.cue_word <= match.cue_word:
        return None
    start = match.sentence.words[other.cue_word].start
    return other.cue_word if any(span.start <= start < span.end for span in match.content) else None


def _before_joined_cue(words: Sequence[Word], cue: int, lists: WordLists) -> int | None:
    """Where ``dan menambahkan``, with all its conjunctions, begins; None for a cue that nothing joins."""
    at = cue
    while at > 0 and _joins(words[at - 1], lists):
        at -= 1
    joined = any(lists.has("clause-linkers", word.lower) for word in words[at:cue])
    return words[at].start if joined else None


def _joins(word: Word, lists: WordLists) -> bool:
    return word.form == "," or lists.has("clause-linkers", word.lower)


def _before_joined_pronoun(words: Sequence[Word], pronoun: int, lists: WordLists) -> int | None:
    """Where the comma or the conjunction before ``ia`` stands; None where there is neither."""
    joined = pronoun > 0 and _joins(words[pronoun - 1], lists)
    return words[pronoun - 1].start if joined else None


def _before_contrast(words: Sequence[Word], source: int, lists: WordLists) -> int | None:
    """Where ``tetapi`` before another speaker begins: ``Ratna mengatakan A, | tetapi Haris mengatakan B``."""
    at = source - 1
    if at > 0 and lists.has("contrastive-conjunctions", words[at].lower):
        return words[at].start
    return (
        words[at].start if at > 1 and lists.has("coordinators", words[at].lower) and words[at - 1].form == "," else None
    )


def _until(spans: Sequence[Span], end: int, text: str) -> tuple[Span, ...]:
    out = []
    for span in spans:
        stop = min(span.end, end)
        while stop > span.start and text[stop - 1] in _TRIM:
            stop -= 1
        if stop > span.start:
            out.append(Span(span.start, stop))
    return tuple(out)
