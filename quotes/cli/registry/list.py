"""``quotes registry list``: the identities, the most quoted first."""

from __future__ import annotations

from pathlib import Path

import click

from quotes.cli.options import common_options
from quotes.cli.registry.common import format_option, limit_option, print_rows, registry_option


@click.command("list")
@registry_option
@click.option("--kind", type=click.Choice(["person", "organisation"]), help="Only people, or only bodies.")
@click.option("--listed", is_flag=True, help="Only those of your own list.")
@limit_option
@format_option
@common_options
def command(path: Path, kind: str | None, listed: bool, limit: int, form: str) -> None:  # noqa: FBT001 - click's form
    """List the identities, the most quoted first."""
    from quotes.registry.storage import read_registry

    found = [
        identity
        for identity in read_registry(path).registry.identities
        if (kind is None or identity.kind == kind) and (identity.listed_at or not listed)
    ]
    rows = [
        {
            "id": each.id,
            "name": each.name,
            "quotes": each.quotes,
            "articles": each.articles,
            "aliases": each.aliases[:3],
            "role": next(iter(each.roles), None),
            "external": [f"{key}:{value}" for key, value in each.external.items()],
        }
        for each in found
    ]
    print_rows(rows, form, limit, nothing="no identity: nobody in the registry is such")
