"""Where the results of a command go: the files of ``-o``, standard output, or both."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from quotes.writing import FORMATS, Output, format_for

_STDOUT = Path("-")


def planned(
    files: Sequence[Path], format_name: str | None, *, table: bool, sources: Iterable[str] = ()
) -> list[Output]:
    """The outputs that the options ask for; nothing is opened yet.

    Without ``-o``, or with ``-o -``, the results go to standard output, as a table unless ``--format`` says otherwise.
    With files, the table is shown only by ``--table``.

    Args:
        sources: the inputs; an output that would overwrite one of them is refused.

    Raises:
        click.UsageError: the options contradict each other.
        OutputError: the ending of a file says no format.
    """
    targets = list(files) or [_STDOUT]
    if format_name and len(targets) > 1:
        raise click.UsageError("--format speaks of one output; with several -o each file's ending says its format.")
    if len({path.resolve() for path in targets}) < len(targets):
        raise click.UsageError("the same output is given twice by -o.")
    if table and _STDOUT in targets:
        if format_name not in (None, "table"):
            raise click.UsageError("--table and --format both want standard output; give the other one a file by -o.")
    elif table:
        targets.insert(0, _STDOUT)
    _refuse_overwriting(targets, sources)
    shown_as = format_name if len(targets) == 1 else "table"
    return [
        _standard_output(shown_as) if path == _STDOUT else Output(path, format_for(path, format_name))
        for path in targets
    ]


def on_terminal(output: Output) -> bool:
    """Does this output appear on the user's terminal?"""
    return output.path is None and sys.stdout.isatty()


def _standard_output(format_name: str | None) -> Output:
    form = FORMATS[format_name or "table"]
    if not form.for_people and sys.stdout.isatty():
        raise click.UsageError(f"{form.name} is not for a terminal; give a file by -o, or redirect the output.")
    return Output(sys.stdout.buffer, form)


def _refuse_overwriting(targets: Iterable[Path], sources: Iterable[str]) -> None:
    inputs = [Path(source) for source in sources]
    for target in targets:
        for source in inputs:
            if target.is_file() and source.is_file() and target.samefile(source):
                raise click.UsageError(f"-o {target} would overwrite an input; give another name.")
