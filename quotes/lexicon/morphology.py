"""How Indonesian verbs are built from their roots, as far as spelling goes.

After J. N. Sneddon, A. Adelaar, D. N. Djenar and M. C. Ewing, "Indonesian: A Comprehensive
Grammar" (2nd ed., Routledge 2010), ch. 1, and the spelling of "Kamus Besar Bahasa Indonesia"
(KBBI). Pure functions on lower-case roots; words that do not follow the rules are listed in
the word lists, not here.
"""

from __future__ import annotations

import re
from typing import Literal

Suffix = Literal["", "kan", "i"]

#: A vowel letter, or a diphthong, which is one only at the end of a word: ``pan-tau``, but ``ka-it``.
_SYLLABLE = re.compile(r"(?:ai|au|oi|ei)$|[aeiou]")
#: The clitic of the third person: the source of ``katanya``, the owner in ``keyakinannya``.
CLITIC = "nya"
#: First letters before which ``me-`` has no nasal.
_PLAIN = "lmnrwy"


def active(root: str, suffix: Suffix = "") -> str:
    """The meN- form of a root: ``kata`` + ``kan`` → ``mengatakan``, ``nilai`` → ``menilai``.

    The nasal takes the place of k, p, s and t before a vowel (``tulis`` → ``menulis``), but not in a
    cluster (``kritik`` → ``mengkritik``) nor in kh and sy; a root of one syllable takes ``menge-``
    (``cek`` → ``mengecek``).
    """
    rest = root[1:] if _swallowed(_checked(root)) else root
    return _prefix(root) + rest + suffix


def passive(root: str, suffix: Suffix = "") -> str:
    """The di- form, to which nothing assimilates: ``sampai`` + ``kan`` → ``disampaikan``."""
    return "di" + _checked(root) + suffix


def may_be_passive(form: str) -> bool:
    """Has a form in small letters the prefix of the passive? Some roots begin so too: ``diam``."""
    return form.startswith("di")


def ber(root: str) -> str:
    """The ber- form; the r is lost before r and where the first syllable ends in -er: ``kerja`` → ``bekerja``."""
    lost = _checked(root).startswith("r") or re.match(r"[^aeiou]+er[^aeiou]", root)
    return ("be" if lost else "ber") + root


def memper(root: str, suffix: Suffix = "") -> str:
    """The memper- form, whose p stays: ``ingat`` + ``kan`` → ``memperingatkan``."""
    return "memper" + _checked(root) + suffix


def diper(root: str, suffix: Suffix = "") -> str:
    """The passive of :func:`memper`: ``kira`` + ``kan`` → ``diperkirakan``."""
    return "diper" + _checked(root) + suffix


def clitic(form: str) -> str:
    """The form with the third-person clitic: ``kata`` → ``katanya``, ``dikatakan`` → ``dikatakannya``."""
    return _checked(form) + CLITIC


def syllables(root: str) -> int:
    """How many syllables a root has, by its vowels."""
    return len(_SYLLABLE.findall(root))


def _prefix(root: str) -> str:
    """``me-`` with the nasal that the root's first sound asks for."""
    first = root[0]
    if syllables(root) == 1:
        return "menge"
    if first in _PLAIN:
        return "me"
    if first in "bfpv":
        return "mem"
    if first == "s" and _swallowed(root):
        return "meny"
    return "men" if first in "cdjstz" else "meng"


def _swallowed(root: str) -> bool:
    """Whether the nasal replaces the first letter: k, p, s, t of a root of two syllables or more, before a vowel."""
    return root[0] in "kpst" and root[1:2] in tuple("aeiou") and syllables(root) > 1


def _checked(root: str) -> str:
    if not re.fullmatch(r"[a-z]+(-[a-z]+)*", root):
        raise ValueError(f"{root!r} is not a root in lower-case letters")
    return root
