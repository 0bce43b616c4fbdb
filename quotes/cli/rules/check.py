"""``quotes rules check``: every problem of every rule file, with its line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from quotes.cli.errors import ExitCode
from quotes.cli.messages import say
from quotes.cli.options import common_options, is_quiet


@click.command("check")
@click.argument("folders", nargs=-1, metavar="[DIR]...", type=click.Path(path_type=Path))
@click.option(
    "--format", "form", type=click.Choice(["text", "github", "json"]), default="text", show_default=True,
    help="text shows the lines; github is for a workflow of GitHub Actions, which marks them in the pull request.",
)  # fmt: skip
@common_options
def command(folders: Sequence[Path], form: str) -> ExitCode:
    """Check the shipped rules, and with them the folders DIR of your own.

    Reports every problem of every file at once, each with its place and what to do. Exits with 1 where there are any.
    """
    from quotes.authoring.check import check_rules
    from quotes.cli.rules.problems import FORMS

    checked = check_rules(folders)
    FORMS[form](checked.problems)
    if not is_quiet():
        say(_summary(checked.files, [problem.path for problem in checked.problems]))
    return ExitCode.SOME_FAILED if checked.problems else ExitCode.DONE


def _summary(files: int, places: Sequence[str]) -> str:
    if not places:
        return f"{files} files, no problems"
    wrong = len(set(places))
    problems = "1 problem" if len(places) == 1 else f"{len(places)} problems"
    return f"{problems} in {wrong} of {files} files"
