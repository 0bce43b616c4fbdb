"""The spans of a reported content beside a cue outside quotation marks.

By the guidelines a report runs to the end of its sentence; ``bahwa`` and the
addressee stay outside, and so does the provenance.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from quotes.lexicon.morphology import CLITIC
from quotes.lexicon.word_lists import WordLists
from quotes.matching import noun_phrases
from quotes.matching.clauses import PREDICATES, drop_relatives, has_clause, is_judged, is_verbless
from quotes.records import Span
from quotes.trees import Sentence, Word

#: The most words from a cue to the colon of a list (``menyampaikan tiga hal penting: …``).
_LONGEST_LIST_HEAD = 7
#: Letters of the longest unit that has a stop behind it (``km``).
_LONGEST_UNIT = 2
#: Words behind a cue among which ``bahwa`` still belongs to it.
_FURTHEST_OPENER = 14
#: The most words from the comma before a place with its date to the comma behind it.
_LONGEST_DATE = 9
#: Capitals of this many letters are a short form, shorter ones may be initials (``M.H. Thamrin``, ``MH. Thamrin``).
_SHORTEST_BODY = 3
#: A word of three letters or more with a vowel: ``Noor.``, but not ``Jln.``.
_SPOKEN = re.compile(r"(?=\w*[aeiouAEIOU])\w{3}")
_ROMAN = set("IVXLC")
_STOPS = (".", "!", "?")
_TRIM = " \t\r\n\u00a0,.;:!?–—-"
_CLOSING_MARKS = '"”’»'


def find_opening(sentence: Sentence, lists: WordLists) -> int:
    """Return the first word that is not a connector or punctuation."""
    at = 0
    while at < len(sentence.words):
        length = lists.length_at("connectors", sentence.lowers, at) or _count_set_off(sentence, at, lists)
        if length:
            at += length
        elif sentence.words[at].upos == "PUNCT" and sentence.words[at].quotation is None:
            at += 1
        else:
            repeated = lists.length_at("repeated-openings", sentence.lowers, at) > 0
            return at + 1 if repeated else at  # Masih | menurut Ratna, …
    return 0


def _count_set_off(sentence: Sentence, at: int, lists: WordLists) -> int:
    """Count the words of a connector that is one only before a comma: ``Kedua, kata Ratna, …``, not ``Kedua kapal``."""
    length = lists.length_at("set-off-connectors", sentence.lowers, at)
    return length if sentence.lowers[at + length : at + length + 1] == (",",) else 0


def opens_with_anaphor(sentence: Sentence, lists: WordLists) -> bool:
    """Return whether the sentence begins with a connector and a comma that may be the first piece of a report."""
    length = lists.length_at("anaphoric-connectors", sentence.lowers, 0)
    return 0 < length < len(sentence.words) and sentence.words[length].form == ","


def take_before(sentence: Sentence, text: str, index: int, lists: WordLists) -> list[Span]:
    """Return the spans from the first word that is not a connector to ``index``; after a quotation, from its end.

    A connector alone before the cue (``Dengan begitu, kata dia, …``) belongs to the content if it is anaphoric, and an
    adverbial one that no comma sets off (``Sebelumnya kapal itu, kata dia, …``).
    """
    first = find_opening(sentence, lists)
    attached = first < index and lists.length_at("adverbial-connectors", sentence.lowers, 0) >= max(first, 1)
    if attached or (first >= index and opens_with_anaphor(sentence, lists)):
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
    if lists.length_at("provenance-phrases", sentence.lowers, start):
        return []  # "kata Ratna | seperti dikutip Antara"
    if lists.length_at("speaking-occasions", sentence.lowers, start) and "," not in sentence.lowers[start:]:
        return []  # "diakui Ratna, | saat dihubungi"
    standins = [w for w in words[start:] if w.quotation is not None]
    apart = (w.index for w in standins if not continues_report(words[start : standins[0].index], w, text, lists))
    end = next(apart, len(words))
    end = _find_sentence_end(words, start, end, lists)
    if _is_in_parenthetic_clause(sentence, index, lists) or _is_in_opening_clause(sentence, index, lists):
        end = next((k for k in range(start, end) if words[k].form == ","), end)
    end = min(end, _find_main_predicate(sentence, index, start, lists), _find_act_end(words, index, start, lists))
    spoken = words[index].upos == "VERB"  # behind menurut and its source, an occasion is mostly a part of the content
    end = next((k for k in range(start + 1, end) if _ends_report(sentence, k, lists, spoken=spoken)), end)
    end = _find_day_of_speaking(words, start, end, lists) if spoken else end
    if _is_day(words[start : end - (words[end - 1].form in _STOPS)], lists):
        return []  # "ujar Ratna, melansir laman itu, | Rabu (18/9/2019)"
    return cut_span(sentence, text, start, end)


def _find_day_of_speaking(words: Sequence[Word], start: int, end: int, lists: WordLists) -> int:
    """Return the comma before a day that closes a report, else ``end``: ``memastikan kapal itu aman, | Sabtu (9/11)``.

    Behind a place, an occasion or a name it is the day of that: ``kapal tiba di Ambon, Sabtu (9/11)``.
    """
    last = end - (words[end - 1].form in _STOPS)
    comma = next((k for k in range(last - 1, start, -1) if words[k].form == ","), None)
    if comma is None or not _is_day(words[comma + 1 : last], lists):
        return end
    placed = any(
        word.upos in ("ADP", "SCONJ") or word.form == "," or lists.has("time-conjunctions", word.lower)
        for word in words[start:comma]
    )
    return end if placed or words[comma - 1].upos == "PROPN" else comma


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
    at = skip_bracket(words, noun_phrases.skip_degrees(words, last, lists) + 1)
    comma = _find_comma(words, at + 1)
    if words[at : at + 1] and words[at].form == ",":
        at = _skip_place_and_date(sentence, at, lists) - 1 if _is_date(words[at + 1 : at + 2], lists) else at
    owned = words[last].clitic and words[last - 1].upos == "NOUN"  # "menurut istri|nya yang …", not menurut|nya
    if comma is None or (lists.has("personal-pronouns", lowers[last]) and not owned):
        return at - 1
    described = words[at + 1 : comma] if words[at].form == "," else words[at:comma]
    relative = any(lists.length_at(n, lowers, at) for n in ("relativisers", "provenance-words", "calling-words"))
    asked = any(lists.length_at("asked-verbs", lowers, k) for k in (at, at + 1))  # "Menurut Ratna saat ditemui, …"
    acts = any(lists.has(name, lowers[at]) for name in ("time-conjunctions", "while-conjunctions"))
    acts = acts and any(word.upos == "VERB" for word in described[1:2])  # "Padahal, ujar Ratna saat meninjau pasar, …"
    aside = bool(lists.length_at("right-borders", lowers, at)) and (asked or acts or not has_clause(described, lists))
    if relative and (name := noun_phrases.find_described_name(sentence, last, lists)):
        return name[-1]
    if relative or (aside and not narrow):
        return _skip_own_name(words, last, _skip_place_and_date(sentence, comma, lists) - 1, lists)
    if any(lists.has("nickname-nouns", word.lower) for word in described[:1]) or _is_nickname(described, lists):
        return comma - 1
    if words[at].form == "," and (end := _skip_own_name(words, last, at, lists)) >= at:
        return end
    named = bool(described) and any(lists.has(name, described[0].lower) for name in ("roles", "groups"))
    role = words[at].form == "," and named
    role = role and described[0].form.islower() and not has_clause(described, lists)
    return noun_phrases.skip_degrees(words, comma - 1, lists) if role and not narrow else at - 1


def _is_nickname(described: Sequence[Word], lists: WordLists) -> bool:
    """Return whether words behind a source say what somebody is called: ``, demikian ia akrab disapa,``."""
    calls = any(lists.has("nickname-verbs", word.lower) for word in described)
    return calls and any(lists.has("manner-anaphors", word.lower) for word in described[:1])


def _skip_own_name(words: Sequence[Word], last: int, start: int, lists: WordLists) -> int:
    """Return the last word of the name of a source between two commas: ``menurut nelayan dari Ambon, | Haris |, C``.

    Without one, it is the word before the first comma. In a row of names, and with a description behind it, a name
    begins the report: ``menurut saksi, | Haris, warga Ambon, …``.

    Args:
        last: the last word of the source, which is not a name itself.
        start: the first comma.
    """
    comma = _find_comma(words, start + 1) or start
    name, behind = words[start + 1 : comma], words[comma + 1 :]
    written = all(word.is_capitalised or word.form == "." for word in name)
    if not written or words[last].entity == "person" or not any(word.entity == "person" for word in name):
        return start - 1
    after = next((word for word in behind if not word.is_capitalised and word.form != "."), behind[0])
    row = after.form == "," or lists.has("coordinators", after.lower)
    described = any(lists.has(each, behind[0].lower) for each in ("roles", "groups"))
    return start - 1 if row or described else comma - 1


def _is_date(words: Sequence[Word], lists: WordLists) -> bool:
    return any(lists.has("dates", word.lower) for word in words)


def _is_day(words: Sequence[Word], lists: WordLists) -> bool:
    """Return whether the words are the name of a day, with a time or a date in brackets: ``Rabu (14/2) malam``."""
    dated = (not word.form[:1].isalpha() or lists.has("dates", word.lower) for word in words)
    return bool(words) and lists.has("days", words[0].lower) and all(dated)


def skip_bracket(words: Sequence[Word], at: int) -> int:
    """Return the place behind a bracket that opens at ``at``, else ``at``: ``Haris | (42) | ditangkap``."""
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

    The tokenizer takes capitals with a stop for an abbreviation, and short names (``Hyung Tae. | Ia``). It is right
    behind a title and behind a unit, and behind a name unless a word follows that no name begins with, or the name is a
    known one behind another word with a capital (``Rahmadi Noor. | Siti``).
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
    named = before.istitle() and not lists.has("stopped-capitals", before.lower())
    word = named or (before.islower() and len(before) > _LONGEST_UNIT)
    clitic = "".join(behind.lower for behind in words[at + 2 : at + 3] if behind.clitic)
    following = (words[at + 1].lower, words[at + 1].lower + clitic)
    opens = any(lists.has("sentence-openers", each) for each in following)
    common = any(lists.has("common-openers", each) for each in following)
    stops = word or before.isupper() or before[-1:].isdigit()
    if lists.has("closing-abbreviations", before.lower()) or (opens and stops):
        return True
    behind_name = last > 0 and _is_name(words[last - 1 : last + 1], lists)
    ends = named and bool(_SPOKEN.match(before)) and (common or behind_name)
    return ends or (last > 0 and _is_never_stopped(words[last - 1], before, lists))


def _is_name(words: Sequence[Word], lists: WordLists) -> bool:
    """Return whether a word with a capital stands before one that people are called by: ``Rahmadi | Noor.``."""
    return words[0].form.istitle() and lists.has("name-words", words[1].lower.removesuffix("."))


def is_wrong_end(words: Sequence[Word], following: Word, lists: WordLists) -> bool:
    """Return whether a sentence goes on behind the stop of a title: ``ujar drh. | Kertayasa``.

    The tokenizer does not know the abbreviation. In ``bertemu Kapten. | Ia`` the next word begins a sentence.
    """
    if words[-1].form[-1] != "." or not following.form[:1].isupper():
        return False
    title = next((w.lower.rstrip(".") for w in reversed(words[-3:]) if w.form not in (")", ".")), "")  # (Purn). | Ratna
    return lists.has("stopped-titles", title) and not lists.has("sentence-openers", following.lower)


def _is_never_stopped(leading: Word, form: str, lists: WordLists) -> bool:
    """Return whether capitals have no stop of their own: a short form, a unit or the initials of a suspect."""
    if not (form.isupper() and form.isalpha()):
        return False
    numbered = leading.form[-1:].isdigit() or set(leading.form) <= _ROMAN  # "2,5 M", "kelas VII B"
    lettered = lists.has("lettered-nouns", leading.lower)  # "grup B", "triwulan II"
    if (len(form) == 1 and numbered) or (lettered and (len(form) == 1 or set(form) <= _ROMAN)):
        return True
    if lists.has("initial-words", leading.lower):
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


def _find_main_predicate(sentence: Sentence, index: int, start: int, lists: WordLists) -> int:
    """Return where the clause around a relative clause goes on: ``Pria yang mengaku sebagai polisi | itu kabur``.

    Behind a noun and ``bahwa`` it goes on as well: ``Klaim Ratna bahwa airnya bersih | dibantah warga``. The tree knows
    its predicate if a noun or a verb before it may be the report; of a verb with ``bahwa`` only a clause may be.
    """
    words, told = sentence.words, any(lists.has("complementizers", word) for word in sentence.lowers[index + 1 : start])
    relative = words[index].deprel == "acl:relcl"
    subject = words[words[index].head if relative else index]
    while told and not relative and subject.relation in ("nmod", "flat") and subject.head < subject.index:
        subject = words[subject.head]
    if subject.relation != "nsubj" or not subject.index <= index < start < subject.head or not (relative or told):
        return len(words)
    at = subject.head
    small = ("ADV", "AUX", "PART") if relative else ("AUX", "PART")  # behind bahwa an adjective may be taken for ADV
    while at > start and (words[at - 1].upos in small or lists.has("preverbal-words", words[at - 1].lower)):
        at -= 1
    at -= relative and at > start and lists.has("demonstratives", words[at - 1].lower)
    said = any(word.upos in ("NOUN", "PROPN", "VERB") for word in words[start:at])
    clause = has_clause(words[start:at], lists) or (at > start and _is_stated(words[start:at], lists))
    return at if clause or (said and not told) else len(words)


def _find_act_end(words: Sequence[Word], index: int, start: int, lists: WordLists) -> int:
    """Return where what follows a naming or a declaration is no more said, else the end of the sentence.

    ``menyebut Iran sebagai dalang, | meski Iran menyangkal``; ``menyatakan mundur | melalui surat``.

    Args:
        index: the cue.
        start: the first word of the content.
    """
    if start != index + 1 or start >= len(words):
        return len(words)
    declaring = lists.has("declaring-verbs", words[index].lower)
    declares = declaring and lists.has("declared-acts", words[start].lower)
    for at in range(start + 1, len(words) - 2):
        comma = words[at].form == ","
        joint, follower = words[at + comma].lower, words[at + comma + 1]
        listed = follower.upos in ("NOUN", "PROPN") and not declares  # "sebagai guru, sahabat, | dan panutan"
        joined = comma and lists.has("coordinators", joint) and not (listed or lists.has("modals", follower.lower))
        ends = joined or lists.has("concessive-conjunctions", joint)
        if declares and (ends or lists.has("declaring-manners", joint)):
            return at
        if comma and ends and not declaring and _is_named(words[start:at], lists, behind=words[index]):
            return at
    return len(words)


def _is_named(words: Sequence[Word], lists: WordLists, *, behind: Word) -> bool:
    """Return whether somebody or something is called something, and no more: ``Iran sebagai dalang serangan itu``.

    Args:
        behind: the word before them; behind the agent of a passive, what is called so stands before the cue.
    """
    main = list(drop_relatives(words, lists))
    called = any(lists.has("naming-copulas", word.lower) for word in main[behind.upos == "VERB" :])
    return called and not any(word.upos in ("VERB", "AUX", "PART") for word in main)


def _is_stated(words: Sequence[Word], lists: WordLists) -> bool:
    """Return whether something is said of a noun without a verb; its adjective is often tagged as an adverb."""
    return is_verbless(words, lists) or is_judged(words, lists, nouns=1) or words[-1].upos == "ADV"


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
    if colon is not None and announces_list(lowers[at:colon], lists):
        return colon + 1
    opener = next(
        (k for k in range(at, min(at + _FURTHEST_OPENER, len(words))) if lists.has("complementizers", lowers[k])), None
    )
    behind_source = words[start - 1].upos != "VERB"
    if opener is not None and not _begins_clause(words[at:opener], lists, nominal=behind_source):
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


def _begins_clause(words: Sequence[Word], lists: WordLists, *, nominal: bool) -> bool:
    """Return whether a clause begins before ``bahwa``, which is then inside it: ``warga keberatan dan paham bahwa``.

    Args:
        nominal: a noun may be its predicate, as behind a source (``Demo itu menurutnya | bukti bahwa …``).
    """
    if not words:
        return False
    stated = words[0].upos in ("NOUN", "PROPN", "PRON", "DET") and has_clause(words, lists)
    noun = words[0].upos == "NOUN" and not lists.has("time-nouns", words[0].lower) and words[-1].form != ","
    return stated or any(map(_is_verbal, words)) or (nominal and noun)


def announces_list(words: Sequence[str], lists: WordLists) -> bool:
    """Return whether words before a colon announce what follows: ``alasannya``, ``dua risiko``, not ``ada …``."""
    if any(lists.has("existentials", word) for word in words):
        return False
    counted = len(words) > 1 and (words[0].isdigit() or lists.has("list-numerals", words[0]))
    named = (*words[:1], *words[-2:])
    return counted or any(lists.has("enumerable-nouns", word.removesuffix(CLITIC)) for word in named)


def _count_trailing_adverb(sentence: Sentence, at: int, lists: WordLists) -> int:
    """Count the adverbs of the cue from ``at`` on; before a verb they belong to it (``berharap kembali melaut``)."""
    if lists.has("emphatics", sentence.lowers[at]) and sentence.lowers[at + 1 : at + 2] == (",",):
        return 1  # "menurutnya | sendiri, C"
    length = lists.length_at("postverbal-adverbs", sentence.lowers, at)
    manner = lists.length_at("telling-manners", sentence.lowers, at)
    behind = sentence.words[at + manner : at + manner + 1]
    topic = bool(behind) and lists.has("topic-prepositions", behind[0].lower)
    if manner and (not behind or topic or behind[0].upos == "ADP" or behind[0].form in _STOPS):
        return manner  # "berkisah | panjang | di acara itu"
    if not length or not lists.has("repetition-adverbs", sentence.lowers[at]):
        return length
    if lists.length_at("return-phrases", sentence.lowers, at):
        return 0  # "menilai | kembali ke formasi lama bukan langkah mundur"
    follower = sentence.words[at + 1 : at + 2]
    return 0 if follower and follower[0].upos in PREDICATES else length


def _skip_addressee(sentence: Sentence, at: int, lists: WordLists, *, after_comma: bool) -> int:
    """Return the start of the content after an addressee: ``kepada wartawan, C``, ``kepada warga agar C``.

    A relative clause and a second one belong to the addressee: ``kepada warga | yang melaut dan nelayan | untuk C``.
    """
    start = _skip_addressed(sentence, at, lists, after_comma=after_comma)
    words = sentence.words[start : start + 1]
    if not lists.has("recipient-prepositions", sentence.lowers[at]) or not any(
        lists.has(name, word.lower) for word in words for name in ("relativisers", "coordinators")
    ):
        return start
    reach = range(start, min(start + _FURTHEST_OPENER, len(sentence.words)))
    openers = ("purpose-conjunctions", "content-conjunctions")
    return next((k for k in reach if any(lists.has(name, sentence.lowers[k]) for name in openers)), start)


def _skip_addressed(sentence: Sentence, at: int, lists: WordLists, *, after_comma: bool) -> int:
    """Return the word after the noun phrase of an addressee, or after its comma, place and date."""
    stop = len(sentence.words)
    near = range(at, next((k for k in range(at, stop) if _is_verbal(sentence.words[k])), stop))
    comma = next((k for k in near if sentence.words[k].form == ","), None)
    if after_comma and comma is not None and _is_circumstance(sentence, at, lists):
        return at  # "mengatakan, | pada 2014, kapal tiba"
    if any(word.form.islower() and lists.has("time-nouns", word.lower) for word in sentence.words[at + 1 : at + 2]):
        return at if after_comma or comma is None else comma + 1  # "mengatakan, pada | malam hari, kapal tiba"
    openers = ("purpose-conjunctions", "content-conjunctions")
    purpose = next((k for k in near if any(lists.has(name, sentence.lowers[k]) for name in openers)), None)
    if purpose is not None and (comma is None or purpose < comma or not after_comma):
        return purpose
    if comma is not None:
        return _skip_place_and_date(sentence, comma, lists)
    return _skip_person(sentence, at, lists)


def _is_circumstance(sentence: Sentence, at: int, lists: WordLists) -> bool:
    """Return whether a preposition says when or at what something happens: ``pada 2014``, not ``pada wartawan``.

    The name of a day behind the cue is mostly that of the speaking.
    """
    if lists.has("recipient-prepositions", sentence.lowers[at]):
        return False
    return not any(
        lists.has(name, sentence.lowers[at + 1]) for name in ("days", "roles", "groups", "person-indefinites")
    )


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
