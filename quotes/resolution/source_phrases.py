"""Read source phrases: whether a source is a name, a role, a pronoun, an institution, a document or unnamed.

What a phrase alone does not show, the rest of the article may: a name that is a person's elsewhere, the place of an
office.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace

from quotes.lexicon.morphology import CLITIC
from quotes.parsing import ParsedText
from quotes.records import Span
from quotes.resolution.aliases import HANDLE
from quotes.resolution.names import EXPECTED, NameFinder, Reading
from quotes.resolution.roles import find_role_before
from quotes.resolution.source_kinds import SourceKind, find_head_word, find_kind, is_noun_for_person
from quotes.resolution.source_names import (
    SURE_MARGIN,
    find_first,
    find_names,
    is_initials,
    names_nobody,
    names_other,
)
from quotes.resolution.word_classes import STOPS, NameLexicon
from quotes.trees import Word

#: Words of an age in brackets, and of ``saksi mata``.
_AGE = 3
_WITNESS = 2
#: A bracket that is no part of a name: not an abbreviation in the middle, as in ``Komisi Disiplin (Komdis) PSSI``.
_BRACKET = re.compile(r"\s*\((?:[^)]*\)(?!\s\w)|[^)]*(?:[^\w)]|\d)[^)]*\))")


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


def read_source_phrase(
    words: Sequence[Word], text: str, finder: NameFinder, *, points_on: bool = False, has_degree: bool = False
) -> SourcePhrase:
    """Analyse a source phrase.

    Args:
        points_on: the phrase continues to a word that points back (``ibunda dari musisi itu``).
        has_degree: a degree follows, so that the phrase ends in a name.
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
    names = [] if names_nobody(words, finder, pointing=pointing) else find_names(undated, finder)
    if has_degree and not names:
        names = [name for name in (finder.find(undated, expected=EXPECTED),) if name.words]
    role, head = _role_of(words, names, known), find_head_word(words, known)
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
    said = Span(start, words[find_first(words, ("source-supplements",), known) - 1].end).of(text)
    handle = HANDLE.search(said)
    if handle:
        return replace(phrase, text=handle[0].replace(" ", ""))
    kind = "unnamed" if hidden else find_kind(words, phrase.head, finder)
    if kind == "role" and len(words) == 1 and is_initials(words[0].form, known):
        return replace(phrase, kind="name", names=((words[0].form,),), name_spans=(phrase.span,), role="")
    body = ""
    if kind in ("role", "organisation") and not _is_somebodys(phrase.head, known):
        body = _tagged_body(words, finder)
    if kind == "organisation" and not body:  # the following words describe it and are not part of its name
        said = Span(start, words[find_first(words, ("source-supplements", "relativisers"), known) - 1].end).of(text)
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
    first, second, known = words[0].form, words[1].form, finder.known
    kind = finder.class_of(first)
    suffix = known.listed("body-suffixes", words[1])  # Bhayangkara | FC
    return kind == "office" or suffix or (kind in ("plain", "name") and finder.is_frequent_pair(first, second))


def read_known_name(
    source: SourcePhrase, finder: NameFinder, is_person: Callable[[Sequence[str]], bool]
) -> SourcePhrase:
    """Read the name of a phrase that was read without one, if the article has it as a person's elsewhere.

    It stands at the end of a role (``Bupati Melati Kidul | Ratna``, ``warga yang menolak tambang, | Haris``), longer
    than elsewhere if its other words are nothing else (``Asisten Bidang Laut | Haris Bawa Lestari`` of Haris Bawa), or
    alone (``Muslim menolak``, ``ujar ratna``), or with words that are nothing else (``Sakinah Wulandari`` of Sakinah).
    What a role belongs to is not read: ``pengacara Ratna``.
    """
    words, known = source.words, finder.known
    if len(words) > _AGE and [word.form for word in words[-_AGE:]][::2] == ["(", ")"]:
        words = words[:-_AGE]  # Haris Munandar | (42)
    if source.names or source.pointing or source.kind not in ("role", "unnamed", "organisation", "nobody"):
        return source
    if not words or names_other(words, known):
        return source
    capital = words[0].form.capitalize()
    if (
        len(words) == 1
        and words[0].form.islower()
        and known.class_of(words[0].form) == "lower"
        and is_person([capital])
    ):
        return replace(source, kind="name", names=((capital,),), name_spans=(source.span,), role="", margin=SURE_MARGIN)
    said, opening = [word.form for word in words], range(min(len(words), 3))  # seorang juru bicara
    is_role = any(is_noun_for_person(words[k], known) or known.titles.length("role", said, k) for k in opening)
    is_whole = all(finder.class_of(word.form) in ("plain", "name", *STOPS) for word in words)  # al - Hadi
    for start in range(len(words)):
        name, before = words[start:], words[start - 1]
        behind_role = not before.form.islower() and not is_person([before.form])  # Bupati Melati Kidul | Ratna
        others = any(known.listed(each, before) for each in ("roles-for-others", "relational-nouns", "kin"))
        person = is_noun_for_person(before, known) or known.titles.length("person", said[:start][-2:]) == _WITNESS
        described = (person and not others) or before.upos == "ADJ"  # seorang saksi | Ratna, saksi mata | Ratna
        clause = before.form == "," or before.index + 1 < name[0].index  # warga yang menolak tambang, | Ratna
        apart = start and (clause or described or behind_role or _is_address(before, known))
        if (is_role and apart) or (not start and (is_whole or len(words) == 1)):
            ends = (k for k in range(len(name), 0, -1) if is_person([word.form for word in name[:k]]))
            first = name[0].form
            role = known.titles.is_role_head(first) or known.titles.is_status(first)
            written = first[0].isupper() or finder.class_of(first) in STOPS
            end = next(ends, 0) if written and not role else 0
            if end and all(finder.class_of(word.form) in ("plain", "name") for word in name[end:]):
                forms, span = tuple(word.form for word in name), Span(name[0].start, name[-1].end)
                return replace(
                    source,
                    kind="name",
                    names=(forms,),
                    name_spans=(span,),
                    role=_role_of(words, [Reading(tuple(name))], known),
                    margin=SURE_MARGIN,
                )
    return source


