"""The class of a word as evidence for names: its lists, its spelling, its entity tags in the article."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from quotes.lexicon.titles import Titles
from quotes.lexicon.word_lists import WordLists
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
        "date",
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

#: Size of the cache of classes: the vocabulary of a long stream keeps growing.
_MOST_CLASSES = 1 << 16
#: ``MotoGP``: small letters and then capitals to the end, as no name of a person has them.
_BRAND = re.compile(r"[a-z][A-Z]{2,}$|\d")
_ARABIC = re.compile(r"(?:a[dlnrstz]|asy|ash|ath|el)-[A-Z]")
_MARKS = {",": "comma", "(": "bracket", ")": "bracket", ".": "stop", "'": "joint", "’": "joint", "-": "joint"}


@dataclass(frozen=True, slots=True, eq=False)
class NameLexicon:
    """Looks up words in the lists of ``rules/names`` and ``rules/words``."""

    titles: Titles
    lists: WordLists
    _classes: dict[str, str] = field(init=False, repr=False, default_factory=dict)

    def listed(self, name: str, word: Word) -> bool:
        """Return whether the word is on a list of ``rules/words/``."""
        return self.lists.has(name, word.lower)

    def class_of(self, form: str) -> str:
        """Return the class of a word: that of the first list that contains it, else one by its spelling."""
        found = self._classes.get(form)
        if found is None:
            if len(self._classes) >= _MOST_CLASSES:
                self._classes.clear()
            found = self._classes[form] = self._class_of(form)
        return found

    def _class_of(self, form: str) -> str:
        if form in _MARKS:
            return _MARKS[form]
        if not any(ch.isalnum() for ch in form):
            return "symbol"
        return self._capitalised(form) if form[:1].isupper() else self._small(form)

    def _small(self, form: str) -> str:
        titles, low = self.titles, form.lower()
        if _ARABIC.match(form):
            return "particle-name"
        signs = {
            "relativiser": self.lists.has("relativisers", low),
            "coordinator": self.lists.has("person-coordinators", low),
            "particle": self.lists.has("name-particles", low),
            "lower-honorific": titles.is_honorific(form),
            "lower-kin": self.lists.has("relational-nouns", low),
            "lower-organisation": titles.is_organisation_head(form),
            "lower-role": titles.is_role_head(form) or titles.is_status(form),
            "lower-person": titles.is_person_noun(form),
            "number": form[0].isdigit(),
        }
        return next((name for name, holds in signs.items() if holds), "lower")

    def _capitalised(self, form: str) -> str:
        titles, low = self.titles, form.lower()
        letter = len(form.rstrip(".")) == 1
        signs = {
            "initial-title": letter and form[0] == "H",  # the pilgrim's title far more often than an initial
            "initial": letter,
            "honorific": titles.is_honorific(form),
            "degree": titles.is_degree(form) and ("." in form or form.isupper()),
            "role-or-name": self.lists.has("roles-as-names", low),
            "status": titles.is_status(form),
            "role": titles.is_role_head(form),
            "determiner": titles.is_determiner(form),
            "organisation": titles.is_organisation_head(form),
            "outlet": titles.is_outlet(form),
            "month": self.lists.has("month-personal-names", low),
            "date": self.lists.has("dates", low),
            "place": titles.is_place(form),
            "place-head": self.lists.has("place-nouns", low),
            "person": titles.is_person_noun(form) or self.lists.has("relational-nouns", low),
            "acronym": form.isupper() and form.isalpha() and len(form) > 2,
            "capitals": form.isupper() and form.isalpha(),
            "name": self.lists.has("name-words", low),
            "office": self.lists.has("office-words", low) or self.lists.has("place-words", low),
            "brand": bool(_BRAND.search(form)),
        }
        return next((name for name, holds in signs.items() if holds), "plain")

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
