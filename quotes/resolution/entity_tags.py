"""What the entity tagger says about the words of an article, all its sentences taken together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from quotes.trees import EntityKind, Word


@dataclass(frozen=True, slots=True)
class Entities:
    """How often each word was tagged as what. Nothing is known where the model has no entity tagger."""

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
        """Is the word tagged as a part of a person's name here, or mostly in the article?"""
        return word.entity == "person" or self.mostly(word.form) == "person"

    def is_body(self, word: Word) -> bool:
        """Is it tagged as a part of a body's or a place's name mostly in the article, and here as no person's?"""
        return not self.is_person(word) and self.mostly(word.form) is not None

    def mostly(self, form: str) -> EntityKind | None:
        """The kind of most mentions of a word; a person at a tie."""
        counts = self.counts.get(form)
        if not counts:
            return None
        best = max(counts.values())
        return "person" if counts["person"] == best else next(kind for kind, n in counts.items() if n == best)
