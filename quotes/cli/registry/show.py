"""``quotes registry show``: one identity in full."""

from __future__ import annotations

from pathlib import Path

import click

from quotes.cli.options import common_options
from quotes.cli.registry.common import find_identity, registry_option
from quotes.cli.terminal import count


@click.command("show")
@click.argument("name")
@registry_option
@click.option(
    "-n", "--rows", "limit", type=click.IntRange(min=0), metavar="N", default=20, show_default=True,
    help="The number of articles to show.",
)  # fmt: skip
@common_options
def command(name: str, path: Path, limit: int) -> None:
    """Show an identity in full: its names, roles, articles, and why its names were merged.

    NAME is an id, a name or an alias.
    """
    from quotes.registry.storage import read_registry

    identity = find_identity(read_registry(path).registry, name)
    external = "; ".join(f"{key} {value}" for key, value in identity.external.items())
    facts = {
        "name": identity.name,
        "id": identity.id,
        "kind": identity.kind,
        "aliases": "; ".join(identity.aliases),
        "roles": "; ".join(identity.roles[:8]),
        "affiliations": "; ".join(identity.affiliations[:8]),
        "gender": identity.gender,
        "external": external,
        "listed": identity.listed_at,
        "quotes": f"{identity.quotes:,} in {count(identity.articles, 'article')}",
    }
    for key, value in facts.items():
        if value:
            click.echo(f"{key:13} {value}")
    for join in identity.joins:
        doubts = f", but {', '.join(join.doubts)}" if join.doubts else ""
        click.echo(f"{'merged':13} {join.one} = {join.other} ({join.score:.2f}: {', '.join(join.reasons)}{doubts})")
    for entry in identity.entries[:limit]:
        about = ", ".join(filter(None, (entry.name, *entry.roles[:1], entry.date)))
        click.echo(f"{'article':13} {entry.key.article}: {about}")
    if len(identity.entries) > limit:
        click.echo(f"{'':13} … and {len(identity.entries) - limit:,} more; -n {len(identity.entries)} shows all")
