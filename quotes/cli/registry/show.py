"""``quotes registry show``: all about one identity."""

from __future__ import annotations

from pathlib import Path

import click

from quotes.cli.options import common_options
from quotes.cli.registry.common import one, registry_option

#: Most entries that are shown; the file has all.
_ENTRIES = 20


@click.command("show")
@click.argument("name")
@registry_option
@click.option("-n", "--rows", type=click.IntRange(min=0), default=_ENTRIES, show_default=True, help="Most articles.")
@common_options
def command(name: str, path: Path, rows: int) -> None:
    """Show an identity by id, name or alias: names, roles, why they are one, and the articles."""
    from quotes.registry.storage import read_registry

    identity = one(read_registry(path).registry, name)
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
        "quotes": f"{identity.quotes:,} in {identity.articles:,} articles",
    }
    for key, value in facts.items():
        if value:
            click.echo(f"{key:13} {value}")
    for join in identity.joins:
        doubts = f", but {', '.join(join.doubts)}" if join.doubts else ""
        click.echo(f"{'joined':13} {join.one} = {join.other} ({join.score:.2f}: {', '.join(join.reasons)}{doubts})")
    for entry in identity.entries[:rows]:
        about = ", ".join(filter(None, (entry.name, *entry.roles[:1], entry.date)))
        click.echo(f"{'article':13} {entry.key.article}: {about}")
    if len(identity.entries) > rows:
        click.echo(f"{'':13} … and {len(identity.entries) - rows:,} more; -n {len(identity.entries)} shows all")
