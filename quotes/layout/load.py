"""Read and check the rule files of the layout: every problem of every file is reported with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

import regex

from quotes.errors import Problem, RuleError
from quotes.layout.patterns import LONGEST, LimitedPattern, NamedPatterns, Pattern, estimate_length
from quotes.layout.rules import LayoutExample, LayoutRule, LayoutRules, Scope, Where
from quotes.records import Span
from quotes.yamlsource import Keys, Source, did_you_mean, load

_FILE_KEYS = ("title", "description", "lists", "patterns", "rules", "casing")
#: Keys of the word counts that tools/casing.py writes.
_CASING = re.compile(r"capitals|small-(?:[1-9]|10)")
_LIST_KEYS = ("description", "used-for", "includes", "words", "remove")
_RULE_KEYS = (
    "id",
    "description",
    "scope",
    "where",
    "pattern",
    "titles-follow",
    "inside-flat",
    "examples",
    "counter-examples",
)


def load_layout_rules(folders: Iterable[Path], names: Mapping[str, Iterable[str]]) -> LayoutRules:
    """Read and compile the ``*.yaml`` of folders laid out like ``rules/layout``, in their order.

    A rule of a later folder replaces the one of the same id, and a pattern that of the same name, for all rules. A list
    of a later folder adds words to the one of the same name, or removes some.

    Args:
        folders: the shipped folder first.
        names: words of ``rules/names`` by the name of the list, which lists of the layout may include.

    Raises:
        RuleError: a folder is missing or empty, or a file has a problem; all problems of all files.
    """
    builder = _Builder(names)
    sources = {folder: [load(path) for path in sorted(folder.glob("*.yaml"))] for folder in folders}
    for folder, files in sources.items():
        if not files:
            hint = "put *.yaml files there"
            builder.problems.append(Problem(str(folder), 1, 1, "layout-folder", "has no rule files", hint))
        builder.begin_folder()
        for source in files:
            builder.read_names(source)
        builder.end_names()
    rules: dict[str, LayoutRule] = {}
    for number, files in enumerate(sources.values()):
        builder.begin_folder(is_shipped=number == 0)
        rules |= {rule.id: rule for source in files for rule in builder.read_rules(source)}
    if builder.problems:
        raise RuleError(builder.problems)
    return LayoutRules(tuple(rules.values()), builder.lists(), builder.casing)


def _join_alternatives(words: Iterable[str]) -> str:
    """Make one pattern of a list of words: as written, with capitals or in capitals, with any white space between."""
    forms = {form for word in words for form in (word, _capitalise(word), word.upper())}
    longest_first = sorted(forms, key=lambda form: (-len(form), form))
    return "(?:" + "|".join(r"\s+".join(map(re.escape, form.split())) for form in longest_first) + ")"


def _capitalise(word: str) -> str:
    return " ".join(piece[:1].upper() + piece[1:] for piece in word.split())


class _Builder:
    """Reads lists and patterns first, as a rule may use those of any file; then the rules. Collects all problems."""

    def __init__(self, names: Mapping[str, Iterable[str]]) -> None:
        self.problems: list[Problem] = []
        self.casing: dict[str, str] = {}
        self._names = names
        self._lists: dict[str, dict[str, None]] = {}
        self._patterns: dict[str, str] = {}
        self._all = self._shipped = NamedPatterns({})
        self._is_shipped = True  # the folder being read is the first
        self._here: set[str] = set()  # the names, or the ids of rules, of the folder being read

    def lists(self) -> dict[str, frozenset[str]]:
        """Return the word lists in small letters."""
        return {name: frozenset(word.lower() for word in words) for name, words in self._lists.items()}

    def begin_folder(self, *, is_shipped: bool = False) -> None:
        self._here.clear()
        self._is_shipped = is_shipped

    def end_names(self) -> None:
        """Note which patterns have names after a folder: those of the first folder are the shipped ones."""
        self._all = NamedPatterns(dict(self._patterns))
        self._shipped = self._shipped if self._shipped.patterns else self._all

    def read_names(self, source: Source) -> None:
        """Read the lists and the named patterns of a file."""
        self.problems += source.problems
        if source.problems or not self._has_keys(source, (), source.data, _FILE_KEYS):
            return
        for name, data in self._read_entries(source, "lists"):
            self._read_list(source, ("lists", name), name, data)
        for name, words in self._read_entries(source, "casing"):
            if isinstance(words, str) and _CASING.fullmatch(name):
                self.casing[name] = words
            else:
                hint = "write 'capitals: ...' or 'small-9: ...' with words"
                self._report(source, ("casing", name), "layout-words", f"'{name}' is not a count of words", hint)
        for name, pattern in self._read_entries(source, "patterns"):
            keys = ("patterns", name)
            if not isinstance(pattern, str):
                self._report(source, keys, "layout-pattern", f"'{name}' is not a pattern", "put it in quotation marks")
            elif self._is_new(source, keys, name):
                self._patterns[name] = pattern

    def _read_list(self, source: Source, keys: Keys, name: str, data: Any) -> None:
        if not self._has_keys(source, keys, data, _LIST_KEYS) or not self._is_new(source, keys, name):
            return
        before = len(self.problems)
        words = self._lists.setdefault(name, {})
        for number, included in enumerate(self._read_words(source, (*keys, "includes"), data.get("includes", []))):
            if included in self._names:
                words |= dict.fromkeys(self._names[included])
            else:
                hint = did_you_mean(included, self._names) or f"one of {', '.join(self._names)}"
                place = (*keys, "includes", number)
                self._report(source, place, "unknown-list", f"names/ has no list '{included}'", hint)
        words |= dict.fromkeys(self._read_words(source, (*keys, "words"), data.get("words", [])))
        for number, word in enumerate(self._read_words(source, (*keys, "remove"), data.get("remove", []))):
            if word in words:
                del words[word]
            else:
                hint = did_you_mean(word, words) or "take the word out"
                text = f"'{word}' is not on the list '{name}'"
                self._report(source, (*keys, "remove", number), "not-on-list", text, hint)
        if words:
            self._patterns[name] = _join_alternatives(words)
        elif len(self.problems) == before and not data.get(
            "includes"
        ):  # that of a broken file of names is reported there
            self._report(source, keys, "layout-words", f"the list '{name}' has no words", "write words: [...] below it")

    def _read_words(self, source: Source, keys: Keys, value: Any) -> list[str]:
        if isinstance(value, list) and all(isinstance(word, str) for word in value):
            return value
        self._report(source, keys, "layout-words", f"{keys[-1]} is not a list of words", "write [one, two]")
        return []

    def read_rules(self, source: Source) -> Iterator[LayoutRule]:
        """Yield the valid rules of a file."""
        listed = source.data.get("rules") or [] if isinstance(source.data, dict) else []
        if not isinstance(listed, list):
            self._report(source, ("rules",), "layout-rule", "rules is not a list", "begin each rule with '- id:'")
            return
        for number, data in enumerate(listed):
            rule = self._read_rule(source, ("rules", number), data)
            if rule:
                yield rule

    def _read_rule(self, source: Source, keys: Keys, data: Any) -> LayoutRule | None:
        if not self._has_keys(source, keys, data, _RULE_KEYS) or not self._is_complete(source, keys, data):
            return None
        pattern = self._compile(source, (*keys, "pattern"), data["pattern"], data["id"])
        if pattern is None:
            return None
        scope = data["scope"]
        return LayoutRule(
            id=data["id"],
            scope=scope,
            where=data.get("where", "any"),
            pattern=pattern,
            titles_follow=data.get("titles-follow") is True,
            inside_flat=data.get("inside-flat") is True,
            examples=tuple(self._read_examples(source, keys, data, whole=scope in ("line", "title", "heading"))),
            path=source.path,
            line=source.position(keys)[0],
        )

    def _is_complete(self, source: Source, keys: Keys, data: Mapping[str, Any]) -> bool:
        before = len(self.problems)
        for key in ("id", "pattern"):
            if not isinstance(data.get(key), str):
                self._report(source, keys, "layout-rule", f"the rule has no {key}", f"add {key}:")
        self._is_new(source, (*keys, "id"), str(data.get("id")))
        for key, known, default in (("scope", get_args(Scope), None), ("where", get_args(Where), "any")):
            if data.get(key, default) not in known:
                hint = did_you_mean(str(data.get(key)), known) or "choose one of them"
                self._report(source, (*keys, key), "layout-rule", f"{key} is none of {', '.join(known)}", hint)
        for key in ("examples", "counter-examples"):
            if not isinstance(data.get(key), list) or not data[key]:
                hint = "a rule shows what it finds and what it leaves alone"
                self._report(source, (*keys, key), "no-example", f"the rule has no {key}", hint)
        return len(self.problems) == before

    def _read_examples(
        self, source: Source, keys: Keys, data: Mapping[str, Any], *, whole: bool
    ) -> Iterator[LayoutExample]:
        for number, text in enumerate(data["examples"]):
            place = (*keys, "examples", number)
            if not isinstance(text, str):
                hint = "put it in quotation marks"
                self._report(source, place, "not-a-text", f"an example is text, not {text!r}", hint)
                continue
            example = _parse_example(text, source.position(place)[0], whole=whole)
            if example.marked is None:
                hint = "put what must match in brackets"
                self._report(source, place, "unmarked-example", "the example marks nothing", hint)
            yield example
        for number, entry in enumerate(data["counter-examples"]):
            place = (*keys, "counter-examples", number)
            if isinstance(entry, dict) and entry.keys() == {"text", "why"}:
                yield LayoutExample(str(entry["text"]), None, source.position(place)[0])
            else:
                hint = "write {text: …, why: …}"
                self._report(source, place, "no-reason", "the counter-example gives no reason", hint)

    def _compile(self, source: Source, keys: Keys, pattern: str, rule: str) -> Pattern | None:
        """Compile a pattern; None if it is invalid. A pattern from a user's folder, even in part, has a time limit."""
        try:
            filled = self._all.fill(pattern)
            if estimate_length(filled) > LONGEST:
                text = f"has more than {LONGEST:,} characters with all names and {{n}} written out"
                self._report(source, keys, "layout-pattern", text, "make it shorter")
                return None
            compiled: Pattern = re.compile(filled)
            if not self._is_shipped or filled != self._shipped.fill(pattern):
                what = f"the pattern of '{rule}' takes too long"
                remedy = "simplify it, so that a text can be divided among its repetitions in one way only"
                compiled = LimitedPattern(filled, source.problem(keys, "layout-slow", what, remedy))
        except KeyError as missing:
            name = str(missing.args[0])
            hint = did_you_mean(name, self._patterns)
            self._report(source, keys, "layout-pattern", f"nothing is named {{{name}}}", hint)
        except (re.error, regex.error) as error:
            hint = "check brackets and backslashes"
            self._report(source, keys, "layout-pattern", f"is no regular expression: {error}", hint)
        except RecursionError:
            text = "a pattern is named in itself, or brackets are nested too deeply"
            self._report(source, keys, "layout-pattern", text, "write it out")
        else:
            return compiled
        return None

    def _has_keys(self, source: Source, keys: Keys, data: Any, known: Sequence[str]) -> bool:
        if not isinstance(data, dict):
            hint = "see the other files of the folder"
            self._report(source, keys, "layout-form", "is not made of 'key: value' lines", hint)
            return False
        for key in data:
            if key not in known:
                hint = did_you_mean(key, known) or f"one of {', '.join(known)}"
                self._report(source, (*keys, key), "unknown-key", f"unknown key '{key}'", hint, key=True)
        return True

    def _read_entries(self, source: Source, key: str) -> list[tuple[str, Any]]:
        found = source.data.get(key) or {}
        if isinstance(found, dict):
            return list(found.items())
        self._report(source, (key,), "layout-form", f"{key} has no names", "write 'name:' and its value below")
        return []

    def _is_new(self, source: Source, keys: Keys, name: str) -> bool:
        """Return whether a name, or the id of a rule, is new in its folder; report it if not."""
        if name in self._here:
            self._report(source, keys, "layout-name", f"'{name}' is given twice in this folder", "rename one")
            return False
        self._here.add(name)
        return True

    def _report(self, source: Source, keys: Keys, code: str, text: str, hint: str | None, *, key: bool = False) -> None:
        self.problems.append(source.problem(keys, code, text, hint, key=key))


def _parse_example(text: str, line: int, *, whole: bool) -> LayoutExample:
    """Read an example: brackets, which can nest, enclose what must match; a whole paragraph has none."""
    if whole:
        return LayoutExample(text, Span(0, len(text)), line)
    start, end = text.find("["), text.rfind("]")
    depth = 0
    for at in range(start, end + 1) if start >= 0 else ():
        depth += (text[at] == "[") - (text[at] == "]")
        if not depth:
            plain = text[:start] + text[start + 1 : at] + text[at + 1 :]
            return LayoutExample(plain, Span(start, at - 1), line)
    return LayoutExample(text, None, line)
