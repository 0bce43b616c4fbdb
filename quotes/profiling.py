"""Opt-in CPU profiling per stage, and a garbage collector that skips what stays loaded."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_active_timer: ContextVar[StageTimer | None] = ContextVar("stage_timer", default=None)


class StageTimer:
    """Measures seconds of processor time by stage, while :meth:`measure` is open.

    A stage inside another is measured for itself alone; the outer one pauses.
    """

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._open: list[str] = []
        self._since = 0.0

    @contextmanager
    def measure(self) -> Iterator[StageTimer]:
        """Measure the stages that run inside the ``with`` statement."""
        token = _active_timer.set(self)
        try:
            yield self
        finally:
            _active_timer.reset(token)

    def start(self, stage: str) -> None:
        self._add_elapsed()
        self._open.append(stage)

    def stop(self) -> None:
        """Stop the stage that started last."""
        self._add_elapsed()
        self._open.pop()

    def _add_elapsed(self) -> None:
        now = time.process_time()
        if self._open:
            self.seconds[self._open[-1]] = self.seconds.get(self._open[-1], 0.0) + now - self._since
        self._since = now


@contextmanager
def time_stage(name: str) -> Iterator[None]:
    """Count what runs inside as this stage, for the active :class:`StageTimer`, if any."""
    timer = _active_timer.get()
    if timer is None:
        yield
        return
    timer.start(name)
    try:
        yield
    finally:
        timer.stop()


@contextmanager
def pause_gc() -> Iterator[None]:
    """Pause garbage collection while a model is loaded, which makes a million objects that stay."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def freeze_gc() -> None:
    """Exclude all objects that exist now from garbage collection; for a process that runs nothing but quotes.

    The model and the libraries are a million objects that stay until the process ends. Scanning them again and again
    takes a tenth of the time of a run. In a user's own process the user decides.
    """
    gc.collect()
    gc.freeze()
