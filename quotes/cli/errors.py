"""The one place where faults become messages and exit codes."""

from __future__ import annotations

import os
import sys
import traceback
from contextlib import suppress
from enum import IntEnum

from quotes.cli.messages import say
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
  2    wrong usage: an unknown option, a missing argument
  3    nothing was done: no input could be read, or the model, a rule
       file or the output is at fault, or quotes itself
  130  interrupted by Ctrl-C: no output file was changed
  141  the program that reads the output stopped reading"""


def report(error: BaseException, *, debug: bool) -> ExitCode:
    """Say on standard error what went wrong, a line a problem, with ``debug`` also where, and give the exit code."""
    if isinstance(error, KeyboardInterrupt):
        say("interrupted")
        return ExitCode.INTERRUPTED
    if isinstance(error, BrokenPipeError):
        _leave_standard_output()
        return ExitCode.PIPE_CLOSED
    if debug:
        say("".join(traceback.format_exception(error)).rstrip(), plain=True)
    if isinstance(error, RuleError):
        for problem in error.problems:  # all of them: who mends rules mends them together
            say(str(problem))
    elif isinstance(error, QuotesError):
        say(str(error))
    else:
        reason = " ".join(f"{type(error).__name__}: {error}".split())
        remedy = "please report it with the trace above" if debug else "run again with --debug for the trace"
        say(f"this should not have happened: {reason}; {remedy}")
    return ExitCode.NOTHING_DONE


def _leave_standard_output() -> None:
    """What is still buffered has no reader: without this, Python complains when it flushes on its way out."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
