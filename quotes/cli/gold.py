"""``quotes convert-gold``: gold from one form into another."""

from __future__ import annotations

from pathlib import Path

import click

from quotes.cli.messages import say
from quotes.cli.options import common_options

_FORMS = click.Choice(["jsonl", "brat", "label-studio"])


@click.command("convert-gold")
@click.argument("source", type=click.Path(path_type=Path))
@click.argument("target", type=click.Path(path_type=Path))
@click.option("--from", "read_as", type=_FORMS, help="Form of SOURCE; else by its name.")
@click.option("--to", "write_as", type=_FORMS, help="Form of TARGET; else by its name.")
@common_options
def command(source: Path, target: Path, read_as: str | None, write_as: str | None) -> None:
    """Convert SOURCE to TARGET: .jsonl is ours, .json is Label Studio, a name without suffix is a brat folder.

    SOURCE may also be what quotes extract wrote, to be corrected by hand into gold.
    """
    from quotes.evaluation.formats import read_gold, write_gold

    articles = read_gold(source, read_as)
    write_gold(articles, target, write_as)
    quotes = sum(len(article.quotes) for article in articles)
    say(f"{target}: {len(articles)} articles, {quotes} quotes")
