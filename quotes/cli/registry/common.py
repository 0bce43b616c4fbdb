"""What the commands of ``quotes registry`` share: finding an identity, keeping a decision, printing a table."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quotes.cli.options import FILE
from quotes.cli.terminal import make_table, replace_unprintable, say, show
from quotes.errors import UsageError

if TYPE_CHECKING:
    from quotes.registry import Identity, Registry
    from quotes.registry.decisions import Decision
    from quotes.registry.storage import StoredRegistry
    from quotes.registry.user_list import UserList

#: A row of a table: its cells by the names of the columns.
Row = Mapping[str, object]

registry_option = click.option(
    "--registry", "path", type=FILE, default=Path("registry.json"), show_default=True, metavar="FILE",
    help="The registry that quotes registry build wrote.",
)  # fmt: skip


def find_identity(registry: Registry, name: str) -> Identity:
    """Return the only identity with this id, name or alias.

    Raises:
        UsageError: there is none, or there are several.
    """
    from quotes.yamlsource import did_you_mean

    found = registry.find(name)
    if len(found) == 1 or (found and found[0].id == name):
        return found[0]
    if found:
        ids = ", ".join(identity.id for identity in found[:5])
        raise UsageError(f"{len(found)} identities are called {name!r}", hint=f"give an id: {ids}")
    near = did_you_mean(name, [known for each in registry.identities for known in (each.id, each.name)])
    raise UsageError(f"no identity is called {name!r}", hint=near or "quotes registry list -n 0 shows all")


def keep_decision(path: Path, stored: StoredRegistry, decision: Decision, rules: Sequence[Path]) -> Path:
    """Add a decision of the user to the file of decisions, rewrite the registry with it, and return the file.

    Nothing is written if the decision cannot be carried out.

    Raises:
        RuleError: this decision, or an earlier one, names an identity that does not exist.
        OutputError: the registry cannot be written.
    """
    from quotes.registry import build_from_entries, load_registry_rules
    from quotes.registry.decisions import add_decision, read_decisions
    from quotes.registry.storage import write_registry

    decisions = Path(stored.decisions) if stored.decisions else path.with_name("decisions.yaml")
    earlier = read_decisions(decisions)
    entries = list(stored.registry.entries)
    registry = build_from_entries(
        entries, load_registry_rules(rules), read_stored_user_list(stored), [*earlier, decision]
    )
    add_decision(decisions, decision)
    write_registry(replace(stored, registry=registry, decisions=str(decisions)), path)
    return decisions


def read_stored_user_list(stored: StoredRegistry) -> UserList | None:
    """Read the user's list of speakers that a registry was built with."""
    from quotes.registry import read_user_list

    return read_user_list(Path(stored.speakers)) if stored.speakers else None


def print_rows(rows: Sequence[Row], form: str, limit: int, *, empty: str) -> None:
    """Print rows as a table with at most ``limit`` of them, or as CSV or JSON with all; ``empty`` if there is none."""
    if form == "json":
        click.echo(json.dumps(list(rows), ensure_ascii=False, indent=1))
    elif form == "csv":
        if rows:
            writer = csv.DictWriter(sys.stdout, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows({key: _format_cell(value) for key, value in row.items()} for row in rows)
    elif not rows:
        say(empty)
    else:
        _print_table(rows[:limit] if limit else rows)
        if limit and len(rows) > limit:
            say(f"{limit} of {len(rows):,} rows; -n 0 shows all")


def _print_table(rows: Sequence[Row]) -> None:
    table = make_table(rows[0])
    for column, value in zip(table.columns, rows[0].values(), strict=True):
        column.justify = "right" if isinstance(value, int | float) else "left"
    for row in rows:
        table.add_row(*(replace_unprintable(_format_cell(value)) for value in row.values()))
    show(table)


def _format_cell(value: object) -> str:
    if isinstance(value, list | tuple):
        return "; ".join(map(str, value))
    return f"{value:.2f}" if isinstance(value, float) else "" if value is None else str(value)
