"""Cues: what a reporting word may report, and how an entry of the word lists becomes its forms."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Literal

from quotes.lexicon import morphology

Voice = Literal["bare", "active", "passive", "ber", "noun", "preposition", "adjective"]


@dataclass(frozen=True, slots=True)
class Cue:
    """One reading of one form.

    Attributes:
        form: as written in the text, in lower case: ``katanya``, ``mengatakan``, or a misspelling that is listed.
        root: what the entry is listed under.
        cue_class: ``statement``, ``request``, …: a class of the vocabulary.
        takes: what it may report: names of the vocabulary.
        clitic: the form ends in the source, ``-nya``. Where the parser splits that off, ask for the form without it.
    """

    form: str
    root: str
    cue_class: str
    voice: Voice
    takes: frozenset[str]
    clitic: bool = False


_Maker = Callable[[str], str]


def _same(root: str) -> str:
    return root


def _affixes(voice: Voice, prefix: str, make: Callable[[str, Any], str]) -> dict[str, tuple[Voice, _Maker]]:
    return {f"{prefix}{suffix}": (voice, partial(_suffix, make, suffix)) for suffix in ("", "kan", "i")}


def _suffix(make: Callable[[str, Any], str], suffix: str, root: str) -> str:
    return make(root, suffix)


#: The forms that an entry may list: the name in the files, the voice, and how the form follows from the root.
FORMS: Mapping[str, tuple[Voice, _Maker]] = {
    "bare": ("bare", _same),
    "noun": ("noun", _same),
    "adjective": ("adjective", _same),
    "preposition": ("preposition", _same),
    "ber-": ("ber", morphology.ber),
    **_affixes("active", "meN-", morphology.active),
    **_affixes("passive", "di-", morphology.passive),
    **_affixes("active", "memper-", morphology.memper),
    **_affixes("passive", "diper-", morphology.diper),
}
#: Voices whose ``-nya`` is the speaker. That of an active verb is its object: ``menyebutnya``.
_WITH_CLITIC: frozenset[Voice] = frozenset({"bare", "passive", "preposition", "noun"})


def with_clitic(cue: Cue, *, allowed: bool) -> Iterator[Cue]:
    """The cue, and with it the form that ends in its source, where its voice has one."""
    yield cue
    if allowed and cue.voice in _WITH_CLITIC:
        yield replace(cue, form=morphology.clitic(cue.form), clitic=True)
