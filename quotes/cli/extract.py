"""``quotes extract``: from articles to quotes, in a table or in files."""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from quotes.cli.errors import EXIT_CODES, ExitCode
from quotes.cli.files import drop_uncertain, is_on_terminal, plan_outputs, say_failure, say_unless_quiet
from quotes.cli.options import (
    column_options,
    common_options,
    csv_options,
    is_quiet,
    min_confidence_option,
    model_option,
    output_options,
    rules_option,
    speakers_option,
    take_columns,
    take_csv_options,
)
from quotes.cli.progress import Progress
from quotes.cli.terminal import count, say
from quotes.errors import QuotesError
from quotes.records import Record
from quotes.writing import Output


@dataclass
class _Tally:
    """What a run has done so far."""

    articles: int = 0
    quotes: int = 0
    failed: int = 0


@click.command("extract", epilog=EXIT_CODES)
@click.argument("paths", nargs=-1, required=True, metavar="PATHS...")
@output_options
@csv_options
@min_confidence_option
@click.option("--table", is_flag=True, help="Show the table on the terminal as well as writing files.")
@model_option
@rules_option
@speakers_option
@column_options
@common_options
def extract_command(
    paths: Sequence[str],
    files: Sequence[Path],
    format_name: str | None,
    table: bool,  # noqa: FBT001 - click passes all by name
    model: str,
    rules: Sequence[Path],
    speakers: Path | None,
    **options: Any,
) -> ExitCode:
    """Extract quotes and their speakers from articles.

    PATHS are text files, HTML pages, tables (JSONL, CSV, Excel, Parquet), folders of these, patterns such as
    'pages/*.html', or - for standard input. The quotes are shown as a table on the terminal, or written to the files
    given by -o:

    \b
      quotes extract article.txt
      quotes extract articles/ -o quotes.csv -o quotes.jsonl
      quotes extract 'pages/*.html' --format jsonl | head
    """  # noqa: D301 - to click, the character \b before a paragraph keeps its line breaks
    from quotes.pipeline import Extractor
    from quotes.profiling import limit_gc
    from quotes.reading import read

    started, tally = time.monotonic(), _Tally()
    minimum = options.pop("min_confidence")
    outputs = plan_outputs(files, format_name, table=table, sources=paths, csv=take_csv_options(options))
    with Progress("articles", wanted=not is_quiet()) as progress, ExitStack() as opened:
        for output in outputs:
            opened.enter_context(output)
        progress.set_step("loading the model")
        extractor = Extractor(model=model, rules=rules, speakers=speakers)
        limit_gc()
        progress.set_step("reading")
        articles = read(paths, take_columns(options), notify=say_unless_quiet)
        for result in extractor.pipe(articles):
            if isinstance(result, Record):
                record = drop_uncertain(result, minimum)
                _write(record, outputs, progress)
                tally.articles += 1
                tally.quotes += len(record.quotes)
            else:
                tally.failed += 1
                say_failure(result)
            progress.advance()
        if not tally.articles:
            failed = f"{count(tally.failed, 'input')} failed" if tally.failed else "there is no article in the input"
            raise QuotesError(failed, hint="no output was written")
    if not is_quiet():
        say(_summarize(tally, outputs, time.monotonic() - started))
    return ExitCode.SOME_FAILED if tally.failed else ExitCode.DONE


def _write(record: Record, outputs: Sequence[Output], progress: Progress) -> None:
    for output in outputs:
        if is_on_terminal(output):
            with progress.hidden():
                output.write(record)
        else:
            output.write(record)


def _summarize(tally: _Tally, outputs: Sequence[Output], seconds: float) -> str:
    failed = f", {tally.failed:,} failed" if tally.failed else ""
    written = ", ".join(str(output.path) for output in outputs if output.path)
    to = f" -> {written}" if written else ""
    return f"{count(tally.articles, 'article')}, {count(tally.quotes, 'quote')}{failed}{to} ({seconds:.1f} s)"
