"""Write trained parts into a Stanza model directory: weights in float16, rounded vectors in float32, and an index.

``python -m tools.training.package MODEL TARGET --without ner`` copies a model directory without a part, to measure the
effect of the part.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    import torch

PACKAGE = "news"
#: Parts that read the word vectors.
_WITH_VECTORS = ("pos", "depparse", "ner")
#: Bits of the mantissa that vectors keep, of the 23 of float32. Zeros compress: a wheel is 3.6 MB smaller. Of 1,467
#: articles none gets another record, and none does with 10 bits.
MANTISSA_BITS = 12


def write_model(parts: Mapping[str, Path], folder: Path) -> None:
    """Write ``folder/id/PART/news.pt`` for every part, and ``resources.json``."""
    for name, path in parts.items():
        target = folder / "id" / name / f"{PACKAGE}.pt"
        target.parent.mkdir(parents=True, exist_ok=True)
        _convert_part(path, target, half=name != "pretrain")
    _write_index(list(parts), folder)


@click.command()
@click.argument("model", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("target", type=click.Path(path_type=Path))
@click.option("--without", required=True, help="The part to leave out, e.g. ner.")
def copy_without(model: Path, target: Path, without: str) -> None:
    """Copy a model directory without one of its parts."""
    parts = [each.name for each in sorted((model / "id").iterdir()) if each.name != without]
    for name in parts:
        shutil.copytree(model / "id" / name, target / "id" / name, dirs_exist_ok=True)
    _write_index(parts, target)


def _write_index(parts: list[str], folder: Path) -> None:
    index = json.dumps({"id": build_index(parts)}, indent=1)
    (folder / "resources.json").write_text(index + "\n", encoding="utf-8")


def _convert_part(path: Path, target: Path, *, half: bool) -> None:
    import torch

    state = torch.load(path, map_location="cpu", weights_only=True)
    if half:
        state = _to_float16(state)
    else:
        state["emb"] = round_mantissas(state["emb"])
    torch.save(state, target)


def round_mantissas(values: torch.Tensor, bits: int = MANTISSA_BITS) -> torch.Tensor:
    """Round float32 to the nearest number with so many bits of mantissa, ties to even; it stays float32."""
    import torch

    dropped = 23 - bits
    pattern = values.contiguous().view(torch.int32)  # sign, exponent, mantissa: a carry goes on into the exponent
    is_odd = (pattern >> dropped) & 1
    rounded = ((pattern + (1 << (dropped - 1)) - 1 + is_odd) >> dropped) << dropped
    return rounded.view(torch.float32)


def _to_float16(value: Any) -> Any:
    """Convert float32 tensors to float16, which a float32 module loads unchanged; drop optimizer states."""
    import torch

    if isinstance(value, torch.Tensor):
        return value.half() if value.dtype == torch.float32 else value
    if isinstance(value, dict):
        return type(value)((key, _to_float16(each)) for key, each in value.items() if key != "optimizer_state_dict")
    return type(value)(map(_to_float16, value)) if type(value) in (list, tuple) else value


def build_index(parts: list[str]) -> dict[str, Any]:
    """Build Stanza's index of a language with these parts.

    By ``lemmas_unused`` the parser needs no lemmas; by ``plain_words`` :mod:`quotes` may divide plain words without the
    tokenizer, which ``tests/model/test_stanza_cpu.py`` compares.
    """
    vectors = {"dependencies": [{"model": "pretrain", "package": PACKAGE}]}
    processors = {name: PACKAGE for name in parts if name != "pretrain"}
    entry: dict[str, Any] = {"lang_name": "Indonesian"}
    for name in parts:
        entry[name] = {PACKAGE: dict(vectors) if name in _WITH_VECTORS else {}}
    entry["mwt"] = {PACKAGE: {"dependencies": []}}
    entry["tokenize"][PACKAGE]["plain_words"] = True
    entry["depparse"][PACKAGE]["lemmas_unused"] = True
    return entry | {
        "packages": {PACKAGE: processors, "default": processors},
        "default_processors": processors,
        "default_dependencies": {},
    }


if __name__ == "__main__":
    copy_without()
