"""Compare entries: by their names, and by other features, which give reasons and doubts."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from quotes.registry.identity import Entry
from quotes.registry.weights import RegistryRules
from quotes.text import fold

#: A name as its folded words (:func:`quotes.text.fold`).
Name = tuple[str, ...]

#: In a shorter word a different letter is more often another name than a typing error.
_MIN_LENGTH_OF_TYPO = 5


def sound_key(name: Name, rules: RegistryRules) -> str:
    """Return a key that is the same for names of the same sound: other spellings, old spelling, doubled letters."""
    words = [rules.spellings.get(word, word) for word in name]
    for k, word in enumerate(words):
        for written, spoken in rules.sounds.items():
            word = word.replace(written, spoken)  # noqa: PLW2901 - one change after the other
        once = "".join(letter for letter, _ in groupby(word))
        words[k] = once.rstrip("h") or once
    return "".join(words)


def is_common(name: Name, rules: RegistryRules) -> bool:
    """Has the name at most two words, all of them common or initials: ``Budi Santoso``, ``M Santoso``?"""
    return len(name) <= 2 and all(len(word) == 1 or rules.spellings.get(word, word) in rules.common for word in name)


def is_part_of(short: Name, long: Name) -> bool:
    """Are all words of one name in the other, in the same order? An initial matches its word (``M``, ``Muhammad``).

    At least one word must be written out in both. A name of an initial and a word matches names of two words only.
    """
    if len(short) == 2 and len(long) > 2 and min(map(len, short)) == 1:
        return False
    rest = iter(long)
    pairs = [(word, next((other for other in rest if _is_same_word(word, other)), None)) for word in short]
    return all(other is not None for _, other in pairs) and any(len(a) > 1 and a == b for a, b in pairs)


def _is_same_word(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])


def differ_by_one_letter(one: Name, other: Name) -> bool:
    """Do two names differ by one letter of one long word: one added, missing or replaced?"""
    if len(one) != len(other):
        return False
    unlike = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    return len(unlike) == 1 and min(map(len, unlike[0])) >= _MIN_LENGTH_OF_TYPO and _is_one_edit(*unlike[0])


def _is_one_edit(one: str, other: str) -> bool:
    if abs(len(one) - len(other)) > 1:
        return False
    start = next((k for k, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    if len(one) == len(other):
        return one[start + 1 :] == other[start + 1 :]
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return longer[start + 1 :] == shorter[start:]


#: The share of the words of the shorter role that a similar role must have.
_MIN_SHARED_WORDS = 0.5


@dataclass(frozen=True, slots=True)
class Office:
    """A role in comparable form: abbreviations written out, without status (``mantan``) and words such as ``RI``.

    Attributes:
        distinctive: its words without those that every field of work has (``ketua``).
    """

    head: str
    words: frozenset[str]
    distinctive: frozenset[str]

    def is_like(self, other: Office) -> bool:
        shared = self.words & other.words
        distinctive = self.distinctive & other.distinctive
        return self.head == other.head and bool(distinctive) and len(shared) >= _MIN_SHARED_WORDS * min(
            len(self.words), len(other.words)
        )  # fmt: skip

    def is_same_as(self, other: Office) -> bool:
        return len(self.words) > 1 and self.words == other.words and bool(self.distinctive)


@dataclass(frozen=True, slots=True)
class Features:
    """The features of an entry, or of several together.

    Attributes:
        organisations: the organisations that the person belongs to, each as its words.
        called: names that articles use, without the full one.
        company: full names of people quoted in the same articles.
        persons: ids of the user's list.
    """

    offices: frozenset[Office] = frozenset()
    families: frozenset[str] = frozenset()
    organisations: frozenset[frozenset[str]] = frozenset()
    genders: frozenset[str] = frozenset()
    called: frozenset[Name] = frozenset()
    company: frozenset[Name] = frozenset()
    persons: frozenset[str] = frozenset()

    def __or__(self, other: Features) -> Features:
        return Features(
            self.offices | other.offices,
            self.families | other.families,
            self.organisations | other.organisations,
            self.genders | other.genders,
            self.called | other.called,
            self.company | other.company,
            self.persons | other.persons,
        )

    @property
    def are_empty(self) -> bool:
        """Is there nothing that distinguishes the person from another of the same name?"""
        return not (self.offices or self.organisations or self.persons)


def extract_features(entry: Entry, rules: RegistryRules) -> Features:
    """Extract the features of an entry."""
    offices = frozenset(office for role in entry.roles if (office := _office(role, rules)).words)
    families = {family for role in entry.roles if (family := _family(role, rules))}
    organisations = [_organisation_words(entry.affiliation, rules)] if entry.affiliation else []
    return Features(
        offices,
        frozenset(families),
        frozenset(words for words in organisations if words),
        frozenset([entry.gender] if entry.gender else []),
        frozenset(fold(alias) for alias in (*entry.aliases, *entry.nicknames)),
        frozenset(fold(name) for name in entry.company),
    )


def find_reasons(one: Features, other: Features) -> list[str]:
    """Name the reasons, besides the name, that two are one."""
    reasons = []
    pairs = [(a, b) for a in one.offices for b in other.offices]
    if any(a.is_same_as(b) for a, b in pairs):
        reasons.append("same-office")
    elif any(a.is_like(b) for a, b in pairs):
        reasons.append("same-role")
    if any(a <= b or b <= a for a in one.organisations for b in other.organisations):
        reasons.append("same-affiliation")
    if one.families & other.families:
        reasons.append("same-family")
    if one.company & other.company:
        reasons.append("same-company")
    return reasons


def find_doubts(one: Features, other: Features, rules: RegistryRules) -> list[str]:
    """Name the doubts that two are one."""
    doubts = []
    if one.persons and other.persons and one.persons.isdisjoint(other.persons):
        doubts.append("clashing-persons")
    if one.families and other.families and one.families.isdisjoint(other.families):
        pairs = (frozenset((a, b)) for a in one.families for b in other.families)
        if all(pair in rules.clashes for pair in pairs):
            doubts.append("clashing-families")
    if one.genders and other.genders and one.genders.isdisjoint(other.genders):
        doubts.append("clashing-genders")
    return doubts


def office_words(role: str, rules: RegistryRules) -> frozenset[str]:
    """Return the words of a role, abbreviations written out: ``Menkeu RI`` → ``menteri``, ``keuangan``."""
    return _office(role, rules).words


def has_status(role: str, rules: RegistryRules) -> bool:
    """Has a role a word such as ``mantan``, ``calon`` or ``wakil``, so that it is not the office itself?"""
    return any(rules.titles.is_status(word) for word in role.split())


def _office(role: str, rules: RegistryRules) -> Office:
    titles = rules.titles
    kept = [word for word in role.split() if not titles.is_status(word)]
    words = [word for each in kept for word in fold(titles.expand(each) or each) if word not in rules.left_out]
    distinctive = frozenset(word for word in words if not titles.is_role_head(word) or titles.family_of(word))
    return Office(words[0] if words else "", frozenset(words), distinctive)


def _family(role: str, rules: RegistryRules) -> str | None:
    family = rules.titles.family_of(role)
    if family is None and not rules.state_organisations.isdisjoint(office_words(role, rules)):
        return "state"
    return family


def _organisation_words(name: str, rules: RegistryRules) -> frozenset[str]:
    words = [word for each in name.split() for word in fold(rules.titles.expand(each) or each)]
    return frozenset(word for word in words if word not in rules.left_out) or frozenset(words)
