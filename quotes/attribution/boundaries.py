"""Find where a report ends because another one begins in its sentence.

``X mengatakan A dan menambahkan B``: A ends before ``dan``. ``Lanjut X menjelaskan
A``: nothing is left of what ``lanjut`` reports. ``Menurutnya A, ia
berharap B``: A ends before the comma. ``X mengatakan A, tetapi Y mengatakan B``: A
ends before ``tetapi``. A report inside a report of another speaker (``Ia menyatakan
bahwa Daniel menyesalkan C``) stays whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from quotes.lexicon.cues import ATTITUDES
from quotes.lexicon.word_lists import WordLists
from quotes.matching.matcher import Match
from quotes.records import Span
from quotes.trees import Word

#: Parts of speech of a description before a name.
_DESCRIBES = {"NOUN", "PROPN", "ADJ", "NUM", "DET"}
_TRIM = " \t\r\n\u00a0,.;:–—-"


def trim_to_next_report(matches: Sequence[Match], text: str, lists: WordLists) -> list[Match]:
    """End every report where a later one of its sentence begins; drop a report that becomes empty."""
    out = []
    for match in _drop_repeated(matches, lists):
        others = [m for m in matches if m is not match and m.number == match.number and m.sentence is match.sentence]
        ends = [end for other in others if (end := _find_end_before(match, other, lists)) is not None]
        spans = _trim_spans(match.content, min(ends), text) if ends else match.content
        if not ends:
            out.append(match)
        elif spans and not _is_circumstance(match, spans[0], lists):
            content = replace(match.parts["content"], spans=spans)
            out.append(replace(match, parts={**match.parts, "content": content}))
    return out


def _is_circumstance(match: Match, left: Span, lists: WordLists) -> bool:
    """Return whether what is left of a report behind its cue only says when or how: ``dengan itu, | ia berharap …``.

    A demonstrative makes an adverb of it (``saat ini``), with which a report may begin.
    """
    first, second = [*(word.lower for word in match.sentence.words if word.start >= left.start), "", ""][:2]
    behind = match.cue_span is not None and match.cue_span.end <= left.start
    opens = any(lists.has(name, first) for name in ("time-conjunctions", "subjectless-conjunctions"))
    return behind and opens and not lists.has("demonstratives", second)


def _drop_repeated(matches: Sequence[Match], lists: WordLists) -> list[Match]:
    """Drop a report around another one of the same speaker, whose cue is nearer to the words.

    ``Ia berpesan agar warga tenang, | ujarnya``; ``Ratna mengaku dirinya | khawatir sungai meluap``.
    """
    wrapped = [(outer, inner) for outer in matches for inner in matches if _wraps(outer, inner)]
    repeated = [outer for outer, inner in wrapped if all(_has_pronoun(m, lists) for m in (outer, inner))]
    repeated += [outer for outer in matches for inner in matches if _leads_up(outer, inner, lists)]
    return [match for match in matches if match not in repeated]


def _leads_up(outer: Match, inner: Match, lists: WordLists) -> bool:
    """Return whether nothing but a pronoun and adverbs stand before the attitude that a report tells of its speaker."""
    attitude = inner.cue is not None and inner.cue.cue_class in ATTITUDES and inner.cue.voice != "noun"
    if not attitude or inner.sentence is not outer.sentence or not _contains_cue(outer, inner):
        return False
    start = outer.content[0].start
    words = [word for word in outer.sentence.words[: inner.cue_word] if word.start >= start]
    return all(
        any(lists.has(name, word.lower) for name in ("third-person-pronouns", "reflexives", "preverbal-words"))
        or word.clitic
        for word in words
    )


def _wraps(outer: Match, inner: Match) -> bool:
    """Return whether a report that ends before its cue contains the cue of another one of its sentence."""
    cues = [match.cue_span.start for match in (inner, outer) if match.cue_span is not None and match.content]
    if outer.number != inner.number or len(cues) < 2:
        return False
    return outer.content[0].start < cues[0] < outer.content[-1].end <= cues[1]


def _has_pronoun(match: Match, lists: WordLists) -> bool:
    source = match.parts.get("source")
    return source is not None and any(lists.has("pronouns", match.sentence.words[k].lower) for k in source.words[:1])


def _find_end_before(match: Match, other: Match, lists: WordLists) -> int | None:
    """Return where ``match`` ends for ``other`` to begin; None if ``other`` is not a report beside it."""
    source = other.parts.get("source")
    if source is None or other.cue_word is None or not _contains_cue(match, other):
        return None
    words = match.sentence.words
    own = match.parts.get("source")
    if _wraps(other, match):
        return words[other.cue_word].start
    if own is not None and not set(source.words).isdisjoint(own.words):
        start = match.content[0].start
        before = [word.lower for word in words[: other.cue_word] if word.start >= start]
        repeats = all(lists.has("preverbal-words", word) for word in before)  # "Lanjut Ratna | juga menjelaskan A"
        return start if repeats else _find_joined_cue(words, other.cue_word, lists)
    if len(source.words) == 1 and lists.has("third-person-pronouns", words[source.words[0]].lower):
        return _find_joined_pronoun(words, source.words[0], lists)
    return _find_contrast(words, min(source.words[0], other.cue_word), lists)


def _contains_cue(match: Match, other: Match) -> bool:
    """Return whether the cue of ``other`` follows that of ``match`` and is inside its content."""
    if other.cue_word is None or match.cue_word is None or other.cue_word <= match.cue_word:
        return False
    start = match.sentence.words[other.cue_word].start
    return any(span.start <= start < span.end for span in match.content)


def _find_joined_cue(words: Sequence[Word], cue: int, lists: WordLists) -> int | None:
    """Return where ``dan menambahkan``, with all its conjunctions, begins; None if nothing joins the cue."""
    at = cue
    while at > 0 and _is_joint(words[at - 1], lists):
        at -= 1
    joined = any(lists.has("clause-linkers", word.lower) for word in words[at:cue])
    return words[at].start if joined else None


def _is_joint(word: Word, lists: WordLists) -> bool:
    return word.form == "," or lists.has("clause-linkers", word.lower)


def _find_joined_pronoun(words: Sequence[Word], pronoun: int, lists: WordLists) -> int | None:
    """Return where the comma or the conjunction before ``ia`` stands; None if there is neither."""
    joined = pronoun > 0 and (words[pronoun - 1].form == ";" or _is_joint(words[pronoun - 1], lists))
    return words[pronoun - 1].start if joined else None


def _find_contrast(words: Sequence[Word], first: int, lists: WordLists) -> int | None:
    """Return where ``tetapi``, ``, dan`` or a semicolon before another speaker stands; None if there is none.

    What describes the speaker may stand between the two: ``sedangkan | tergugat, | Haris, menyebut …``.

    Args:
        first: the first word of the other report, of its source or its cue (``namun menurut saksi …``).
    """
    if first > 1 and words[first - 1].form == ",":
        described = takewhile(
            lambda word: word.upos in _DESCRIBES and not _is_joint(word, lists), reversed(words[: first - 1])
        )
        first -= sum(1 for _ in described) + 1
    if first < 1:
        return None
    joint = words[first - 1]
    contrasts = joint.form == ";" or lists.has("contrastive-conjunctions", joint.lower)
    adds = lists.has("clause-coordinators", joint.lower) and first > 1 and words[first - 2].form == ","
    return joint.start if contrasts or adds else None


def _trim_spans(spans: Sequence[Span], end: int, text: str) -> tuple[Span, ...]:
    """Cut spans at ``end``, without white space and signs before it."""
    out = []
    for span in spans:
        stop = min(span.end, end)
        while stop > span.start and text[stop - 1] in _TRIM:
            stop -= 1
        if stop > span.start:
            out.append(Span(span.start, stop))
    return tuple(out)
