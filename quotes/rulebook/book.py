"""All linguistic knowledge in one hand: rules, lexicon, titles, word lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from quotes.marks import Quotation
from quotes.rulebook.lexicon import Lexicon
from quotes.rulebook.load import Vocabulary, load_rules
from quotes.rulebook.match import Knowledge, Match, match
from quotes.rulebook.rule import Rule
from quotes.rulebook.titles import ListName, Titles
from quotes.rulebook.wordlists import WordLists
from quotes.trees import Sentence

#: The rule that takes the quotations which no rule with a cue has taken.
ALONE = "direct/alone"

#: Word lists that follow from the titles: of roles the first words, of places every word.
_FROM_TITLES: Mapping[str, tuple[ListName, ...]] = {
    "roles": ("role", "abbreviation", "status", "honorific", "rank", "person"),
    "place-words": ("place",),
}


def _words_of(titles: Titles, *names: ListName) -> set[str]:
    """The first words of the entries of some lists; of places those of one word: ``Sri Lanka`` makes ``Sri`` none."""
    whole = names == ("place",)
    return {entry[0] for name in names for entry in titles.lists.get(name, {}) if not whole or len(entry) == 1}


@dataclass(frozen=True, slots=True)
class Rulebook:
    """The rules of a run. Loaded from the ``rules/`` folder, with the user's folders on top."""

    rules: tuple[Rule, ...]
    lexicon: Lexicon
    titles: Titles
    lists: WordLists

    @classmethod
    def load(cls, folder: Path, extra: Sequence[Path] = ()) -> Rulebook:
        """Read the shipped rules and those of the ``extra`` folders.

        Raises:
            RuleError: with every problem of every file.
        """
        titles = Titles.load(folder / "titles")
        lists = WordLists.load(folder / "phrases").including(
            {name: _words_of(titles, *kinds) for name, kinds in _FROM_TITLES.items()}
        )
        lexicon = Lexicon.load(folder / "verbs")
        vocabulary = Vocabulary(lexicon.takes, lexicon.classes, lists.lists)
        return cls(load_rules([folder / "constructions", *extra], vocabulary), lexicon, titles, lists)

    @property
    def alone(self) -> Rule | None:
        return next((rule for rule in self.rules if rule.id == ALONE), None)

    def match(self, sentences: Sequence[Sentence], text: str, quotations: Sequence[Quotation]) -> list[Match]:
        """All matches in the sentences of a paragraph."""
        knowledge = Knowledge(self.lexicon, self.lists)
        return [
            found
            for number, sentence in enumerate(sentences)
            for found in match(sentence, number, text, quotations, self.rules, knowledge)
        ]
