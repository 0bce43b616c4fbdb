"""``quotes rules``: inspect, check, test and write rules. One command per file, as in :mod:`quotes.cli`."""

from __future__ import annotations

import click

from quotes.cli.group import CommandGroup

#: The commands in the order of ``quotes rules --help``, and the module of each.
COMMANDS = {
    "list": "quotes.cli.rules.list",
    "show": "quotes.cli.rules.show",
    "check": "quotes.cli.rules.check",
    "test": "quotes.cli.rules.test",
    "coverage": "quotes.cli.rules.coverage",
    "new": "quotes.cli.rules.new",
    "schema": "quotes.cli.rules.schema",
}


@click.group("rules", cls=CommandGroup, modules=COMMANDS)
def command() -> None:
    """Inspect, check, test and write the rules that find quotes.

    The rules are YAML files in the folder rules/. A folder of your own with the same layout adds to them, and replaces
    files of the same name. Give it to these commands, and to quotes extract, by --rules.
    """
