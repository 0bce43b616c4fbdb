"""A pool of worker processes that survives their death: the batch is retried, then article by article.

``concurrent.futures`` stops all processes when one dies and does not say whose
work is lost; pools with a shared queue (multiprocessing's, pebble's) hang when a
process is killed while it holds the queue's lock. Here each worker has a pipe of
its own, and the end of the pipe shows that the worker has died.
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

from quotes.corpus.work_queue import Result, Task
from quotes.corpus.worker import Worker
from quotes.errors import QuotesError

_log = logging.getLogger(__name__)
#: Spawned, not forked: a fork copies locks that threads of torch may hold.
_CONTEXT = multiprocessing.get_context("spawn")
#: A batch whose worker dies is retried once as a whole, then article by article.
_MAX_TRIES = 2


@dataclass(slots=True)
class _Job:
    tasks: Sequence[Task]
    tries: int = 0


@dataclass(frozen=True, slots=True)
class _Ready:
    """Message: the worker has loaded the model and the rules."""


@dataclass(frozen=True, slots=True)
class _Fault:
    """Message: the worker cannot continue, and the article is not the reason."""

    message: str
    path: str | None = None
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class _LogLine:
    """Message: a line of the log."""

    logger: str
    level: int
    text: str


class _Worker:
    """A worker process, seen from the parent."""

    def __init__(self, make: Callable[[], Worker]) -> None:
        self.pipe, theirs = _CONTEXT.Pipe()
        self.job: _Job | None = None
        self.idle = False
        self.process = _CONTEXT.Process(target=_serve, args=(theirs, make), daemon=True)
        self.process.start()
        theirs.close()  # otherwise the pipe would not end with the process

    def give(self, job: _Job) -> None:
        self.job, self.idle = job, False
        job.tries += 1
        try:
            self.pipe.send(job.tasks)
        except OSError:
            _log.debug("worker %s ended between two batches", self.process.pid)  # reading its pipe shows that

    def stop(self) -> None:
        self.pipe.close()
        self.process.kill()
        self.process.join()


class Pool:
    """A context manager for worker processes. Only one :meth:`run` may be active at a time.

    Args:
        size: the number of processes.
        make: called once in each process; returns the worker. It must be picklable.
    """

    def __init__(self, size: int, make: Callable[[], Worker]) -> None:
        self._make = make
        self._workers = [_Worker(make) for _ in range(size)]
        self._retries: deque[_Job] = deque()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in self._workers:
            worker.stop()

    def run(self, batches: Iterator[Sequence[Task]]) -> Iterator[list[Result]]:
        """Yield the results of the batches in the order in which they finish.

        An article that kills its worker in every try becomes a result without a record.

        Raises:
            QuotesError: a worker cannot start.
        """
        jobs = map(_Job, batches)
        self._assign_jobs(jobs)
        while waiting := [worker.pipe for worker in self._workers if not worker.idle]:
            for pipe in wait(waiting):
                results = self._receive(next(worker for worker in self._workers if worker.pipe is pipe))
                self._assign_jobs(jobs)  # before the caller works on the results
                if results:
                    yield results

    def _assign_jobs(self, jobs: Iterator[_Job]) -> None:
        for worker in self._workers:
            if worker.idle:
                job = self._retries.popleft() if self._retries else next(jobs, None)
                if job is None:
                    return
                worker.give(job)

    def _receive(self, worker: _Worker) -> list[Result]:
        try:
            message = worker.pipe.recv()
        except (EOFError, OSError):
            return self._replace_dead(worker)
        if isinstance(message, _LogLine):
            logging.getLogger(message.logger).log(message.level, "%s", message.text)
            return []
        if isinstance(message, _Fault):
            raise QuotesError(message.message, path=message.path, hint=message.hint)
        worker.job, worker.idle = None, True
        return [] if isinstance(message, _Ready) else message

    def _replace_dead(self, worker: _Worker) -> list[Result]:
        """Replace a dead worker by a new one, and retry its job."""
        worker.stop()
        how = _describe_exit(worker.process.exitcode)
        if worker.job is None:
            hint = "a worker needs about 1 GB of memory; try fewer --workers"
            raise QuotesError(f"a worker process ended while it loaded the model ({how})", hint=hint)
        self._workers[self._workers.index(worker)] = _Worker(self._make)
        return self._retry(worker.job, how)

    def _retry(self, job: _Job, how: str) -> list[Result]:
        _log.warning("a worker process ended (%s) in a batch of %d articles; the batch is retried", how, len(job.tasks))
        if job.tries < _MAX_TRIES:
            self._retries.append(job)
            return []
        if len(job.tasks) > 1:
            self._retries.extend(_Job([task], tries=_MAX_TRIES - 1) for task in job.tasks)
            return []
        hint = "check whether the article is very long, or try it alone: quotes corpus run --retry-failures --workers 1"
        return [Result(job.tasks[0].number, None, f"the worker process ended on it ({how})", hint)]


def _describe_exit(status: int | None) -> str:
    if status is not None and status < 0:
        return f"killed by {signal.Signals(-status).name}"
    return f"exit code {status}"


def _serve(pipe: Connection, make: Callable[[], Worker]) -> None:
    """Run a worker in its own process until the parent closes the pipe or ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all processes; the parent stops the workers
    os.environ["OMP_NUM_THREADS"] = "1"
    _redirect_log(pipe)
    try:
        work = make()
        pipe.send(_Ready())
        while True:
            pipe.send(work(pipe.recv()))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return  # the parent has ended
    except QuotesError as error:
        pipe.send(_Fault(error.message, error.path, error.hint))
    except Exception as error:  # noqa: BLE001 - the parent reports it and ends the run
        _log.debug("%s", traceback.format_exc())
        pipe.send(_Fault(f"a worker failed ({type(error).__name__}: {error})", hint="run with --debug and report it"))


def _redirect_log(pipe: Connection) -> None:
    """Send the log of a worker to the parent."""
    logger = logging.getLogger("quotes")
    logger.addHandler(_PipeHandler(pipe))
    logger.propagate = False


class _PipeHandler(logging.Handler):
    def __init__(self, pipe: Connection) -> None:
        super().__init__()
        self._pipe = pipe

    def emit(self, record: logging.LogRecord) -> None:
        self._pipe.send(_LogLine(record.name, record.levelno, self.format(record)))
