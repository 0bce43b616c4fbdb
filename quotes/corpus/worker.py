"""What a worker does with a batch: parse what has no parse yet, read the quotes off, say what failed."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from quotes.corpus.results import Result, Task
from quotes.errors import RecordError
from quotes.parsing import ParsedText, use_threads
from quotes.parsing.serialization import pack, unpack
from quotes.process import settle
from quotes.reading import Failure

if TYPE_CHECKING:
    from quotes.pipeline import Extractor

Work = Callable[[Sequence[Task]], list[Result]]
#: Articles in a batch of a worker, here or on a cluster, and so in a transaction: what a kill may cost.
WORK_BATCH = 64
_log = logging.getLogger(__name__)


def load(model: str, rules: Sequence[Path], speakers: Path | None) -> Work:
    """Load what :class:`quotes.pipeline.Extractor` takes once, for many batches; on one thread, as workers are many.

    Raises:
        ModelError: the model cannot be loaded.
        RuleError: a rule file, or the list of speakers, has a problem.
    """
    from quotes.pipeline import Extractor

    use_threads(1)
    extractor = Extractor(model, rules, speakers)
    settle()
    return lambda tasks: do(extractor, tasks)


def do(extractor: Extractor, tasks: Sequence[Task]) -> list[Result]:
    """The results of a batch, in its order."""
    parses = {task.number: _stored(task) for task in tasks}
    new = [task for task in tasks if parses[task.number] is None]
    fresh = dict(zip([task.number for task in new], extractor.try_parse([t.article for t in new]), strict=True))
    return [_result(extractor, task, parses[task.number], fresh.get(task.number)) for task in tasks]


def _stored(task: Task) -> ParsedText | None:
    if task.parse is None:
        return None
    try:
        return unpack(task.parse, task.article.text)
    except RecordError as error:
        _log.warning("%s: %s; it is parsed again", task.article.id, error.message)
        return None


def _result(extractor: Extractor, task: Task, stored: ParsedText | None, fresh: ParsedText | Failure | None) -> Result:
    parsed = stored or fresh
    assert parsed is not None, "what is not stored was parsed"
    found = extractor.try_extract_parsed(task.article, parsed)
    new_parse = pack(fresh) if isinstance(fresh, ParsedText) else None
    if isinstance(found, Failure):
        return Result(task.number, None, found.error.message, found.error.hint, new_parse)
    return Result(task.number, found, parse=new_parse)
