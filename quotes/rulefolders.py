"""RuleFolders of rules: what lies where in them, and the folders of users on top of the shipped one.

Every folder of rules is laid out like the shipped ``rules/``, so that a rule has
the same id in each: ``DIR/constructions/direct/label.yaml`` is ``direct/label``
and takes the place of the shipped rule of that name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from quotes.errors import Problem
from quotes.yamlsource import did_you_mean

CONSTRUCTIONS = "constructions"
PARTS = "parts"
#: What a folder of rules may hold, and what each part of it is.
SECTIONS = {
    CONSTRUCTIONS: "how cue, source and content stand together, one construction a file",
    PARTS: "blocks that constructions share: ways to find a part, and conditions",
    "verbs": "reporting words and what each may report",
    "names": "the words that stand around names",
    "words": "small word lists that rules ask for by name",
    "resolution": "what speaks for and against a candidate for ia, -nya or a quote without cue",
    "layout": "datelines, links and other furniture of pages",
    "topics": "words that say nothing about a topic",
    "registry": "what tells that two names are one person",
}


@dataclass(frozen=True, slots=True)
class RuleFolders:
    """The folders of a run: the shipped one first, then those of the user, each of which adds to those before it."""

    all: tuple[Path, ...]

    def of(self, section: str) -> list[Path]:
        """The folders that have this section: paths to it, in their order."""
        return [folder / section for folder in self.all if (folder / section).is_dir()]

    def problems(self) -> list[Problem]:
        """RuleFolders that are not there or hold no rules, and files that lie where none is read."""
        return [problem for folder in self.all for problem in _problems(folder)]


def _problems(folder: Path) -> Iterator[Problem]:
    if not folder.is_dir():
        yield Problem(str(folder), 1, 1, "no-folder", "there is no such folder", "check the spelling")
        return
    files = sorted(path.relative_to(folder) for ending in ("*.yaml", "*.yml") for path in folder.rglob(ending))
    if not files:
        hint = f"put rules into {folder / CONSTRUCTIONS}"
        yield Problem(str(folder), 1, 1, "no-rules", "there is no *.yaml file in this folder", hint)
    for path in files:
        better = _better_place(folder, path)
        if better:
            yield Problem(str(folder / path), 1, 1, "misplaced", "the file lies where none is read", better)


def _better_place(folder: Path, path: Path) -> str | None:
    """What to do about a file that lies in none of the sections, or is not named as they want it."""
    section, *inner = path.parts
    if not inner:
        return f"put it into {folder / CONSTRUCTIONS}, or into {', '.join(list(SECTIONS)[1:])}"
    if section not in SECTIONS:
        return did_you_mean(section, SECTIONS) or f"the folders are {', '.join(SECTIONS)}"
    if path.suffix != ".yaml":
        return "end its name in .yaml"
    if section != CONSTRUCTIONS and len(inner) > 1:
        return f"put it into {folder / section} itself"
    return None
