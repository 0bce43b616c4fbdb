"""Lines on standard error: messages, the log, and a console that keeps them apart from the progress display."""

from __future__ import annotations

import logging
from functools import cache
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.console import Console


@cache
def console() -> Console:
    """The console on standard error, shared so that a line is printed above a running progress display."""
    from rich.console import Console

    return Console(stderr=True, highlight=False, markup=False, emoji=False, soft_wrap=True)


def say(text: str, *, plain: bool = False) -> None:
    r"""Print a line on standard error, with the name of the program before it unless ``plain``.

    Line breaks and control characters of a message (a file name may hold them) are shown as ``\\x1b`` and the like.
    """
    if not plain:
        text = "quotes: " + "".join(ch if ch.isprintable() else ascii(ch)[1:-1] for ch in text)
    if console.cache_info().currsize:  # rich is loaded, a progress display may be running
        console().out(text, highlight=False)
    else:
        click.echo(text, err=True)


class SayHandler(logging.Handler):
    """Log records as lines of :func:`say`."""

    def emit(self, record: logging.LogRecord) -> None:
        try:
            say(f"{record.levelname.lower()}: {self.format(record)}", plain=record.exc_info is not None)
        except Exception:  # noqa: BLE001 - the logging module's own way: a log line never stops the work
            self.handleError(record)


def log_to_stderr(level: int) -> None:
    """Send the log of the package from ``level`` on to standard error, once."""
    logger = logging.getLogger("quotes")
    logger.setLevel(level)
    for handler in list(logger.handlers):
        if isinstance(handler, SayHandler):
            logger.removeHandler(handler)
    logger.addHandler(SayHandler())


def counted(number: int, what: str) -> str:
    """``1 article``, ``2,000 articles``, ``2 misses``."""
    plural = "es" if what.endswith("s") else "s"
    return f"{number:,} {what}{'' if number == 1 else plural}"
