"""The spans of a reported content beside a cue outside quotation marks.

By the guidelines a report runs to the end of its sentence; ``bahwa`` and the
addressee stay outside, and so does the provenance.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import dropwhile, pairwise, takewhile

from quotes.lexicon.morphology import CLITIC, is_event_noun
from quotes.lexicon.word_lists import WordLists
from quotes.matching import noun_phrases
from quotes.records import Span
from quotes.rulelang.rule import Requirement
from quotes.trees import Sentence, Word

_PREDICATES = {"VERB", "ADJ", "AUX"}
#: What follows ``untuk`` where somebody is to do or to be something: ``untuk melapor``, ``untuk lebih peka``.
_ACTS = {"VERB", "ADJ", "ADV", "AUX", "PART"}
#: Prefixes of verbs, behind an adverb that is tagged as a noun.
_VERBAL = ("ber", "me")
_RELATIVE = {"acl", "acl:relcl", "amod"}
_CLAUSAL = {"root", "ccomp", "parataxis", "csubj"}
#: The most words from a cue to the colon of a list (``menyampaikan tiga hal penting: …``).
_LONGEST_LIST_HEAD = 7
#: Letters of the longest unit that has a stop behind it (``km``).
_LONGEST_UNIT = 2
#: Words behind a cue among which ``bahwa`` still belongs to it.
_FURTHEST_OPENER = 14
#: Behind a comma, words with a verb in a relative clause only are a clause if there are more than this.
_LONGEST_OBJECT = 7
#: The most words from the comma before a place with its date to the comma behind it.
_LONGEST_DATE = 9
#: Capitals of this many letters are a short form, shorter ones may be initials (``M.H. Thamrin``, ``MH. Thamrin``).
_SHORTEST_BODY = 3
#: The lists with first words of phrases for people.
_PEOPLE = ("indefinites", "roles", "groups", "uncapitalised-openers")
#: From the noun of a request, the words among which agar still belongs to it.
_LONGEST_OWNER = 4
#: Enough words for ``seluruh tudingan itu`` and what follows it.
_LONGEST_CLAIM = 6
_STOPS = (".", "!", "?")
_TRIM = " \t\r\n\u00a0,.;:!?–—-"
_CLOSING_MARKS = '"”’»'


def find_opening(sentence: Sentence, lists: WordLists) -> int:
    """Return the first word that is not a connector or punctuation."""
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


def opens_with_anaphor(sentence: Sentence, lists: WordLists) -> bool:
    """Return whether the sentence begins with a connector and a comma that may be the first piece of a report."""
    length = lists.length_at("anaphoric-connectors", sentence.lowers, 0)
    return 0 < length < len(sentence.words) and sentence.words[length].form == ","


def take_before(sentence: Sentence, text: str, index: int, lists: WordLists) -> list[Span]:
    """Return the spans from the first word that is not a connector to ``index``; after a quotation, from its end.

    A connector alone before the cue (``Dengan begitu, kata dia, …``) belongs to the content if it is anaphoric.
    """
    first = find_opening(sentence, lists)
    if first >= index and opens_with_anaphor(sentence, lists):
        first = 0
    standins = [w.index for w in sentence.words[:index] if w.quotation is not None]
    if standins:
        first = max(standins) + 1
        stops = [w.index for w in sentence.words[first:index] if w.form in _STOPS]
        first = stops[-1] + 1 if stops else first  # a sentence that the parser missed: "…" ujar Ratna. | Menurutnya, …
    return cut_span(sentence, text, first, index)


def take_after(sentence: Sentence, text: str, index: int, lists: WordLists) -> list[Span]:
    """Return the spans after ``index`` to the end of the sentence, without the lead-in to the content."""
    words = sentence.words
    start = _skip_lead(sentence, index + 1, lists)
    standins = [w for w in words[start:] if w.quotation is not None]
    apart = (w.index for w in standins if not continues_report(words[start : standins[0].index], w, text, lists))
    end = next(apart, len(words))
    end = _find_sentence_end(words, start, end, lists)
    if _is_in_parenthetic_clause(sentence, index, lists) or _is_in_opening_clause(sentence, index, lists):
        end = next((k for k in range(start, end) if words[k].form == ","), end)
    spoken = words[index].upos == "VERB"  # behind menurut and its source, an occasion is mostly a part of the content
    end = next((k for k in range(start + 1, end) if _ends_report(sentence, k, lists, spoken=spoken)), end)
    return cut_span(sentence, text, start, end)


def continues_report(before: Sequence[Word], standin: Word, text: str, lists: WordLists) -> bool:
    """Return whether marks behind a clause hold its continuation: ``mengatakan kapal aman, "dan semua pulang"``.

    Args:
        before: the words between the cue and the marks.
        standin: a placeholder of the words in marks.
    """
    first = next((char for char in text[standin.start : standin.end] if char.isalnum()), "")
    return first.islower() and has_clause(before, lists)


def skip_description(sentence: Sentence, last: int, lists: WordLists, *, narrow: bool = False) -> int:
    """Return the last word of the description of a source: ``Menurut Ratna | yang mewakili nelayan, …``.

    A description is a bracket, a relative clause, a place or an occasion up to its comma, or a role or a nickname
    between two commas. Pronouns have none.

    Args:
        last: the last word of the source.
        narrow: leave places, occasions and roles to the content, as behind a passive (``disebut X dari Y, …``).
    """
    words, lowers = sentence.words, sentence.lowers
    at = _skip_bracket(words, last + 1)
    comma = _find_comma(words, at + 1)
    if words[at : at + 1] and words[at].form == ",":
        at = _skip_place_and_date(sentence, at, lists) - 1 if _is_date(words[at + 1 : at + 2], lists) else at
    owned = words[last].clitic and words[last - 1].upos == "NOUN"  # "menurut istri|nya yang …", not menurut|nya
    if comma is None or (lists.has("personal-pronouns", lowers[last]) and not owned):
        return at - 1
    described = words[at + 1 : comma] if words[at].form == "," else words[at:comma]
    relative = lists.has("relativisers", lowers[at]) or lists.length_at("provenance-words", lowers, at)
    asked = any(lists.length_at("asked-verbs", lowers, k) for k in (at, at + 1))  # "Menurut Ratna saat ditemui, …"
    acts = any(lists.has(name, lowers[at]) for name in ("time-conjunctions", "while-conjunctions"))
    acts = acts and any(word.upos == "VERB" for word in described[1:2])  # "Padahal, ujar Ratna saat meninjau pasar, …"
    aside = bool(lists.length_at("right-borders", lowers, at)) and (asked or acts or not has_clause(described, lists))
    if relative or (aside and not narrow):
        return _skip_place_and_date(sentence, comma, lists) - 2
    if any(lists.has("nickname-nouns", word.lower) for word in described[:1]) or _is_nickname(described, lists):
        return comma - 1
    named = bool(described) and any(lists.has(name, described[0].lower) for name in ("roles", "groups"))
    role = words[at].form == "," and named
    role = role and described[0].form.islower() and not has_clause(described, lists)
    return comma - 1 if role and not narrow else at - 1


def _is_nickname(described: Sequence[Word], lists: WordLists) -> bool:
    """Return whether words behind a source say what somebody is called: ``, demikian ia akrab disapa,``."""
    calls = any(lists.has("nickname-verbs", word.lower) for word in described)
    return calls and any(lists.has("manner-anaphors", word.lower) for word in described[:1])


def select_fronted(sentence: Sentence, spans: Sequence[Span], index: int, lists: WordLists) -> tuple[Span, ...]:
    """Return the spans before a subject and its verb, if reported: a condition, or a noun phrase without a clause.

    ``Jika lupa, | Ratna mengatakan, buang saja``; ``Beberapa, | ia melanjutkan, terlalu rapuh``.
    """
    inside = _words_inside(sentence, spans)
    if not inside or find_opening(sentence, lists) >= index:
        return ()
    condition = lists.has("conditional-conjunctions", inside[0].lower)
    phrase = inside[0].upos != "VERB" and not has_clause(inside, lists)
    return tuple(spans) if condition or phrase else ()


def is_complete(sentence: Sentence, spans: Sequence[Span], lists: WordLists) -> bool:
    """Return whether the content before a cue is a complete clause.

    A single word is not, whatever its tag, nor a clause of condition or time (``Jika hujan turun, | kata Ratna``).
    """
    inside = _words_inside(sentence, spans)
    leads = bool(inside) and any(lists.has(n, inside[0].lower) for n in ("subordinators", "conditional-conjunctions"))
    alone = leads and not any(word.form == "," for word in inside)
    states = has_clause(inside, lists) or (len(inside) > 1 and _is_verbless(_Content(inside, (), lists)))
    return len(inside) > 1 and not alone and states


def is_aside(sentence: Sentence, last: int, spans: Sequence[Span], lists: WordLists) -> bool:
    """Return whether the spans after a source are not content: ``kata Ratna | di Ambon``, ``kata Ratna, | guru``."""
    inside = _words_inside(sentence, spans)
    if lists.has("while-conjunctions", inside[0].lower):
        return True  # "kata Ratna | sambil menunjuk lubang itu"
    if has_clause(inside, lists):
        return False
    return sentence.words[last + 1].form != "," or inside[0].upos in ("NOUN", "PROPN")


def _words_inside(sentence: Sentence, spans: Sequence[Span]) -> list[Word]:
    return [w for s in spans for w in sentence.words if s.start <= w.start and w.end <= s.end]


def _is_date(words: Sequence[Word], lists: WordLists) -> bool:
    return any(lists.has("dates", word.lower) for word in words)


def _is_day(words: Sequence[Word], lists: WordLists) -> bool:
    """Return whether the words are the name of a day, with a time or a date in brackets: ``Rabu (14/2) malam``."""
    dated = (not word.form[:1].isalpha() or lists.has("dates", word.lower) for word in words)
    return bool(words) and lists.has("days", words[0].lower) and all(dated)


def _skip_bracket(words: Sequence[Word], at: int) -> int:
    if at < len(words) and words[at].form == "(":
        return next((k + 1 for k in range(at, len(words)) if words[k].form == ")"), at)
    return at


def _find_comma(words: Sequence[Word], at: int) -> int | None:
    return next((k for k in range(at, len(words)) if words[k].form == ","), None)


def _find_sentence_end(words: Sequence[Word], start: int, end: int, lists: WordLists) -> int:
    """Return the end of a sentence that the parser missed, or ``end``."""
    stop = next((k for k in range(max(start, 1), end - 1) if is_missed_end(words, k, lists)), None)
    return end if stop is None else stop + (words[stop].form != ".")


def is_missed_end(words: Sequence[Word], at: int, lists: WordLists) -> bool:
    """Return whether a stop ends a sentence though the parser goes on: ``Rp 2,5 M. | Ia``, ``anggota KPK. | Namun``.

    The tokenizer takes capitals with a stop for an abbreviation. It is right behind a title or a name, which has small
    letters, too, and behind a unit.
    """
    form = words[at].form
    if not form.endswith(".") or not 0 < at < len(words) - 1:
        return False
    last = at - 1 if form == "." else at
    before = words[last].form.removesuffix(".")
    if before.isupper() and len(before) > 1 and before == words[at + 1].form:
        return True  # "berinisial TS. | TS bekerja"
    if not words[at + 1].form.istitle():
        return False
    word = before.islower() and len(before) > _LONGEST_UNIT
    opens = lists.has("sentence-openers", words[at + 1].lower)
    ends = (word or before.isupper() or before[-1:].isdigit()) and opens
    return ends or (last > 0 and _is_never_stopped(words[last - 1], before, lists))


def _is_never_stopped(leading: Word, form: str, lists: WordLists) -> bool:
    """Return whether capitals have no stop of their own: a short form, a unit or the initials of a suspect."""
    if not (form.isupper() and form.isalpha()):
        return False
    if lists.has("initial-words", leading.lower) or (leading.form[-1:].isdigit() and len(form) == 1):
        return True
    return len(form) >= _SHORTEST_BODY and not lists.has("stopped-capitals", form.lower())


def _is_in_parenthetic_clause(sentence: Sentence, index: int, lists: WordLists) -> bool:
    """Return whether the cue is in a relative clause, which ends the report: ``X, yang menyebut C, berjanji …``.

    Behind the verb of the sentence, the clause goes on to its end.
    """
    at = index - 1
    while at > 0 and lists.has("preverbal-words", sentence.lowers[at]):
        at -= 1
    aside = at > 0 and lists.has("relativisers", sentence.lowers[at]) and sentence.words[at - 1].form == ","
    return aside and not any(word.upos == "VERB" for word in sentence.words[: at - 1])


def _is_in_opening_clause(sentence: Sentence, index: int, lists: WordLists) -> bool:
    """Return whether the cue is in a clause that opens the sentence: ``Setelah X mengatakan C, Y pulang``."""
    words = sentence.words[find_opening(sentence, lists) : index]
    if not words or any(word.form == "," for word in words):
        return False
    if any(lists.has("demonstratives", word.lower) for word in words[1:2]):
        return False  # "Saat itu Ratna mengatakan …"
    return any(lists.has(name, words[0].lower) for name in ("time-conjunctions", "subjectless-conjunctions"))


def cut_span(sentence: Sentence, text: str, first: int, stop: int) -> list[Span]:
    """Return the span of the words from ``first`` to before ``stop``, without signs at its edges, or nothing."""
    words = sentence.words
    if first >= stop or first >= len(words):
        return []
    end = words[stop - 1].end
    if words[stop - 1].quotation is not None and text[end - 1] in _CLOSING_MARKS:
        end -= 1
    return list(trim_span(text, words[first].start, end))


def trim_span(text: str, start: int, end: int) -> tuple[Span, ...]:
    """Return the span from ``start`` to ``end`` without white space and signs at its edges; empty if none is left.

    So is a bracket that opens or closes beside the span: ``Kapal itu | (kata Ratna) | tenggelam``.
    """
    while end > start and text[end - 1] in _TRIM + "(":
        end -= 1
    while start < end and text[start] in _TRIM + ")":
        start += 1
    return (Span(start, end),) if end > start else ()


def _skip_lead(sentence: Sentence, start: int, lists: WordLists) -> int:
    """Return the first word of the content, after adverbs, the addressee, ``bahwa`` and commas."""
    words, lowers = sentence.words, sentence.lowers
    at = start
    while at < len(words) and (length := _count_trailing_adverb(sentence, at, lists)):
        at += length
    while at < len(words) and words[at].form in (",", ":"):
        at += 1
    colon = next((k for k in range(at, min(at + _LONGEST_LIST_HEAD, len(words))) if words[k].form == ":"), None)
    if colon is not None and _announces_list(lowers[at:colon], lists):
        return colon + 1
    opener = next(
        (k for k in range(at, min(at + _FURTHEST_OPENER, len(words))) if lists.has("complementizers", lowers[k])), None
    )
    if opener is not None and not _begins_clause(words[at:opener], lists):
        return opener + 1
    if lists.length_at("topic-questions", lowers, at):
        return at + 1
    behind = _skip_setting(sentence, at, lists)
    if behind == at and at < len(words) and lists.has("addressee-prepositions", lowers[at]):
        return _skip_addressee(sentence, at, lists, after_comma=words[start].form == ",")
    return behind


def _skip_setting(sentence: Sentence, at: int, lists: WordLists) -> int:
    """Return the word after a day, or a place or occasion with its date: ``mengatakan, Rabu (14/2), | C``."""
    words, lowers = sentence.words, sentence.lowers
    comma = next((k for k in range(at, min(at + _FURTHEST_OPENER, len(words))) if words[k].form == ","), None)
    if comma is None or comma == at:
        return at
    if _is_day(words[at:comma], lists) and not _is_day(words[comma + 1 : comma + 2], lists):
        return comma + 1
    channel = words[at - 1].form != "," and lists.length_at("speaking-occasions", lowers, at)
    if channel or (words[at - 1].form == "," and lists.length_at("provenance-words", lowers, at)):
        return comma + 1  # "mengaku, seperti dikutip Antara, | belum menerima surat itu"
    setting = any(lists.has(name, lowers[at]) for name in ("place-prepositions", "time-conjunctions"))
    dated = any(lists.has("dates", word) for word in lowers[comma + 1 : comma + 2])
    return _skip_place_and_date(sentence, comma, lists) if setting and dated else at


def _begins_clause(words: Sequence[Word], lists: WordLists) -> bool:
    """Return whether a clause begins before ``bahwa``, which is then inside it: ``warga keberatan dan paham bahwa``."""
    stated = bool(words) and words[0].upos in ("NOUN", "PROPN", "PRON", "DET") and has_clause(words, lists)
    return stated or any(map(_is_verbal, words))


def _announces_list(words: Sequence[str], lists: WordLists) -> bool:
    """Return whether words before a colon announce what follows: ``alasannya``, ``dua risiko``, not ``ada …``."""
    if any(lists.has("existentials", word) for word in words):
        return False
    counted = len(words) > 1 and (words[0].isdigit() or lists.has("list-numerals", words[0]))
    return counted or any(lists.has("enumerable-nouns", word.removesuffix(CLITIC)) for word in words[-2:])


def _count_trailing_adverb(sentence: Sentence, at: int, lists: WordLists) -> int:
    """Count the adverbs of the cue from ``at`` on; before a verb they belong to it (``berharap kembali melaut``)."""
    length = lists.length_at("postverbal-adverbs", sentence.lowers, at)
    if not length or not lists.has("repetition-adverbs", sentence.lowers[at]):
        return length
    follower = sentence.words[at + 1 : at + 2]
    return 0 if follower and follower[0].upos in _PREDICATES else length


def _skip_addressee(sentence: Sentence, at: int, lists: WordLists, *, after_comma: bool) -> int:
    """Return the start of the content after an addressee: ``kepada wartawan, C``, ``kepada warga agar C``."""
    stop = len(sentence.words)
    near = range(at, next((k for k in range(at, stop) if _is_verbal(sentence.words[k])), stop))
    comma = next((k for k in near if sentence.words[k].form == ","), None)
    if any(word.form.islower() and lists.has("time-nouns", word.lower) for word in sentence.words[at + 1 : at + 2]):
        return at if after_comma or comma is None else comma + 1  # "mengatakan, pada | malam hari, kapal tiba"
    openers = ("purpose-conjunctions", "content-conjunctions")
    purpose = next((k for k in near if any(lists.has(name, sentence.lowers[k]) for name in openers)), None)
    if purpose is not None and (comma is None or purpose < comma or not after_comma):
        return purpose
    if comma is not None:
        return _skip_place_and_date(sentence, comma, lists)
    return _skip_person(sentence, at, lists)


def _skip_person(sentence: Sentence, at: int, lists: WordLists) -> int:
    """Return the word after an addressee that a clause follows: ``kepada pemerintah | perlu ada aturan``."""
    found = (
        noun_phrases.find_after(sentence, at, lists) if lists.has("recipient-prepositions", sentence.lowers[at]) else []
    )
    behind = sentence.words[found[-1] + 1 :] if found else ()
    return behind[0].index if behind and has_clause(behind, lists) else at


def _skip_place_and_date(sentence: Sentence, comma: int, lists: WordLists) -> int:
    """Return the word after the comma of a date: ``kepada wartawan di Jakarta, Senin (5/6), | C``."""
    words = sentence.words
    if comma + 1 < len(words) and lists.has("dates", words[comma + 1].lower):
        later = next(
            (k for k in range(comma + 1, min(comma + _LONGEST_DATE, len(words))) if words[k].form == ","), None
        )
        return later + 1 if later is not None else comma + 1
    return comma + 1


def _is_verbal(word: Word) -> bool:
    return word.upos == "VERB" and word.relation not in ("acl", "amod")


def _ends_report(sentence: Sentence, at: int, lists: WordLists, *, spoken: bool) -> bool:
    """Return whether a report is over: its provenance begins, or what is not said (``, tanpa merinci``).

    Args:
        spoken: the report stands right behind a verb, so that the occasion of speaking may follow it.
    """
    lowers = sentence.lowers
    if lists.length_at("provenance-phrases", lowers, at):
        return True
    if spoken and lists.length_at("speaking-occasions", lowers, at):
        return True
    if sentence.words[at].form != ",":
        return False
    contrast = at + 1 + any(lists.has("contrastive-conjunctions", word) for word in lowers[at + 1 : at + 2])
    denial = contrast + any(lists.has("third-person-pronouns", word) for word in lowers[contrast : contrast + 1])
    denied = any(lists.has("negations", word) for word in lowers[denial : denial + 1])
    return denied and lists.length_at("withheld-verbs", lowers, denial + 1) > 0


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
    if not inside or lists.has("list-announcers", inside[0].lower):
        return False
    lead = sentence.lowers[last + 1 : inside[0].index]
    if lists.has("topic-prepositions", inside[0].lower) and "," not in lead:
        return False  # "menjelaskan secara rinci | tentang aturan itu"
    content = _Content(inside, lead, lists)
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
    if counted and any(word.upos in _PREDICATES for word in _drop_relatives(phrase, lists)):
        return False  # "dua belas perahu | rusak"
    subject = words[0].relation == "nsubj" and words[0].index < words[0].head <= words[-1].index
    stated = subject or _has_attitude(replace(content, words=words)) or _is_verbless(replace(content, words=phrase))
    return not stated and not _has_predicate(phrase, lists)


def _is_explained(words: Sequence[Word], phrase: Sequence[Word], lists: WordLists) -> bool:
    """Return whether it is said what a noun for what is told is: ``alasannya pindah | karena gempa``.

    Other predicates belong to its phrase (``alasan pindah``), unless a demonstrative closes it (``alasan itu benar``).
    """
    closed = next((k for k, word in enumerate(phrase) if lists.has("demonstratives", word.lower)), None)
    explained = any(lists.has("explaining-words", word.lower) for word in _drop_relatives(words, lists))
    return explained or (closed is not None and _has_predicate(phrase[closed:], lists))


def _ends_phrase(words: Sequence[Word], at: int, lists: WordLists) -> bool:
    """Return whether a noun phrase with its complements ends before a word: at a conjunction, or a comma before one."""
    word, follower = words[at], words[at + 1] if at + 1 < len(words) else None
    if word.form == "," or lists.has("coordinators", word.lower):
        verb = follower is not None and follower.upos == "VERB" and not lists.has("naming-verbs", follower.lower)
        return follower is None or verb or follower.upos in ("SCONJ", "CCONJ")
    adverbial = word.upos == "SCONJ" or (follower is not None and follower.upos == "VERB")  # "dengan | menjual"
    adverbial = adverbial and lists.has("subjectless-conjunctions", word.lower)
    return adverbial or lists.has("purpose-conjunctions", word.lower)


def _has_predicate(words: Sequence[Word], lists: WordLists) -> bool:
    """Return whether a word outside of relative clauses is a predicate, or marks one.

    A relative clause without yang is a mistake of the tree, unless its verb is beside its noun (``upaya | menolong``).
    """
    return any(
        lists.has("finite-words", word.lower)
        or (
            word.upos in _PREDICATES
            and not lists.has("naming-verbs", word.lower)
            and (word.deprel not in _RELATIVE or (word.upos == "VERB" and word.head < word.index - 1))
        )
        for word in _drop_relatives(words, lists)
    )


def _has_opener(content: _Content) -> bool:
    inner = content.lists.has("content-conjunctions", content.words[0].lower)
    inner = inner or (content.lead[-1:] == (":",) and _announces_list(content.lead[:-1], content.lists))
    return inner or any(content.lists.has("complementizers", word) for word in content.lead)


def _has_mark(content: _Content) -> bool:
    words = content.words
    if not any(word in (",", ":") for word in content.lead):
        return False
    wide = len(words) > _LONGEST_OBJECT and words[0].upos != "ADP"
    wide = wide and any(w.upos in _PREDICATES and w.deprel != "amod" for w in words)
    return wide or has_clause(words, content.lists) or _is_predication(content)


def _is_set_off(content: _Content) -> bool:
    """Return whether a comma right behind the cue sets the content off: ``menambahkan, | korban seluruhnya laki-laki``.

    Only a report stands there, even without a verb; a preposition begins where or when it was said.
    """
    first = content.words[0]
    return content.lead == (",",) and first.upos not in ("ADP", "PUNCT") and _is_long(content)


def _is_predication(content: _Content) -> bool:
    """Return whether the tree has a subject outside of relative clauses with its predicate behind it in the content.

    The parser often takes a verb behind somebody for one that describes them: ``keluarga | bersabar``.
    """
    words, last = content.words, content.words[-1].index
    if len(words) > 1 and words[1].relation == "acl" and words[1].head == words[0].index and _acts(content):
        return True
    subjects = {word.index for word in words if word.relation == "nsubj" and word.index < word.head <= last}
    marked = _mark_relatives(words, content.lists) if subjects else ()
    return any(word.index in subjects and not relative for word, relative in marked)


def _acts(content: _Content) -> bool:
    """Return whether a content begins with somebody and a verb: no state (``terdampak``), no name (``bernama``)."""
    (somebody, verb), lists = content.words[:2], content.lists
    named = somebody.upos == "PROPN" or any(lists.has(name, somebody.lower) for name in (*_PEOPLE, "kin"))
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


def _has_infinitive(content: _Content) -> bool:
    words, lists = content.words, content.lists
    somebody = words[0].upos in ("PROPN", "PRON") or any(lists.has(name, words[0].lower) for name in _PEOPLE)
    purposes = [k for k, word in enumerate(words) if lists.has("purpose-conjunctions", word.lower)] if somebody else []
    if any(word.upos in _ACTS for k in purposes for word in words[k + 1 : k + 2]):
        return True  # "para nelayan di teluk | untuk melapor", whatever the verb depends on
    if any(word.lower.startswith(_VERBAL) for k in purposes for word in words[k + 2 : k + 3]):
        return True  # "kaum muda | untuk rutin berdonor"
    return any(lists.has("intention-words", word.lower) for word in words) and has_clause(words, lists)


def _is_verbless(content: _Content, *, verbs: bool = False) -> bool:
    """Return whether the content is a subject and a predicate without a verb: ``jalan itu | rusak``.

    Args:
        verbs: a verb is one, too, that the tree has for an attribute: ``timnya | menang``.
    """
    words, lists = content.words, content.lists
    if _has_state(words, lists) or _is_classed(words, lists):
        return True
    subject = takewhile(lambda word: word.upos not in ("ADP", "SCONJ") and word.form != ",", words[:-1])
    ends = (k + 1 for k, _ in enumerate(subject) if _ends_subject(words, k, lists))
    return any(_begins_predicate(words, k, lists) or (verbs and words[k].upos == "VERB") for k in ends)


def _is_counted(content: _Content) -> bool:
    """Return whether a predicate follows what is counted, or a number what it measures, without a sign of a clause.

    ``dua desa | terisolasi``, ``semua tiket | gratis``; ``pasien rawat inap | 43 orang``, ``luas sawah | 200 hektare``.
    The parser takes the predicate for an attribute. Behind a verb with plain objects it mostly is one.
    """
    words, lists = list(_drop_relatives(content.words, content.lists)), content.lists
    opening = words[0].lower if words else ""
    first = int(lists.has("approximators", opening))
    number = next((k for k, word in enumerate(words) if word.upos in ("NUM", "SYM") or word.lower == "rp"), len(words))
    if number <= first or lists.has("universals", opening) or lists.has("list-numerals", opening):
        noun = next((k for k, word in enumerate(words) if word.upos in ("NOUN", "PROPN")), len(words))
        behind = takewhile(lambda word: word.form != "," and word.upos not in ("ADP", "SCONJ"), words[noun + 1 :])
        return any(_is_attached_predicate(word, lists) for word in behind)
    unit = next((k for k in range(number, len(words)) if words[k].upos == "NOUN"), len(words) - 1)
    closes = unit + 1 == len(words) or words[unit + 1].upos in ("ADP", "SCONJ", "CCONJ", "PUNCT")
    dated = lists.has("time-nouns", words[number - 1].lower)
    measured = lists.has("measured-nouns", words[0].lower)
    named = all(word.upos in ("NOUN", "PROPN") for word in words[:number])
    return closes and not dated and (measured or (named and lists.has("counted-nouns", words[unit].lower)))


def _is_attached_predicate(word: Word, lists: WordLists) -> bool:
    """Return whether a verb or an adjective of state is an attribute of a noun by the tree."""
    verb = word.upos == "VERB" and word.deprel in _RELATIVE and not lists.has("naming-verbs", word.lower)
    return verb or lists.has("state-adjectives", word.lower)


def _has_state(words: Sequence[Word], lists: WordLists) -> bool:
    """Return whether an adjective of state closes a phrase behind its noun: ``wisatawan | aman``.

    Such adjectives say how something is at the moment, and hardly which one it is (``kabar baik``).
    """
    if words[0].upos == "ADP" or not lists.may_occur("state-adjectives", frozenset(word.lower for word in words[1:])):
        return False
    main = list(_drop_relatives(words, lists))
    lowers = tuple(word.lower for word in main)
    for at in range(1, len(main)):
        end = at + lists.length_at("state-adjectives", lowers, at)
        closes = end > at and (end == len(main) or main[end].upos in ("ADP", "SCONJ", "CCONJ", "PUNCT"))
        if closes and (main[at - 1].upos in ("NOUN", "PROPN") or main[at - 1].clitic):
            return True
    return False


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
    if word.clitic or lists.has("dates", word.lower) or lists.has("time-nouns", word.lower):
        return False
    if word.upos == "NUM" and any(lists.has("time-nouns", other.lower) for other in words[at + 1 : at + 2]):
        return False
    return word.upos in ("NOUN", "ADJ", "NUM", "SYM") or word.lower == "rp"


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
    states = words[0].upos in (*_PREDICATES, "NOUN") or len(words) - at > 1 or bool(at)
    return (
        states and not lists.has("contentless-objects", lowers[0]) and not lists.length_at("right-borders", lowers, at)
    )


def _is_naming(content: _Content) -> bool:
    """Return whether something is called something, before another clause begins."""
    words, lists = content.words, content.lists
    main = takewhile(lambda pair: not _opens_clause(*pair, lists), pairwise(words[1:]))
    return any(lists.has("copulas", word.lower) for word, _ in main)


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
    words = list(_drop_relatives(content.words, content.lists))
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
    "naming": _is_naming,
    "adverb": _has_adverb,
    "verbless": lambda content: _is_verbless(content, verbs=True) or _is_counted(content),
    "statement": _is_statement,
    "long": _is_long,
    "any": lambda content: bool(content.words),
}


#: The needs that a noun phrase can meet.
_NEEDS_OF_NOUNS: frozenset[Requirement] = frozenset({"opener", "mark", "attitude", "event", "naming", "long", "any"})


def has_clause(words: Sequence[Word], lists: WordLists) -> bool:
    """Return whether the words have a predicate that is not only part of a relative clause."""
    if len(words) < 2:
        return bool(words) and words[0].upos in ("VERB", "ADJ")
    return any(
        lists.has("predicate-markers", word.lower) or _is_predicate(word, relative=relative)
        for word, relative in _mark_relatives(words, lists)
    )


def _mark_relatives(words: Sequence[Word], lists: WordLists) -> Iterator[tuple[Word, bool]]:
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


def _drop_relatives(words: Sequence[Word], lists: WordLists) -> Iterator[Word]:
    return (word for word, relative in _mark_relatives(words, lists) if not relative)


def _is_predicate(word: Word, *, relative: bool) -> bool:
    """Return whether a word is a predicate; in a relative clause only if the tree attaches it elsewhere."""
    if word.upos not in _PREDICATES or word.deprel in _RELATIVE:
        return False
    return not relative or word.relation in _CLAUSAL
