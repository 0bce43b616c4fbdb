"""What the registry goes by: titles and roles, and the reasons and doubts of ``rules/registry/merging.yaml``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from quotes.lexicon.titles import Titles
from quotes.registry.weights import MergeWeights
from quotes.resources import rules_folder
from quotes.rulefolders import RuleFolders


@dataclass(frozen=True, slots=True)
class Knowledge(MergeWeights):
    """All of it, loaded once."""

    titles: Titles


def load_knowledge(rules: Sequence[Path] = ()) -> Knowledge:
    """The shipped knowledge, with titles and a ``merging.yaml`` of further folders of rules on top.

    Raises:
        RuleError: with every problem of the files.
    """
    folders = RuleFolders((rules_folder(), *rules))
    merging = MergeWeights.load(folders.of("registry"))
    titles = Titles.load(*folders.of("names"))
    return Knowledge(**{each.name: getattr(merging, each.name) for each in fields(merging)}, titles=titles)
