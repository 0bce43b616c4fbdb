"""Commands that read records: a table of the speakers, HTML pages, and a check that the records are sound."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from quotes.cli.errors import EXIT_CODES, ExitCode
from quotes.cli.files import drop_uncertain, read_or_extract, refuse_overwriting
from quotes.cli.options import (
    common_options,
    csv_options,
    format_option,
    is_quiet,
    min_confidence_option,
    model_option,
    rules_option,
    take_csv_options,
)
from quotes.cli.terminal import count, replace_unprintable, say, shorten_path
from quotes.errors import InputError, OutputError, UsageError
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
def speakers_command(
    paths: Sequence[str], output: Path, by: str, model: str, rules: Sequence[Path], **options: Any
) -> ExitCode:
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
            raise UsageError(f"no such table of speakers: {ending or 'no ending'}", path=str(output), hint=hint)
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


@click.command("view")
@click.argument("paths", metavar="ARTICLE|RECORDS...", nargs=-1, required=True)
@click.option(
    "-o", "--output", default="-", show_default=True, metavar="FILE|DIR",
    type=click.Path(allow_dash=True, path_type=Path),
    help="FILE.html: one page with all articles. DIR: a page for each article, and index.html. -: standard output.",
)  # fmt: skip
@model_option
@rules_option
@common_options
def view_command(paths: Sequence[str], output: Path, model: str, rules: Sequence[Path]) -> ExitCode:
    """Show articles as HTML pages with the quotes, cues and sources marked in the colour of the speaker.

    Records (JSONL of quotes extract, stores of quotes corpus) are shown as they are stored; quotes are extracted from
    other files first. A click on a quote shows how it was found.

    \b
      quotes view article.txt -o page.html
      quotes view records.jsonl -o pages/
    """  # noqa: D301 - click wants the character \b itself
    from quotes.html import page_html, write_pages

    refuse_overwriting([output, *output.glob("*.html")] if output.is_dir() else output, paths)
    failed: list[str] = []
    records = read_or_extract(paths, model, rules, failed)
    if output == Path("-") or output.suffix.lower() in (".html", ".htm"):
        articles = list(records)
        if not articles:
            raise InputError("no article could be read", hint="nothing was written")
        _write_page(page_html(articles), output)
    elif output.suffix and not output.is_dir():
        raise UsageError("pages are written as HTML", path=str(output), hint="end the name in .html, or give a folder")
    else:
        output = write_pages(records, output)
    if output != Path("-") and not is_quiet():
        say(f"wrote {output}")
    return ExitCode.SOME_FAILED if failed else ExitCode.DONE


def _write_page(page: str, output: Path) -> None:
    if output == Path("-"):
        click.echo(page, nl=False)
        return
    try:
        output.write_text(page, encoding="utf-8")
    except OSError as error:
        message = f"cannot be written: {error.strerror}"
        raise OutputError(message, path=str(output), hint="choose another place") from error


@click.command("check", epilog=EXIT_CODES)
@click.argument("paths", nargs=-1, metavar="RECORDS...")
@format_option("text", "json", explain="The format of the output. json has one object for each problem.")
@click.option("--schema", "wants_schema", is_flag=True, help="Print the JSON Schema of a record instead.")
@common_options
def check_command(
    paths: Sequence[str],
    form: str,
    wants_schema: bool,  # noqa: FBT001 - click passes all by name
) -> ExitCode | None:
    """Check stored records: spans, order, ids, types, references and names.

    RECORDS are files of quotes extract (.jsonl), or stores and folders of quotes corpus. Each problem is printed with
    its file and line (in a store: the number of the record). The exit code is 1 if there are any.
    """
    from quotes.corpus.stored_records import check_records
    from quotes.validation import read_schema

    if wants_schema:
        click.echo(read_schema(), nl=False)
        return None
    if not paths:
        raise click.UsageError("Missing argument 'RECORDS...'; name a file of quotes extract or a store.")
    checked = problems = 0
    for path in paths:
        for problem, line in check_records(path):
            checked += problem is None
            if problem is None:
                continue
            problems += 1
            if form == "json":
                about = {"path": shorten_path(path), "line": line, "code": problem.code, "message": problem.text}
                click.echo(json.dumps(about))
            else:
                click.echo(f"{shorten_path(path)}:{line}: {replace_unprintable(problem.text)} [{problem.code}]")
    if not is_quiet():
        say(f"{count(checked, 'record')} checked, {count(problems, 'problem') if problems else 'no problems'}")
    return ExitCode.SOME_FAILED if problems else ExitCode.DONE
