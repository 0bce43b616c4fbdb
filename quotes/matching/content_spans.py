"""Where reported words begin and end beside a cue that stands outside of marks.

By the guidelines a report runs to the end of its sentence; ``bahwa`` and the
person spoken to stay outside, as does where the article has it from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from quotes.lexicon.morphology import CLITIC
from quotes.lexicon.word_lists import WordLists
from quotes.records import Span
from quotes.rulelang.rule import Requirement
from quotes.trees import Sentence, Word

_PREDICATES = {"VERB", "ADJ", "AUX"}
_RELATIVE = {"acl", "acl:relcl", "amod"}
_CLAUSAL = {"root", "ccomp", "parataxis", "csubj"}
_TRIM = " \t\r\n\u00a0,.;:!?–—-"


def opening(sentence: Sentence, lists: WordLists) -> int:
    """The first word that is not a connector or punctuation."""
    at = 0
    while at < len(sentence.words):
        length = lists.length_at("connectors", sentence.lowers, at)
        if length:
            at += length
        elif sentence.words[at].upos == "PUNCT" and sentence.words[at].quotation is None:
            at += 1
        else:
            return at
    return 0


def said_connector(sentence: Sentence, lists: WordLists) -> bool:
    """Does the sentence begin with a connector and a comma that may be the first piece of a report?"""
    length = lists.length_at("said-connectors", sentence.lowers, 0)
    return 0 < length < len(sentence.words) and sentence.words[length].form == ","


def before(sentence: Sentence, text: str, index: int, lists: WordLists) -> list[Span]:
    """From the first word of the sentence that is no connector to ``index``; after a quotation, from its end.

    A connector that is all there is before the cue, as in ``Dengan begitu, kata dia, …``, is a part of what is said
    where it points back by itself.
    """
    first = opening(sentence, lists)
    if first >= index and said_connector(sentence, lists):
        first = 0
    standins = [w.index for w in sentence.words[:index] if w.quotation is not None]
    if standins:
        first = max(standins) + 1
    return stretch(sentence, text, first, index)


def after(sentence: Sentence, text: str, index: int, lists: WordLists) -> list[Span]:
    """From the word after ``index`` to the end of the sentence, without what only leads over to the words."""
    words = sentence.words
    start = _skip_lead(sentence, index + 1, lists)
    end = next((w.index for w in words[start:] if w.quotation is not None), len(words))
    if _in_parenthetic_clause(sentence, index, lists):
        end = next((k for k in range(start, end) if words[k].form == ","), end)
    end = _cut_provenance(sentence, start, end, lists)
    return stretch(sentence, text, start, end)


def _in_parenthetic_clause(sentence: Sentence, index: int, lists: WordLists) -> bool:
    """``X, yang menyebut C, berjanji …``: the report ends with its relative clause, at the comma."""
    at = index - 1
    while at > 0 and lists.has("between", sentence.lowers[at]):
        at -= 1
    return at > 0 and lists.has("relativisers", sentence.lowers[at]) and sentence.words[at - 1].form == ","


def stretch(sentence: Sentence, text: str, first: int, stop: int) -> list[Span]:
    """The text of the words from ``first`` on, before ``stop``, without the signs at its edges; empty where none is."""
    words = sentence.words
    if first >= stop or first >= len(words):
        return []
    start, end = words[first].start, words[stop - 1].end
    while end > start and text[end - 1] in _TRIM:
        end -= 1
    while start < end and text[start] in _TRIM:
        start += 1
    return [Span(start, end)] if end > start else []


def _skip_lead(sentence: Sentence, start: int, lists: WordLists) -> int:
    """Over adverbs, the person spoken to, ``bahwa`` and commas to the first word of the content."""
    words, lowers = sentence.words, sentence.lowers
    at = start
    while at < len(words) and (words[at].form in (",", ":") or lists.length_at("trailing-adverbs", lowers, at)):
        at += lists.length_at("trailing-adverbs", lowers, at) or 1
    opener = next((k for k in range(at, min(at + 14, len(words))) if lists.has("openers", lowers[k])), None)
    if opener is not None and not any(_verbal(words[k]) for k in range(at, opener)):
        return opener + 1
    if at < len(words) and lists.has("addressee", lowers[at]):
        return _over_addressee(sentence, at, lists, after_comma=words[start].form == ",")
    return at


def _over_addressee(sentence: Sentence, at: int, lists: WordLists, *, after_comma: bool) -> int:
    """``kepada wartawan, C``, ``kepada warga agar C``: to the comma or the conjunction, whichever opens the content."""
    near = range(at, min(at + 16, len(sentence.words)))
    comma = next((k for k in near if sentence.words[k].form == ","), None)
    purpose = next((k for k in near if lists.has("request-openers", sentence.lowers[k])), None)
    if purpose is not None and (comma is None or purpose < comma or not after_comma):
        return purpose
    return at if comma is None else _over_place_and_date(sentence, comma, lists)


def _over_place_and_date(sentence: Sentence, comma: int, lists: WordLists) -> int:
    """``kepada wartawan di Jakarta, Senin (5/6), C``: on to the comma after the date."""
    words = sentence.words
    if comma + 1 < len(words) and lists.has("dates", words[comma + 1].lower):
        later = next((k for k in range(comma + 1, min(comma + 9, len(words))) if words[k].form == ","), None)
        return later + 1 if later is not None else comma + 1
    return comma + 1


def _verbal(word: Word) -> bool:
    return word.upos == "VERB" and word.relation not in ("acl", "amod")


def _cut_provenance(sentence: Sentence, start: int, end: int, lists: WordLists) -> int:
    for k in range(start + 2, end):
        if lists.length_at("provenance", sentence.lowers, k):
            return k
    return end


@dataclass(frozen=True, slots=True)
class _Content:
    """A content on trial: its words, and the words that lead over to it from the cue."""

    words: Sequence[Word]
    lead: Sequence[str]
    lists: WordLists


def meets(needs: Sequence[Requirement], sentence: Sentence, last: int, spans: Sequence[Span], lists: WordLists) -> bool:
    """Has the content what the rule asks for? One of ``needs`` suffices; none asked for, anything does.

    Args:
        last: the last word before the content, of the cue or the source.
        spans: the content.
    """
    if not needs:
        return True
    inside = [w for w in sentence.words if any(s.start <= w.start and w.end <= s.end for s in spans)]
    if not inside:
        return False
    content = _Content(inside, sentence.lowers[last + 1 : inside[0].index], lists)
    return any(_MEETS[need](content) for need in needs)


def _has_opener(content: _Content) -> bool:
    inner = content.lists.has("inner-openers", content.words[0].lower)
    return inner or any(content.lists.has("openers", word) for word in content.lead)


def _has_mark(content: _Content) -> bool:
    return any(word in (",", ":") for word in content.lead) and has_clause(content.words, content.lists)


def _has_attitude(content: _Content) -> bool:
    """``optimistis``, ``kekhawatirannya``: the content begins with what somebody feels about it."""
    first = content.words[0].lower
    if len(content.words) > 1 and content.words[1].clitic:
        first += content.words[1].lower
    bare = first.removesuffix(CLITIC)
    return content.lists.has("attitudes", first) or (bare != first and content.lists.has("attitudes", bare))


def _has_infinitive(content: _Content) -> bool:
    intends = any(content.lists.has("intentions", word.lower) for word in content.words)
    return intends and has_clause(content.words, content.lists)


def _is_naming(content: _Content) -> bool:
    return any(content.lists.has("copulas", word.lower) for word in content.words[1:])


def _is_long(content: _Content) -> bool:
    words, lists = content.words, content.lists
    return len(words) > 3 and not (lists.has("topic-nouns", words[0].lower) and lists.has("stops", words[2].lower))


def _has_adverb(content: _Content) -> bool:
    """``stok hanya dua ton``, ``kini momentum yang tepat``: a clause without a verb shows in what stands beside one."""
    words = list(_outside_relatives(content.words, content.lists))
    forms = {word.lower for word in words} | {a.lower + b.lower for a, b in pairwise(words) if b.clitic}
    listed = any(content.lists.has("clause-adverbs", form) for form in forms)
    return _is_long(content) and (listed or any(word.upos in ("ADV", "AUX", "PART") for word in words))


_MEETS: Mapping[Requirement, Callable[[_Content], bool]] = {
    "opener": _has_opener,
    "mark": _has_mark,
    "clause": lambda content: has_clause(content.words, content.lists),
    "attitude": _has_attitude,
    "infinitive": _has_infinitive,
    "naming": _is_naming,
    "adverb": _has_adverb,
    "long": _is_long,
    "any": lambda content: bool(content.words),
}


def has_clause(words: Sequence[Word], lists: WordLists) -> bool:
    """Is there a predicate among the words that is not merely part of a relative clause?"""
    if len(words) < 2:
        return bool(words) and words[0].upos in ("VERB", "ADJ")
    return any(
        lists.has("predicatives", word.lower) or _is_predicate(word, relative=relative)
        for word, relative in _with_clauses(words, lists)
    )


def _with_clauses(words: Sequence[Word], lists: WordLists) -> Iterator[tuple[Word, bool]]:
    """The words, each with whether it stands in a relative clause."""
    relative = False
    for word in words:
        if lists.has("relativisers", word.lower):
            relative = True
        elif word.form == "," or lists.has("after-relative", word.lower):
            relative = False
        yield word, relative


def _outside_relatives(words: Sequence[Word], lists: WordLists) -> Iterator[Word]:
    return (word for word, relative in _with_clauses(words, lists) if not relative)


def _is_predicate(word: Word, *, relative: bool) -> bool:
    """A verb or an adjective; inside a relative clause only one that the tree hangs elsewhere."""
    if word.upos not in _PREDICATES or word.deprel in _RELATIVE:
        return False
    return not relative or word.relation in _CLAUSAL
