"""Read YAML safely, and keep the line and column of every key and value for messages.

The composer works on the event stream and checks each event before it builds
anything: anchors, aliases and tags are refused (no alias bombs, no Python
objects), depth and size are limited, and a key that is given twice is a problem.
Plain scalars follow the YAML 1.2 core schema: only ``true`` and ``false`` are
booleans, and a date is a string. A :class:`Source` carries its problems; nothing
is raised, so that all files of a folder can be reported together.
"""

from __future__ import annotations

import math
import re
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml

from quotes.errors import Problem

#: Deepest nesting of lists and mappings that is read; the shipped files need far less.
MAX_DEPTH = 30
#: Largest file that is read, in bytes; the largest shipped list has less than a twentieth of it.
MAX_BYTES = 1_000_000
#: Most digits of a whole number.
_MAX_DIGITS = 18

#: The path to a value: keys of mappings and indices of lists, from the top.
Keys = tuple[str | int, ...]

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INT = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_CONSTANTS = {"": None, "~": None, "null": None, "true": True, "false": False}


@dataclass(frozen=True)
class Source:
    """A YAML file as plain data (dict, list, str, int, float, bool, None), with the positions of keys and values.

    Attributes:
        path: the file, for messages.
        text: the content of the file; empty if it could not be read.
        data: the document; None if it is empty or could not be read.
        problems: errors in the YAML itself.
    """

    path: str
    text: str = ""
    data: Any = None
    problems: tuple[Problem, ...] = ()
    _values: dict[Keys, tuple[int, int]] = field(default_factory=dict, repr=False, compare=False)
    _keys: dict[Keys, tuple[int, int]] = field(default_factory=dict, repr=False, compare=False)

    def position(self, keys: Keys = ()) -> tuple[int, int]:
        """Return line and column, from 1, of the value at ``keys``, or of the nearest value around it."""
        while keys and keys not in self._values:
            keys = keys[:-1]
        return self._values.get(keys, (1, 1))

    def key_position(self, keys: Keys) -> tuple[int, int]:
        """Return line and column, from 1, of the last key in ``keys`` (in a list: of the value)."""
        return self._keys.get(keys) or self.position(keys)

    def line(self, number: int) -> str:
        """Return a line of the file, from 1, without its line break; empty beyond the end of the file."""
        lines = self.text.split("\n")
        return lines[number - 1].rstrip("\r") if 1 <= number <= len(lines) else ""

    def offset(self, keys: Keys, word: str) -> int:
        """Return the distance of a word from the start of its value, in columns; 0 if it is not on the same line."""
        line, column = self.position(keys)
        rest = self.line(line)[column - 1 :]
        return max(rest.find(word), 0)

    def problem(
        self, keys: Keys, code: str, text: str, hint: str | None = None, *, key: bool = False, offset: int = 0
    ) -> Problem:
        """Return a problem at a value, or at its key, ``offset`` columns to the right of its start."""
        line, column = self.key_position(keys) if key else self.position(keys)
        return Problem(self.path, line, column + offset, code, text, hint)


