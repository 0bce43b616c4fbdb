"""Whether the speaker of a draft is the speaker of a source: titles, parts of names, abbreviations and offices."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from quotes.records import Quote, Record, Speaker
from quotes.registry.blocking import is_abbreviation_of, organisation_name
from quotes.registry.features import is_part_of, office_words, sound_key
from quotes.registry.weights import RegistryRules
from quotes.resolution.aliases import abbreviates, is_short_for, is_spelling_of
from quotes.text import fold
from quotes.verification.words import similarity

Answer = Literal["same", "different", "unknown"]

_BODIES = ("organisation", "document")
#: Letters of the shortest word that connects two descriptions (``seorang warga``, ``warga lain``).
_SHORTEST_SHARED = 4
#: Similarity from which two names of as many words are one: ``Tomas Velinko`` and ``Thomas Welinko`` have 0.89.
_MIN_SIMILAR_NAMES = 0.85


def speakers_of(record: Record, quotes: Iterable[Quote]) -> list[Speaker]:
    """Return the entries of the speakers of some quotes; a name without an entry gets one."""
    known = {speaker.id: speaker for speaker in record.speakers}
    found: dict[str, Speaker] = {}
    for quote in quotes:
        ids = (*quote.speaker_ids, *quote.speakers[len(quote.speaker_ids) :])
        for id_, name in zip(ids, quote.speakers, strict=False):
            found.setdefault(id_, known.get(id_) or Speaker(id_, name))
    return list(found.values())


def compare_speakers(
    drafted: Sequence[Speaker], said: Sequence[Speaker], source: Record, rules: RegistryRules
) -> Answer:
    """Compare all speakers of a quotation in a draft with those of the source.

    Args:
        drafted: who the draft gives the words to.
        said: who says them in the source.
        source: the record of the source, whose other speakers show whether somebody else is meant.
    """
    if not drafted or not said:
        return "unknown"
    answers: list[Answer] = []
    for one in drafted:
        each = [_compare(one, other, rules) for other in said]
        answer: Answer = "same" if "same" in each else "unknown" if "unknown" in each else "different"
        if answer == "unknown" and _is_somebody_else(one, said, source, rules):
            answer = "different"
        answers.append(answer)
    if "different" in answers:
        return "different"
    return "unknown" if "unknown" in answers else "same"


def _is_somebody_else(one: Speaker, said: Sequence[Speaker], source: Record, rules: RegistryRules) -> bool:
    """Return whether the source quotes this speaker, too, but not with these words."""
    others = [other for other in source.speakers if other not in said]
    return any(_compare(one, other, rules) == "same" for other in others)


def _compare(one: Speaker, other: Speaker, rules: RegistryRules) -> Answer:
    shared = {system for system, id_ in one.external.items() if id_ and other.external.get(system)}
    if shared:
        return "same" if all(one.external[each] == other.external[each] for each in shared) else "different"
    if one.kind == other.kind == "person":
        return "same" if have_same_name(one, other, rules) or _are_nameless_alike(one, other, rules) else "different"
    if one.kind in _BODIES and other.kind in _BODIES:
        return "same" if _are_same_body(one, other, rules) else "different"
    if one.kind in _BODIES or other.kind in _BODIES:
        body, person = (one, other) if one.kind in _BODIES else (other, one)
        return "same" if _speaks_for(person, body, rules) else "different"
    return "same" if _are_nameless_alike(one, other, rules) else "unknown"


def is_body_for_person(one: Speaker, other: Speaker) -> bool:
    """Return whether one is a body and the other is not, so that somebody speaks for it."""
    return (one.kind in _BODIES) != (other.kind in _BODIES)


def have_same_name(one: Speaker, other: Speaker, rules: RegistryRules) -> bool:
    """Return whether a name of one is a name of the other: whole or a part, abbreviated, or spelt in another way.

    Where both have a full name, an alias of one word does not make them one: ``Emil`` is Ridwan Kamil and Emil Dardak.
    """
    if _is_same_name(one.name, other.name, rules):
        return True
    shortest = 2 if min(len(fold(one.name)), len(fold(other.name))) > 1 else 1
    pairs = [(one.name, name) for name in other.aliases] + [(other.name, name) for name in one.aliases]
    return any(_is_same_name(a, b, rules) for a, b in pairs if len(fold(b)) >= shortest or b.isupper())


def _is_same_name(one: str, other: str, rules: RegistryRules) -> bool:
    a, b = fold(one), fold(other)
    if not a or not b:
        return False
    if a == b or is_part_of(a, b) or is_part_of(b, a) or sound_key(a, rules) == sound_key(b, rules):
        return True
    first, second = one.split(), other.split()
    if is_short_for(first, second) or is_short_for(second, first) or is_spelling_of(first, second):
        return True
    return len(a) == len(b) > 1 and similarity(a, b) >= _MIN_SIMILAR_NAMES


def _are_same_body(one: Speaker, other: Speaker, rules: RegistryRules) -> bool:
    for a in (one.name, *one.aliases):
        for b in (other.name, *other.aliases):
            first, second = organisation_name(a, rules), organisation_name(b, rules)
            short, full = sorted((first, second), key=len)
            if not short:
                continue
            if set(short) <= set(full) or is_abbreviation_of(short, full):
                return True
            if len(short) == 1 and abbreviates(short[0], full):
                return True
    return False


def _speaks_for(person: Speaker, body: Speaker, rules: RegistryRules) -> bool:
    """Return whether the body is in the role or the affiliation of the person: ``Kepala BPBD Wanakerta``, ``BPBD``."""
    stated = [*person.roles, *([person.affiliation] if person.affiliation else []), person.name]
    words = {word for each in stated for word in organisation_name(each, rules)}
    return any((name := organisation_name(each, rules)) and set(name) <= words for each in (body.name, *body.aliases))


def _are_nameless_alike(one: Speaker, other: Speaker, rules: RegistryRules) -> bool:
    """Return whether two have the same office or description, where one of them at least has no name."""
    if one.kind == other.kind == "person":
        return False
    for a in (*one.roles, *(() if one.kind == "person" else (one.name, *one.aliases))):
        for b in (*other.roles, *other.aliases, other.name):
            first, second = office_words(a, rules), office_words(b, rules)
            if first and second and (first <= second or second <= first):
                return True
            if "person" not in (one.kind, other.kind) and _share_word(a, b):
                return True
    return any(_share_word(a, b) for a in _descriptions(one) for b in _descriptions(other))


def _descriptions(speaker: Speaker) -> Iterable[str]:
    return (speaker.name, *speaker.aliases, *speaker.roles) if speaker.kind != "person" else speaker.aliases


def _share_word(one: str, other: str) -> bool:
    words = {word for word in fold(one) if len(word) >= _SHORTEST_SHARED and word != "seorang"}
    return not words.isdisjoint(fold(other))
