"""The word lists of ``rules/phrases/``: small closed classes that the phrases and contents are cut by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from quotes.errors import Problem, RuleError
from quotes.yamlsource import load


@dataclass(frozen=True, slots=True)
class WordLists:
    """Named lists of lower-case words and of phrases of several words."""

    lists: Mapping[str, frozenset[tuple[str, ...]]]

    @classmethod
    def load(cls, folder: Path) -> WordLists:
        """Read every ``*.yaml`` of a folder: the file's name is the list's, ``words`` its entries.

        Raises:
            RuleError: a file is not of that form.
        """
        found: dict[str, frozenset[tuple[str, ...]]] = {}
        problems: list[Problem] = []
        for path in sorted(folder.glob("*.yaml")):
            source = load(path)
            problems += source.problems
            words = source.data.get("words") if isinstance(source.data, dict) else None
            if isinstance(words, list) and all(isinstance(word, str) for word in words):
                found[path.stem] = frozenset(tuple(word.lower().split()) for word in words)
            elif not source.problems:
                keys = ("words",) if words is not None else ()
                problems.append(
                    source.problem(keys, "word-list", "not a list of words", "write words: and one '- word' a line")
                )
        if problems:
            raise RuleError(problems)
        return cls(found)

    def including(self, more: Mapping[str, Iterable[str]]) -> WordLists:
        """These lists and others, of single words."""
        return WordLists(
            {**self.lists, **{name: frozenset((word.lower(),) for word in words) for name, words in more.items()}}
        )

    def has(self, name: str, word: str) -> bool:
        return (word,) in self.lists[name]

    def length_at(self, name: str, words: tuple[str, ...], at: int) -> int:
        """How many words from ``at`` on are an entry of the list: the longest; 0 where none is."""
        entries = self.lists[name]
        for length in (4, 3, 2, 1):
            if at + length <= len(words) and words[at : at + length] in entries:
                return length
        return 0