def load(path: Path) -> Source:
    """Read a YAML file. Errors are in ``problems`` of the result; nothing is raised."""
    try:
        about = path.stat()
        if not (stat.S_ISREG(about.st_mode) or stat.S_ISDIR(about.st_mode)):  # to read it may never end
            return _empty_source(str(path), "unreadable", "is a pipe or a device", "put a file in its place")
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError as error:
        return _empty_source(
            str(path), "unreadable", f"cannot be read: {error.strerror or error}", "check path and permissions"
        )
    if len(raw) > MAX_BYTES:
        return _empty_source(
            str(path), "too-large", f"has {about.st_size:,} bytes, at most {MAX_BYTES:,} are read", "split it"
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return _empty_source(str(path), "encoding", "is not UTF-8", "save it as UTF-8", line)
    return parse(text, str(path))


def parse(text: str, path: str = "<text>") -> Source:
    """Read YAML from a string, as :func:`load` does from a file."""
    composer = _Composer(path)
    try:
        data = composer.document(yaml.parse(text, Loader=_LOADER))
    except _UnreadableError:
        data = None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        what = " ".join(part for part in (error.context, error.problem) if part)
        composer.problems.append(Problem(path, line, column, "yaml", f"is not YAML: {what}", _suggest_fix(what)))
        data = None
    except yaml.YAMLError as error:
        what = " ".join(str(error).split())
        composer.problems.append(Problem(path, 1, 1, "yaml", f"is not YAML: {what}", "remove this character"))
        data = None
    return Source(path, text, data, tuple(composer.problems), composer.values, composer.keys)


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """Return a hint with the known word that is most similar to ``word``, by difflib's ratio; None if none is."""
    near = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"did you mean '{near[0]}'?" if near else None


def _empty_source(path: str, code: str, text: str, hint: str, line: int = 1) -> Source:
    return Source(path, problems=(Problem(path, line, 1, code, text, hint),))


def _suggest_fix(what: str) -> str:
    if "\\t" in what or "tab" in what:
        return "indent with spaces"
    return "check indentation, brackets and colons; put words with : or # in quotation marks"


class _UnreadableError(Exception):
    """The rest of the file cannot be read; the reason is among the problems."""


class _Composer:
    """Builds plain data from events, and collects problems and the positions of keys and values."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.values: dict[Keys, tuple[int, int]] = {}
        self.keys: dict[Keys, tuple[int, int]] = {}
        self.problems: list[Problem] = []

    def document(self, events: Iterator[Any]) -> Any:
        """Return the only document of the stream; None for an empty file."""
        data, documents = None, 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._stop(event, "documents", "has more than one document", "split it into files")
            elif isinstance(event, yaml.NodeEvent):
                data = self._node(event, events, ())
        return data

    def _node(self, event: Any, events: Iterator[Any], keys: Keys) -> Any:
        self._check(event, keys)
        self.values[keys] = _position(event)
        if isinstance(event, yaml.ScalarEvent):
            return _parse_scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(events, keys)
        return self._mapping(events, keys)

    def _sequence(self, events: Iterator[Any], keys: Keys) -> list[Any]:
        found: list[Any] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            found.append(self._node(event, events, (*keys, len(found))))
        return found

    def _mapping(self, events: Iterator[Any], keys: Keys) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key, position = self._key(event, keys), _position(event)
            if key in found:
                first = self.keys[(*keys, key)][0]
                self._add(event, "duplicate-key", f"'{key}' is given twice, first on line {first}", "keep one of them")
            else:
                self.keys[(*keys, key)] = position
            value = self._node(next(events), events, (*keys, key))
            found.setdefault(key, value)
        return found

    def _key(self, event: Any, keys: Keys) -> str:
        self._check(event, keys)
        if not isinstance(event, yaml.ScalarEvent):
            self._stop(event, "key", "a key must be a word", "write key: value")
        return str(event.value)

    def _check(self, event: Any, keys: Keys) -> None:
        if isinstance(event, yaml.AliasEvent):
            self._stop(event, "alias", f"aliases (*{event.anchor}) are not allowed", "write the value out")
        if event.anchor:
            self._stop(event, "alias", f"anchors (&{event.anchor}) are not allowed", "write the value out where needed")
        if event.tag and event.tag != "!":
            self._stop(event, "tag", f"tags ({event.tag}) are not allowed", "remove it")
        if len(keys) > MAX_DEPTH:
            self._stop(event, "too-deep", f"is nested more than {MAX_DEPTH} deep", "flatten it")

    def _add(self, event: Any, code: str, text: str, hint: str) -> None:
        self.problems.append(Problem(self.path, *_position(event), code, text, hint))

    def _stop(self, event: Any, code: str, text: str, hint: str) -> None:
        self._add(event, code, text, hint)
        raise _UnreadableError


def _position(event: Any) -> tuple[int, int]:
    mark = event.start_mark
    return mark.line + 1, mark.column + 1


def _parse_scalar(event: Any) -> Any:
    """Return the value of a scalar by the YAML 1.2 core schema: no ``yes``, ``no``, ``on``, octals or dates.

    A number that is too large for any use stays text, and is refused where a number is wanted.
    """
    text: str = event.value
    if event.style:
        return text
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if _INT.fullmatch(text):
        return int(text) if len(text) <= _MAX_DIGITS else text
    number = float(text) if _FLOAT.fullmatch(text) else math.nan
    return number if math.isfinite(number) else text
