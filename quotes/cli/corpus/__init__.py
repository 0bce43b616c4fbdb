"""``quotes corpus``: the quotes of a whole collection, in one SQLite file."""

from __future__ import annotations

import click

from quotes.cli.errors import EXIT_CODES
from quotes.cli.group import CommandGroup

#: The commands in the order of ``quotes corpus --help``, and the module of each.
COMMANDS = {
    "run": "quotes.cli.corpus.run",
    "status": "quotes.cli.corpus.queries",
    "failures": "quotes.cli.corpus.queries",
    "search": "quotes.cli.corpus.queries",
    "export": "quotes.cli.corpus.queries",
    "datasette": "quotes.cli.corpus.queries",
}


@click.group("corpus", cls=CommandGroup, modules=COMMANDS, epilog=EXIT_CODES)
def corpus_command() -> None:
    """Extract the quotes of a large collection into a store (one SQLite file), and search or export them.

    \b
      quotes corpus run arsip/ -s quotes.db --workers 4
      quotes corpus search quotes.db "harga beras" --speaker "Sri Lestari"
      quotes corpus export quotes.db -o maret.csv --from 2024-03-01 --to 2024-03-31

    A run can be stopped or killed at any time; the same command continues it.
    """  # noqa: D301 - click wants the character \b itself
