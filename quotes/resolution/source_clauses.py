"""Read a source by the clause around it: which words describe it, and the subject beside an adjunct."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from quotes.lexicon.morphology import CLITIC
from quotes.matching.matcher import Match
from quotes.matching.noun_phrases import find_after
from quotes.records import Span
from quotes.resolution.names import NameFinder
from quotes.resolution.source_kinds import is_noun_for_person
from quotes.resolution.source_phrases import SourcePhrase, read_source_phrase
from quotes.resolution.word_classes import NameLexicon
from quotes.trees import Word

#: Parts of speech that an adjunct begins with: ``Pada | masa itu``, ``Selama``, ``Memasuki``.
_OPEN_ADJUNCT = frozenset({"ADP", "SCONJ", "VERB"})
#: Parts of speech that a subject ends before.
_END_SUBJECT = frozenset({"VERB", "AUX", "ADV", "PUNCT"})
_NOUNS = ("NOUN", "PROPN")
#: Lists of words behind a relative clause: the occasion or the channel of speaking, and where it is taken from.
_AFTER_CLAUSE = ("speaking-channels", "speaking-occasions", "provenance-words", "addressee-prepositions")


def closes_source(word: Word, match: Match) -> bool:
    """Return whether no source goes on at a word: it is quoted, the cue, a quotation mark, a colon or a semicolon."""
    return word.quotation is not None or word.index == match.cue_word or word.form in (";", ":", '"', "“", "”")


def read_beside_adjunct(words: Sequence[Word], match: Match, text: str, finder: NameFinder) -> SourcePhrase | None:
    """Read the subject beside an adjunct that the rules take for it; None if there is none."""
    for option in _list_subjects(words, match, finder.known):
        phrase = read_source_phrase(option, text, finder) if option else None
        if phrase is not None and phrase.kind != "nobody":
            return phrase
    return None


def _list_subjects(words: Sequence[Word], match: Match, known: NameLexicon) -> list[Sequence[Word]]:
    """Return what may be the subject of the cue instead of a phrase that cannot speak.

    It stands before the relative clause that the phrase ends (``Ratna, yang berusia | 94 tahun``), behind a comma
    (``Biar rapi, | penata rambut ini``), or at the end of the phrase (``Pada bulan Desember | Rintik``).
    """
    sentence, cue, start = match.sentence.words, match.cue_word, words[0].index
    if cue is None or cue < words[-1].index or known.listed("existentials", words[0]):
        return []
    parted = (k for k in range(start - 1, -1, -1) if sentence[k].form == "," or closes_source(sentence[k], match))
    opens = next(parted, -1) + 1
    relative = next((k for k in range(start - 1, opens, -1) if known.listed("relativisers", sentence[k])), 0)
    if relative:
        return [sentence[opens:relative]]
    commas = [k for k in range(start, cue - 1) if sentence[k].form == ","]
    if commas:
        return [list(takewhile(lambda word: word.upos not in _END_SUBJECT, sentence[commas[-1] + 1 : cue]))]
    if words[0].upos == "ADP" or words[0].lower == CLITIC:
        return [words[1:], *_list_ends(words, known)]  # Dalam | surat itu, karena|nya | aliansi ini
    before = (*sentence[max(start - 1, 0) : start], words[0])
    adjunct = any(word.upos in _OPEN_ADJUNCT or known.listed("source-supplements", word) for word in before)
    behind = list(takewhile(lambda word: word.upos not in _END_SUBJECT, sentence[words[-1].index + 1 : cue]))
    if known.listed("demonstratives", words[-1]) and behind and behind[0].upos in _NOUNS:
        return [behind]  # Bersamaan dengan rapat itu | Ratna
    described = any(known.listed("relativisers", word) for word in sentence[words[-1].index + 1 : cue][:1])
    return _list_ends(words, known) if adjunct or described else []  # tuntutan buruh, yang meminta


def _list_ends(words: Sequence[Word], known: NameLexicon) -> list[Sequence[Word]]:
    """Return the ends of a phrase that may be a subject, the longest first."""
    return [words[k:] for k in range(1, len(words)) if _opens_subject(words, k, known)]


def _opens_subject(words: Sequence[Word], at: int, known: NameLexicon) -> bool:
    """Return whether a subject begins inside of a phrase: a noun for somebody, or a name behind a date or number."""
    first, before = words[at], words[at - 1]
    if before.upos == "ADP":
        return False
    somebody = is_noun_for_person(first, known) or known.titles.kind_of(first.form) == "organisation"
    listed = any(known.listed(name, first) for name in ("company-nouns", "side-nouns", "singular-pronouns"))
    dated = known.class_of(before.form) in ("date", "month", "number") or known.listed("demonstratives", before)
    return somebody or listed or (dated and all(word.is_capitalised for word in words[at:]))


def add_complement(phrase: SourcePhrase, match: Match, text: str, finder: NameFinder) -> SourcePhrase:
    """Extend a document or a description behind its cue by whose or which it is.

    ``data | dari Dinas Pasar``, ``seorang warga | yang enggan disebut namanya``.
    """
    sentence, last, known = match.sentence.words, phrase.words[-1].index if phrase.words else -1, finder.known
    if match.cue_word is None or match.cue_word > last or last + 2 >= len(sentence) or not _is_described(phrase, known):
        return phrase
    behind, end = sentence[last + 1], last + 1
    document = phrase.kind == "document"
    relative = known.listed("relativisers", behind)
    if relative and known.listed("same-words", sentence[last + 2]):
        return replace(phrase, pointing=True)  # sumber | yang sama
    if relative and not known.listed("comparing-words", sentence[last + 2]):
        end = _find_clause_end(match, last + 2, finder)
    elif known.listed("origin-prepositions", behind) and (document or sentence[last + 2].is_capitalised):
        end = max(find_after(match.sentence, last + 1, known.lists), default=last) + 1
        end += len(list(takewhile(lambda word: word.is_capitalised and word.quotation is None, sentence[end:])))
    said = match.parts["content"].spans if "content" in match.parts else ()
    begins = any(phrase.span.end <= span.start < sentence[end - 1].end for span in said)
    nobody = any(known.lists.has(name, phrase.head.lower()) for name in ("anonymous-nouns", "lone-nouns"))
    may_point = not (document or nobody)
    points = may_point and any(known.listed("demonstratives", word) for word in sentence[end - 1 : end + 1])
    if begins or end <= last + 2 or points:
        return phrase
    span = Span(phrase.span.start, sentence[end - 1].end)
    return replace(phrase, span=span, text=span.of(text), pointing=False)


def _is_described(phrase: SourcePhrase, known: NameLexicon) -> bool:
    """Return whether a source is a document or somebody without a name, who is called by a description."""
    several = phrase.kind == "group" and known.listed("indefinites", phrase.words[0])
    nameless = phrase.kind in ("document", "unnamed", "role") or several
    points = phrase.pointing and not known.lists.has("lone-nouns", phrase.head.lower())  # orang | yang dekat dengan itu
    return nameless and not points and not phrase.text.startswith("@")


def _find_clause_end(match: Match, start: int, finder: NameFinder) -> int:
    """Return where a relative clause ends: before a comma, a mark, a day, or the occasion or channel of speaking.

    Return ``start`` for a clause that reports something itself: ``warga yang mengatakan bahwa …``.
    """
    words, lists = match.sentence.words, finder.known.lists
    for k in range(start, len(words)):
        parted = (
            words[k].form in (",", ".") or closes_source(words[k], match) or finder.class_of(words[k].form) == "date"
        )
        if parted or any(lists.length_at(name, match.sentence.lowers, k) for name in _AFTER_CLAUSE):
            return k - (words[k - 1].upos == "ADP")
        if lists.has("complementizers", words[k].lower):
            return start
    return len(words)
