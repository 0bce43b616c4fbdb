"""The command ``quotes``: the only package that prints and exits.

Related commands share a module. To add one, write a click command (or
group) ``NAME_command``, and enter its module in :data:`COMMANDS`. The help imports
all of these modules, so import only click and light modules at the top; import
torch, Stanza, pyarrow and the like inside functions. A command returns its exit
code, or None for 0, and raises :class:`~quotes.errors.QuotesError` for errors
that the user can correct. Options that several commands have are in
:mod:`quotes.cli.options`.
"""

from __future__ import annotations

import os

import click

from quotes.cli.errors import stop_on_signals
from quotes.cli.group import CommandGroup
from quotes.cli.options import version_option
from quotes.cli.terminal import open_closed_streams

#: The commands in the order of ``quotes --help``, and the module of each.
COMMANDS = {
    "extract": "quotes.cli.extract",
    "corpus": "quotes.cli.corpus",
    "speakers": "quotes.cli.records",
    "view": "quotes.cli.records",
    "report": "quotes.cli.graph",
    "graph": "quotes.cli.graph",
    "serve": "quotes.cli.serve",
    "registry": "quotes.cli.registry",
    "explain": "quotes.cli.explain",
    "check": "quotes.cli.records",
    "verify": "quotes.cli.verify",
    "rules": "quotes.cli.rules",
    "evaluate": "quotes.cli.evaluate",
    "convert-gold": "quotes.cli.evaluate",
    "benchmark": "quotes.cli.benchmark",
}


@click.group(cls=CommandGroup, modules=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@version_option
def cli() -> None:
    """Extract quotes from Indonesian news: who said what, and how the speakers are linked."""


def main() -> None:
    """Run the command line of this process; never returns.

    One thread is fastest (docs/speed.md), and several processes do not compete for the cores. PyTorch reads the
    variable when it is imported; OMP_NUM_THREADS in the environment takes precedence.
    """
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    stop_on_signals()
    open_closed_streams()
    cli(prog_name="quotes")
