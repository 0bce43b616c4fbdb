"""The command ``quotes``: one command a file, the only place that prints and exits.

To add a command, write ``quotes/cli/NAME.py`` with a click command (or group)
called ``command``, and enter its module in :data:`COMMANDS`. At the top of such
a file import click and what is light; torch, Stanza, pyarrow and the like are
imported inside the functions. A command returns its exit code, or None for 0,
and raises :class:`~quotes.errors.QuotesError` for what the user can mend.
"""

from __future__ import annotations

import os

import click

from quotes.cli.group import CommandGroup
from quotes.cli.options import version_option

#: The commands in the order of ``quotes --help``, and the module of each.
COMMANDS = {
    "extract": "quotes.cli.extract",
    "corpus": "quotes.cli.corpus",
    "view": "quotes.cli.view",
    "graph": "quotes.cli.graph",
    "registry": "quotes.cli.registry",
    "explain": "quotes.cli.explain",
    "rules": "quotes.cli.rules",
    "evaluate": "quotes.cli.evaluate",
    "benchmark": "quotes.cli.benchmark",
    "convert-gold": "quotes.cli.gold",
}


@click.group(cls=CommandGroup, modules=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@version_option
def cli() -> None:
    """Who said what in Indonesian news: quotes, their speakers, and the graph of them."""


def main() -> None:
    """Run the command line of this process; never returns.

    One thread is fastest, and alone does not fight with other processes for the cores (docs/speed.md); it must be said
    before PyTorch is loaded. OMP_NUM_THREADS asks for more.
    """
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    cli(prog_name="quotes")
