"""Find and load a Stanza model: the shipped one, one of Stanza's own packages, or a directory of the user's."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quotes.errors import ModelError
from quotes.resources import model_folder

if TYPE_CHECKING:
    from stanza import Pipeline

    from quotes.parsing.stanza_cpu import CpuPipeline, ModelFiles

#: The environment variables of torch for files with weights only.
_FORCE, _FORCE_NO = "TORCH_FORCE_WEIGHTS_ONLY_LOAD", "TORCH_FORCE_NO_WEIGHTS_ONLY_LOAD"
_log = logging.getLogger(__name__)

SHIPPED = "id-news"
#: Stanza's own Indonesian packages, downloaded by Stanza on first use.
PUBLISHED = ("gsd", "csui")


@dataclass(frozen=True, slots=True)
class ModelChoice:
    """A model to load.

    Attributes:
        name: the name or directory that was given.
        package: the package of Stanza's to load from it.
        folder: the model directory; None for Stanza's own cache, to which a package may be downloaded.
    """

    name: str
    package: str
    folder: Path | None


def choose_model(model: str | Path) -> ModelChoice:
    """Find a model by its name or its directory.

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
    return ModelChoice(name, _read_package(folder), folder)


def _read_package(folder: Path) -> str:
    """Return the package of a model directory: the first that is not called ``default``."""
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
    except (ValueError, KeyError, IndexError, TypeError) as error:
        raise ModelError(
            f"resources.json names no package for Indonesian ({error!r})", path=str(index), hint="copy the model again"
        ) from error


def load_cpu_pipeline(choice: ModelChoice, precision: str | None = None) -> CpuPipeline | None:
    """Load a model without importing Stanza; return None where :func:`load_pipeline` is needed.

    That is so for a published package, for networks of other kinds, and for files that cannot be read here: Stanza
    then reads them, or says why it cannot.

    Args:
        choice: the model.
        precision: ``float32`` or ``bfloat16``; see :func:`quotes.parsing.stanza_cpu.layers.choose_dtype`.

    Raises:
        ModelError: there is no such precision.
    """
    files = _find_files(choice)
    if files is None:
        return None
    import torch

    from quotes.parsing.stanza_cpu import CpuPipeline

    _log.info("model %s, threads: %d (OMP_NUM_THREADS)", choice.name, torch.get_num_threads())
    try:
        return CpuPipeline.load(files, precision)
    except ModelError:
        raise
    except Exception as error:  # noqa: BLE001 - torch and damaged files raise many kinds
        _log.warning("%s is left to Stanza's own processors, which are slower (%r)", choice.name, error)
        return None


def _find_files(choice: ModelChoice) -> ModelFiles | None:
    """Return the files of a model directory; None where its index names no complete set with one file of vectors."""
    if choice.folder is None:
        return None
    from quotes.parsing.stanza_cpu import ModelFiles

    try:
        index = json.loads((choice.folder / "resources.json").read_text(encoding="utf-8"))["id"]
        names = index["packages"][choice.package]
        needed = [
            index[kind][names[kind]].get("dependencies", ()) for kind in ("pos", "depparse", "ner") if kind in names
        ]
        (vectors,) = {each["package"] for some in needed for each in some if each["model"] == "pretrain"}
        paths = {kind: choice.folder / "id" / kind / f"{name}.pt" for kind, name in names.items()}
        shared = choice.folder / "id" / "pretrain" / f"{vectors}.pt"
        others = paths.get("mwt"), paths.get("ner")
        is_plain = bool(index.get("tokenize", {}).get(names["tokenize"], {}).get("plain_words"))
        return ModelFiles(paths["tokenize"], paths["pos"], paths["depparse"], shared, *others, is_plain)
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None


def load_pipeline(choice: ModelChoice, *, lemmas: bool = False) -> Pipeline:
    """Load tokenizer, expander, tagger and parser, and the entity tagger if there is one; download a published package.

    Args:
        choice: the model.
        lemmas: load the lemmatizer even where the parser of the model does not need it.

    Raises:
        ModelError: the model cannot be loaded or downloaded.
    """
    options: dict[str, Any] = {"depparse_resolve_head_constraints": False}
    if not lemmas and choice.folder is not None and not _needs_lemmas(choice):
        processors = [name for name in _list_processors(choice) if name != "lemma"]
        return _load(choice, processors, options | {"depparse_pretagged": True})
    return _load(choice, _list_processors(choice), options)


def load_default_pipeline(choice: ModelChoice) -> Pipeline:
    """Load all processors with Stanza's default options.

    Raises:
        ModelError: the model cannot be loaded or downloaded.
    """
    return _load(choice, _list_processors(choice), {})


def _list_processors(choice: ModelChoice) -> list[str]:
    has_entities = choice.folder is not None and _index_entry(choice, "ner") is not None
    return ["tokenize", "mwt", "pos", "lemma", "depparse", *(["ner"] if has_entities else [])]


def _load(choice: ModelChoice, processors: list[str], options: dict[str, Any]) -> Pipeline:
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
        with _weights_only():
            return stanza.Pipeline("id", package=choice.package, **options)
    except Exception as error:  # Stanza, torch and requests raise many kinds here, and each has the same remedy
        raise _load_error(choice, error) from error


@contextmanager
def _weights_only() -> Iterator[None]:
    """Make torch refuse files with anything but weights and plain data, whatever Stanza asks for.

    A file of weights is a pickle, which could otherwise run code when it is read.
    """
    before = {name: os.environ.pop(name, None) for name in (_FORCE, _FORCE_NO)}
    os.environ[_FORCE] = "1"
    try:
        yield
    finally:
        del os.environ[_FORCE]
        os.environ.update({name: value for name, value in before.items() if value is not None})


def _load_error(choice: ModelChoice, error: Exception) -> ModelError:
    reason = " ".join(str(error).split()) or type(error).__name__
    if choice.folder is None:
        return ModelError(
            f"Stanza's package {choice.name!r} is not on this machine and could not be downloaded ({reason[:200]})",
            hint=f"connect to the network for the first use, or use the shipped model: --model {SHIPPED}",
        )
    return ModelError(
        f"the model cannot be loaded ({reason[:300]})",
        path=str(choice.folder),
        hint="copy the model again, or reinstall the package",
    )


def _needs_lemmas(choice: ModelChoice) -> bool:
    """Return whether the parser of this model reads lemmas. The shipped one does not, which saves a processor."""
    entry = _index_entry(choice, "depparse")
    return not (isinstance(entry, dict) and entry.get("lemmas_unused", False))


def _index_entry(choice: ModelChoice, processor: str) -> Any:
    """Return what the index of a model directory says of a processor of its package; None where it has none."""
    assert choice.folder is not None
    try:
        index = json.loads((choice.folder / "resources.json").read_text(encoding="utf-8"))
        return index["id"][processor][choice.package]
    except (OSError, ValueError, KeyError):
        return None


def use_threads(count: int) -> None:
    """Set the number of threads that PyTorch computes with in this process.

    One is best in almost all cases. The networks are small, so several threads wait for each other more than they
    compute, and threads of several processes on the same cores block each other
    (https://github.com/stanfordnlp/stanza/issues/552). Use more processes instead.
    """
    import torch

    torch.set_num_threads(count)
