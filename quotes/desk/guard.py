"""The guard before the desk: who may ask, from where, how much; and what a browser may do with the answer.

Every answer carries a Content-Security-Policy without inline scripts or styles. A request that changes something must
come from the desk's own pages: its Origin is the desk, and a form carries the token of the browser's session. A program
without a browser sends no Origin, and is let through to the API.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from quotes.desk.settings import Settings

#: The cookie that names the session of a browser, and the one that holds the token of the desk.
SESSION, TOKEN = "desk-session", "desk-token"
CSRF_HEADER = "x-csrf-token"
API = "/api/"
#: Answered without a token, for a supervisor.
OPEN_PATHS = ("/health", "/ready")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self';"
    " connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
_SAFE = ("GET", "HEAD", "OPTIONS")
_HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}


class RefusedError(Exception):
    """A request that the guard does not let through."""

    def __init__(self, status: int, title: str, detail: str) -> None:
        super().__init__(detail)
        self.status, self.title, self.detail = status, title, detail


class Guard:
    """Checks every request, limits its body, and adds the headers of every answer."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app, self.settings = app, settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        cookies = _read_cookies(headers)
        session = cookies.get(SESSION, "")
        if not _is_session(session):
            session = secrets.token_urlsafe(24)
        answer = _Answer(send, f"{SESSION}={session}; Path=/; HttpOnly; SameSite=Strict")
        try:
            self._check_host(headers)
            login = self._check_token(scope, headers, cookies)
            if login:
                await _redirect(answer, scope["path"], f"{TOKEN}={login}; Path=/; HttpOnly; SameSite=Strict")
                return
            if scope["method"] not in _SAFE:
                self._check_origin(scope, headers, cookies.get(SESSION, ""))
            scope.setdefault("state", {})["csrf"] = sign(self.settings.key, session)
            await self.app(scope, await _read_body(receive, headers, self.settings.most_bytes), answer)
        except RefusedError as refused:
            if answer.has_started:
                raise
            await send_problem(answer, refused.status, refused.title, refused.detail)

    def _check_host(self, headers: Headers) -> None:
        host = _host_name(headers.get("host", ""))
        if host not in self.settings.hosts:
            allowed = ", ".join(self.settings.hosts)
            raise RefusedError(
                421, "unknown host", f"this desk answers as {allowed}; start it with --host to add a name"
            )

    def _check_token(self, scope: Scope, headers: Headers, cookies: Mapping[str, str]) -> str | None:
        """Return the token if it came in the address, to be kept as a cookie."""
        token = self.settings.token
        if token is None or scope["path"] in OPEN_PATHS:
            return None
        given = headers.get("authorization", "").removeprefix("Bearer ").strip() or cookies.get(TOKEN, "")
        if hmac.compare_digest(given.encode(), token.encode()):
            return None
        asked = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        if scope["method"] == "GET" and asked and hmac.compare_digest(asked.encode(), token.encode()):
            return token
        hint = "open the address that quotes serve printed, or send the header Authorization: Bearer TOKEN"
        raise RefusedError(401, "no access", hint)

    def _check_origin(self, scope: Scope, headers: Headers, session: str) -> None:
        origin, site = headers.get("origin"), headers.get("sec-fetch-site", "none")
        if (origin and urlsplit(origin).netloc != headers.get("host")) or site not in ("none", "same-origin"):
            raise RefusedError(403, "another site", "a request that changes something must come from the desk itself")
        is_program = scope["path"].startswith(API) and not origin and site == "none"
        given = headers.get(CSRF_HEADER, "")
        if not is_program and not hmac.compare_digest(given.encode(), sign(self.settings.key, session).encode()):
            raise RefusedError(403, "the page is too old", "the desk was started anew; load the page again")


class _Answer:
    """Sends an answer with the headers of the desk."""

    def __init__(self, send: Send, cookie: str) -> None:
        self._send, self._cookie = send, cookie
        self.has_started = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.has_started = True
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
            headers.append("set-cookie", self._cookie)
        await self._send(message)


def sign(key: bytes, session: str) -> str:
    """Return the token against forged requests that belongs to a session."""
    return hmac.new(key, session.encode(), hashlib.sha256).hexdigest()


def make_problem(status: int, title: str, detail: str) -> dict[str, Any]:
    """Return an error as ``application/problem+json`` (RFC 9457)."""
    return {"type": "about:blank", "status": status, "title": title, "detail": detail}


async def send_problem(send: Send | _Answer, status: int, title: str, detail: str) -> None:
    """Send an error as ``application/problem+json``."""
    body = json.dumps(make_problem(status, title, detail), ensure_ascii=False).encode()
    headers = [(b"content-type", b"application/problem+json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def _redirect(send: _Answer, path: str, cookie: str) -> None:
    headers = [(b"location", path.encode("latin-1", "replace")), (b"set-cookie", cookie.encode())]
    await send({"type": "http.response.start", "status": 303, "headers": headers})
    await send({"type": "http.response.body", "body": b""})


async def _read_body(receive: Receive, headers: Headers, most: int) -> Receive:
    """Read the whole body, and return a ``receive`` that gives it; a body over the limit is refused."""
    length = headers.get("content-length", "")
    size = int(length) if length.isdecimal() else 0
    messages: list[Message] = []
    while size <= most and (not messages or messages[-1].get("more_body", False)):
        messages.append(await receive())
        size = max(size, sum(len(message.get("body", b"")) for message in messages))
    if size > most:
        raise RefusedError(413, "too large", f"at most {most:,} bytes at once; use quotes corpus run for more")
    left = iter(messages)

    async def receive_again() -> Message:
        message = next(left, None)
        return await receive() if message is None else message

    return receive_again


def _host_name(host: str) -> str:
    """Return the name in a Host header, without the port and the brackets of IPv6."""
    try:
        return (urlsplit(f"//{host}").hostname or "").lower()
    except ValueError:
        return ""


def _read_cookies(headers: Headers) -> dict[str, str]:
    try:
        return {name: morsel.value for name, morsel in SimpleCookie(headers.get("cookie", "")).items()}
    except CookieError:
        return {}


def _is_session(value: str) -> bool:
    return 20 <= len(value) <= 64 and all(character.isalnum() or character in "-_" for character in value)
