"""Patterns of users' folders, which run with a time limit.

Python's ``re`` tries every way to match, which for a pattern such as ``(a+){50}b``
can take exponential time, and cannot be stopped. The module ``regex`` understands the same
patterns and can be stopped. The shipped patterns run with ``re``, as they were
tested on many articles.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Protocol

import regex

from quotes.errors import Problem, RuleError

#: Processor seconds that one pattern may take for one text. The shipped ones take less than a thousandth of that.
LIMIT = 1.0
#: Length to which a pattern may grow when its names are filled in and its ``{n}`` are written out; the longest of the
#: shipped ones has 31,669 characters.
LONGEST = 200_000

#: How deep patterns may be named in patterns; the shipped ones are three deep.
_DEEPEST = 20
_PLACEHOLDER = re.compile(r"\{([a-z][a-z-]*)\}")
_REPEAT = r"(?P<repeat>\{(?P<least>\d*)(?:,(?P<most>\d*))?\})"
_TOKEN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|" + _REPEAT + r"|[^\\\[{()]+|.", re.DOTALL)


class Match(Protocol):
    """The part of a match that layout rules use."""

    def start(self) -> int: ...
    def end(self) -> int: ...
    def span(self) -> tuple[int, int]: ...


class Pattern(Protocol):
    """The part of ``re.Pattern`` that layout rules use."""

    @property
    def pattern(self) -> str: ...
    def match(self, string: str, pos: int = 0, endpos: int = sys.maxsize, /) -> Match | None: ...
    def fullmatch(self, string: str, pos: int = 0, endpos: int = sys.maxsize, /) -> Match | None: ...
    def search(self, string: str, pos: int = 0, endpos: int = sys.maxsize, /) -> Match | None: ...
    def finditer(self, string: str, pos: int = 0, endpos: int = sys.maxsize, /) -> Iterator[Match]: ...


def estimate_length(pattern: str) -> int:
    """Estimate how long a pattern gets when every ``{n}`` is written out, in characters."""
    lengths, last = [0], 0
    for token in _TOKEN.finditer(pattern):
        if token["repeat"]:
            times = max(int(token["least"] or 0), int(token["most"] or 0), 1)
            lengths[-1] += last * (times - 1)
            last *= times
        elif token[0] == "(":
            lengths.append(1)
        elif token[0] == ")" and len(lengths) > 1:
            last = lengths.pop()
            lengths[-1] += last
        else:
            # An escape or a class is one character; a stretch of ordinary ones has as many as it is long.
            last = 1
            lengths[-1] += 1 if token[0][0] in "\\[" else len(token[0])
    return sum(lengths)


class NamedPatterns:
    """Named patterns, used as ``{name}`` in other patterns."""

    def __init__(self, patterns: Mapping[str, str]) -> None:
        self.patterns = patterns
        self._filled: dict[str, str] = {}

    def fill(self, pattern: str, depth: int = 0) -> str:
        """Replace the names in a pattern. In one that is longer than ``LONGEST`` already, the other names stay.

        Raises:
            KeyError: there is no pattern with a name.
            RecursionError: a pattern refers to itself.
        """
        if depth > _DEEPEST:
            raise RecursionError
        parts, at, length = [], 0, 0
        for found in _PLACEHOLDER.finditer(pattern):
            name = found[1]
            if name not in self._filled:
                self._filled[name] = self.fill(self.patterns[name], depth + 1)
            parts += [pattern[at : found.start()], self._filled[name]]
            length, at = length + len(self._filled[name]), found.end()
            if length > LONGEST:
                break
        return "".join([*parts, pattern[at:]])


class LimitedPattern:
    """A compiled pattern with a time limit for each text.

    Every method raises a :class:`~quotes.errors.RuleError` when the pattern has taken too long on a text.

    Args:
        pattern: one that ``re`` compiles.
        problem: the problem to report when it takes too long.

    Raises:
        regex.error: ``re`` accepts the pattern, but ``regex`` does not.
    """

    def __init__(self, pattern: str, problem: Problem) -> None:
        self._compiled: Any = regex.compile(pattern)
        self.pattern = pattern
        self._problem = problem
        self._text = ""
        self._left = LIMIT

    def match(self, string: str, pos: int = 0, endpos: int = sys.maxsize, /) -> Match | None:
        found: Match | None = self._run(self._compiled.match, string, pos, endpos)
        return found

    def fullmatch(self, string: str, pos: int = 0, endpos: int = sys.maxsize, /) -> Match | None:
        found: Match | None = self._run(self._compiled.fullmatch, string, pos, endpos)
        return found

    def search(self, string: str, pos: int = 0, endpos: int = sys.maxsize, /) -> Match | None:
        found: Match | None = self._run(self._compiled.search, string, pos, endpos)
        return found

    def finditer(self, string: str, pos: int = 0, endpos: int = sys.maxsize, /) -> Iterator[Match]:
        def find_all(*args: Any, timeout: float) -> list[Match]:
            return list(self._compiled.finditer(*args, timeout=timeout))

        return iter(self._run(find_all, string, pos, endpos))

    def _run(self, search: Callable[..., Any], text: str, start: int, end: int) -> Any:
        if text is not self._text:
            self._text, self._left = text, LIMIT
        began = time.process_time()
        try:
            if self._left <= 0:
                raise TimeoutError
            return search(text, start, end, timeout=self._left)
        except (TimeoutError, MemoryError):
            self._left = 0
            raise RuleError([self._problem]) from None
        finally:
            self._left -= time.process_time() - began
