"""The kind of a source without a name: a role, an institution, a document, a group, somebody or nobody."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import Literal

from quotes.resolution.names import NameFinder
from quotes.resolution.word_classes import NameLexicon
from quotes.trees import Word

SourceKind = Literal[
    "name", "role", "pronoun", "clitic", "plural", "organisation", "document", "group", "unnamed", "nobody"
]
#: Forms of nouns for people: pe- without -an (petani, not pertanian), -wan, -wati, -or, -is, -er.
_AGENT = re.compile(r"(?:pe\w{3,}(?<!an)|\w{3,}(?:wan|wati|or|is|er))$")
#: Lists with entries of several words that say what a phrase is: ``siaran pers``, ``pengurus besar``.
_OF_SEVERAL_WORDS: tuple[Literal["document", "organisation"], ...] = ("organisation", "document")
#: The end of the name of a site, which the tokenizer may separate from its beginning: ``melati | .com``.
_DOMAIN = re.compile(r"\.(?:com|net|org|info|news|tv|co|id|go)(?:\.id)?")

#: The name of a site as one word: ``melati.com``.
_SITE = re.compile(r"[\w-]+\.(?:com|net|org|info|co|id)(?:\.id)?")


def find_kind(words: Sequence[Word], head: str, finder: NameFinder) -> SourceKind:
    """Return the kind of a phrase without a name.

    Args:
        head: the word that says what it is, see :func:`find_head_word`.
    """
    known = finder.known
    if known.listed("side-nouns", words[0]) and words[1:]:
        if words[1].is_capitalised:  # pihak Kepolisian Daerah
            words, head = words[1:], find_head_word(words[1:], known)
        elif _is_side_of_body(words[1], known):
            return "organisation"
    return _kind_by_lists(words, head, known) or _kind_by_form(words, head, finder)


def _kind_by_lists(words: Sequence[Word], head: str, known: NameLexicon) -> SourceKind | None:
    forms = [word.form for word in words]
    several = (name for name in _OF_SEVERAL_WORDS if known.titles.length(name, forms) > 1)
    kind = known.titles.kind_of(head)
    kind = next(several, kind) if kind in (None, "person", "document") else kind
    medium = known.lists.length_at("medium-nouns", tuple(word.lower for word in words), 0)
    named = any(word.is_capitalised for word in words[medium : None if kind != "document" else medium + 1])
    behind = list(takewhile(lambda word: not known.listed("relativisers", word), words[1:]))
    official = any(known.listed("statement-attributes", word) for word in behind)
    typed = known.listed("type-nouns", words[0]) and not official and any(word.is_capitalised for word in behind)
    parted = any(_DOMAIN.fullmatch(word.form) for word in words[1:5])
    site = (medium or kind != "document") and (parted or bool(_SITE.fullmatch(words[0].form)))
    outlet = site or typed or (medium and named)
    indefinite = known.listed("indefinites", words[0])
    if (kind == "document" or (indefinite and find_document_noun(words, known))) and not outlet:
        return "document"
    if outlet or kind == "organisation" or known.is_acronym(words[0].form) or known.titles.is_organisation_head(head):
        return "organisation"
    if known.titles.length("outlet", forms) > 1 or (known.lists.has("company-nouns", head.lower()) and not indefinite):
        return "organisation"  # Business Insider, Produsen
    if indefinite:
        one: SourceKind = "unnamed" if known.listed("singular-indefinites", words[0]) else "group"
        return one if _is_of_people(words, known) else "nobody"
    counted = words[0].upos == "NUM" and not (words[1:] and known.listed("age-words", words[1]))  # 40 tahun
    group = kind == "group" or known.titles.length("group", forms) > 1  # pelaku industri
    return "group" if group or counted or _is_doubled(head, known) else None


def _is_side_of_body(word: Word, known: NameLexicon) -> bool:
    """Return whether a word behind ``pihak`` is a body, a place that speaks for one, or says that it is one."""
    body = known.titles.kind_of(word.form) == "organisation"
    return body or any(known.listed(name, word) for name in ("company-nouns", "body-nouns", "body-sides"))


def _kind_by_form(words: Sequence[Word], head: str, finder: NameFinder) -> SourceKind:
    """Return the kind of a phrase that no list decides; one capital that opens a sentence is no name of a body."""
    kind, first = finder.known.titles.kind_of(head), words[0]
    date = finder.class_of(first.form) in ("date", "month")  # Kemarin is capitalised and tagged as a name
    capital = first.is_capitalised and first.upos == "PROPN" and not date
    tagged = kind is None and all(map(finder.entities.is_body, words))
    listed = finder.class_of(first.form) in ("place", "outlet", "brand")
    named = first.index > 0 or listed or (len(words) > 1 and words[1].is_capitalised)
    if tagged or (capital and named and kind != "person"):
        return "organisation"
    opens = first.index == 0 and finder.class_of(first.form) == "office"  # Nahas baginya, dokter menolak
    common = (opens and not finder.occurs_with_capital(first.form)) or len(first.form) == 1
    return "role" if describes_somebody(words, head, finder.known, may_be_account=not common) else "nobody"


def find_document_noun(words: Sequence[Word], known: NameLexicon) -> str:
    """Return the noun for a document that a phrase begins with, in small letters: ``studi`` of ``sebuah studi``."""
    found = (word for word in words[:2] if known.titles.kind_of(word.form) == "document")
    return next((word.lower for word in found), "")


def _is_of_people(words: Sequence[Word], known: NameLexicon) -> bool:
    """Return whether a phrase with an indefinite word is about people or bodies: ``salah satu warga``, not ``piston``.

    After ``seorang`` and ``para`` every noun is.
    """
    if any(known.listed("person-indefinites", word) for word in words[:2]):
        return True  # seorang tamu, salah seorang tamu
    nouns = (
        k for k, word in enumerate(words) if word.upos in ("NOUN", "PROPN") and not known.listed("indefinites", word)
    )
    start = next(nouns, None)
    if start is None or words[start].upos == "PROPN":
        return True
    noun = words[start]
    listed = known.listed("polities", noun) or known.listed("side-nouns", noun) or known.titles.kind_of(noun.form)
    return bool(listed) or describes_somebody(words[start:], noun.form, known)


def _is_doubled(head: str, known: NameLexicon) -> bool:
    """Return whether a noun for people, a body or a country is doubled: ``negara-negara Teluk``."""
    half, _, other = head.lower().partition("-")
    return half == other and (known.titles.kind_of(half) is not None or known.lists.has("polities", half))


def describes_somebody(words: Sequence[Word], head: str, known: NameLexicon, *, may_be_account: bool = True) -> bool:
    """Return whether a phrase begins with a noun for people, by list or form (``peternak``), or with an account."""
    titles, first, low = known.titles, words[0], head.lower()
    alone = len(words) == 1 or words[1].upos in ("PUNCT", "ADP")  # Raka | dalam akun itu
    if alone and known.class_of(first.form) == "date":
        return False
    forms = [word.form for word in words]
    noun = first.upos == "NOUN" and not known.listed("determiners", first)
    opening = forms[: 1 if noun else 2]  # dua warga, but not kebutuhan warga
    kinds = {titles.kind_of(form) for form in (head, *opening)}
    listed = not kinds.isdisjoint({"person", "group"}) or titles.is_honorific(head)
    starts = range(len(opening))
    role = any(titles.length("role", forms, at) or titles.length("abbreviation", forms, at) for at in starts)
    aside = titles.is_status(first.form) or titles.is_determiner(first.form)
    single = alone and known.class_of(first.form) != "citation"
    account = may_be_account and single and (first.upos == "PROPN" or any(ch.isdigit() for ch in low))
    kin = known.lists.has("relational-nouns", low) or known.lists.has("epithets", low)
    agent = bool(_AGENT.match(low)) and not known.lists.has("agent-like-things", low)
    return listed or role or aside or account or kin or agent


def is_account_of_body(handle: str, known: NameLexicon) -> bool:
    """Return whether the name of an account begins or ends with a word for a body: ``@infosorowa``."""
    name = handle.lower().strip("@_")
    parts = (part for k in range(len(name) + 1) for part in (name[:k], name[k:]))
    return any(known.lists.has("account-bodies", part) for part in parts)


def is_noun_for_person(word: Word, known: NameLexicon) -> bool:
    """Return whether a word is a noun for a person or a group, the head of a role, or a status (``mantan``)."""
    kind = known.titles.kind_of(word.form)
    return kind in ("person", "group") or known.titles.is_role_head(word.form) or known.titles.is_status(word.form)


def is_relative(words: Sequence[Word], known: NameLexicon) -> bool:
    """Return whether a phrase is for somebody by the person they belong to: ``sahabat penyanyi itu``.

    With the name of that person it may be for somebody whom the article names: ``istri sutradara Hanum itu``.
    """
    if any(word.is_capitalised for word in words[1:]):
        return False
    forms = [word for word in words if not known.listed("definite-articles", word)]
    lowers = tuple(word.lower for word in forms)
    length = known.lists.length_at("belonging-nouns", lowers, 0)
    length += bool(length) and known.lists.length_at("origin-prepositions", lowers, length)
    owner = forms[length : length + 1]
    if not length or not owner or known.titles.is_status(forms[0].form):
        return False
    office = known.titles.is_honorific(forms[0].form) and known.titles.is_role_head(owner[0].form)  # Bapak Presiden
    return owner[0].form.islower() and is_noun_for_person(owner[0], known) and not office


def find_head_word(words: Sequence[Word], known: NameLexicon) -> str:
    """Return the first word that is neither an article nor a status."""
    for word in words:
        article = known.listed("determiners", word) or known.listed("definite-articles", word)
        aside = word.upos == "PUNCT" or article or known.titles.is_status(word.form)
        if not aside:
            return word.form
    return words[0].form
