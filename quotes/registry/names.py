"""Compare names: by their sound, by their parts, by one letter."""

from __future__ import annotations

from itertools import groupby

from quotes.registry.weights import RegistryRules

#: A name as its folded words (:func:`quotes.text.fold`).
Name = tuple[str, ...]

#: In a shorter word a different letter is more often another name than a typing error.
_MIN_LENGTH_OF_TYPO = 5


def sound_key(name: Name, rules: RegistryRules) -> str:
    """Return a key that is the same for names of the same sound: other spellings, old spelling, doubled letters."""
    words = [rules.spellings.get(word, word) for word in name]
    for k, word in enumerate(words):
        for written, spoken in rules.sounds.items():
            word = word.replace(written, spoken)  # noqa: PLW2901 - one change after the other
        once = "".join(letter for letter, _ in groupby(word))
        words[k] = once.rstrip("h") or once
    return "".join(words)


def is_common(name: Name, rules: RegistryRules) -> bool:
    """Has the name at most two words, all of them common or initials: ``Budi Santoso``, ``M Santoso``?"""
    return len(name) <= 2 and all(len(word) == 1 or rules.spellings.get(word, word) in rules.common for word in name)


def is_part_of(short: Name, long: Name) -> bool:
    """Are all words of one name in the other, in the same order? An initial matches its word (``M``, ``Muhammad``).

    At least one word must be written out in both. A name of an initial and a word matches names of two words only.
    """
    if len(short) == 2 and len(long) > 2 and min(map(len, short)) == 1:
        return False
    rest = iter(long)
    pairs = [(word, next((other for other in rest if _is_same_word(word, other)), None)) for word in short]
    return all(other is not None for _, other in pairs) and any(len(a) > 1 and a == b for a, b in pairs)


def _is_same_word(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])


def differ_by_one_letter(one: Name, other: Name) -> bool:
    """Do two names differ by one letter of one long word: one added, missing or replaced?"""
    if len(one) != len(other):
        return False
    unlike = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    return len(unlike) == 1 and min(map(len, unlike[0])) >= _MIN_LENGTH_OF_TYPO and _is_one_edit(*unlike[0])


def _is_one_edit(one: str, other: str) -> bool:
    if abs(len(one) - len(other)) > 1:
        return False
    start = next((k for k, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    if len(one) == len(other):
        return one[start + 1 :] == other[start + 1 :]
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return longer[start + 1 :] == shorter[start:]
