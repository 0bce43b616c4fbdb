"""Roles: found before names, cleaned and compared; the affiliation and the gender that they state."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from itertools import takewhile

from quotes.lexicon.morphology import CLITIC
from quotes.matching.noun_phrases import begins_subject
from quotes.records import Gender
from quotes.resolution.word_classes import NameLexicon
from quotes.trees import Word

#: Most words of a role that stands before a name: ``Direktur Jenderal … Kementerian Energi dan Sumber Daya Mineral``.
_LONGEST_ROLE = 14
#: Most words between brackets inside a role.
_LONGEST_BRACKET = 7
#: Roles whose words are kept: an article compares each role with all others.
_MOST_ROLES = 1 << 14
#: Parts of speech of the words of a role.
_OF_ROLES = {"NOUN", "PROPN", "ADJ", "NUM", "X", "CCONJ"}


def clean_roles(phrases: Iterable[str], known: NameLexicon) -> tuple[str, ...]:
    """Return the phrases that are roles, without other words before names (``Pak``, ``Senada dengan``, ``nya``)."""
    cleaned = (_trim_role(phrase, known) for phrase in phrases)
    return tuple(dict.fromkeys(role for role in cleaned if role))


def _trim_role(phrase: str, known: NameLexicon) -> str:
    """Cut a phrase to its role, without forms of address at its end; empty if it has no role."""
    plain = "".join(ch for ch in phrase if unicodedata.category(ch) != "Cf")
    words = plain.split()
    rank = (k for k in range(1, len(words)) if k + known.titles.length("rank", words, k) == len(words))
    del words[next((k for k in rank if _is_title(words, k, known)), len(words)) :]
    while words and (length := _length_of_title_at_end(words, known)):
        del words[-length:]
    while words and known.lists.has("role-linkers", words[-1].lower()):
        words.pop()
    start = next((k for k, word in enumerate(words) if _opens_role(words, k, word, known)), None)
    if start is None or _is_cited(words[:start], known):
        return ""
    opener = words[0].islower() or known.lists.has("role-openers", words[0].lower())
    words = words[start:] if start and opener else words
    return " ".join(words[: _find_role_end(words, known)])


def _find_role_end(words: Sequence[str], known: NameLexicon) -> int:
    """Return where the occasion, the medium or the day begins behind a role: ``Menteri Keuangan | dalam pidatonya``.

    ``spesialis penyakit dalam`` has no occasion behind it.
    """
    ends = (k for k in range(1, len(words)) if words[k - 1][0].isupper())
    return next((k for k in ends if _ends_role(words[k], known)), len(words))


def _ends_role(word: str, known: NameLexicon) -> bool:
    occasion = word.islower() and any(known.lists.has(name, word) for name in ("source-supplements", "hearer-words"))
    return occasion or known.class_of(word) == "date"


def _length_of_title_at_end(words: Sequence[str], known: NameLexicon) -> int:
    """Return how many words at the end are a form of address, a degree with stops (``M. Hum``), or a stop of one."""
    last = words[-1]
    if len(words) > 1 and "." in words[-2] + last[:1] and known.titles.is_degree(words[-2] + last):
        return 2
    address = _is_title(words, len(words) - 1, known) and not known.titles.is_role_head(last)
    return int(last == "." or address or ("." in last and known.titles.is_degree(last)))


def _is_title(forms: Sequence[str], at: int, known: NameLexicon) -> bool:
    """Return whether a word is a title, and not the end of a place: ``Pak``, but ``Kapolsek Tanah Abang``.

    The army is one only behind a rank: ``Jenderal TNI``, but ``Panglima TNI``.
    """
    titles, form = known.titles, forms[at]
    if not titles.is_honorific(form) or not at:
        return titles.is_honorific(form)
    body = known.is_acronym(form) and titles.is_organisation_head(form) and not titles.is_rank(forms[at - 1])
    return not body and titles.length("place", forms, at - 1) <= 1


def _opens_role(words: Sequence[str], at: int, word: str, known: NameLexicon) -> bool:
    titles = known.titles
    several = titles.length("role", words, at) or titles.length("abbreviation", words, at)
    return bool(several) or titles.is_status(word) or titles.is_person_noun(word)


def _is_cited(words: Sequence[str], known: NameLexicon) -> bool:
    """Return whether the words are those of a citation that was taken for a role: ``Dilansir dari …``."""
    lower = tuple(word.lower() for word in words)
    return any(known.lists.length_at("provenance-phrases", lower, k) for k in range(len(lower)))


def find_role_before(at: int, words: Sequence[Word], known: NameLexicon) -> str:
    """Return the role before a name, with at most a comma and a rank between: ``Presiden Rusia, Vladimir Putin``.

    Empty if there is none, or if it may be the role of another person: ``kuasa hukum Rani Melati``.

    Args:
        at: where in the sentence the name begins.
        words: the sentence.
    """
    end, written = at, [word.form for word in words[:at]]
    while end:
        stop = end > 1 and words[end - 1].form == "."  # Prof. | Ratna
        if not _is_title(written, end - 1 - stop, known):
            break
        end -= 1 + stop
    comma = bool(end) and words[end - 1].form == ","
    end -= comma
    if comma and (relative := find_own_relative(words[:end], known)):
        return relative
    before = _words_before(end, words, known)
    opener = words[before[0].index - 1] if comma and before and before[0].index else None
    if opener is not None and (
        known.listed("addressee-prepositions", opener)
        or (known.listed("viewpoint-words", opener) and begins_subject(words, at))
    ):
        return ""  # Kepada wartawan, Ratna mengaku …; menurut saksi, Ratna lari
    forms = [word.form for word in before]
    lower = tuple(form.lower() for form in forms)
    heads = [k for k in range(len(forms)) if _heads_role(forms, k, known) or (comma and _is_kin(lower, k, known))]
    if not heads:
        return ""
    length = known.lists.length_at("roles-for-others", lower, heads[0])
    body = before[-1].entity == "organisation" and len(before) > heads[0] + length  # pelatih Persera | Ratna
    if length and not body:
        return ""
    return " ".join(forms[heads[0] :])


def find_own_relative(words: Sequence[Word], known: NameLexicon) -> str:
    """Return the noun for a relative with ``nya`` that words end in, without it: ``Ibu|nya``; else empty."""
    form = "".join(word.form for word in (words[-2:] if words[-1:] and words[-1].lower == CLITIC else words[-1:]))
    noun = form[: -len(CLITIC)] if form.lower().endswith(CLITIC) else ""
    return noun if any(known.lists.has(name, noun.lower()) for name in ("relational-nouns", "kin")) else ""


def find_role_behind(at: int, words: Sequence[Word], known: NameLexicon) -> str:
    """Return the role between a comma, a bracket or ``selaku`` behind a name, and a mark: ``Ratna, Ketua KPK,``.

    Empty if there is none, or if another name follows it: ``Ratna, Ketua KPK Haris``.

    Args:
        at: where in the sentence the name ends.
        words: the sentence.
    """
    opens = words[at : at + 1]
    if not opens or not (opens[0].form in (",", "(") or known.listed("role-prepositions", opens[0])):
        return ""
    found = list(takewhile(lambda word: _is_of_role(word, known), words[at + 1 : at + 1 + _LONGEST_ROLE]))
    forms = [word.form for word in found]
    behind = words[at + 1 + len(found) : at + 2 + len(found)]
    ends = bool(behind) and (behind[0].form in (",", ")", ".") or known.listed("relativisers", behind[0]))
    if not ends or not forms or not _heads_role(forms, 0, known):
        return ""
    return "" if any(word.entity == "person" for word in found) else " ".join(forms)


def _heads_role(forms: Sequence[str], at: int, known: NameLexicon) -> bool:
    """Return whether a role, a status or a party of a case begins at a word: ``Perdana Menteri``, ``terdakwa``."""
    titles = known.titles
    party = known.lists.has("case-parties", forms[at].lower())
    return (
        party or titles.is_status(forms[at]) or titles.is_role_head(forms[at]) or titles.length("role", forms, at) > 1
    )


def _is_kin(lower: Sequence[str], at: int, known: NameLexicon) -> bool:
    """Return whether a kinship noun with its possessor stands before the comma: ``Ibunda korban, | Sumiati``."""
    return any(known.lists.has(name, lower[at]) for name in ("relational-nouns", "kin")) and at + 1 < len(lower)


def _words_before(end: int, words: Sequence[Word], known: NameLexicon) -> list[Word]:
    """Return the words before ``end`` that can belong to a role, without brackets: ``Ketua … (KPK)``.

    Commas are accepted in a list inside the role: ``Menteri Koordinator Bidang Politik, Hukum, dan Keamanan``.
    """
    found: list[Word] = []
    at = end - 1
    while at >= 0 and len(found) < _LONGEST_ROLE:
        if words[at].form == ")":
            opened = (k for k in range(at - 1, max(at - _LONGEST_BRACKET, 0), -1) if words[k].form == "(")
            at = next(opened, 0)
        elif words[at].form == "," and _ends_list(found, known):
            pass
        elif words[at].form == "/" and found and at and words[at - 1].is_capitalised:
            found.append(words[at])  # Pangdam XVII/Melati
        elif _joins_owner(words, at, known) or (_is_of_role(words[at], known) and not _joins_people(words, at, known)):
            found.append(words[at])
        else:
            break
        at -= 1
    return found[::-1]


def _joins_owner(words: Sequence[Word], at: int, known: NameLexicon) -> bool:
    """Return whether a word joins a relative to the person they belong to: ``ibunda | dari Haris, | Ratna``."""
    kin = bool(at) and any(known.listed(name, words[at - 1]) for name in ("relational-nouns", "kin"))
    return kin and known.listed("origin-prepositions", words[at])


def _joins_people(words: Sequence[Word], at: int, known: NameLexicon) -> bool:
    """Return whether a word joins the role behind it to the name before: ``Menteri Ratna Hadi | dan Menteri Haris``.

    ``Psikolog Anak dan Keluarga Ratna`` has no name before, whatever the tag of ``Anak``.
    """
    named = bool(at) and words[at - 1].entity == "person" and known.class_of(words[at - 1].form) in ("plain", "name")
    return named and known.listed("person-coordinators", words[at])


def _ends_list(found: Sequence[Word], known: NameLexicon) -> bool:
    """Return whether the words after a comma (in reverse) end a list, and are not the role of another person."""
    joined = any(known.listed("coordinators", word) for word in found[-3:])
    return joined and not any(known.titles.is_role_head(word.form) for word in found)


def _is_of_role(word: Word, known: NameLexicon) -> bool:
    inside = word.upos in _OF_ROLES or known.titles.is_role_head(word.form)
    # Menteri Dalam Negeri: a preposition with a capital is part of a title
    return word.quotation is None and (inside or (word.upos == "ADP" and word.is_capitalised and word.index > 0))


def find_affiliation(roles: Iterable[str], known: NameLexicon) -> str | None:
    """Return the institution or place in the roles: ``Ketua KPK``, ``Kepala Dinas Kesehatan``, ``Presiden Rusia``.

    The first role that names one decides. Only words of the text are used: ``Kapolres Sukamerta`` gives ``Sukamerta``.
    """
    return next((body for role in roles if (body := _find_body(role.split(), known))), None)


def cut_names(role: str, names: Collection[str]) -> str:
    """Cut a role before the speaker's own name: in ``Presiden Jokowi``, ``Jokowi`` is not taken as the affiliation."""
    words = role.split()
    end = next((k for k, word in enumerate(words) if k and word.casefold() in names), len(words))
    return " ".join(words[:end])


