"""Show the progress of a long run on standard error: a display on a terminal, log lines elsewhere."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import Lock, Timer
from types import TracebackType
from typing import TYPE_CHECKING, Self

from quotes.cli.terminal import error_console

if TYPE_CHECKING:
    from rich.progress import Progress as Display

_log = logging.getLogger(__name__)

#: Seconds of work after which the display appears; a shorter run shows none.
PATIENCE = 2.0
#: Seconds between two log lines (with ``-v``).
LOG_EVERY = 30.0


class Progress:
    """Counts what is done and shows it while its ``with`` block runs.

    Args:
        what: plural noun for what is counted, e.g. ``articles``.
        total: how many there are, if known.
        wanted: False shows no display (``--quiet``); log lines depend on the level of the log.
    """

    def __init__(self, what: str, *, total: int | None = None, wanted: bool = True) -> None:
        self._what, self._total = what, total
        self._done = 0
        self._started = self._logged = time.monotonic()
        self._step = "starting"
        self._lock = Lock()
        self._display: Display | None = None
        self._timer = Timer(PATIENCE, self._show) if wanted and error_console().is_terminal else None

    def __enter__(self) -> Self:
        if self._timer:
            self._timer.daemon = True
            self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._timer:
            self._timer.cancel()
        with self._lock:
            if self._display:
                self._display.stop()
            self._timer = self._display = None

    def set_step(self, text: str) -> None:
        """Show what is being done now, e.g. ``loading the model``."""
        if text != self._step:
            _log.info("%s", text)
        self._step = text
        self._update()

    def expect(self, total: int) -> None:
        """Start to count anew, with ``total`` to do: the count, the rate and the remaining time begin at zero."""
        self._total, self._done = total, 0
        self._started = self._logged = time.monotonic()
        if self._display:
            self._display.reset(self._display.task_ids[0], total=total, description=self._step, pace="")

    def advance(self, by: int = 1) -> None:
        """Count ``by`` more as done."""
        self._done += by
        self._update()
        now = time.monotonic()
        if now - self._logged >= LOG_EVERY:
            self._logged = now
            counted = f"{self._done}" if self._total is None else f"{self._done} of {self._total}"
            _log.info("%s %s, %s", counted, self._what, self._format_pace())

    def _format_pace(self) -> str:
        """Return the rate since the count began, and the time that the rest takes at this rate."""
        rate = self._done / max(time.monotonic() - self._started, 1e-3)
        if self._total is None or not self._done:
            return f"{rate:.1f} per second"
        return f"{rate:.1f} per second, {timedelta(seconds=round((self._total - self._done) / rate))} left"

    @contextmanager
    def hidden(self) -> Iterator[None]:
        """Hide the display while the block prints on the terminal."""
        with self._lock:
            if self._display:
                self._display.stop()
            try:
                yield
            finally:
                if self._display:
                    self._display.start()

    def _update(self) -> None:
        if self._display:
            task = self._display.task_ids[0]
            self._display.update(task, completed=self._done, description=self._step, pace=self._format_pace())

    def _show(self) -> None:
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        columns = [SpinnerColumn(), TextColumn("{task.description}"), BarColumn(bar_width=20), MofNCompleteColumn()]
        columns += [TextColumn(self._what), TimeElapsedColumn(), TextColumn("{task.fields[pace]}")]
        with self._lock:
            if self._timer is None:  # the run has ended while the timer fired
                return
            self._display = Progress(
                *columns, console=error_console(), transient=True, redirect_stdout=False, redirect_stderr=False
            )
            self._display.add_task(self._step, total=self._total, completed=self._done, pace=self._format_pace())
            self._display.start()
