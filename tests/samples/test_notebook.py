"""The notebook of the samples runs, and shows what is stored in it."""

from __future__ import annotations

import shutil
from pathlib import Path

import nbformat

from tests.samples.notebook import COMMAND, NOTEBOOK, run, texts


def test_the_notebook_runs_and_shows_what_is_stored_in_it(tmp_path: Path) -> None:
    shutil.copytree(NOTEBOOK.parent, tmp_path / "samples")
    stored = nbformat.read(NOTEBOOK, as_version=4)
    nbformat.validate(stored)
    assert texts(run(tmp_path / "samples")) == texts(stored), f"look at it, then run: {COMMAND}"
    assert (tmp_path / "samples/quotes.xlsx").stat().st_size
    assert (tmp_path / "samples/graph.png").read_bytes().startswith(b"\x89PNG")
