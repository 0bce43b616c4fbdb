"""A model file that would run code is refused: torch reads weights and plain data only."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
import torch

from quotes.errors import ModelError
from quotes.parsing import Parser
from quotes.resources import model_folder


class Bomb:
    """Creates a file when it is unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return Path.touch, (self.path,)


@pytest.mark.parametrize("part", ["tokenize", "mwt", "pos", "lemma", "depparse", "ner", "pretrain"])
def test_a_file_that_runs_code_is_refused(part: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TORCH_FORCE_NO_WEIGHTS_ONLY_LOAD", "1")
    shutil.copytree(model_folder("id-news"), tmp_path / "m", copy_function=os.symlink)
    file = tmp_path / "m" / "id" / part / "news.pt"
    file.unlink()
    torch.save({"model": Bomb(tmp_path / "exploded")}, file)
    with pytest.raises(ModelError):
        Parser(tmp_path / "m", lemmas=True)
    assert not (tmp_path / "exploded").exists()
