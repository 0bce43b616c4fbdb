"""``quotes extract``: from articles to quotes, as a table or in files."""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quotes.cli.errors import EXIT_CODES, ExitCode
from quotes.cli.messages import counted, say
from quotes.cli.options import common_options, is_quiet
from quotes.cli.outputs import on_terminal, planned
from quotes.cli.progress import Progress
from quotes.errors import QuotesError
from quotes.records import Record
from quotes.writing import FORMATS, Output

if TYPE_CHECKING:
    from quotes.pipeline import Extractor
    from quotes.reading import Failure


@dataclass
class _Tally:
    """What a run has done so far."""

    articles: int = 0
    quotes: int = 0
    failed: int = 0

    def add(self, record: Record) -> None:
        self.articles += 1
        self.quotes += len(record.quotes)

    def __str__(self) -> str:
        failed = f", {self.failed} failed" if self.failed else ""
        return f"{counted(self.articles, 'article')}, {counted(self.quotes, 'quote')}{failed}"


@click.command("extract", epilog=EXIT_CODES)
@click.argument("paths", nargs=-1, required=True, metavar="PATHS...")
@click.option(
    "-o", "--output", "files", multiple=True, metavar="FILE", type=click.Path(path_type=Path, allow_dash=True),
    help="Write the quotes to FILE; its ending says the format. May be repeated. - is standard output.",
)  # fmt: skip
@click.option(
    "--format", "format_name", type=click.Choice(list(FORMATS)), help="The format, where the ending does not say it."
)
@click.option("--table", is_flag=True, help="Show the table on the terminal, too, when writing files.")
@click.option(
    "--model", default="id-news", show_default=True, metavar="NAME|DIR",
    help="The shipped model id-news, Stanza's own gsd or csui (fetched on first use), or the directory of a model.",
)  # fmt: skip
@click.option(
    "--rules", multiple=True, metavar="DIR", type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="A folder laid out like rules/, which adds to the shipped rules, verbs and lists. May be repeated.",
)  # fmt: skip
@click.option(
    "--speakers", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False),
    help="Your own list of speakers (speakers.yaml or .csv): names, offices with dates, Wikidata ids.",
)  # fmt: skip
@click.option("--text-column", default="text", show_default=True, metavar="NAME", help="Where tables have the text.")
@click.option("--id-column", default="id", show_default=True, metavar="NAME", help="Where tables have the id.")
@common_options
def command(  # noqa: PLR0913, PLR0917 - one argument an option, and click passes all by name
    paths: Sequence[str],
    files: Sequence[Path],
    format_name: str | None,
    table: bool,  # noqa: FBT001 - click passes all by name
    model: str,
    rules: Sequence[Path],
    speakers: Path | None,
    text_column: str,
    id_column: str,
) -> ExitCode:
    """Extract quotes and their speakers from PATHS.

    PATHS are text files, HTML pages, JSONL and CSV tables, folders and globs of them, or - for standard input.
    The quotes go to the terminal as a table, or to the files given by -o:

    \b
      quotes extract article.txt
      quotes extract articles/ -o quotes.csv -o quotes.jsonl
      quotes extract 'pages/*.html' --format jsonl | head
    """  # noqa: D301 - to click, the character \b before a paragraph keeps its line breaks
    started, tally = time.monotonic(), _Tally()
    outputs = planned(files, format_name, table=table, sources=paths)
    with Progress("articles", wanted=not is_quiet()) as progress, ExitStack() as opened:
        for output in outputs:
            opened.enter_context(output)
        progress.doing("loading the model")
        extractor = _extractor(model, rules, speakers)
        progress.doing("reading")
        _run(extractor, paths, (text_column, id_column), outputs, progress, tally)
        if not tally.articles:
            raise QuotesError(_nothing(tally), hint="no output was written")
    if not is_quiet():
        say(_summary(tally, outputs, time.monotonic() - started))
    return ExitCode.SOME_FAILED if tally.failed else ExitCode.DONE


def _extractor(model: str, rules: Sequence[Path], speakers: Path | None) -> Extractor:
    from quotes.pipeline import Extractor
    from quotes.profiling import freeze_gc

    extractor = Extractor(model=model, rules=rules, speakers=speakers)
    freeze_gc()
    return extractor


def _run(
    extractor: Extractor,
    paths: Sequence[str],
    columns: tuple[str, str],
    outputs: Sequence[Output],
    progress: Progress,
    tally: _Tally,
) -> None:
    from quotes.reading import read

    articles = read(paths, text_column=columns[0], id_column=columns[1])
    for result in extractor.pipe(articles):
        if isinstance(result, Record):
            _write(result, outputs, progress)
            tally.add(result)
        else:
            tally.failed += 1
            say(_failed(result))
        progress.advance()


def _write(record: Record, outputs: Sequence[Output], progress: Progress) -> None:
    for output in outputs:
        if on_terminal(output):
            with progress.aside():
                output.write(record)
        else:
            output.write(record)


def _failed(failure: Failure) -> str:
    return str(failure.error) if failure.error.path else f"{failure.origin}: {failure.error}"


def _nothing(tally: _Tally) -> str:
    if tally.failed:
        return f"nothing was done: {counted(tally.failed, 'input')} failed"
    return "there is no article in the input"


def _summary(tally: _Tally, outputs: Sequence[Output], seconds: float) -> str:
    written = ", ".join(str(output.path) for output in outputs if output.path)
    return f"{tally}{f' -> {written}' if written else ''} ({seconds:.1f} s)"
