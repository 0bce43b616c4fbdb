"""What reading gives where it cannot give an article."""

from __future__ import annotations

from dataclasses import dataclass

from quotes.errors import InputError


@dataclass(frozen=True, slots=True)
class Failure:
    """An article, or a source of articles, that could not be read; reading went on after it.

    Attributes:
        origin: where: a path, ``path:line``, ``-`` for standard input.
        error: what was wrong and what to do about it, in one line.
    """

    origin: str
    error: InputError
