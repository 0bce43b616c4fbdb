"""``quotes view``: articles with their quotes, as pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quotes.cli.errors import ExitCode
from quotes.cli.messages import say
from quotes.cli.options import common_options, is_quiet
from quotes.errors import InputError, OutputError

if TYPE_CHECKING:
    from quotes.records import Record


@click.command("view")
@click.argument("paths", metavar="ARTICLE|RECORDS...", nargs=-1, required=True)
@click.option(
    "-o", "--output", default="-", show_default=True, metavar="FILE|DIR",
    type=click.Path(allow_dash=True, path_type=Path),
    help="FILE.html: one page of all. A folder: a page an article, and index.html. -: standard output.",
)  # fmt: skip
@click.option("--model", default="id-news", show_default=True, metavar="NAME|DIR", help="The model for raw articles.")
@common_options
def command(paths: Sequence[str], output: Path, model: str) -> ExitCode:
    """Show articles with each quote in the colour of its speaker, its cue and source, and why it is one.

    Stored records (JSON lines of quotes extract, stores of quotes corpus) are shown as they are; from other files the
    quotes are extracted first.

    \b
      quotes view article.txt -o page.html
      quotes view records.jsonl -o pages/
    """  # noqa: D301 - click wants the character \b itself
    from quotes.html import write_pages

    failed: list[str] = []
    records = _records(paths, model, failed)
    if output.suffix.lower() in (".html", ".htm") or output == Path("-"):
        _write_one(list(records), output)
    elif output.suffix and not output.is_dir():
        raise OutputError("a page is HTML", path=str(output), hint="end the name in .html, or give a folder")
    else:
        output = write_pages(records, output)
    if output != Path("-") and not is_quiet():
        say(f"wrote {output}")
    return ExitCode.SOME_FAILED if failed else ExitCode.DONE


def _write_one(records: list[Record], output: Path) -> None:
    from quotes.html import page_html

    if not records:
        raise InputError("nothing could be read", hint="nothing was written")
    page = page_html(records)
    if output == Path("-"):
        click.echo(page, nl=False)
        return
    try:
        output.write_text(page, encoding="utf-8")
    except OSError as error:
        raise OutputError(
            f"cannot be written: {error.strerror}", path=str(output), hint="choose another place"
        ) from error


def _records(paths: Sequence[str], model: str, failed: list[str]) -> Iterator[Record]:
    """Stored records first, then what is extracted; what fails is said, and added to ``failed``."""
    from quotes.corpus.stored_records import are_records, read_records

    stored = [path for path in paths if are_records(path)]
    raw = [path for path in paths if path not in stored]
    if stored:
        yield from read_records(stored)
    if raw:
        yield from _extracted(raw, model, failed)


def _extracted(paths: Sequence[str], model: str, failed: list[str]) -> Iterator[Record]:
    from quotes.pipeline import Extractor
    from quotes.reading import Failure, read

    for result in Extractor(model=model).pipe(read(paths)):
        if isinstance(result, Failure):
            failed.append(result.origin)
            say(str(result.error))
        else:
            yield result
