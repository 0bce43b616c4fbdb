"""Everything that can go wrong, as values: one base error, and problems with a place and a remedy.

A message is one line and ends with what to do about it. Only the CLI prints
them and turns them into exit codes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


class QuotesError(Exception):
    """Something that the user can mend. ``str(error)`` is one line, the remedy at its end."""

    def __init__(self, message: str, *, path: str | None = None, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.hint = hint

    def __str__(self) -> str:
        where = f"{self.path}: " if self.path else ""
        remedy = f"; {self.hint}" if self.hint else ""
        return " ".join(f"{where}{self.message}{remedy}".split())


class InputError(QuotesError):
    """An article, or a file of articles, that cannot be read."""


class RecordError(QuotesError):
    """A stored record that cannot be read."""


class StoreError(QuotesError):
    """A store of a corpus run that is none, is of another version, or is in use."""


class ModelError(QuotesError):
    """A Stanza model that is missing, broken or cannot be fetched."""


class OutputError(QuotesError):
    """A result that cannot be written."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One problem at one place of a file. ``line`` and ``column`` count from 1."""

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
    """Rule files with problems: all of them, not the first."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        more = f" (and {len(self.problems) - 1} more)" if len(self.problems) > 1 else ""
        super().__init__(f"{self.problems[0]}{more}")
