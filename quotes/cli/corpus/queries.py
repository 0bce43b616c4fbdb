"""Commands that read a store: status, failures, search and export."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quotes.cli.files import drop_uncertain, is_on_terminal, plan_outputs, write_text
from quotes.cli.options import (
    common_options,
    csv_options,
    is_quiet,
    make_selection,
    min_confidence_option,
    output_options,
    selection_options,
    store_argument,
    take_csv_options,
)
from quotes.cli.terminal import count, replace_unprintable, say
from quotes.errors import InputError

if TYPE_CHECKING:
    from quotes.corpus import Store
    from quotes.corpus.browsing import QuoteHit
    from quotes.corpus.store import Summary


@click.command("status")
@store_argument
@common_options
def status_command(store: Path) -> None:
    """Show what a store contains, the progress of its runs, and with which model and rules they were made.

    It can be used while a run is in progress.
    """
    from quotes.corpus import Store

    with Store(store, create=False) as opened:
        for line in _format_counts(opened.summary()):
            click.echo(line)
        for version in opened.versions():
            made = f"model {version.model}, rules {version.rules[:8]}"
            click.echo(f"{made}: {count(version.articles, 'article')}")
        for run in opened.runs():
            ended = f"to {run.ended}" if run.ended else "(in progress, or interrupted)"
            done = f"{count(run.done, 'article')} done, {run.parsed:,} parsed, {run.failed:,} failed"
            click.echo(f"run {run.id}: from {run.started} {ended}: {done}")


def _format_counts(summary: Summary) -> Iterator[str]:
    copies = f", {summary.copies:,} copies in other places" if summary.copies else ""
    yield f"{count(summary.articles, 'article')}{copies}"
    yield f"{count(summary.quotes, 'quote')} of {count(summary.speakers, 'speaker')}"
    if summary.waiting:
        yield f"{count(summary.waiting, 'article')} not processed yet: run again"
    if summary.failed_articles or summary.failed_sources:
        unread = f"{count(summary.failed_sources, 'source')} could not be read"
        yield f"{count(summary.failed_articles, 'article')} failed, {unread}: see quotes corpus failures"


@click.command("failures")
@click.argument("store", type=click.Path(path_type=Path))
@common_options
def failures_command(store: Path) -> None:
    """List the articles that failed and the sources that could not be read, one per line with the reason.

    STORE can also be a folder of parts that was made with --engine ray.
    """
    from quotes.corpus import Store
    from quotes.corpus.cluster import is_parts, parts

    if is_parts(store):
        for origin, reason, hint in parts.read_failures(store):
            _print_failure(origin, reason, hint)
        return
    with Store(store, create=False) as opened:
        for failed in opened.failures():
            origin = f"{failed.origin} ({failed.article})" if failed.article else failed.origin
            _print_failure(origin, failed.reason, failed.hint)


def _print_failure(origin: str, reason: str, hint: str | None) -> None:
    remedy = f"; {hint}" if hint else ""
    click.echo(" ".join(f"{origin}: {reason}{remedy}".split()))


#: Around a word that was found: bold. Click removes the codes where the output is not a terminal.
_BOLD = ("\x1b[1m", "\x1b[22m")
#: Names among which a mistyped one is looked for.
_MOST_NAMES = 100_000


@click.command("search")
@store_argument
@click.argument("words", nargs=-1)
@click.option(
    "-n", "--rows", "limit", type=click.IntRange(min=1), metavar="N", default=20, show_default=True,
    help="The number of quotes to show.",
)  # fmt: skip
@selection_options
@common_options
def search_command(store: Path, words: Sequence[str], limit: int, **options: Any) -> None:
    """Search the quotes of a store for words, or for a speaker, an outlet, a period.

    A quote must contain all WORDS, and the best matches come first. Several words in quotation marks, as
    "harga beras", are a phrase; pangan* matches every word that begins with pangan. Without WORDS the newest quotes
    come first: quotes corpus search STORE --speaker "Ratna Dewi".
    """
    from quotes.corpus import Store
    from quotes.corpus.browsing import Query

    if not words and not any(options.values()):
        raise click.UsageError("Missing argument 'WORDS...'; give words, or --speaker, --outlet, --type, --from, --to.")
    with Store(store, create=False) as opened:
        found, hits = opened.browse(Query(make_selection(words, **options)), limit, 0, _BOLD)
        unknown = "" if found else _suggest_speakers(opened, options["speakers"])
    for hit in hits:
        _print_hit(hit)
    if not found and not is_quiet():
        say(unknown or "no quote contains these words")
    if found > limit and not is_quiet():
        say(f"{found:,} quotes, of which {limit} are shown: more with -n, all with quotes corpus export")


def _suggest_speakers(store: Store, speakers: Sequence[str]) -> str:
    """Return a message on the first speaker whom the store does not know, with those of similar names."""
    from quotes.yamlsource import did_you_mean

    for wanted in speakers:
        if not store.speakers(wanted, limit=1):
            names = [each.name for each in store.speakers(limit=_MOST_NAMES)]
            hint = did_you_mean(wanted, names) or "quotes corpus export writes all quotes"
            return f"no speaker is called {wanted!r} in this store; {hint}"
    return ""


def _print_hit(hit: QuoteHit) -> None:
    about = " · ".join(part for part in (hit.outlet, hit.date, hit.title) if part)
    who = "; ".join(hit.quote.speakers) or "?"
    click.echo(replace_unprintable(f"{who} ({hit.quote.type}) {hit.quote.id}{f' · {about}' if about else ''}"))
    start, end = _BOLD
    pieces = [piece.split(end) for piece in hit.words.split(start)]
    click.echo(f"    {start.join(end.join(map(replace_unprintable, piece)) for piece in pieces)}")


@click.command("export")
@store_argument
@output_options
@csv_options
@min_confidence_option
@click.option(
    "--search", "words", multiple=True, metavar="WORDS", help="Only quotes with these words. Can be repeated."
)
@selection_options
@common_options
def export_command(
    store: Path, files: Sequence[Path], format_name: str | None, words: Sequence[str], **options: Any
) -> None:
    """Write the quotes of a store, or a selection of them, in any format that quotes extract writes.

    Articles keep all their speakers. When quotes are selected by speaker, type or words, articles without such a quote
    are left out.
    """
    from quotes.corpus import Store

    quotes = 0
    with Store(store, create=False) as opened, ExitStack() as entered:
        csv, minimum = take_csv_options(options), options.pop("min_confidence")
        outputs = plan_outputs(files, format_name, table=False, sources=[str(store)], csv=csv)
        for output in outputs:
            entered.enter_context(output)
        for selected in opened.records(make_selection(words, **options)):
            record = drop_uncertain(selected, minimum)
            quotes += len(record.quotes)
            for output in outputs:
                output.write(record)
        if not quotes:
            hint = _suggest_speakers(opened, options["speakers"]) or "nothing was written; select less strictly"
            raise InputError("no quote is selected", path=str(store), hint=hint)
    if not is_quiet() and not any(map(is_on_terminal, outputs)):
        written = ", ".join(str(file) for file in files if file != Path("-"))
        say(f"{count(quotes, 'quote')}{f' -> {written}' if written else ''}")


@click.command("datasette")
@store_argument
@click.option(
    "-o", "--output", metavar="FILE", type=click.Path(path_type=Path),
    help="The file to write. By default datasette.json beside the store.",
)  # fmt: skip
@common_options
def datasette_command(store: Path, output: Path | None) -> None:
    """Write what Datasette needs to show a store well, and print the command that browses it.

    Datasette (pip install datasette) shows a SQLite file in the browser. The file that is written explains tables and
    columns, and has queries that ask for words, a speaker or an outlet. The store itself is not changed.
    """
    from quotes.corpus import Store
    from quotes.corpus.sql import make_datasette_metadata

    with Store(store, create=False) as opened:  # raises an error where it is not a store
        articles = opened.summary().articles
    target = output or store.with_name("datasette.json")
    write_text(json.dumps(make_datasette_metadata(store.stem), ensure_ascii=False, indent=1) + "\n", target)
    if not is_quiet():
        say(f"{count(articles, 'article')}; browse them with: datasette {store} --metadata {target} --open")
