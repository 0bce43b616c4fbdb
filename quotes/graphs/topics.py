"""Topic words of a quote: what remains without stop words, numbers and names.

The stop words are in ``rules/topics/stopwords.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from quotes.resources import rules_folder

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SHORTEST = 4  # Indonesian content words of three letters are few (BBM, KPK: kept, see topic_words)
_ENDINGS = ("nya", "lah", "kah", "pun")


def topic_words(text: str, names: Iterable[str] = ()) -> tuple[str, ...]:
    """The topic words of ``text``, each once, in the order of their first use, in lower case.

    Acronyms (``KPK``) count from two letters on. The words of ``names`` are left out,
    and ``-nya, -lah, -kah, -pun`` are cut off where four letters remain.
    """
    stop = stop_words() | {word.lower() for name in names for word in _WORD.findall(name)}
    found = (_topic(word, stop) for word in _WORD.findall(text))
    return tuple(dict.fromkeys(word for word in found if word))


def _topic(word: str, stop: frozenset[str]) -> str | None:
    acronym = word.isupper() and len(word) > 1
    lower = word.lower()
    base = lower if acronym else _base(lower)
    if lower in stop or base in stop or (len(base) < _SHORTEST and not acronym):
        return None
    return base


def _base(lower: str) -> str:
    for ending in _ENDINGS:
        if lower.endswith(ending) and len(lower) - len(ending) >= _SHORTEST:
            return lower.removesuffix(ending)
    return lower


@cache
def stop_words() -> frozenset[str]:
    """All the words of ``rules/topics/stopwords.yaml``."""
    import yaml

    file = rules_folder() / "topics" / "stopwords.yaml"
    groups = yaml.safe_load(file.read_text(encoding="utf-8"))
    return frozenset(word for words in groups.values() for word in words)
