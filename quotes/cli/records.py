"""Commands that read records: tables of the speakers, ids for them, HTML pages, a check that the records are sound."""

from __future__ import annotations

import json
import os
import stat
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quotes.cli.errors import EXIT_CODES, ExitCode
from quotes.cli.files import drop_uncertain, read_or_extract, refuse_overwriting, say_unless_quiet, write_text
from quotes.cli.group import GroupWithDefault
from quotes.cli.options import (
    FILE,
    common_options,
    csv_options,
    format_option,
    is_quiet,
    min_confidence_option,
    model_option,
    rules_option,
    speakers_option,
    table_options,
    take_csv_options,
)
from quotes.cli.terminal import count, replace_unprintable, say, shorten_path
from quotes.errors import InputError, OutputError, UsageError
from quotes.writing import Output
from quotes.writing.formats import SPEAKER_FORMATS

if TYPE_CHECKING:
    from quotes.registry.identity import Identity
    from quotes.registry.reconciliation import ExternalCandidate

#: What every page of ``quotes view`` has in its head.
_GENERATOR = '<meta name="generator" content="quotes">'


@click.group("speakers", cls=GroupWithDefault, default="table", context_settings={"ignore_unknown_options": True})
def speakers_command() -> None:
    """Make a table of who is quoted, or propose Wikidata ids for them.

    \b
      quotes speakers records.jsonl -o speakers.csv
      quotes speakers propose records.jsonl -o queries.json

    quotes speakers alone means quotes speakers table; quotes speakers table --help shows its options.
    """  # noqa: D301 - click wants the character \b itself


