"""What commands read, and where their results go."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from quotes.cli.options import is_quiet
from quotes.cli.progress import Progress
from quotes.cli.terminal import say
from quotes.errors import InputError, OutputError
from quotes.records import Record
from quotes.writing import FORMATS, CsvOptions, Format, Output, format_for

if TYPE_CHECKING:
    from quotes.reading import Failure

_STDOUT = Path("-")
_CSV = CsvOptions()


def read_or_extract(
    paths: Sequence[str], model: str, rules: Sequence[Path], failed: list[str], speakers: str | None = None
) -> Iterator[Record]:
    """Yield the records that are stored in ``paths``, then those of the articles in ``paths``.

    Args:
        speakers: the user's list of speakers, for the articles.
        failed: gets the origin of every article that fails; the reason is printed.
    """
    from quotes.corpus.stored_records import are_records, read_records

    stored = [path for path in paths if are_records(path)]
    articles = [path for path in paths if path not in stored]
    if stored:
        yield from read_records(stored)
    if articles:
        yield from _extract(articles, model, rules, failed, speakers)


def _extract(
    paths: Sequence[str], model: str, rules: Sequence[Path], failed: list[str], speakers: str | None
) -> Iterator[Record]:
    from quotes.pipeline import Extractor
    from quotes.reading import read

    with Progress("articles", wanted=not is_quiet()) as progress:
        progress.set_step("loading the model")
        extractor = Extractor(model=model, rules=rules, speakers=speakers)
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


def drop_uncertain(record: Record, minimum: float | None) -> Record:
    """Return the record with the quotes that have at least this confidence; without a minimum with all."""
    if minimum is None:
        return record
    kept = tuple(q for q in record.quotes if q.confidence is not None and q.confidence >= minimum)
    return replace(record, quotes=kept)


def plan_outputs(
    files: Sequence[Path],
    format_name: str | None,
    *,
    table: bool,
    sources: Sequence[str] = (),
    csv: CsvOptions = _CSV,
) -> list[Output]:
    """Return the outputs that the options ask for; nothing is opened yet.

    Without ``-o``, or with ``-o -``, the results go to standard output, as a table unless ``--format`` says otherwise.
    With files, only ``--table`` shows the table.

    Args:
        sources: the inputs, none of which can be an output.

    Raises:
        click.UsageError: the options contradict each other.
        UsageError: the ending of a file is not that of a format.
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
    refuse_overwriting(targets, sources)
    shown_as = format_name if len(targets) == 1 else "table"
    forms = [_format_of_stdout(shown_as) if path == _STDOUT else format_for(path, format_name) for path in targets]
    if csv != CsvOptions() and not any(form.name in ("csv", "tsv") for form in forms):
        raise click.UsageError("--delimiter, --bom and --raw are for CSV and TSV; write one of them by -o FILE.csv.")
    return [
        Output(sys.stdout.buffer if path == _STDOUT else path, form.with_options(csv))
        for path, form in zip(targets, forms, strict=True)
    ]


def write_text(text: str, output: Path) -> None:
    """Write a page or a table to a file; ``-`` is standard output.

    Raises:
        OutputError: the file cannot be written.
    """
    if output == _STDOUT:
        click.echo(text, nl=False)
        return
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise OutputError.unwritable(output, error) from error


def refuse_overwriting(outputs: Path | Sequence[Path], sources: Sequence[str | Path]) -> None:
    """Raise an error of usage if an output would replace an input.

    Files are compared by device and inode, so that links and other spellings count, too. The files of folders and
    patterns are inputs, and so is a file that standard input or output is redirected to.

    Raises:
        click.UsageError: an output is one of ``sources``, or inside one of them.
    """
    from quotes.reading.sources import expand

    existing = {}
    for output in [outputs] if isinstance(outputs, Path) else outputs:
        if (identity := _identify(output, sys.stdout)) is not None:
            existing[identity] = output
    if not existing:
        return
    for source in sources:
        for each in expand(source):
            path = each.path if not isinstance(each, InputError) else None
            origin = _STDOUT if str(source) == "-" else Path(path) if path else None
            if origin is not None and (identity := _identify(origin, sys.stdin)) in existing:
                raise click.UsageError(_describe_overwriting(existing[identity], str(source), origin))


def _identify(path: Path, standard: TextIO) -> tuple[int, int] | None:
    """Return the device and inode of a regular file; for ``-`` of the file that a standard stream is redirected to."""
    try:
        found = os.fstat(standard.fileno()) if path == _STDOUT else path.stat()
    except (OSError, ValueError):  # it does not exist; the stream is closed, or no file
        return None
    return (found.st_dev, found.st_ino) if stat.S_ISREG(found.st_mode) else None


def _describe_overwriting(output: Path, source: str, path: Path) -> str:
    written = "standard output" if output == _STDOUT else f"-o {output}"
    if path == _STDOUT:
        return f"{written} would overwrite an input (standard input is this file); choose another name."
    if str(path) == source:
        return f"{written} would overwrite an input; choose another name."
    return f"{written} would overwrite an input, as it is among the files of {source}; write to another folder."


def _format_of_stdout(format_name: str | None) -> Format:
    form = FORMATS[format_name or "table"]
    if not form.for_people and sys.stdout.isatty():
        raise click.UsageError(f"{form.name} cannot be shown on a terminal; write it to a file by -o, or redirect it.")
    return form


def is_on_terminal(output: Output) -> bool:
    """Return whether this output appears on the user's terminal."""
    return output.path is None and sys.stdout.isatty()
