"""Two reports in one sentence: the first ends where the second begins.

``X mengatakan A dan menambahkan B``: A ends before ``dan``. ``Menurutnya A, ia
berharap B``: A ends before ``ia``. A report inside a report of somebody else
(``Ia menyatakan bahwa Daniel menyesalkan C``) stays whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quotes.records import Span
from quotes.rulebook.match import Found, Match

_TRIM = " \t\r\n\u00a0,.;:–—-"
_JOINS = ("dan", "serta", "sambil", "seraya", "sembari", "sekaligus", "lalu", "kemudian", "juga", "dan/atau")
_PRONOUNS = ("ia", "dia", "beliau", "mereka")


def cut_short(matches: Sequence[Match], text: str) -> list[Match]:
    """End every report where a later one of the same speaker begins in its sentence; drop what has no words left."""
    out = []
    for match in matches:
        later = [m for m in matches if m is not match and m.number == match.number and m.sentence is match.sentence]
        ends = [end for other in later if (end := _end_before(match, other)) is not None]
        if not ends:
            out.append(match)
            continue
        spans = _until(match.content, min(ends), text)
        if spans:
            parts = {**match.parts, "content": Found(spans=spans, how=match.parts["content"].how)}
            out.append(replace(match, parts=parts))
    return out


def _end_before(match: Match, other: Match) -> int | None:
    """Where ``match`` must end for ``other`` to begin, if it goes on with the same speaker."""
    if other.cue_word is None or match.cue_word is None or other.cue_word <= match.cue_word:
        return None
    words = match.sentence.words
    cue = words[other.cue_word]
    if not any(span.start <= cue.start < span.end for span in match.content):
        return None
    source = other.parts.get("source")
    shared = source is not None and match.parts.get("source") is not None and source.words == match.parts["source"].words
    if shared:
        at = other.cue_word
        while at > 0 and words[at - 1].lower in _JOINS + (",",):
            at -= 1
        joined = any(words[k].lower in _JOINS for k in range(at, other.cue_word))
        return words[at].start if joined else None
    if source is not None and len(source.words) == 1 and words[source.words[0]].lower in _PRONOUNS:
        first = source.words[0]
        after_comma = first > 0 and words[first - 1].lower == ","
        joined = first > 0 and words[first - 1].lower in _JOINS
        return words[first - 1].start if after_comma or joined else None
    return None


def _until(spans: Sequence[Span], end: int, text: str) -> tuple[Span, ...]:
    out = []
    for span in spans:
        stop = min(span.end, end)
        while stop > span.start and text[stop - 1] in _TRIM:
            stop -= 1
        if stop > span.start:
            out.append(Span(span.start, stop))
    return tuple(out)
