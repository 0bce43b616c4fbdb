"""``quotes registry export``: the identities as a list that can be edited and given back by --speakers."""

from __future__ import annotations

from pathlib import Path

import click

from quotes.cli.messages import say
from quotes.cli.options import common_options, is_quiet
from quotes.cli.registry.common import FILE, registry_option, user_list_of


@click.command("export")
@registry_option
@click.option("-o", "--output", required=True, type=FILE, metavar="FILE", help="Ends in yaml or csv.")
@click.option("--min-articles", type=click.IntRange(min=1), default=2, show_default=True,
              help="Leave out who comes in fewer; those of your own list stay.")  # fmt: skip
@common_options
def command(path: Path, output: Path, min_articles: int) -> None:
    """Write identities in the form of speakers.yaml or speakers.csv, to be edited and given back by --speakers.

    Roles that articles give are not written as offices, since nothing says from when to when: the YAML file has them in
    comments.
    """
    from quotes.registry.storage import read_registry
    from quotes.registry.user_list_writer import write_user_list

    stored = read_registry(path)
    found = [each for each in stored.registry.identities if each.listed_at or each.articles >= min_articles]
    write_user_list(found, user_list_of(stored), output)
    if not is_quiet():
        say(f"{len(found):,} identities -> {output}")
