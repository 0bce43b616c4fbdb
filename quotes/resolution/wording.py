"""What a source phrase calls somebody, and whether it goes on to a word that points back."""

from __future__ import annotations

import re

from quotes.matching.matcher import Match
from quotes.resolution.names import NameLexicon
from quotes.resolution.source_phrases import SourcePhrase
from quotes.trees import Word

_BRACKET = re.compile(r"\s*\([^)]*\)")


def bare(mention: SourcePhrase, known: NameLexicon) -> str:
    """What the text calls a nameless source, without brackets, ``itu``, ``pihak`` and the capital of its place."""
    words, lists = _BRACKET.sub("", mention.text).split() or mention.text.split(), known.lists
    while len(words) > 1 and lists.has("demonstratives", words[-1].lower()):
        words.pop()
    if (
        len(words) > 1
        and lists.has("side-nouns", words[0].lower())
        and not lists.has("side-complements", words[1].lower())
    ):
        words.pop(0)
    name = " ".join(words)
    big = name[0].isupper() and not name[:2].isupper()
    return name[0].lower() + name[1:] if big and lists.has("uncapitalised-openers", words[0].lower()) else name


def points_on(match: Match, last: int, known: NameLexicon) -> bool:
    """``ibunda dari musisi itu``: the phrase goes on to a word that points back, before the clause ends."""
    rest = match.sentence.words[last + 1 : last + 14]
    relative = bool(rest) and known.listed("relativisers", rest[0])
    for word in rest:
        describing = relative or known.listed("describing-verbs", word)
        if word.index == match.cue_word or _ends_phrase(word, describing=describing):
            return False
        if known.listed("demonstratives", word):
            return True
    return False


def _ends_phrase(word: Word, *, describing: bool) -> bool:
    """A stop, a quotation, or a verb that does not go on describing who it is."""
    return word.form in (",", ".") or word.quotation is not None or (word.upos == "VERB" and not describing)
