"""Progress of a long run on standard error: a display on a terminal, log lines elsewhere."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import Lock, Timer
from types import TracebackType
from typing import TYPE_CHECKING, Self

from quotes.cli.messages import console

if TYPE_CHECKING:
    from rich.progress import Progress as Display

_log = logging.getLogger(__name__)

#: Seconds of work after which the display appears: a short run shows none.
PATIENCE = 2.0
#: Seconds between two lines in the log (with ``-v``).
LOG_EVERY = 30.0


class Progress:
    """Counts what is done, for ``with``.

    Args:
        what: plural of the things counted, e.g. ``articles``.
        total: how many there are, where that is known.
        wanted: False shows nothing (``--quiet``); the log lines go by the level of the log.
    """

    def __init__(self, what: str, *, total: int | None = None, wanted: bool = True) -> None:
        self._what, self._total = what, total
        self._done = 0
        self._started = self._logged = time.monotonic()
        self._doing = "starting"
        self._lock = Lock()
        self._display: Display | None = None
        self._timer = Timer(PATIENCE, self._show) if wanted and console().is_terminal else None

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

    def doing(self, text: str) -> None:
        """Say what is being done now, e.g. ``loading the model``."""
        if text != self._doing:
            _log.info("%s", text)
        self._doing = text
        self._update()

    def expect(self, total: int) -> None:
        """From here on so many are to be done: the count, the rate and the time that is left begin anew."""
        self._total, self._done = total, 0
        self._started = self._logged = time.monotonic()
        if self._display:
            self._display.reset(self._display.task_ids[0], total=total, description=self._doing, pace="")

    def advance(self, by: int = 1) -> None:
        """So many more are done."""
        self._done += by
        self._update()
        now = time.monotonic()
        if now - self._logged >= LOG_EVERY:
            self._logged = now
            _log.info("%s %s, %s", self._counted(), self._what, self._pace())

    def _counted(self) -> str:
        return f"{self._done}" if self._total is None else f"{self._done} of {self._total}"

    def _pace(self) -> str:
        """The rate since the count began, and how long the rest takes at it."""
        rate = self._done / max(time.monotonic() - self._started, 1e-3)
        if self._total is None or not self._done:
            return f"{rate:.1f} a second"
        return f"{rate:.1f} a second, {timedelta(seconds=round((self._total - self._done) / rate))} left"

    @contextmanager
    def aside(self) -> Iterator[None]:
        """While the block prints on the terminal, the display is away."""
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
            self._display.update(task, completed=self._done, description=self._doing, pace=self._pace())

    def _show(self) -> None:
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        columns = [SpinnerColumn(), TextColumn("{task.description}"), BarColumn(bar_width=20), MofNCompleteColumn()]
        columns += [TextColumn(self._what), TimeElapsedColumn(), TextColumn("{task.fields[pace]}")]
        with self._lock:
            if self._timer is None:  # the run ended while the timer went off
                return
            self._display = Progress(
                *columns, console=console(), transient=True, redirect_stdout=False, redirect_stderr=False
            )
            self._display.add_task(self._doing, total=self._total, completed=self._done, pace=self._pace())
            self._display.start()
