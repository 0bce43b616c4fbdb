"""``quotes registry export``: the identities as a list of speakers."""

from __future__ import annotations

from pathlib import Path

import click

from quotes.cli.files import refuse_overwriting
from quotes.cli.options import FILE, common_options, is_quiet
from quotes.cli.registry.common import read_stored_user_list, registry_option
from quotes.cli.terminal import say


@click.command("export")
@registry_option
@click.option("-o", "--output", required=True, type=FILE, metavar="FILE", help="The file to write: .yaml or .csv.")
@click.option(
    "--min-articles", type=click.IntRange(min=1), metavar="N", default=2, show_default=True,
    help="Leave out identities in fewer articles, unless they are from your own list.",
)  # fmt: skip
@common_options
def command(path: Path, output: Path, min_articles: int) -> None:
    """Write the identities as a list of speakers, to edit and to use with --speakers.

    Roles in articles are not exported as offices, because articles do not say when they began and ended; the YAML file
    has them as comments.
    """
    from quotes.registry.storage import read_registry
    from quotes.registry.user_list_writer import write_user_list

    refuse_overwriting(output, [path])
    stored = read_registry(path)
    found = [each for each in stored.registry.identities if each.listed_at or each.articles >= min_articles]
    write_user_list(found, read_stored_user_list(stored), output)
    if not is_quiet():
        say(f"{len(found):,} identities -> {output}")
