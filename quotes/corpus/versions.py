"""What a result depends on, as two hashes: one for the parses, one for the quotes.

A run compares them with those in the store. If the first differs, an article is
parsed again; if only the second does, its quotes are extracted again. The source
code of this package is part of the hashes, so that no version number has to be
increased by hand and no stale parse survives a change of code.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path

from quotes.parsing.models import ModelChoice, choose_model
from quotes.records import FORMAT
from quotes.resources import rules_folder

_PACKAGE = Path(__file__).resolve().parents[1]
#: The modules and packages that parses depend on, and those that quotes depend on.
PARSING_CODE = ("quotation_marks.py", "trees.py", "parsing", "layout")
MATCHING_CODE = (
    *("lexicon", "rulelang", "matching", "attribution", "resolution", "registry"),
    *("pipeline.py", "records.py", "text.py", "yamlsource.py"),
)
#: The folder of rules that decides how a text is split into paragraphs, and so what is parsed.
_LAYOUT_RULES = "layout"
#: In a file of ``names/``, the line that makes its entries a part of the layout.
_IN_DATELINES = b"\ndatelines: true"


@dataclass(frozen=True, slots=True)
class Version:
    """What results depend on.

    Attributes:
        model: the name or folder of the model, for people to read.
        parsing: hash of all that parses depend on: files of the model, version of Stanza, rules of layout, code.
        rules: hash of all that quotes depend on besides: rule files and code.
        format: the format of the records (:data:`quotes.records.FORMAT`).
    """

    model: str
    parsing: str
    rules: str
    format: int = FORMAT


def compute_version(
    model: str | Path, rules: Sequence[Path] = (), speakers: Path | None = None, *, lemmas: bool = False
) -> Version:
    """Compute the version of a run from the files of rules and model, without loading them.

    Args:
        model, rules, speakers: as for :class:`quotes.pipeline.Extractor`.
        lemmas: whether a rule needs lemmas; parses have them only then.

    Raises:
        ModelError: there is no such model.
    """
    choice = choose_model(model)
    layout, others = [], []
    for folder in (rules_folder(), *rules):
        files = _list_yaml(folder)
        layout.append(_hash_files((path for path in files if _is_layout(path, folder)), folder))
        others.append(_hash_files((path for path in files if not _is_layout(path, folder)), folder))
    others.append(_hash_files([speakers], speakers.parent) if speakers else "")
    parsing = _hash_parts([_hash_code(PARSING_CODE), _hash_model(choice), f"lemmas {lemmas}", *filter(None, layout)])
    return Version(choice.name, parsing, _hash_parts([_hash_code(MATCHING_CODE), *filter(None, others)]))


def compute_checked_version(model: str | Path, rules: Sequence[Path], speakers: Path | None) -> Version:
    """Check the rules and the list of speakers, and compute the version of a run.

    Raises:
        ModelError: there is no such model.
        RuleError: a rule file, or the list of speakers, has a problem.
    """
    from quotes.pipeline import load_rules
    from quotes.registry import read_user_list

    rulebook = load_rules(rules).rulebook
    if speakers:
        read_user_list(speakers)
    return compute_version(model, rules, speakers, lemmas=rulebook.reads_lemmas)


def code_files(names: Iterable[str]) -> list[Path]:
    """List the modules of :data:`PARSING_CODE` or :data:`MATCHING_CODE`."""
    places = [_PACKAGE / name for name in names]
    found = [path for place in places for path in (place.rglob("*.py") if place.is_dir() else [place])]
    return sorted(found)


def _list_yaml(folder: Path) -> list[Path]:
    return sorted(path for ending in ("*.yaml", "*.yml") for path in folder.rglob(ending))


def _is_layout(path: Path, folder: Path) -> bool:
    section = path.relative_to(folder).parts[0]
    return section == _LAYOUT_RULES or (section == "names" and _IN_DATELINES in path.read_bytes())


@cache
def _hash_code(names: tuple[str, ...]) -> str:
    return _hash_files(code_files(names), _PACKAGE)


def _hash_model(choice: ModelChoice) -> str:
    """Hash a model: a folder by its files, a package of Stanza by its name and the version of Stanza."""
    stanza = metadata.version("stanza")
    if choice.folder is None:
        return _hash_parts([choice.name, stanza])
    files = sorted(path for path in choice.folder.rglob("*") if path.suffix in (".pt", ".json"))
    return _hash_parts([stanza, _hash_files(files, choice.folder)])


def _hash_files(files: Iterable[Path], folder: Path) -> str:
    """Hash names and contents, regardless of where the folder is; empty if there is no file."""
    digests = []
    for path in files:
        with path.open("rb") as stream:
            digests += [path.relative_to(folder).as_posix(), hashlib.file_digest(stream, "blake2b").hexdigest()]
    return _hash_parts(digests) if digests else ""


def _hash_parts(parts: Iterable[str]) -> str:
    return hashlib.blake2b("\0".join(parts).encode("utf-8"), digest_size=16).hexdigest()
