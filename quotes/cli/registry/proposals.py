"""``quotes registry proposals``: pairs that were too doubtful to merge."""

from __future__ import annotations

from pathlib import Path

import click

from quotes.cli.options import common_options, table_options
from quotes.cli.registry.common import print_rows, registry_option


@click.command("proposals")
@registry_option
@table_options
@common_options
def command(path: Path, limit: int, form: str) -> None:
    """List the pairs of identities that may be the same, the most likely first.

    quotes registry merge ONE OTHER merges a pair.
    """
    from quotes.registry.storage import read_registry

    rows = [
        {
            "one": pair.one,
            "other": pair.other,
            "score": pair.score,
            "reasons": pair.reasons,
            "doubts": pair.doubts,
        }
        for pair in read_registry(path).registry.proposals
    ]
    print_rows(rows, form, limit, empty="there are no doubtful pairs")
