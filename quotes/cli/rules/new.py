"""``quotes rules new``: a template for a new rule."""

from __future__ import annotations

from pathlib import Path

import click

from quotes.cli.options import common_options, is_quiet
from quotes.cli.terminal import say, shorten_path


@click.command("new")
@click.argument("rule_id", metavar="ID")
@click.option(
    "--into", "folder", default="rules", show_default=True, metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder of rules to write to; it is created if it does not exist.",
)  # fmt: skip
@common_options
def command(rule_id: str, folder: Path) -> None:
    """Write a template for a new rule to DIR/constructions/ID.yaml.

    The ID begins with the type of the rule: direct/cicit, indirect/…, introduction/… An existing file is never changed.
    """
    from quotes.authoring.scaffold import new_rule

    path = new_rule(rule_id, folder)
    click.echo(shorten_path(str(path)))
    if not is_quiet():
        say(f"next: edit it, then run quotes rules check {folder} and quotes rules test {rule_id} --rules {folder}")
