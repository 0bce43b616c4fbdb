"""Whom a description stands for, by the sentences around it: who is named below, and who is married to whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from quotes.lexicon.morphology import CLITIC
from quotes.resolution.mentions import NameMention
from quotes.resolution.roles import find_gender, infer_gender
from quotes.resolution.word_classes import NameLexicon
from quotes.trees import Sentence, Word

#: Most words before a name that describe its bearer: ``Lelaki 40 tahun itu | , Haris``.
_LONGEST_DESCRIPTION = 8


def find_name_below(
    head: str, sentences: Iterable[tuple[Sentence, Sequence[NameMention]]], known: NameLexicon
) -> NameMention | None:
    """Return the name that sentences give to somebody described before: ``Saksi itu, Marwan, …``; None if they do not.

    The description may also be joined to the name by a verb (``Perempuan bernama Ponirah itu``, ``Pemuda itu kemudian
    diketahui bernama Rio``).

    Args:
        head: the noun of the description before, in small letters.
        sentences: the sentences below, each with its names.
    """
    for sentence, names in sentences:
        for name in names:
            words = [word for word in sentence.words if word.end <= name.span.start]
            while words and known.titles.is_honorific(words[-1].form):
                words.pop()
            before = words[-_LONGEST_DESCRIPTION:]
            behind = [word for word in sentence.words if word.start >= name.span.end][:3]
            other = name.accused or name.standing in ("undergoes", "silent")  # Pria bernama Haris itu ditangkap
            same = any(word.lower == head or (known.listed("epithets", word) and not other) for word in before)
            if (same and _gives_name(before, behind, known)) or _is_given_name(before, behind, head, known):
                return name
    return None


def _gives_name(before: Sequence[Word], behind: Sequence[Word], known: NameLexicon) -> bool:
    """Return whether the words before a name point back and lead to it."""
    points = [known.listed("demonstratives", word) for word in (*before, *behind[:1])]
    if before[-1].form == ",":
        return points[len(before) - 2]
    return known.listed("identity-words", before[-1]) and any(points)


def _is_given_name(before: Sequence[Word], behind: Sequence[Word], head: str, known: NameLexicon) -> bool:
    """Return whether a name is called theirs (``Namanya Haris``), or the noun follows it (``Haris, saksi itu``)."""
    owned = "".join(word.lower for word in before) == f"nama{CLITIC}"
    apposed = [word.lower for word in behind[:2]] == [",", head] and known.listed("demonstratives", behind[-1])
    return owned or apposed


def find_spouse(noun: str, sentence: Sentence, names: Sequence[NameMention], known: NameLexicon) -> NameMention | None:
    """Return who of the two people in a sentence about a couple is the husband, or the wife; None if it does not say.

    ``istrinya, Ratna`` says so, and so does the gender of one of them by words beside the name: ``Aktris Ratna menikah
    dengan Haris``.

    Args:
        noun: ``suami`` or ``istri``, in small letters.
    """
    if len(names) != 2 or not any(known.listed("marriage-words", word) for word in sentence.words):
        return None
    first, second = names
    between = [word for word in sentence.words if first.span.end <= word.start and word.end <= second.span.start]
    own = [word.lower.removesuffix(CLITIC) for word in between if known.listed("marriage-words", word)]
    genders = [find_gender(name.words, [name.role], known) for name in names]
    genders[1] = infer_gender(own, known) or genders[1]
    wanted = infer_gender([noun], known)
    if genders[0] == genders[1] or wanted is None:
        return None
    return names[int(genders[1] == wanted or (genders[1] is None and genders[0] != wanted))]
