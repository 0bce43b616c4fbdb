"""What a result depends on, as two hashes: one for the trees, one for what is read off them.

A run compares them with those in the store: where the first is another, an
article is parsed again; where only the second is, it is matched again. The
sources of this package are hashed as they are, so no number has to be raised by
hand and no stale tree survives a change of code; an upgrade that touches the
parsing room parses anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path

from quotes.parsing.models import ModelChoice, choose
from quotes.records import FORMAT
from quotes.resources import rules_folder

_PACKAGE = Path(__file__).resolve().parents[1]
#: The code behind the trees, and the code behind what is read off them: modules, and folders of modules.
PARSING_CODE = ("quotation_marks.py", "trees.py", "parsing", "layout")
MATCHING_CODE = (
    *("lexicon", "rulelang", "matching", "attribution", "resolution", "registry"),
    *("pipeline.py", "records.py", "yamlsource.py"),
)
#: The part of the rules that tells paragraphs apart, and so what is parsed.
_LAYOUT_RULES = "layout"


@dataclass(frozen=True, slots=True)
class Version:
    """What results depend on.

    Attributes:
        model: its name or folder, to be read by people.
        parsing: hash of all that trees depend on: the model's files, Stanza's version, rules of layout, code.
        rules: hash of all that the rest depends on: rule files and code.
        format: of the records (:data:`quotes.records.FORMAT`).
    """

    model: str
    parsing: str
    rules: str
    format: int = FORMAT


def version_of(
    model: str | Path, rules: Sequence[Path] = (), speakers: Path | None = None, *, lemmas: bool = False
) -> Version:
    """The version of a run. Loads nothing; reads the files of rules and model.

    Args:
        model, rules, speakers: as for :class:`quotes.pipeline.Extractor`.
        lemmas: whether a rule asks for lemmas, which parses have only then.

    Raises:
        ModelError: there is no such model.
    """
    choice = choose(model)
    layout, others = [], []
    for folder in (rules_folder(), *rules):
        files = _yaml(folder)
        layout.append(_of_files((path for path in files if _is_layout(path, folder)), folder))
        others.append(_of_files((path for path in files if not _is_layout(path, folder)), folder))
    others.append(_of_files([speakers], speakers.parent) if speakers else "")
    parsing = _hashed([_code(PARSING_CODE), _model(choice), f"lemmas {lemmas}", *filter(None, layout)])
    return Version(choice.name, parsing, _hashed([_code(MATCHING_CODE), *filter(None, others)]))


def checked_version(model: str | Path, rules: Sequence[Path], speakers: Path | None) -> Version:
    """The version of a run whose rules and list of speakers are sound: problems are told before anything is begun.

    Raises:
        ModelError: there is no such model.
        RuleError: a rule file, or the list of speakers, has a problem.
    """
    from quotes.pipeline import load_rules
    from quotes.registry import read_user_list

    rulebook = load_rules(rules).rulebook
    if speakers:
        read_user_list(speakers)
    return version_of(model, rules, speakers, lemmas=rulebook.reads_lemmas)


def code_files(names: Iterable[str]) -> list[Path]:
    """The modules behind :data:`PARSING_CODE` or :data:`MATCHING_CODE`."""
    places = [_PACKAGE / name for name in names]
    found = [path for place in places for path in (place.rglob("*.py") if place.is_dir() else [place])]
    return sorted(found)


def _yaml(folder: Path) -> list[Path]:
    return sorted(path for ending in ("*.yaml", "*.yml") for path in folder.rglob(ending))


def _is_layout(path: Path, folder: Path) -> bool:
    return path.relative_to(folder).parts[0] == _LAYOUT_RULES


@cache
def _code(names: tuple[str, ...]) -> str:
    return _of_files(code_files(names), _PACKAGE)


def _model(choice: ModelChoice) -> str:
    """A folder by its files; a package of Stanza by its name and by Stanza's version, which fixes the files."""
    stanza = metadata.version("stanza")
    if choice.folder is None:
        return _hashed([choice.name, stanza])
    files = sorted(path for path in choice.folder.rglob("*") if path.suffix in (".pt", ".json"))
    return _hashed([stanza, _of_files(files, choice.folder)])


def _of_files(files: Iterable[Path], folder: Path) -> str:
    """Names and contents, wherever the folder lies; empty where there is no file."""
    digests = []
    for path in files:
        with path.open("rb") as stream:
            digests += [path.relative_to(folder).as_posix(), hashlib.file_digest(stream, "blake2b").hexdigest()]
    return _hashed(digests) if digests else ""


def _hashed(parts: Iterable[str]) -> str:
    return hashlib.blake2b("\0".join(parts).encode("utf-8"), digest_size=16).hexdigest()
