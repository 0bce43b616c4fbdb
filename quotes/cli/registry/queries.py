"""Commands that show a registry: its identities, one of them in full, what was merged and what is proposed."""

from __future__ import annotations

from pathlib import Path

import click

from quotes.cli.options import common_options, table_options
from quotes.cli.registry.common import find_identity, print_rows, registry_option
from quotes.cli.terminal import count


@click.command("list")
@registry_option
@click.option("--kind", type=click.Choice(["person", "organisation"]), help="Only people, or only organisations.")
@click.option("--listed", is_flag=True, help="Only identities from your own list.")
@table_options
@common_options
def list_command(path: Path, kind: str | None, listed: bool, limit: int, form: str) -> None:  # noqa: FBT001 - click's form
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


@click.command("show")
@click.argument("name")
@registry_option
@click.option(
    "-n", "--rows", "limit", type=click.IntRange(min=0), metavar="N", default=20, show_default=True,
    help="The number of articles to show.",
)  # fmt: skip
@common_options
def show_command(name: str, path: Path, limit: int) -> None:
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


@click.command("merges")
@registry_option
@click.option("--all", "everything", is_flag=True, help="Include merges of speakers with the same name.")
@table_options
@common_options
def merges_command(path: Path, everything: bool, limit: int, form: str) -> None:  # noqa: FBT001 - click's form
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


@click.command("proposals")
@registry_option
@table_options
@common_options
def proposals_command(path: Path, limit: int, form: str) -> None:
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
