"""Layout rules: patterns for datelines, credits, links and page furniture, compiled once, with their examples.

Patterns are regular expressions in which ``{name}`` stands for a list of words
or a pattern named in any file of the folder. They are always anchored: to a whole
paragraph, to its start or to its end, inside a bounded window, so that no pattern
can be slow on a long text; those of users' folders have a time limit
(see :mod:`quotes.layout.patterns`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, get_args

from quotes.errors import Problem, RuleError
from quotes.layout.patterns import Pattern
from quotes.records import Span

Scope = Literal["line", "title", "heading", "start", "end", "inside", "run-on", "aside"]
Where = Literal["any", "opening", "closing"]

#: Longest stretch, in characters, that a pattern is tried on at one place. The longest dateline, credit, link or
#: caption that the rules find in 8,337 articles has 270 characters.
WINDOW = 500


#: Text before the words of a link that is part of a quotation: ``"Baca juga: …," kata X``.
_NO_START = frozenset("_\"“”‘’'")


@dataclass(frozen=True, slots=True)
class LayoutExample:
    """A paragraph that a rule must match exactly at ``marked``, or nowhere if that is None."""

    text: str
    marked: Span | None
    line: int


@dataclass(frozen=True, slots=True)
class LayoutRule:
    """A pattern with its scope.

    Attributes:
        scope: where the pattern is tried: on a whole paragraph (``line``, ``title``, ``heading``), the start or
            the end of one, or any place inside one: where the paragraph is then cut (``inside``), where a headline
            begins that runs into the next sentence (``run-on``), or where a sentence is interrupted (``aside``).
        where: anywhere, or only at the opening or the closing of an article.
        titles_follow: the next paragraphs can be headlines of other articles.
        inside_flat: a ``start`` pattern precise enough to be searched for after the headline of a flat text.
    """

    id: str
    scope: Scope
    where: Where
    pattern: Pattern
    titles_follow: bool
    inside_flat: bool
    examples: tuple[LayoutExample, ...]
    path: str
    line: int

    def find(self, text: str, within: Span) -> Span | None:
        """Return the match in the paragraph ``within``; None if there is none.

        Raises:
            RuleError: it is a pattern of a user's folder and takes too long.
        """
        start, end = within
        if self.scope in {"line", "title", "heading"}:
            found = self.pattern.fullmatch(text, start, end) if end - start <= WINDOW else None
        elif self.scope == "start":
            found = self.pattern.match(text, start, min(end, start + WINDOW))
        elif self.scope == "end":
            found = next(
                (m for m in self.pattern.finditer(text, max(start, end - WINDOW), end) if m.end() == end), None
            )
        else:
            return next(self.find_all(text, within), None)
        return Span(*found.span()) if found else None

    def find_all(self, text: str, within: Span) -> Iterator[Span]:
        """Yield all matches of a pattern inside a paragraph; a ``run-on`` begins at a word."""
        for found in self.pattern.finditer(text, *within):
            before = text[found.start() - 1] if self.scope == "run-on" and found.start() > within.start else " "
            if not before.isalnum() and before not in _NO_START:
                yield Span(*found.span())


@dataclass(frozen=True)
class LayoutRules:
    """The rules of a folder, in the order of their files.

    Attributes:
        lists: the word lists of all files, in small letters.
        counted: words by their casing: tenths in small letters (``small-9``), or ``capitals``.
    """

    rules: tuple[LayoutRule, ...]
    lists: Mapping[str, frozenset[str]] = field(default_factory=dict)
    counted: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def casing(self) -> Mapping[str, float]:
        """The share of occurrences in small letters of every counted word; negative for one written in capitals."""
        shares = {name: -1.0 if name == "capitals" else int(name.rpartition("-")[2]) / 10 for name in self.counted}
        return {word: shares[name] for name, words in self.counted.items() for word in words.split()}

    @cached_property
    def casing_in_capitals(self) -> Mapping[str, float]:
        """The casing for text in capitals, where some words that look like verbs have a capital as names have."""
        return {**self.casing, **dict.fromkeys(self.lists.get("capital-words", ()), 0.0)}

    @cached_property
    def by_scope(self) -> Mapping[Scope, tuple[LayoutRule, ...]]:
        return {scope: tuple(rule for rule in self.rules if rule.scope == scope) for scope in get_args(Scope)}

    def check_examples(self) -> tuple[Problem, ...]:
        """Return a problem for every example that does not match as it should."""
        return tuple(problem for rule in self.rules for example in rule.examples for problem in _run(rule, example))


def _run(rule: LayoutRule, example: LayoutExample) -> Iterator[Problem]:
    try:
        found = rule.find(example.text, Span(0, len(example.text)))
    except RuleError as slow:
        yield from slow.problems
        return
    if found == example.marked:
        return
    what = f"matches {found.of(example.text)!r}" if found else "matches nothing"
    wanted = repr(example.marked.of(example.text)) if example.marked else "nothing"
    text = f"{rule.id}: {example.text!r}: {what}, not {wanted}"
    yield Problem(rule.path, example.line, 1, "layout-example", text, "mend the pattern or the example")
