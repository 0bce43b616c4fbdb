"""``quotes rules list``: the rules, one a line."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quotes.cli.options import common_options
from quotes.cli.screen import rules_option, short, show

if TYPE_CHECKING:
    from quotes.rulelang.rule import Rule


@click.command("list")
@rules_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@common_options
def command(rules: Sequence[Path], form: str) -> None:
    """List all rules by their type and priority; of two that want the same words the higher priority wins.

    The last columns count the examples, the counter-examples and the known misses.
    """
    from quotes.authoring.catalog import list_rules

    found = list_rules(rules)
    if form == "json":
        click.echo(json.dumps([_as_dict(rule) for rule in found], ensure_ascii=False, indent=1))
    else:
        _table(found)


def _as_dict(rule: Rule) -> dict[str, object]:
    return {
        "id": rule.id,
        "type": rule.type,
        "priority": rule.priority,
        "status": rule.status,
        "title": rule.title,
        "examples": len(rule.examples),
        "counter_examples": len(rule.counter_examples),
        "misses": len(rule.misses),
        "path": short(rule.path),
    }


def _table(rules: Sequence[Rule]) -> None:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="bold", border_style="dim")
    for name in ("rule", "type"):
        table.add_column(name, no_wrap=True)
    table.add_column("prio", justify="right")
    table.add_column("status")
    table.add_column("title", overflow="fold")
    for name in ("yes", "no", "miss"):
        table.add_column(name, justify="right")
    for rule in rules:
        table.add_row(*_cells(rule), style="dim" if rule.status == "off" else None)
    show(table)


def _cells(rule: Rule) -> tuple[str, ...]:
    counts = (len(rule.examples), len(rule.counter_examples), len(rule.misses))
    return (
        rule.id, rule.type, str(rule.priority), rule.status, rule.title,
        *(str(count) if count else "" for count in counts),
    )  # fmt: skip
