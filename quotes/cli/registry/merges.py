"""``quotes registry merges``: which names were merged, and why."""

from __future__ import annotations

from pathlib import Path

import click

from quotes.cli.options import common_options, table_options
from quotes.cli.registry.common import print_rows, registry_option


@click.command("merges")
@registry_option
@click.option("--all", "everything", is_flag=True, help="Include merges of speakers with the same name.")
@table_options
@common_options
def command(path: Path, everything: bool, limit: int, form: str) -> None:  # noqa: FBT001 - click's form
    """List the names that were merged, the least certain first, with the reasons for and against."""
    from quotes.registry.storage import read_registry

    pairs = [
        (identity, join)
        for identity in read_registry(path).registry.identities
        for join in identity.joins
        if everything or join.one != join.other
    ]
    pairs.sort(key=lambda pair: (pair[1].score, pair[0].id, pair[1].one, pair[1].other))
    rows = [
        {
            "id": identity.id,
            "one": join.one,
            "other": join.other,
            "score": join.score,
            "reasons": join.reasons,
            "doubts": join.doubts,
        }
        for identity, join in pairs
    ]
    print_rows(rows, form, limit, empty="no names were merged")
