"""``quotes registry``: identities of speakers across articles."""

from __future__ import annotations

import click

from quotes.cli.group import CommandGroup

#: The commands in the order of ``quotes registry --help``, and the module of each.
COMMANDS = {
    "build": "quotes.cli.registry.build",
    "list": "quotes.cli.registry.queries",
    "show": "quotes.cli.registry.queries",
    "merges": "quotes.cli.registry.queries",
    "proposals": "quotes.cli.registry.queries",
    "merge": "quotes.cli.registry.decisions",
    "split": "quotes.cli.registry.decisions",
    "apply": "quotes.cli.registry.build",
    "export": "quotes.cli.registry.build",
    "check": "quotes.cli.registry.build",
}


@click.group("registry", cls=CommandGroup, modules=COMMANDS)
def registry_command() -> None:
    """Identify the same speaker across articles: merge names such as Jokowi and Joko Widodo into one identity.

    \b
      quotes registry build records.jsonl -o registry.json
      quotes registry list
      quotes registry proposals
      quotes registry merge jokowi joko-widodo
      quotes registry apply records.jsonl registry.json -o identified.jsonl

    Commands read registry.json in the current folder, or the file that --registry gives.
    """  # noqa: D301 - click wants the character \b itself
