"""``quotes rules coverage``: what each rule did on a corpus."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quotes.cli.errors import ExitCode
from quotes.cli.messages import say
from quotes.cli.options import common_options, is_quiet
from quotes.cli.progress import Progress
from quotes.cli.screen import model_option, rules_option, show
from quotes.errors import QuotesError
from quotes.records import Record

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

    from quotes.authoring.coverage import Coverage, Usage


@click.command("coverage")
@click.argument("paths", nargs=-1, required=True, metavar="CORPUS...")
@rules_option
@model_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@common_options
def command(paths: Sequence[str], rules: Sequence[Path], model: str, form: str) -> ExitCode:
    """Count on CORPUS how often each rule gave a quote, and how often it matched and another rule took the words.

    CORPUS is what quotes extract reads, or the JSON lines of an earlier run. A rule that introduces is counted where
    it names the speaker of a quotation. Rules that never fired, and rules that were always overridden, are listed.
    """
    from quotes.authoring.catalog import list_rules
    from quotes.authoring.coverage import coverage

    failed: list[str] = []
    counted = coverage(_records(paths, rules, model, failed), list_rules(rules))
    if not counted.articles:
        raise QuotesError("there is no article in the input", hint="nothing was counted")
    if form == "json":
        click.echo(json.dumps(_as_dict(counted), ensure_ascii=False, indent=1))
    else:
        show(*_page(counted))
    return ExitCode.SOME_FAILED if failed else ExitCode.DONE


def _records(paths: Sequence[str], rules: Sequence[Path], model: str, failed: list[str]) -> Iterator[Record]:
    """Stored records, then what is extracted; what fails is said, and added to ``failed``."""
    from quotes.corpus.stored_records import are_records, read_records

    stored = [path for path in paths if are_records(path)]
    if stored:
        yield from read_records(stored)
    raw = [path for path in paths if path not in stored]
    if raw:
        yield from _extracted(raw, rules, model, failed)


def _extracted(paths: Sequence[str], rules: Sequence[Path], model: str, failed: list[str]) -> Iterator[Record]:
    from quotes.pipeline import Extractor
    from quotes.reading import read

    with Progress("articles", wanted=not is_quiet()) as progress:
        progress.doing("loading the model")
        extractor = Extractor(model=model, rules=rules)
        progress.doing("reading")
        for result in extractor.pipe(read(paths)):
            if isinstance(result, Record):
                yield result
            else:
                failed.append(result.origin)
                say(str(result.error))
            progress.advance()


def _as_dict(counted: Coverage) -> dict[str, object]:
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


def _page(counted: Coverage) -> Iterator[RenderableType]:
    from rich.text import Text

    yield Text(f"{counted.articles:,} articles, {counted.quotes:,} quotes\n")
    yield _table(counted)
    yield from _listed("never fired", [used for used in counted.rules if used.never])
    yield from _listed("always overridden", [used for used in counted.rules if used.always_overridden])
    if counted.unknown:
        yield Text("\nnot among the rules", "bold")
        yield Text("\n".join(f"  {rule} ({count})" for rule, count in counted.unknown))
    if not counted.whole:
        hint = "\nThe records keep no evidence, so what was overridden cannot be told: give the articles instead."
        yield Text(hint, "yellow")


def _table(counted: Coverage) -> RenderableType:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="bold", border_style="dim")
    table.add_column("rule", no_wrap=True)
    for name in ("won", "share", "overridden"):
        table.add_column(name, justify="right")
    table.add_column("overridden by")
    for used in sorted(counted.rules, key=lambda used: (-used.won, -used.overridden, used.rule.id)):
        if used.fired:
            table.add_row(*_cells(used, counted.quotes))
    return table


def _cells(used: Usage, quotes: int) -> tuple[str, ...]:
    share = f"{used.won / quotes:.1%}" if used.won and quotes and used.rule.type != "introduction" else ""
    by = ", ".join(f"{rule} {count:,}" for rule, count in used.overridden_by[:3])
    more = f", {len(used.overridden_by) - 3} more" if len(used.overridden_by) > 3 else ""
    return used.rule.id, f"{used.won:,}", share, f"{used.overridden:,}" if used.overridden else "", by + more


def _listed(heading: str, rules: Sequence[Usage]) -> Iterator[Text]:
    from rich.text import Text

    if rules:
        yield Text(f"\n{heading}", "bold")
        for used in rules:
            off = "  (off)" if used.rule.status == "off" else ""
            yield Text.assemble(f"  {used.rule.id}", (f"  {used.rule.title}{off}", "dim"))
