"""What the commands of ``quotes registry`` share: their options, the registry they read, the tables they print."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quotes.cli.messages import say
from quotes.errors import InputError

if TYPE_CHECKING:
    from quotes.registry import Identity, Registry
    from quotes.registry.decisions import Decision
    from quotes.registry.storage import StoredRegistry
    from quotes.registry.user_list import UserList

#: A row of a table: its cells by the names of the columns.
Row = Mapping[str, object]

FILE = click.Path(path_type=Path, dir_okay=False)
registry_option = click.option(
    "--registry", "path", type=FILE, default=Path("registry.json"), show_default=True, metavar="FILE",
    help="What quotes registry build wrote.",
)  # fmt: skip
rules_option = click.option(
    "--rules", multiple=True, metavar="DIR", type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="A folder laid out like rules/; its titles and registry/merging.yaml count, too. May be repeated.",
)  # fmt: skip
format_option = click.option(
    "--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True
)
limit_option = click.option(
    "-n", "--rows", "limit", type=click.IntRange(min=0), default=20, show_default=True,
    help="Most rows; 0 for all. CSV and JSON have all.",
)  # fmt: skip


def one(registry: Registry, name: str) -> Identity:
    """The only identity of this id, name or alias.

    Raises:
        InputError: there is none, or there are several.
    """
    from quotes.yamlsource import did_you_mean

    found = registry.find(name)
    if len(found) == 1 or (found and found[0].id == name):
        return found[0]
    if found:
        ids = ", ".join(identity.id for identity in found[:5])
        raise InputError(f"{len(found)} identities are called {name!r}", hint=f"give an id: {ids}")
    near = did_you_mean(name, [known for each in registry.identities for known in (each.id, each.name)])
    raise InputError(f"nobody is called {name!r}", hint=near or "quotes registry list -n 0 shows all")


def decided(stored: StoredRegistry, more: Sequence[Decision], rules: Sequence[Path]) -> Registry:
    """The registry made anew from its own entries, with the decisions of its file and some more."""
    from quotes.registry import build_from_entries, load_registry_rules
    from quotes.registry.decisions import read_decisions

    before = read_decisions(Path(stored.decisions)) if stored.decisions else []
    entries = list(stored.registry.entries)
    return build_from_entries(entries, load_registry_rules(rules), user_list_of(stored), [*before, *more])


def user_list_of(stored: StoredRegistry) -> UserList | None:
    """The user's list that a registry was made with."""
    from quotes.registry import read_user_list

    return read_user_list(Path(stored.speakers)) if stored.speakers else None


def print_rows(rows: Sequence[Row], form: str, limit: int, *, nothing: str) -> None:
    """Print a table: for people at most ``limit`` rows, for programs all."""
    if form == "json":
        click.echo(json.dumps(list(rows), ensure_ascii=False, indent=1))
    elif form == "csv":
        if rows:
            writer = csv.DictWriter(sys.stdout, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows({key: _cell(value) for key, value in row.items()} for row in rows)
    elif not rows:
        say(nothing)
    else:
        _print_table(rows[:limit] if limit else rows)
        if limit and len(rows) > limit:
            say(f"{limit} of {len(rows):,} rows; -n 0 shows all")


def _print_table(rows: Sequence[Row]) -> None:
    from rich import box
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="bold", border_style="dim")
    for name in rows[0]:
        number = isinstance(rows[0][name], int | float)
        table.add_column(name, justify="right" if number else "left", overflow="fold")
    for row in rows:
        table.add_row(*(escape(_printable(_cell(value))) for value in row.values()))
    console = Console(highlight=False)
    (console if console.is_terminal else Console(highlight=False, width=120)).print(table)


def _cell(value: object) -> str:
    if isinstance(value, list | tuple):
        return "; ".join(map(str, value))
    return f"{value:.2f}" if isinstance(value, float) else "" if value is None else str(value)


def _printable(text: str) -> str:
    return "".join(character if character.isprintable() else " " for character in text)
