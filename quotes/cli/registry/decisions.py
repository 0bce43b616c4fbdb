"""Commands by which the user decides on identities: merge and split."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from quotes.cli.options import common_options, is_quiet, rules_option
from quotes.cli.registry.common import find_identity, keep_decision, registry_option
from quotes.cli.terminal import say
from quotes.errors import UsageError


@click.command("merge")
@click.argument("names", nargs=-1, required=True, metavar="NAME NAME...")
@registry_option
@rules_option
@common_options
def merge_command(names: Sequence[str], path: Path, rules: Sequence[Path]) -> None:
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


@click.command("split")
@click.argument("name")
@click.argument("articles", nargs=-1, metavar="[ARTICLE...]")
@click.option("--name", "names", multiple=True, metavar="NAME", help="Separate the articles that use this name.")
@registry_option
@rules_option
@common_options
def split_command(name: str, articles: Sequence[str], names: Sequence[str], path: Path, rules: Sequence[Path]) -> None:
    """Split an identity: separate its speakers in some articles, or with some name, into a new identity.

    The decision is kept in decisions.yaml. To undo it, remove its line and build the registry again.
    """
    from quotes.registry.decisions import Decision
    from quotes.registry.storage import read_registry
    from quotes.text import fold

    stored = read_registry(path)
    identity = find_identity(stored.registry, name)
    wanted = {fold(each) for each in names}
    out = [e for e in identity.entries if e.key.article in articles or fold(e.name) in wanted]
    if not out:
        hint = f"quotes registry show {identity.id} lists its articles and names"
        raise UsageError(f"{identity.id} has no such article or name", hint=hint)
    if len(out) == len(identity.entries):
        raise UsageError(f"this would separate all of {identity.id}", hint="give only some of its articles")
    decisions = keep_decision(path, stored, Decision((identity.id,), tuple(names), tuple(articles)), rules)
    if not is_quiet():
        say(f"separated {len(out):,} of {len(identity.entries):,} entries of {identity.id}; kept in {decisions}")
