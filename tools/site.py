"""Hooks of MkDocs: pages from outside ``docs/``, the reference of the commands, and links that work on the site."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from mkdocs.structure.files import File, Files

from quotes.cli import cli

ROOT = Path(__file__).resolve().parents[1]
#: Pages that stand outside ``docs/``, and what they are called on the site.
OUTSIDE = {
    "README.md": "index.md",
    "README.id.md": "id/index.md",
    "CHANGELOG.md": "changelog.md",
    "samples/README.md": "samples.md",
}
COMMANDS = "commands.md"
_LINK = re.compile(r"(!?)\[([^\]\n]*)\]\(([^)\s]+)\)")
_NAMED_BLOCK = re.compile(r"^```(\w+) ([^\s`]+)$", re.MULTILINE)
#: A code block, in which nothing is a link.
_BLOCK = re.compile(r"(^```.*?^```$)", re.DOTALL | re.MULTILINE)


def on_files(files: Files, config: Any, **_: Any) -> Files:
    """Add the pages from outside and the reference of the commands."""
    for source, target in OUTSIDE.items():
        text = (ROOT / source).read_text(encoding="utf-8")
        files.append(File.generated(config, target, content=text))
    files.append(File.generated(config, COMMANDS, content=describe_commands()))
    return files


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    """Rewrite the links of a page, and turn the file names of code blocks into titles."""
    site = page.file.src_uri
    place = next((source for source, target in OUTSIDE.items() if target == site), f"docs/{site}")
    parts = _BLOCK.split(markdown)
    parts[::2] = [_LINK.sub(lambda found: rewrite_link(found, place, site), part) for part in parts[::2]]
    return _NAMED_BLOCK.sub(r'```\1 title="\2"', "".join(parts))


def rewrite_link(found: re.Match[str], place: str, site: str) -> str:
    """Return a link as it is on the site; one to a file that is not on the site becomes its text.

    Args:
        found: the link.
        place: the file of the page in the repository.
        site: the file of the page on the site.
    """
    mark, text, target = found.groups()
    name, hash_, anchor = target.partition("#")
    if re.match(r"\w+:", target) or not name:
        return found[0]
    path = posixpath.normpath(posixpath.join(posixpath.dirname(place), name))
    page = path.removeprefix("docs/") if path.startswith("docs/") else OUTSIDE.get(path)
    if page is None:
        return text
    return f"{mark}[{text}]({posixpath.relpath(page, posixpath.dirname(site) or '.')}{hash_}{anchor})"


def describe_commands() -> str:
    """Return the reference of the commands: the help of each, as ``quotes COMMAND --help`` prints it."""
    lines = ["# Commands", "", "Made from the code: what `--help` prints.", ""]
    for name, command, context in walk_commands(cli, "quotes", None):
        level = "#" * min(name.count(" ") + 2, 4)
        lines += [f"{level} {name}", "", "```text", command.get_help(context).replace("```", "'''"), "```", ""]
    return "\n".join(lines)


def walk_commands(
    command: click.Command, name: str, parent: click.Context | None
) -> Iterator[tuple[str, click.Command, click.Context]]:
    """Yield a command with its whole name and its context, and then those inside it."""
    context = click.Context(
        command, info_name=name.rpartition(" ")[2], parent=parent, terminal_width=88, max_content_width=88
    )
    yield name, command, context
    if isinstance(command, click.Group):
        for each in command.list_commands(context):
            inner = command.get_command(context, each)
            assert inner is not None, each
            yield from walk_commands(inner, f"{name} {each}", context)
