"""Opt-in CPU profiling per stage, and a garbage collector that runs seldom."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

#: New objects after which the collector looks at them; Python's own number is 700. A batch of articles makes that many.
_NEW_OBJECTS = 500_000

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


def limit_gc() -> None:
    """Let garbage collection run seldom; for a process that runs nothing but quotes.

    The model and the libraries are a million objects that stay until the process ends, and are left out. So is the
    little garbage among them: to collect it first would take 0.13 s of the start. New objects hardly ever refer to
    each other in a circle, so they are freed without the collector. With Python's own settings the collector takes a
    fifth of the time of a run. In a user's own process the user decides.
    """
    gc.freeze()
    gc.set_threshold(_NEW_OBJECTS)
