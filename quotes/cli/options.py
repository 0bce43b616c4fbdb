"""Options that every command has."""

from __future__ import annotations

import logging
import platform
from collections.abc import Callable
from typing import Any, TypeVar

import click

from quotes.cli.messages import log_to_stderr

_F = TypeVar("_F", bound=Callable[..., Any])


def common_options(command: _F) -> _F:
    """Add ``-v``, ``-q`` and ``--debug``. A command learns by :func:`is_quiet` what it must not say."""
    for option in reversed((_verbose, _quiet, _debug)):
        command = option(command)
    return command


def is_quiet(ctx: click.Context | None = None) -> bool:
    """Did the user ask for errors only?"""
    ctx = ctx or click.get_current_context()
    return bool(ctx.meta.get("quotes.quiet"))


def _keep(ctx: click.Context, parameter: click.Parameter, value: int) -> None:
    ctx.meta[f"quotes.{parameter.name}"] = value
    log_to_stderr(_level(ctx))


def _level(ctx: click.Context) -> int:
    if ctx.meta.get("quotes.quiet"):
        return logging.ERROR
    if ctx.meta.get("quotes.debug") or ctx.meta.get("quotes.verbose", 0) > 1:
        return logging.DEBUG
    return logging.INFO if ctx.meta.get("quotes.verbose") else logging.WARNING


_verbose = click.option(
    "-v", "--verbose", count=True, callback=_keep, expose_value=False, help="Say more (-vv: everything)."
)
_quiet = click.option("-q", "--quiet", is_flag=True, callback=_keep, expose_value=False, help="Say nothing but errors.")
_debug = click.option(
    "--debug", is_flag=True, callback=_keep, expose_value=False, help="Show the trace of an error, and the whole log."
)


def _show_version(ctx: click.Context, _: click.Parameter, value: bool) -> None:  # noqa: FBT001 - click's form
    if not value or ctx.resilient_parsing:
        return
    from importlib import metadata

    try:
        version = metadata.version("quotes-id")
    except metadata.PackageNotFoundError:
        version = "(not installed: run from a checkout)"
    click.echo(f"quotes {version}, Python {platform.python_version()}")
    ctx.exit()


version_option = click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_show_version, help="Show the version."
)
