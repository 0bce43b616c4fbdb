"""Count files, lines and functions of a package: ``python -m tools.count_code [FOLDER]``, by default ``quotes``."""

from __future__ import annotations

import ast
import sys
from pathlib import Path
from statistics import median


def main() -> None:
    """Print the figures of every package of a folder, and of all together."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "quotes")
    files = sorted(folder.rglob("*.py"))
    names = sorted({path.relative_to(folder).parts[0] for path in files if len(path.relative_to(folder).parts) > 1})
    print(f"{'package':14} {'files':>5} {'lines':>6} {'functions':>9} {'median':>6}")  # noqa: T201 - a tool of the terminal
    for name in [*names, "(all)"]:
        chosen = [path for path in files if name == "(all)" or path.relative_to(folder).parts[0] == name]
        lines = sum(len(path.read_text(encoding="utf-8").splitlines()) for path in chosen)
        sizes = [size for path in chosen for size in function_sizes(path)]
        print(f"{name:14} {len(chosen):5} {lines:6} {len(sizes):9} {median(sizes or [0]):6.0f}")  # noqa: T201 - as above


def function_sizes(path: Path) -> list[int]:
    """Return the number of lines of every function and method of a file."""
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    kinds = ast.FunctionDef | ast.AsyncFunctionDef
    return [(node.end_lineno or node.lineno) - node.lineno + 1 for node in nodes if isinstance(node, kinds)]


if __name__ == "__main__":
    main()
