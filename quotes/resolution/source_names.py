"""The names in a source phrase: whether it names its speaker, and where the names are."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from quotes.resolution.names import EXPECTED, NameFinder, Reading
from quotes.resolution.source_kinds import describes_somebody, is_noun_for_person
from quotes.resolution.word_classes import CAPITALISED, INSIDE, NameLexicon
from quotes.trees import Word

#: Parts of speech between a noun for a relation and a name: ``teman | satu kampus | Ratna``.
KIN_TAGS = frozenset({"NOUN", "ADJ", "NUM"})
#: Classes of the words of names of people and of brands.
_OF_PEOPLE = frozenset({"plain", "name", "initial", "stop", "brand"})
#: Beyond this margin, in logits, the words around a phrase are not searched for a better name.
SURE_MARGIN = 2.0
#: Most words after a phrase that may still belong to it, and before it to a person who is accompanied.
LONGEST_REACH = 14
#: Classes of the first word of a name behind a title.
_BEHIND_TITLE = frozenset({"plain", "name", "place", "initial", "capitals", "brand"})
#: Letters of the initials of a person; with more it is a body.
_INITIALS = 2


def names_nobody(words: Sequence[Word], finder: NameFinder, *, pointing: bool) -> bool:
    """Return whether the phrase is a description (``seorang warga``), a role that points back, or an institution."""
    known, first = finder.known, words[0]
    other = names_other(words, known)
    if other or _find_initials(words, known).words:
        return other
    medium = known.lists.length_at("medium-nouns", tuple(word.lower for word in words), 0)
    account = finder.find(words).words if medium else ()
    if account and account[0] is not words[medium]:
        return True  # akun Facebook Info Warga | Sorowa
    plain = first.form.islower() or known.titles.is_role_head(first.form) or known.titles.is_status(first.form)
    plain = plain or bool(known.titles.length("role", [word.form for word in words]))  # Wali Kota | Sorowa itu
    by_role = pointing and (plain or known.listed("relational-nouns", first))
    comma = next((k for k, word in enumerate(words[:-1]) if opens_name(word, known)), 0)
    relative = known.listed("definite-articles", first) and _read_relative(words, finder).words
    kin = next((word for word in words if not known.titles.is_status(word.form)), first)
    others = known.listed("anaphoric-demonstratives", words[-1]) and (
        known.listed("relational-nouns", kin) or known.listed("kin", kin)
    )
    if relative or (by_role and comma and not others and _read_apposition(words, comma, finder).words):
        return False  # sang istri Ratna; sang istri, Ratna Wulandari; but mantan istri raja dangdut, Haris ini
    if by_role and not any(known.listed("nickname-verbs", word) for word in words):
        clause = find_first(words, ("relativisers", "role-prepositions"), known)
        name = finder.find(words[:clause])  # pengacara Ratna Wulandari yang menangani kasus itu: the case, not the name
        points = known.listed("anaphoric-demonstratives", words[clause - 1]) or known.listed("definite-articles", first)
        points = points or portrays(words, known)  # pemeran Nyi Lastri | dalam film itu
        doubtful = name.margin < SURE_MARGIN and not known.listed("epithets", first)  # wanita cantik Ratna Wulandari
        return points or len(name.words) < 2 or name.words[-1] is not words[clause - 1] or doubtful
    if any(opens_name(word, known) for word in words[1:]):
        return False
    roles = any(known.titles.is_role_head(w.form) or known.titles.is_honorific(w.form) for w in words)
    start = int(known.listed("side-nouns", first))
    body = known.titles.length("organisation", [w.form for w in words], start)
    return known.listed("indefinites", first) or (bool(body) and not roles)


def portrays(words: Sequence[Word], known: NameLexicon) -> bool:
    """Return whether a phrase is for somebody by the character they play: ``pemeran Nyi Lastri``."""
    return known.lists.length_at("portrayals", tuple(word.lower for word in words), 0) > 0


def names_other(words: Sequence[Word], known: NameLexicon) -> bool:
    """Return whether the name is that of somebody else: ``istri Pak Haris``, ``saksi kasus Haris``.

    ``ibu Ratna`` is Ratna, and ``ibu kandung Ratna`` is not.
    """
    first, lowers = words[0], tuple(word.lower for word in words)
    openings = ("name-openings", "couple-nouns")  # Anak Agung Ratna; kakak beradik Haris dan Ratna
    own = any(known.lists.length_at(name, lowers, 0) for name in openings)
    if own or any(word.form == "," for word in words) or not (first.form.islower() or first.index == 0):
        return False
    several = known.lists.length_at("relational-phrases", lowers, 0)
    relational = known.listed("relational-nouns", first) and not (
        first.index == 0 and known.titles.is_honorific(first.form)
    )
    name = next((k for k in range(several or 1, len(words)) if words[k].is_capitalised), len(words))
    if name < len(words) and (_ends_in_possession(words[:name], known) or _is_represented(words, name, known)):
        return True
    between = [word for word in words[several or 1 : name] if not _is_passed_over(word, known)]
    if between and (several or known.listed("close-relatives", first)):
        between = [word for word in between if not known.listed("famous-nouns", word)]  # istri aktor Haris
    described = all(word.upos in KIN_TAGS and not is_noun_for_person(word, known) for word in between)
    described = described or any(known.listed("suspects", word) for word in between)  # istri tersangka Rudi
    role = known.titles.length("role", [word.form for word in words[:name]])  # putra mahkota, bos pemasaran
    kin = known.listed("relational-nouns", first) or (known.listed("kin", first) and not role)
    modified = name > (several or 1) and kin
    return name < len(words) and described and bool(several or relational or modified)


def _is_passed_over(word: Word, known: NameLexicon) -> bool:
    """Return whether a word between a relative and a name does not say who that is: ``suami | dari | Ratna``."""
    return known.listed("late-words", word) or known.listed("origin-prepositions", word)


def _is_represented(words: Sequence[Word], name: int, known: NameLexicon) -> bool:
    """Return whether the words are a party (``kubu``) and all of a name: ``perwakilan | Haris Munandar``."""
    party = known.lists.length_at("representatives", tuple(word.lower for word in words[:name]), 0) == name
    return party and all(known.class_of(word.form) in _OF_PEOPLE for word in words[name:])


def _ends_in_possession(before: Sequence[Word], known: NameLexicon) -> bool:
    """Return whether the words before a name end in what belongs to its bearer: ``saksi dalam kasus | Haris``."""
    if len(before) == 1:
        return False
    located = before[-2].upos == "ADP" and known.listed("owned-nouns", before[-1])
    return located or known.listed("case-nouns", before[-1])


def find_names(words: Sequence[Word], finder: NameFinder) -> list[Reading]:
    """Return the names of a phrase: those of a coordination, else the best one, before any supplement if possible."""
    known = finder.known
    words = words[known.lists.length_at("couple-nouns", tuple(word.lower for word in words), 0) :] or words
    document = known.titles.kind_of(words[0].form) == "document" and known.class_of(words[0].form) == "office"
    if len(words) == 1 and document:
        return []  # Rumor
    initials = _find_initials(words, known)
    names = [initials] if initials.words else _find_full_names(words, finder)
    addressed = Reading(()) if names else _find_addressed(words, finder)
    found = [addressed] if addressed.words else names
    return [name for name in found if not (len(name.words) == 1 and is_pronoun(name.words[0], known))]


def is_pronoun(word: Word, known: NameLexicon) -> bool:
    """Return whether a word that may begin with a capital is a pronoun: ``Anda``."""
    return known.listed("pronouns", word) or known.listed("pronouns-of-talk", word)


def _find_addressed(words: Sequence[Word], finder: NameFinder) -> Reading:
    """Return the capitals behind a title inside of a phrase, or behind ``bernama``, whatever they are else.

    ``juru bicara aliansi Kalmara, Kolonel | Sorowa al-Maliki``, ``konsumen bernama | Melati Timur``; one word is not
    enough behind a title, nor is a body (``Panglima Jenderal TNI``).
    """
    known = finder.known
    body = known.titles.length("organisation", [word.form for word in words]) > 0  # Direktorat Jenderal Laut
    clause = find_first(words, ("relativisers",), known)
    for k in range(1, len(words) - 1):
        called = known.listed("calling-words", words[k])
        title = known.titles.is_honorific(words[k].form) and finder.class_of(words[k + 1].form) in _BEHIND_TITLE
        title = title and not body and (k < clause or words[k - 1].form == ",")
        name = tuple(words[k + 1 :])
        written = all(word.is_capitalised or finder.class_of(word.form) in INSIDE for word in name)
        if written and name[0].is_capitalised and (called or (title and len(name) > 1)):
            return Reading(name, 0.0)
    return Reading(())


def _find_full_names(words: Sequence[Word], finder: NameFinder) -> list[Reading]:
    known = finder.known
    clause = find_first(words, ("relativisers", "role-prepositions"), known)
    comma = next((k for k, word in enumerate(words[:clause]) if opens_name(word, known)), 0)
    if comma and names_other(words[:comma], known):
        words, clause = words[comma + 1 :], clause - comma - 1  # anak sulung mendiang Haris, | Ratna
    elif comma:
        whole = finder.find(words[:comma])
        behind = words[comma + 1 : comma + 2]
        described = behind and (known.titles.is_role_head(behind[0].form) or _is_description(behind[0], known))
        if len(whole.words) == comma and described:
            return [whole]  # Ratna Wulandari, | Presiden Rintik Jaya
        name = _read_apposition(words, comma, finder)
        if name.words:
            return _coordinated_names(words[comma + 1 : clause], finder) or [name]
    several, name = [], _find_described(words, finder)
    alias = find_first(words, ("nickname-words",), known)
    if not name.words and alias < len(words):
        start = next((k for k in range(alias) if not is_noun_for_person(words[k], known)), 0)
        name = finder.find(words[start:alias], expected=EXPECTED)  # Saksi | Haris alias Aris
    relative = find_first(words, ("relativisers",), known)  # Wakil Ketua DPR selaku pimpinan sidang Haris |, yang
    for end in sorted({find_first(words, ("source-supplements",), known, before=clause), clause, relative}):
        several = _coordinated_names(words[:end], finder)
        name = name if name.words else finder.find(words[:end])
    if not several and not name.words:
        name = _read_tagged_name(words[:clause], known)
    if several or name.words:
        later = Reading(()) if several or len(name.words) > 1 else _find_behind_clause(words, clause, finder)
        return several or [later if later.words else name]
    verb = find_first(words, ("nickname-verbs",), known)
    if verb < len(words):
        name = finder.find(words[verb + 1 :])
        return [name] if name.words else []
    called = [k for k in range(1, len(words) - 1) if known.listed("identity-words", words[k])]
    commas = [k for k in range(clause, len(words) - 1) if words[k].form == ","]
    at = max(called or commas, default=len(words))
    bracket = next((k for k in range(at, len(words)) if words[k].form == "("), len(words))
    name = finder.find(
        words[at + 1 : bracket]
    )  # partai yang sudah mundur, | Ratna Wulandari; korban, yaitu | Haris (42)
    return [name] if len(name.words) == bracket - at - 1 > (not called) else []


def _find_behind_clause(words: Sequence[Word], clause: int, finder: NameFinder) -> Reading:
    """Return the full name at the end of a phrase for somebody with a role: ``CEO Dorna selaku panitia, | Ratna Hadi``.

    Args:
        clause: where the clause or second role begins that parts the name from the role.
    """
    last = max((k for k in range(clause, len(words)) if words[k].form == ","), default=len(words))
    role = finder.known.titles.is_role_head(words[0].form) or finder.known.titles.is_status(words[0].form)
    name = finder.find(words[last + 1 :]) if role and last + 1 < len(words) else Reading(())
    return name if len(name.words) == len(words) - last - 1 > 1 else Reading(())


def _find_initials(words: Sequence[Word], known: NameLexicon) -> Reading:
    """Return the initials of somebody whose name is kept back: ``seorang warga berinisial | SH``; else no name.

    A single letter that is all of the phrase, or stands behind a comma, is one: ``kata | E``, ``saksi, | E``. In
    ``kuasa hukum korban berinisial SH, Ratna`` the speaker is the one with a name.
    """
    at = find_first(words, ("initial-words",), known) + 1
    if at < len(words):
        speaks = not any(first.form == "," and second.is_capitalised for first, second in pairwise(words[at:]))
    else:
        at = len(words) - 1
        letters = len(words[at].form.rstrip("."))
        speaks = letters == 1 and (not at or words[at - 1].form == ",")
        party = len(words) == 2 and any(known.listed(name, words[0]) for name in ("suspects", "case-parties"))
        speaks = speaks or (party and is_initials(words[at].form, known))  # pelaku HS
    return Reading((words[at],), 0.0) if speaks and words[at].form.rstrip(".").isupper() else Reading(())


def is_initials(form: str, known: NameLexicon) -> bool:
    """Return whether a word is two capitals that are no body, document or place: ``HS``, ``MR``."""
    other = known.titles.kind_of(form) in ("organisation", "document") or known.titles.is_place(form)
    capitals = form.isupper() and form.isalpha() and known.class_of(form) in ("capitals", "honorific", "degree")
    return len(form) == _INITIALS and capitals and not other


def _read_apposition(words: Sequence[Word], comma: int, finder: NameFinder) -> Reading:
    """Return the name behind a description and a comma, or a word such as ``yaitu``; else no name."""
    if not may_precede_name(words[:comma], finder):
        return Reading(())
    return read_name_behind(words[comma + 1 : find_run_end(words, comma + 1, finder)], words[:comma], finder)


def may_precede_name(words: Sequence[Word], finder: NameFinder) -> bool:
    """Return whether a comma may join a phrase to a name: ``operator bendungan | , Haris``, ``ibu Ratna | , Ani``.

    An office with capitals is no such phrase, also where it opens the sentence: ``Dirjen Bimas Islam, | Haris``.
    """
    opens = words[0].index == 0
    if not (words[0].form.islower() or opens):
        return False
    if finder.known.listed("kin", words[0]):
        return True
    office = opens and any(word.is_capitalised for word in words[1:])
    return not office and describes_somebody(words, words[0].form, finder.known) and not finder.find(words).words


def read_name_behind(words: Sequence[Word], before: Sequence[Word], finder: NameFinder) -> Reading:
    """Return the name at the end of a stretch of capitals behind a phrase and a comma.

    Behind a relative (``ibu Haris, | Ratna``) any words are a name, behind a place (``warga Desa Melati, | Sorowa``)
    only those that are tagged as one, or begin with a given name.
    """
    if not words or finder.class_of(words[-1].form) not in CAPITALISED:
        return Reading(())
    kin, tagged = finder.known.listed("kin", before[0]), words[-1].entity == "person"
    given = len(words) > 1 and finder.class_of(words[0].form) == "name"
    if before[0].form.islower() and before[-1].is_capitalised and not (kin or tagged or given):
        return Reading(())
    name = finder.find(words, expected=EXPECTED * (kin or tagged or before[-1].form.islower()))
    if name.words and name.words[-1] is words[-1]:
        return name
    return Reading(tuple(words), 0.0) if kin and _is_plain(words, finder) else Reading(())


def _is_description(word: Word, known: NameLexicon) -> bool:
    """Return whether a word behind a name and a comma describes its bearer: ``Ratna, | istri terdakwa Haris``."""
    return word.form.islower() and word.upos == "NOUN" and not known.listed("coordinators", word)


def _read_relative(words: Sequence[Word], finder: NameFinder) -> Reading:
    """Return the name right behind an article and a noun for a relative: ``sang istri | Ratna``; else no name."""
    if len(words) < 3 or not finder.known.listed("kin", words[1]) or not words[2].is_capitalised:
        return Reading(())
    return read_name_behind(words[2 : find_run_end(words, 2, finder)], words[1:2], finder)


def _is_plain(words: Sequence[Word], finder: NameFinder) -> bool:
    return all(finder.class_of(word.form) in ("plain", "name") for word in words)


def _read_plain(words: Sequence[Word], finder: NameFinder) -> Reading:
    """Return several words as a name if they are nothing else; tagged as a body, only behind a given name."""
    untagged = all(word.entity != "organisation" for word in words) or finder.class_of(words[0].form) == "name"
    named = len(words) > 1 and _is_plain(words, finder) and untagged
    return Reading(tuple(words), 0.0) if named else Reading(())


def _find_described(words: Sequence[Word], finder: NameFinder) -> Reading:
    """Return the name before or behind a description without a comma; else no name.

    ``Rantika | warga Desa Melati``, ``sang istri | Rantika``.
    """
    known = finder.known
    if words and known.listed("definite-articles", words[0]):
        return _read_relative(words, finder)
    people = next((k for k, word in enumerate(words) if word.form.islower() and is_noun_for_person(word, known)), 0)
    named = people and all(word.upos == "PROPN" and word.is_capitalised for word in words[:people])
    first = words[0].form
    if not named or known.titles.kind_of(first) is not None or known.titles.is_status(first):
        return Reading(())
    name = finder.find(words[:people], expected=EXPECTED)
    return name if len(name.words) == people else Reading(())


def _read_tagged_name(words: Sequence[Word], known: NameLexicon) -> Reading:
    """Return the single word behind a noun for its bearer, if it is tagged as a person: ``saksi | Kasiyem``."""
    if len(words) != 2 or words[1].entity != "person" or known.class_of(words[0].form) != "lower-person":
        return Reading(())
    others = known.lists.length_at("roles-for-others", (words[0].lower,), 0) or known.listed("kin", words[0])
    return Reading((words[1],), 0.0) if not others and known.class_of(words[1].form) == "plain" else Reading(())


def _coordinated_names(words: Sequence[Word], finder: NameFinder) -> list[Reading]:
    """Return the names of ``A dan B``, ``A, B, dan C``, ``Hadi dan istrinya, Ratna``; empty if ``dan`` joins no people.

    In ``Menteri Kelautan dan Perikanan Budi`` it joins words of the role: the words before it do not end in a name.
    """
    joints = [k for k in range(1, len(words)) if finder.known.listed("person-coordinators", words[k])]
    if not joints:
        return []
    last = finder.find(words[joints[-1] + 1 :])
    cuts = [-1, *(k for k in range(joints[-1]) if k in joints or words[k].form == ","), joints[-1]]
    parts = [words[start + 1 : end] for start, end in pairwise(cuts) if end > start + 1]
    names = [(part, finder.find(part)) for part in parts]
    named = any(name.words for _, name in names)
    for k, (part, name) in enumerate(names):
        if last.words and not name.words and (named or finder.class_of(part[0].form) == "name"):
            names[k] = (part, _read_plain(part, finder))  # Haris Munandar, whom nothing shows to be a person
    found = [name for part, name in names if name.words and name.words[-1] is part[-1]]
    ends_in_name = found and names[-1][1] is found[-1]
    return [*found, last] if last.words and ends_in_name else []


def opens_name(word: Word, known: NameLexicon) -> bool:
    """Return whether a word behind a description leads to the name: a comma, ``bernama``, ``yaitu``."""
    return word.form == "," or known.listed("identity-words", word)


def find_first(words: Sequence[Word], lists: Sequence[str], known: NameLexicon, *, before: int | None = None) -> int:
    """Return the index of the first word on one of the lists, after the first word; the end if there is none."""
    end = len(words) if before is None else before
    found = (k for k in range(1, end) if any(known.listed(name, words[k]) for name in lists))
    return next((k for k in found if not known.listed("relativisers", words[k - 1])), end)


def find_run_end(sentence: Sequence[Word], start: int, finder: NameFinder) -> int:
    """Return where the stretch of words that can be a name ends, before the stop that ends the sentence."""
    last = len(sentence) - (len(sentence) > start + 1 and finder.class_of(sentence[-1].form) == "stop")
    reach = range(start, min(start + LONGEST_REACH, last))
    return next((k for k in reach if finder.class_of(sentence[k].form) not in INSIDE), reach.stop)


def cut_supplement(words: Sequence[Word], known: NameLexicon, least: int) -> Sequence[Word]:
    """Cut the phrase before the occasion or a relative clause; ``least`` words always remain."""
    clause = find_first(words, ("relativisers", "role-prepositions"), known)
    supplement = find_first(words, ("source-supplements",), known, before=clause)
    return words[: next((end for end in (supplement, clause) if least <= end), len(words))]
