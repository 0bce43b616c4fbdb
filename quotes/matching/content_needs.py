"""Whether the words beside a cue are a content.

A content behind a cue meets one of the needs of its rule; before it, it is a complete clause, or a fronted phrase.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import dropwhile, pairwise, takewhile

from quotes.lexicon.morphology import CLITIC, is_event_noun
from quotes.lexicon.word_lists import WordLists
from quotes.matching.clauses import (
    PREDICATES,
    RELATIVE,
    drop_relatives,
    has_clause,
    has_predicate,
    is_judged,
    is_verbless,
    mark_relatives,
)
from quotes.matching.content_spans import announces_list, find_opening
from quotes.records import Span
from quotes.rulelang.rule import Requirement
from quotes.text import MARKS
from quotes.trees import Sentence, Word

#: What follows ``untuk`` where somebody is to do or to be something: ``untuk melapor``, ``untuk lebih peka``.
_ACTS = {"VERB", "ADJ", "ADV", "AUX", "PART"}
#: Prefixes of verbs, behind an adverb that is tagged as a noun.
_VERBAL = ("ber", "me")
#: A passive verb.
_PASSIVE = re.compile(r"di\w{3}")
#: Behind a comma, words with a verb in a relative clause only are a clause if there are more than this.
_LONGEST_OBJECT = 7
#: The lists with first words of phrases for people.
_PEOPLE = ("indefinites", "roles", "groups", "uncapitalised-openers")
#: From the noun of a request, the words among which agar still belongs to it.
_LONGEST_OWNER = 4
#: From a conjunction of purpose on, the words among which its verb stands: ``untuk kerja bakti membersihkan sungai``.
_FURTHEST_VERB = 4
#: Enough words for ``seluruh tudingan itu`` and what follows it.
_LONGEST_CLAIM = 6


@dataclass(frozen=True, slots=True)
class _Content:
    """A candidate content: its words, and the words between the cue and it."""

    words: Sequence[Word]
    lead: Sequence[str]
    lists: WordLists

    @property
    def is_set_off(self) -> bool:
        """Whether a comma, a colon or ``bahwa`` stands before the content, which shows that it is a clause."""
        return any(word in (",", ":") or self.lists.has("complementizers", word) for word in self.lead)


def meets_needs(
    needs: Sequence[Requirement],
    sentence: Sentence,
    last: int,
    spans: Sequence[Span],
    lists: WordLists,
    *,
    takes_objects: bool = False,
) -> bool:
    """Return whether the content meets one of the needs of the rule; without needs, any content does.

    Args:
        last: the last word before the content, of the cue or the source.
        spans: the content.
        takes_objects: the cue takes plain objects as well, which are no content.
    """
    if not needs:
        return True
    inside = _words_inside(sentence, spans)
    cleft = len(inside) > 1 and lists.has("relativisers", inside[1].lower)  # inilah yang terjadi
    if not inside or (lists.has("list-announcers", inside[0].lower) and not cleft):
        return False
    lead = sentence.lowers[last + 1 : inside[0].index]
    sequel = lists.has("clause-coordinators", inside[0].lower) and any(word.upos == "VERB" for word in inside[1:2])
    if sequel and lead != (",",):
        return False  # "berkata kepada ibunya, | lalu pergi", not "Kapal itu, lanjut dia, | kemudian karam"
    content = _Content(inside, lead, lists)
    if lists.has("topic-prepositions", inside[0].lower) and not content.is_set_off:
        return False  # "menjelaskan secara rinci | tentang aturan itu"
    if takes_objects and not _NEEDS_OF_NOUNS.issuperset(needs) and _is_plain_object(content):
        needs = [need for need in needs if need in _NEEDS_OF_NOUNS]
    return any(_MEETS[need](content) for need in needs) and not _only_points_back(content)


def _only_points_back(content: _Content) -> bool:
    """Return whether a claim right behind the cue is named and not told: ``membantah | seluruh tudingan itu dan …``."""
    words, lists = content.words, content.lists
    if "," in content.lead or ":" in content.lead:
        return False
    lowers = tuple(word.lower for word in words[:_LONGEST_CLAIM])
    first = int(lists.has("indefinites", lowers[0]))
    end = first + lists.length_at("anaphoric-claims", lowers, first)
    if end == first or end == len(words):
        return end > first  # no such claim, or nothing behind it
    if lists.has("copulas", lowers[end]):
        return False  # "menganggap | hal ini sebagai masalah"
    return (
        words[end].form == ","
        or lists.has("coordinators", lowers[end])
        or bool(lists.length_at("right-borders", lowers, end))
    )


def _is_plain_object(content: _Content) -> bool:
    """Return whether the content is a noun phrase without a predicate: ``alasan memilih perahu``, ``perahu baru``."""
    words, lists = list(content.words), content.lists
    words = list(dropwhile(lambda word: word.upos in ("DET", "NUM") or lists.has("indefinites", word.lower), words))
    named = bool(words) and words[0].upos in ("NOUN", "PROPN") and not lists.has("time-nouns", words[0].lower)
    if content.is_set_off or not named:
        return False
    phrase = words[: next((k for k in range(1, len(words)) if _ends_phrase(words, k, lists)), len(words))]
    if lists.length_at("told-nouns", tuple(word.lower for word in words), 0):
        return not _is_explained(words, phrase, lists)
    if any(lists.has("content-conjunctions", word.lower) for word in words[1:_LONGEST_OWNER]):
        return False  # "imbauan kepada warga | agar tidak melaut"
    counted = any(word.upos == "NUM" for word in content.words[: len(content.words) - len(words)])
    if counted and any(word.upos in PREDICATES for word in drop_relatives(phrase, lists)):
        return False  # "dua belas perahu | rusak"
    subject = words[0].relation == "nsubj" and words[0].index < words[0].head <= words[-1].index
    stated = subject or _has_attitude(replace(content, words=words)) or is_verbless(phrase, lists)
    return not stated and not has_predicate(phrase, lists)


def _is_explained(words: Sequence[Word], phrase: Sequence[Word], lists: WordLists) -> bool:
    """Return whether it is said what a noun for what is told is: ``alasannya pindah | karena gempa``.

    Other predicates belong to its phrase (``alasan pindah``), unless a demonstrative closes it (``alasan itu benar``).
    """
    closed = next((k for k, word in enumerate(phrase) if lists.has("demonstratives", word.lower)), None)
    explained = any(lists.has("explaining-words", word.lower) for word in drop_relatives(words, lists))
    return explained or (closed is not None and has_predicate(phrase[closed:], lists))


def _ends_phrase(words: Sequence[Word], at: int, lists: WordLists) -> bool:
    """Return whether a noun phrase with its complements ends before a word.

    It does at a conjunction, at a comma before one, and before whom it goes to (``kejadian itu | kepada``).
    """
    word, follower = words[at], words[at + 1] if at + 1 < len(words) else None
    if word.form == "," or lists.has("coordinators", word.lower):
        lead = 0 if word.form == "," else sum(1 for _ in takewhile(lambda other: other.upos == "ADV", words[at + 1 :]))
        verb = any(
            w.upos == "VERB" and not lists.has("naming-verbs", w.lower) for w in words[at + 1 + lead : at + 2 + lead]
        )
        return follower is None or verb or follower.upos in ("SCONJ", "CCONJ")
    adverbial = word.upos == "SCONJ" or (follower is not None and follower.upos == "VERB")  # "dengan | menjual"
    adverbial = adverbial and lists.has("subjectless-conjunctions", word.lower)
    return adverbial or any(lists.has(name, word.lower) for name in ("purpose-conjunctions", "recipient-prepositions"))


def _has_opener(content: _Content) -> bool:
    inner = content.lists.has("content-conjunctions", content.words[0].lower)
    inner = inner or (content.lead[-1:] == (":",) and announces_list(content.lead[:-1], content.lists))
    return inner or any(content.lists.has("complementizers", word) for word in content.lead)


def _has_mark(content: _Content) -> bool:
    words = content.words
    if not any(word in (",", ":") for word in content.lead):
        return False
    wide = len(words) > _LONGEST_OBJECT and words[0].upos != "ADP"
    wide = wide and any(w.upos in PREDICATES and w.deprel != "amod" for w in words)
    listed = content.lead[-1:] == (":",) and any(w.upos in PREDICATES for w in words)  # "kata Haris: | solar mahal"
    stated = listed or words[0].upos in PREDICATES or is_judged(words, content.lists, nouns=1)
    return wide or stated or has_clause(words, content.lists) or _is_predication(content)


def _is_set_off(content: _Content) -> bool:
    """Return whether a comma right behind the cue sets the content off: ``menambahkan, | korban seluruhnya laki-laki``.

    Only a report stands there, even without a verb; a preposition begins where or when it was said, or when it is so if
    a comma follows (``menambahkan, pada 2014, | korban seluruhnya laki-laki``).
    """
    words = content.words
    if content.lists.has("addressee-prepositions", words[0].lower):
        words = [*dropwhile(lambda word: word.form != ",", words)][1:]
    return (
        content.lead == (",",)
        and bool(words)
        and words[0].upos not in ("ADP", "PUNCT")
        and _is_long(replace(content, words=words))
    )


def _is_predication(content: _Content) -> bool:
    """Return whether the tree has a subject outside of relative clauses with its predicate behind it in the content.

    The parser often takes a verb behind somebody for one that describes them: ``keluarga | bersabar``.
    """
    words, inside = content.words, {word.index for word in content.words}
    if _acts(content):
        return True
    heads = {word.index: word.head for word in words if word.relation == "nsubj"}
    subjects = {at for at, head in heads.items() if at < head and head in inside}
    marked = mark_relatives(words, content.lists) if subjects else ()
    return any(word.index in subjects and not relative for word, relative in marked)


def _acts(content: _Content) -> bool:
    """Return whether a content begins with somebody and a verb: no state (``terdampak``), no name (``bernama``).

    Nouns may say whom they work for: ``operator kapal | mendata penumpang``.
    """
    somebody, lists = content.words[0], content.lists
    rest = takewhile(lambda word: word.upos in ("NOUN", "PROPN"), content.words[1:_LONGEST_OWNER])
    at = 1 + len(list(rest))
    verb = content.words[at] if at < len(content.words) else somebody
    if verb.relation != "acl" or not somebody.index <= verb.head < verb.index:
        return False
    named = somebody.upos == "PROPN" or any(
        lists.has(name, somebody.lower) for name in (*_PEOPLE, "kin", "organisations")
    )
    described = any(lists.has(name, verb.lower) for name in ("describing-verbs", "naming-verbs"))
    return named and verb.upos == "VERB" and not described and not verb.lower.startswith("ter")


def _has_attitude(content: _Content) -> bool:
    """Return whether the content begins with an attitude: ``optimistis``, ``kekhawatirannya``; not ``harapan itu``."""
    first, behind = content.words[0].lower, content.words[1:]
    if behind and all(content.lists.has("demonstratives", word.lower) for word in behind):
        return False
    if len(content.words) > 1 and content.words[1].clitic:
        first += content.words[1].lower
    bare = first.removesuffix(CLITIC)
    return content.lists.has("attitude-nouns", first) or (bare != first and content.lists.has("attitude-nouns", bare))


def _names_somebody(content: _Content) -> bool:
    first = content.words[0]
    return first.upos in ("PROPN", "PRON") or any(content.lists.has(name, first.lower) for name in _PEOPLE)


def _has_act(content: _Content) -> bool:
    """Return whether somebody is followed by what they shall do, written like a noun: ``pasien | minum air``."""
    near = takewhile(lambda word: word.upos not in ("ADP", "SCONJ"), content.words[1:_LONGEST_OWNER])
    return _names_somebody(content) and any(content.lists.has("unprefixed-verbs", word.lower) for word in near)


def _has_infinitive(content: _Content) -> bool:
    words, lists = content.words, content.lists
    purposes = [k for k, word in enumerate(words) if lists.has("purpose-conjunctions", word.lower)]
    if any(lists.has("content-conjunctions", words[k].lower) for k in purposes):
        return True  # "Haris | agar bantu warga", "doa | agar hujan turun", whatever the tags
    if not _names_somebody(content):
        purposes = [k for k in purposes if k == 0]  # "memberi saran | untuk pulang"
    if any(word.upos in _ACTS for k in purposes for word in words[k + 1 : k + 2]):
        return True  # "para nelayan di teluk | untuk melapor", whatever the verb depends on
    if any(word.lower.startswith(_VERBAL) for k in purposes for word in words[k + 2 : k + _FURTHEST_VERB]):
        return True  # "kaum muda | untuk rutin berdonor", "warga | untuk kerja bakti membersihkan sungai"
    return any(lists.has("intention-words", word.lower) for word in words) and has_clause(words, lists)


def _is_counted(content: _Content) -> bool:
    """Return whether a predicate follows what is counted, or a number what it measures, without a sign of a clause.

    ``dua desa | terisolasi``, ``semua tiket | gratis``; ``pasien rawat inap | 43 orang``, ``luas sawah | 200 hektare``.
    The parser takes the predicate for an attribute. Behind a verb with plain objects it mostly is one.
    """
    words, lists = list(drop_relatives(content.words, content.lists)), content.lists
    opening = words[0].lower if words else ""
    first = int(lists.has("approximators", opening))
    number = next(
        (k for k, word in enumerate(words) if word.upos in ("NUM", "SYM") or lists.has("currency-signs", word.lower)),
        len(words),
    )
    if number <= first or lists.has("universals", opening) or lists.has("list-numerals", opening):
        noun = next((k for k, word in enumerate(words) if word.upos in ("NOUN", "PROPN")), len(words))
        behind = takewhile(lambda word: word.form != "," and word.upos not in ("ADP", "SCONJ"), words[noun + 1 :])
        return any(_is_attached_predicate(word, lists) for word in behind)
    if number == len(words):  # "luas sawah yang puso | 200 hektare"
        words = list(content.words)
        number = next((k for k, word in enumerate(words) if word.upos in ("NUM", "SYM")), len(words))
    return number < len(words) and _is_measured(words, number, lists)


def _is_measured(words: Sequence[Word], number: int, lists: WordLists) -> bool:
    """Return whether a number with its unit closes a phrase and says how much or how many: ``biaya sewa | Rp 4 juta``.

    Args:
        number: the first word of the number, or the sign of a currency before it.
    """
    unit = next((k for k in range(number, len(words)) if words[k].upos == "NOUN"), len(words) - 1)
    if lists.has("currency-signs", words[number].lower):  # the amount has no unit behind it
        unit = number + sum(1 for _ in takewhile(lambda word: word.upos == "NUM", words[number + 1 :]))
    closes = unit + 1 == len(words) or words[unit + 1].upos in ("ADP", "SCONJ", "CCONJ", "PUNCT")
    dated = lists.has("time-nouns", words[number - 1].lower)
    measured = lists.has("measured-nouns", words[0].lower)
    named = all(word.upos in ("NOUN", "PROPN") for word in words[:number])
    return closes and not dated and (measured or (named and lists.has("counted-nouns", words[unit].lower)))


def _is_attached_predicate(word: Word, lists: WordLists) -> bool:
    """Return whether a verb or an adjective of state is an attribute of a noun by the tree."""
    verb = word.upos == "VERB" and word.deprel in RELATIVE and not lists.has("naming-verbs", word.lower)
    return verb or lists.has("state-adjectives", word.lower)


def _is_statement(content: _Content) -> bool:
    """Return whether something is stated, even by a noun, for verbs without an object (``mengatakan kondisi aman``).

    Anaphoric words such as ``itu`` alone are not a statement: ``mengatakan itu di Ambon``.
    """
    words, lists = content.words, content.lists
    lowers = tuple(word.lower for word in words)
    at = lists.length_at("anaphoric-objects", lowers, 0)
    marked = any(word in (",", ":") for word in content.lead)
    if at >= len(words) or (words[at].upos in ("ADP", "SCONJ", "PUNCT", "CCONJ", "DET") and not marked):
        return False
    states = words[0].upos in (*PREDICATES, "NOUN") or len(words) - at > 1 or bool(at)
    return (
        states and not lists.has("contentless-objects", lowers[0]) and not lists.length_at("right-borders", lowers, at)
    )


def _is_naming(content: _Content) -> bool:
    """Return whether something is called something, before another clause begins.

    ``Yang`` or a passive right before the copula is that of a relative clause: ``gawai yang | merupakan penerus``,
    ``hari yang dikenal | sebagai hari nelayan``.
    """
    words, lists = content.words, content.lists
    main = takewhile(lambda pair: not _opens_clause(*pair, lists), pairwise(words[1:]))
    return any(
        lists.has("copulas", word.lower) and not _is_relative(words[k], lists) for k, (word, _) in enumerate(main)
    )


def _is_called_in_marks(content: _Content) -> bool:
    """Return whether words in marks behind a noun phrase say what it is: ``kinerja panitia | “lamban” sejak awal``.

    Titles have capitals; behind a single noun the marks may hold its name (``praktik “uang ketok”``).
    """
    words, lists = list(drop_relatives(content.words, content.lists)), content.lists
    at = next((k for k, word in enumerate(words) if word.form in MARKS), len(words))
    named = [word.upos in ("NOUN", "PROPN") for word in words[:at]]
    several = len(named) > 1 or any(word.upos == "PROPN" for word in words[:at])
    titled = any(lists.has("marked-nouns", word.lower) for word in words[:at])
    return several and all(named) and not titled and any(word.form.islower() for word in words[at + 1 : at + 2])


def _is_relative(word: Word, lists: WordLists) -> bool:
    """Return whether a word opens a relative clause, or is a passive, as of one."""
    passive = word.upos == "VERB" and _PASSIVE.match(word.lower) is not None
    return passive or lists.has("relativisers", word.lower)


def _is_cleft(content: _Content) -> bool:
    """Return whether something is singled out: ``datanya | yang bermasalah``; a relative is described."""
    first, *behind = content.words
    if behind and behind[0].clitic:
        behind = behind[1:]
    elif not first.lower.endswith(CLITIC):
        return False
    relative = content.lists.has("kin", first.lower.removesuffix(CLITIC))
    yang = any(content.lists.has("relativisers", word.lower) for word in behind[:1])
    return first.upos == "NOUN" and yang and len(behind) > 1 and not relative


def _opens_clause(word: Word, follower: Word, lists: WordLists) -> bool:
    """Return whether a word begins another clause: ``memuji Haris | dan menyebutnya sebagai``, ``ketika ia …``."""
    if lists.has("time-conjunctions", word.lower):
        return not lists.has("demonstratives", follower.lower)
    return follower.upos == "VERB" and lists.has("clause-coordinators", word.lower)


def _is_long(content: _Content) -> bool:
    words, lists = content.words, content.lists
    return len(words) > 3 and not (
        lists.has("topic-nouns", words[0].lower) and lists.has("right-borders", words[2].lower)
    )


def _has_adverb(content: _Content) -> bool:
    """Return whether an adverb marks a clause without a verb: ``stok hanya dua ton``, ``kini momentum yang tepat``."""
    words = list(drop_relatives(content.words, content.lists))
    forms = {word.lower for word in words} | {a.lower + b.lower for a, b in pairwise(words) if b.clitic}
    listed = any(content.lists.has("clause-adverbs", form) for form in forms)
    return _is_long(content) and (listed or any(word.upos in ("ADV", "AUX", "PART") for word in words))


_MEETS: Mapping[Requirement, Callable[[_Content], bool]] = {
    "opener": _has_opener,
    "mark": _has_mark,
    "comma": _is_set_off,
    "clause": lambda content: has_clause(content.words, content.lists) or _is_predication(content),
    "attitude": _has_attitude,
    "event": lambda content: _is_long(content) and is_event_noun(content.words[0].lower),
    "infinitive": _has_infinitive,
    "act": _has_act,
    "naming": _is_naming,
    "adverb": _has_adverb,
    "verbless": lambda content: is_verbless(content.words, content.lists, verbs=True) or _is_counted(content),
    "judgement": lambda content: is_judged(content.words, content.lists) or _is_called_in_marks(content),
    "cleft": _is_cleft,
    "statement": _is_statement,
    "long": _is_long,
    "any": lambda content: bool(content.words),
}
#: The needs that a noun phrase can meet.
_NEEDS_OF_NOUNS: frozenset[Requirement] = frozenset({"opener", "mark", "attitude", "event", "naming", "long", "any"})


def select_fronted(sentence: Sentence, spans: Sequence[Span], index: int, lists: WordLists) -> tuple[Span, ...]:
    """Return the spans before a subject and its verb, if reported: a condition, a concession, or a noun phrase.

    ``Jika lupa, | Ratna mengatakan, buang saja``; ``Beberapa, | ia melanjutkan, terlalu rapuh``.
    """
    inside = _words_inside(sentence, spans)
    if not inside or find_opening(sentence, lists) >= index:
        return ()
    openers = ("conditional-conjunctions", "concessive-conjunctions")
    clause = any(lists.has(name, inside[0].lower) for name in openers)
    phrase = inside[0].upos != "VERB" and not has_clause(inside, lists)
    return tuple(spans) if clause or phrase else ()


def is_complete(sentence: Sentence, spans: Sequence[Span], lists: WordLists) -> bool:
    """Return whether the content before a cue is a complete clause.

    A single word is not, whatever its tag, nor a clause of condition or time (``Jika hujan turun, | kata Ratna``).
    """
    inside = _words_inside(sentence, spans)
    leads = bool(inside) and any(lists.has(n, inside[0].lower) for n in ("subordinators", "conditional-conjunctions"))
    alone = leads and not any(word.form == "," for word in inside)
    states = has_clause(inside, lists) or (len(inside) > 1 and is_verbless(inside, lists))
    return len(inside) > 1 and not alone and states


def is_aside(sentence: Sentence, last: int, spans: Sequence[Span], lists: WordLists) -> bool:
    """Return whether the spans after a source are not content: ``kata Ratna | di Ambon``, ``kata Ratna, | guru``."""
    inside = _words_inside(sentence, spans)
    lowers = tuple(word.lower for word in inside)
    spoken = any(lists.length_at(name, lowers, 0) for name in ("speaking-channels", "speaking-occasions"))
    if spoken or lists.has("while-conjunctions", lowers[0]):
        return True  # "kata Ratna, | sambil menunjuk lubang itu", "kata Ratna, | lewat sambungan telepon"
    person = any(lists.has(name, lowers[0]) for name in ("roles", "groups"))
    if has_clause(inside, lists):
        return False
    return person or sentence.words[last + 1].form != "," or inside[0].upos in ("NOUN", "PROPN")


def _words_inside(sentence: Sentence, spans: Sequence[Span]) -> list[Word]:
    return [w for s in spans for w in sentence.words if s.start <= w.start and w.end <= s.end]
