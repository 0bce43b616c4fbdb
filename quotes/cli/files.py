"""What commands read, and where their results go."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quotes.cli.options import is_quiet
from quotes.cli.progress import Progress
from quotes.cli.terminal import say
from quotes.records import Record
from quotes.writing import FORMATS, Output, format_for

if TYPE_CHECKING:
    from quotes.reading import Failure

_STDOUT = Path("-")


def read_or_extract(paths: Sequence[str], model: str, rules: Sequence[Path], failed: list[str]) -> Iterator[Record]:
    """Yield the records that are stored in ``paths``, then those of the articles in ``paths``.

    Args:
        failed: gets the origin of every article that fails; the reason is printed.
    """
    from quotes.corpus.stored_records import are_records, read_records

    stored = [path for path in paths if are_records(path)]
    articles = [path for path in paths if path not in stored]
    if stored:
        yield from read_records(stored)
    if articles:
        yield from _extract(articles, model, rules, failed)


def _extract(paths: Sequence[str], model: str, rules: Sequence[Path], failed: list[str]) -> Iterator[Record]:
    from quotes.pipeline import Extractor
    from quotes.reading import read

    with Progress("articles", wanted=not is_quiet()) as progress:
        progress.set_step("loading the model")
        extractor = Extractor(model=model, rules=rules)
        progress.set_step("reading")
        for result in extractor.pipe(read(paths, notify=say_unless_quiet)):
            if isinstance(result, Record):
                yield result
            else:
                failed.append(result.origin)
                say_failure(result)
            progress.advance()


def say_unless_quiet(text: str) -> None:
    """Print a message unless the user asked for errors only."""
    if not is_quiet():
        say(text)


def say_failure(failure: Failure) -> None:
    """Print why an article could not be read or processed."""
    say(str(failure.error) if failure.error.path else f"{failure.origin}: {failure.error}")


def plan_outputs(
    files: Sequence[Path], format_name: str | None, *, table: bool, sources: Sequence[str] = ()
) -> list[Output]:
    """Return the outputs that the options ask for; nothing is opened yet.

    Without ``-o``, or with ``-o -``, the results go to standard output, as a table unless ``--format`` says otherwise.
    With files, only ``--table`` shows the table.

    Args:
        sources: the inputs, none of which can be an output.

    Raises:
        click.UsageError: the options contradict each other.
        OutputError: the ending of a file is not that of a format.
    """
    targets = list(files) or [_STDOUT]
    if format_name and len(targets) > 1:
        raise click.UsageError("--format is for one output; with several -o the ending of each file gives its format.")
    if len({path.resolve() for path in targets}) < len(targets):
        raise click.UsageError("-o names the same output twice.")
    if table and _STDOUT in targets:
        if format_name not in (None, "table"):
            raise click.UsageError("--table and --format both use standard output; write one of them to a file by -o.")
    elif table:
        targets.insert(0, _STDOUT)
    for target in targets:
        refuse_overwriting(target, sources)
    shown_as = format_name if len(targets) == 1 else "table"
    return [
        _open_stdout(shown_as) if path == _STDOUT else Output(path, format_for(path, format_name)) for path in targets
    ]


def refuse_overwriting(output: Path, sources: Sequence[str]) -> None:
    """Raise an error of usage if an output would replace an input.

    Raises:
        click.UsageError: ``output`` is one of ``sources``.
    """
    for source in map(Path, sources):
        if output.is_file() and source.is_file() and output.samefile(source):
            raise click.UsageError(f"-o {output} would overwrite an input; choose another name.")


def _open_stdout(format_name: str | None) -> Output:
    form = FORMATS[format_name or "table"]
    if not form.for_people and sys.stdout.isatty():
        raise click.UsageError(f"{form.name} cannot be shown on a terminal; write it to a file by -o, or redirect it.")
    return Output(sys.stdout.buffer, form)


def is_on_terminal(output: Output) -> bool:
    """Return whether this output appears on the user's terminal."""
    return output.path is None and sys.stdout.isatty()
