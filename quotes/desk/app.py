"""The application: the API, the pages, the guard before them, and how errors are answered."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.staticfiles import StaticFiles
from pydantic import ValidationError
from starlette.exceptions import HTTPException

from quotes.corpus import Store
from quotes.desk import api, pages
from quotes.desk.guard import API, Guard, make_problem
from quotes.desk.settings import Settings
from quotes.desk.worker import BusyError, SlowError, Worker
from quotes.errors import InputError, QuotesError, RecordError, StoreError

_ASSETS = Path(__file__).with_name("assets")
_RETRY = {"retry-after": "5"}


def make_app(settings: Settings, worker: Worker | None = None) -> FastAPI:
    """Return the application for a store, which is created if there is none.

    Args:
        worker: replaces the one that loads the model of the settings.

    Raises:
        StoreError: the file is not a store, or of an incompatible version.
    """
    with Store(settings.store):
        pass
    work = worker or Worker(settings)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        work.start()
        yield
        work.stop()

    app = FastAPI(
        title="The quote desk",
        version="1",
        summary="Who said what in Indonesian news: extract, search and correct.",
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
    )
    app.state.settings, app.state.worker = settings, work
    app.include_router(api.router)
    app.include_router(pages.router, include_in_schema=False)
    app.mount("/static", StaticFiles(directory=_ASSETS / "static"), name="static")
    app.add_middleware(Guard, settings=settings)
    app.add_exception_handler(QuotesError, _answer_known_error)
    app.add_exception_handler(RequestValidationError, _answer_malformed)
    app.add_exception_handler(ValidationError, _answer_malformed)
    app.add_exception_handler(HTTPException, _answer_http_error)
    app.openapi = _describe_problems(app)  # type: ignore[method-assign]
    return app


def _describe_problems(app: FastAPI) -> Callable[[], dict[str, object]]:
    """Return the OpenAPI description with the schema of errors."""
    plain = app.openapi

    def describe() -> dict[str, object]:
        schema = plain()
        schema["components"]["schemas"]["Problem"] = api.Problem.model_json_schema()
        return schema

    return describe


def _answer(request: Request, status: int, title: str, detail: str, headers: dict[str, str] | None = None) -> Response:
    if request.url.path.startswith(API):
        problem = make_problem(status, title, detail)
        return JSONResponse(problem, status, headers=headers, media_type="application/problem+json")
    return pages.show_error(request, status, title, detail, headers)


def _answer_known_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, QuotesError)
    detail = error.message + (f"; {error.hint}" if error.hint else "")
    if isinstance(error, StoreError) and re.search(r"no (record|correction)\b", error.message):
        return _answer(request, 404, "not found", detail)
    for kind, status, title in _STATUSES:
        if isinstance(error, kind):
            return _answer(request, status, title, detail, _RETRY if status in (429, 503) else None)
    return _answer(request, 500, "failed", detail)


#: How errors are answered; the first kind that fits counts.
_STATUSES: tuple[tuple[type[QuotesError], int, str], ...] = (
    (BusyError, 429, "busy"),
    (SlowError, 503, "too slow"),
    (api.NotFoundError, 404, "not found"),
    (StoreError, 409, "in use"),
    (RecordError, 409, "does not fit"),
    (InputError, 422, "cannot be read"),
)


def _answer_malformed(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError | ValidationError)
    reasons = [f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors()]
    return _answer(request, 422, "malformed", "; ".join(reasons[:5]))


def _answer_http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return _answer(request, error.status_code, str(error.detail), str(error.detail), dict(error.headers or {}))
