"""``quotes explain``: why each quote is what it is."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quotes.cli.errors import ExitCode
from quotes.cli.messages import say
from quotes.cli.options import common_options
from quotes.cli.screen import PART_STYLES, model_option, rules_option, show
from quotes.errors import InputError
from quotes.records import Article, Quote, Record, Span, Trace

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

    from quotes.authoring.explain import Explanation, Tree

#: Most characters of a content that are shown in the table of parts.
_LONGEST = 56


@click.command("explain")
@click.argument("path", metavar="ARTICLE")
@click.option("--quote", "number", type=click.IntRange(min=1), metavar="N", help="Only the N-th quote.")
@rules_option
@model_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@common_options
def command(path: str, number: int | None, rules: Sequence[Path], model: str, form: str) -> ExitCode:
    """Explain the quotes of ARTICLE: the rule, the tree with the match in it, and the way to the speaker.

    For every quote: how each part was found, which other rules matched and were overridden, who else might have spoken
    and why it was not they, and the chain from the mention to the person.
    """
    from quotes.authoring.explain import explain
    from quotes.pipeline import Extractor
    from quotes.reading import read

    failed = False
    extractor = Extractor(model=model, rules=rules)
    for article in read([path]):
        if not isinstance(article, Article):
            failed = True
            say(str(article.error))
            continue
        record, explained = explain(extractor, article)
        chosen = _chosen(explained, number, path)
        if form == "json":
            listed = {"id": article.id, "quotes": [each.to_dict() for each in chosen]}
            click.echo(json.dumps(listed, ensure_ascii=False))
        else:
            _show(chosen, record)
    return ExitCode.NOTHING_DONE if failed else ExitCode.DONE


def _chosen(explained: Sequence[Explanation], number: int | None, path: str) -> Sequence[Explanation]:
    if number is None:
        return explained
    if number > len(explained):
        count = f"{len(explained)} quote{'' if len(explained) == 1 else 's'}"
        raise InputError(f"there is no quote {number}", path=path, hint=f"the article has {count}")
    return explained[number - 1 : number]


def _show(explained: Sequence[Explanation], record: Record) -> None:
    if not explained:
        click.echo(f"{record.article.id}: no quotes")
    for each in explained:
        show(*_page(each, record.article.text))


def _page(explained: Explanation, text: str) -> Iterator[RenderableType]:
    from rich.padding import Padding
    from rich.text import Text

    quote, rule = explained.quote, explained.rule
    yield Text.assemble((quote.id, "bold"), (f"   {quote.type}", "dim"))
    yield Padding(Text(quote.text, PART_STYLES["content"]), (0, 0, 0, 2))
    yield Padding(_facts(explained, text), (1, 0, 1, 2))
    for tree in (explained.introducing, explained.tree):
        if tree is not None:
            yield from _tree(tree, text)
            yield Text()
    if explained.tree is None and explained.introducing is None:
        yield Text(f"  {rule.title} has no cue, and no tree.\n", "dim")


def _tree(tree: Tree, text: str) -> Iterator[Text]:
    from quotes.cli.trees import tree as drawn

    return drawn(tree.sentence, text, tree.parts, indent="  ")


def _facts(explained: Explanation, text: str) -> RenderableType:
    """A table of what there is to say: heading, words, and why."""
    from rich.table import Table

    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True, style="bold")
    table.add_column(overflow="fold")
    table.add_column(overflow="fold")
    for row in _rows(explained, text):
        table.add_row(*row)
    return table


def _rows(explained: Explanation, text: str) -> Iterator[tuple[RenderableType, ...]]:
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
        yield "chain" if not number else "", link.text, Text(f"{link.by}{_line_of(link.span, text)}", "dim")
    for number, candidate in enumerate(evidence.candidates):
        mark = Text(f"{'✓' if candidate.taken else '✗'} {candidate.name}", "green" if candidate.taken else "")
        reason = Text(f"{candidate.reason}{_line_of(candidate.span, text)}", "dim")
        yield "candidates" if not number else "", mark, reason
    if quote.flags:
        yield "flags", Text(", ".join(quote.flags), "yellow"), ""
    yield "confidence", "not calibrated" if quote.confidence is None else f"{quote.confidence:.2f}", ""


def _overridden_rows(explained: Explanation, text: str) -> Iterator[tuple[RenderableType, ...]]:
    from rich.text import Text

    overridden = explained.quote.evidence.overridden if explained.quote.evidence else ()
    for number, (each, rule) in enumerate(zip(overridden, explained.overridden, strict=True)):
        found = " … ".join(_cut(span.of(text)) for span in each.content)
        cue = f" by '{each.cue.of(text)}'" if each.cue else ""
        heading = "overridden" if not number else ""
        yield heading, each.rule, Text(f"{rule.title}, priority {rule.priority}: “{found}”{cue}", "dim")


def _part_row(trace: Trace, text: str, cue_class: str | None) -> tuple[RenderableType, ...]:
    from rich.text import Text

    words = " … ".join(_cut(span.of(text)) for span in trace.spans)
    style = PART_STYLES.get(trace.part.rpartition(" ")[2], "")
    return trace.part, Text(words, style), Text(_how(trace, text, cue_class), "dim")


def _how(trace: Trace, text: str, cue_class: str | None) -> str:
    """In a line how a part was found, with the way in the tree; the way of the rule, or only the one that is there."""
    if trace.how == "lexicon":
        return f"a reporting word ({cue_class})" if cue_class and trace.part == "cue" else "a reporting word"
    place = f" {trace.side}" if trace.side else ""
    start = f" {'the ' if place else 'of the '}{trace.of}" if trace.of else ""
    way = f"{': ' if trace.asked else '; in the tree '}{trace.walk(text)}" if trace.path else ""
    return f"{trace.how}{place}{start}{way}"


def _speaker_row(quote: Quote) -> tuple[RenderableType, ...]:
    from rich.text import Text

    if not quote.speakers:
        return "speaker", Text("?", "yellow"), Text("nobody can be named", "dim")
    return "speaker", Text(", ".join(quote.speakers), "bold green"), Text(f"by {quote.resolved_by}", "dim")


def _line_of(span: Span | None, text: str) -> str:
    """Where a mention is: ``, line 3``."""
    return "" if span is None else f", line {text.count(chr(10), 0, span.start) + 1}"


def _cut(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"
