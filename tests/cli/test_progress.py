"""Progress: no display for a short run, a display for a long run on a terminal, log lines elsewhere."""

from __future__ import annotations

import io
import logging
import time

import pytest
from rich.console import Console

from quotes.cli import progress, terminal
from quotes.cli.progress import Progress


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """Standard error as a terminal, with a display that appears after a twentieth of a second."""
    stream = io.StringIO()
    display = Console(file=stream, force_terminal=True, width=100, soft_wrap=True, _environ={"TERM": "xterm"})
    monkeypatch.setattr(terminal, "error_console", lambda: display)
    monkeypatch.setattr(progress, "error_console", lambda: display)
    monkeypatch.setattr(progress, "PATIENCE", 0.05)
    return stream


def wait_for(stream: io.StringIO, text: str) -> None:
    deadline = time.monotonic() + 20
    while text not in stream.getvalue():
        assert time.monotonic() < deadline, f"{text!r} never appeared in {stream.getvalue()!r}"
        time.sleep(0.01)


def test_a_long_run_shows_a_display_and_erases_it_at_the_end(screen: io.StringIO) -> None:
    with Progress("articles", total=3) as shown:
        shown.set_step("reading")
        shown.advance()
        wait_for(screen, "1/3")
        assert "reading" in screen.getvalue()
        shown.advance()
        wait_for(screen, "2/3")
    assert screen.getvalue().endswith("\x1b[2K")  # the line is erased


def test_a_short_run_shows_nothing(screen: io.StringIO) -> None:
    with Progress("articles") as shown:
        shown.advance()
    time.sleep(0.1)
    assert screen.getvalue() == ""


def test_wanted_false_shows_nothing(screen: io.StringIO) -> None:
    with Progress("articles", wanted=False) as shown:
        time.sleep(0.1)
        shown.advance()
    assert screen.getvalue() == ""


def test_the_display_is_hidden_while_something_else_is_printed(screen: io.StringIO) -> None:
    with Progress("articles") as shown:
        wait_for(screen, "starting")
        with shown.hidden():
            before = screen.getvalue()
            time.sleep(0.25)  # two refreshes of a display that is there
            assert screen.getvalue() == before
        shown.set_step("reading on")
        wait_for(screen, "reading on")


def test_without_a_terminal_the_progress_is_logged(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(progress, "LOG_EVERY", 0.0)
    caplog.set_level(logging.INFO, "quotes")
    with Progress("articles") as shown:
        shown.advance()
    assert caplog.messages[-1].startswith("1 articles, ")


def test_expect_restarts_the_count_and_shows_the_remaining_time(screen: io.StringIO) -> None:
    with Progress("articles") as shown:
        shown.advance(40)
        shown.expect(4)
        shown.advance(2)
        wait_for(screen, "2/4")
        wait_for(screen, " left")
    assert "per second" in screen.getvalue()