def _find_body(words: Sequence[str], known: NameLexicon) -> str | None:
    at = 1
    while at < len(words):
        if _opens_body(words, at, known):
            return _cut_body(words[at:], known)
        at += known.titles.length("place", words, at) or 1  # the Serikat of Amerika Serikat is no union
    return _find_place(words, known)


def _opens_body(words: Sequence[str], at: int, known: NameLexicon) -> bool:
    """Return whether an institution begins here (``KPK``, ``Dinas Kesehatan``); a final ``Group`` alone is not one."""
    short = len(words[at]) > 2 and words[at].isupper() and words[at].isalpha()
    listed = known.titles.length("organisation", words, at)
    bare = at + 1 == len(words) and known.lists.has("company-suffixes", words[at].lower())
    return not known.titles.is_role_head(words[at]) and (short or (bool(listed) and not bare))


def _find_place(phrase: Sequence[str], known: NameLexicon) -> str | None:
    ends = (k for k, word in enumerate(phrase) if k and known.lists.has("body-borders", word.lower()))
    words = phrase[: next(ends, len(phrase))]
    lower = tuple(word.lower() for word in words)
    start = next((k for k, word in enumerate(words) if not known.titles.is_status(word)), 0)
    office = known.lists.length_at("offices-of-places", lower, start)
    rest = words[start + office :]
    if office and rest and all(word[:1].isupper() for word in rest) and not known.titles.is_role_head(rest[0]):
        return " ".join(rest)
    for at in range(1, len(words)):
        if at + known.titles.length("place", words, at) == len(words):
            return " ".join(words[at:])
    return None


