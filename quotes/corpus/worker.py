"""Process batches of articles: parse those without a stored parse, extract the quotes, report failures."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from quotes.corpus.work_queue import Result, Task
from quotes.errors import RecordError, RuleError
from quotes.parsing import ParsedText, use_threads
from quotes.parsing.serialization import deserialize, serialize
from quotes.profiling import limit_gc
from quotes.reading import Failure
from quotes.text import split_by_length

if TYPE_CHECKING:
    from quotes.pipeline import Extractor

#: Processes a batch.
Worker = Callable[[Sequence[Task]], list[Result]]
#: Articles in a batch, on this machine or on a cluster, and so in a transaction: the most that a kill can lose.
WORK_BATCH = 64
_log = logging.getLogger(__name__)


def load_worker(model: str, rules: Sequence[Path], speakers: Path | None) -> Worker:
    """Load model and rules (see :class:`quotes.pipeline.Extractor`), and return a worker that uses one thread.

    Raises:
        ModelError: the model cannot be loaded.
        RuleError: a rule file, or the list of speakers, has a problem.
    """
    from quotes.pipeline import Extractor

    use_threads(1)
    extractor = Extractor(model, rules, speakers)
    limit_gc()
    return lambda tasks: process_batch(extractor, tasks)


def process_batch(extractor: Extractor, tasks: Sequence[Task]) -> list[Result]:
    """Process a batch, a part at a time where its texts are long, and return the results in its order."""
    parts = split_by_length(tasks, lambda task: len(task.article.text), len(tasks))
    return [result for part in parts for result in _process(extractor, part)]


def _process(extractor: Extractor, tasks: Sequence[Task]) -> list[Result]:
    parses = {task.number: _deserialize_parse(extractor, task) for task in tasks}
    new = [task for task in tasks if parses[task.number] is None]
    fresh = dict(zip([task.number for task in new], extractor.try_parse([t.article for t in new]), strict=True))
    return [_extract(extractor, task, parses[task.number], fresh.get(task.number)) for task in tasks]


def _deserialize_parse(extractor: Extractor, task: Task) -> ParsedText | None:
    if task.parse is None:
        return None
    try:
        return deserialize(task.parse, extractor.view(task.article.text).text)
    except RuleError:  # a layout pattern takes too long on this text; parsing it makes that a failure
        return None
    except RecordError as error:
        _log.warning("%s: %s; the article is parsed again", task.article.id, error.message)
        return None


def _extract(extractor: Extractor, task: Task, stored: ParsedText | None, fresh: ParsedText | Failure | None) -> Result:
    parsed = stored or fresh
    assert parsed is not None, "what is not stored was parsed"
    found = extractor.try_extract_parsed(task.article, parsed, is_new=stored is None)
    new_parse = serialize(fresh) if isinstance(fresh, ParsedText) else None
    if isinstance(found, Failure):
        return Result(task.number, None, found.error.message, found.error.hint, new_parse)
    return Result(task.number, found, parse=new_parse)
