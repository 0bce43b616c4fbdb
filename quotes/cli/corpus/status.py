"""``quotes corpus status``: the contents of a store and the progress of its runs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quotes.cli.options import common_options, store_argument
from quotes.cli.terminal import count

if TYPE_CHECKING:
    from quotes.corpus.store import Summary


@click.command("status")
@store_argument
@common_options
def command(store: Path) -> None:
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
