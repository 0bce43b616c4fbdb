"""Read source phrases: whether a source is a name, a role, a pronoun, an institution, a document or unnamed."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import dropwhile, groupby, pairwise, takewhile
from typing import Literal

from quotes.lexicon.morphology import CLITIC
from quotes.matching.matcher import Match
from quotes.parsing import ParsedText
from quotes.records import Span
from quotes.resolution.names import NameFinder, Reading
from quotes.resolution.roles import find_role_before
from quotes.resolution.word_classes import CAPITALISED, INSIDE, NameLexicon, is_marked
from quotes.trees import Sentence, Word

SourceKind = Literal[
    "name", "role", "pronoun", "clitic", "plural", "organisation", "document", "group", "unnamed", "nobody"
]

#: Forms of nouns for people: pe- without -an (petani, not pertanian), -wan, -wati, -or, -is, -er.
_AGENT = re.compile(r"(?:pe\w{3,}(?<!an)|\w{3,}(?:wan|wati|or|is|er))$")
#: Prefixes of verbs for a state.
_STATE = re.compile(r"[bt]er\w{3}")
#: The name of an account, which the tokenizer may separate from its ``@``.
_HANDLE = re.compile(r"@ ?[\w.]*\w")
#: Parts of speech before a subject, and of its noun phrase.
_BEFORE_SUBJECT = frozenset({"ADV", "CCONJ", "SCONJ", "PART"})
_OF_SUBJECT = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X", "DET"})
#: Parts of speech between a noun for a relation and a name: ``teman | satu kampus | Ratna``.
_OF_KIN = frozenset({"NOUN", "ADJ", "NUM"})
#: A bracket that is no part of a name: not an abbreviation in the middle, as in ``Komisi Disiplin (Komdis) PSSI``.
_BRACKET = re.compile(r"\s*\((?:[^)]*\)(?!\s\w)|[^)]*(?:[^\w)]|\d)[^)]*\))")
#: The end of the name of a site, which the tokenizer may separate from its beginning: ``melati | .com``.
_DOMAIN = re.compile(r"\.(?:com|net|org|info|news|tv|co|id|go)(?:\.id)?")
#: Bonus in logits for a name before a noun for people, which describes it.
_EXPECTED = 3.0
#: Beyond this margin, in logits, the words around a phrase are not searched for a better name.
_SURE = 2.0
#: Most words of a subject before the part of it that the rules find.
_LONGEST_OPENING = 6
#: Most words after a phrase that may still belong to it, and before it to a person who is accompanied.
_REACH = 14


@dataclass(frozen=True, slots=True)
class SourcePhrase:
    """An analysed source.

    Attributes:
        names: the names in it, each as its words; two for ``A dan B``.
        name_spans: their positions.
        role: the words of the phrase outside names and brackets.
        pointing: it points back (``mantan menteri itu``, ``sang pelatih``).
        margin: the score of the reading of its names minus that of the next best, in logits.
        bodies: the institutions, if there are two: ``Kemenpora dan KONI``.
    """

    span: Span
    text: str
    kind: SourceKind
    names: tuple[tuple[str, ...], ...] = ()
    name_spans: tuple[Span, ...] = ()
    role: str = ""
    head: str = ""
    pointing: bool = False
    margin: float = math.inf
    words: tuple[Word, ...] = field(default=(), repr=False)
    bodies: tuple[str, ...] = ()


def find_source_phrase(match: Match, text: str, finder: NameFinder) -> SourcePhrase | None:
    """Read the source of a match; None if it has none.

    If the phrase that the rules found has no name, the words around it may have one: after a role (``Kepala Dinas
    Pasar, | Rangga mengatakan``), and before an apposition (``Reza, | murid kelas satu, mengeluh``). If the
    phrase names a person who accompanies or hears the speaker, the speaker precedes it (``Ratna | didampingi Haris
    mengatakan``).
    """
    found = match.parts.get("source")
    if found is None or not found.words:
        return None
    words = _drop_citation([match.sentence.words[k] for k in found.words], finder.known)
    words = _drop_own_words(_add_rest_of_name(words, match, finder), finder.known)
    rest = match.sentence.words[words[-1].index + 1 :][:1]
    if rest and finder.known.listed("plural-pronouns", words[-1]) and finder.known.listed("counting-numerals", rest[0]):
        words = [*words, *rest]  # mereka | berdua
    words = _add_partners(
        _add_before_place(_add_opening(words, match, finder.known), match, finder.known), match, finder
    )
    words = _find_accompanied(words, match, finder) or words
    phrase = read_source_phrase(words, text, finder, points_on=_points_on(match, found.words[-1], finder.known))
    points = phrase.pointing and not finder.known.listed("singular-indefinites", words[0])  # salah satu warga … itu
    own = len(words) <= 2 and words[-1].lower.endswith(CLITIC)  # direkturnya | , Ratna
    nameless = (phrase.kind in ("role", "organisation", "unnamed") and not points) or (own and phrase.kind == "nobody")
    if not nameless and phrase.margin > _SURE:
        return phrase
    longer = (
        _add_handle(words, match, finder.known)
        or _add_name_behind(words, match, finder)
        or _add_name_before(words, match, finder)
    )
    return read_source_phrase(longer, text, finder) if longer else phrase


def read_source_phrase(
    words: Sequence[Word], text: str, finder: NameFinder, *, points_on: bool = False
) -> SourcePhrase:
    """Analyse a source phrase.

    Args:
        points_on: the phrase continues to a word that points back (``ibunda dari musisi itu``).
    """
    known = finder.known
    span = Span(words[0].start, words[-1].end)
    said = span.of(text)
    first = words[0]
    if words[-1].lower == CLITIC and (len(words) == 1 or _is_ones_own(words, known)):
        return SourcePhrase(span, said, "clitic")
    if len(words) <= 2 and known.listed("singular-pronouns", first):
        return SourcePhrase(span, said, "pronoun")
    if known.lists.length_at("others", tuple(word.lower for word in words), 0) == len(words):
        return SourcePhrase(span, said, "unnamed", head=first.lower, role=said, words=tuple(words))
    if known.listed("plural-pronouns", first) or known.listed("collective-numerals", first):
        counted = next((word for word in words[1:2] if known.listed("counting-numerals", word)), first)
        return SourcePhrase(span, said, "plural", head=counted.lower)
    lowers = tuple(w.lower for w in words)
    hidden = any(known.lists.length_at("anonymity-phrases", lowers, k) for k in range(len(words)))
    epithet = first.form.islower() and known.listed("epithets", first)
    pointing = (
        points_on
        or epithet
        or known.listed("definite-articles", first)
        or known.listed("anaphoric-demonstratives", words[-1])
    )
    undated = list(words)
    while len(undated) > 1 and finder.class_of(undated[-1].form) == "date":  # kata Ratna | Selasa (24/9)
        undated.pop()
    names = [] if _names_nobody(words, finder, pointing=pointing) else _names_of(undated, finder)
    role, head = _role_of(words, names, known), _head_of(words, known)
    if names:
        plain, margin = tuple(name.forms for name in names), min(name.margin for name in names)
        spans = tuple(Span(name.words[0].start, name.words[-1].end) for name in names)
        return SourcePhrase(span, said, "name", plain, spans, role, head, pointing, margin)
    nameless = SourcePhrase(
        span, said, "unnamed", role=role, head=head, pointing=pointing and not hidden, words=tuple(words)
    )
    return _read_nameless(words, text, nameless, finder, hidden=hidden)


def _is_ones_own(words: Sequence[Word], known: NameLexicon) -> bool:
    """Return whether the phrase with ``nya`` is the speaker: ``pihaknya``, or their words: ``pengakuannya``."""
    return known.listed("side-nouns", words[0]) or (len(words) == 2 and known.listed("own-words", words[0]))


def _read_nameless(
    words: Sequence[Word], text: str, phrase: SourcePhrase, finder: NameFinder, *, hidden: bool
) -> SourcePhrase:
    """Read a phrase without a name: an account, an institution, a description."""
    known, start = finder.known, phrase.span.start
    said = Span(start, words[_find_first(words, ("source-supplements",), known) - 1].end).of(text)
    handle = _HANDLE.search(said)
    if handle:
        return replace(phrase, text=handle[0].replace(" ", ""))
    kind = "unnamed" if hidden else _nameless_kind(words, phrase.head, finder)
    body = ""
    if kind in ("role", "organisation") and not _is_somebodys(phrase.head, known):
        body = _tagged_body(words, finder)
    if kind == "organisation" and not body:  # the following words describe it and are not part of its name
        said = Span(start, words[_find_first(words, ("source-supplements", "relativisers"), known) - 1].end).of(text)
        said = said.rstrip(" ,")
    return replace(
        phrase,
        text=body or said,
        kind="organisation" if body else kind,
        role=phrase.role or phrase.span.of(text),
        bodies=_coordinated_bodies(words, text, finder),
    )


def _coordinated_bodies(words: Sequence[Word], text: str, finder: NameFinder) -> tuple[str, ...]:
    """Return the two bodies that ``dan`` joins, each a word or begun by what begins a body; else nothing.

    In ``Kementerian Kelautan dan Perikanan``, ``Tim Dokter RSCM dan IDI`` it joins words of one name.
    """
    known = finder.known
    joints = [k for k in range(1, len(words) - 1) if known.listed("person-coordinators", words[k])]
    name = all(word.is_capitalised or known.listed("body-connectors", word) for word in words)
    if len(joints) != 1 or not name:
        return ()
    parts = (words[: joints[0]], words[joints[0] + 1 :])
    short = [len(part) == 1 and _is_body_word(part[0], known) for part in parts]
    long = [len(part) > 1 and known.titles.length("organisation", [word.form for word in part]) for part in parts]
    tagged = words[joints[0]].entity is None and all(w.entity == "organisation" for part in parts for w in part)
    if not (tagged or ((short[0] or long[0]) and (long[1] or all(short)))):
        return ()
    return tuple(Span(part[0].start, part[-1].end).of(text) for part in parts)


def _is_body_word(word: Word, known: NameLexicon) -> bool:
    listed = known.titles.is_organisation_head(word.form) or known.is_acronym(word.form)
    return word.is_capitalised and (listed or word.entity == "organisation")


def _names_nobody(words: Sequence[Word], finder: NameFinder, *, pointing: bool) -> bool:
    """Return whether the phrase is a description (``seorang warga``), a role that points back, or an institution."""
    known, first = finder.known, words[0]
    if _names_other(words, known):
        return True
    medium = known.lists.length_at("medium-nouns", tuple(word.lower for word in words), 0)
    account = finder.find(words).words if medium else ()
    if account and account[0] is not words[medium]:
        return True  # akun Facebook Info Warga | Sorowa
    plain = first.form.islower() or known.titles.is_role_head(first.form) or known.titles.is_status(first.form)
    by_role = pointing and (plain or known.listed("relational-nouns", first))
    if by_role and not any(known.listed("nickname-verbs", word) for word in words):
        clause = _find_first(words, ("relativisers", "role-prepositions"), known)
        name = finder.find(words[:clause])  # pengacara Ratna Wulandari yang menangani kasus itu: the case, not the name
        points = known.listed("anaphoric-demonstratives", words[clause - 1]) or known.listed("definite-articles", first)
        return points or len(name.words) < 2 or name.words[-1] is not words[clause - 1] or name.margin < _SURE
    if any(_opens_name(word, known) for word in words[1:]):
        return False
    roles = any(known.titles.is_role_head(w.form) or known.titles.is_honorific(w.form) for w in words)
    start = int(known.listed("side-nouns", first))
    body = known.titles.length("organisation", [w.form for w in words], start)
    return known.listed("indefinites", first) or (bool(body) and not roles)


def _names_other(words: Sequence[Word], known: NameLexicon) -> bool:
    """Return whether the name is that of somebody else: ``istri Pak Haris``, ``Anak sulung mendiang Haris``.

    ``ibu Ratna`` is Ratna, and ``ibu kandung Ratna`` is not.
    """
    first = words[0]
    titled = known.lists.length_at("name-openings", tuple(word.lower for word in words), 0)  # Anak Agung Ratna
    if titled or any(word.form == "," for word in words) or not (first.form.islower() or first.index == 0):
        return False
    several = known.lists.length_at("relational-phrases", tuple(word.lower for word in words), 0)
    relational = known.listed("relational-nouns", first) and not (
        first.index == 0 and known.titles.is_honorific(first.form)
    )
    name = next((k for k in range(several or 1, len(words)) if words[k].is_capitalised), len(words))
    between = [word for word in words[several or 1 : name] if not known.listed("late-words", word)]
    described = all(word.upos in _OF_KIN and not _is_of_person(word, known) for word in between)
    modified = name > (several or 1) and (known.listed("relational-nouns", first) or known.listed("kin", first))
    return name < len(words) and described and bool(several or relational or modified)


def _names_of(words: Sequence[Word], finder: NameFinder) -> list[Reading]:
    """Return the names of a phrase: those of a coordination, else the best one, before any supplement if possible."""
    known = finder.known
    clause = _find_first(words, ("relativisers", "role-prepositions"), known)
    comma = next((k for k, word in enumerate(words[:clause]) if word.form == ","), 0)
    if comma and _names_other(words[:comma], known):
        words, clause = words[comma + 1 :], clause - comma - 1  # anak sulung mendiang Haris, | Ratna
    elif comma and _is_of_name_behind(words[:comma], finder):
        name = _read_called(words[comma + 1 : _end_run(words, comma + 1, finder)], words[:comma], finder)
        if name.words:
            return _coordinated_names(words[comma + 1 : clause], finder) or [name]
    several, name = [], _find_described(words, finder)
    for end in sorted({_find_first(words, ("source-supplements",), known, before=clause), clause}):
        several = _coordinated_names(words[:end], finder)
        name = name if name.words else finder.find(words[:end])
    if not several and not name.words:
        name = _read_tagged_name(words[:clause], known)
    if several or name.words:
        return several or ([name] if name.words else [])
    verb = _find_first(words, ("nickname-verbs",), known)
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


def _is_of_name_behind(words: Sequence[Word], finder: NameFinder) -> bool:
    """Return whether a comma may join a phrase to a name: ``operator bendungan | , Haris``, ``ibu Ratna | , Ani``."""
    if not (words[0].form.islower() or words[0].index == 0):
        return False
    somebody = _describes_somebody(words, words[0].form, finder.known)
    return finder.known.listed("kin", words[0]) or (somebody and not finder.find(words).words)


def _read_called(words: Sequence[Word], before: Sequence[Word], finder: NameFinder) -> Reading:
    """Return the name at the end of a stretch of capitals behind a phrase and a comma.

    Behind a relative (``ibu Haris, | Ratna``) any words are a name, behind a place (``warga Desa Melati, | Sorowa``)
    only those that are tagged as one.
    """
    if not words or finder.class_of(words[-1].form) not in CAPITALISED:
        return Reading(())
    kin, tagged = finder.known.listed("kin", before[0]), words[-1].entity == "person"
    if before[0].form.islower() and before[-1].is_capitalised and not (kin or tagged):
        return Reading(())
    name = finder.find(words, expected=_EXPECTED * (kin or tagged or before[-1].form.islower()))
    if name.words and name.words[-1] is words[-1]:
        return name
    return Reading(tuple(words), 0.0) if kin and _is_plain(words, finder) else Reading(())


def _is_plain(words: Sequence[Word], finder: NameFinder) -> bool:
    return all(finder.class_of(word.form) in ("plain", "name") for word in words)


def _read_plain(words: Sequence[Word], finder: NameFinder) -> Reading:
    """Return several words as a name if they are nothing else."""
    named = len(words) > 1 and _is_plain(words, finder) and all(word.entity != "organisation" for word in words)
    return Reading(tuple(words), 0.0) if named else Reading(())


def _find_described(words: Sequence[Word], finder: NameFinder) -> Reading:
    """Return the name before a description without a comma: ``Rantika | warga Desa Melati``; else no name."""
    known = finder.known
    people = next((k for k, word in enumerate(words) if word.form.islower() and _is_of_person(word, known)), 0)
    named = people and all(word.upos == "PROPN" and word.is_capitalised for word in words[:people])
    if not named or known.titles.kind_of(words[0].form) is not None:
        return Reading(())
    name = finder.find(words[:people], expected=_EXPECTED)
    return name if len(name.words) == people else Reading(())


def _read_tagged_name(words: Sequence[Word], known: NameLexicon) -> Reading:
    """Return the single word behind a noun for its bearer, if it is tagged as a person: ``saksi | Kasiyem``."""
    if len(words) != 2 or words[1].entity != "person" or known.class_of(words[0].form) != "lower-person":
        return Reading(())
    others = known.lists.length_at("roles-for-others", (words[0].lower,), 0) or known.listed("kin", words[0])
    return Reading((words[1],), 0.0) if not others and known.class_of(words[1].form) == "plain" else Reading(())


def _opens_name(word: Word, known: NameLexicon) -> bool:
    return word.form == "," or known.listed("identity-words", word)


def cut_supplement(words: Sequence[Word], known: NameLexicon, least: int) -> Sequence[Word]:
    """Cut the phrase before the occasion or a relative clause; ``least`` words always remain."""
    clause = _find_first(words, ("relativisers", "role-prepositions"), known)
    supplement = _find_first(words, ("source-supplements",), known, before=clause)
    return words[: next((end for end in (supplement, clause) if least <= end), len(words))]


def _find_first(words: Sequence[Word], lists: Sequence[str], known: NameLexicon, *, before: int | None = None) -> int:
    """Return the index of the first word on one of the lists, after the first word; the end if there is none."""
    end = len(words) if before is None else before
    found = (k for k in range(1, end) if any(known.listed(name, words[k]) for name in lists))
    return next((k for k in found if not known.listed("relativisers", words[k - 1])), end)


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
    if any(name.words for _, name in names) and last.words:  # Haris Munandar, whom nothing shows to be a person
        names = [(part, name if name.words else _read_plain(part, finder)) for part, name in names]
    found = [name for part, name in names if name.words and name.words[-1] is part[-1]]
    ends_in_name = found and names[-1][1] is found[-1]
    return [*found, last] if last.words and ends_in_name else []


def _drop_citation(words: list[Word], known: NameLexicon) -> list[Word]:
    """Cut a citation before the speaker: ``Dilansir Kabar Sorowa, | Ratna``."""
    comma = next((k for k, word in enumerate(words[:-1]) if word.form == ","), None)
    return words[comma + 1 :] if comma and known.listed("citing-words", words[0]) else words


def _add_rest_of_name(words: list[Word], match: Match, finder: NameFinder) -> list[Word]:
    """Extend the phrase by the rest of a name that it cuts off: ``Johan | van der Meulen``."""
    sentence, end = match.sentence.words, words[-1].index + 1
    kinds = [finder.class_of(word.form) for word in sentence[end : end + _REACH]]
    joints = next((k for k, kind in enumerate(kinds) if kind not in ("particle", "stop")), 0)
    if kinds[:1] == ["joint"] and not finder.parts(sentence, end):
        return [*words, *sentence[end : end + 2]]  # Cho Tae | - yong
    if end < len(sentence) and is_marked(sentence[end].form) and not finder.is_parted(sentence, end):
        return [*words, sentence[end]]  # Alexander|-Arnold
    if kinds[:1] == ["particle-name"]:
        return [
            *words,
            *takewhile(lambda word: finder.class_of(word.form) in INSIDE, sentence[end:]),
        ]  # Hasyim | al-Attas
    more = next((k for k in range(joints, len(kinds)) if kinds[k] not in INSIDE), len(kinds))
    bare = kinds[:1] == ["stop"] and finder.class_of(words[-1].form) not in ("honorific", "initial", "initial-title")
    ends_in_name = finder.class_of(words[-1].form) in CAPITALISED
    if not joints or more == joints or bare or not ends_in_name or _closes(sentence[end + joints], match):
        return words
    return [*words, *sentence[end : end + more]]


def _drop_own_words(words: list[Word], known: NameLexicon) -> list[Word]:
    """Drop a noun for what somebody says before them: ``pernyataan | Yayasan Sorowa``."""
    start = known.lists.length_at("own-words", tuple(word.lower for word in words[:3]), 0)
    adjective = words[0].upos == "ADJ" and words[0].form.islower()
    if adjective and words[1:] and words[1].is_capitalised:
        return words[1:]  # keterangan resmi | Yayasan Sorowa
    rest = words[start:]
    if known.titles.length("document", [word.form for word in words[:3]]) > start:
        return words  # surat dakwaan
    if not start or not rest or rest[0].upos not in ("NOUN", "PROPN") or rest[0].lower == CLITIC:
        return words
    kinds = [known.titles.kind_of(word.form) for word in (words[0], rest[0])]
    document = kinds[0] != kinds[1] == "document"  # kutipan | pasal 20, but surat perjanjian
    named = rest[0].is_capitalised or document or _describes_somebody(rest, rest[0].form, known)
    return rest if named else words


def _add_before_place(words: list[Word], match: Match, known: NameLexicon) -> list[Word]:
    """Extend a place behind a comma to the people before it: ``warga Desa Melati, | Kabupaten Sorowa``."""
    sentence, comma = match.sentence.words, words[0].index - 1
    place = known.titles.length("place", [word.form for word in words]) or known.listed("place-nouns", words[0])
    capitals = all(word.is_capitalised for word in words)
    if comma < 1 or sentence[comma].form != "," or not place or not capitals:
        return words
    start = comma
    while start and not _closes(sentence[start - 1], match) and sentence[start - 1].upos not in ("VERB", "PUNCT"):
        start -= 1
    head = list(sentence[start:comma])
    people = dropwhile(lambda word: not (_is_of_person(word, known) or known.listed("indefinites", word)), head)
    return [*found, sentence[comma], *words] if (found := list(people)) else words


def _add_opening(words: list[Word], match: Match, known: NameLexicon) -> list[Word]:
    """Extend a subject to the noun for a person that opens the sentence: ``Anak sulung mendiang | Haris, Ratna``."""
    sentence, start = match.sentence.words, words[0].index
    before = sentence[:start]
    if not 1 < start < _LONGEST_OPENING or match.cue_word is None or match.cue_word < start:
        return words
    points = known.listed("anaphoric-demonstratives", words[-1])  # Mantan atlet menembak | PON XIV ini
    inside = (*_OF_KIN, "PROPN", "DET", *(("VERB",) if points else ()))
    kept = [word for word in before if not known.listed("late-words", word)]
    ends = any(word.upos not in inside or word.quotation is not None for word in kept) or words[0].upos != "PROPN"
    opens = (
        _is_of_person(before[0], known) or known.listed("kin", before[0]) or known.listed("relational-nouns", before[0])
    )
    bare = any(word.clitic or known.listed("relativisers", word) for word in before)
    return words if ends or bare or not opens else [*before, *words]


def _add_partners(words: list[Word], match: Match, finder: NameFinder) -> list[Word]:
    """Extend the phrase by the people that it cuts off: ``Haris | dan istrinya, Ratna``, ``Haris | , Ratna, dan Adi``.

    Behind a noun for a relative and a name, it is the name of that relative: ``ibu Haris | , Ratna``.
    """
    sentence, end, known = match.sentence.words, words[-1].index + 1, finder.known
    kinds = [finder.class_of(word.form) for word in sentence[end : end + _REACH]]
    comma = next((k for k, word in enumerate(sentence[end : end + 4]) if word.form == ","), 0)
    if (
        kinds[:2] == ["coordinator", "lower-kin"]
        and comma > 2
        and kinds[comma + 1 : comma + 2] in (["plain"], ["name"])
    ):
        return [*words, *sentence[end : _end_run(sentence, end + comma + 1, finder)]]
    if kinds[:1] != ["comma"] or _closes(sentence[end], match):
        return words
    said = match.parts["content"].spans if "content" in match.parts else ()
    alone, called, comma = _is_of_name_behind(words, finder), words, end
    while comma < len(sentence) and sentence[comma].form == ",":
        until = _end_run(sentence, comma + 1, finder)
        name = _read_called(sentence[comma + 1 : until], words, finder).words
        if not name or (alone and any(span.contains(name[0].span) for span in said)):
            break
        ends = until == len(sentence) or sentence[until].form in (",", ".", "(") or sentence[until].upos == "ADP"
        called = [*words, *sentence[end:until]] if alone and ends and called is words else called
        joint = until + (until + 1 < len(sentence) and sentence[until].form == ",")
        if joint < len(sentence) and known.listed("person-coordinators", sentence[joint]):
            last = sentence[joint + 1 : _end_run(sentence, joint + 1, finder)]
            return [*words, *sentence[end : joint + 1], *last] if last and finder.find(last).words else called
        comma = until
    return called


def _end_run(sentence: Sequence[Word], start: int, finder: NameFinder) -> int:
    """Return where the stretch of words that can be a name ends."""
    reach = range(start, min(start + _REACH, len(sentence)))
    return next((k for k in reach if finder.class_of(sentence[k].form) not in INSIDE), reach.stop)


def _find_accompanied(words: Sequence[Word], match: Match, finder: NameFinder) -> list[Word]:
    """Return the phrase before ``didampingi``, ``dihadiri oleh`` if the phrase found follows it; else empty."""
    sentence, known = match.sentence.words, finder.known
    start = words[0].index
    if match.cue_word is not None and match.cue_word < start:
        return []
    beside = start
    while beside and finder.class_of(sentence[beside - 1].form) in INSIDE and sentence[beside - 1].quotation is None:
        beside -= 1
    if not beside or not known.listed("companion-words", sentence[beside - 1]):
        return []
    opens = next((k for k in range(beside - 1, -1, -1) if _closes(sentence[k], match)), -1) + 1
    head = list(sentence[opens : _find_first(sentence[opens:beside], ("source-supplements",), known) + opens])
    while head and head[-1].form == ",":
        head.pop()
    return head if head and finder.find(head).words else []


def _closes(word: Word, match: Match) -> bool:
    return word.quotation is not None or word.index == match.cue_word or word.form in (";", ":", '"', "“", "”")


def _add_name_behind(words: Sequence[Word], match: Match, finder: NameFinder) -> list[Word]:
    """Extend a role to the name after it, up to the cue, a mark or a preposition: ``Ketua | di Jenewa Ratna Hadi``.

    In ``menurut Menteri Keuangan, Rangga sudah tahu`` the name begins the content. Behind a description it stands after
    a comma or ``yaitu``: ``salah satu warga | yang hadir di sana, Ratna Hadi``.
    """
    sentence, known = match.sentence.words, finder.known
    start = words[-1].index + 1
    stem, forms = words[0].form.removesuffix(CLITIC), [word.form for word in words]
    role = known.titles.is_role_head(stem) or known.titles.is_status(stem) or known.titles.length("role", forms)
    behind = sentence[start : start + 1]
    described = bool(behind) and known.listed("singular-indefinites", words[0])
    called = described and known.listed("identity-words", behind[0])
    if not (called or known.listed("relativisers", behind[0]) if described else role):
        return []
    for end in range(start + 1, min(start + _REACH, len(sentence)) + 1):
        if _closes(sentence[end - 1], match):
            break
        bound = end == len(sentence) or end == match.cue_word or sentence[end].form in (",", ".", "(")
        if bound or sentence[end].upos == "ADP" or known.listed("source-supplements", sentence[end]):
            name = finder.find(sentence[start + called if described else words[0].index : end]).words
            apart = bool(name) and (not described or _opens_name(sentence[name[0].index - 1], known))
            if apart and name[0].index >= start and name[-1].index == end - 1:
                return list(sentence[words[0].index : end])
    return []


def _add_handle(words: Sequence[Word], match: Match, known: NameLexicon) -> list[Word]:
    """Extend a user to the name of the account: ``pengguna X | dengan nama akun @ratna``."""
    behind = list(takewhile(lambda word: not _closes(word, match), match.sentence.words[words[-1].index + 1 :]))
    at = next((k for k, word in enumerate(behind[:_LONGEST_OPENING]) if word.form.startswith("@")), None)
    if at is None or not any(known.listed("medium-nouns", word) for word in behind[:at]):
        return []
    return [*words, *behind[: at + 1 + (behind[at].form == "@")]]


def _add_name_before(words: Sequence[Word], match: Match, finder: NameFinder) -> list[Word]:
    """Extend an apposition to the name before it: ``Sebelumnya, | Reza, | murid kelas satu, mengeluh``."""
    sentence = match.sentence.words
    comma = words[0].index - 1
    if comma < 1 or sentence[comma].form != ",":
        return []
    start = comma
    while start and finder.class_of(sentence[start - 1].form) in INSIDE and sentence[start - 1].quotation is None:
        start -= 1
    if start == comma or (start and sentence[start - 1].form not in (",", ")")):
        return []
    name = finder.find(sentence[start:comma])
    return [*sentence[start:comma], sentence[comma], *words] if len(name.words) == comma - start else []


def _points_on(match: Match, last: int, known: NameLexicon) -> bool:
    """Return whether the phrase continues to a word that points back: ``ibunda dari musisi itu``.

    Behind a cue, a verb with ``ber-`` or ``ter-`` describes: ``kata pemain | bernomor punggung 9 itu``.
    """
    rest = match.sentence.words[last + 1 : last + _REACH]
    relative = bool(rest) and known.listed("relativisers", rest[0])
    behind = match.cue_word is not None and match.cue_word < last
    for word in rest:
        describing = relative or known.listed("describing-verbs", word) or (behind and _STATE.match(word.lower))
        ends = word.form in (",", ".") or word.quotation is not None or (word.upos == "VERB" and not describing)
        if word.index == match.cue_word or ends:
            return False
        if known.listed("demonstratives", word):
            return True
    return False


def _role_of(words: Sequence[Word], names: Sequence[Reading], known: NameLexicon) -> str:
    """Return the words outside names, brackets and relative clauses."""
    inside = {word.index for name in names for word in name.words}
    kept: list[str] = []
    bracket = False
    for word in words:
        if known.listed("relativisers", word):
            break
        bracket = (bracket or word.form == "(") and word.form != ")"
        if not (
            bracket or word.index in inside or word.form in (")", ",") or known.listed("anaphoric-demonstratives", word)
        ):
            kept.append(word.form)
    return " ".join(kept)


def _head_of(words: Sequence[Word], known: NameLexicon) -> str:
    """Return the first word that is neither an article nor a status."""
    for word in words:
        article = known.listed("determiners", word) or known.listed("definite-articles", word)
        aside = word.upos == "PUNCT" or article or known.titles.is_status(word.form)
        if not aside:
            return word.form
    return words[0].form


def _is_somebodys(head: str, known: NameLexicon) -> bool:
    """Return whether the phrase refers to a person even if it names an institution: ``perwakilan PT Rintik``."""
    return known.titles.kind_of(head) == "person" or known.titles.is_role_head(head)


def _tagged_body(words: Sequence[Word], finder: NameFinder) -> str:
    """Return the tagged name of the institution that a phrase begins with, if it is not the whole phrase.

    The rest describes it (``Rintik sebagai penyelenggara``), and a connector or ``pihak`` may precede it (``Adapun
    Rintik Jaya``, ``pihak Rintik Jaya``). After other words it belongs to them: ``langkah DPR`` is not a parliament.
    """
    known = finder.known
    bodies = [word.entity == "organisation" and finder.entities.is_body(word) for word in words]
    first = words[0]
    opens = first.index == 0 and first.is_capitalised and known.titles.kind_of(first.form) is None
    bodies[0] = bodies[0] or (opens and _begins_body(words, bodies, finder))
    start = int(not bodies[0] and first.entity is None and (opens or known.listed("side-nouns", first)))
    end = next((k for k in range(start, len(words)) if not bodies[k]), len(words))
    goes_on = end < len(words) and words[end].form.islower()
    return " ".join(word.form for word in words[start:end]) if goes_on or end == len(words) > end - start else ""


def _begins_body(words: Sequence[Word], bodies: Sequence[bool], finder: NameFinder) -> bool:
    """Return whether an untagged word that opens a sentence belongs to the body behind it: ``Kelley | Blue Book``."""
    if len(words) == 1 or not bodies[1] or words[0].upos != "PROPN" or words[0].entity is not None:
        return False
    first, second = words[0].form, words[1].form
    kind = finder.class_of(first)
    return kind == "office" or (kind in ("plain", "name") and finder.is_frequent_pair(first, second))


def _nameless_kind(words: Sequence[Word], head: str, finder: NameFinder) -> SourceKind:
    known = finder.known
    if known.listed("side-nouns", words[0]) and words[1:] and words[1].is_capitalised:  # pihak Kepolisian Daerah
        words, head = words[1:], _head_of(words[1:], known)
    return _kind_by_lists(words, head, known) or _kind_by_form(words, head, finder)


def _kind_by_lists(words: Sequence[Word], head: str, known: NameLexicon) -> SourceKind | None:
    kind = known.titles.kind_of(head)
    medium = known.lists.length_at("medium-nouns", tuple(word.lower for word in words), 0)
    named = any(word.is_capitalised for word in words[medium : None if kind != "document" else medium + 1])
    site = (medium or kind != "document") and any(_DOMAIN.fullmatch(word.form) for word in words[1:5])
    outlet = site or (medium and named)
    indefinite = known.listed("indefinites", words[0])
    if (kind == "document" or (indefinite and find_document_noun(words, known))) and not outlet:
        return "document"
    if outlet or kind == "organisation" or known.is_acronym(words[0].form) or known.titles.is_organisation_head(head):
        return "organisation"
    if indefinite:
        one: SourceKind = "unnamed" if known.listed("singular-indefinites", words[0]) else "group"
        return one if _is_of_people(words, known) else "nobody"
    return "group" if kind == "group" or words[0].upos == "NUM" or _is_doubled(head, known) else None


def find_document_noun(words: Sequence[Word], known: NameLexicon) -> str:
    """Return the noun for a document that a phrase begins with, in small letters: ``studi`` of ``sebuah studi``."""
    found = (word for word in words[:2] if known.titles.kind_of(word.form) == "document")
    return next((word.lower for word in found), "")


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
    return "role" if capital or _describes_somebody(words, head, finder.known) else "nobody"


def _is_of_people(words: Sequence[Word], known: NameLexicon) -> bool:
    """Return whether a phrase with an indefinite word is about people or bodies: ``salah satu warga``, not ``piston``.

    After ``seorang`` and ``para`` every noun is.
    """
    if known.listed("person-indefinites", words[0]):
        return True
    nouns = (
        k for k, word in enumerate(words) if word.upos in ("NOUN", "PROPN") and not known.listed("indefinites", word)
    )
    start = next(nouns, None)
    if start is None or words[start].upos == "PROPN":
        return True
    noun = words[start]
    listed = known.listed("polities", noun) or known.listed("side-nouns", noun) or known.titles.kind_of(noun.form)
    return bool(listed) or _describes_somebody(words[start:], noun.form, known)


def _is_doubled(head: str, known: NameLexicon) -> bool:
    """Return whether a noun for people, a body or a country is doubled: ``negara-negara Teluk``."""
    half, _, other = head.lower().partition("-")
    return half == other and (known.titles.kind_of(half) is not None or known.lists.has("polities", half))


def _describes_somebody(words: Sequence[Word], head: str, known: NameLexicon) -> bool:
    """Return whether a phrase begins with a noun for people, by list or form (``peternak``), or with an account."""
    titles, first, low = known.titles, words[0], head.lower()
    forms = [word.form for word in words]
    kinds = {titles.kind_of(form) for form in (head, *forms[:2])}
    listed = not kinds.isdisjoint({"person", "group"}) or titles.is_honorific(head)
    role = any(titles.length("role", forms, at) or titles.length("abbreviation", forms, at) for at in range(2))
    aside = titles.is_status(first.form) or titles.is_determiner(first.form)
    account = len(words) == 1 and (first.upos == "PROPN" or any(ch.isdigit() for ch in low))
    kin = known.lists.has("relational-nouns", low) or known.lists.has("epithets", low)
    agent = bool(_AGENT.match(low)) and not known.lists.has("agent-like-things", low)
    return listed or role or aside or account or kin or agent


def find_subjects(sentence: Sentence, before: int, known: NameLexicon) -> Iterator[list[Word]]:
    """Yield the noun phrases before a position that can be subjects: those that open a part between commas."""
    words = [word for word in sentence.words if word.start < before]
    for comma, part in groupby(words, lambda word: word.form in (",", ":")):
        phrase = list(dropwhile(lambda word: word.upos in _BEFORE_SUBJECT or known.listed("existentials", word), part))
        found = list(takewhile(lambda word: word.upos in _OF_SUBJECT or known.listed("coordinators", word), phrase))
        if not comma and found:
            yield found


def describe_sources(mention: SourcePhrase, known: NameLexicon) -> list[str]:
    """Return the names of the bodies of a source: one, or the two that ``dan`` joins."""
    return [describe_source(replace(mention, text=text), known) for text in mention.bodies or (mention.text,)]


def describe_source(mention: SourcePhrase, known: NameLexicon) -> str:
    """Return the description of an unnamed source, without brackets, ``itu``, ``pihak`` and a sentence capital."""
    words, lists = _BRACKET.sub("", mention.text).split() or mention.text.split(), known.lists
    while len(words) > 1 and (
        lists.has("demonstratives", words[-1].lower()) or lists.has("topic-particles", words[-1].lower())
    ):
        words.pop()
    if len(words) > 1 and lists.has("side-nouns", words[0].lower()) and words[1][0].isupper():
        words.pop(0)  # pihak Rintik Jaya, but pihak keluarga
    if mention.kind == "organisation":
        words = _drop_place_behind(_drop_medium(words, known), known)
    name = " ".join(words)
    big = name[0].isupper() and not name[:2].isupper()
    return name[0].lower() + name[1:] if big and lists.has("uncapitalised-openers", words[0].lower()) else name


def read_known_name(
    source: SourcePhrase, finder: NameFinder, is_person: Callable[[Sequence[str]], bool]
) -> SourcePhrase:
    """Read the name of a phrase that was read without one, if the article has it as a person's elsewhere.

    It stands at the end of a role (``Bupati Melati Kidul | Ratna``, ``warga yang menolak tambang, | Haris``), longer
    than elsewhere if its other words are nothing else (``Asisten Bidang Laut | Haris Bawa Lestari`` of Haris Bawa), or
    alone (``Muslim menolak``). What a role belongs to is not read: ``pengacara Ratna``.
    """
    words, known = source.words, finder.known
    if source.names or source.pointing or source.kind not in ("role", "unnamed", "organisation", "nobody"):
        return source
    if not words or _names_other(words, known):
        return source
    is_role = any(_is_of_person(word, known) for word in words[:3])
    for start in range(len(words)):
        name, before = words[start:], words[start - 1]
        apart = start and (
            before.form == "," or before.upos == "ADJ" or not before.form.islower() or _is_address(before, known)
        )
        if (is_role and apart) or (not start and len(words) == 1):
            ends = (k for k in range(len(name), 0, -1) if is_person([word.form for word in name[:k]]))
            first = name[0].form
            role = known.titles.is_role_head(first) or known.titles.is_status(first)
            end = next(ends, 0) if first[0].isupper() and not role else 0
            if end and all(finder.class_of(word.form) in ("plain", "name") for word in name[end:]):
                forms, span = tuple(word.form for word in name), Span(name[0].start, name[-1].end)
                return replace(
                    source,
                    kind="name",
                    names=(forms,),
                    name_spans=(span,),
                    role=_role_of(words, [Reading(tuple(name))], known),
                    margin=_SURE,
                )
    return source


def _is_of_person(word: Word, known: NameLexicon) -> bool:
    kind = known.titles.kind_of(word.form)
    return kind in ("person", "group") or known.titles.is_role_head(word.form) or known.titles.is_status(word.form)


def _is_address(word: Word, known: NameLexicon) -> bool:
    return known.titles.is_honorific(word.form) or known.listed("identity-words", word)


def _drop_medium(words: list[str], known: NameLexicon) -> list[str]:
    """Cut the noun, and a country, before the name of an outlet or a site: ``kantor berita Korea Utara | KCNA``."""
    length = known.lists.length_at("medium-nouns", tuple(word.lower() for word in words), 0)
    place = known.titles.length("place", words, length)
    start = length + place
    named = start < len(words) and (words[start][0].isupper() or "." in words[start])
    return words[start:] if length and named else words


def _drop_place_behind(words: list[str], known: NameLexicon) -> list[str]:
    """Cut a place behind a comma: ``Majelis Ulama Kota Sorowa, | Jawa Barat``."""
    comma = next((k for k, word in enumerate(words) if k and word.endswith(",")), len(words))
    rest = words[comma + 1 :]
    place = bool(rest) and known.titles.length("place", rest) == len(rest)
    return [*words[:comma], words[comma].rstrip(",")] if place else words


def collect_office_words(mentions: Iterable[SourcePhrase]) -> set[str]:
    """Return the words between a role and a name: ``Kalmara`` of ``Presiden Kalmara Tomas Velinko``."""
    return {word for m in mentions if m.names for word in m.role.split() if word[:1].isupper()}


def find_office_words(parsed: ParsedText, finder: NameFinder) -> set[str]:
    """Return the places of offices before a comma and a name: ``Kalmara`` of ``Presiden Kalmara, Tomas Velinko``."""
    found: set[str] = set()
    for sentence in (sentence for paragraph in parsed.paragraphs for sentence in paragraph.sentences):
        for run in finder.runs[id(sentence)]:
            at = run[0].index
            if at < 2 or sentence.words[at - 1].form != ",":
                continue
            place = sentence.words[at - 2]
            role = find_role_before(at, sentence.words, finder.known).split()
            office = tuple(word.lower for word in sentence.words[max(0, at - 6) : at - 1])  # Perdana Menteri | Kalmara
            of_places = any(finder.known.lists.length_at("offices-of-places", office, k) for k in range(len(office)))
            is_place = of_places or not finder.entities.is_person(place)
            if len(role) > 1 and role[-1] == place.form and place.is_capitalised and is_place:
                found.add(place.form)
    return found


def drop_place(mention: SourcePhrase, offices: Collection[str]) -> SourcePhrase:
    """Read ``Presiden Kalmara`` as a role without a name, if the article has ``Presiden Kalmara Tomas Velinko``."""
    if not mention.role or len(mention.names) != 1 or len(mention.names[0]) > 1 or mention.names[0][0] not in offices:
        return mention
    return replace(mention, kind="role", names=(), name_spans=(), role=mention.text)
