"""The ways of doing the work that are compared."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quotes.profiling import freeze_gc
from quotes.reading import Failure
from quotes.records import Article, Record

if TYPE_CHECKING:
    from quotes.pipeline import Extractor

#: The name of a side, and what it is in a line.
SIDES = {
    "obvious": "Stanza's pipeline with all processors on the text of each article, then the rules",
    "plain": "our frames and Stanza's own processors, each article by itself, every sentence with its tree",
    "exact": "ours with all products in float32",
    "ours": "what quotes extract does",
}
#: Sides that take many articles at once, in a process that is settled as that of ``quotes extract`` is.
_TOGETHER = ("exact", "ours")


@dataclass(frozen=True, slots=True)
class Setting:
    """What all sides share."""

    model: str = "id-news"
    rules: tuple[str, ...] = ()
    threads: int = 1


Work = Callable[[Sequence[Article]], list[Record | Failure]]


def load(side: str, setting: Setting) -> Work:
    """Load what a side needs; what it gives does the work.

    Raises:
        ModelError: the model is missing or broken.
        RuleError: a rule file has a problem.
    """
    extractor = _extractor(side, setting)
    if side in _TOGETHER:
        freeze_gc()
        return lambda articles: list(extractor.pipe(articles))
    return lambda articles: [result for article in articles for result in extractor.pipe([article])]


def _extractor(side: str, setting: Setting) -> Extractor:
    from pathlib import Path

    from quotes.parsing import Parser, use_threads
    from quotes.parsing.baseline import BaselineParser
    from quotes.pipeline import Extractor

    use_threads(setting.threads)
    rules = [Path(folder) for folder in setting.rules]
    if side == "obvious":
        return Extractor(rules=rules, parser=BaselineParser(setting.model))
    precision = "float32" if side == "exact" else None
    return Extractor(rules=rules, parser=Parser(setting.model, optimized=side in _TOGETHER, precision=precision))
