"""``quotes corpus run``: extract into a store on this machine, or into a folder of parts on many."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quotes.cli.errors import EXIT_CODES, ExitCode
from quotes.cli.files import say_failure, say_unless_quiet
from quotes.cli.options import (
    column_options,
    common_options,
    is_quiet,
    model_option,
    rules_option,
    speakers_option,
    take_columns,
)
from quotes.cli.progress import Progress
from quotes.cli.terminal import count, say
from quotes.errors import QuotesError

if TYPE_CHECKING:
    from quotes.corpus import Outcome, ProgressListener


@click.command("run", epilog=EXIT_CODES)
@click.argument("sources", nargs=-1, metavar="[SOURCES]...")
@click.option(
    "-s", "--store", required=True, metavar="FILE",
    help="The SQLite file for articles, parses, quotes and failures; it is created if it does not exist. With --engine"
    " ray a folder of Parquet files.",
)  # fmt: skip
@click.option(
    "-w", "--workers", type=click.IntRange(min=1), metavar="N", default=1, show_default=True,
    help="The number of processes, one per core at most; each uses one thread and about 1 GB.",
)  # fmt: skip
@click.option(
    "--engine", type=click.Choice(["local", "ray"]), default="local", show_default=True,
    help="Where the workers run: processes on this machine, or Ray actors on a cluster.",
)  # fmt: skip
@click.option(
    "--address", metavar="HOST:PORT", help="With --engine ray: the cluster. By default one is started on this machine."
)
@click.option("--retry-failures", is_flag=True, help="Process only what failed before; takes no SOURCES.")
@model_option
@rules_option
@speakers_option
@column_options
@common_options
def run_command(
    sources: Sequence[str],
    store: str,
    engine: str,
    address: str | None,
    retry_failures: bool,  # noqa: FBT001 - click passes all by name
    **settings: Any,
) -> ExitCode:
    """Extract the quotes of all articles into a store, or bring a store up to date.

    SOURCES are what quotes extract takes: text files, HTML pages, tables (JSONL, CSV, Excel, Parquet), folders and
    patterns of them, or - for standard input. Articles that are already in the store are processed again only if the
    model or the rules have changed; a change of rules (other than layout) needs no new parse. Without SOURCES all
    articles of the store are brought up to date.

    \b
      quotes corpus run arsip/ -s quotes.db --workers 4
      quotes corpus run -s quotes.db --rules my-rules/

    With --engine ray, SOURCES are JSONL and Parquet files and folders of them, and FILE is a folder. Both must be at
    the same path on all machines, or at an address such as s3://bucket/folder:

    \b
      quotes corpus run arsip/ -s parts/ --engine ray --workers 64 --address auto
    """  # noqa: D301 - to click, the character \b before a paragraph keeps its line breaks
    settings["rules"] = tuple(settings["rules"])
    settings["columns"] = take_columns(settings)
    if retry_failures and sources:
        raise click.UsageError("--retry-failures processes what is in the store; leave out SOURCES.")
    if engine == "ray":
        if not sources:
            raise click.UsageError("--engine ray needs SOURCES; to process a block again, delete its part.")
        return _run_on_ray(sources, store, address=address, **settings)
    if address:
        raise click.UsageError("--address needs --engine ray.")
    if not sources and not Path(store).exists():
        raise click.UsageError("a new store needs SOURCES.")
    return _run_here(sources, Path(store), retry_failures=retry_failures, **settings)


def _run_here(sources: Sequence[str], path: Path, **settings: Any) -> ExitCode:
    """Run on this machine; ``settings`` are the fields of :class:`quotes.corpus.Settings`."""
    from quotes.corpus import Settings, Store, run

    started = time.monotonic()
    with Progress("articles", wanted=not is_quiet()) as progress, Store(path) as store:
        outcome = run(store, sources, Settings(**settings), _listen(progress))
    if not is_quiet():
        say(f"{_summarize(outcome)} -> {path} ({time.monotonic() - started:.1f} s)")
    if sources and not outcome.read:
        raise QuotesError("there is no article in the input", hint="nothing was added to the store")
    return ExitCode.SOME_FAILED if outcome.failed or outcome.unread else ExitCode.DONE


def _listen(progress: Progress) -> ProgressListener:
    from quotes.corpus import ProgressListener
    from quotes.corpus.work_queue import Result
    from quotes.reading import Failure
    from quotes.records import Article

    class Shown(ProgressListener):
        """Shows a run on standard error."""

        def on_notice(self, notice: str) -> None:
            say_unless_quiet(notice)

        def on_read(self, items: Sequence[Article | Failure]) -> None:
            progress.set_step("reading")
            progress.advance(len(items))
            for item in items:
                if isinstance(item, Failure):
                    say_failure(item)

        def on_start(self, total: int) -> None:
            progress.set_step("loading the model")
            progress.expect(total)

        def on_results(self, results: Sequence[Result], articles: int) -> None:
            progress.set_step("extracting")
            progress.advance(len(results))

    return Shown()


def _summarize(outcome: Outcome) -> str:
    """Return a line such as ``100 articles done (90 parsed), 412 quotes, 20 unchanged, 2 failed``."""
    unchanged = max(outcome.read - outcome.done, 0)
    parts = [f"{count(outcome.done, 'article')} done ({outcome.parsed:,} parsed)", count(outcome.quotes, "quote")]
    parts += [f"{unchanged:,} unchanged"] if unchanged else []
    parts += [f"{outcome.failed:,} failed"] if outcome.failed else []
    parts += [f"{outcome.unread:,} could not be read"] if outcome.unread else []
    return ", ".join(parts)


def _run_on_ray(sources: Sequence[str], folder: str, **settings: Any) -> ExitCode:
    """Run on a cluster; ``settings`` are the fields of ``quotes.corpus.cluster.ClusterSettings``."""
    from quotes.corpus.cluster import ClusterSettings, run_on_ray

    started, articles, quotes, failed, unchanged = time.monotonic(), 0, 0, 0, 0
    with Progress("blocks", wanted=not is_quiet()) as progress:
        progress.set_step("dividing the sources into blocks")
        for block in run_on_ray(sources, folder, ClusterSettings(**settings)):
            if not block.part:  # the first report: how many blocks there are
                unchanged = block.done
                progress.expect(block.blocks - unchanged)
                progress.set_step("extracting on Ray")
                continue
            articles, quotes, failed = articles + block.articles, quotes + block.quotes, failed + block.failed
            progress.advance()
    if not is_quiet():
        parts = [f"{count(articles, 'article')} done", count(quotes, "quote")]
        parts += [f"{count(unchanged, 'block')} unchanged"] if unchanged else []
        parts += [f"{failed:,} failed"] if failed else []
        say(f"{', '.join(parts)} -> {folder} ({time.monotonic() - started:.1f} s)")
    return ExitCode.SOME_FAILED if failed else ExitCode.DONE
