"""Names of the same bearer: short names and spellings of people, nicknames, full names of institutions.

Second mentions are any part of a name in Indonesian, most often the first (of one-word mentions 41 % are the first
word, 38 % the last, 21 % one between). News also blends names (``Setnov`` for Setya Novanto) and takes their initials
(``SBY``). An article explains nicknames (``Joko Widodo (Jokowi)``, ``Yohanes alias Yos``, ``yang akrab disapa Pak
Yo``) and the abbreviations of institutions.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from quotes.parsing import ParsedText
from quotes.resolution.mentions import NameMention
from quotes.resolution.names import NameFinder
from quotes.resolution.word_classes import NameLexicon
from quotes.trees import Sentence, Word

#: Letters of the shortest word that may be the beginning of another name (``Dovi``), and of one that may be misspelt.
_SHORTEST_PREFIX = 4
_SHORTEST_MISSPELT = 5
#: Letters of the shortest blend.
_SHORTEST_BLEND = 4
#: The particle that stresses a word: ``Ratnalah yang menang``.
_EMPHASIS = "lah"
_LETTERS = re.compile(r"[^\W\d_]+")
#: A name and a nickname of the same person, each as its words.
Nickname = tuple[tuple[str, ...], tuple[str, ...]]
#: Most words between a name and its nickname, and most characters between the verb and the nickname.
_WORDS_BETWEEN = 6
_CHARACTERS_BETWEEN = 12
#: Most words before a bracket that its abbreviation can stand for.
_LONGEST_BRACKETED = 14
_OF_BODIES = {"organisation", "office", "place", "place-head", "acronym", "outlet"}


@lru_cache(maxsize=1 << 14)
def fold_words(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words case-folded; cached, as the same names are compared many times."""
    return tuple(word.casefold() for word in words)


def contains_in_order(whole: Sequence[str], part: Sequence[str]) -> bool:
    """Return whether all words of ``part`` are in ``whole``, in their order."""
    words, wanted = fold_words(tuple(whole)), fold_words(tuple(part))
    if wanted and wanted[0] not in words:  # nearly always: every name is compared with every person
        return False
    rest = iter(words)
    return all(any(word == other for other in rest) for word in wanted)


def is_short_for(short: Sequence[str], name: Sequence[str]) -> bool:
    """Return whether a word is the initials, a blend, the beginning or the emphatic form of a word of another name."""
    if len(short) != 1:
        return False
    word, letters = short[0], _letters_of(name)
    if word.isupper() and 1 < len(word) == len(letters):
        return word.casefold() == "".join(part[0] for part in letters)
    low = word.casefold()
    if is_emphatic(short, name):
        return True
    prefix = len(low) >= _SHORTEST_PREFIX and any(part.startswith(low) for part in fold_words(tuple(name)))
    return prefix or (len(low) >= _SHORTEST_BLEND and _is_blend(low, letters))


def is_emphatic(words: Sequence[str], name: Sequence[str]) -> bool:
    """Return whether a word is a word of a name with the particle that stresses it: ``Ratnalah``."""
    stem = words[0].casefold().removesuffix(_EMPHASIS)
    return len(words) == 1 and words[0].casefold() != stem and stem in fold_words(tuple(name))


def abbreviates(short: str, words: Sequence[str]) -> bool:
    """Return whether a word is made of the beginnings of words, including the first (``BMKG``, ``Kemenkeu``)."""
    letters = _letters_of(words)
    low = "".join(_LETTERS.findall(short)).casefold()
    return bool(low and letters) and low[0] == letters[0][0] and _is_blend(low, letters, skip=True)


def is_spelling_of(one: Sequence[str], other: Sequence[str]) -> bool:
    """Return whether two names of equal length differ by one letter of one word (``Dovizoso``, ``Mukthar``).

    One word is also compared with each word of a longer name.
    """
    if len(one) == 1 < len(other):
        return any(is_spelling_of(one, (word,)) for word in other)
    different = [(a, b) for a, b in zip(fold_words(tuple(one)), fold_words(tuple(other)), strict=False) if a != b]
    if len(one) != len(other) or len(different) != 1:
        return False
    a, b = different[0]
    return min(len(a), len(b)) >= _SHORTEST_MISSPELT and a[0] == b[0] and _differ_by_one(a, b)


