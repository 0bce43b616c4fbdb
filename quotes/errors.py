"""Errors that users can correct, and problems in files, each with its place and a remedy.

A message is one line and ends with what to do. Only the command line prints
messages and turns errors into exit codes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from json import JSONDecodeError
from pathlib import Path


def escape_surrogates(text: str) -> str:
    r"""Write lone surrogates as escapes (``\udcff``), so that the text can be printed and stored.

    The names of files that are not UTF-8 have them.
    """
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def describe_json_error(error: ValueError | RecursionError, text: str) -> str:
    """Say in plain words why a line, or a text of one line, is not JSON."""
    if isinstance(error, RecursionError):
        return "is not JSON: nested too deeply"
    if not isinstance(error, JSONDecodeError):
        return f"is not JSON: {error}"
    if error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated"):
        return "is not JSON: it is cut off"
    return f"is not JSON: {error.msg} at character {error.pos + 1}"


class QuotesError(Exception):
    """An error that the user can correct. ``str(error)`` is one line that ends with the remedy.

    Lone surrogates are escaped.

    Attributes:
        message: what is wrong.
        path: the file that it is in, if there is one.
        hint: what to do.
    """

    def __init__(self, message: str, *, path: str | None = None, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = escape_surrogates(message)
        self.path = escape_surrogates(path) if path else path
        self.hint = escape_surrogates(hint) if hint else hint

    def __str__(self) -> str:
        where = f"{self.path}: " if self.path else ""
        remedy = f"; {self.hint}" if self.hint else ""
        return " ".join(f"{where}{self.message}{remedy}".split())


class InputError(QuotesError):
    """An article or a file of articles that cannot be read."""


class RecordError(QuotesError):
    """A stored record that cannot be read."""


class StoreError(QuotesError):
    """Not a store, an incompatible version, or locked by another run."""


class ModelError(QuotesError):
    """A Stanza model that is missing, damaged, or cannot be downloaded."""


class OutputError(QuotesError):
    """A result that cannot be written."""

    @classmethod
    def unwritable(cls, path: Path, error: OSError) -> OutputError:
        """Return the error for a file that the system refuses to write; the remedy names a folder that is missing."""
        hint = "choose another place" if path.parent.is_dir() else f"make its folder first: mkdir -p {path.parent}"
        return cls(f"cannot be written: {error.strerror}", path=str(path), hint=hint)


class UsageError(QuotesError):
    """A value that names nothing: a format, a rule, a speaker or a quote that does not exist."""


class MissingExtraError(QuotesError):
    """A feature whose optional libraries are not installed.

    Args:
        feature: what needs them, in the plural: ``pictures``.
        extra: the extra of ``quotes-id`` that installs them.
    """

    def __init__(self, feature: str, extra: str) -> None:
        super().__init__(
            f"{feature} need the extra '{extra}', which is not installed", hint=f"pip install 'quotes-id[{extra}]'"
        )


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """A problem at one place of a file.

    Attributes:
        path: the file.
        line: from 1.
        column: from 1.
        code: the kind of problem, e.g. ``unknown-key``.
        text: what is wrong.
        hint: what to do.
    """

    path: str
    line: int
    column: int
    code: str
    text: str
    hint: str | None = None

    def __str__(self) -> str:
        remedy = f"; {self.hint}" if self.hint else ""
        return f"{self.path}:{self.line}:{self.column}: {self.text}{remedy} [{self.code}]"


class RuleError(QuotesError):
    """Rule files with problems; ``problems`` has all of them, in the order of files and lines."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        more = f" (and {len(self.problems) - 1} more)" if len(self.problems) > 1 else ""
        super().__init__(f"{self.problems[0]}{more}")
