"""Check folders of rules: everything that is wrong with any file, and what no single file can tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from quotes.authoring.lint import lint
from quotes.errors import Problem
from quotes.pipeline import read_rules
from quotes.resources import RuleFolders, rules_folder


@dataclass(frozen=True, slots=True)
class Checked:
    """The result of a check.

    Attributes:
        files: how many rule files were read.
        problems: in the order of files and lines.
    """

    files: int
    problems: tuple[Problem, ...]


def check_rules(extra: Sequence[Path] = ()) -> Checked:
    """Check the shipped rules, and on top of them the ``extra`` folders. Nothing is raised for what is wrong."""
    folders = RuleFolders((rules_folder(), *extra))
    rules, problems = read_rules(folders)
    if rules.rulebook.titles.lists:  # which lists of words and of the layout include
        problems += (*rules.layout.check_examples(), *rules.rulebook.lists.check_examples())  # they need no parser
    problems += lint(rules.rulebook.rules)
    files = sum(1 for folder in folders.all if folder.is_dir() for _ in folder.rglob("*.yaml"))
    return Checked(files, tuple(sorted(set(problems))))
