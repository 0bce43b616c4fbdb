"""The reports on the broken rules beside this file: ``python -m tests.authoring.reports`` writes them anew."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from click.testing import CliRunner

from quotes.cli import cli
from quotes.yamlsource import MAX_BYTES

BROKEN = Path(__file__).parent / "broken"
COMMAND = "python -m tests.authoring.reports"


def _large(folder: Path) -> None:
    (folder / "words").mkdir(parents=True)
    (folder / "words" / "uji.yaml").write_text("lists:\n" + "# seusai itu\n" * (MAX_BYTES // 13 + 1), encoding="utf-8")


#: Problems that no file of a repository can show, and what makes them.
MADE: Mapping[str, Callable[[Path], None]] = {
    "layout-folder": lambda folder: (folder / "layout" / "lama").mkdir(parents=True),
    "no-files": lambda folder: (folder / "verbs" / "lama").mkdir(parents=True),
    "no-folder": lambda folder: None,
    "no-rules": lambda folder: folder.mkdir(),
    "too-large": _large,
    "unreadable": lambda folder: (folder / "words" / "uji.yaml").mkdir(parents=True),
}


def cases() -> list[str]:
    """All codes that have a report."""
    return sorted([*MADE, *(path.name for path in BROKEN.iterdir() if path.is_dir())])


def report(code: str, place: Path) -> str:
    """What ``quotes rules check CODE`` prints in the folder ``place``, which gets the broken rules."""
    if code in MADE:
        MADE[code](place / code)
    else:
        shutil.copytree(BROKEN / code, place / code)
    before = Path.cwd()
    os.chdir(place)
    try:
        done = CliRunner().invoke(cli, ["rules", "check", code])
    finally:
        os.chdir(before)
    assert done.exit_code == 1, f"{code}: exit code {done.exit_code}\n{done.output}"
    return done.stdout


def main() -> None:
    """Write every report."""
    for code in cases():
        with tempfile.TemporaryDirectory() as place:
            (BROKEN / f"{code}.expected").write_text(report(code, Path(place)), encoding="utf-8")


if __name__ == "__main__":
    main()
