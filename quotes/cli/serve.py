"""``quotes serve``: the quote desk in the browser."""

from __future__ import annotations

import getpass
import os
import secrets
import socket
from collections.abc import Sequence
from pathlib import Path

import click

from quotes.cli.options import FILE, common_options, is_quiet, model_option, rules_option, speakers_option
from quotes.cli.terminal import say
from quotes.errors import MissingExtraError, OutputError


@click.command("serve")
@click.argument("store", type=FILE, default=Path("quotes.db"))
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="The port; 0 takes a free one."
)
@click.option("--bind", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="The address to listen at.")
@click.option(
    "--host",
    "hosts",
    multiple=True,
    metavar="NAME",
    help="A further name by which the desk is reached. Requests for other names are refused. Can be repeated.",
)
@click.option(
    "--token",
    metavar="TOKEN",
    envvar="QUOTES_TOKEN",
    help="Ask every visitor for this token. By default one is made where --bind is not this machine alone.",
)
@click.option("--author", metavar="NAME", help="Who makes the corrections. [default: the name of the account]")
@model_option
@rules_option
@speakers_option
@common_options
def serve_command(  # noqa: PLR0913, PLR0917 - click gives every option as an argument
    store: Path, port: int, bind: str, hosts: Sequence[str], token: str | None, author: str | None, model: str,
    rules: Sequence[Path], speakers: Path | None,
) -> None:  # fmt: skip
    """Search, read and correct the quotes of a store in the browser.

    STORE is a store of quotes corpus run, by default quotes.db; it is created if there is none. The desk runs on this
    machine and loads nothing from elsewhere; its REST API is described at /api/v1/openapi.json. Needs the extra "desk".

    \b
      quotes serve
      quotes serve arsip.db --port 9000
      quotes serve arsip.db --bind 0.0.0.0 --host meja.redaksi.id
    """  # noqa: D301 - click wants the character \b itself
    try:
        import uvicorn

        from quotes.desk import Settings, make_app
        from quotes.desk.settings import LOOPBACK
    except ImportError as error:
        raise MissingExtraError("the desk", "desk") from error
    is_local = bind in LOOPBACK
    if not is_local and token is None:
        token = secrets.token_urlsafe(24)
    settings = Settings(
        store, model, tuple(rules), speakers, author if author is not None else _account(),
        (*LOOPBACK, *([] if is_local else [bind]), *hosts), token,
    )  # fmt: skip
    name = hosts[0] if hosts else "localhost" if is_local else bind
    try:
        family = socket.AF_INET6 if ":" in bind else socket.AF_INET
        listening = socket.create_server((bind, port), family=family)
    except OSError as error:
        hint = "close the other program, or choose another --port or --bind"
        raise OutputError(f"cannot listen at {bind}:{port}: {os.strerror(error.errno or 0)}", hint=hint) from error
    with listening:
        app = make_app(settings)
        config = uvicorn.Config(app, log_level="warning", server_header=False, access_log=False)
        if not is_quiet():
            address = f"http://{name}:{listening.getsockname()[1]}/" + (f"?token={token}" if token else "")
            say(f"the desk is open at {address} with the store {store}; Ctrl-C closes it")
        uvicorn.Server(config).run([listening])


def _account() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # an account without a name
        return ""
