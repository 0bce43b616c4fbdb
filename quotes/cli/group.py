"""A click group whose commands are imported when they are asked for, and whose faults become exit codes."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

from quotes.cli.errors import ExitCode, report


class CommandGroup(click.Group):
    """A group of lazily imported commands.

    Args:
        modules: for each command the module that has it as ``command``, in the order of the help.
    """

    def __init__(self, *args: Any, modules: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._modules = modules

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self._modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self._modules:
            return None
        command: click.Command = import_module(self._modules[cmd_name]).command
        return command

    def invoke(self, ctx: click.Context) -> None:
        """Run the command. What it returns, or what went wrong, is the exit code of the process."""
        try:
            code = super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit):
            raise  # wrong usage, --help and the like: click says it and exits
        except BaseException as error:  # noqa: BLE001 - Ctrl-C too: all of them become a line and an exit code
            code = report(error, debug=ctx.meta.get("quotes.debug", False))
        ctx.exit(code or ExitCode.DONE)
