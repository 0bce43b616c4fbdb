"""Run the examples inside the rules: what each must find, what it must leave alone, and the misses that are known."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from quotes.marks import Quotation
from quotes.rulebook.book import ALONE, Rulebook
from quotes.rulebook.match import Match
from quotes.rulebook.rule import Example, Rule
from quotes.trees import Sentence

#: A text to its trees and quotations, and the numbers of those that stand beside their sentence.
Parse = Callable[[str], tuple[Sequence[Sentence], Sequence[Quotation], frozenset[int]]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one example.

    Attributes:
        kind: ``example``, ``counter-example`` or ``miss``.
        problem: what went wrong, in a line; None where the example passes. A known miss that is found now is a
            problem too.
        sentences: the trees, to show where the match stopped.
    """

    rule: Rule
    kind: str
    example: Example
    problem: str | None
    sentences: Sequence[Sentence]


def run(rule: Rule, book: Rulebook, parse: Parse) -> Iterator[Outcome]:
    """Run all examples of a rule on trees of the model in use."""
    for kind, examples in (
        ("example", rule.examples),
        ("counter-example", rule.counter_examples),
        ("miss", rule.misses),
    ):
        for example in examples:
            sentences, quotations, standing = parse(example.text)
            found = _parts(rule, book, example.text, sentences, quotations, standing)
            yield Outcome(rule, kind, example, _problem(kind, example, found), sentences)


def _parts(
    rule: Rule,
    book: Rulebook,
    text: str,
    sentences: Sequence[Sentence],
    quotations: Sequence[Quotation],
    standing: frozenset[int],
) -> list[list[tuple[str, str]]]:
    """The parts of every match, as the examples write them."""
    if rule.id == ALONE:
        return [[("content", quotations[number].content.of(text))] for number in sorted(standing)]
    only = replace(book, rules=(rule,))
    return [_written(m, text) for m in only.match(sentences, text, quotations)]


def _written(found: Match, text: str) -> list[tuple[str, str]]:
    parts = [("content", span.of(text)) for span in found.content]
    if found.cue_word is not None:
        parts.append(("cue", found.sentence.words[found.cue_word].span.of(text)))
    if found.source is not None:
        parts.append(("source", found.source.of(text)))
    return sorted(parts)


def _problem(kind: str, example: Example, found: list[list[tuple[str, str]]]) -> str | None:
    wanted = sorted((name, _bare(words)) for name, words in example.parts)
    said = [sorted((name, _bare(words)) for name, words in parts) for parts in found]
    if kind == "counter-example":
        return f"matches, and should not: {said[0]}" if said else None
    if wanted in said:
        return "is found now; make it an example" if kind == "miss" else None
    if kind == "miss":
        return None
    return f"found {said[0]}, not {wanted}" if said else "is not found"


def _bare(words: str) -> str:
    return words.strip(' ,.;:!?…"“”')
