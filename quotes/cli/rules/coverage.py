"""``quotes rules coverage``: how often each rule fires on a corpus."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quotes.cli.errors import ExitCode
from quotes.cli.files import read_or_extract
from quotes.cli.options import common_options, format_option, model_option, rules_option
from quotes.cli.terminal import count, make_table, show
from quotes.errors import QuotesError

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

    from quotes.authoring.coverage import Coverage, Usage


@click.command("coverage")
@click.argument("paths", nargs=-1, required=True, metavar="CORPUS...")
@rules_option
@model_option
@format_option("text", "json")
@common_options
def command(paths: Sequence[str], rules: Sequence[Path], model: str, form: str) -> ExitCode:
    """Count how often each rule found a quote in a corpus, and how often another rule overrode it.

    CORPUS is what quotes extract reads, or its JSONL output. An introduction rule is counted where it gives the
    speaker of a quotation. Rules that never fired, and rules that were always overridden, are listed.
    """
    from quotes.authoring.catalog import list_rules
    from quotes.authoring.coverage import coverage

    failed: list[str] = []
    counted = coverage(read_or_extract(paths, model, rules, failed), list_rules(rules))
    if not counted.articles:
        raise QuotesError("there is no article in the input", hint="nothing was counted")
    if form == "json":
        click.echo(json.dumps(_to_dict(counted), ensure_ascii=False, indent=1))
    else:
        show(*_format_coverage(counted))
    return ExitCode.SOME_FAILED if failed else ExitCode.DONE


def _to_dict(counted: Coverage) -> dict[str, object]:
    return {
        "articles": counted.articles,
        "quotes": counted.quotes,
        "whole": counted.whole,
        "rules": [
            {
                "id": used.rule.id,
                "won": used.won,
                "overridden": used.overridden,
                "overridden_by": dict(used.overridden_by),
            }
            for used in counted.rules
        ],
        "never": [used.rule.id for used in counted.rules if used.never],
        "always_overridden": [used.rule.id for used in counted.rules if used.always_overridden],
        "unknown": dict(counted.unknown),
    }


def _format_coverage(counted: Coverage) -> Iterator[RenderableType]:
    from rich.text import Text

    yield Text(f"{count(counted.articles, 'article')}, {count(counted.quotes, 'quote')}\n")
    table = make_table(["rule"], ["won", "share", "overridden"])
    table.add_column("overridden by")
    for used in sorted(counted.rules, key=lambda used: (-used.won, -used.overridden, used.rule.id)):
        if used.fired:
            table.add_row(*_cells(used, counted.quotes))
    yield table
    yield from _list_rules("never fired", [used for used in counted.rules if used.never])
    yield from _list_rules("always overridden", [used for used in counted.rules if used.always_overridden])
    if counted.unknown:
        yield Text("\nunknown rules", "bold")
        yield Text("\n".join(f"  {rule} ({number:,})" for rule, number in counted.unknown))
    if not counted.whole:
        hint = "\nThe records have no evidence, so overridden rules are not counted: give the articles instead."
        yield Text(hint, "yellow")


def _cells(used: Usage, quotes: int) -> tuple[str, ...]:
    share = f"{used.won / quotes:.1%}" if used.won and quotes and used.rule.type != "introduction" else ""
    by = ", ".join(f"{rule} {number:,}" for rule, number in used.overridden_by[:3])
    more = f", {len(used.overridden_by) - 3} more" if len(used.overridden_by) > 3 else ""
    return used.rule.id, f"{used.won:,}", share, f"{used.overridden:,}" if used.overridden else "", by + more


def _list_rules(heading: str, rules: Sequence[Usage]) -> Iterator[Text]:
    from rich.text import Text

    if rules:
        yield Text(f"\n{heading}", "bold")
        for used in rules:
            off = "  (off)" if used.rule.status == "off" else ""
            yield Text.assemble(f"  {used.rule.id}", (f"  {used.rule.title}{off}", "dim"))
