"""Names as the registry compares them: folded, by their sound, by their parts."""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby

from quotes.registry.knowledge import Knowledge

#: A name as its words, folded.
Name = tuple[str, ...]

#: Shorter words are too like each other for a letter to be a slip of the pen.
_LONG_WORD = 5
_DROPPED = str.maketrans("", "", ".'’‘`´\u200b\u200c\u200d\u200e\u200f")


def fold(text: str) -> Name:
    """A name without case, accents, stops and apostrophes; hyphens part words: ``Jean-Yves``, ``Al-Basri``."""
    plain = unicodedata.normalize("NFKD", text).translate(_DROPPED)
    plain = "".join(ch for ch in plain if not unicodedata.combining(ch)).casefold()
    return tuple(re.findall(r"[^\W_]+", plain))


def slug(text: str) -> str:
    """``sri-lestari``: a name as an id."""
    return "-".join(fold(text)) or "speaker"


def sound(name: Name, known: Knowledge) -> str:
    """What a name sounds like: other spellings of a word, old and foreign spelling and doubled letters are the same."""
    words = [known.spellings.get(word, word) for word in name]
    for k, word in enumerate(words):
        for written, spoken in known.sounds.items():
            word = word.replace(written, spoken)  # noqa: PLW2901 - one change after the other
        once = "".join(letter for letter, _ in groupby(word))
        words[k] = once.rstrip("h") or once
    return "".join(words)


def is_common(name: Name, known: Knowledge) -> bool:
    """Two words or less, all of which thousands are called by, or initials: ``Budi Santoso``, ``M Santoso``."""
    return len(name) <= 2 and all(len(word) == 1 or known.spellings.get(word, word) in known.common for word in name)


def part_of(short: Name, long: Name) -> bool:
    """Are all words of one name in the other, in their order? An initial is its word: ``M Jusuf``, ``Muhammad Jusuf``.

    Of two words one at least must be written out in both; where the other is an initial, the names have two words each.
    """
    if len(short) == 2 and len(long) > 2 and min(map(len, short)) == 1:
        return False
    rest = iter(long)
    pairs = [(word, next((other for other in rest if _same_word(word, other)), None)) for word in short]
    return all(other is not None for _, other in pairs) and any(len(a) > 1 and a == b for a, b in pairs)


def _same_word(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])


def one_letter_off(one: Name, other: Name) -> bool:
    """Do two names differ by one letter, too many, missing or another, of one long word?"""
    if len(one) != len(other):
        return False
    unlike = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    return len(unlike) == 1 and min(map(len, unlike[0])) >= _LONG_WORD and _one_edit(*unlike[0])


def _one_edit(one: str, other: str) -> bool:
    if abs(len(one) - len(other)) > 1:
        return False
    start = next((k for k, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    if len(one) == len(other):
        return one[start + 1 :] == other[start + 1 :]
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return longer[start + 1 :] == shorter[start:]
