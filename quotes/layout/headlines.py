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

#: The words of a name that the article has only once.
_LONGEST_NAME = 3

_TOKEN = re.compile(r"\S+")
_ADDRESS = re.compile(r"https?://|www\.")
_LEADING = re.compile(r"^[^\w@]+")
_STOP = re.compile(r"[.!?…][\"”’')\]]*$")
_ABBREVIATED = re.compile(r"(?:^|[.\W])(?:[A-Z]|[A-Z][a-z]{0,2}|\d+)\.$")
_OPENING = "\"“‘'«"
_DOUBLE = '"“«'
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


def headline_end(text: str, start: int, end: int, rules: LayoutRules, *, interrupts: bool = False) -> int:
    """Return where a headline that begins at ``start`` ends; ``end`` if it fills the rest of the line.

    It ends at ``start`` where there is none.

    Args:
        text: the article.
        start: the first character of the headline.
        end: the end of its line.
        interrupts: the link stands inside a sentence, which continues after it with a small letter.
        rules: with the word lists of ``rules/layout/headlines.yaml``.
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
                return _find_end_of_sentence_case(text, tokens, rules)
            begins = _find_sentence_start(text, tokens, k, rules)
            return token.span.start if interrupts and begins is None else begins or _find_last_capital(tokens, k, rules)
        if token.stops and k + 1 >= SHORTEST and not _is_continued(tokens[k + 1 :], small):
            return token.span.end
    return tokens[-1].span.end if tokens and min(end, start + LONGEST) == end else start


def begins_quotation(text: str, start: int, end: int, rules: LayoutRules) -> bool:
    """Return whether a sentence between marks begins at ``start``, and no headline: ``Baca juga: "Kami lelah," …``."""
    tokens = [_read_token(m) for m in _TOKEN.finditer(text, start, min(end, start + LONGEST))]
    marked = bool(tokens) and text[tokens[0].span.start] in _DOUBLE
    return marked and _is_speech(tokens, rules.lists.get("headline-small-words", frozenset()))


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
        written.rstrip(_CLOSING)[-1:] in (",", ";"),
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
    """Return whether marks that open here contain a sentence rather than words of the headline.

    A sentence has words in small letters; one or none is enough where small letters follow the marks as well.
    """
    close = next((k for k, token in enumerate(tokens[:8]) if token.closes), None)
    inside = tokens[:8] if close is None else tokens[: close + 1]
    behind = () if close is None else tokens[close + 1 : close + 2]
    lower = [token for token in inside[1:] if not token.is_capital and token.word not in small]
    reports = bool(behind) and not behind[0].is_capital and behind[0].word not in small
    spoken = bool(lower) or inside[-1].pauses or inside[-1].stops
    all_lower = len(inside) > 1 and len(lower) == len(inside) - 1
    return tokens[0].is_capital and (len(lower) > 1 or all_lower or (reports and spoken))


def _is_quoted(tokens: Sequence[_Token], k: int) -> bool:
    """Return whether a word is between marks inside the headline."""
    opened = sum(token.opens for token in tokens[: k + 1]) - sum(token.closes for token in tokens[:k])
    return opened > 0 and any(token.closes for token in tokens[k : k + 8])


def _is_continued(tokens: Sequence[_Token], small: Collection[str]) -> bool:
    """Return whether a headline continues after a question mark or a stop: ``Kapan Panen? Ini Jadwalnya``."""
    following = [token for token in tokens[:5] if token.word and token.word.lower() not in small]
    return len(following) >= 3 and all(token.is_capital for token in following[:3])


def _find_sentence_start(text: str, tokens: Sequence[_Token], lower: int, rules: LayoutRules) -> int | None:
    """Return where the sentence begins whose first word without a capital is ``tokens[lower]``.

    None where neither an opener nor a role or a known name says so.
    """
    openers, weak, roles = (
        rules.lists.get(name, frozenset()) for name in ("sentence-openers", "weak-sentence-openers", "headline-roles")
    )
    run = _find_run(tokens, lower)
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
    return tokens[at].span.start if name is not None or at < lower else None


def _find_run(tokens: Sequence[_Token], lower: int) -> int:
    """Return the first of the words with capitals right before a word."""
    first, run = max(SHORTEST, lower - _LONGEST_START), lower
    while run > first and tokens[run - 1].is_capital:
        run -= 1
    return run


def _find_last_capital(tokens: Sequence[_Token], lower: int, rules: LayoutRules) -> int:
    """Return the last words with capitals before ``tokens[lower]`` that may be a name, or the last one.

    A name has words that news never writes small, and not behind a preposition of place.
    """
    run = _find_run(tokens, lower)
    if lower == run:
        return tokens[lower].span.start
    pauses = lower - 1 > run and tokens[lower - 1].pauses and not any(token.pauses for token in tokens[run : lower - 1])
    at = max(run, lower - (2 if pauses else 1))
    names = [token.word.lower() not in rules.casing and token.word[:1].isalpha() for token in tokens]
    first = at
    while (
        first > max(run, at - _LONGEST_NAME + 1)
        and names[first]
        and names[first - 1]
        and not _is_border(tokens[first - 1])
    ):
        first -= 1
    if first < at and tokens[first - 1].word in rules.lists.get("place-prepositions", ()):
        first += 1
    return tokens[first].span.start


def _is_border(token: _Token) -> bool:
    return token.stops or token.closes or token.pauses


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


def _find_end_of_sentence_case(text: str, tokens: Sequence[_Token], rules: LayoutRules) -> int:
    """Return the end of a headline in small letters.

    It ends before an opener, a name that the article has elsewhere, or a capital that small letters follow.
    """
    openers = rules.lists.get("sentence-openers", frozenset())
    small = rules.lists.get("headline-small-words", frozenset())
    for k in range(SHORTEST + 1, len(tokens)):
        before, token = tokens[k - 1], tokens[k]
        if before.stops or (token.opens and _is_speech(tokens[k:], small)):
            return before.span.end
        if not token.is_capital or before.word in small:
            continue
        is_continued = k + 1 < len(tokens) and not tokens[k + 1].is_capital
        is_known = k + 1 < len(tokens) and text.count(text[token.span.start : tokens[k + 1].span.end]) > 1
        if token.word.lower() in openers or ((is_continued or is_known) and not before.is_capital):
            return token.span.start
    return tokens[-1].span.end
