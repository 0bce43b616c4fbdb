"""``quotes rules list``: the rules, one per line."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quotes.cli.options import common_options, format_option, rules_option
from quotes.cli.terminal import make_table, shorten_path, show

if TYPE_CHECKING:
    from quotes.rulelang.rule import Rule


@click.command("list")
@rules_option
@format_option("text", "json")
@common_options
def command(rules: Sequence[Path], form: str) -> None:
    """List all rules by type and priority.

    Of two rules that match the same words, the one with the higher priority wins. The last columns count the examples,
    counter-examples and known misses of a rule.
    """
    from quotes.authoring.catalog import list_rules

    found = list_rules(rules)
    if form == "json":
        click.echo(json.dumps([_to_dict(rule) for rule in found], ensure_ascii=False, indent=1))
    else:
        _show_table(found)


def _to_dict(rule: Rule) -> dict[str, object]:
    return {
        "id": rule.id,
        "type": rule.type,
        "priority": rule.priority,
        "status": rule.status,
        "title": rule.title,
        "examples": len(rule.examples),
        "counter_examples": len(rule.counter_examples),
        "misses": len(rule.misses),
        "path": shorten_path(rule.path),
    }


def _show_table(rules: Sequence[Rule]) -> None:
    table = make_table(["rule", "type", "prio", "status", "title"], ["yes", "no", "miss"])
    table.columns[0].no_wrap = table.columns[1].no_wrap = True
    table.columns[2].justify = "right"
    for rule in rules:
        counts = (len(rule.examples), len(rule.counter_examples), len(rule.misses))
        cells = (rule.id, rule.type, str(rule.priority), rule.status, rule.title)
        shown = (str(number) if number else "" for number in counts)
        table.add_row(*cells, *shown, style="dim" if rule.status == "off" else None)
    show(table)
