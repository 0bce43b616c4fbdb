"""Problems of rule files in three forms: for people, for GitHub Actions, and as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quotes.cli.screen import short, show
from quotes.errors import Problem

if TYPE_CHECKING:
    from rich.text import Text

#: What the caret underlines: a word, or a character that stands alone.
_WORD = re.compile(r"[\w-]+|.")


def as_text(problems: Sequence[Problem]) -> None:
    """``file:line:column: what is wrong [code]``, the line, the place in it, and the remedy."""
    from rich.text import Text

    for problem in problems:
        where = f"{short(problem.path)}:{problem.line}:{problem.column}:"
        head = Text.assemble((where, "bold"), f" {problem.text} ", (f"[{problem.code}]", "dim"))
        show(head, *_excerpt(problem), wrap=False)


def _excerpt(problem: Problem) -> list[Text]:
    """The line with the place underlined, and the remedy; the remedy alone where the file has no such line."""
    from rich.text import Text

    line = source_line(problem)
    remedy = problem.hint or ""
    if not line.strip():
        return [Text(f"      {remedy}", "green")] if remedy else []
    before, rest = line[: problem.column - 1], line[problem.column - 1 :]
    word = _WORD.match(rest)
    caret = "^" * (len(word[0]) if word else 1)
    return [
        Text.assemble((f"{problem.line:>5} | ", "dim"), line.expandtabs(1)),
        Text.assemble(("      | ", "dim"), " " * len(before), (caret, "bold red"), " ", (remedy, "green")),
    ]


def as_github(problems: Sequence[Problem]) -> None:
    """Workflow commands: https://docs.github.com/actions/reference/workflow-commands-for-github-actions."""
    for problem in problems:
        place = f"file={_property(short(problem.path))},line={problem.line},col={problem.column}"
        remedy = f"; {problem.hint}" if problem.hint else ""
        click.echo(f"::error {place},title={_property(problem.code)}::{_data(problem.text + remedy)}")


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_json(problems: Sequence[Problem]) -> None:
    """A list of objects; ``path`` is as given on the command line, ``hint`` may be null."""
    listed = [
        {
            "path": short(problem.path),
            "line": problem.line,
            "column": problem.column,
            "code": problem.code,
            "message": problem.text,
            "hint": problem.hint,
            "source": source_line(problem),
        }
        for problem in problems
    ]
    click.echo(json.dumps(listed, ensure_ascii=False, indent=1))


def source_line(problem: Problem) -> str:
    """The line that a problem points at; empty where there is none, or the file cannot be read."""
    try:
        lines = Path(problem.path).read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError):
        return ""
    return lines[problem.line - 1].rstrip("\r") if problem.line <= len(lines) else ""


FORMS: Mapping[str, Callable[[Sequence[Problem]], None]] = {
    "text": as_text,
    "github": as_github,
    "json": as_json,
}
