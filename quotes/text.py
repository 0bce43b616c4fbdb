"""Normalise names for comparison, identifiers and file names; divide texts into batches."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

#: The sign for a character that is lost.
REPLACEMENT = "\ufffd"
#: Characters of the texts of a batch, so that 64 books take no more memory than one.
MOST_CHARACTERS = 1_000_000

_SURROGATE = re.compile(r"[\ud800-\udfff]")
_DROPPED = str.maketrans("", "", ".'’‘`´\u200b\u200c\u200d\u200e\u200f")
_UNSAFE = re.compile(r"[^A-Za-z0-9_-]+")
_MAX_FILE_NAME = 80  # characters

Item = TypeVar("Item")


def split_by_length(items: Iterable[Item], length: Callable[[Item], int], most: int) -> Iterator[list[Item]]:
    """Yield items in batches of at most ``most``; a batch also ends where its texts reach :data:`MOST_CHARACTERS`.

    Args:
        length: the number of characters of an item.
    """
    batch: list[Item] = []
    characters = 0
    for item in items:
        batch.append(item)
        characters += length(item)
        if len(batch) >= most or characters >= MOST_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def replace_surrogates(text: str) -> str:
    """Replace lone surrogates, which cannot be encoded, by U+FFFD."""
    return _SURROGATE.sub(REPLACEMENT, text)


def has_surrogates(text: str) -> bool:
    """Return whether a text has a lone surrogate: half a character, or an undecoded byte."""
    return _SURROGATE.search(text) is not None


#: Words that no abbreviation is: those of two syllables, that end in a vowel, or of more than four letters.
UNABBREVIATED = re.compile(r"\w*[aeiouAEIOU]\w+[aeiou]\w*|\w+[aeiou]|\w{5,}")
#: An Arabic article that a name begins with: ``al-Jasri``.
ARABIC_ARTICLE = re.compile(r"(?:a[dlnrstz]|asy|ash|ath|el)-[A-Z]")
#: All quotation marks, double and single.
MARKS = "\"“”„‟«»＂″‘’‚‛'`′"


def strip_marks(word: str) -> str:
    """Strip quotation marks from a word, as a nickname has them; a mark by itself stays."""
    return word.strip(MARKS) or word


def fold(text: str) -> tuple[str, ...]:
    """Split a name into words without case, accents, full stops and apostrophes.

    Hyphens separate words: ``Jean-Yves`` and ``Al-Basri`` have two each.
    """
    plain = unicodedata.normalize("NFKD", text).translate(_DROPPED)
    plain = "".join(character for character in plain if not unicodedata.combining(character)).casefold()
    return tuple(re.findall(r"[^\W_]+", plain))


def slug(name: str) -> str:
    """Make the id of a speaker from their name: ``Sri Lestari`` becomes ``sri-lestari``.

    A name without a Latin letter or a digit becomes ``speaker``.
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or "speaker"


def safe_name(text: str) -> str:
    """Make a name that is safe in a file system and in a link.

    It has letters, digits, hyphens and underscores. Where that loses something, a short digest of ``text`` keeps two
    names apart.
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    short = _UNSAFE.sub("-", plain).strip("-")[:_MAX_FILE_NAME]
    if short == text:
        return short
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:6]
    return f"{short}-{digest}" if short else digest
