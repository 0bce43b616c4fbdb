"""How much processor time each stage of the work takes, for whoever asks; nothing is measured else."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_asked: ContextVar[StageTimer | None] = ContextVar("stages", default=None)


class StageTimer:
    """Seconds of processor time by stage, while :meth:`measured` is open.

    A stage inside another counts for itself alone: the outer one stands still.
    """

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._open: list[str] = []
        self._since = 0.0

    @contextmanager
    def measured(self) -> Iterator[StageTimer]:
        """Ask for the stages of what is done inside."""
        token = _asked.set(self)
        try:
            yield self
        finally:
            _asked.reset(token)

    def enter(self, name: str) -> None:
        self._settle()
        self._open.append(name)

    def leave(self) -> None:
        self._settle()
        self._open.pop()

    def _settle(self) -> None:
        now = time.process_time()
        if self._open:
            self.seconds[self._open[-1]] = self.seconds.get(self._open[-1], 0.0) + now - self._since
        self._since = now


@contextmanager
def time_stage(name: str) -> Iterator[None]:
    """What is done inside is this stage of the work."""
    stages = _asked.get()
    if stages is None:
        yield
        return
    stages.enter(name)
    try:
        yield
    finally:
        stages.leave()
