"""The names in the sentences of an article, and how each sentence presents them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Literal

from quotes.records import Span
from quotes.resolution.names import EXPECTED, USUAL_LENGTH, NameFinder, Reading
from quotes.resolution.roles import find_role_before, find_role_behind
from quotes.resolution.source_names import is_pronoun, may_precede_name, read_name_behind
from quotes.resolution.standing import Standing, StandingReader
from quotes.trees import Sentence, Word

#: How a name stands in its sentence: as the subject of the main clause, of another clause, or otherwise.
ClauseRole = Literal["subject", "inner-subject", "mentioned"]

#: Words behind a name that may lead to a nickname: ``atau yang lebih akrab disapa``.
_REACH = 6
#: Digits of the age of somebody in the news; other numbers in brackets are years and counts.
_DIGITS_OF_AGE = 2
_VERBS = ("VERB", "AUX")
_ADVERBIAL = frozenset({"ADV", "AUX", "PART"})


@dataclass(frozen=True, slots=True)
class NameMention:
    """A name as it stands in the text, with the role before or behind it.

    Attributes:
        doubtful: words in the middle that the entity tagger does not tag as a person's, as where a headline joins two
            names (``Ratna Tantang Haris Munandar``).
        standing: how the sentence presents the person.
        accused: the sentence calls the person a suspect, or says that they were arrested or charged.
        is_titled: a title, a rank or a form of address stands right before the name.
    """

    words: tuple[str, ...]
    span: Span
    how: ClauseRole = "mentioned"
    role: str = ""
    doubtful: tuple[str, ...] = ()
    standing: Standing = "mentioned"
    accused: bool = False
    is_titled: bool = False


def find_names(
    sentence: Sentence,
    finder: NameFinder,
    standings: StandingReader,
    read: Sequence[tuple[tuple[str, ...], Span]] = (),
    named: Collection[str] = (),
) -> Iterator[NameMention]:
    """Yield the names in a sentence, at most one in each stretch of capitalised words.

    Args:
        read: names read in source phrases, which take more of the context into account, and their spans.
        named: words of the names in all source phrases of the article, each of which is likely a name by itself.
    """
    words = sentence.words
    for run in finder.runs[id(sentence)]:
        start, end = run[0].index, run[-1].index + 1
        if finder.known.titles.length("abbreviation", [word.form for word in run]) == len(run):
            continue  # Kasat Reskrim
        around = (words[start - 1] if start else None, words[end] if end < len(words) else None)
        if around[1] is not None and around[1].form == ":" and finder.known.listed("question-labels", run[-1]):
            continue
        inside = next((span for _, span in read if run[0].start <= span.start and span.end <= run[-1].end), None)
        known = inside and Reading(tuple(word for word in run if inside.contains(word.span)))
        name = known or finder.find(run, around=around)
        is_named = len(run) == 1 and (run[0].form in named or _is_aged(words[end : end + 3]))
        possible = len(run) > 1 or is_named or finder.class_of(run[0].form) == "name"  # Keluhan datang dari | Salmah
        doubtful = not name.words and possible and name.margin < EXPECTED
        if doubtful and (
            is_named
            or _is_explained(words[end : end + _REACH], finder)
            or standings.read(sentence, start, end - 1).standing in ("introduced", "reacts")
        ):
            name = finder.find(run, around=around, expected=EXPECTED)
        if not name.words and around[0] is not None and around[0].form == ",":
            name = _read_apposition(run, words[: start - 1], finder)
        if not name.words:
            continue
        placed = known is None and _is_place(run, name, around[0], finder)
        if not placed and not all(is_pronoun(word, finder.known) for word in name.words):  # peternak asal | Amarasi
            yield _make_mention(name, sentence, finder, standings)


def _is_place(run: Sequence[Word], name: Reading, before: Word | None, finder: NameFinder) -> bool:
    """Return whether the words before a name make it one of a place: ``asal | Amarasi``, ``di | Jalan Ahmad Yani``."""
    if before is None:
        return False
    address = before.upos == "ADP" and finder.known.listed("place-nouns", run[0]) and name.words[0] in run[1:2]
    return address or (name.words[0] == run[0] and finder.known.listed("place-openers", before))


def _read_apposition(run: Sequence[Word], before: Sequence[Word], finder: NameFinder) -> Reading:
    """Return the name behind a description and a comma: ``Pemilik warung itu, | Melati``; else no name."""
    opens = max((k for k, word in enumerate(before) if word.form == ","), default=-1) + 1
    described = before[opens:]
    if not described or not may_precede_name(described, finder):
        return Reading(())
    return read_name_behind(run, described, finder)


def _is_aged(behind: Sequence[Word]) -> bool:
    """Return whether an age of two digits stands right behind, in brackets: ``Haris (42)``."""
    return len(read_age(behind, 0)) == _DIGITS_OF_AGE


def read_age(words: Sequence[Word], at: int) -> str:
    """Return the number in brackets that begins at ``at``, right behind a name: ``Haris | (42)``; empty without one."""
    forms = [word.form for word in words[at : at + 3]]
    return forms[1] if len(forms) == 3 and forms[::2] == ["(", ")"] and forms[1].isdigit() else ""


def _is_explained(behind: Sequence[Word], finder: NameFinder) -> bool:
    """Return whether an age or a nickname stands right behind: ``Haris (42)``, ``Haris atau biasa disapa Aris``."""
    forms = [word.form for word in behind[:2]]
    age = len(forms) == 2 and forms[0] in ("(", ",") and forms[1].isdigit() and len(forms[1]) < 3
    short = takewhile(lambda word: word.form[0].islower(), behind)
    return age or any(finder.known.listed("nickname-verbs", word) for word in short)


def _make_mention(name: Reading, sentence: Sentence, finder: NameFinder, standings: StandingReader) -> NameMention:
    first, last, words = name.words[0], name.words[-1], sentence.words
    clause = _clause_role(first, words) if sentence.has_tree else _clause_role_by_order(name.words, words)
    presented = standings.read(sentence, first.index, last.index)
    return NameMention(
        words=name.forms,
        span=Span(first.start, last.end),
        how=clause if presented.is_head else "mentioned",
        role=find_role_before(first.index, words, finder.known)
        or find_role_behind(last.index + 1, words, finder.known),
        doubtful=_find_doubtful(name, finder),
        standing=presented.standing,
        accused=presented.is_accused,
        is_titled=first.index > 0 and finder.known.class_of(words[first.index - 1].form) == "honorific",
    )


def _find_doubtful(name: Reading, finder: NameFinder) -> tuple[str, ...]:
    tags = finder.entities
    middle = name.words[1:-1] if tags.counts else ()
    return tuple(word.form for word in middle if len(word.form) > 3 and not tags.is_person(word))


def _clause_role(word: Word, words: Sequence[Word]) -> ClauseRole:
    """Return the clause role of a name, or of the phrase that contains it (``Ketua Paguyuban, | Mulyono``)."""
    steps = 0
    while word.relation in ("flat", "appos", "compound") and word.head >= 0 and steps < USUAL_LENGTH:
        word, steps = words[word.head], steps + 1
    if word.relation != "nsubj":
        return "mentioned"
    return "subject" if words[word.head].relation in ("root", "parataxis", "conj") else "inner-subject"


def _clause_role_by_order(name: Sequence[Word], words: Sequence[Word]) -> ClauseRole:
    """Return the clause role without a tree: a subject precedes the first verb without a preposition, or any verb."""
    before = {other.upos for other in words[: name[0].index]}
    behind = words[name[-1].index + 1 :]
    follower = next((word for word in behind if word.upos not in _ADVERBIAL), None)
    first = any(word.upos in _VERBS for word in behind) and before.isdisjoint({*_VERBS, "ADP"})
    return "subject" if first or (follower is not None and follower.upos == "VERB") else "mentioned"
