"""``quotes registry``: who is who across articles. One command a file, as in :mod:`quotes.cli`."""

from __future__ import annotations

import click

from quotes.cli.group import CommandGroup

#: The commands in the order of ``quotes registry --help``, and the module of each.
COMMANDS = {
    "build": "quotes.cli.registry.build",
    "list": "quotes.cli.registry.list",
    "show": "quotes.cli.registry.show",
    "merges": "quotes.cli.registry.merges",
    "proposals": "quotes.cli.registry.proposals",
    "merge": "quotes.cli.registry.merge",
    "split": "quotes.cli.registry.split",
    "apply": "quotes.cli.registry.apply",
    "export": "quotes.cli.registry.export",
    "check": "quotes.cli.registry.check",
}


@click.group("registry", cls=CommandGroup, modules=COMMANDS)
def command() -> None:
    """Who is who across articles: names become identities, from stored RECORDS (JSON lines of quotes extract).

    \b
      quotes registry build records.jsonl -o registry.json
      quotes registry list
      quotes registry proposals
      quotes registry merge jokowi joko-widodo
      quotes registry apply records.jsonl registry.json -o identified.jsonl

    The registry of the commands that take no FILE is registry.json, here, or what --registry says.
    """  # noqa: D301 - click wants the character \b itself
