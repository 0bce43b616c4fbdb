"""The authoring guide, followed word for word: ``python -m tests.model.guide`` writes its outputs anew.

In ``docs/writing-rules.md`` a block with a file's name is that file, and a block ``console`` has commands behind ``$``,
each with what it prints below it.
"""

from __future__ import annotations

import os
import re
import shlex
import tempfile
from collections.abc import Iterator
from pathlib import Path

from click.testing import CliRunner

from quotes.cli import cli

GUIDE = Path(__file__).parents[2] / "docs" / "writing-rules.md"
COMMAND = "python -m tests.model.guide"
_BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def followed(text: str, place: Path) -> Iterator[tuple[str, str]]:
    """Do what the guide says in an empty folder; every block of commands as it stands there, and as it should."""
    before = Path.cwd()
    os.chdir(place)
    try:
        for kind, name, body in _BLOCK.findall(text):
            if name:
                Path(name).parent.mkdir(parents=True, exist_ok=True)
                Path(name).write_text(body, encoding="utf-8")
            elif kind == "console":
                yield body, "".join(map(_run, commands(body)))
    finally:
        os.chdir(before)


def commands(block: str) -> list[str]:
    """The commands of a block."""
    return [line.removeprefix("$ ") for line in block.splitlines() if line.startswith("$ ")]


def _run(command: str) -> str:
    program, *args = shlex.split(command)
    assert program == "quotes", f"the guide uses another program: {command}"
    done = CliRunner().invoke(cli, args, prog_name="quotes")
    printed = "\n".join(line.rstrip() for line in done.output.strip("\n").split("\n"))
    return f"$ {command}\n{printed}\n" if printed else f"$ {command}\n"


def plain(block: str) -> str:
    """A block without what changes from day to day: how many rule files there are."""
    return re.sub(r"\d+ files", "N files", block)


def main() -> None:
    """Write the outputs into the guide."""
    text = GUIDE.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as place:
        for old, new in list(followed(text, Path(place))):
            text = text.replace(f"```console\n{old}```", f"```console\n{new}```", 1)
    GUIDE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
