"""``quotes registry merge``: merge identities by hand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from quotes.cli.options import common_options, is_quiet, rules_option
from quotes.cli.registry.common import find_identity, keep_decision, registry_option
from quotes.cli.terminal import say


@click.command("merge")
@click.argument("names", nargs=-1, required=True, metavar="NAME NAME...")
@registry_option
@rules_option
@common_options
def command(names: Sequence[str], path: Path, rules: Sequence[Path]) -> None:
    """Merge identities, given by id, name or alias.

    The decision is kept in decisions.yaml. To undo it, remove its line and build the registry again.
    """
    from quotes.registry.decisions import Decision
    from quotes.registry.storage import read_registry

    stored = read_registry(path)
    ids = tuple(dict.fromkeys(find_identity(stored.registry, name).id for name in names))
    if len(ids) < 2:
        raise click.UsageError("give at least two different identities.")
    decisions = keep_decision(path, stored, Decision(ids), rules)
    if not is_quiet():
        say(f"merged {' and '.join(ids)}; kept in {decisions}")
