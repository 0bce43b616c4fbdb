"""``quotes check``: whether stored records are sound, with the line of each problem."""

from __future__ import annotations

import json
from collections.abc import Sequence

import click

from quotes.cli.errors import EXIT_CODES, ExitCode
from quotes.cli.options import common_options, format_option, is_quiet
from quotes.cli.terminal import count, replace_unprintable, say, shorten_path


@click.command("check", epilog=EXIT_CODES)
@click.argument("paths", nargs=-1, metavar="RECORDS...")
@format_option("text", "json", explain="The format of the output. json has one object for each problem.")
@click.option("--schema", "wants_schema", is_flag=True, help="Print the JSON Schema of a record instead.")
@common_options
def command(
    paths: Sequence[str],
    form: str,
    wants_schema: bool,  # noqa: FBT001 - click passes all by name
) -> ExitCode | None:
    """Check stored records: spans, order, ids, types, references and names.

    RECORDS are files of quotes extract (.jsonl), or stores and folders of quotes corpus. Each problem is printed with
    its file and line (in a store: the number of the record). The exit code is 1 if there are any.
    """
    from quotes.corpus.check import check_records
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
