"""``quotes convert-gold``: gold quotes from one format to another."""

from __future__ import annotations

from pathlib import Path

import click

from quotes.cli.files import refuse_overwriting
from quotes.cli.options import GOLD_FORMAT, common_options
from quotes.cli.terminal import count, say


@click.command("convert-gold")
@click.argument("source", type=click.Path(path_type=Path))
@click.argument("target", type=click.Path(path_type=Path))
@click.option(
    "--from", "read_as", type=GOLD_FORMAT, help="The format of SOURCE. Guessed from the file name by default."
)
@click.option("--to", "write_as", type=GOLD_FORMAT, help="The format of TARGET. Guessed from the file name by default.")
@common_options
def command(source: Path, target: Path, read_as: str | None, write_as: str | None) -> None:
    """Convert gold quotes between JSONL, brat and Label Studio.

    The names of SOURCE and TARGET give their formats: .jsonl is the format of quotes extract, .json is Label Studio, a
    name without an ending is a folder of brat files. SOURCE can be the output of quotes extract, to be corrected by
    hand.
    """
    from quotes.evaluation.formats import read_gold, write_gold

    refuse_overwriting(list(target.iterdir()) if target.is_dir() else target, [source])
    articles = read_gold(source, read_as)
    write_gold(articles, target, write_as)
    quotes = sum(len(article.quotes) for article in articles)
    say(f"{target}: {count(len(articles), 'article')}, {count(quotes, 'quote')}")
