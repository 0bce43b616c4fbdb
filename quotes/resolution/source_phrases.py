"""What kind of mention a source is: a name, a role, a pronoun, a body, a document, somebody without a name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from quotes.lexicon.morphology import CLITIC
from quotes.records import Span
from quotes.resolution.names import NameLexicon, is_firm, name_in, segments
from quotes.trees import Word

SourceKind = Literal["name", "role", "pronoun", "clitic", "plural", "organisation", "document", "group", "unnamed"]


@dataclass(frozen=True, slots=True)
class SourcePhrase:
    """A source, taken apart.

    Attributes:
        names: the names in it, each as its words; two for ``A dan B``.
        role: the words of the phrase that are no name, without brackets.
        pointing: it points back (``mantan menteri itu``, ``sang pelatih``).
        firm: what stands before the name surely is no part of it; false after a role, where the name of a body may
            come first (``CEO Rintik Nadya Prameswari``).
    """

    span: Span
    text: str
    kind: SourceKind
    names: tuple[tuple[str, ...], ...] = ()
    role: str = ""
    head: str = ""
    pointing: bool = False
    firm: bool = True


def read_source_phrase(
    words: Sequence[Word], text: str, known: NameLexicon, *, points_on: bool = False
) -> SourcePhrase:
    """Take a source phrase apart.

    Args:
        points_on: the phrase goes on to a word that points back (``ibunda dari musisi itu``).
    """
    span = Span(words[0].start, words[-1].end)
    said = span.of(text)
    first = words[0]
    if words[-1].lower == CLITIC and (len(words) == 1 or known.lists.has("side-nouns", first.lower)):
        return SourcePhrase(span, said, "clitic")
    if len(words) <= 2 and known.listed("singular-pronouns", first):
        return SourcePhrase(span, said, "pronoun")
    if known.listed("plural-pronouns", first) or known.listed("collective-numerals", first):
        return SourcePhrase(span, said, "plural", head=first.lower)
    hidden = _is_hidden(words, known)
    epithet = first.form.islower() and known.listed("epithets", first)
    pointing = (
        points_on
        or epithet
        or known.listed("definite-articles", first)
        or known.listed("anaphoric-demonstratives", words[-1])
    )
    by_role = pointing and (_begins_with_role(first.form, known) or known.listed("relational-nouns", first))
    by_role = by_role and not any(known.listed("nickname-verbs", word) for word in words)
    somebody = known.listed("indefinites", first) and not any(w.form == "," for w in words)
    names = [] if by_role or somebody or _is_body(words, known) else _names(words, known)
    role = _role(words, names, known)
    head = _head(words, known)
    if names:
        plain = tuple(tuple(w.form for w in name) for name in names)
        return SourcePhrase(span, said, "name", plain, role, head, pointing, _firm(words, names[0], known))
    kind = "unnamed" if hidden else _nameless_kind(words, head, known)
    body = _tagged_body(words, known) if kind in ("role", "organisation") and not _is_somebodys(head, known) else ""
    if body:
        return SourcePhrase(span, body, "organisation", role=role or said, head=head, pointing=pointing)
    return SourcePhrase(span, said, kind, role=role or said, head=head, pointing=pointing and not hidden)


def _is_hidden(words: Sequence[Word], known: NameLexicon) -> bool:
    """``seorang pejabat yang tak mau disebut namanya``."""
    lowers = tuple(w.lower for w in words)
    return any(known.lists.length_at("anonymity-phrases", lowers, k) for k in range(len(words)))


def _is_somebodys(head: str, known: NameLexicon) -> bool:
    """Does the phrase stand for a person, whatever body is named in it: ``perwakilan PT Rintik``?"""
    return known.titles.kind_of(head) == "person" or known.titles.is_role_head(head)


def _tagged_body(words: Sequence[Word], known: NameLexicon) -> str:
    """The name of the body that a phrase begins with, as the entity tagger has it, where it is not the whole phrase.

    The rest says more of it (``Rintik sebagai penyelenggara``), and before it may stand a word that belongs to the
    clause or to every body (``Adapun Rintik Jaya``, ``pihak Rintik Jaya``). What follows other words belongs to them:
    ``langkah DPR`` is no parliament.
    """
    bodies = [word.entity == "organisation" and known.entities.is_body(word) for word in words]
    first = words[0]
    opens = first.index == 0 and first.form[0].isupper() and known.titles.kind_of(first.form) is None
    start = int(first.entity is None and (opens or known.listed("side-nouns", first)))
    end = next((k for k in range(start, len(words)) if not bodies[k]), len(words))
    goes_on = end < len(words) and words[end].form.islower()
    return " ".join(word.form for word in words[start:end]) if goes_on or end == len(words) > end - start else ""


def _is_body(words: Sequence[Word], known: NameLexicon) -> bool:
    """``PT Jasa Marga (Persero) Tbk``, ``Kementerian Energi``: the whole phrase is the name of a body."""
    roles = any(known.titles.is_role_head(w.form) or known.titles.is_honorific(w.form) for w in words)
    start = int(known.listed("side-nouns", words[0]))
    body = known.titles.length("organisation", [w.form for w in words], start)
    return bool(body) and not roles and not any(w.form == "," for w in words)


def _begins_with_role(form: str, known: NameLexicon) -> bool:
    return form.islower() or known.titles.is_role_head(form) or known.titles.is_status(form)


def _names(words: Sequence[Word], known: NameLexicon) -> list[list[Word]]:
    """The names of a phrase. Of several stretches the first with a name counts, and those joined to it by ``dan``."""
    cut = next((k for k, w in enumerate(words) if k and _ends_name(w, known)), len(words))
    inner = words[:cut]
    if any(known.listed("coordinators", w) for w in inner) and not any(w.form == "," for w in inner):
        both = [name_in(segment, known) for segment in _around_and(inner, known)]
        if len(both) == 2 and all(both) and _two_people(inner, known):
            return both
    parts = segments(inner, known)
    named = [(part, name_in(part, known, bare=_begins_anew(part, inner))) for part in parts]
    found = [name for part, name in named if name and _person_like(part, name, known) and not _of_kin(part, known)]
    if not found or not _spelled_out(found[0]) or cut < len(words):
        behind = _behind_relative(words[cut:], known)
        if behind:
            return [behind]
    if not found:
        nickname = _nickname(words[cut:], known)
        return [nickname] if nickname else []
    return [max(found, key=lambda name: (_spelled_out(name), *_signs(name, inner, known)))]


def _nickname(words: Sequence[Word], known: NameLexicon) -> list[Word]:
    """``perempuan yang akrab dipanggil | Jedar``: what somebody is called in a relative clause."""
    verb = next((k for k, word in enumerate(words) if known.listed("nickname-verbs", word)), None)
    return [] if verb is None else name_in(words[verb + 1 :], known)


def _signs(name: Sequence[Word], words: Sequence[Word], known: NameLexicon) -> tuple[int, int, int, int]:
    """What speaks for one name of a phrase and against another, the strongest first."""
    tagged = all(known.entities.is_person(word) for word in name)
    return _alone(name, words), tagged, _tail_bonus(name, words), len(name)


def _behind_relative(words: Sequence[Word], known: NameLexicon) -> list[Word]:
    """``pemimpin partai yang sudah mundur, Ratna Wulandari``: what fills the stretch behind the last comma."""
    comma = next((k for k in range(len(words) - 1, -1, -1) if words[k].form == ","), None)
    last = words[comma + 1 :] if comma is not None else []
    name = name_in(last, known)
    return name if name and len(name) == len(last) > 1 else []


def _ends_name(word: Word, known: NameLexicon) -> bool:
    """``Ratna, yang …``, ``Ratna selaku ketua``: what follows says who she is."""
    return known.listed("relativisers", word) or known.listed("role-prepositions", word)


def _of_kin(segment: Sequence[Word], known: NameLexicon) -> bool:
    """``istri Haris``: the name is that of somebody else."""
    return len(segment) > 1 and known.listed("relational-nouns", segment[0]) and segment[1].form[:1].isupper()


def _spelled_out(name: Sequence[Word]) -> bool:
    """Is there a word of some length in it? Degrees behind a comma (``Sp.A.``, ``M.Hum``) have none."""
    return any(len(word.form) > 2 and word.form.istitle() and "." not in word.form for word in name)


def _begins_anew(segment: Sequence[Word], words: Sequence[Word]) -> bool:
    """Does the stretch begin the phrase, or stand behind a comma or bracket, rather than behind ``dan`` or ``dari``?"""
    before = next((w for w in reversed(words) if w.index < segment[0].index), None)
    return before is None or before.form in (",", "(", ")")


def _firm(words: Sequence[Word], name: Sequence[Word], known: NameLexicon) -> bool:
    return is_firm([w for w in words if w.index < name[0].index], known)


def _two_people(words: Sequence[Word], known: NameLexicon) -> bool:
    """``Nia dan Ardie``, ``Menteri A dan Gubernur B``; in ``Menteri Kelautan dan Perikanan Budi`` the role goes on."""
    left, right = _around_and(words, known)
    if known.is_title(left[0]) or any(known.is_office_word(word) for word in left):
        return known.is_title(right[0])
    return True


def _around_and(words: Sequence[Word], known: NameLexicon) -> list[list[Word]]:
    at = next(k for k, w in enumerate(words) if known.listed("coordinators", w))
    return [list(words[:at]), list(words[at + 1 :])]


def _alone(name: Sequence[Word], words: Sequence[Word]) -> bool:
    """The name fills the stretch between commas: ``Gatot Nugroho, Kepala Program …``; the rest is the role."""
    before = next((w for w in reversed(words) if w.index < name[0].index), None)
    after = next((w for w in words if w.index > name[-1].index), None)
    return len(name) > 1 and all(w is None or w.form in (",", "(", ")") for w in (before, after))


def _tail_bonus(name: Sequence[Word], words: Sequence[Word]) -> int:
    """A name at the end of its phrase, or at its beginning before a comma, is the person's; one inside is a body's."""
    return int(name[-1].index == words[-1].index) + int(name[0].index == words[0].index and len(name) > 1)


def _person_like(segment: Sequence[Word], name: Sequence[Word], known: NameLexicon) -> bool:
    """A body's own name is none of a person: ``PT Maju Jaya``, ``Universitas Ambon``, ``KPK``."""
    before = [w for w in segment if w.index < name[0].index]
    after = [w for w in segment if w.index > name[-1].index]
    if before and known.opens_body(before[-1]) and not known.is_acronym(before[-1]):
        return False
    if len(name) == 1 and known.is_acronym(name[0]):
        return False
    if before and len(name) == 1 and known.lists.has("place-nouns", before[-1].lower):
        return False
    goes_on = bool(after) and after[0].upos == "NOUN" and not known.listed("anaphoric-demonstratives", after[0])
    return not (goes_on and len(name) == 1 and not before)


