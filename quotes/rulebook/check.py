"""Check folders of rules: everything that is wrong with any file, and what no single file can tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from quotes.errors import Problem, RuleError
from quotes.reading.layout_loading import load_layout_rules
from quotes.resources import rules_folder
from quotes.rulebook.book import read_book
from quotes.rulebook.folders import Folders
from quotes.rulebook.lint import lint


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
    folders = Folders((rules_folder(), *extra))
    book, problems = read_book(folders.all[0], extra)
    problems += _layout_problems(folders.of("text"))
    problems += lint(book.rules)
    files = sum(1 for folder in folders.all if folder.is_dir() for _ in folder.rglob("*.yaml"))
    return Checked(files, tuple(sorted(set(problems))))


def _layout_problems(folders: Sequence[Path]) -> list[Problem]:
    """Of the rules for the furniture of pages; their examples need no parser, and are run at once."""
    try:
        return list(load_layout_rules(*folders).check_examples())
    except RuleError as error:
        return list(error.problems)
