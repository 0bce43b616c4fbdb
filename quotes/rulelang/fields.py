"""Values of a YAML file, judged as they are read: what does not fit becomes a problem with its place."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from quotes.errors import Problem
from quotes.yamlsource import Keys, Source, did_you_mean


class Values:
    """Reads values of one file and collects what is wrong with it."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.problems: list[Problem] = list(source.problems)

    def problem(self, keys: Keys, code: str, text: str, hint: str | None, *, key: bool = False, word: str = "") -> None:
        """Note a problem at a value, at its key, or at a word of the value."""
        offset = self.source.offset(keys, word) if word else 0
        self.problems.append(self.source.problem(keys, code, text, hint, key=key, offset=offset))

    def known(self, data: Mapping[str, Any], known: Sequence[str], keys: Keys) -> None:
        """Report the keys of a mapping that are none."""
        for key in data:
            if key not in known:
                cut = data[key] is None and " " in str(key)  # {why: a title, and no verb} is cut at its comma
                hint = did_you_mean(str(key), known) or f"one of {', '.join(known)}"
                hint = "put text with a comma in it in quotation marks" if cut else hint
                self.problem((*keys, key), "unknown-key", f"unknown key '{key}'", hint, key=True)

    def mapping(self, data: Any, keys: Keys, what: str, example: str) -> dict[str, Any]:
        """A mapping with something in it; an empty one where it is none."""
        if isinstance(data, dict) and data:
            return data
        self.problem(keys, "not-a-test", f"{what} is a mapping, and not empty", f"e.g. {example}")
        return {}

    def words(self, data: Mapping[str, Any], key: str, keys: Keys, known: Collection[str] = ()) -> list[str]:
        """A word or a list of them, each of those that are ``known``, where these are given."""
        value = data.get(key, [])
        words = [str(word) for word in value] if isinstance(value, list) else [str(value)]
        for word in words:
            if known and word not in known:
                hint = did_you_mean(word, known) or f"one of {', '.join(known)}"
                self.problem((*keys, key), "value", f"'{word}' is not known for {key}", hint, word=word)
        return words

    def choice(self, data: Mapping[str, Any], key: str, known: Sequence[str]) -> Any:
        """One of a few words."""
        value = data.get(key)
        if value is not None and value not in known:
            hint = did_you_mean(str(value), known) or f"one of {', '.join(known)}"
            self.problem((key,), "value", f"'{value}' is no {key}", hint)
        return value

    def flag(self, data: Mapping[str, Any], key: str, keys: Keys) -> bool | None:
        """True, false, or None where nothing is said."""
        value = data.get(key)
        if value is None or isinstance(value, bool):
            return value
        self.problem((*keys, key), "value", f"{key} is true or false, not {value!r}", "write true, or leave it out")
        return None

    def integer(self, data: Mapping[str, Any], key: str, keys: Keys = ()) -> int | None:
        """A whole number, None where nothing is said."""
        value = data.get(key)
        if value is None or (isinstance(value, int) and not isinstance(value, bool)):
            return value
        self.problem((*keys, key), "value", f"{key} is a whole number, not {value!r}", "e.g. 2")
        return None
