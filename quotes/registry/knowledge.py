"""What the registry goes by: titles and roles, and the reasons and doubts of ``rules/identities/merging.yaml``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from quotes.resources import rules_folder
from quotes.rulebook.folders import Folders
from quotes.rulebook.merging import Merging
from quotes.rulebook.titles import Titles


@dataclass(frozen=True, slots=True)
class Knowledge(Merging):
    """All of it, loaded once."""

    titles: Titles


def load_knowledge(rules: Sequence[Path] = ()) -> Knowledge:
    """The shipped knowledge, with titles and a ``merging.yaml`` of further folders of rules on top.

    Raises:
        RuleError: with every problem of the files.
    """
    folders = Folders((rules_folder(), *rules))
    merging = Merging.load(folders.of("identities"))
    titles = Titles.load(*folders.of("titles"))
    return Knowledge(**{each.name: getattr(merging, each.name) for each in fields(merging)}, titles=titles)
