"""``quotes registry check``: what is wrong with a list of speakers."""

from __future__ import annotations

from pathlib import Path

import click

from quotes.cli.messages import say
from quotes.cli.options import common_options, is_quiet
from quotes.cli.registry.common import FILE


@click.command("check")
@click.argument("speakers", type=FILE)
@common_options
def command(speakers: Path) -> None:
    """Check a speakers.yaml or speakers.csv: every problem is a line, file:line:col: what is wrong [code]."""
    from quotes.registry import read_user_list

    user_list = read_user_list(speakers)
    if not is_quiet():
        terms = sum(len(person.terms) for person in user_list.people)
        say(f"{speakers}: {len(user_list.people):,} speakers, {terms:,} offices; nothing is wrong")
