"""Progress of a long run on standard error: a display on a terminal, log lines elsewhere."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
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
        _log.info("%s", text)
        self._doing = text
        self._update()

    def advance(self) -> None:
        """One more is done."""
        self._done += 1
        self._update()
        now = time.monotonic()
        if now - self._logged >= LOG_EVERY:
            self._logged = now
            _log.info("%d %s, %.1f a second", self._done, self._what, self._done / (now - self._started))

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
            self._display.update(self._display.task_ids[0], completed=self._done, description=self._doing)

    def _show(self) -> None:
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(bar_width=20), MofNCompleteColumn())
        with self._lock:
            if self._timer is None:  # the run ended while the timer went off
                return
            self._display = Progress(
                *columns, TextColumn(self._what), TimeElapsedColumn(), console=console(), transient=True,
                redirect_stdout=False, redirect_stderr=False,
            )  # fmt: skip
            self._display.add_task(self._doing, total=self._total, completed=self._done)
            self._display.start()
