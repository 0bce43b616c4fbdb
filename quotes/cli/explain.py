"""``quotes explain``: how each quote of an article was found."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quotes.cli.errors import ExitCode
from quotes.cli.files import say_failure
from quotes.cli.options import common_options, format_option, model_option, rules_option
from quotes.cli.terminal import PART_STYLES, count, show
from quotes.errors import UsageError
from quotes.records import Article, Quote, Record, Span, Trace

if TYPE_CHECKING:
    from rich.console import RenderableType

    from quotes.authoring.explain import Explanation

#: Longest content shown in the table of parts, in characters.
_MAX_WORDS = 56


@click.command("explain")
@click.argument("path", metavar="ARTICLE")
@click.option("--quote", "number", type=click.IntRange(min=1), metavar="N", help="Explain only quote N.")
@rules_option
@model_option
@format_option("text", "json")
@common_options
def explain_command(path: str, number: int | None, rules: Sequence[Path], model: str, form: str) -> ExitCode:
    """Explain how each quote of an article was found: rule, dependency tree, speaker.

    For every quote this shows how each part was found, which other rules matched and were overridden, which
    candidates were considered as the speaker and why they were rejected, and how the mention leads to the name.
    """
    from quotes.authoring.explain import explain
    from quotes.pipeline import Extractor
    from quotes.reading import read

    failed = False
    extractor = Extractor(model=model, rules=rules)
    for article in read([path]):
        if not isinstance(article, Article):
            failed = True
            say_failure(article)
            continue
        record, explained = explain(extractor, article)
        if number is not None:
            if number > len(explained):
                hint = f"the article has {count(len(explained), 'quote')}"
                raise UsageError(f"there is no quote {number}", path=path, hint=hint)
            explained = explained[number - 1 : number]
        if form == "json":
            listed = {"id": article.id, "quotes": [each.to_dict() for each in explained]}
            click.echo(json.dumps(listed, ensure_ascii=False))
        else:
            _show(explained, record)
    return ExitCode.NOTHING_DONE if failed else ExitCode.DONE


def _show(explained: Sequence[Explanation], record: Record) -> None:
    if not explained:
        click.echo(f"{record.article.id}: no quotes")
    for each in explained:
        show(*_format_explanation(each, record.article.text))


def _format_explanation(explained: Explanation, text: str) -> Iterator[RenderableType]:
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    from quotes.cli.tree_drawing import draw_tree

    quote, rule = explained.quote, explained.rule
    yield Text.assemble((quote.id, "bold"), (f"   {quote.type}", "dim"))
    yield Padding(Text(quote.text, PART_STYLES["content"]), (0, 0, 0, 2))
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True, style="bold")
    table.add_column(overflow="fold")
    table.add_column(overflow="fold")
    for row in _rows(explained, text):
        table.add_row(*row)
    yield Padding(table, (1, 0, 1, 2))
    for tree in (explained.introducing, explained.tree):
        if tree is not None:
            yield from draw_tree(tree.sentence, text, tree.parts, indent="  ")
            yield Text()
    if explained.tree is None and explained.introducing is None:
        yield Text(f"  {rule.title}: no cue, and so no tree.\n", "dim")


def _rows(explained: Explanation, text: str) -> Iterator[tuple[RenderableType, ...]]:
    """Yield the rows of the table: heading, words, and how they were found."""
    from rich.text import Text

    quote, rule = explained.quote, explained.rule
    yield "rule", rule.id, Text(f"{rule.title}, priority {rule.priority}", "dim")
    yield from _overridden_rows(explained, text)
    evidence = quote.evidence
    if evidence is None:
        return
    for trace in evidence.parts:
        yield _part_row(trace, text, quote.cue_class)
    yield _speaker_row(quote)
    for number, link in enumerate(evidence.chain):
        yield "chain" if not number else "", link.text, Text(f"{link.by}{_line_number(link.span, text)}", "dim")
    for number, candidate in enumerate(evidence.candidates):
        mark = Text(f"{'✓' if candidate.taken else '✗'} {candidate.name}", "green" if candidate.taken else "")
        reason = Text(f"{candidate.reason}{_line_number(candidate.span, text)}", "dim")
        yield "candidates" if not number else "", mark, reason
    if quote.flags:
        yield "flags", Text(", ".join(quote.flags), "yellow"), ""
    yield "confidence", "not calibrated" if quote.confidence is None else f"{quote.confidence:.2f}", ""


def _overridden_rows(explained: Explanation, text: str) -> Iterator[tuple[RenderableType, ...]]:
    from rich.text import Text

    overridden = explained.quote.evidence.overridden if explained.quote.evidence else ()
    for number, (each, rule) in enumerate(zip(overridden, explained.overridden, strict=True)):
        found = " … ".join(_shorten(span.of(text)) for span in each.content)
        cue = f" by '{each.cue.of(text)}'" if each.cue else ""
        heading = "overridden" if not number else ""
        yield heading, each.rule, Text(f"{rule.title}, priority {rule.priority}: “{found}”{cue}", "dim")


def _part_row(trace: Trace, text: str, cue_class: str | None) -> tuple[RenderableType, ...]:
    from rich.text import Text

    words = " … ".join(_shorten(span.of(text)) for span in trace.spans)
    style = PART_STYLES.get(trace.part.rpartition(" ")[2], "")
    return trace.part, Text(words, style), Text(_describe_search(trace, text, cue_class), "dim")


def _describe_search(trace: Trace, text: str, cue_class: str | None) -> str:
    """Describe in one line how a part was found, with its path in the tree, which the rule need not have asked for."""
    if trace.how == "lexicon":
        return f"a reporting word ({cue_class})" if cue_class and trace.part == "cue" else "a reporting word"
    place = f" {trace.side}" if trace.side else ""
    start = f" {'the ' if place else 'of the '}{trace.of}" if trace.of else ""
    way = f"{': ' if trace.asked else '; in the tree '}{trace.walk(text)}" if trace.path else ""
    how = "words on both sides" if trace.how == "around" else trace.how
    return f"{how}{place}{start}{way}"


def _speaker_row(quote: Quote) -> tuple[RenderableType, ...]:
    from rich.text import Text

    if not quote.speakers:
        return "speaker", Text("?", "yellow"), Text("unknown", "dim")
    return "speaker", Text(", ".join(quote.speakers), "bold green"), Text(f"by {quote.resolved_by}", "dim")


def _line_number(span: Span | None, text: str) -> str:
    """Return the line of a mention: ``, line 3``."""
    return "" if span is None else f", line {text.count(chr(10), 0, span.start) + 1}"


def _shorten(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _MAX_WORDS else f"{words[: _MAX_WORDS - 1].rstrip()}…"
