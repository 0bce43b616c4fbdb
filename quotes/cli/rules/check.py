"""``quotes rules check``: every error in rule files, with its line, as text, for GitHub Actions or as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import click

from quotes.cli.errors import ExitCode
from quotes.cli.options import common_options, format_option, is_quiet
from quotes.cli.terminal import count, say, shorten_path, show
from quotes.errors import Problem

#: What the caret underlines: a word, or a single other character.
_WORD = re.compile(r"[\w-]+|.")


@click.command("check")
@click.argument("folders", nargs=-1, metavar="[DIR]...", type=click.Path(path_type=Path))
@format_option(
    "text", "github", "json",
    explain="The format of the output. text shows the lines; github makes GitHub Actions mark them in a pull request.",
)  # fmt: skip
@common_options
def command(folders: Sequence[Path], form: str) -> ExitCode:
    """Check the shipped rules, together with your own in the folders DIR, and show each error with its line.

    All errors of all files are shown at once, each with its place and a remedy. The exit code is 1 if there are any.
    """
    from quotes.authoring.check import check_rules

    checked = check_rules(folders)
    _PRINTERS[form](checked.problems)
    if not is_quiet():
        problems = "no problems"
        if checked.problems:
            wrong = len({problem.path for problem in checked.problems})
            problems = f"{count(len(checked.problems), 'problem')} in {count(wrong, 'file')}"
        say(f"{count(checked.files, 'file')} checked, {problems}")
    return ExitCode.SOME_FAILED if checked.problems else ExitCode.DONE


def _print_text(problems: Sequence[Problem]) -> None:
    """Print ``file:line:column: problem [code]``, then the line with a caret at the place, and the remedy."""
    from rich.text import Text

    for problem in problems:
        where = f"{shorten_path(problem.path)}:{problem.line}:{problem.column}:"
        head = Text.assemble((where, "bold"), f" {problem.text} ", (f"[{problem.code}]", "dim"))
        line, remedy = _read_line(problem), problem.hint or ""
        excerpt = []
        if line.strip():
            before, rest = line[: problem.column - 1], line[problem.column - 1 :]
            word = _WORD.match(rest)
            caret = "^" * (len(word[0]) if word else 1)
            excerpt = [
                Text.assemble((f"{problem.line:>5} | ", "dim"), line.expandtabs(1)),
                Text.assemble(("      | ", "dim"), " " * len(before), (caret, "bold red"), " ", (remedy, "green")),
            ]
        elif remedy:
            excerpt = [Text(f"      {remedy}", "green")]
        show(head, *excerpt, wrap=False)


def _print_github(problems: Sequence[Problem]) -> None:
    """Print commands of https://docs.github.com/actions/reference/workflow-commands-for-github-actions."""

    def escape(text: str) -> str:
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    def escape_property(text: str) -> str:
        return escape(text).replace(":", "%3A").replace(",", "%2C")

    for problem in problems:
        place = f"file={escape_property(shorten_path(problem.path))},line={problem.line},col={problem.column}"
        remedy = f"; {problem.hint}" if problem.hint else ""
        click.echo(f"::error {place},title={escape_property(problem.code)}::{escape(problem.text + remedy)}")


def _print_json(problems: Sequence[Problem]) -> None:
    """Print a list of objects; ``path`` is as on the command line, ``hint`` can be null."""
    listed = [
        {
            "path": shorten_path(problem.path),
            "line": problem.line,
            "column": problem.column,
            "code": problem.code,
            "message": problem.text,
            "hint": problem.hint,
            "source": _read_line(problem),
        }
        for problem in problems
    ]
    click.echo(json.dumps(listed, ensure_ascii=False, indent=1))


def _read_line(problem: Problem) -> str:
    """Return the line that a problem is in; empty if there is none, or the file cannot be read."""
    try:
        lines = Path(problem.path).read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError):
        return ""
    return lines[problem.line - 1].rstrip("\r") if problem.line <= len(lines) else ""


_PRINTERS: Mapping[str, Callable[[Sequence[Problem]], None]] = {
    "text": _print_text,
    "github": _print_github,
    "json": _print_json,
}
