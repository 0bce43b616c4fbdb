"""Put trained parts into a Stanza model directory: weights as float16, vectors as float32, an index, and no more.

``python -m tools.training.package MODEL TARGET --without ner`` copies a model directory without a part, to see
what the part does.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

PACKAGE = "news"
#: Parts that read the word vectors.
_WITH_VECTORS = ("pos", "depparse", "ner")


def pack(parts: Mapping[str, Path], folder: Path) -> None:
    """Write ``folder/id/PART/news.pt`` for every part, and ``resources.json``."""
    for name, path in parts.items():
        target = folder / "id" / name / f"{PACKAGE}.pt"
        target.parent.mkdir(parents=True, exist_ok=True)
        _store(path, target, half=name != "pretrain")
    _write_index(list(parts), folder)


@click.command()
@click.argument("model", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("target", type=click.Path(path_type=Path))
@click.option("--without", required=True, help="The part to leave out, e.g. ner.")
def copy(model: Path, target: Path, without: str) -> None:
    """Copy a model directory without one of its parts."""
    parts = [each.name for each in sorted((model / "id").iterdir()) if each.name != without]
    for name in parts:
        shutil.copytree(model / "id" / name, target / "id" / name, dirs_exist_ok=True)
    _write_index(parts, target)


def _write_index(parts: list[str], folder: Path) -> None:
    index = json.dumps({"id": resources(parts)}, indent=1)
    (folder / "resources.json").write_text(index + "\n", encoding="utf-8")


def _store(path: Path, target: Path, *, half: bool) -> None:
    import torch

    state = torch.load(path, map_location="cpu", weights_only=True)
    torch.save(_halved(state) if half else state, target)


def _halved(value: Any) -> Any:
    """Every float32 tensor as float16, which a float32 module takes as it is; optimizer states are left behind."""
    import torch

    if isinstance(value, torch.Tensor):
        return value.half() if value.dtype == torch.float32 else value
    if isinstance(value, dict):
        return type(value)((key, _halved(each)) for key, each in value.items() if key != "optimizer_state_dict")
    return type(value)(map(_halved, value)) if type(value) in (list, tuple) else value


def resources(parts: list[str]) -> dict[str, Any]:
    """Stanza's index of a language, for these parts; ``lemmas_unused`` tells ``quotes`` that the parser needs none."""
    vectors = {"dependencies": [{"model": "pretrain", "package": PACKAGE}]}
    processors = {name: PACKAGE for name in parts if name != "pretrain"}
    entry: dict[str, Any] = {"lang_name": "Indonesian"}
    for name in parts:
        entry[name] = {PACKAGE: dict(vectors) if name in _WITH_VECTORS else {}}
    entry["mwt"] = {PACKAGE: {"dependencies": []}}
    entry["depparse"][PACKAGE]["lemmas_unused"] = True
    return entry | {
        "packages": {PACKAGE: processors, "default": processors},
        "default_processors": processors,
        "default_dependencies": {},
    }


if __name__ == "__main__":
    copy()
