"""What commands for people share: the options ``--rules`` and ``--model``, and standard output in colour."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.console import RenderableType

#: Width where the output is a file or a pipe.
PLAIN_WIDTH = 120
#: The colours of the parts of a match, wherever one is shown.
PART_STYLES = {"cue": "bold yellow", "source": "bold green", "content": "cyan", "addressee": "magenta"}

rules_option = click.option(
    "--rules", multiple=True, metavar="DIR", type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="A folder laid out like rules/, which adds to the shipped rules, verbs and lists. May be repeated.",
)  # fmt: skip

model_option = click.option(
    "--model", default="id-news", show_default=True, metavar="NAME|DIR", help="The model that parses."
)


def show(*what: RenderableType, wrap: bool = True) -> None:
    """Print on standard output: in colour on a terminal, plain and 120 wide elsewhere; without ``wrap`` as it is."""
    from rich.console import Console

    console = Console(width=None if sys.stdout.isatty() else PLAIN_WIDTH, highlight=False, markup=False, emoji=False)
    with console.capture() as drawn:  # where nobody reads any more, rich would end the process by itself
        for each in what:
            console.print(each, soft_wrap=not wrap)
    text = drawn.get()
    click.echo("\n".join(line.rstrip() for line in text.split("\n")), nl=False)


def short(path: str) -> str:
    """A path as one types it: relative where it lies below the folder that one is in."""
    try:
        return str(Path(path).relative_to(Path.cwd()))
    except ValueError:
        return path
