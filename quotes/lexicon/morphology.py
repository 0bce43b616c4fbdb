"""Derive the forms of Indonesian verbs from their roots, by the rules of spelling.

After J. N. Sneddon, A. Adelaar, D. N. Djenar and M. C. Ewing, "Indonesian: A Comprehensive
Grammar" (2nd ed., Routledge 2010), ch. 1, and the spelling of "Kamus Besar Bahasa Indonesia"
(KBBI). Pure functions on lower-case roots. Words that do not follow these rules are listed in
``rules/verbs``, not here.
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


def derive_active(root: str, suffix: Suffix = "") -> str:
    """Derive the meN- form of a root: ``kata`` + ``kan`` → ``mengatakan``, ``nilai`` → ``menilai``.

    The nasal takes the place of k, p, s and t before a vowel (``tulis`` → ``menulis``), but not in a
    cluster (``kritik`` → ``mengkritik``) nor in kh and sy; a root of one syllable takes ``menge-``
    (``cek`` → ``mengecek``).
    """
    rest = root[1:] if _replaces_first_letter(_check_root(root)) else root
    return _prefix(root) + rest + suffix


def derive_passive(root: str, suffix: Suffix = "") -> str:
    """Derive the di- form, which leaves the root unchanged: ``sampai`` + ``kan`` → ``disampaikan``."""
    return "di" + _check_root(root) + suffix


def may_be_passive(form: str) -> bool:
    """Has a form in small letters the prefix of the passive? Some roots begin so too: ``diam``."""
    return form.startswith("di")


def derive_ber(root: str) -> str:
    """Derive the ber- form; r is lost before r and where the first syllable ends in -er: ``kerja`` → ``bekerja``."""
    lost = _check_root(root).startswith("r") or re.match(r"[^aeiou]+er[^aeiou]", root)
    return ("be" if lost else "ber") + root


def derive_memper(root: str, suffix: Suffix = "") -> str:
    """Derive the memper- form, which keeps its p: ``ingat`` + ``kan`` → ``memperingatkan``."""
    return "memper" + _check_root(root) + suffix


def derive_diper(root: str, suffix: Suffix = "") -> str:
    """Derive the passive of :func:`derive_memper`: ``kira`` + ``kan`` → ``diperkirakan``."""
    return "diper" + _check_root(root) + suffix


def is_active(form: str) -> bool:
    """Return whether a word in small letters has the form of an active verb with -kan or -i: ``menidurkan``."""
    return bool(re.fullmatch(r"(?:me[a-z]{4,}kan|me(?:m|ng|ny)[a-z]{4,}i)", form))


def is_event_noun(form: str) -> bool:
    """Has a form in small letters the affixes of a noun for what happens: ``kenaikan``, ``perolehan``?"""
    return bool(re.fullmatch(r"(?:pe|ke)[a-z]{4,}an(?:nya)?", form))


def add_clitic(form: str) -> str:
    """Add the third-person clitic to a form: ``kata`` → ``katanya``, ``dikatakan`` → ``dikatakannya``."""
    return _check_root(form) + CLITIC


def count_syllables(root: str) -> int:
    """Count the syllables of a root by its vowels."""
    return len(_SYLLABLE.findall(root))


def _prefix(root: str) -> str:
    """Return ``me-`` with the nasal that fits the first sound of the root."""
    first = root[0]
    if count_syllables(root) == 1:
        return "menge"
    if first in _PLAIN:
        return "me"
    if first in "bfpv":
        return "mem"
    if first == "s" and _replaces_first_letter(root):
        return "meny"
    return "men" if first in "cdjstz" else "meng"


def _replaces_first_letter(root: str) -> bool:
    """Whether the nasal replaces the first letter: k, p, s, t of a root of two syllables or more, before a vowel."""
    return root[0] in "kpst" and root[1:2] in tuple("aeiou") and count_syllables(root) > 1


def _check_root(root: str) -> str:
    if not re.fullmatch(r"[a-z]+(-[a-z]+)*", root):
        raise ValueError(f"{root!r} is not a root in lower-case letters")
    return root
