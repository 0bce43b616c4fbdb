"""``quotes registry merge``: join identities by hand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from quotes.cli.messages import say
from quotes.cli.options import common_options, is_quiet
from quotes.cli.registry.common import one, registry_option, rules_option
from quotes.cli.registry.keep import keep


@click.command("merge")
@click.argument("names", nargs=-1, required=True, metavar="NAME NAME...")
@registry_option
@rules_option
@common_options
def command(names: Sequence[str], path: Path, rules: Sequence[Path]) -> None:
    """Join identities, given by id or name. The decision is kept in decisions.yaml; to undo it, remove its line."""
    from quotes.registry.decisions import Decision
    from quotes.registry.storage import read_registry

    stored = read_registry(path)
    ids = tuple(dict.fromkeys(one(stored.registry, name).id for name in names))
    if len(ids) < 2:
        raise click.UsageError("give two identities that are not one already.")
    decisions = keep(path, stored, Decision(ids), rules)
    if not is_quiet():
        say(f"{' and '.join(ids)} are one; kept in {decisions}")
