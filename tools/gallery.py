"""Take the screenshots of ``docs/gallery``: of the sample articles, and of records of a collection.

``python -m tools.gallery`` makes those of the samples; ``python -m tools.gallery records.jsonl`` those of a collection,
which show names and numbers only. Chromium, chromedriver and selenium are needed.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from quotes import read_records
from quotes.graphs import build_graph, graph_html, report_html, write_graph
from quotes.html import write_pages

ROOT = Path(__file__).parents[1]
GALLERY = ROOT / "docs" / "gallery"
DESKTOP, PHONE = (1360, 860), (390, 844)
_NO_ROLES = "document.querySelectorAll('tbody th .note').forEach((note) => note.remove());"


class Shot(NamedTuple):
    """A screenshot: its name, the page, the window, and what to do before it is taken."""

    name: str
    page: str
    window: tuple[int, int] = DESKTOP
    script: str = ""
    dark: bool = False


SAMPLES = (
    Shot(
        "article",
        "articles/kereta-pesisir.html",
        script="document.querySelectorAll('.quotes-piece[tabindex]')[1].click()",
    ),
    Shot("article-dark", "articles/kereta-pesisir.html", dark=True),
    Shot("article-phone", "articles/kereta-pesisir.html", PHONE),
    Shot("index", "articles/index.html", (1240, 760)),
    Shot("graph-speaker", "graph.html#speaker:bambang-surya-wiratama"),
    Shot("graph-words", "graph.html", script="document.getElementById('tab-words').click()"),
    Shot(
        "graph-quotes-indonesian",
        "graph.html",
        script="for (const id of ['language', 'tab-quotes']) document.getElementById(id).click()",
    ),
)
COLLECTION = (
    Shot("graph", "graph.html"),
    Shot("graph-all", "graph.html", script="document.getElementById('fit').click()"),
    Shot("graph-dark", "graph.html", dark=True),
    Shot("graph-phone", "graph.html", PHONE),
    Shot("outlets", "graph.html", script="document.getElementById('tab-outlets').click()"),
    Shot("outlets-phone", "graph.html", PHONE, "document.getElementById('tab-outlets').click()"),
    Shot("time", "graph.html", script="document.getElementById('tab-time').click()"),
    Shot("report", "report.html", (1200, 1500), _NO_ROLES),
    Shot("report-below", "report.html", (1200, 1500), f"{_NO_ROLES} window.scrollTo(0, 2050)"),
    Shot("report-dark", "report.html", (1200, 860), _NO_ROLES, dark=True),
    Shot("report-phone", "report.html", PHONE, _NO_ROLES),
)  # fmt: skip


def main(records: Sequence[str]) -> None:
    """Make the pages in a temporary folder, and take the screenshots."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        shown = list(read_records(records)) if records else _extract_samples()
        graph = build_graph(shown)
        if not records:
            write_pages(shown, place / "articles")
        (place / "graph.html").write_text(graph_html(graph, articles="articles"), encoding="utf-8")
        (place / "report.html").write_text(report_html(graph, articles="articles"), encoding="utf-8")
        for shot in COLLECTION if records else SAMPLES:
            with open_browser(dark=shot.dark) as browser:
                take(browser, place, shot)
        if records:
            write_graph(graph, GALLERY / "together.png")
            write_graph(graph, GALLERY / "outlets-picture.png", "outlets")


def _extract_samples() -> list[Any]:
    from quotes import Extractor, read

    return list(Extractor().pipe(read(ROOT / "samples" / "gold.jsonl"), on_error="raise"))


@contextmanager
def open_browser(*, dark: bool) -> Iterator[Any]:
    """Open a headless Chromium; it is closed at the end."""
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or "chromium"
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"):
        options.add_argument(argument)
    browser = webdriver.Chrome(options=options, service=webdriver.ChromeService(shutil.which("chromedriver")))
    scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})
    yield browser
    browser.quit()


def take(browser: Any, place: Path, shot: Shot) -> None:
    """Open a page, wait until it is drawn, and save what it shows."""
    width, height = shot.window
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": shot.window == PHONE}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    name, _, fragment = shot.page.partition("#")
    browser.get((place / name).as_uri() + (f"#{fragment}" if fragment else ""))
    while browser.execute_script("return document.documentElement.dataset.ready") != "yes":
        time.sleep(0.05)
    browser.execute_script(shot.script)
    time.sleep(0.6)  # the animation of a move
    browser.save_screenshot(str(GALLERY / f"{shot.name}.png"))
    sys.stderr.write(f"{shot.name}.png\n")


if __name__ == "__main__":
    main(sys.argv[1:])
