"""Which Stanza model: the shipped one, one of Stanza's own packages, or a directory of the user's."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quotes.errors import ModelError
from quotes.resources import model_folder

if TYPE_CHECKING:
    from stanza import Pipeline

_log = logging.getLogger(__name__)

SHIPPED = "id-news"
#: Stanza's own Indonesian packages, fetched by Stanza on first use.
PUBLISHED = ("gsd", "csui")


@dataclass(frozen=True, slots=True)
class ModelChoice:
    """A model to load. ``folder`` is None for Stanza's own cache, where a package may be fetched from the network."""

    name: str
    package: str
    folder: Path | None


def choose(model: str | Path) -> ModelChoice:
    """Find the model by its name or its directory.

    Raises:
        ModelError: there is no such name, or the directory is not a Stanza model directory.
    """
    name = str(model)
    if name in PUBLISHED:
        return ModelChoice(name, name, None)
    folder = model_folder(SHIPPED) if name == SHIPPED else Path(name)
    if not folder.is_dir():
        known = ", ".join((SHIPPED, *PUBLISHED))
        raise ModelError(f"no such model: {name}", hint=f"give one of {known}, or the directory of a Stanza model")
    return ModelChoice(name, _package(folder), folder)


def _package(folder: Path) -> str:
    """The package of a model directory: the one it calls its default, else the first."""
    index = folder / "resources.json"
    try:
        packages = json.loads(index.read_text(encoding="utf-8"))["id"]["packages"]
        names = [name for name in packages if name != "default"]
        return str(names[0] if names else "default")
    except FileNotFoundError:
        raise ModelError(
            "not a Stanza model directory: it has no resources.json",
            path=str(folder),
            hint="give the directory above id/",
        ) from None
    except (ValueError, KeyError, IndexError, TypeError) as wrong:
        raise ModelError(
            f"resources.json names no package for Indonesian ({wrong!r})", path=str(index), hint="copy the model again"
        ) from wrong


def load(choice: ModelChoice, *, lemmas: bool = False) -> Pipeline:
    """Load tokenizer, expander, tagger, parser, and an entity tagger if there is one; fetch a published package.

    Args:
        lemmas: load the lemmatizer, too, where the parser could do without.

    Raises:
        ModelError: the model cannot be loaded, or cannot be fetched.
    """
    options: dict[str, Any] = {"depparse_resolve_head_constraints": False}
    if not lemmas and choice.folder is not None and not _needs_lemmas(choice):
        processors = [name for name in _processors(choice) if name != "lemma"]
        return _loaded(choice, processors, options | {"depparse_pretagged": True})
    return _loaded(choice, _processors(choice), options)


def load_plainly(choice: ModelChoice) -> Pipeline:
    """Load all processors as Stanza does by itself.

    Raises:
        ModelError: the model cannot be loaded, or cannot be fetched.
    """
    return _loaded(choice, _processors(choice), {})


def _processors(choice: ModelChoice) -> list[str]:
    named = choice.folder is not None and _entry(choice, "ner") is not None
    return ["tokenize", "mwt", "pos", "lemma", "depparse", *(["ner"] if named else [])]


def _loaded(choice: ModelChoice, processors: list[str], options: dict[str, Any]) -> Pipeline:
    import stanza
    import torch
    from stanza.pipeline.core import DownloadMethod

    _log.info("model %s, threads: %d (OMP_NUM_THREADS)", choice.name, torch.get_num_threads())
    options = {"processors": ",".join(processors), "verbose": False, "logging_level": "ERROR", **options}
    if choice.folder is None:
        options |= {"download_method": DownloadMethod.REUSE_RESOURCES}
    else:
        options |= {"dir": str(choice.folder), "download_method": None}
    try:
        return stanza.Pipeline("id", package=choice.package, **options)
    except Exception as error:  # Stanza, torch and requests raise many kinds here, and each has the same remedy
        raise _load_error(choice, error) from error


def _load_error(choice: ModelChoice, error: Exception) -> ModelError:
    reason = " ".join(str(error).split()) or type(error).__name__
    if choice.folder is None:
        return ModelError(
            f"Stanza's package {choice.name!r} is not on this machine and could not be fetched ({reason[:200]})",
            hint=f"connect to the network for the first use, or use the shipped model: --model {SHIPPED}",
        )
    return ModelError(
        f"the model cannot be loaded ({reason[:300]})",
        path=str(choice.folder),
        hint="copy the model again, or install anew",
    )


def _needs_lemmas(choice: ModelChoice) -> bool:
    """Does the parser of this model read lemmas? Ours does not, which saves a processor."""
    entry = _entry(choice, "depparse")
    return not (isinstance(entry, dict) and entry.get("lemmas_unused", False))


def _entry(choice: ModelChoice, processor: str) -> Any:
    """What the index of a model directory says of a processor of its package; None where it has none."""
    assert choice.folder is not None
    try:
        index = json.loads((choice.folder / "resources.json").read_text(encoding="utf-8"))
        return index["id"][processor][choice.package]
    except (OSError, ValueError, KeyError):
        return None