def is_handle_of(handle: str, name: Sequence[str]) -> bool:
    """Return whether an account contains a name: ``@bowolaksana``, ``@bowo.laksana`` of Bowo Laksana."""
    low = "".join(_LETTERS.findall(handle)).casefold()
    letters = _letters_of(name)
    whole = "".join(letters)
    return len(letters) > 1 and (whole in low or (len(low) >= _SHORTEST_MISSPELT and whole.startswith(low)))


def _letters_of(words: Sequence[str]) -> list[str]:
    """Return the runs of letters of a name, without accents: ``Tae-ho`` has two."""
    plain = unicodedata.normalize("NFKD", " ".join(words)).casefold()
    return _LETTERS.findall("".join(ch for ch in plain if not unicodedata.combining(ch)))


def _is_blend(low: str, words: Sequence[str], *, skip: bool = False) -> bool:
    """Return whether a word consists of the beginnings of two or more words, in their order."""

    def fits(rest: str, at: int, used: int) -> bool:
        if not rest:
            return used > 1
        for k in range(at, len(words) if skip else min(at + 1, len(words))):
            longest = next((n for n, (a, b) in enumerate(zip(rest, words[k], strict=False)) if a != b), None)
            most = min(len(rest), len(words[k])) if longest is None else longest
            if any(fits(rest[n:], k + 1, used + 1) for n in range(most, 0, -1)):
                return True
        return False

    return fits(low, 0, 0)


def _differ_by_one(a: str, b: str) -> bool:
    """Return whether words differ by one inserted, deleted or replaced letter, or two swapped neighbours."""
    if len(a) > len(b):
        a, b = b, a
    at = next((k for k in range(len(a)) if a[k] != b[k]), len(a))
    if len(b) == len(a):
        swapped = a[at : at + 2] == b[at : at + 2][::-1] and a[at + 2 :] == b[at + 2 :]
        return swapped or a[at + 1 :] == b[at + 1 :]
    return len(b) == len(a) + 1 and a[at:] == b[at + 1 :]


def find_nicknames(
    sentence: Sentence, found: Sequence[NameMention], earlier: Sequence[NameMention], known: NameLexicon
) -> Iterator[Nickname]:
    """Return the nicknames that a sentence explains.

    Args:
        found: the names in the sentence.
        earlier: all names of the article in the order of the text.
    """
    verbs = known.lists.lists["nickname-verbs"]
    for word in sentence.words if not verbs.isdisjoint(zip(sentence.lowers, strict=True)) else ():
        if known.listed("nickname-verbs", word):
            nickname = next((m for m in found if 0 <= m.span.start - word.end < _CHARACTERS_BETWEEN), None)
            before = [m for m in earlier if m.span.end < word.start]
            if nickname is not None and before:
                yield _bearer(nickname, before), nickname.words
    for first, second in pairwise(found):
        pair = _explained(sentence, first, second, known)
        if pair is not None:
            yield pair


def _bearer(nickname: NameMention, before: Sequence[NameMention]) -> tuple[str, ...]:
    """Return the most recent name before, preferably one that begins like the nickname: ``Jamal`` of ``Jamaluddin``."""
    start = nickname.words[0].casefold()
    alike = [m for m in before if any(word.casefold().startswith(start) for word in m.words)]
    named = alike or [m for m in before if len(m.words) > 1] or before
    return max(named, key=lambda m: m.span.start).words


def _explained(sentence: Sentence, first: NameMention, second: NameMention, known: NameLexicon) -> Nickname | None:
    """Return two neighbours as name and nickname, if the words between or around them say so."""
    between = [w for w in sentence.words if first.span.end <= w.start and w.end <= second.span.start]
    after = next((w.form for w in sentence.words if w.start >= second.span.end), "")
    bracket = [w.form for w in between] == ["("] and after == ")" and len(second.words) <= 2
    short = len(between) <= _WORDS_BETWEEN
    called = short and (
        _joins(first, second, between, known) or any(known.listed("nickname-verbs", w) for w in between)
    )
    if not bracket and not called:
        return None
    if any(known.listed("nickname-nouns", w) for w in between) and len(second.words) >= len(first.words):
        return second.words, first.words
    return first.words, second.words


