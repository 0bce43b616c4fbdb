"""Worker processes that may die: their batch is tried again, then one article at a time, and the run goes on.

``concurrent.futures`` gives up all processes when one dies and cannot say whose
work is lost; pools with one queue for all (multiprocessing's, pebble's) hang
where a process is killed while it holds the queue's lock. So each worker has a
pipe of its own, and its end is seen as the end of the pipe.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from types import TracebackType
from typing import Self

from quotes.corpus.results import Result, Task
from quotes.corpus.worker import Work
from quotes.errors import QuotesError

_log = logging.getLogger(__name__)
#: Started anew, not forked: a fork copies locks that threads of torch may hold.
_CONTEXT = multiprocessing.get_context("spawn")
#: A batch whose worker dies is given once more as it is, then article by article.
_TRIES = 2


@dataclass(slots=True)
class _Job:
    tasks: Sequence[Task]
    tries: int = 0


@dataclass(frozen=True, slots=True)
class _Ready:
    """The worker has loaded what it needs."""


@dataclass(frozen=True, slots=True)
class _Fault:
    """The worker cannot go on, for a reason that is not the article's."""

    message: str
    path: str | None = None
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class _Said:
    """A line of the log."""

    logger: str
    level: int
    text: str


class _Worker:
    """The parent's side of a process."""

    def __init__(self, make: Callable[[], Work]) -> None:
        self.pipe, theirs = _CONTEXT.Pipe()
        self.job: _Job | None = None
        self.idle = False
        self.process = _CONTEXT.Process(target=_serve, args=(theirs, make), daemon=True)
        self.process.start()
        theirs.close()  # else the pipe would not end with the process

    def give(self, job: _Job) -> None:
        self.job, self.idle = job, False
        job.tries += 1
        try:
            self.pipe.send(job.tasks)
        except OSError:
            _log.debug("worker %s ended between two batches", self.process.pid)  # its pipe says so when it is read

    def stop(self) -> None:
        self.pipe.close()
        self.process.kill()
        self.process.join()


class Pool:
    """Workers, for ``with``. Only :meth:`run` may be used inside, and once at a time.

    Args:
        size: how many processes.
        make: is called in each process once and gives what does the work; it must be picklable.
    """

    def __init__(self, size: int, make: Callable[[], Work]) -> None:
        self._make = make
        self._workers = [_Worker(make) for _ in range(size)]
        self._again: deque[_Job] = deque()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in self._workers:
            worker.stop()

    def run(self, batches: Iterator[Sequence[Task]]) -> Iterator[list[Result]]:
        """The results of the batches, as they get done.

        An article that kills its worker each time it is tried is a result without a record.

        Raises:
            QuotesError: a worker cannot start.
        """
        jobs = map(_Job, batches)
        self._give_out(jobs)
        while waiting := [worker.pipe for worker in self._workers if not worker.idle]:
            for pipe in wait(waiting):
                results = self._hear(next(worker for worker in self._workers if worker.pipe is pipe))
                self._give_out(jobs)  # before the caller spends time on the results
                if results:
                    yield results

    def _give_out(self, jobs: Iterator[_Job]) -> None:
        for worker in self._workers:
            if worker.idle:
                job = self._again.popleft() if self._again else next(jobs, None)
                if job is None:
                    return
                worker.give(job)

    def _hear(self, worker: _Worker) -> list[Result]:
        try:
            message = worker.pipe.recv()
        except (EOFError, OSError):
            return self._bury(worker)
        if isinstance(message, _Said):
            logging.getLogger(message.logger).log(message.level, "%s", message.text)
            return []
        if isinstance(message, _Fault):
            raise QuotesError(message.message, path=message.path, hint=message.hint)
        worker.job, worker.idle = None, True
        return [] if isinstance(message, _Ready) else message

    def _bury(self, worker: _Worker) -> list[Result]:
        """A worker is dead: put another in its place, and its job back."""
        worker.stop()
        how = _how_it_ended(worker.process.exitcode)
        if worker.job is None:
            hint = "is there memory for it? a worker needs about 1 GB; try fewer --workers"
            raise QuotesError(f"a worker process ended while it loaded the model ({how})", hint=hint)
        self._workers[self._workers.index(worker)] = _Worker(self._make)
        return self._put_back(worker.job, how)

    def _put_back(self, job: _Job, how: str) -> list[Result]:
        _log.warning("a worker process ended (%s) in a batch of %d, which is tried again", how, len(job.tasks))
        if job.tries < _TRIES:
            self._again.append(job)
            return []
        if len(job.tasks) > 1:
            self._again.extend(_Job([task], tries=_TRIES - 1) for task in job.tasks)
            return []
        hint = "look at the article: is it very long? try it alone: quotes corpus run --retry-failures --workers 1"
        return [Result(job.tasks[0].number, None, f"the worker process ended on it ({how})", hint)]


def _how_it_ended(status: int | None) -> str:
    if status is not None and status < 0:
        return f"killed by {signal.Signals(-status).name}"
    return f"exit code {status}"


def _serve(pipe: Connection, make: Callable[[], Work]) -> None:
    """The life of a worker, in its own process: until the pipe ends, with the parent or by its wish."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to all of them; the parent ends the workers
    os.environ["OMP_NUM_THREADS"] = "1"
    _log_to(pipe)
    try:
        work = make()
        pipe.send(_Ready())
        while True:
            pipe.send(work(pipe.recv()))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return  # the parent has ended
    except QuotesError as error:
        pipe.send(_Fault(error.message, error.path, error.hint))
    except Exception as error:  # noqa: BLE001 - the parent says it and ends the run
        _log.debug("%s", traceback.format_exc())
        pipe.send(_Fault(f"a worker failed ({type(error).__name__}: {error})", hint="run with --debug and report it"))


def _log_to(pipe: Connection) -> None:
    """What is logged in a worker is logged by the parent."""
    logger = logging.getLogger("quotes")
    logger.addHandler(_PipeHandler(pipe))
    logger.propagate = False


class _PipeHandler(logging.Handler):
    def __init__(self, pipe: Connection) -> None:
        super().__init__()
        self._pipe = pipe

    def emit(self, record: logging.LogRecord) -> None:
        self._pipe.send(_Said(record.name, record.levelno, self.format(record)))
