"""``quotes registry proposals``: pairs that may be one, and were not joined."""

from __future__ import annotations

from pathlib import Path

import click

from quotes.cli.options import common_options
from quotes.cli.registry.common import format_option, limit_option, print_rows, registry_option


@click.command("proposals")
@registry_option
@limit_option
@format_option
@common_options
def command(path: Path, limit: int, form: str) -> None:
    """List pairs that may be one, the likeliest first: quotes registry merge ONE OTHER joins them."""
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
    print_rows(rows, form, limit, nothing="no pair is in doubt")