def _cut_body(words: Sequence[str], known: NameLexicon) -> str:
    """Cut the name of an institution before a rank or title, and before where and since when."""
    ends = (k for k in range(1, len(words)) if _ends_body(words, k, known))
    return " ".join(words[: next(ends, len(words))])


def _ends_body(words: Sequence[str], at: int, known: NameLexicon) -> bool:
    before_name = known.titles.length("rank", words, at) or known.titles.is_honorific(words[at])
    return bool(before_name) or known.lists.has("body-borders", words[at].lower())


def infer_gender(phrases: Iterable[str], known: NameLexicon) -> Gender | None:
    """Return the gender that words before a name state: ``Ibu``, ``Pak``, ``aktris``; None for no gender or both."""
    said: set[Gender] = set()
    for phrase in phrases:
        words = phrase.lower().replace(".", "").split()
        for word in {*words[:1], *words[-1:]}:
            if known.lists.has("feminine-words", word):
                said.add("female")
            elif known.lists.has("masculine-words", word):
                said.add("male")
    return said.pop() if len(said) == 1 else None


def find_gender(name: Sequence[str], phrases: Iterable[str], known: NameLexicon) -> Gender | None:
    """Return the gender that the words before a name state, or else that of given names: ``Siti``."""
    said = infer_gender(phrases, known)
    if said is not None:
        return said
    listed: set[Gender] = set()
    for word in name:
        if known.lists.has("feminine-names", word.lower()):
            listed.add("female")
        elif known.lists.has("masculine-names", word.lower()):
            listed.add("male")
    return listed.pop() if len(listed) == 1 else None


