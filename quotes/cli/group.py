"""A click group that imports its commands when they are used, and turns their errors into exit codes."""

from __future__ import annotations

import os
from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

from quotes.cli.errors import ExitCode, report


class CommandGroup(click.Group):
    """A group of lazily imported commands.

    Args:
        modules: for each command the module that defines it as ``NAME_command``, in the order of the help. Commands
            that are added as click usually does it come after them.
    """

    def __init__(self, *args: Any, modules: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._modules = modules or {}

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*self._modules, *self.commands]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self._modules:
            return super().get_command(ctx, cmd_name)
        command: click.Command = getattr(
            import_module(self._modules[cmd_name]), f"{cmd_name.replace('-', '_')}_command"
        )
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command to run; the error for an unknown one suggests the nearest."""
        name = args[0]
        if name.startswith("-") or name in self.list_commands(ctx):
            return super().resolve_command(ctx, args)
        from quotes.yamlsource import did_you_mean

        hint = did_you_mean(name, self.list_commands(ctx)) or f"the commands are {', '.join(self.list_commands(ctx))}"
        raise click.UsageError(f"No such command '{name}'; {hint}", ctx)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands with their whole summaries; click itself would cut them to one line."""
        commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        rows = [(name, command.get_short_help_str(limit=1_000)) for name, command in commands if command]
        with formatter.section("Commands"):
            formatter.write_dl(rows)

    def invoke(self, ctx: click.Context) -> None:
        """Run the command and exit with the code that it returns, or that stands for its error."""
        try:
            code = super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit):
            raise  # wrong usage, --help and the like: click prints it and exits
        except BaseException as error:  # noqa: BLE001 - Ctrl-C included: every error becomes a message and an exit code
            code = report(error, debug=ctx.meta.get("quotes.debug", False))
        ctx.exit(code or ExitCode.DONE)


class GroupWithDefault(CommandGroup):
    """A group that takes words which name no command for arguments of its default command.

    Args:
        default: the command that ``quotes GROUP RECORDS`` runs.
    """

    def __init__(self, *args: Any, default: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._default = default

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        from quotes.yamlsource import did_you_mean

        name = args[0]
        mistyped = not os.path.exists(name) and did_you_mean(name, self.commands)  # noqa: PTH110 - a name can be "-"
        return super().resolve_command(ctx, args if name in self.commands or mistyped else [self._default, *args])
