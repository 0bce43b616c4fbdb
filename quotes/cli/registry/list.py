"""``quotes registry list``: the identities."""

from __future__ import annotations

from pathlib import Path

import click

from quotes.cli.options import common_options, table_options
from quotes.cli.registry.common import print_rows, registry_option


@click.command("list")
@registry_option
@click.option("--kind", type=click.Choice(["person", "organisation"]), help="Only people, or only organisations.")
@click.option("--listed", is_flag=True, help="Only identities from your own list.")
@table_options
@common_options
def command(path: Path, kind: str | None, listed: bool, limit: int, form: str) -> None:  # noqa: FBT001 - click's form
    """List the identities, the most quoted first."""
    from quotes.registry.storage import read_registry

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
        for each in read_registry(path).registry.identities
        if (kind is None or each.kind == kind) and (each.listed_at or not listed)
    ]
    print_rows(rows, form, limit, empty="the registry has no such identity")
