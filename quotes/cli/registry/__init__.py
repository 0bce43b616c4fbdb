"""``quotes registry``: identities of speakers across articles. One command per file, as in :mod:`quotes.cli`."""

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
    """Identify the same speaker across articles: merge names such as Jokowi and Joko Widodo into one identity.

    \b
      quotes registry build records.jsonl -o registry.json
      quotes registry list
      quotes registry proposals
      quotes registry merge jokowi joko-widodo
      quotes registry apply records.jsonl registry.json -o identified.jsonl

    Commands read registry.json in the current folder, or the file that --registry gives.
    """  # noqa: D301 - click wants the character \b itself
