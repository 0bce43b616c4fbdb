"""Run the examples inside the rules: sentences that a rule must find, must leave alone, or is known to miss."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from quotes.layout.paragraphs import Paragraph
from quotes.matching.matcher import Match
from quotes.matching.rulebook import Rulebook
from quotes.parsing import ParsedParagraph, Parser
from quotes.records import Span
from quotes.rulelang.rule import UNCUED, Example, Rule

Kind = Literal["example", "counter-example", "miss"]
#: Parses texts, each of which is one paragraph.
Parse = Callable[[Sequence[str]], Sequence[ParsedParagraph]]
#: The names of parts and their words, as in an example.
Parts = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of one example.

    Attributes:
        problem: what is wrong, in a line; None where the example passes. A known miss that is found is a problem, too.
        paragraph: the parsed example.
    """

    rule: Rule
    kind: Kind
    example: Example
    problem: str | None
    paragraph: ParsedParagraph


def parse_by(parser: Parser) -> Parse:
    """Return a function that parses examples with this parser, each as one paragraph."""

    def parse(texts: Sequence[str]) -> list[ParsedParagraph]:
        whole = [Span(0, len(text)) for text in texts]
        tasks = [(text, [Paragraph(0, span, "body", span)]) for text, span in zip(texts, whole, strict=True)]
        return [parsed.paragraphs[0] for parsed in parser.parse(tasks)]

    return parse


def run_examples(rules: Sequence[Rule], book: Rulebook, parse: Parse) -> Iterator[Outcome]:
    """Run the examples, the counter-examples and the known misses of some rules, each rule by itself."""
    todo = [(rule, kind, example) for rule in rules for kind, example in _list_examples(rule)]
    parsed = parse([example.text for _, _, example in todo])
    for (rule, kind, example), paragraph in zip(todo, parsed, strict=True):
        found = _find_parts(rule, book, example.text, paragraph)
        yield Outcome(rule, kind, example, _judge(kind, example, found), paragraph)


def _list_examples(rule: Rule) -> Iterator[tuple[Kind, Example]]:
    yield from (("example", example) for example in rule.examples)
    yield from (("counter-example", example) for example in rule.counter_examples)
    yield from (("miss", example) for example in rule.misses)


def keep_only(rule: Rule, book: Rulebook) -> Rulebook:
    """Return the rulebook with this rule only."""
    return replace(book, rules=(rule,), off=())


def _find_parts(rule: Rule, book: Rulebook, text: str, paragraph: ParsedParagraph) -> list[Parts]:
    """Return the parts of every match."""
    if rule.id == UNCUED:
        return [
            (("content", paragraph.quotations[number].content.of(text)),) for number in sorted(paragraph.standalone)
        ]
    found = keep_only(rule, book).match(paragraph.sentences, text, paragraph.quotations)
    return [_parts_of(match, text) for match in found]


def _parts_of(found: Match, text: str) -> Parts:
    parts = [("content", span.of(text)) for span in found.content]
    if found.cue_word is not None:
        parts.append(("cue", found.sentence.words[found.cue_word].span.of(text)))
    for name, span in (("source", found.source), ("addressee", found.addressee)):
        if span is not None:
            parts.append((name, span.of(text)))
    return tuple(parts)


def _judge(kind: Kind, example: Example, found: Sequence[Parts]) -> str | None:
    wanted = _normalize(example.parts)
    right = any(_normalize(parts) == wanted for parts in found)
    if kind == "counter-example":
        return f"matches, and should not: {_format_parts(found[0])}" if found else None
    if kind == "miss":
        return "is found now; make it an example" if right else None
    if right:
        return None
    return f"is found otherwise: {_format_parts(found[0])}" if found else "is not found"


def _normalize(parts: Parts) -> list[tuple[str, str]]:
    return sorted((name, words.strip(' ,.;:!?…"“”')) for name, words in parts)


def _format_parts(parts: Parts) -> str:
    return " ".join(f"[{name} {words}]" for name, words in parts)
