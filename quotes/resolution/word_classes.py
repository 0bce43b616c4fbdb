"""The class of a word as evidence for names: its lists, its spelling, its entity tags in the article."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from quotes.lexicon.titles import Titles
from quotes.lexicon.word_lists import WordLists
from quotes.text import ARABIC_ARTICLE, strip_marks
from quotes.trees import EntityKind, Word

#: Classes of words that are written like a name.
CAPITALISED = frozenset(
    {
        "initial",
        "initial-title",
        "honorific",
        "degree",
        "role-or-name",
        "status",
        "role",
        "determiner",
        "organisation",
        "outlet",
        "month",
        "place",
        "place-head",
        "person",
        "acronym",
        "capitals",
        "office",
        "brand",
        "name",
        "plain",
    }
)
#: Classes that a name neither begins nor ends with: ``.`` of an initial, ``-``, ``bin``.
STOPS = frozenset({"stop", "joint", "particle"})
#: Classes of words that may stand inside of a name.
INSIDE = CAPITALISED | STOPS | {"particle-name"}

#: Letters of the longest word in capitals that is an acronym even if a name has the same letters.
_LONGEST_ACRONYM = 4
#: Size of the cache of classes: the vocabulary of a long stream keeps growing.
_MOST_CLASSES = 1 << 16
#: ``MotoGP``, ``R&D``: small letters and then capitals to the end, a digit or a sign, as no name of a person has them.
_BRAND = re.compile(r"[a-z][A-Z]{2,}$|[\d&]")
#: Spellings of degrees that are no names: with stops, several capitals or no vowels (``S.H.``, ``SPsi``, ``Mpd``).
_DEGREE = re.compile(r"\.|[A-Z].*[A-Z]|^[^aeiouAEIOU]+$")
#: Several initials, of which the tokenizer may cut the last stop: ``J.S``.
_INITIALS = re.compile(r"(?:[A-Z]\.)+[A-Z]?")
#: A mark right before a name: ``Ratna Melati/Haris``; and an age right behind one: ``Haris,62``.
_MARK = re.compile(r"[/–—-](?=[^\W\d_])")
_AGE = re.compile(r",\d{1,3}$")
#: A verb with a capital, as headlines write it: ``Isyaratkan``; few names end so.
_VERB = re.compile(r"[A-Z][a-z]{4,}kan$")
_MARKS = {",": "comma", "(": "bracket", ")": "bracket", ".": "stop", "'": "joint", "’": "joint", "-": "joint"}


def cut_marks(form: str) -> str:
    """Cut a mark and an age that the tokenizer leaves at a name."""
    name = form[1:] if is_marked(form) else form
    return _AGE.sub("", name) if name[-1:].isdigit() else name


def is_marked(form: str) -> bool:
    """Return whether a mark before the word parts it from the one before: ``/Haris`` of ``Ratna/Haris``."""
    return not form[:1].isalpha() and bool(_MARK.match(form))


class _Classes(dict[str, str]):
    """The classes of the words looked up so far."""

    def __init__(self, classify: Callable[[str], str]) -> None:
        super().__init__()
        self._classify = classify

    def __missing__(self, form: str) -> str:
        if len(self) >= _MOST_CLASSES:
            self.clear()
        found = self[form] = self._classify(form)
        return found


@dataclass(frozen=True, slots=True, eq=False)
class NameLexicon:
    """Looks up words in the lists of ``rules/names`` and ``rules/words``."""

    titles: Titles
    lists: WordLists
    #: Return the class of a word: that of the first list that contains it, else one by its spelling.
    class_of: Callable[[str], str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "class_of", _Classes(self._class_of).__getitem__)

    def listed(self, name: str, word: Word) -> bool:
        """Return whether the word is on a list of ``rules/words/``."""
        return self.lists.has(name, word.form.lower())

    def _class_of(self, form: str) -> str:
        form = cut_marks(form)
        if form in _MARKS:
            return _MARKS[form]
        if strip_marks(form) != form and strip_marks(form)[0].isupper():
            return "name"  # a nickname in marks inside of a name
        if not any(ch.isalnum() for ch in form):
            return "symbol"
        return self._capitalised(form) if form[:1].isupper() else self._small(form)

    def _small(self, form: str) -> str:
        if ARABIC_ARTICLE.match(form):
            return "particle-name"
        return next((kind for kind, holds in self._signs_of_small(form) if holds), "lower")

    def _signs_of_small(self, form: str) -> Iterator[tuple[str, bool]]:
        titles, lists, low = self.titles, self.lists, form.lower()
        yield "relativiser", lists.has("relativisers", low)
        yield "coordinator", lists.has("person-coordinators", low)
        yield "particle", lists.has("name-particles", low)
        yield "lower-honorific", titles.is_honorific(form)
        yield "lower-kin", lists.has("relational-nouns", low)
        yield "lower-organisation", titles.is_organisation_head(form)
        yield "lower-role", titles.is_role_head(form)
        yield "lower-role", titles.is_status(form)
        yield "lower-person", titles.is_person_noun(form)
        yield "number", form[0].isdigit()

    def _capitalised(self, form: str) -> str:
        if len(form.rstrip(".")) == 1:  # H. is the pilgrim's title far more often than an initial
            return "initial-title" if form[0] == "H" else "initial"
        if _INITIALS.fullmatch(form) and not self.titles.is_degree(form):
            return "initial"
        return next((kind for kind, holds in self._signs_of_capitalised(form) if holds), "plain")

    def _signs_of_capitalised(self, form: str) -> Iterator[tuple[str, bool]]:
        titles, lists, low = self.titles, self.lists, form.lower()
        yield "citation", lists.has("citing-words", low)
        yield "honorific", titles.is_honorific(form)
        yield "degree", titles.is_degree(form) and bool(_DEGREE.search(form))
        yield "role-or-name", lists.has("roles-as-names", low)
        yield "status", titles.is_status(form)
        yield "role", titles.is_role_head(form)
        yield "determiner", titles.is_determiner(form)
        yield "organisation", titles.is_organisation_head(form)
        yield "outlet", titles.is_outlet(form)
        yield "month", lists.has("month-personal-names", low)
        yield "date", lists.has("dates", low)
        yield "place", titles.is_place(form)
        yield "place-head", lists.has("place-nouns", low)
        yield "person", titles.is_person_noun(form)
        yield "person", lists.has("relational-nouns", low)
        yield "name", len(form) > _LONGEST_ACRONYM and form.isupper() and lists.has("name-words", low)
        yield "acronym", self.is_acronym(form)
        yield "capitals", form.isupper() and form.isalpha()
        yield "name", lists.has("name-words", low) or lists.has_ending("name-endings", low)
        yield "office", lists.has("office-words", low)
        yield "office", lists.has("place-words", low) or lists.has("answer-labels", low)
        yield "office", bool(_VERB.match(form))
        yield "brand", bool(_BRAND.search(form))
        yield "honorific", titles.is_misspelt(form)

    def is_acronym(self, form: str) -> bool:
        """Return whether a word is an acronym (``KPK``, ``BMKG``); ``HA``, ``BJ`` may be initials and are not."""
        return form.isupper() and len(form) > 2 and form.isalpha()


@dataclass(frozen=True, slots=True)
class Entities:
    """Counts of the entity tags of each word; empty if the model has no entity tagger."""

    counts: Mapping[str, Counter[EntityKind]] = field(default_factory=dict)

    @classmethod
    def of(cls, words: Iterable[Word]) -> Entities:
        """Count the tags of an article's words."""
        counts: defaultdict[str, Counter[EntityKind]] = defaultdict(Counter)
        for word in words:
            if word.entity is not None:
                counts[word.form][word.entity] += 1
        return cls(dict(counts))

    def is_person(self, word: Word) -> bool:
        """Return whether the word is tagged as part of a person's name here, or mostly in the article."""
        return word.entity == "person" or self.main_tag(word.form) == "person"

    def is_body(self, word: Word) -> bool:
        """Return whether it is mostly tagged as part of an institution or a place, and not as a person here."""
        return not self.is_person(word) and self.main_tag(word.form) is not None

    def main_tag(self, form: str) -> EntityKind | None:
        """Return the most frequent tag of a word; ``person`` in a tie."""
        counts = self.counts.get(form)
        if not counts:
            return None
        best = max(counts.values())
        return "person" if counts["person"] == best else next(kind for kind, n in counts.items() if n == best)
