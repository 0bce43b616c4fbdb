"""Cues: readings of reporting words, and the forms that an entry of ``rules/verbs`` may list."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Literal

from quotes.lexicon import morphology

Voice = Literal["bare", "active", "passive", "ber", "noun", "preposition", "adjective"]


@dataclass(frozen=True, slots=True)
class Cue:
    """One reading of one form of a reporting word.

    Attributes:
        form: in lower case: ``katanya``, ``mengatakan``, or a listed misspelling.
        root: the root under which the entry is listed.
        cue_class: ``statement``, ``request``, …: a class of the vocabulary.
        takes: what it may report: names of the vocabulary.
        clitic: the form ends in ``-nya``, which is the source. The parser may split it off as a word of its own.
    """

    form: str
    root: str
    cue_class: str
    voice: Voice
    takes: frozenset[str]
    clitic: bool = False


#: Classes of reporting words that say what somebody holds; behind another cue they are of the same speaker.
ATTITUDES = frozenset({"opinion", "hope", "prediction"})

_Maker = Callable[[str], str]


def _same(root: str) -> str:
    return root


def _affixes(voice: Voice, prefix: str, make: Callable[[str, Any], str]) -> dict[str, tuple[Voice, _Maker]]:
    return {f"{prefix}{suffix}": (voice, partial(_suffix, make, suffix)) for suffix in ("", "kan", "i")}


def _suffix(make: Callable[[str, Any], str], suffix: str, root: str) -> str:
    return make(root, suffix)


#: The forms that an entry may list, by their names in the files: the voice, and the function that derives them.
FORMS: Mapping[str, tuple[Voice, _Maker]] = {
    "bare": ("bare", _same),
    "noun": ("noun", _same),
    "adjective": ("adjective", _same),
    "preposition": ("preposition", _same),
    "ber-": ("ber", morphology.derive_ber),
    **_affixes("active", "meN-", morphology.derive_active),
    **_affixes("passive", "di-", morphology.derive_passive),
    **_affixes("active", "memper-", morphology.derive_memper),
    **_affixes("passive", "diper-", morphology.derive_diper),
}
#: Voices with ``-nya`` as the source. In an active verb it is the object: ``menyebutnya``.
_WITH_CLITIC: frozenset[Voice] = frozenset({"bare", "passive", "preposition", "noun"})


def with_clitic(cue: Cue, *, allowed: bool) -> Iterator[Cue]:
    """Yield the cue and, where its voice has one, the form with ``-nya`` as its source."""
    yield cue
    if allowed and cue.voice in _WITH_CLITIC:
        yield replace(cue, form=morphology.add_clitic(cue.form), clitic=True)
