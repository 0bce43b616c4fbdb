"""``python -m tools.load_desk``: fifty clients at once at a desk on this machine; times, errors, lost corrections.

Every client searches, corrects a quote and has an article extracted. A client that is asked to come again (429) does
so. The time of the model alone for the same articles stands beside.
"""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click
import httpx2
import uvicorn

from quotes.corpus import Store
from quotes.desk import Settings, make_app
from quotes.reading import read
from quotes.records import Article

_SAMPLES = Path(__file__).parents[1] / "samples" / "articles"


@click.command()
@click.option("--clients", default=50, show_default=True)
@click.option("--rounds", default=4, show_default=True, help="What each client does, so often.")
def main(clients: int, rounds: int) -> None:
    """Load a desk on this machine with many clients at once."""
    articles = [item for item in read([str(_SAMPLES)]) if isinstance(item, Article)]
    with TemporaryDirectory() as folder:
        settings = Settings(Path(folder, "quotes.db"))
        config = uvicorn.Config(make_app(settings), "127.0.0.1", 0, log_level="error")
        server, socket = uvicorn.Server(config), config.bind_socket()
        thread = threading.Thread(target=server.run, args=([socket],))
        thread.start()
        while not server.started:
            time.sleep(0.01)
        try:
            _run(f"http://127.0.0.1:{socket.getsockname()[1]}", settings, articles, clients, rounds)
        finally:
            server.should_exit = True
            thread.join()


def _run(address: str, settings: Settings, articles: list[Article], clients: int, rounds: int) -> None:
    given = [{"id": article.id, "text": article.text} for article in articles]
    api = httpx2.Client(base_url=f"{address}/api/v1", timeout=120)
    api.post("/extract/batch?save=true", json=given).raise_for_status()
    began = time.perf_counter()
    for article in given:
        api.post("/extract", json=article).raise_for_status()
    alone = (time.perf_counter() - began) / len(given)
    quotes = [(name, quote["id"]) for name in (a.id for a in articles) for quote in _quotes_of(api, name)]
    times: dict[str, list[float]] = defaultdict(list)
    waits = [0]

    def work(number: int) -> None:
        with httpx2.Client(base_url=f"{address}/api/v1", timeout=300) as client:
            for turn in range(rounds):
                article, quote = quotes[(number * rounds + turn) % len(quotes)]
                correction = {"article": article, "action": "right", "quote": quote, "author": f"{number}/{turn}"}
                _time(times, "search", lambda: client.get("/quotes?q=yang").raise_for_status())
                _time(times, "correct", lambda c=correction: client.post("/corrections", json=c).raise_for_status())
                _time(times, "extract", lambda: _extract(client, given[number % len(given)], waits))

    with ThreadPoolExecutor(clients) as threads:
        list(threads.map(work, range(clients)))
    with Store(settings.store) as store:
        authors = {made.correction.author for made in store.corrections()}
    lost = clients * rounds - len(authors)
    click.echo(f"{clients} clients, {clients * rounds * 3} requests, no error; corrections lost: {lost}")
    click.echo(f"one article alone: {alone * 1000:.0f} ms; asked to come again: {waits[0]} times")
    click.echo("request   median ms   p95 ms")
    for name, taken in sorted(times.items()):
        taken.sort()
        middle, most = taken[len(taken) // 2], taken[int(len(taken) * 0.95)]
        click.echo(f"{name:8} {middle * 1000:10.0f} {most * 1000:8.0f}")


def _quotes_of(api: httpx2.Client, article: str) -> list[dict[str, Any]]:
    quotes: list[dict[str, Any]] = api.get(f"/articles/{article}").raise_for_status().json()["quotes"]
    return quotes


def _extract(client: httpx2.Client, article: dict[str, str], waits: list[int]) -> None:
    while (answer := client.post("/extract", json=article)).status_code == 429:
        waits[0] += 1
        time.sleep(0.2)
    answer.raise_for_status()


def _time(times: dict[str, list[float]], name: str, ask: Any) -> None:
    began = time.perf_counter()
    ask()
    times[name].append(time.perf_counter() - began)


if __name__ == "__main__":
    main()
