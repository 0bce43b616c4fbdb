"""The documentation, followed word for word: ``python -m tests.docs.blocks`` writes its outputs anew.

In the README and in ``docs/`` a fenced block that has a file's name is that file; a block ``console`` has commands
behind ``$``, each with what it prints below it; a block ``python`` is run, and the comments at its end are what it
prints. The blocks of a page are run in their order in one folder that holds ``samples/``. A line ``…`` in an output
stands for lines that are left out.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from click.testing import CliRunner

from quotes.cli import cli

ROOT = Path(__file__).parents[2]
PAGES = sorted([ROOT / "README.md", ROOT / "README.id.md", *(ROOT / "docs").rglob("*.md")])
COMMAND = "python -m tests.docs.blocks"
LEFT_OUT = "…"
#: What changes from run to run, and what stands for it in a comparison.
_CHANGING = (
    (r"\b\d+ files\b", "N files"),
    (r"\b\d+(\.\d+)? s\b", "T s"),
    (r"\b\d{4}-\d\d-\d\dT[\d:.+Z]+", "TIME"),
    (r"\brules [0-9a-f]{8}\b", "rules HASH"),
)
_BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def follow(page: Path, place: Path) -> Iterator[tuple[str, str]]:
    """Do what a page says in a folder of its own; yield every block as it stands there, and as it comes out."""
    shutil.copytree(ROOT / "samples", place / "samples")
    before = Path.cwd()
    os.chdir(place)
    try:
        for kind, name, body in _BLOCK.findall(page.read_text(encoding="utf-8")):
            if name:
                Path(name).parent.mkdir(parents=True, exist_ok=True)
                Path(name).write_text(body, encoding="utf-8")
            elif kind == "console":
                yield body, "".join(map(run_command, commands_of(body)))
            elif kind == "python":
                yield body, run_python(body)
    finally:
        os.chdir(before)


def commands_of(block: str) -> list[str]:
    """Return the commands of a block."""
    return [line.removeprefix("$ ") for line in block.splitlines() if line.startswith("$ ")]


def run_command(command: str) -> str:
    """Run a command of ``quotes``, or one of the few others that pages show; return it with what it prints."""
    program, *args = shlex.split(command, comments=True)
    if program == "head":
        count, path = int(args[0].removeprefix("-")), Path(args[1])
        output = "\n".join(path.read_text(encoding="utf-8-sig").splitlines()[:count])
    elif program == "ls":
        output = "\n".join(sorted(path.name for path in Path(args[0] if args else ".").iterdir()))
    else:
        assert program == "quotes", f"a page shows another program: {command}"
        output = CliRunner().invoke(cli, args, prog_name="quotes").output
    printed = "\n".join(line.rstrip() for line in output.strip("\n").split("\n"))
    return f"$ {command}\n{printed}\n" if printed else f"$ {command}\n"


def run_python(block: str) -> str:
    """Run a block of Python; return it with what it prints as comments at its end."""
    lines = block.rstrip("\n").split("\n")
    while lines and lines[-1].startswith("# "):
        lines.pop()
    code = "\n".join(lines)
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(compile(code, "block", "exec"), {"__name__": "block"})
    shown = [f"# {line}".rstrip() for line in printed.getvalue().rstrip("\n").split("\n") if printed.getvalue()]
    return "\n".join([code, *shown]) + "\n"


def with_lines_left_out(said: str, printed: str) -> str:
    """Return what was printed, with ``…`` for the lines that the page leaves out, as far as the rest agrees."""
    if LEFT_OUT not in said.split("\n"):
        return printed
    out: list[str] = []
    for said_part, printed_part in zip(_by_command(said), _by_command(printed), strict=True):
        shown = said_part.split("\n")
        if LEFT_OUT not in shown:
            out.append(printed_part)
            continue
        at, lines = shown.index(LEFT_OUT), printed_part.rstrip("\n").split("\n")
        tail = len([line for line in shown[at + 1 :] if line])
        kept = [*lines[:at], LEFT_OUT, *(lines[-tail:] if tail else [])]
        out.append("\n".join(kept) + "\n")
    return "".join(out)


def _by_command(block: str) -> list[str]:
    return [part for part in re.split(r"^(?=\$ )", block, flags=re.MULTILINE) if part]


def comparable(block: str) -> str:
    """Return a block without what changes from run to run: times, days, versions of rules, the number of rule files."""
    for pattern, name in _CHANGING:
        block = re.sub(pattern, name, block)
    return block


def main() -> None:
    """Write the outputs into the pages that the command line names, by default into all pages and the notebook."""
    named = {Path(name).resolve() for name in sys.argv[1:]}
    for page in (page for page in PAGES if not named or page in named):
        text = page.read_text(encoding="utf-8")
        with tempfile.TemporaryDirectory() as place:
            for said, printed in list(follow(page, Path(place))):
                kept = with_lines_left_out(said, printed)
                if comparable(kept) != comparable(said):
                    text = text.replace(f"\n{said}```", f"\n{kept}```", 1)
        page.write_text(text, encoding="utf-8")
    if not named:
        from tests.samples.notebook import main as run_notebook

        run_notebook()


if __name__ == "__main__":
    main()
