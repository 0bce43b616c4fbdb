"""``quotes corpus run``: bring a store up to date."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quotes.cli.corpus_ray import on_ray
from quotes.cli.errors import EXIT_CODES, ExitCode
from quotes.cli.messages import counted, say
from quotes.cli.options import common_options, is_quiet
from quotes.cli.progress import Progress
from quotes.errors import QuotesError

if TYPE_CHECKING:
    from quotes.corpus import Outcome, ProgressListener


@click.command("run", epilog=EXIT_CODES)
@click.argument("sources", nargs=-1, metavar="[SOURCES]...")
@click.option(
    "-s", "--store", required=True, metavar="FILE",
    help="The SQLite file that keeps articles, parses, quotes and failures; made where there is none. With --engine "
    "ray a folder of Parquet files.",
)  # fmt: skip
@click.option(
    "-w", "--workers", type=click.IntRange(min=1), default=1, show_default=True, metavar="N",
    help="Processes, each with one thread and about 1 GB; as many as there are cores.",
)  # fmt: skip
@click.option(
    "--engine", type=click.Choice(["local", "ray"]), default="local", show_default=True,
    help="Where workers run: processes of this machine, or actors of Ray, which many machines can share.",
)  # fmt: skip
@click.option("--address", metavar="HOST:PORT", help="With --engine ray: the cluster; without it, one is started here.")
@click.option("--retry-failures", is_flag=True, help="Try again what failed, and nothing else; takes no SOURCES.")
@click.option(
    "--model", default="id-news", show_default=True, metavar="NAME|DIR",
    help="The shipped model id-news, Stanza's own gsd or csui (fetched on first use), or the directory of a model.",
)  # fmt: skip
@click.option(
    "--rules", multiple=True, metavar="DIR", type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="A folder laid out like rules/, which adds to the shipped rules, verbs and lists. May be repeated.",
)  # fmt: skip
@click.option(
    "--speakers", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="Your own list of speakers (speakers.yaml or .csv): names, offices with dates, Wikidata ids.",
)  # fmt: skip
@click.option("--text-column", default="text", show_default=True, metavar="NAME", help="Where tables have the text.")
@click.option("--id-column", default="id", show_default=True, metavar="NAME", help="Where tables have the id.")
@common_options
def run_command(
    sources: Sequence[str],
    store: str,
    engine: str,
    address: str | None,
    retry_failures: bool,  # noqa: FBT001 - click passes all by name
    **chosen: Any,
) -> ExitCode:
    """Extract the quotes of all articles in SOURCES into a store.

    SOURCES are what quotes extract takes: text files, HTML pages, JSONL and CSV tables, folders and globs of them, or
    - for standard input. What the store has already is not done again, unless the model or the rules have changed;
    after a change of rules nothing is parsed again. Without SOURCES all articles of the store are brought up to date.

    \b
      quotes corpus run arsip/ -s quotes.db --workers 4
      quotes corpus run -s quotes.db --rules my-rules/

    With --engine ray, SOURCES are JSONL and Parquet files and folders of them, FILE is a folder, and both are at the
    same place on all machines, or at an address such as s3://bucket/folder:

    \b
      quotes corpus run arsip/ -s parts/ --engine ray --workers 64 --address auto
    """  # noqa: D301 - to click, the character \b before a paragraph keeps its line breaks
    chosen["rules"] = tuple(chosen["rules"])
    if retry_failures and sources:
        raise click.UsageError("--retry-failures knows what failed; leave out SOURCES.")
    if engine == "ray":
        if not sources:
            raise click.UsageError("--engine ray needs SOURCES; to try a block again, delete its part.")
        return on_ray(sources, store, address=address, **chosen)
    if address:
        raise click.UsageError("--address goes with --engine ray.")
    return _here(sources, Path(store), retry_failures=retry_failures, **chosen)


def _here(sources: Sequence[str], path: Path, **chosen: Any) -> ExitCode:
    """Run on this machine; what is chosen are the fields of :class:`quotes.corpus.Settings`."""
    from quotes.corpus import Settings, Store, run

    if not sources and not path.exists():
        raise click.UsageError("a new store needs SOURCES.")
    started = time.monotonic()
    with Progress("articles", wanted=not is_quiet()) as progress, Store(path) as store:
        outcome = run(store, sources, Settings(**chosen), _watch(progress))
    if not is_quiet():
        say(f"{_told(outcome)} -> {path} ({time.monotonic() - started:.1f} s)")
    return _code(outcome, wanted=bool(sources))


def _watch(progress: Progress) -> ProgressListener:
    from quotes.corpus import ProgressListener
    from quotes.corpus.work_queue import Result
    from quotes.reading import Failure
    from quotes.records import Article

    class Shown(ProgressListener):
        """Shows a run on standard error."""

        def on_read(self, items: Sequence[Article | Failure]) -> None:
            progress.doing("reading")
            progress.advance(len(items))
            for item in items:
                if isinstance(item, Failure):
                    say(str(item.error) if item.error.path else f"{item.origin}: {item.error}")

        def on_start(self, total: int) -> None:
            progress.doing("loading the model")
            progress.expect(total)

        def on_results(self, results: Sequence[Result], articles: int) -> None:
            progress.doing("extracting")
            progress.advance(len(results))

    return Shown()


def _told(outcome: Outcome) -> str:
    """``120 articles, 20 of them done before; 100 done (90 parsed), 412 quotes, 2 failed``."""
    known = max(outcome.read - outcome.done, 0)
    parts = [f"{counted(outcome.done, 'article')} done ({outcome.parsed:,} parsed)", counted(outcome.quotes, "quote")]
    parts += [f"{known:,} known already"] if known else []
    parts += [f"{outcome.failed:,} failed"] if outcome.failed else []
    parts += [f"{outcome.unread:,} could not be read"] if outcome.unread else []
    return ", ".join(parts)


def _code(outcome: Outcome, *, wanted: bool) -> ExitCode:
    if wanted and not outcome.read:
        raise QuotesError("there is no article in the input", hint="the store has nothing new")
    return ExitCode.SOME_FAILED if outcome.failed or outcome.unread else ExitCode.DONE
