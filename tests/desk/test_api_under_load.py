"""Whatever the API is asked, it answers without a 5xx; many at once lose nothing."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import httpx2
import hypothesis
import pytest
from desk_worker import ARTICLES, StandIn
from fastapi.testclient import TestClient

from quotes.corpus import Store
from quotes.desk import Settings, make_app

schemathesis = pytest.importorskip("schemathesis", reason="needs schemathesis")


def test_no_request_that_the_description_allows_breaks_the_api(settings: Settings) -> None:
    worker = StandIn(settings)
    worker._save(ARTICLES)
    described = schemathesis.openapi.from_asgi("/api/v1/openapi.json", make_app(settings, worker))
    operations = [found.ok() for found in described.get_all_operations()]
    assert len(operations) >= 10
    for operation in operations:

        @hypothesis.settings(
            max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(hypothesis.HealthCheck)
        )
        @hypothesis.given(case=operation.as_strategy())
        def ask(case: schemathesis.Case) -> None:
            answer = case.call(headers={"sec-fetch-site": "none"})
            assert answer.status_code < 500, answer.text

        ask()


def test_a_running_server_hands_a_store_from_thread_to_thread(opened: str) -> None:
    def ask(_: int) -> int:
        return httpx2.get(f"{opened}/api/v1/quotes?q=beras").status_code

    with ThreadPoolExecutor(20) as clients:
        assert set(clients.map(ask, range(100))) == {200}


def test_fifty_clients_at_once_lose_no_correction(settings: Settings) -> None:
    worker = StandIn(settings)
    worker._save(ARTICLES)
    app = make_app(settings, worker)

    def ask(number: int) -> int:
        with TestClient(app, headers={"sec-fetch-site": "none"}) as desk:
            assert desk.get("/api/v1/quotes", params={"q": "beras"}).status_code == 200
            body = {"article": "a1", "action": "speaker", "quote": "a1#1", "speakers": [f"Saksi {number}"]}
            return desk.post("/api/v1/corrections", json=body).status_code

    with TestClient(app), ThreadPoolExecutor(50) as clients:
        assert set(clients.map(ask, range(50))) == {201}
    with Store(settings.store) as store:
        assert len(store.corrections("a1")) == 50
