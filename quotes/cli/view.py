"""``quotes view``: articles with their quotes, as HTML pages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from quotes.cli.errors import ExitCode
from quotes.cli.files import read_or_extract, refuse_overwriting
from quotes.cli.options import common_options, is_quiet, model_option, rules_option
from quotes.cli.terminal import say
from quotes.errors import InputError, OutputError


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
def command(paths: Sequence[str], output: Path, model: str, rules: Sequence[Path]) -> ExitCode:
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
        raise OutputError("pages are written as HTML", path=str(output), hint="end the name in .html, or give a folder")
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
