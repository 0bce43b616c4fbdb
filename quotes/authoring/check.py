"""Check folders of rules: the files one by one, and the rules against each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from quotes.authoring.lint import lint
from quotes.errors import Problem
from quotes.pipeline import read_rules
from quotes.resources import RuleFolders, rules_folder


@dataclass(frozen=True, slots=True)
class CheckResult:
    """The result of a check.

    Attributes:
        files: the number of rule files read.
        problems: in the order of files and lines.
    """

    files: int
    problems: tuple[Problem, ...]


def check_rules(extra: Sequence[Path] = ()) -> CheckResult:
    """Check the shipped rules with the ``extra`` folders on top. Problems are returned, not raised."""
    folders = RuleFolders((rules_folder(), *extra))
    rules, problems = read_rules(folders)
    if rules.rulebook.titles.lists:  # which lists of words and of the layout include
        problems += (*rules.layout.check_examples(), *rules.rulebook.lists.check_examples())  # they need no parser
    problems += lint(rules.rulebook.rules)
    files = sum(1 for folder in folders.all if folder.is_dir() for _ in folder.rglob("*.yaml"))
    return CheckResult(files, tuple(sorted(set(problems))))
