"""The layout's rule files, read and checked: every problem of every file is reported with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

from quotes.errors import Problem, RuleError
from quotes.layout.backtracking import endless
from quotes.layout.rules import LayoutExample, LayoutRule, LayoutRules, Part, Where
from quotes.records import Span
from quotes.yamlsource import Keys, Source, did_you_mean, load

_PLACEHOLDER = re.compile(r"\{([a-z][a-z-]*)\}")
_MARKED = re.compile(r"\{([^{}]*)\}")
_FILE_KEYS = {"about", "words", "parts", "rules"}
_RULE_KEYS = {"id", "about", "part", "where", "pattern", "titles_follow", "examples", "counter_examples"}


def load_layout_rules(folder: Path, *more: Path) -> LayoutRules:
    """Read and compile the ``*.yaml`` of a folder (``rules/layout``), and of further folders that add to it.

    A rule of a further folder replaces the one of the same id; so do its word lists and parts, for all rules.

    Raises:
        RuleError: the folder is missing or empty, or a file has a problem; all problems of all files.
    """
    builder = _Builder()
    folders = [[load(path) for path in sorted(each.glob("*.yaml"))] for each in (folder, *more)]
    for place, sources in zip((folder, *more), folders, strict=True):
        if not sources:
            builder.problems.append(
                Problem(str(place), 1, 1, "layout-folder", "has no rule files", "put *.yaml files there")
            )
        builder.begin_folder()
        for source in sources:
            builder.names(source)
    rules: dict[str, LayoutRule] = {}
    for sources in folders:
        builder.begin_folder()
        rules |= {rule.id: rule for source in sources for rule in builder.rules(source)}
    if builder.problems:
        raise RuleError(builder.problems)
    return LayoutRules(tuple(rules.values()))


def _alternatives(words: Sequence[str]) -> str:
    """A list of words as one pattern: as written, with capitals or in capitals, with any white space in between."""
    forms = {form for word in words for form in (word, _capitalised(word), word.upper())}
    longest_first = sorted(forms, key=lambda form: (-len(form), form))
    return "(?:" + "|".join(r"\s+".join(map(re.escape, form.split())) for form in longest_first) + ")"


def _capitalised(word: str) -> str:
    return " ".join(piece[:1].upper() + piece[1:] for piece in word.split())


class _Builder:
    """Names first, as a rule may use those of any file; then the rules. Problems are gathered, not raised."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self._patterns: dict[str, str] = {}
        self._ids: set[str] = set()  # the names and the rules of the folder that is being read
        self._named: set[str] = set()

    def begin_folder(self) -> None:
        self._ids.clear()
        self._named.clear()

    def names(self, source: Source) -> None:
        """Take the word lists and parts of a file."""
        self.problems += source.problems
        if source.problems or not self._has_keys(source, (), source.data, _FILE_KEYS):
            return
        for name, words in self._entries(source, "words"):
            if isinstance(words, list) and words and all(isinstance(word, str) for word in words):
                self._name(source, ("words", name), name, _alternatives(words))
            else:
                self._problem(
                    source, ("words", name), "layout-words", f"'{name}' is not a list of words", "one '- word' a line"
                )
        for name, pattern in self._entries(source, "parts"):
            if isinstance(pattern, str):
                self._name(source, ("parts", name), name, pattern)
            else:
                self._problem(
                    source, ("parts", name), "layout-pattern", f"'{name}' is not a pattern", "put it in quotation marks"
                )

    def rules(self, source: Source) -> Iterator[LayoutRule]:
        """The rules of a file whose form is right."""
        listed = source.data.get("rules") or [] if isinstance(source.data, dict) else []
        if not isinstance(listed, list):
            self._problem(source, ("rules",), "layout-rule", "rules is not a list", "begin each rule with '- id:'")
            return
        for number, data in enumerate(listed):
            rule = self._rule(source, ("rules", number), data)
            if rule:
                yield rule

    def _rule(self, source: Source, keys: Keys, data: Any) -> LayoutRule | None:
        if not self._has_keys(source, keys, data, _RULE_KEYS) or not self._is_complete(source, keys, data):
            return None
        pattern = self._compiled(source, (*keys, "pattern"), data["pattern"])
        if pattern is None:
            return None
        is_line = data["part"] in {"line", "title", "heading"}
        right = [
            _example(text, source, (*keys, "examples", n), whole=is_line) for n, text in enumerate(data["examples"])
        ]
        wrong = [
            LayoutExample(text, None, source.position((*keys, "counter_examples", n))[0])
            for n, text in enumerate(data["counter_examples"])
        ]
        return LayoutRule(
            id=data["id"],
            part=data["part"],
            where=data.get("where", "any"),
            pattern=pattern,
            titles_follow=data.get("titles_follow") is True,
            examples=(*right, *wrong),
            path=source.path,
            line=source.position(keys)[0],
        )

    def _is_complete(self, source: Source, keys: Keys, data: Mapping[str, Any]) -> bool:
        before = len(self.problems)
        for key in ("id", "pattern"):
            if not isinstance(data.get(key), str):
                self._problem(source, keys, "layout-rule", f"the rule has no {key}", f"add {key}:")
        if str(data.get("id")) in self._ids:
            self._problem(source, (*keys, "id"), "layout-rule", f"there are two rules '{data['id']}'", "rename one")
        self._ids.add(str(data.get("id")))
        for key, known in (("part", get_args(Part)), ("where", get_args(Where))):
            if data.get(key, "any" if key == "where" else None) not in known:
                self._problem(
                    source, (*keys, key), "layout-rule", f"{key} is none of {', '.join(known)}", "choose one of them"
                )
        for key in ("examples", "counter_examples"):
            texts = data.get(key)
            if not (isinstance(texts, list) and texts and all(isinstance(text, str) for text in texts)):
                self._problem(
                    source, (*keys, key), "layout-rule", f"the rule has no {key}", "add one or more, each a text"
                )
        return len(self.problems) == before

    def _compiled(self, source: Source, keys: Keys, pattern: str) -> re.Pattern[str] | None:
        try:
            return self._swift(source, keys, re.compile(self._filled(pattern, depth=0)))
        except KeyError as missing:
            name = str(missing.args[0])
            self._problem(
                source, keys, "layout-pattern", f"nothing is named {{{name}}}", did_you_mean(name, self._patterns)
            )
        except re.error as error:
            self._problem(
                source, keys, "layout-pattern", f"is no regular expression: {error}", "check brackets and backslashes"
            )
        except RecursionError:
            self._problem(source, keys, "layout-pattern", "a part is named in itself", "write it out")
        return None

    def _swift(self, source: Source, keys: Keys, compiled: re.Pattern[str]) -> re.Pattern[str] | None:
        """The pattern, unless there are texts on which it would take for ever."""
        fault = endless(compiled.pattern)
        if fault is None:
            return compiled
        hint = "let each round begin with what the round before cannot end in"
        self._problem(source, keys, "layout-slow", f"may take for ever: {fault}", hint)
        return None

    def _filled(self, pattern: str, depth: int) -> str:
        if depth > 20:
            raise RecursionError
        return _PLACEHOLDER.sub(lambda found: self._filled(self._patterns[found[1]], depth + 1), pattern)

    def _has_keys(self, source: Source, keys: Keys, data: Any, known: set[str]) -> bool:
        if not isinstance(data, dict):
            self._problem(
                source, keys, "layout-form", "is not made of 'key: value' lines", "see the other files of the folder"
            )
            return False
        for key in data.keys() - known:
            self._problem(source, (*keys, key), "layout-key", f"'{key}' is not known here", did_you_mean(key, known))
        return True

    def _entries(self, source: Source, key: str) -> list[tuple[str, Any]]:
        found = source.data.get(key) or {}
        if isinstance(found, dict):
            return list(found.items())
        self._problem(source, (key,), "layout-form", f"{key} has no names", "write 'name:' and its value below")
        return []

    def _name(self, source: Source, keys: Keys, name: str, pattern: str) -> None:
        if name in self._named:
            self._problem(source, keys, "layout-name", f"'{name}' is named twice in this folder", "rename one")
        self._named.add(name)
        self._patterns[name] = pattern

    def _problem(self, source: Source, keys: Keys, code: str, text: str, hint: str | None) -> None:
        self.problems.append(source.problem(keys, code, text, hint))


def _example(text: str, source: Source, keys: Keys, *, whole: bool) -> LayoutExample:
    """Read an example: the braces enclose what must match; the whole of it, for rules of whole paragraphs."""
    line = source.position(keys)[0]
    found = _MARKED.search(text)
    if whole or not found:
        return LayoutExample(text, Span(0, len(text)), line)
    plain = text[: found.start()] + found[1] + text[found.end() :]
    return LayoutExample(plain, Span(found.start(), found.start() + len(found[1])), line)
