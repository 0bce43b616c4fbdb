"""A worker without a model: what stands between straight marks is a quote, who said it follows ``kata``.

Words of an article steer it: GAGAL cannot be parsed, MATI kills the process each time, LELAH kills it the first time
(the file of LELAH_FILE remembers), TUNGGU waits until the file of GATE_FILE is there. Run as a program it is the
command ``quotes`` with such workers: ``python stand_in.py corpus run …``.
"""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from quotes.corpus.worker import Worker, process_batch
from quotes.errors import InputError, ModelError
from quotes.layout import TextView
from quotes.parsing import ParsedText
from quotes.reading import Failure
from quotes.records import Article, Quote, Record, Span, Speaker

_SAID = re.compile(r'"([^"]+)," (kata|tulis) (\w+ \w+)')


class StandIn:
    """Stands in for ``quotes.pipeline.Extractor``. With a folder of rules, ``tulis`` is a reporting verb, too."""

    def __init__(self, rules: Sequence[Path]) -> None:
        self.verbs = ("kata", "tulis") if rules else ("kata",)
        self.parsed = 0

    def view(self, text: str) -> TextView:
        return TextView(text)

    def try_parse(self, articles: Sequence[Article]) -> list[ParsedText | Failure]:
        self.parsed += len(articles)
        return [self._parse(article) for article in articles]

    def _parse(self, article: Article) -> ParsedText | Failure:
        if "MATI" in article.text or ("LELAH" in article.text and _first_time()):
            os.kill(os.getpid(), signal.SIGKILL)
        if "TUNGGU" in article.text:
            _wait_for(Path(os.environ["GATE_FILE"]))
        if "GAGAL" in article.text:
            return Failure(article.id, InputError("could not be processed (GAGAL)", hint="leave it out"))
        return ParsedText(article.text, ())

    def try_extract_parsed(
        self, article: Article, parsed: ParsedText | Failure, *, is_new: bool = False
    ) -> Record | Failure:
        if isinstance(parsed, Failure):
            return parsed
        said = [found for found in _SAID.finditer(article.text) if found[2] in self.verbs]
        quotes = tuple(
            Quote(
                f"{article.id}#{k}", "direct", (Span(*found.span(1)),), Span(*found.span(2)), speakers=(found[3],),
                speaker_ids=(_id(found[3]),),
            )
            for k, found in enumerate(said, 1)
        )  # fmt: skip
        names = dict.fromkeys(found[3] for found in said)
        return Record(article, quotes, tuple(Speaker(_id(n), n, aliases=(n.split()[1],)) for n in names))


def _wait_for(gate: Path) -> None:
    """Wait for a file; one beside it tells which process waits."""
    gate.with_suffix(".waits").write_text(str(os.getpid()), encoding="ascii")
    while not gate.exists():
        time.sleep(0.01)


def _first_time() -> bool:
    try:
        Path(os.environ["LELAH_FILE"]).touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


def _id(name: str) -> str:
    return name.lower().replace(" ", "-")


def load(model: str, rules: Sequence[Path] = (), speakers: Path | None = None) -> Worker:
    if model == "csui":
        raise ModelError("this model is broken", hint="take another")
    return partial(process_batch, StandIn(rules))  # type: ignore[arg-type]  # it has what process_batch needs


if __name__ == "__main__":
    import stand_in  # the module of that name, which workers can import; this one is called __main__

    import quotes.corpus.runner
    from quotes.cli import main

    quotes.corpus.runner.load_worker = stand_in.load
    quotes.corpus.runner.WORK_BATCH = 4
    main()
