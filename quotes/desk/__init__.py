"""The quote desk: search, read and correct the quotes of a store in a browser, and a REST API.

``make_app`` returns an ASGI application; ``quotes serve`` runs it. The only package that imports FastAPI, which the
extra ``desk`` installs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quotes.desk.settings import Settings

if TYPE_CHECKING:
    from fastapi import FastAPI

__all__ = ["Settings", "make_app"]


def make_app(settings: Settings, worker: Any = None) -> FastAPI:
    """Return the application; see :func:`quotes.desk.app.make_app`."""
    from quotes.desk.app import make_app as make

    return make(settings, worker)
