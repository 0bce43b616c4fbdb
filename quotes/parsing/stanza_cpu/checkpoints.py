"""Read the files of a Stanza model directory without Stanza: configuration, weights and vocabularies.

Stanza's own loading takes most of the start-up time: its imports, an optimizer that inference does not need, which
imports PyTorch's compiler, and an unpickler in Python.
"""

from __future__ import annotations

import pickle
import zipfile
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import torch

#: Ids that Stanza's vocabularies reserve: padding, unknown, empty, root.
EMPTY_ID, ROOT_ID, RESERVED_IDS = 2, 3, 4
_UNKNOWN, _EMPTY = "<UNK>", "<EMPTY>"


class Vocabulary:
    """The units of a Stanza vocabulary (characters, words or tags) and their ids.

    Args:
        state: what Stanza's ``state_dict`` of the vocabulary holds.
        joins_spaces: whether spaces in units are no-break spaces, as in those of word vectors.
    """

    def __init__(self, state: Mapping[str, Any], *, joins_spaces: bool = False) -> None:
        self._ids, self._units = state["_unit2id"], state["_id2unit"]
        self._is_lower, self._ignored = state.get("lower"), frozenset(state.get("ignore") or ())
        self._joins_spaces = joins_spaces

    def __len__(self) -> int:
        return len(self._units)

    def find_ids(self, units: Iterable[str]) -> list[int]:
        """Return the id of each unit; unknown units share one."""
        if self._is_lower:
            units = [unit.lower() for unit in units]
        if self._joins_spaces:
            units = [unit.replace(" ", "\xa0") for unit in units]
        if self._ignored:
            units = [_EMPTY if unit in self._ignored else unit for unit in units]
        unknown, ids = self._ids[_UNKNOWN], self._ids
        return [ids.get(unit, unknown) for unit in units]

    def find_units(self, ids: Iterable[int]) -> list[str]:
        """Return the units of ids."""
        if self._ignored:
            return ["_" if k == EMPTY_ID else self._units[k] for k in ids]
        return [self._units[k] for k in ids]


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A trained network.

    Attributes:
        config: the options that it was trained with.
        weights: its tensors in float32, as attributes: ``weights.lstm[0].lstm.weight_ih_l0``.
        vocabularies: the state of its vocabularies, by name.
        dictionary: the words of multi-word tokens, of an expander.
    """

    config: Mapping[str, Any]
    weights: Any
    vocabularies: Mapping[str, Any]
    dictionary: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> Checkpoint:
        """Read a checkpoint that Stanza saved; see :func:`read_file` for what is raised."""
        content = read_file(path)
        return cls(content["config"], nest(content["model"]), content["vocab"], content.get("dict", {}))

    def vocabulary(self, name: str) -> Vocabulary:
        """Return the vocabulary of this name."""
        kind = self.vocabularies.get("_key2class", {}).get(name)
        return Vocabulary(self.vocabularies[name], joins_spaces=kind == "PretrainedWordVocab")

    def tag_values(self, name: str) -> list[list[str]]:
        """Return the values of every part of a vocabulary of composite tags, by their ids."""
        return list(self.vocabularies[name]["_id2unit"].values())


@dataclass(frozen=True, slots=True)
class WordVectors:
    """Word vectors that several networks share."""

    vocabulary: Vocabulary
    vectors: torch.Tensor

    @classmethod
    def read(cls, path: Path) -> WordVectors:
        """Read vectors that Stanza saved; see :func:`read_file` for what is raised."""
        content = read_file(path)
        return cls(Vocabulary(content["vocab"], joins_spaces=True), torch.as_tensor(content["emb"]))

    def __call__(self, forms: Iterable[str]) -> torch.Tensor:
        """Return the vectors of forms, looked up in lower case: forms × size."""
        return self.by_id(self.vocabulary.find_ids([form.lower() for form in forms]))

    def by_id(self, ids: Sequence[int]) -> torch.Tensor:
        """Return the vectors of ids in the vocabulary."""
        return self.vectors[torch.tensor(ids)].float()


def read_file(path: Path) -> Any:
    """Read a file that PyTorch saved: tensors and plain data, nothing else.

    Raises:
        pickle.UnpicklingError: the file holds something else. Nothing of it has run.
        OSError: the file cannot be read.
        RuntimeError: the file is damaged.
    """
    if not zipfile.is_zipfile(path):  # saved in the format before PyTorch 1.6, as Stanza does
        return torch.load(path, map_location="cpu", weights_only=True)
    return torch.load(path, map_location="cpu", pickle_module=_PlainPickle, weights_only=False)


class _RebuildTensor:
    """Rebuilds a tensor; it has no attributes that a pickle could set."""

    __slots__ = ()

    def __call__(self, *args: Any) -> torch.Tensor:
        tensor: torch.Tensor = torch._utils._rebuild_tensor_v2(*args)  # type: ignore[no-untyped-call]  # noqa: SLF001
        return tensor


class _PlainUnpickler(pickle.Unpickler):
    """Python's unpickler in C, which builds tensors and dictionaries only; PyTorch's is in Python and slower."""

    _ALLOWED = {  # noqa: RUF012  # never changed
        ("torch._utils", "_rebuild_tensor_v2"): _RebuildTensor(),
        ("collections", "OrderedDict"): OrderedDict,
    }

    def find_class(self, module: str, name: str) -> Any:
        try:
            return self._ALLOWED[module, name]
        except KeyError:
            raise pickle.UnpicklingError(f"{module}.{name} is neither a tensor nor plain data") from None


class _PlainPickle:
    """What ``torch.load`` needs of a module of pickles."""

    Unpickler = _PlainUnpickler


def nest(tensors: Mapping[str, torch.Tensor]) -> Any:
    """Return tensors with dotted names as a tree of attributes and lists."""
    root: dict[str, Any] = {}
    for name, tensor in tensors.items():
        *path, last = name.split(".")
        node = root
        for part in path:
            node = node.setdefault(part, {})
        node[last] = tensor.float() if tensor.is_floating_point() else tensor
    return _name_parts(root)


def _name_parts(node: Any) -> Any:
    if not isinstance(node, dict):
        return node
    parts = {name: _name_parts(part) for name, part in node.items()}
    if all(name.isdigit() for name in parts):
        return [parts[name] for name in sorted(parts, key=int)]
    return SimpleNamespace(**parts)
