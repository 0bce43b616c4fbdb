"""The variants that are compared, and the process that runs one of them and measures what it costs."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from quotes.errors import QuotesError
from quotes.profiling import StageTimer, limit_gc
from quotes.reading import Failure
from quotes.records import Article, Record

if TYPE_CHECKING:
    from quotes.pipeline import Extractor

#: The name of each variant, and its description.
VARIANTS = {
    "baseline": "Stanza's default pipeline with all processors on the text of each article, then the rules",
    "unoptimized": "masked quotations and Stanza's own processors, one article at a time, a tree for every sentence",
    "float32": "the optimized variant with all matrix products in float32",
    "optimized": "what quotes extract does",
}
#: Variants that process many articles at once, and freeze the garbage collector as quotes extract does.
_BATCHED = ("float32", "optimized")

#: Processed before anything is measured, so that no variant pays for its first call.
_WARM_UP = Article("first", '"Kapal sudah siap berangkat pagi ini," kata Ratna Wulandari di Ambon, Senin (4/3).')

Extract = Callable[[Sequence[Article]], list[Record | Failure]]


@dataclass(frozen=True, slots=True)
class Setting:
    """What all variants share: the model, additional rules, and the number of threads."""

    model: str = "id-news"
    rules: tuple[str, ...] = ()
    threads: int = 1


@dataclass(frozen=True, slots=True)
class Cost:
    """The cost of a piece of work.

    Attributes:
        seconds: elapsed time.
        cpu: seconds of processor time, which other load on the machine affects least.
        peak: peak memory of the process so far, in MB; None where the system does not report it.
        stages: seconds of processor time by stage.
    """

    seconds: float
    cpu: float
    peak: float | None
    stages: dict[str, float]


class Worker:
    """Runs a variant in a process of its own, inside a ``with`` statement.

    Attributes:
        loading: the cost of loading the variant.
        first: the cost of its first article.

    Raises:
        QuotesError: the variant could not be loaded; the error is that of the process.
    """

    def __init__(self, variant: str, setting: Setting) -> None:
        self.variant, self._setting = variant, setting
        self.loading: Cost | None = None
        self.first: Cost | None = None

    def __enter__(self) -> Self:
        context = get_context("spawn")
        self._pipe, remote = context.Pipe()
        self._process = context.Process(target=_serve, args=(remote, self.variant, self._setting), daemon=True)
        self._process.start()
        remote.close()
        try:
            self.loading = self._receive()[0]
            self.first = self.run([_WARM_UP])[0]
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
        """Extract from the articles; return the cost and the results."""
        self._pipe.send(list(articles))
        return self._receive()

    def _receive(self) -> tuple[Cost, list[Record | Failure]]:
        try:
            answer: Any = self._pipe.recv()
        except EOFError:
            raise QuotesError(
                f"the process of the variant {self.variant!r} ended unexpectedly",
                hint="check that there is enough memory",
            ) from None
        if isinstance(answer, QuotesError):
            raise answer
        cost, results = answer
        return cost, results


def _serve(pipe: Connection, variant: str, setting: Setting) -> None:
    """Load the variant, then process articles until the pipe is closed; runs in the process of the worker."""
    began = time.perf_counter()
    try:
        extract = load_variant(variant, setting)
    except QuotesError as error:
        pipe.send(error)
        return
    pipe.send((Cost(time.perf_counter() - began, time.process_time(), _peak_memory(), {}), []))
    while True:
        try:
            articles = pipe.recv()
        except EOFError:
            return
        timer = StageTimer()
        wall, cpu = time.perf_counter(), time.process_time()
        with timer.measure():
            results = extract(articles)
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        timer.seconds["other"] = cpu - sum(timer.seconds.values())
        pipe.send((Cost(wall, cpu, _peak_memory(), timer.seconds), results))


def load_variant(variant: str, setting: Setting) -> Extract:
    """Load a variant; return the function that extracts with it.

    Raises:
        ModelError: the model is missing or broken.
        RuleError: a rule file has a problem.
    """
    extractor = _build_extractor(variant, setting)
    if variant in _BATCHED:
        limit_gc()
        return lambda articles: list(extractor.pipe(articles))
    return lambda articles: [result for article in articles for result in extractor.pipe([article])]


def _build_extractor(variant: str, setting: Setting) -> Extractor:
    from quotes.parsing import Parser, use_threads
    from quotes.parsing.baseline import BaselineParser
    from quotes.pipeline import Extractor

    use_threads(setting.threads)
    rules = [Path(folder) for folder in setting.rules]
    if variant == "baseline":
        return Extractor(rules=rules, parser=BaselineParser(setting.model))
    precision = "float32" if variant == "float32" else None
    parser = Parser(setting.model, optimized=variant in _BATCHED, precision=precision)
    return Extractor(rules=rules, parser=parser)


def _peak_memory() -> float | None:
    """Return the peak memory of this process in MB."""
    try:
        import resource
    except ImportError:  # Windows
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1e6 if sys.platform == "darwin" else 1024)
