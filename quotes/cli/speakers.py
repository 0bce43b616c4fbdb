"""``quotes speakers``: who is quoted, as a table with a row for each speaker, or for each speaker and article."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from quotes.cli.errors import ExitCode
from quotes.cli.files import drop_uncertain, read_or_extract, refuse_overwriting
from quotes.cli.options import (
    common_options,
    csv_options,
    is_quiet,
    min_confidence_option,
    model_option,
    rules_option,
    take_csv_options,
)
from quotes.cli.terminal import count, say
from quotes.errors import InputError, OutputError
from quotes.writing import Output
from quotes.writing.formats import SPEAKER_FORMATS


@click.command("speakers")
@click.argument("paths", metavar="ARTICLE|RECORDS...", nargs=-1, required=True)
@click.option(
    "-o", "--output", default="-", show_default=True, metavar="FILE", type=click.Path(allow_dash=True, path_type=Path),
    help="The file to write, .csv or .tsv; - is standard output, as CSV. An Excel file of quotes extract has both"
    " tables.",
)  # fmt: skip
@click.option(
    "--by", type=click.Choice(["speaker", "article"]), default="speaker", show_default=True,
    help="One row for each speaker, or one for each speaker and article.",
)  # fmt: skip
@csv_options
@min_confidence_option
@model_option
@rules_option
@common_options
def command(paths: Sequence[str], output: Path, by: str, model: str, rules: Sequence[Path], **options: Any) -> ExitCode:
    """Make a table of who is quoted: roles, affiliation, and how many quotes in how many articles.

    Records (JSONL of quotes extract, stores of quotes corpus) are read as they are; quotes are extracted from other
    files first. Speakers are the same where their ids are; quotes registry gives them one id across articles.

    \b
      quotes speakers records.jsonl -o speakers.csv
      quotes speakers records.jsonl -o speakers-in-articles.csv --by article
    """  # noqa: D301 - click wants the character \b itself
    csv, minimum = take_csv_options(options), options["min_confidence"]
    refuse_overwriting(output, paths)
    if output != Path("-"):
        ending = output.suffix.lower()
        if ending not in SPEAKER_FORMATS[by].endings:
            hint = "end it in .csv or .tsv; for Excel, quotes extract -o FILE.xlsx has both tables"
            raise OutputError(f"no such table of speakers: {ending or 'no ending'}", path=str(output), hint=hint)
        if ending != ".csv" and csv.delimiter is None:
            csv = replace(csv, delimiter="\t")
    failed: list[str] = []
    articles = 0
    target = sys.stdout.buffer if output == Path("-") else output
    with Output(target, SPEAKER_FORMATS[by].with_options(csv)) as opened:
        for record in read_or_extract(paths, model, rules, failed):
            opened.write(drop_uncertain(record, minimum))
            articles += 1
        if not articles:
            raise InputError("no article could be read", hint="nothing was written")
    if not is_quiet() and output != Path("-"):
        say(f"{count(articles, 'article')} -> {output}")
    return ExitCode.SOME_FAILED if failed else ExitCode.DONE
