"""Find where a link headline ends that runs into the next sentence.

``Baca juga: Harga Beras Naik Lagi Menurut Rani, warga mengeluh.`` A headline has
capitals on all but function words, so the first other word without one belongs to
the sentence, which began before it, at an opener (``Menurut``), at a name that the
article has elsewhere, or at the last word with a capital. On the link lines
of 8,337 articles, joined with the lines behind them, 88 % of the ends are right,
and most others are off by a word or two.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from quotes.layout.rules import LayoutRules
from quotes.records import Span

#: Longest headline, in characters.
LONGEST = 240
#: A headline has at least this many words.
SHORTEST = 2
#: A name or a role is searched for among this many words before the one without a capital.
_LONGEST_START = 9
#: The words of a role before a name, an acronym or a place among them.
_LONGEST_ROLE = 5

_TOKEN = re.compile(r"\S+")
_ADDRESS = re.compile(r"https?://|www\.")
_LEADING = re.compile(r"^[^\w@]+")
_STOP = re.compile(r"[.!?…][\"”’')\]]*$")
_ABBREVIATED = re.compile(r"(?:^|[.\W])(?:[A-Z]|[A-Z][a-z]{0,2}|\d+)\.$")
_OPENING = "\"“‘'«"
_CLOSING = "\"”’'»"


@dataclass(frozen=True, slots=True)
class _Token:
    span: Span
    word: str
    opens: bool
    closes: bool
    stops: bool
    pauses: bool

    @property
    def is_capital(self) -> bool:
        return not self.word[:1].islower() or any(ch.isupper() or ch.isdigit() for ch in self.word)


def headline_end(text: str, start: int, end: int, rules: LayoutRules) -> int:
    """Return where a headline that begins at ``start`` ends; ``end`` if it fills the rest of the line.

    Args:
        text: the article.
        start: the first character of the headline.
        end: the end of its line.
        rules: with the word lists ``headline-small-words``, ``sentence-openers`` and ``headline-roles``.
    """
    tokens = [_read_token(m) for m in _TOKEN.finditer(text, start, min(end, start + LONGEST))]
    small = rules.lists.get("headline-small-words", frozenset())
    if tokens and _ADDRESS.match(text, start):
        return tokens[0].span.end
    for k, token in enumerate(tokens):
        if token.opens and k >= SHORTEST and _is_speech(tokens[k:], small):
            return token.span.start
        trails_off = k == len(tokens) - 1 and text.startswith(("...", "…"), token.span.start + len(token.word))
        if k >= SHORTEST and _is_lower(tokens[k:], small) and not (trails_off or _is_quoted(tokens, k)):
            if _is_sentence_case(tokens, small):
                return _find_end_of_sentence_case(tokens, rules)
            return _find_sentence_start(text, tokens, k, rules)
        if token.stops and k + 1 >= SHORTEST and not _is_continued(tokens[k + 1 :], small):
            return token.span.end
    return tokens[-1].span.end if tokens and min(end, start + LONGEST) == end else start


def _read_token(found: re.Match[str]) -> _Token:
    written = found[0]
    word = re.sub(r"\W+$", "", _LEADING.sub("", written))
    stops = bool(_STOP.search(written)) and not _ABBREVIATED.search(written.rstrip(_CLOSING))
    return _Token(
        Span(*found.span()),
        word,
        written[0] in _OPENING,
        written.rstrip(".,!?:;")[-1:] in tuple(_CLOSING),
        stops,
        written[-1] in ",;",
    )


def _is_lower(tokens: Sequence[_Token], small: Collection[str]) -> bool:
    """Return whether the first word lacks a capital that it would have in a headline."""
    first, following = tokens[0], tokens[1] if len(tokens) > 1 else None
    if first.is_capital:
        return False
    if first.word not in small or first.pauses:
        return True
    return following is not None and not following.is_capital and following.word not in small


def _is_sentence_case(tokens: Sequence[_Token], small: Collection[str]) -> bool:
    """Return whether a headline has small letters from its second word on."""
    second = next((token for token in tokens[1:] if token.word not in small), None)
    return second is not None and not second.is_capital and not tokens[0].word[:1].isdigit()


def _is_speech(tokens: Sequence[_Token], small: Collection[str]) -> bool:
    """Return whether marks that open here contain a sentence rather than words of the headline."""
    inside = []
    for token in tokens[:8]:
        inside.append(token)
        if token.closes:
            break
    lower = [token for token in inside[1:] if not token.is_capital and token.word not in small]
    return tokens[0].is_capital and (len(lower) > 1 or len(lower) == len(inside) - 1)


def _is_quoted(tokens: Sequence[_Token], k: int) -> bool:
    """Return whether a word is between marks inside the headline."""
    opened = sum(token.opens for token in tokens[: k + 1]) - sum(token.closes for token in tokens[:k])
    return opened > 0 and any(token.closes for token in tokens[k : k + 8])


def _is_continued(tokens: Sequence[_Token], small: Collection[str]) -> bool:
    """Return whether a headline continues after a question mark or a stop: ``Kapan Panen? Ini Jadwalnya``."""
    following = [token for token in tokens[:5] if token.word and token.word.lower() not in small]
    return len(following) >= 3 and all(token.is_capital for token in following[:3])


def _find_sentence_start(text: str, tokens: Sequence[_Token], lower: int, rules: LayoutRules) -> int:
    """Return where the sentence begins whose first word without a capital is ``tokens[lower]``."""
    openers, weak, roles = (
        rules.lists.get(name, frozenset()) for name in ("sentence-openers", "weak-sentence-openers", "headline-roles")
    )
    first = max(SHORTEST, lower - _LONGEST_START)
    run = lower
    while run > first and (tokens[run - 1].is_capital):
        run -= 1
    name = _find_known_name(text, tokens, run, lower, rules)
    at = name if name is not None else lower
    role = next((k for k in range(at - 1, max(run, at - _LONGEST_ROLE) - 1, -1) if tokens[k].word.lower() in roles), at)
    while role > run and tokens[role - 1].word.lower() in roles:
        role -= 1
    at = role
    for k in range(at - 1, run - 1, -1):
        word = tokens[k].word.lower()
        if word in openers or (k >= at - 2 and word in weak):
            return tokens[k].span.start
    if name is not None or at < lower:
        return tokens[at].span.start
    commas = [k for k in range(run, lower) if text[tokens[k].span.end - 1] == ","]
    if lower == run:
        return tokens[lower].span.start
    return tokens[max(run, (commas[0] if commas and commas[0] == lower - 1 else lower) - 1)].span.start


def _find_known_name(text: str, tokens: Sequence[_Token], run: int, lower: int, rules: LayoutRules) -> int | None:
    """Return the first of the last words with capitals that the article repeats elsewhere.

    A single word must not be one that news writes in small letters.
    """
    found = None
    for k in range(lower - 1, run - 1, -1):
        words = text[tokens[k].span.start : tokens[lower - 1].span.end].rstrip(",.")
        others = text.count(words)
        if others < 2:
            break
        if k < lower - 1 or rules.casing.get(words.lower(), 0) <= 0:
            found = k
    return found


def _find_end_of_sentence_case(tokens: Sequence[_Token], rules: LayoutRules) -> int:
    """Return the end of a headline in small letters: before an opener, or a capital that small letters follow."""
    openers = rules.lists.get("sentence-openers", frozenset())
    small = rules.lists.get("headline-small-words", frozenset())
    for k in range(SHORTEST + 1, len(tokens)):
        before, token = tokens[k - 1], tokens[k]
        if before.stops or (token.opens and _is_speech(tokens[k:], small)):
            return before.span.end
        if not token.is_capital or before.word in small:
            continue
        is_continued = k + 1 < len(tokens) and not tokens[k + 1].is_capital
        if token.word.lower() in openers or (is_continued and not before.is_capital):
            return token.span.start
    return tokens[-1].span.end
