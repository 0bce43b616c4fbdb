"""``quotes speakers``: who is who across articles. One command a file, as in :mod:`quotes.cli`."""

from __future__ import annotations

import click

from quotes.cli.group import CommandGroup

#: The commands in the order of ``quotes speakers --help``, and the module of each.
COMMANDS = {
    "build": "quotes.cli.speakers.build",
    "list": "quotes.cli.speakers.list",
    "show": "quotes.cli.speakers.show",
    "merges": "quotes.cli.speakers.merges",
    "proposals": "quotes.cli.speakers.proposals",
    "merge": "quotes.cli.speakers.merge",
    "split": "quotes.cli.speakers.split",
    "apply": "quotes.cli.speakers.apply",
    "export": "quotes.cli.speakers.export",
    "check": "quotes.cli.speakers.check",
}


@click.group("speakers", cls=CommandGroup, modules=COMMANDS)
def command() -> None:
    """Who is who across articles: names become identities, from stored RECORDS (JSON lines of quotes extract).

    \b
      quotes speakers build records.jsonl -o registry.json
      quotes speakers list
      quotes speakers proposals
      quotes speakers merge jokowi joko-widodo
      quotes speakers apply records.jsonl registry.json -o identified.jsonl

    The registry of the commands that take no FILE is registry.json, here, or what --registry says.
    """  # noqa: D301 - click wants the character \b itself