def _joins(first: NameMention, second: NameMention, between: Sequence[Word], known: NameLexicon) -> bool:
    """Return whether the words join name and nickname: ``alias``, or ``atau`` if one is short; else two people."""
    full = len(first.words) > 1 and len(second.words) > 1
    known_as = len(between) > 1  # Siti Hediati atau lebih dikenal dengan Titiek Soeharto
    two_people = full and not known_as and any(known.listed("disjunctions", w) for w in between)
    return any(known.listed("nickname-words", w) for w in between) and not two_people


class Bodies:
    """Looks up the fullest name that an article gives an institution."""

    def __init__(self, parsed: ParsedText, finder: NameFinder) -> None:
        self._text, self._titles = parsed.text, finder.known.titles
        sentences = [sentence for paragraph in parsed.paragraphs for sentence in paragraph.sentences]
        self._long = {short.casefold(): name for s in sentences for short, name in self._explained(s)}
        self._names = Counter(name for s in sentences for name in _find_bodies(s, finder))
        self._finder = finder

    def _explained(self, sentence: Sentence) -> Iterator[tuple[str, str]]:
        """Yield abbreviations and long forms: ``Badan Meteorologi, Klimatologi, dan Geofisika (BMKG)``."""
        words = sentence.words
        for at in range(1, len(words) - 2):
            if words[at].form != "(" or words[at + 2].form != ")":
                continue
            short = words[at + 1].form
            for start in range(at - 2, max(at - _LONGEST_BRACKETED, -1), -1):
                forms = [word.form for word in words[start:at] if word.form[:1].isupper()]
                if words[start].form[:1].isupper() and abbreviates(short, forms):
                    yield short, self._text[words[start].start : words[at - 1].end]
                    break

    def fullest(self, name: str) -> str:
        """Return the full name: the long form of an abbreviation, or the longest continuation of the name.

        A name with two continuations (``Polda``: Metro Jaya, and Jawa Barat) stays as it is, and so does one that the
        article uses more often than its continuation, unless that is a place (``Rintik``: Foundation, Jakarta).
        """
        listed = self._titles.expand(name)
        found = self._long.get(name.casefold()) or (listed if listed and listed in self._text else name)
        words = fold_words(tuple(found.split()))
        longer = [
            other for other in self._names if len(other) > len(words) and fold_words(other)[: len(words)] == words
        ]
        longest = max(longer, key=len, default=())
        same = all(fold_words(longest)[: len(other)] == fold_words(other) for other in longer)
        place = all(self._finder.class_of(word) == "place" for word in longest[len(words) :])
        usual = place or self._finder.stands_alone(found.split()) <= self._names[longest]
        return " ".join(longest) if longer and same and usual else found


def _find_bodies(sentence: Sentence, finder: NameFinder) -> Iterator[tuple[str, ...]]:
    """Yield the stretches of a sentence that name an institution, each from its first word on."""
    for run in finder.runs[id(sentence)]:
        start = next((k for k, word in enumerate(run) if _opens_body(word, finder)), len(run))
        end = next((k for k in range(start, len(run)) if not _continues_body(run[k], finder)), len(run))
        if end - start > 1:
            yield tuple(word.form for word in run[start:end])


def _opens_body(word: Word, finder: NameFinder) -> bool:
    listed = finder.known.class_of(word.form) in ("organisation", "acronym")
    return word.entity == "organisation" and (listed or finder.entities.main_tag(word.form) == "organisation")


def _continues_body(word: Word, finder: NameFinder) -> bool:
    kind = finder.known.class_of(word.form)
    return kind in _OF_BODIES if word.entity is None else word.entity != "person" and kind != "name"
