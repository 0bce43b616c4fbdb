"""Measure what unit tests notice: change the code at random places, one change at a time, and count the failures.

``python -m tools.mutants --sample 80`` draws 80 mutants a package, lets mutmut run the unit tests on each, and prints
the share that the tests kill, by package, and the names of the survivors; ``mutmut show NAME`` shows what a mutant
changes. ``[tool.mutmut]`` in ``pyproject.toml`` says which packages and tests these are. The same seed draws the same
mutants from the same code.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

#: Exit codes of a run of tests that noticed the change: a failure, an error inside pytest, a time limit, a crash.
_KILLED = {1, 3, 24, 36, 152, 255, -24, -11, -9}
_FOLDER = Path("mutants")
#: A name that no mutant has: with it mutmut makes the mutants, measures the tests, and stops.
_NO_MUTANT = "no mutant has this name"


def main() -> None:
    """Draw the mutants, run them, and print the figures; exit with 1 where a package stays below the limit."""
    parser = argparse.ArgumentParser(prog="python -m tools.mutants", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("packages", nargs="*", help="what names begin with, e.g. quotes.layout; by default everything")
    parser.add_argument("--sample", type=int, default=80, help="mutants a package (default 80)")
    parser.add_argument("--seed", type=int, default=12, help="seed of the draw (default 12)")
    parser.add_argument("--processes", type=int, default=1, help="mutants that run at once (default 1)")
    parser.add_argument("--at-least", type=float, default=70, help="the share to reach, in percent (default 70)")
    asked = parser.parse_args()
    shutil.rmtree(_FOLDER, ignore_errors=True)  # mutmut compares times of files, which a checkout sets anew
    _mutmut("run", "--max-children", str(asked.processes), _NO_MUTANT, quiet=True)
    drawn = draw(read_outcomes(), asked.packages, asked.sample, asked.seed)
    if not drawn:
        sys.exit(
            "There is no mutant to run: is mutmut installed (pip install -e '.[dev]'), and do the unit tests pass?"
        )
    _mutmut("run", "--max-children", str(asked.processes), *(name for names in drawn.values() for name in names))
    outcomes = read_outcomes()
    if any(outcomes[name] is None for names in drawn.values() for name in names):
        sys.exit("mutmut stopped before the end; what it says above shows why.")
    shares = [_report(package, names, outcomes) for package, names in drawn.items()]
    sys.exit(min(shares) < asked.at_least)


def read_outcomes(folder: Path = _FOLDER) -> dict[str, int | None]:
    """Return the exit code of the tests for every mutant that mutmut has made; None for one that has not run."""
    outcomes: dict[str, int | None] = {}
    for path in sorted(folder.rglob("*.py.meta")):
        outcomes |= json.loads(path.read_text(encoding="utf-8"))["exit_code_by_key"]
    return outcomes


def draw(mutants: Iterable[str], packages: Iterable[str], sample: int, seed: int) -> dict[str, list[str]]:
    """Return at most ``sample`` mutants of each package whose name begins like one of ``packages``, or of all."""
    by_package: dict[str, list[str]] = defaultdict(list)
    starts = tuple(packages) or ("",)
    for name in sorted(mutants):
        package = ".".join(name.split(".")[:2])
        if package.startswith(starts):
            by_package[package].append(name)
    return {
        package: random.Random(f"{seed} {package}").sample(names, min(sample, len(names)))
        for package, names in sorted(by_package.items())
    }


def _report(package: str, names: list[str], outcomes: Mapping[str, int | None]) -> float:
    """Print the figures of a package and its survivors, and return the share killed, in percent."""
    survivors = sorted(name for name in names if outcomes[name] not in _KILLED)
    share = 100 * (len(names) - len(survivors)) / len(names)
    print(f"{package:24} {len(names):4} mutants {len(names) - len(survivors):4} killed {share:4.0f} %")  # noqa: T201 - a tool of the terminal
    for name in survivors:
        print(f"    survived: {name}")  # noqa: T201 - as above
    return share


def _mutmut(*arguments: str, quiet: bool = False) -> None:
    program = shutil.which("mutmut", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}")
    if program is None:
        sys.exit("mutmut is not installed; run: pip install -e '.[dev]'")
    output = subprocess.DEVNULL if quiet else None
    subprocess.run([program, *arguments], stdout=output, stderr=output, check=False)  # noqa: S603 - mutmut itself


if __name__ == "__main__":
    main()
