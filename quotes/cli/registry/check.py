"""``quotes registry check``: the errors in a list of speakers."""

from __future__ import annotations

from pathlib import Path

import click

from quotes.cli.options import FILE, common_options, is_quiet
from quotes.cli.terminal import count, say


@click.command("check")
@click.argument("speakers", type=FILE)
@common_options
def command(speakers: Path) -> None:
    """Check your own list of speakers (.yaml or .csv), and show each error with its line."""
    from quotes.registry import read_user_list

    user_list = read_user_list(speakers)
    if not is_quiet():
        offices = sum(len(person.terms) for person in user_list.people)
        say(f"{speakers}: {count(len(user_list.people), 'speaker')}, {count(offices, 'office')}, no errors")
