"""Run the notebook of the samples and store its outputs: ``python -m tests.samples.notebook``."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

NOTEBOOK = Path(__file__).resolve().parents[2] / "samples/csv-to-graph.ipynb"
COMMAND = "python -m tests.samples.notebook"
# What a processor without bfloat16 gives, as in all tests (tests/conftest.py).
os.environ.setdefault("QUOTES_PRECISION", "float32")


def run(folder: Path) -> Any:
    """Run the notebook in a folder that holds the samples; return it with its outputs."""
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    NotebookClient(
        notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(folder)}}
    ).execute()
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)  # the times of the run
    notebook.metadata.pop("language_info", None)
    return notebook


def texts(notebook: Any) -> list[str]:
    """Return what the cells show as plain text."""
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    return [output.get("text") or output.get("data", {}).get("text/plain", "") for output in outputs]


def main() -> None:
    """Write the notebook with its outputs."""
    with tempfile.TemporaryDirectory() as place:
        shutil.copytree(NOTEBOOK.parent, place, dirs_exist_ok=True)
        nbformat.write(run(Path(place)), NOTEBOOK)


if __name__ == "__main__":
    main()
