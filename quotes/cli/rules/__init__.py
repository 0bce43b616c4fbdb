"""``quotes rules``: inspect, check, test and write rules."""

from __future__ import annotations

import click

from quotes.cli.group import CommandGroup

#: The commands in the order of ``quotes rules --help``, and the module of each.
COMMANDS = {
    "list": "quotes.cli.rules.catalog",
    "show": "quotes.cli.rules.catalog",
    "check": "quotes.cli.rules.check",
    "test": "quotes.cli.rules.check",
    "coverage": "quotes.cli.rules.check",
    "new": "quotes.cli.rules.catalog",
    "schema": "quotes.cli.rules.catalog",
}


@click.group("rules", cls=CommandGroup, modules=COMMANDS)
def rules_command() -> None:
    """Inspect, check, test and write the rules that find quotes.

    The rules are YAML files in the folder rules/. A folder of your own with the same layout adds to them, and replaces
    files of the same name. Give it to these commands, and to quotes extract, by --rules.
    """
