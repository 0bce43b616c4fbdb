"""The one place where errors become messages and exit codes."""

from __future__ import annotations

import os
import sys
import traceback
from contextlib import suppress
from enum import IntEnum

from quotes.cli.terminal import say
from quotes.errors import QuotesError, RuleError


class ExitCode(IntEnum):
    """How a command ended."""

    DONE = 0
    SOME_FAILED = 1
    USAGE = 2
    NOTHING_DONE = 3
    INTERRUPTED = 130
    PIPE_CLOSED = 141


EXIT_CODES = """\b
Exit codes:
  0    everything was done
  1    some inputs failed, the others were done
  2    wrong usage, such as an unknown option or a missing argument
  3    nothing was done: no input could be read, or there is an error in
       the model, a rule file, the output or quotes itself
  130  interrupted by Ctrl-C; no output file was changed
  141  the program that reads the output stopped reading"""


def report(error: BaseException, *, debug: bool) -> ExitCode:
    """Print on standard error what went wrong, one line per problem, and return the exit code.

    Args:
        debug: print the traceback, too.
    """
    if isinstance(error, KeyboardInterrupt):
        say("interrupted")
        return ExitCode.INTERRUPTED
    if isinstance(error, BrokenPipeError):
        _detach_stdout()
        return ExitCode.PIPE_CLOSED
    if debug:
        say("".join(traceback.format_exception(error)).rstrip(), plain=True)
    if isinstance(error, RuleError):
        for problem in error.problems:
            say(str(problem))
    elif isinstance(error, QuotesError):
        say(str(error))
    else:
        reason = " ".join(f"{type(error).__name__}: {error}".split()).removesuffix(":")
        how = "with the traceback above" if debug else "with the traceback that --debug shows"
        say(f"internal error: {reason}; please report it to the issue tracker of quotes-id, {how}")
    return ExitCode.NOTHING_DONE


def _detach_stdout() -> None:
    """Discard what is still buffered for a reader that has gone; Python would complain about it on exit."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
