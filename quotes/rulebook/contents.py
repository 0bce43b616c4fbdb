"""Where reported words begin and end beside a cue that stands outside of marks.

By the guidelines a report runs to the end of its sentence; ``bahwa`` and the
person spoken to stay outside, as does where the article has it from.
"""

from __future__ import annotations

from collections.abc import Sequence

from quotes.marks import Quotation
from quotes.records import Span
from quotes.rulebook.rule import Requirement
from quotes.rulebook.wordlists import WordLists
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


def before(sentence: Sentence, text: str, index: int, lists: WordLists) -> list[Span]:
    """From the first word of the sentence that is no connector to the word ``index``; after a quotation, from its end."""
    first = opening(sentence, lists)
    standins = [w.index for w in sentence.words[:index] if w.quotation is not None]
    if standins:
        first = max(standins) + 1
    return _span(sentence, text, first, index)


def after(sentence: Sentence, text: str, index: int, lists: WordLists, quotations: Sequence[Quotation]) -> list[Span]:
    """From the word after ``index`` to the end of the sentence, without what only leads over to the words."""
    words = sentence.words
    start = _skip_lead(sentence, index + 1, lists)
    end = next((w.index for w in words[start:] if w.quotation is not None), len(words))
    if _in_parenthetic_clause(sentence, index, lists):
        end = next((k for k in range(start, end) if words[k].form == ","), end)
    end = _cut_provenance(sentence, start, end, lists)
    return _span(sentence, text, start, end)


def _in_parenthetic_clause(sentence: Sentence, index: int, lists: WordLists) -> bool:
    """``X, yang menyebut C, berjanji …``: the report ends with its relative clause, at the comma."""
    at = index - 1
    while at > 0 and lists.has("between", sentence.lowers[at]):
        at -= 1
    return at > 0 and sentence.lowers[at] == "yang" and sentence.words[at - 1].form == ","


def _span(sentence: Sentence, text: str, first: int, stop: int) -> list[Span]:
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
        comma = next((k for k in range(at, min(at + 16, len(words))) if words[k].form == ","), None)
        agar = next((k for k in range(at, min(at + 16, len(words))) if lowers[k] in ("agar", "supaya", "untuk")), None)
        if agar is not None and (comma is None or agar < comma or words[start].form != ","):
            return agar
        if comma is not None:
            return _over_place_and_date(sentence, comma, lists)
    return at


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


def meets(
    needs: Sequence[Requirement], sentence: Sentence, text: str, edge: tuple[int, int], spans: Sequence[Span], lists: WordLists
) -> bool:
    """Has the content what the rule asks for? One of ``needs`` suffices; none asked for, anything does."""
    return not needs or any(_meets(need, sentence, text, edge, spans, lists) for need in needs)


def _meets(
    need: Requirement, sentence: Sentence, text: str, edge: tuple[int, int], spans: Sequence[Span], lists: WordLists
) -> bool:
    inside = [w for w in sentence.words if any(s.start <= w.start and w.end <= s.end for s in spans)]
    if need == "any":
        return bool(inside)
    if not inside:
        return False
    lead = sentence.lowers[edge[1] + 1 : inside[0].index]
    if need == "opener":
        return any(lists.has("openers", word) for word in lead) or inside[0].lower in ("kalau", "jika", "agar", "supaya", "apakah")
    if need == "mark":
        return any(word in (",", ":") for word in lead) and has_clause(sentence, inside)
    if need == "attitude":
        first = inside[0].lower + (inside[1].lower if len(inside) > 1 and inside[1].clitic else "")
        return lists.has("attitudes", first) or (first.endswith("nya") and lists.has("attitudes", first[:-3]))
    if need == "infinitive":
        return any(w.lower in ("untuk", "agar", "supaya", "akan", "bisa", "tidak") for w in inside) and has_clause(sentence, inside)
    if need == "long":
        return len(inside) > 3 and not (inside[0].lower == "hal" and lists.has("stops", inside[2].lower))
    if need == "naming":
        return any(w.lower in ("sebagai", "adalah", "merupakan", "bukan") for w in inside[1:])
    return has_clause(sentence, inside)


def has_clause(sentence: Sentence, inside: Sequence[Word]) -> bool:
    """Is there a predicate among the words that is not merely part of a relative clause?"""
    if len(inside) < 2:
        return bool(inside) and inside[0].upos in ("VERB", "ADJ")
    relative = False
    for word in inside:
        if word.lower == "yang":
            relative = True
        elif word.form in (",",) or word.lower in ("untuk", "agar", "akan", "tidak", "adalah", "merupakan", "ada"):
            relative = False
        if word.lower in ("ada", "adalah", "merupakan", "bukan", "perlu", "harus", "tak", "tidak", "akan", "sudah", "telah", "masih", "belum"):
            return True
        if word.upos in _PREDICATES and word.deprel not in _RELATIVE and (not relative or word.relation in _CLAUSAL):
            return True
    return False