def _is_address(word: Word, known: NameLexicon) -> bool:
    return known.titles.is_honorific(word.form) or known.listed("identity-words", word)


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


def drop_place(mention: SourcePhrase, offices: Collection[str], known: NameLexicon) -> SourcePhrase:
    """Read ``Presiden Kalmara`` as a role without a name, if the article has ``Presiden Kalmara Tomas Velinko``.

    A listed word of names (``Presiden Ratna``) is dropped only behind a role for others (``pengacara Ratna``).
    """
    if not mention.role or len(mention.names) != 1 or len(mention.names[0]) > 1 or mention.names[0][0] not in offices:
        return mention
    role = tuple(mention.role.lower().split())
    for_others = "," not in mention.text and known.lists.length_at("roles-for-others", role, 0)
    if known.class_of(mention.names[0][0]) == "name" and not for_others:
        return mention
    return replace(mention, kind="role", names=(), name_spans=(), role=mention.text)


def describe_sources(mention: SourcePhrase, known: NameLexicon) -> list[str]:
    """Return the names of the bodies of a source: one, or the two that ``dan`` joins."""
    return [describe_source(replace(mention, text=text), known) for text in mention.bodies or (mention.text,)]


def describe_source(mention: SourcePhrase, known: NameLexicon) -> str:
    """Return the description of an unnamed source, without brackets, ``itu``, ``pihak`` and a sentence capital."""
    words, lists = _BRACKET.sub("", mention.text).split() or mention.text.split(), known.lists
    clause = any(lists.has("relativisers", word.lower()) for word in words)  # orang yang bekerja di pasar itu
    while len(words) > 1 and (
        lists.has("topic-particles", words[-1].lower())
        or (not clause and lists.has("demonstratives", words[-1].lower()))
    ):
        if len(words) > 2 and lists.has("polities", words[-2].lower()):
            break  # Presiden wilayah itu
        words.pop()
    if len(words) > 1 and lists.has("side-nouns", words[0].lower()) and words[1][0].isupper():
        words.pop(0)  # pihak Rintik Jaya, but pihak keluarga
    if mention.kind == "organisation":
        words = _drop_apposition(_drop_type(_drop_medium(words, known), known), known)
    else:
        words = _drop_second(words, known)
    name = " ".join(words)
    big = name[0].isupper() and not name[:2].isupper()
    return name[0].lower() + name[1:] if big and lists.has("uncapitalised-openers", words[0].lower()) else name


def _drop_second(words: list[str], known: NameLexicon) -> list[str]:
    """Cut another role or body behind a role and a comma, which opens the content: ``kata Menkeu, | Presiden …``."""
    if len(words) < 2 or not words[0].endswith(",") or not known.titles.is_role_head(words[0].rstrip(",")):
        return words
    other = known.class_of(words[1]) in ("role", "acronym", "organisation")
    return [words[0].rstrip(",")] if other else words


def _drop_medium(words: list[str], known: NameLexicon) -> list[str]:
    """Cut the noun, and a country, before the name of an outlet or a site: ``kantor berita Korea Utara | KCNA``.

    With a capital the noun for a newspaper may belong to the name (``Harian Timur``), unless the rest is known as one.
    """
    lowers = tuple(word.lower() for word in words)
    length = known.lists.length_at("medium-nouns", lowers, 0)
    outlet = known.titles.length("outlet", words, length)  # laman Boston Globe
    titled = length > 0 and known.lists.length_at("titled-media", lowers, 0) == length
    if titled and not outlet and all(word[0].isupper() for word in words[:length]):
        return words
    start = length + (0 if outlet else known.titles.length("place", words, length))
    named = start < len(words) and (words[start][0].isupper() or "." in words[start])
    return words[start:] if length and named else words


def _drop_type(words: list[str], known: NameLexicon) -> list[str]:
    """Cut what a company or a group is before its name: ``marketplace fesyen Asia Tenggara | Rintik``.

    A country alone is no name (``media Kalmara``), ``Organisasi Laut`` is all of one, and an official site speaks
    for itself.
    """
    start = next((k for k, word in enumerate(words) if k and word[0].isalpha() and not word.islower()), 0)
    whole = start == 1 and words[0][0].isupper()
    official = any(known.lists.has("statement-attributes", word) for word in words[1:start])
    if whole or official or not start or not known.lists.has("type-nouns", words[0].lower()):
        return words
    place = known.titles.length("place", words, start)
    suffix = known.lists.has("body-suffixes", "".join(words[start + place : start + place + 1]).lower())
    return words[start + (0 if suffix else place) :] or words


def _drop_apposition(words: list[str], known: NameLexicon) -> list[str]:
    """Cut a place or a description of a body behind a comma: ``Majelis Ulama Sorowa, | Jambi``, ``Rintik, | toko``."""
    comma = next((k for k, word in enumerate(words) if word.endswith(",")), len(words))
    rest = words[comma + 1 :]
    place = bool(rest) and known.titles.length("place", rest) == len(rest)
    joined = any(known.lists.has("coordinators", word) for word in rest)
    described = bool(rest) and rest[0].islower() and not joined
    return [*words[:comma], words[comma].rstrip(",")] if place or described else words
