"""A side in a process of its own, which does what it is sent and tells what it cost."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Any, Self

from quotes.benchmark.sides import Setting, load
from quotes.errors import QuotesError
from quotes.profiling import StageTimer
from quotes.reading import Failure
from quotes.records import Article, Record

#: What a worker does first, so that no side pays for its first call while it is measured.
_FIRST = Article("first", '"Kapal sudah siap berangkat pagi ini," kata Ratna Wulandari di Ambon, Senin (4/3).')


@dataclass(frozen=True, slots=True)
class Cost:
    """What a piece of work took.

    Attributes:
        seconds: of the clock on the wall.
        cpu: seconds of processor time, which other work on the machine changes least.
        peak: most memory that the process has had until now, MB; None where the system does not say.
        stages: seconds of processor time by stage.
    """

    seconds: float
    cpu: float
    peak: float | None
    stages: dict[str, float]


class Worker:
    """Runs a side in a process; to be used in a ``with`` statement.

    Raises:
        QuotesError: the side could not be loaded, with the error of the process.
    """

    def __init__(self, side: str, setting: Setting) -> None:
        self.side, self._setting = side, setting
        self.loading: Cost | None = None
        self.first: Cost | None = None

    def __enter__(self) -> Self:
        context = get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, self.side, self._setting), daemon=True)
        self._process.start()
        theirs.close()
        try:
            self.loading = self._answer()[0]
            self.first = self.run([_FIRST])[0]
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pipe.close()
        self._process.join(5)
        if self._process.is_alive():
            self._process.terminate()

    def run(self, articles: Sequence[Article]) -> tuple[Cost, list[Record | Failure]]:
        """Do the work, and tell what it cost."""
        self._pipe.send(list(articles))
        return self._answer()

    def _answer(self) -> tuple[Cost, list[Record | Failure]]:
        try:
            answer: Any = self._pipe.recv()
        except EOFError:
            raise QuotesError(
                f"the process of the side {self.side!r} ended before its time", hint="is there enough memory?"
            ) from None
        if isinstance(answer, QuotesError):
            raise answer
        cost, results = answer
        return cost, results


def _serve(pipe: Connection, side: str, setting: Setting) -> None:
    """The life of the process: load, then work until nobody asks any more."""
    began = time.perf_counter()
    try:
        work = load(side, setting)
    except QuotesError as error:
        pipe.send(error)
        return
    pipe.send((Cost(time.perf_counter() - began, time.process_time(), _peak(), {}), []))
    while True:
        try:
            articles = pipe.recv()
        except EOFError:
            return
        stages = StageTimer()
        wall, cpu = time.perf_counter(), time.process_time()
        with stages.measure():
            results = work(articles)
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        stages.seconds["other"] = cpu - sum(stages.seconds.values())
        pipe.send((Cost(wall, cpu, _peak(), stages.seconds), results))


def _peak() -> float | None:
    try:
        import resource
    except ImportError:  # Windows
        return None
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1e6 if sys.platform == "darwin" else 1024)
