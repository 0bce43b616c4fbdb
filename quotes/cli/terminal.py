"""Print on the terminal: results on standard output, messages and the log on standard error."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.table import Table

_STREAMS = (("stdin", "r", os.O_RDONLY), ("stdout", "w", os.O_RDONLY), ("stderr", "w", os.O_WRONLY))
#: Width of the output in a file or a pipe, in columns.
PLAIN_WIDTH = 120
#: The colours of the parts of a match, wherever they are shown.
PART_STYLES = {"cue": "bold yellow", "source": "bold green", "content": "cyan", "addressee": "magenta"}


def show(*what: RenderableType, wrap: bool = True) -> None:
    """Print on standard output: in colour on a terminal, plain and 120 columns wide elsewhere.

    Args:
        wrap: False leaves long lines as they are.
    """
    from rich.console import Console

    console = Console(width=None if sys.stdout.isatty() else PLAIN_WIDTH, highlight=False, markup=False, emoji=False)
    with console.capture() as drawn:  # rich itself would end the process when the reader of a pipe has gone
        for each in what:
            console.print(each, soft_wrap=not wrap)
    text = drawn.get()
    click.echo("\n".join(line.rstrip() for line in text.split("\n")), nl=False)


def make_table(text: Iterable[str], numbers: Iterable[str] = (), *, edges: bool = False) -> Table:
    """Make a table without rows: columns of text first, which wrap, then columns of numbers, which do not.

    Args:
        edges: leave an empty line above and below the table.
    """
    from rich import box
    from rich.table import Table

    table = Table(
        box=box.SIMPLE_HEAD, show_edge=edges, pad_edge=False, header_style="bold", border_style="" if edges else "dim"
    )
    for name in text:
        table.add_column(name, overflow="fold")
    for name in numbers:
        table.add_column(name, justify="right", no_wrap=True)
    return table


def shorten_path(path: str) -> str:
    """Return a path relative to the current folder if it is inside it."""
    try:
        return str(Path(path).relative_to(Path.cwd()))
    except (ValueError, OSError):  # the current folder may be deleted
        return path


def open_closed_streams() -> None:
    """Open the standard streams that the process was started without (``<&-``, ``>&-``).

    Otherwise the next file that is opened would take their place, and messages would go into it. A closed standard
    input is empty, and writing to a closed standard output is an error.
    """
    for number, (name, mode, access) in enumerate(_STREAMS):
        try:
            os.fstat(number)
        except OSError:
            opened = os.open(os.devnull, access)  # the lowest free number, which may be the one wanted
            if opened != number:
                os.dup2(opened, number)
            setattr(sys, name, open(number, mode, encoding="utf-8", closefd=False))  # noqa: SIM115 - stays open


def replace_unprintable(text: str) -> str:
    """Replace control characters, which could steer the terminal, by spaces."""
    return "".join(character if character.isprintable() else " " for character in text)


def count(number: int, noun: str) -> str:
    """Return ``1 article``, ``2,000 articles``, ``2 misses``."""
    plural = "es" if noun.endswith("s") else "s"
    return f"{number:,} {noun}{'' if number == 1 else plural}"


@cache
def error_console() -> Console:
    """Return the console on standard error; it is shared, so that messages appear above a progress display."""
    from rich.console import Console

    return Console(stderr=True, highlight=False, markup=False, emoji=False, soft_wrap=True)


def say(text: str, *, plain: bool = False) -> None:
    r"""Print a message on standard error.

    Line breaks and control characters, which a file name can contain, are shown as ``\\x1b`` and the like.

    Args:
        plain: print the text as it is, without the name of the program before it.
    """
    if not plain:
        text = "quotes: " + "".join(ch if ch.isprintable() else ascii(ch)[1:-1] for ch in text)
    if error_console.cache_info().currsize:  # rich is loaded: a progress display may be running
        error_console().out(text, highlight=False)
    else:
        click.echo(text, err=True)


class SayHandler(logging.Handler):
    """Prints log records with :func:`say`."""

    def emit(self, record: logging.LogRecord) -> None:
        try:
            say(f"{record.levelname.lower()}: {self.format(record)}", plain=record.exc_info is not None)
        except Exception:  # noqa: BLE001 - as handlers of the logging module do: a log line never stops the work
            self.handleError(record)


def log_to_stderr(level: int) -> None:
    """Print the log of the package from ``level`` upwards on standard error; calling it again changes the level."""
    logger = logging.getLogger("quotes")
    logger.setLevel(level)
    for handler in list(logger.handlers):
        if isinstance(handler, SayHandler):
            logger.removeHandler(handler)
    logger.addHandler(SayHandler())
