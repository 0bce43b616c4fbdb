"""The name that stands behind a role and a comma, where the phrase of the source ends before it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from quotes.matching.matcher import Match
from quotes.resolution.names import NameLexicon, name_in
from quotes.trees import Word


def with_apposition(words: Sequence[Word], match: Match, known: NameLexicon) -> list[Word]:
    """``Kepala Dinas Pasar, Rangga mengatakan``: the words of a source and the name behind it.

    The name must be bounded by the cue or a comma: in ``menurut Menteri Keuangan, Rangga sudah tahu`` it begins what
    is reported.
    """
    sentence = match.sentence.words
    end = words[-1].index + 1
    role = known.titles.is_role_head(words[0].form) or known.titles.is_status(words[0].form)
    if not role or end >= len(sentence) or sentence[end].form != "," or name_in(words, known):
        return list(words)
    behind = list(takewhile(lambda word: _of_name(word, known), sentence[end + 1 :]))
    after = end + 1 + len(behind)
    if not behind or after >= len(sentence) or not (after == match.cue_word or sentence[after].form == ","):
        return list(words)
    named = name_in(behind, known, bare=True)
    return [*words, sentence[end], *behind] if named and named[-1] is behind[-1] else list(words)


def _of_name(word: Word, known: NameLexicon) -> bool:
    return known.is_name_word(word) or known.titles.is_honorific(word.form)
