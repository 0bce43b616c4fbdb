"""Read and check the values of a YAML file: a value that does not fit becomes a problem with its position."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from quotes.errors import Problem
from quotes.yamlsource import Keys, Source, did_you_mean


class FieldReader:
    """Reads the values of one file and collects its problems.

    Attributes:
        problems: those of the YAML itself, then those of the values that were read so far.
    """

    def __init__(self, source: Source) -> None:
        self.source = source
        self.problems: list[Problem] = list(source.problems)

    def add_problem(
        self, keys: Keys, code: str, text: str, hint: str | None, *, key: bool = False, word: str = ""
    ) -> None:
        """Add a problem at a value, at its ``key``, or at a ``word`` inside the value."""
        offset = self.source.offset(keys, word) if word else 0
        self.problems.append(self.source.problem(keys, code, text, hint, key=key, offset=offset))

    def check_keys(self, data: Mapping[str, Any], known: Sequence[str], keys: Keys) -> None:
        """Report the keys of a mapping that are not among the known ones."""
        for key in data:
            if key not in known:
                is_cut = data[key] is None and " " in str(key)  # {why: a title, and no verb} ends at its comma
                hint = did_you_mean(str(key), known) or f"one of {', '.join(known)}"
                hint = "put text with a comma in it in quotation marks" if is_cut else hint
                self.add_problem((*keys, key), "unknown-key", f"unknown key '{key}'", hint, key=True)

    def read_mapping(self, data: Any, keys: Keys, what: str, example: str) -> dict[str, Any]:
        """Return the mapping; an empty one, and a problem, where it is empty or something else."""
        if isinstance(data, dict) and data:
            return data
        self.add_problem(keys, "not-a-test", f"{what} is a mapping, and not empty", f"e.g. {example}")
        return {}

    def read_words(self, data: Mapping[str, Any], key: str, keys: Keys, known: Collection[str] = ()) -> list[str]:
        """Return the words under a key: one word or a list. Each must be ``known``, unless nothing is."""
        value = data.get(key, [])
        words = [str(word) for word in value] if isinstance(value, list) else [str(value)]
        for word in words:
            if known and word not in known:
                hint = did_you_mean(word, known) or f"one of {', '.join(known)}"
                self.add_problem((*keys, key), "value", f"'{word}' is not known for {key}", hint, word=word)
        return words

    def read_choice(self, data: Mapping[str, Any], key: str, known: Sequence[str]) -> Any:
        """Return the value of a top-level key, which must be one of the known words, or missing."""
        value = data.get(key)
        if value is not None and value not in known:
            hint = did_you_mean(str(value), known) or f"one of {', '.join(known)}"
            self.add_problem((key,), "value", f"'{value}' is no {key}", hint)
        return value

    def read_flag(self, data: Mapping[str, Any], key: str, keys: Keys) -> bool | None:
        """Return true or false; None where the key is missing."""
        value = data.get(key)
        if value is None or isinstance(value, bool):
            return value
        self.add_problem((*keys, key), "value", f"{key} is true or false, not {value!r}", "write true, or leave it out")
        return None

    def read_integer(self, data: Mapping[str, Any], key: str, keys: Keys = ()) -> int | None:
        """Return a whole number; None where the key is missing."""
        value = data.get(key)
        if value is None or (isinstance(value, int) and not isinstance(value, bool)):
            return value
        self.add_problem((*keys, key), "value", f"{key} is a whole number, not {value!r}", "e.g. 2")
        return None
