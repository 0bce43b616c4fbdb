"""Whether words are a clause: a predicate outside of relative clauses, or a subject and a predicate without a verb."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile

from quotes.lexicon.morphology import CLITIC
from quotes.lexicon.word_lists import WordLists
from quotes.text import MARKS
from quotes.trees import Word

#: Parts of speech of a predicate.
PREDICATES = {"VERB", "ADJ", "AUX"}
#: Relations of a predicate that is an attribute of a noun.
RELATIVE = {"acl", "acl:relcl", "amod"}
#: Relations of the predicate of a clause that is no attribute.
_CLAUSAL = {"root", "ccomp", "parataxis", "csubj"}


def has_clause(words: Sequence[Word], lists: WordLists) -> bool:
    """Return whether the words have a predicate that is not only part of a relative clause."""
    if len(words) < 2:
        return bool(words) and words[0].upos in ("VERB", "ADJ")
    marked = list(mark_relatives(words, lists))
    if any(
        lists.has("predicate-markers", word.lower) or _is_predicate(word, words[0], relative=relative)
        for word, relative in marked
    ):
        return True
    lowers = tuple(word.lower for word, relative in marked if not relative)
    return any(lists.length_at("predicate-phrases", lowers, at) for at in range(1, len(lowers)))


def _is_predicate(word: Word, first: Word, *, relative: bool) -> bool:
    """Return whether a word is a predicate; in a relative clause only if the tree attaches it elsewhere.

    Args:
        first: the first of the words; a head before it is the cue (``menduga sakit yang dialami Ratna | serius``).
    """
    if word.upos not in PREDICATES or word.deprel in RELATIVE:
        return False
    return not relative or word.relation in _CLAUSAL or (word.upos == "ADJ" and word.head < first.index)


def has_predicate(words: Sequence[Word], lists: WordLists) -> bool:
    """Return whether a word outside of relative clauses is a predicate, or marks one.

    A relative clause without yang is a mistake of the tree, unless its verb is beside its noun (``upaya | menolong``).
    """
    return any(
        lists.has("finite-words", word.lower)
        or (
            word.upos in PREDICATES
            and not lists.has("naming-verbs", word.lower)
            and (word.deprel not in RELATIVE or (word.upos == "VERB" and word.head < word.index - 1))
        )
        for word in drop_relatives(words, lists)
    )


def mark_relatives(words: Sequence[Word], lists: WordLists) -> Iterator[tuple[Word, bool]]:
    """Yield the words, each with whether it is in a relative clause, or in one of time behind a noun phrase."""
    relative, full = False, False
    for word, follower in zip(words, (*words[1:], None), strict=True):
        timed = not full and word is not words[0] and lists.has("time-conjunctions", word.lower)
        timed = timed and (follower is None or not lists.has("demonstratives", follower.lower))
        if timed or lists.has("relativisers", word.lower):
            relative, full = True, False
        elif word.form == "," or (full and lists.has("main-clause-markers", word.lower)):
            relative = False
        full = full or word.upos in ("VERB", "ADJ")
        yield word, relative


def drop_relatives(words: Sequence[Word], lists: WordLists) -> Iterator[Word]:
    """Yield the words outside of relative clauses, as :func:`mark_relatives` finds them."""
    return (word for word, relative in mark_relatives(words, lists) if not relative)


def is_verbless(words: Sequence[Word], lists: WordLists, *, verbs: bool = False) -> bool:
    """Return whether the words are a subject and a predicate without a verb: ``jalan itu | rusak``.

    Args:
        verbs: a verb is one, too, that the tree has for an attribute: ``timnya | menang``.
    """
    if _has_state(words, lists) or _is_classed(words, lists):
        return True
    subject = takewhile(lambda word: word.upos not in ("ADP", "SCONJ") and word.form != ",", words[:-1])
    ends = (k + 1 for k, _ in enumerate(subject) if _ends_subject(words, k, lists))
    return any(_begins_predicate(words, k, lists) or (verbs and words[k].upos == "VERB") for k in ends)


def _has_state(words: Sequence[Word], lists: WordLists) -> bool:
    """Return whether an adjective of state closes a phrase behind its noun: ``wisatawan | aman``.

    Such adjectives say how something is at the moment, and hardly which one it is (``kabar baik``).
    """
    if not lists.may_occur("state-adjectives", frozenset(word.lower for word in words[1:])):
        return False
    return _find_closing(words, lambda lowers, at: lists.length_at("state-adjectives", lowers, at), lists) is not None


def is_judged(words: Sequence[Word], lists: WordLists, *, nouns: int = 2) -> bool:
    """Return whether an adjective closes a phrase of nouns and judges it: ``kinerja wali kota | buruk``.

    Args:
        nouns: how many there are at least; behind a single one it may say which one it is (``hal penting``).
    """
    at = _find_closing(words, lambda lowers, at: lists.length_at("judgement-adjectives", lowers, at), lists)
    return at is not None and sum(word.upos in ("NOUN", "PROPN") for word in words[:at]) >= nouns


def _find_closing(words: Sequence[Word], length: Callable[[tuple[str, ...], int], int], lists: WordLists) -> int | None:
    """Return how many words outside of relative clauses precede an adjective that closes the phrase of its noun.

    Args:
        length: how many words the adjective has that begins at a place, 0 if none does.
    """
    main = list(drop_relatives(words, lists)) if words[0].upos != "ADP" else []
    lowers = tuple(word.lower for word in main)
    for at in range(1, len(main)):
        end = at + length(lowers, at)
        closes = end > at and (end == len(main) or _ends_predicate(main[end], lists))
        named = main[at - 1].upos in ("NOUN", "PROPN") or main[at - 1].entity is not None
        if closes and (named or main[at - 1].clitic):
            return at
    return None


def _ends_predicate(word: Word, lists: WordLists) -> bool:
    """Return whether a word behind an adjective begins a time or another phrase: ``proyek itu tuntas | besok``."""
    timed = any(lists.has(name, word.lower) for name in ("time-nouns", "time-adverbs", "dates"))
    return timed or word.upos in ("ADP", "SCONJ", "CCONJ", "PUNCT")


def _is_classed(words: Sequence[Word], lists: WordLists) -> bool:
    """Return whether a person is said to be one of a class: ``korban | seorang pelajar``."""
    first = words[0].lower
    if not lists.has("roles", first) or lists.has("kin", first):
        return False
    subject = list(takewhile(lambda word: word.upos in ("NOUN", "PROPN", "PRON"), words))
    return any(lists.has("singular-indefinites", word.lower) for word in words[len(subject) : len(subject) + 1])


def _ends_subject(words: Sequence[Word], at: int, lists: WordLists) -> bool:
    word = words[at]
    pointing = lists.has("demonstratives", word.lower) or lists.has("third-person-pronouns", word.lower)
    if word.clitic:
        return at > 0 and words[at - 1].upos in ("NOUN", "PROPN")
    return pointing or (word.upos == "NOUN" and word.lower.endswith(CLITIC))


def _begins_predicate(words: Sequence[Word], at: int, lists: WordLists) -> bool:
    word = words[at]
    if word.form in MARKS:  # "menyebut denda itu | "lelucon"", not "menyebut film itu "Laut Selatan""
        return any(other.form[:1].islower() for other in words[at + 1 : at + 2])
    if word.clitic or lists.has("dates", word.lower) or lists.has("time-nouns", word.lower):
        return False
    if word.upos == "NUM" and any(lists.has("time-nouns", other.lower) for other in words[at + 1 : at + 2]):
        return False
    return word.upos in ("NOUN", "ADJ", "NUM", "SYM") or lists.has("currency-signs", word.lower)