@lru_cache(maxsize=_MOST_ROLES)
def collect_content_words(role: str, known: NameLexicon) -> frozenset[str]:
    """Return the distinctive words of a role, with abbreviations expanded, in small letters, without an age."""
    words = _spell_out(role, known)
    aged = {k for k, word in enumerate(words[1:]) if words[k].isdigit() and known.lists.has("age-words", word.lower())}
    kept = (word for k, word in enumerate(words) if aged.isdisjoint((k - 1, k)))
    own = (word for word in kept if not known.lists.has("describing-verbs", word.lower()))  # berusia | 39 tahun
    return frozenset(word.lower() for word in own if not _is_filler(word, known))


@lru_cache(maxsize=_MOST_ROLES)
def find_head(role: str, known: NameLexicon) -> str:
    """Return the first word of a role that is not a status: ``menteri`` of ``mantan Menteri Pendidikan``."""
    aside = (known.titles.is_status, known.titles.is_determiner)
    return next((w.lower() for w in _spell_out(role, known) if not any(is_aside(w) for is_aside in aside)), "")


def _spell_out(role: str, known: NameLexicon) -> list[str]:
    """Return the words of a role, with short forms replaced by long ones: ``Menkes``, ``Kepala Negara``."""
    words, found, at = role.split(), [], 0
    while at < len(words):
        length = known.titles.length("abbreviation", words, at) or 1
        term = " ".join(words[at : at + length])
        found += (known.titles.expand(term) or term).split()
        at += length
    spelt = (part for word in found for part in (known.titles.expand(word) or word).split())  # Komandan | Korem
    return [word for word in spelt if word.isalnum()]


def _is_filler(word: str, known: NameLexicon) -> bool:
    low = word.lower()
    empty = known.titles.is_status(word) and not known.lists.has("deputies", low)
    return empty or known.lists.has("role-fillers", low)


def measure_overlap(wanted: frozenset[str], role: frozenset[str], known: NameLexicon) -> float:
    """Return the share of the wanted words that the role has, from 0 to 1.

    ``Presiden RI`` has no other words than ``Presiden``, but ``Presiden Rusia`` has.
    """
    same = wanted and _drop_home(wanted, known) == _drop_home(role, known)
    return 1.0 if same else len(wanted & role) / max(len(wanted), 1)


def _drop_home(role: frozenset[str], known: NameLexicon) -> set[str]:
    return {word for word in role if not known.lists.has("home-country", word)}
