"""``quotes rules new``: the file of a new rule."""

from __future__ import annotations

from pathlib import Path

import click

from quotes.cli.messages import say
from quotes.cli.options import common_options, is_quiet
from quotes.cli.screen import short


@click.command("new")
@click.argument("rule_id", metavar="ID")
@click.option(
    "--into", "folder", default="rules", show_default=True, metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False), help="The folder of rules that it goes into, made where needed.",
)  # fmt: skip
@common_options
def command(rule_id: str, folder: Path) -> None:
    """Write a rule to begin with, as DIR/constructions/ID.yaml. A file that is there is never touched.

    The first part of the ID is the type of the rule: direct/cicit, indirect/…, introduction/…
    """
    from quotes.authoring.scaffold import new_rule

    path = new_rule(rule_id, folder)
    click.echo(short(str(path)))
    if not is_quiet():
        say(f"next: change it, then quotes rules check {folder} and quotes rules test {rule_id} --rules {folder}")
