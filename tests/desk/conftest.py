"""A desk over a small store, with a stand-in for the model."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("fastapi", reason="needs the extra desk")
sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "corpus")]

from desk_worker import ARTICLES, StandIn  # noqa: E402
from fastapi.testclient import TestClient  # noqa: E402

from quotes.desk import Settings, make_app  # noqa: E402


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "quotes.db", author="rina", hosts=("testserver", "localhost"))


@pytest.fixture
def desk(settings: Settings) -> Iterator[TestClient]:
    """A program that uses the desk's API, and reads its pages."""
    worker = StandIn(settings)
    worker._save(ARTICLES)
    with TestClient(make_app(settings, worker), headers={"sec-fetch-site": "none"}, follow_redirects=False) as client:
        yield client


@pytest.fixture
def browser(desk: TestClient) -> TestClient:
    """A browser that has opened the desk: it sends an Origin, and the token of its pages."""
    page = desk.get("/", headers={"accept-language": "en"}).text
    token = page.partition('"X-CSRF-Token": "')[2].partition('"')[0]
    desk.headers.update({"origin": "http://testserver", "sec-fetch-site": "same-origin", "x-csrf-token": token})
    return desk


@pytest.fixture
def opened(settings: Settings) -> Iterator[str]:
    """The address of a running desk."""
    import uvicorn

    worker = StandIn(settings)
    worker._save(ARTICLES)
    config = uvicorn.Config(make_app(settings, worker), "127.0.0.1", 0, log_level="error")
    server, socket = uvicorn.Server(config), config.bind_socket()
    thread = threading.Thread(target=server.run, args=([socket],))
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://localhost:{socket.getsockname()[1]}"
    server.should_exit = True
    thread.join()