def _role(words: Sequence[Word], names: Sequence[Sequence[Word]], known: NameLexicon) -> str:
    inside = {w.index for name in names for w in name}
    kept: list[str] = []
    bracket = False
    for word in words:
        if known.listed("relativisers", word):
            break
        bracket = (bracket or word.form == "(") and word.form != ")"
        if bracket or word.index in inside or word.form in (")", ",") or known.listed("anaphoric-demonstratives", word):
            continue
        kept.append(word.form)
    return " ".join(kept)


def _is_abbreviated(word: Word, known: NameLexicon) -> bool:
    """``Prof``, ``H.``, ``M.Si`` and the stops that the tokenizer parts from them: beside the role, and none of it."""
    short = len(word.form.rstrip(".")) <= 4 and word.form[:1].isupper()
    beside = known.titles.is_honorific(word.form) or known.titles.is_degree(word.form)
    return word.form == "." or (short and beside)


def _head(words: Sequence[Word], known: NameLexicon) -> str:
    for word in words:
        aside = word.upos == "PUNCT" or known.listed("determiners", word) or known.titles.is_status(word.form)
        if not aside:
            return word.form
    return words[0].form


def _nameless_kind(words: Sequence[Word], head: str, known: NameLexicon) -> SourceKind:
    kind = known.titles.kind_of(head)
    if kind == "document":
        return "document"
    if kind == "organisation" or known.is_acronym(words[0]) or known.titles.is_organisation_head(head):
        return "organisation"
    if known.listed("indefinites", words[0]):
        return "unnamed" if known.listed("singular-indefinites", words[0]) else "group"
    if kind == "group" or words[0].upos == "NUM":
        return "group"
    capital = words[0].form[:1].isupper() and words[0].upos == "PROPN" and words[0].index > 0
    tagged = kind is None and all(map(known.entities.is_body, words))
    return "organisation" if tagged or (capital and kind != "person") else "role"
