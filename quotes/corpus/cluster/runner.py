"""Run an extraction on Ray Data: actors with a model of their own process blocks; a dead actor costs one block."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, cast
from uuid import uuid4

from quotes.corpus.cluster.blocks import Block, read_block, split_into_blocks
from quotes.corpus.cluster.parts import MANIFEST, Location, failed_row, locate, record_to_row, unread_row, write_part
from quotes.corpus.versions import compute_checked_version
from quotes.corpus.work_queue import Task
from quotes.corpus.worker import WORK_BATCH, Worker, load_worker
from quotes.errors import MissingExtraError, QuotesError, StoreError
from quotes.reading import Columns
from quotes.records import Article

_log = logging.getLogger(__name__)
#: How many actors may die on a block before the run gives it up; Ray alone would retry without end.
MAX_DEATHS = 3


@dataclass(frozen=True, slots=True)
class ClusterSettings:
    """The settings of a run on Ray.

    Attributes:
        model, rules, speakers: as for :class:`quotes.pipeline.Extractor`; the same paths on all machines.
        workers: the number of actors, each with one core and a model of its own.
        address: the address of a Ray cluster, or ``auto`` for that of this machine; None starts one for this run.
        columns: as for :func:`quotes.reading.read`.
        block_bytes: the largest number of bytes of JSON lines in a block. The default is about 850 articles, half a
            minute of work, which is what the death of an actor costs.
    """

    model: str = "id-news"
    rules: tuple[Path, ...] = ()
    speakers: Path | None = None
    workers: int = 1
    address: str | None = None
    columns: Columns = field(default_factory=Columns)
    block_bytes: int = 2_000_000


@dataclass(frozen=True, slots=True)
class BlockProgress:
    """A processed block, and the progress of the run.

    Attributes:
        part: the name of the block's part; empty in the first message, which counts the parts that existed before.
        done: blocks that have a part now.
        blocks: all blocks of the input.
        articles, quotes, failed: counts of this block.
    """

    part: str
    done: int
    blocks: int
    articles: int = 0
    quotes: int = 0
    failed: int = 0


def run_on_ray(sources: Iterable[str], folder: str, settings: ClusterSettings) -> Iterator[BlockProgress]:
    """Extract the quotes of all blocks that have no part yet.

    Args:
        sources: files of JSON lines and Parquet, or folders of them, under the same path on all machines.
        folder: path or address of the folder for the parts, the same on all machines.

    Yields:
        A message for each processed block, after a first one for the blocks that were processed before.

    Raises:
        InputError: a source cannot be split into blocks.
        StoreError: the parts in the folder have another version, or files have changed since they were written.
        MissingExtraError: Ray is not installed.
        QuotesError: blocks were given up.
    """
    version = compute_checked_version(settings.model, settings.rules, settings.speakers)
    target = locate(folder)
    found = list(split_into_blocks(map(_absolute, sources), settings.block_bytes))
    _check_manifest(target, asdict(version) | {"block_bytes": settings.block_bytes})
    there = {Path(info.path).name for info in target.files()}
    _refuse_stale(found, there, folder)
    todo = [block for block in found if block.name not in there]
    done = len(found) - len(todo)
    yield BlockProgress("", done, len(found))
    for result in _run_blocks(todo, folder, settings):
        done += 1
        yield BlockProgress(**result, done=done, blocks=len(found))
    missing = [block for block in todo if not target.below(block.name).exists()]
    if missing:
        raise QuotesError(
            f"{len(missing)} of {len(found)} blocks were given up, the first at byte {missing[0].start}",
            path=missing[0].source,
            hint="run again, or find the article that kills the workers with quotes corpus run",
        )


def _absolute(source: str) -> str:
    return source if "://" in source else str(Path(source).absolute())


def _check_manifest(target: Location, made_by: dict[str, Any]) -> None:
    """Refuse a folder with parts of another version or other settings; mark a new one."""
    target.system.create_dir(target.path, recursive=True)
    manifest = target.below(MANIFEST)
    if not manifest.exists():
        manifest.write(json.dumps(made_by).encode())
        return
    with manifest.opened() as stream:
        before = json.loads(stream.read())
    if before != made_by:
        what = "its parts were made with another model, other rules, other blocks or another version of quotes"
        raise StoreError(what, path=target.path, hint="give a new folder")


def _refuse_stale(found: Iterable[Block], there: Iterable[str], folder: str) -> None:
    """Refuse sources that have changed since their parts were written: their articles would be in the folder twice."""
    names, families = {block.name for block in found}, {block.family: block.source for block in found}
    for part in there:
        family = "-".join(part.split("-")[:-2]) + "-"
        if part not in names and family in families:
            hint = f"delete the parts {family}*.parquet in {folder}, or give a new folder"
            raise StoreError("the file has changed since its parts were made", path=families[family], hint=hint)


class Actor:
    """An actor on the cluster, which processes blocks."""

    def __init__(self, make: Callable[[], Worker], folder: str, columns: Columns, run: str) -> None:
        self._work, self._folder, self._columns, self._run = make(), locate(folder), columns, run

    def __call__(self, item: dict[str, Any]) -> dict[str, Any]:
        block = Block(**item)
        counts = {"articles": 0, "quotes": 0, "failed": 0}
        tries = [self._folder.below(f"{block.name}.{self._run}.{number}") for number in range(MAX_DEATHS)]
        attempt = next((mark for mark in tries if not mark.exists()), None)
        if attempt is not None:
            attempt.write(b"")  # it remains if this process dies
            rows = list(self._make_rows(block))
            write_part(self._folder.below(block.name), rows)
            counts = _count_rows(rows)
        for mark in tries:
            mark.delete()
        return {"part": block.name} | counts

    def _make_rows(self, block: Block) -> Iterator[dict[str, Any]]:
        items = read_block(block, self._columns)
        yield from (unread_row(item) for item in items if not isinstance(item, Article))
        articles = [item for item in items if isinstance(item, Article)]
        for start in range(0, len(articles), WORK_BATCH):
            yield from self._process(articles[start : start + WORK_BATCH])

    def _process(self, articles: Sequence[Article]) -> Iterator[dict[str, Any]]:
        results = self._work([Task(number, article, None) for number, article in enumerate(articles)])
        for article, result in zip(articles, results, strict=True):
            if result.record is None:
                yield failed_row(article, article.origin or article.id, result.reason or "", result.hint)
            else:
                yield record_to_row(result.record)


def _count_rows(rows: Sequence[dict[str, Any]]) -> dict[str, int]:
    failed = sum(row.get("failure") is not None for row in rows)
    quotes = sum(len(row.get("quotes", ())) for row in rows)
    return {"articles": len(rows) - failed, "quotes": quotes, "failed": failed}


def _run_blocks(todo: Sequence[Block], folder: str, settings: ClusterSettings) -> Iterator[dict[str, Any]]:
    if not todo:
        return
    try:
        import ray
    except ImportError as missing:
        raise MissingExtraError("runs on Ray", "ray") from missing
    started = not ray.is_initialized()
    if started:
        _start_ray(settings)
    try:
        yield from _map_blocks(todo, folder, settings)
    except ray.exceptions.RayError as error:
        _log.warning("Ray gave up: %s", " ".join(str(error).split())[:500])  # blocks without a part are reported
    finally:
        if started:
            ray.shutdown()


def _start_ray(settings: ClusterSettings) -> None:
    import ray

    options: dict[str, Any] = {"address": settings.address}
    if not settings.address:
        options = {"num_cpus": settings.workers, "include_dashboard": False}
    # Ray's processes write to standard error what is in its log files, too; it would disturb the progress display.
    os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")
    threads = {"env_vars": {"OMP_NUM_THREADS": "1"}}
    ray.init(runtime_env=threads, log_to_driver=False, logging_level=logging.ERROR, **options)


def _map_blocks(todo: Sequence[Block], folder: str, settings: ClusterSettings) -> Iterator[dict[str, Any]]:
    from functools import partial

    import ray
    import ray.data

    logging.getLogger("ray.data").setLevel(logging.ERROR)  # the import of ray.data sets it
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    context.max_errored_blocks = -1
    make = partial(load_worker, settings.model, settings.rules, settings.speakers)
    done = ray.data.from_items([asdict(block) for block in todo], override_num_blocks=len(todo)).map(
        cast("Any", Actor),  # Ray's type hints lack actors
        fn_constructor_args=(make, folder, settings.columns, uuid4().hex),
        compute=ray.data.ActorPoolStrategy(size=min(settings.workers, len(todo)), max_tasks_in_flight_per_actor=1),
        num_cpus=1,
    )
    yield from done.iter_rows()
