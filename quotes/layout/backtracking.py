r"""Regular expressions that may take for ever: found before they are ever run.

Python's ``re`` tries every way to divide a text among repetitions. Where a
repetition stands in another and a character may belong to this round or to the
next, ``(\w+\s*)+``, the ways double with every character. The test is that of
star height two with an overlap, as in Kirrage, Rathnayake and Thielecke, "Static
Analysis for Regular Expression Denial-of-Service Attacks" (NSS 2013), and may
refuse a harmless pattern, which can always be written otherwise. Python's own
parser of patterns takes them apart; it has no public name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import import_module
from itertools import combinations
from typing import Any

#: Characters that sets are compared on: Latin letters with their accents, digits, signs, marks and white space.
_ALPHABET = frozenset(chr(code) for code in (*range(0x250), *range(0x2000, 0x2070)))

_parser: Any = import_module("re._parser")
_constants: Any = import_module("re._constants")
#: A piece of a pattern: its kind, and what belongs to it.
_Piece = tuple[Any, Any]

#: What a pattern has to have to be worth taking apart: a group that is repeated.
_GROUP_AGAIN = re.compile(r"\)[*+{]")
_REPEATS = (_constants.MAX_REPEAT, _constants.MIN_REPEAT)
_ZERO_WIDTH = (_constants.AT, _constants.ASSERT, _constants.ASSERT_NOT)


def endless(pattern: str) -> str | None:
    """What in a pattern may take for ever, in words; None for a pattern that is safe.

    Args:
        pattern: one that compiles.
    """
    if not _GROUP_AGAIN.search(pattern):
        return None
    return next(_faults(_parser.parse(pattern)), None)


def _faults(pieces: Sequence[_Piece]) -> Iterator[str]:
    for piece in pieces:
        for inner in _inside(piece):
            yield from _faults(inner)
        if _is_unbounded(piece):
            yield from _fault_of(piece[1][2])


def _fault_of(body: Sequence[_Piece]) -> Iterator[str]:
    """What is wrong with a body that is repeated without a bound."""
    again = _first(body)
    for repeated in _trailing(body):
        shared = again & _first(repeated)
        if shared:
            yield f"a repetition in a repetition, both of which take {_shown(shared)}"
    for one, other in _alternatives(body):
        if one & other:
            yield f"alternatives in a repetition, more than one of which takes {_shown(one & other)}"


def _shown(characters: frozenset[str]) -> str:
    return repr(min(characters, key=lambda ch: (not ch.isalnum(), not ch.isprintable(), ch)))


def _is_unbounded(piece: _Piece) -> bool:
    return piece[0] in _REPEATS and piece[1][1] == _constants.MAXREPEAT


def _inside(piece: _Piece) -> list[Sequence[_Piece]]:
    """The sequences that a piece holds: alternatives, the body of a group, of a repetition or of an assertion."""
    kind, about = piece
    if kind is _constants.BRANCH:
        return list(about[1])
    if kind is _constants.GROUPREF_EXISTS:
        return [branch for branch in about[1:] if branch is not None]
    if kind in (_constants.SUBPATTERN, *_REPEATS, _constants.POSSESSIVE_REPEAT):
        return [about[-1]]
    if kind in (_constants.ASSERT, _constants.ASSERT_NOT):
        return [about[1]]
    return [about] if kind is _constants.ATOMIC_GROUP else []


def _trailing(body: Sequence[_Piece]) -> Iterator[Sequence[_Piece]]:
    """The bodies of repetitions without a bound that a sequence may end in."""
    for piece in reversed(body):
        if _is_unbounded(piece):
            yield piece[1][2]
        elif piece[0] not in (*_ZERO_WIDTH, _constants.ATOMIC_GROUP):  # an atomic group gives nothing back
            for inner in _inside(piece):
                yield from _trailing(inner)
        if not _may_be_empty(piece):
            return


def _alternatives(body: Sequence[_Piece]) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    """Pairs of alternatives that may be the whole of a round, as the single characters that they take."""
    if len(body) != 1:
        return
    kind, about = body[0]
    if kind is _constants.SUBPATTERN:
        yield from _alternatives(about[-1])
    elif kind is _constants.BRANCH:
        yield from combinations([_single(branch) for branch in about[1]], 2)


def _single(body: Sequence[_Piece]) -> frozenset[str]:
    """The texts of one character that a sequence takes."""
    one = [piece for piece in body if not _may_be_empty(piece)]
    if len(one) > 1:
        return frozenset()
    return _first(body) if one else frozenset().union(*(_first([piece]) for piece in body))


def _first(body: Sequence[_Piece]) -> frozenset[str]:
    """The characters that a sequence may begin with."""
    found: frozenset[str] = frozenset()
    for piece in body:
        found |= _first_of(piece)
        if not _may_be_empty(piece):
            break
    return found


def _first_of(piece: _Piece) -> frozenset[str]:
    kind, about = piece
    if kind in _ZERO_WIDTH:
        return frozenset()
    inner = _inside(piece)
    if inner:
        return frozenset().union(*map(_first, inner))
    return _characters(kind, repr(about), about) if kind is not _constants.GROUPREF else _ALPHABET


def _may_be_empty(piece: _Piece) -> bool:
    kind, about = piece
    if kind in _ZERO_WIDTH or kind is _constants.GROUPREF:
        return True
    if kind in (*_REPEATS, _constants.POSSESSIVE_REPEAT) and about[0] == 0:
        return True
    inner = _inside(piece)
    return bool(inner) and any(all(map(_may_be_empty, each)) for each in inner)


_KNOWN: dict[tuple[str, str], frozenset[str]] = {}


def _characters(kind: Any, key: str, about: Any) -> frozenset[str]:
    """The characters that a piece of one character takes; sets are worked out once."""
    if (str(kind), key) not in _KNOWN:
        _KNOWN[str(kind), key] = _worked_out(kind, about)
    return _KNOWN[str(kind), key]


def _worked_out(kind: Any, about: Any) -> frozenset[str]:
    if kind is _constants.ANY:
        return _ALPHABET - {"\n"}
    if kind is _constants.LITERAL:
        return frozenset(chr(about))
    if kind is _constants.NOT_LITERAL:
        return _ALPHABET - {chr(about)}
    if kind is _constants.RANGE:
        return frozenset(ch for ch in _ALPHABET if about[0] <= ord(ch) <= about[1])
    if kind is _constants.CATEGORY:
        return _of_category(str(about))
    negated = about and about[0][0] is _constants.NEGATE
    listed = frozenset().union(*(_worked_out(*each) for each in about[1 if negated else 0 :]))
    return _ALPHABET - listed if negated else listed


@cache
def _of_category(name: str) -> frozenset[str]:
    letter = {"DIGIT": "d", "SPACE": "s", "WORD": "w"}[name.rpartition("_")[2]]
    escape = letter.upper() if "_NOT_" in name else letter
    return frozenset(ch for ch in _ALPHABET if re.fullmatch(rf"\{escape}", ch))
