"""Errors and signals become messages and exit codes here.

SIGTERM and SIGHUP end a command as Ctrl-C does: it cleans up, and no output file is half written.
"""

from __future__ import annotations

import errno
import os
import signal
import sys
import traceback
from contextlib import suppress
from enum import IntEnum
from pathlib import Path
from types import FrameType

from quotes.cli.terminal import say
from quotes.errors import QuotesError, RuleError, UsageError, escape_surrogates

#: SIGHUP does not exist on Windows.
_SIGNALS = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))


class Stopped(KeyboardInterrupt):
    """The process got a signal to end.

    Attributes:
        number: the signal.
    """

    def __init__(self, number: int) -> None:
        super().__init__(signal.Signals(number).name)
        self.number = number


def stop_on_signals() -> None:
    """Raise :class:`Stopped` on SIGTERM and SIGHUP, once: a second signal does not interrupt the cleaning up.

    A signal that is ignored already, as SIGHUP is under ``nohup``, stays ignored.
    """
    for number in _SIGNALS:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _stop)


def _stop(number: int, _: FrameType | None) -> None:
    for each in _SIGNALS:
        signal.signal(each, signal.SIG_IGN)
    raise Stopped(number)


#: Errors of a disk, or a user's share of it, that has no space left.
_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}


class ExitCode(IntEnum):
    """How a command ended."""

    DONE = 0
    SOME_FAILED = 1
    USAGE = 2
    NOTHING_DONE = 3
    HUNG_UP = 129
    INTERRUPTED = 130
    PIPE_CLOSED = 141
    TERMINATED = 143


EXIT_CODES = """\b
Exit codes:
  0    everything was done
  1    some inputs failed, the others were done
  2    wrong usage: an unknown option, a missing argument, or a value that
       names nothing, such as a format, a rule or a speaker
  3    nothing was done: no input could be read, or there is an error in
       the model, a rule file, the output or quotes itself
  129  the terminal was closed (SIGHUP); no output file was changed
  130  interrupted by Ctrl-C; no output file was changed
  141  the program that reads the output stopped reading
  143  stopped by SIGTERM; no output file was changed"""


def report(error: BaseException, *, debug: bool) -> ExitCode:
    """Print on standard error what went wrong, one line per problem, and return the exit code.

    Args:
        debug: print the traceback, too.
    """
    if isinstance(error, Stopped):
        say(f"stopped by {error}")
        return ExitCode(128 + error.number)
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
    elif isinstance(error, OSError):
        say(_describe_os_error(error))
        _detach_stdout()
    else:
        reason = " ".join(f"{type(error).__name__}: {error}".split()).removesuffix(":")
        how = "with the traceback above" if debug else "with the traceback that --debug shows"
        say(f"internal error: {reason}; please report it to the issue tracker of quotes-id, {how}")
    return ExitCode.USAGE if isinstance(error, UsageError) else ExitCode.NOTHING_DONE


def _describe_os_error(error: OSError) -> str:
    """Say what the system refuses, and what to do."""
    try:
        Path.cwd()
    except OSError:
        return "the folder that the command runs in is deleted; change to another: cd …"
    where = f"{escape_surrogates(os.fsdecode(error.filename))}: " if isinstance(error.filename, str | bytes) else ""
    reason = error.strerror or " ".join(str(error).split()) or type(error).__name__
    if error.errno == errno.EBADF:
        return "standard output is closed; redirect it to a file, or write to one by -o"
    if error.errno in _FULL:
        return f"{where}cannot be written: {reason}; free some space, or choose another place"
    return f"{where}cannot be read or written: {reason}; check the name, the rights and the disk"


def _detach_stdout() -> None:
    """Discard what is still buffered for an output that fails; Python would complain about it on exit."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
