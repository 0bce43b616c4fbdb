"""Commands that show rules and begin a new one: list, show, new and schema."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quotes.cli.options import common_options, format_option, is_quiet, rules_option
from quotes.cli.terminal import PART_STYLES, make_table, say, shorten_path, show

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

    from quotes.lexicon.word_lists import ListExample, WordList
    from quotes.rulelang.rule import Example, Rule


@click.command("list")
@rules_option
@format_option("text", "json")
@common_options
def list_command(rules: Sequence[Path], form: str) -> None:
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


_PART = re.compile(r"\[(cue|source|content|addressee) ([^\]]*)\]")


@click.command("show")
@click.argument("rule_id", metavar="ID")
@click.option("--list", "is_list", is_flag=True, help="Show the word list of this name instead of a rule.")
@rules_option
@common_options
def show_command(rule_id: str, is_list: bool, rules: Sequence[Path]) -> None:  # noqa: FBT001 - an option of click
    """Describe a rule in words, with its examples and counter-examples; or a word list.

    The last part of the ID is enough: quotes rules show quote-cue-source.
    """
    from quotes.authoring.catalog import show_list, show_rule

    show(*(_format_list(show_list(rule_id, rules)) if is_list else _format_rule(show_rule(rule_id, rules))))


def _format_rule(rule: Rule) -> Iterator[RenderableType]:
    from rich.padding import Padding
    from rich.text import Text

    status = "" if rule.status == "stable" else f", {rule.status}"
    yield Text.assemble((rule.id, "bold"), (f"   {rule.type}, priority {rule.priority}{status}", "dim"))
    yield Text(rule.title, "bold")
    if rule.description:
        yield Padding(Text(" ".join(rule.description.split())), (1, 0, 0, 2))
    yield Padding(_format_parts(rule), (1, 0, 0, 2))
    for heading, examples in (
        ("finds", rule.examples),
        ("leaves alone", rule.counter_examples),
        ("misses so far", rule.misses),
    ):
        if examples:
            yield Text(f"\n{heading}", "bold")
            yield from (Padding(_format_example(example), (0, 0, 0, 2)) for example in examples)
    yield Text("\n" + "\n".join(map(shorten_path, (rule.path, *(block.path for block in rule.blocks)))), "dim")


def _format_list(words: WordList) -> Iterator[RenderableType]:
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    entries = "1 entry" if len(words.entries) == 1 else f"{len(words.entries):,} entries"
    yield Text.assemble((words.name, "bold"), (f"   word list, {entries}", "dim"))
    yield Text(" ".join(words.description.split()))
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True, style="bold")
    table.add_row("used for", Text(" ".join(words.used_for.split())))
    if words.includes:
        table.add_row("includes", Text(", ".join(words.includes)))
    table.add_row("entries", Text(", ".join(words.entries)))
    yield Padding(table, (1, 0, 0, 2))
    if words.examples:
        yield Text("\nexamples", "bold")
        yield from (Padding(_format_list_example(example), (0, 0, 0, 2)) for example in words.examples)
    yield Text(f"\n{shorten_path(words.path)}", "dim")


def _format_list_example(example: ListExample) -> Text:
    from rich.text import Text

    line, at = Text(), 0
    for start, end in example.marked:
        line.append(example.text[at:start]).append(f"[{example.text[start:end]}]", "bold")
        at = end
    line.append(example.text[at:])
    return line.append(f"  ({example.why})", "dim") if example.why else line


def _format_parts(rule: Rule) -> RenderableType:
    """Return a table of the parts, how each is found, and the shared block that says so."""
    from rich.table import Table
    from rich.text import Text

    from quotes.authoring.describe import describe_conditions, describe_parts, describe_unless

    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column()
    table.add_column(style="dim", no_wrap=True)
    for name, ways in describe_parts(rule):
        for number, (way, block) in enumerate(ways):
            label = Text(name, PART_STYLES.get(name.split()[0], "bold")) if not number else Text("or", "dim")
            table.add_row(label, Text(way), block and f"by {block}")
    for number, condition in enumerate(describe_conditions(rule)):
        table.add_row(Text("if" if not number else "and", "bold" if not number else "dim"), Text(condition))
    for number, (reason, block) in enumerate(describe_unless(rule)):
        label = Text("unless" if not number else "or", "bold red" if not number else "dim")
        table.add_row(label, Text(reason), block and f"by {block}")
    if rule.flags:
        table.add_row(Text("marked", "bold"), Text(", ".join(rule.flags)))
    return table


def _format_example(example: Example) -> Text:
    """Return an example with its parts in brackets and in colour, and the reason for a counter-example."""
    from rich.text import Text

    from quotes.authoring.describe import marked

    text = Text.assemble(*_color_parts(marked(example)))
    if example.why:
        text.append(f"  ({example.why})", "dim")
    return text


def _color_parts(sentence: str) -> Iterable[tuple[str, str]]:
    at = 0
    for part in _PART.finditer(sentence):
        yield sentence[at : part.start()], ""
        yield f"[{part[1]} ", "dim"
        yield part[2], PART_STYLES[part[1]]
        yield "]", "dim"
        at = part.end()
    yield sentence[at:], ""


@click.command("new")
@click.argument("rule_id", metavar="ID")
@click.option(
    "--into", "folder", default="rules", show_default=True, metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder of rules to write to; it is created if it does not exist.",
)  # fmt: skip
@common_options
def new_command(rule_id: str, folder: Path) -> None:
    """Write a template for a new rule to DIR/constructions/ID.yaml.

    The ID begins with the type of the rule: direct/cicit, indirect/…, introduction/… An existing file is never changed.
    """
    from quotes.authoring.catalog import new_rule

    path = new_rule(rule_id, folder)
    click.echo(shorten_path(str(path)))
    if not is_quiet():
        say(f"next: edit it, then run quotes rules check {folder} and quotes rules test {rule_id} --rules {folder}")


@click.command("schema")
@common_options
def schema_command() -> None:
    """Print the JSON Schema of rule files, which lets editors complete keys and mark errors.

    It is shipped as rules/schema.json; a file that quotes rules new writes refers to it in its first line.
    """
    from quotes.authoring.schema import schema

    click.echo(json.dumps(schema(), ensure_ascii=False, indent=1))
