"""Find the shipped rules and models, and the folders of rules of a run.

The shipped rules are at the top of the repository, where people read them; a
wheel carries them inside the package. The models are inside the package in both.

Every folder of rules has the layout of the shipped ``rules/``, so that a rule
has the same id in each: ``DIR/constructions/direct/label.yaml`` is
``direct/label`` and replaces the shipped rule of that name.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from quotes.errors import ModelError, Problem, QuotesError
from quotes.yamlsource import did_you_mean

_PACKAGE = Path(__file__).resolve().parent
_REINSTALL = "reinstall it: pip install --force-reinstall --no-deps quotes-id (in a checkout: git status)"

CONSTRUCTIONS = "constructions"
PARTS = "parts"
#: The sections of a folder of rules: the name of each subfolder, and what its files describe.
SECTIONS = {
    CONSTRUCTIONS: "how cue, source and content are arranged in a sentence, one construction per file",
    PARTS: "blocks that constructions share: ways to find a part, and conditions",
    "verbs": "reporting words and what each can report",
    "names": "titles and other words that accompany names",
    "words": "word lists that rules refer to by name",
    "resolution": "weights for choosing the antecedent of ia, -nya or a quote without a cue",
    "layout": "datelines, links and other text of a page that is not part of the article",
    "topics": "words that do not identify a topic",
    "registry": "weights for deciding whether two names belong to one person",
}


def rules_folder() -> Path:
    """Return the folder of the shipped rules.

    Raises:
        QuotesError: this installation has no rules.
    """
    checkout = _PACKAGE.parent
    places = [_PACKAGE / "rules"]
    if (checkout / "pyproject.toml").is_file():  # a folder "rules" beside an installed package is not ours
        places.append(checkout / "rules")
    for place in places:
        if place.is_dir():
            return place
    raise QuotesError("the shipped rules are missing from this installation", path=str(places[-1]), hint=_REINSTALL)


def model_folder(name: str) -> Path:
    """Return the directory of a shipped Stanza model, e.g. ``id-news``.

    Raises:
        ModelError: no model of this name is shipped, or its directory is missing.
    """
    models = _PACKAGE / "models"
    folder = models / name
    if folder.is_dir() and folder.parent == models and name not in (".", ".."):
        return folder
    shipped = sorted(index.parent.name for index in models.glob("*/resources.json"))
    hint = f"shipped models: {', '.join(shipped)}" if shipped else _REINSTALL
    raise ModelError(f"the model {name!r} is not in this installation", path=str(models), hint=hint)


@dataclass(frozen=True, slots=True)
class RuleFolders:
    """The folders of rules of a run: the shipped one first, then the user's, each adding to those before it."""

    all: tuple[Path, ...]

    def of(self, section: str) -> list[Path]:
        """Return the path of this section in each folder that has it, in the order of the folders."""
        return [folder / section for folder in self.all if (folder / section).is_dir()]

    def problems(self) -> list[Problem]:
        """Return the folders that do not exist or hold no rules, and the files that no section reads."""
        return [problem for folder in self.all for problem in _find_problems(folder)]


def _find_problems(folder: Path) -> Iterator[Problem]:
    if not folder.is_dir():
        yield Problem(str(folder), 1, 1, "no-folder", "there is no such folder", "check the spelling")
        return
    unreadable: list[OSError] = []
    walk = os.walk(folder, onerror=unreadable.append)
    walked = [Path(place, name) for place, folders, names in walk for name in (*folders, *names)]
    for error in unreadable:
        text = f"this folder cannot be read: {error.strerror}"
        yield Problem(str(error.filename or folder), 1, 1, "unreadable", text, "check its rights")
    files = sorted(path.relative_to(folder) for path in walked if path.suffix in (".yaml", ".yml"))
    if not files and not unreadable:
        hint = f"put rules into {folder / CONSTRUCTIONS}"
        yield Problem(str(folder), 1, 1, "no-rules", "there is no *.yaml file in this folder", hint)
    for path in files:
        if better := _suggest_place(folder, path):
            yield Problem(str(folder / path), 1, 1, "misplaced", "this file is in a place where it is not read", better)


def _suggest_place(folder: Path, path: Path) -> str | None:
    """Return where a file belongs or what to call it; None if it is read where it is."""
    section, *inner = path.parts
    if not inner:
        return f"move it to {folder / CONSTRUCTIONS}, or to {', '.join(list(SECTIONS)[1:])}"
    if section not in SECTIONS:
        return did_you_mean(section, SECTIONS) or f"the folders are {', '.join(SECTIONS)}"
    if path.suffix != ".yaml":
        return "end its name in .yaml"
    if section != CONSTRUCTIONS and len(inner) > 1:
        return f"move it to {folder / section} itself"
    return None
