"""The entity tags of the words of an article, over all its sentences."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from quotes.trees import EntityKind, Word


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
        return word.entity == "person" or self.mostly(word.form) == "person"

    def is_body(self, word: Word) -> bool:
        """Return whether it is mostly tagged as part of an institution or a place, and not as a person here."""
        return not self.is_person(word) and self.mostly(word.form) is not None

    def mostly(self, form: str) -> EntityKind | None:
        """Return the most frequent tag of a word; ``person`` in a tie."""
        counts = self.counts.get(form)
        if not counts:
            return None
        best = max(counts.values())
        return "person" if counts["person"] == best else next(kind for kind, n in counts.items() if n == best)