@speakers_command.command("table")
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
def speakers_table_command(
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


@speakers_command.command("propose")
@click.argument("paths", metavar="RECORDS...", nargs=-1, required=True)
@click.option(
    "-o", "--output", type=FILE, metavar="FILE",
    help="FILE.json: the queries. With --answers, FILE.yaml or .csv: a list of speakers, to complete by hand.",
)  # fmt: skip
@click.option("--answers", type=FILE, metavar="FILE", help="What the service answered to the queries.")
@click.option(
    "--take-matches", is_flag=True, help="Write the ids that the service is sure of into the list of speakers."
)
@click.option(
    "--min-quotes", type=click.IntRange(min=1), default=2, show_default=True, metavar="N",
    help="Leave out speakers with fewer quotes.",
)  # fmt: skip
@click.option(
    "--candidates", type=click.IntRange(min=1), default=3, show_default=True, metavar="N",
    help="The number of candidates to ask for.",
)  # fmt: skip
@speakers_option
@table_options
@rules_option
@common_options
def speakers_propose_command(
    paths: Sequence[str],
    output: Path | None,
    answers: Path | None,
    take_matches: bool,  # noqa: FBT001 - click passes all by name
    speakers: Path | None,
    rules: Sequence[Path],
    **options: Any,
) -> None:
    """Propose Wikidata ids for your list of speakers; you decide.

    First, without --answers, the queries are written. Send them to a reconciliation service, such as that of OpenRefine
    for Wikidata. Then --answers shows the candidates of each speaker, and -o writes a list to complete.

    \b
      quotes speakers propose records.jsonl -o queries.json
      curl https://wikidata.reconci.link/id/api --data-urlencode queries@queries.json -o answers.json
      quotes speakers propose records.jsonl --answers answers.json -o speakers.yaml
    """  # noqa: D301 - click wants the character \b itself
    from quotes.cli.registry.common import print_rows
    from quotes.corpus.stored_records import read_records
    from quotes.registry import build_registry, load_registry_rules, read_user_list, reconciliation
    from quotes.registry.user_list import write_user_list

    if take_matches and not (answers and output):
        raise click.UsageError("--take-matches writes the answers to a list: give --answers FILE and -o FILE.")
    refuse_overwriting([output] if output else [], [*paths, *([str(answers)] if answers else [])])
    user_list = read_user_list(speakers) if speakers else None
    identities = build_registry(read_records(paths), load_registry_rules(rules), user_list).identities
    asked = reconciliation.select_unlinked(identities, options["min_quotes"])
    if answers is None:
        queries = reconciliation.make_queries(asked, options["candidates"])
        if output is None:
            click.echo(json.dumps(queries, ensure_ascii=False, indent=1))
        else:
            reconciliation.write_queries(queries, output)
            say_unless_quiet(f"queries for {count(len(queries), 'speaker')} -> {output}")
        return
    found = reconciliation.read_answers(answers)
    print_rows(_list_candidates(asked, found), options["form"], options["limit"], empty="the service has no candidates")
    if output is not None:
        kept = [each for each in identities if each.listed_at or each.external or each in asked]
        write_user_list(reconciliation.take_matches(kept, found) if take_matches else kept, user_list, output)
        say_unless_quiet(f"{count(len(kept), 'speaker')} -> {output}")


def _list_candidates(
    asked: Sequence[Identity], found: Mapping[str, Sequence[ExternalCandidate]]
) -> list[dict[str, Any]]:
    return [
        {
            "speaker": identity.name,
            "role": next(iter(identity.roles), None),
            "quotes": identity.quotes,
            "wikidata": each.id,
            "name": each.name,
            "description": each.description,
            "score": each.score,
            "match": "yes" if each.match else "",
        }
        for identity in asked
        for each in found.get(identity.id, ())
    ]


@click.command("view")
@click.argument("paths", metavar="ARTICLE|RECORDS...", nargs=-1, required=True)
@click.option(
    "-o", "--output", metavar="FILE|DIR", type=click.Path(allow_dash=True, path_type=Path),
    help="FILE.html: one page with all articles. DIR: a page for each article, and index.html. -: standard output."
    " By default a page, or a folder of pages, in the current folder that is named after the input.",
)  # fmt: skip
@click.option("--open", "wants_browser", is_flag=True, help="Open the page in the browser.")
@model_option
@rules_option
@speakers_option
@common_options
def view_command(
    paths: Sequence[str],
    output: Path | None,
    wants_browser: bool,  # noqa: FBT001 - click passes all by name
    model: str,
    rules: Sequence[Path],
    speakers: str | None,
) -> ExitCode:
    """Show articles as HTML pages with the quotes, cues and sources marked in the colour of the speaker.

    Records (JSONL of quotes extract, stores of quotes corpus) are shown as they are stored; quotes are extracted from
    other files first. A click on a quote shows how it was found.

    \b
      quotes view article.txt            writes article.html
      quotes view article.txt --open     and opens it
      quotes view records.jsonl -o pages/
    """  # noqa: D301 - click wants the character \b itself
    from quotes.html import page_html, write_pages

    output = output or _choose_output(paths)
    refuse_overwriting([output, *output.glob("*.html")] if output.is_dir() else output, paths)
    failed: list[str] = []
    records = read_or_extract(paths, model, rules, failed, speakers)
    if output == Path("-") or output.suffix.lower() in (".html", ".htm"):
        articles = list(records)
        if not articles:
            raise InputError("no article could be read", hint="nothing was written")
        write_text(page_html(articles), output)
    elif output.suffix and not output.is_dir():
        raise UsageError("pages are written as HTML", path=str(output), hint="end the name in .html, or give a folder")
    else:
        output = write_pages(records, output)
    if output != Path("-") and not is_quiet():
        say(f"wrote {output}")
    if wants_browser and output != Path("-"):
        click.launch(str(output))
    return ExitCode.SOME_FAILED if failed else ExitCode.DONE


def _choose_output(paths: Sequence[str]) -> Path:
    """Choose where pages go without ``-o``: to a redirected standard output, or beside the user, never the terminal.

    Raises:
        OutputError: a file or folder of that name is there already, and is not of ``quotes view``.
    """
    from quotes.corpus.stored_records import are_records

    with suppress(OSError, ValueError):  # standard output is closed, or no file
        if stat.S_ISREG(os.fstat(sys.stdout.fileno()).st_mode):
            return Path("-")
    stem = Path(paths[0]).name.split(".")[0] or "article"
    several = len(paths) > 1 or Path(paths[0]).is_dir() or are_records(paths[0])
    output = Path(f"{stem}-pages" if several else f"{stem}.html")
    page = output / "index.html" if several else output
    if output.exists() and not (page.is_file() and _GENERATOR in page.read_text(encoding="utf-8", errors="replace")):
        raise OutputError("exists already", path=str(output), hint="name another file or folder with -o")
    return output


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
