"""``quotes rules schema``: the JSON Schema of rule files."""

from __future__ import annotations

import json

import click

from quotes.cli.options import common_options


@click.command("schema")
@common_options
def command() -> None:
    """Print the JSON Schema of rule files, which lets editors complete keys and mark errors.

    It is shipped as rules/schema.json; a file that quotes rules new writes refers to it in its first line.
    """
    from quotes.authoring.schema import schema

    click.echo(json.dumps(schema(), ensure_ascii=False, indent=1))
