"""Gold as JSON, one article a line: the form that ``quotes evaluate`` is at home in."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from quotes.errors import QuotesError, RecordError
from quotes.evaluation.formats.files import read_text, write_text
from quotes.evaluation.gold import GoldArticle, span_problems, with_quote_ids
from quotes.records import Record


def read(path: Path) -> list[GoldArticle]:
    """Read gold.

    Raises:
        InputError: the file cannot be read.
        RecordError: a line is not a gold article; the message has its number.
    """
    return [_placed(GoldArticle.from_dict, data, path, number) for number, data in _lines(path)]


def write(articles: Sequence[GoldArticle], path: Path) -> None:
    """Write gold.

    Raises:
        OutputError: the file cannot be written.
    """
    write_text(path, "".join(json.dumps(each.to_dict(), ensure_ascii=False) + "\n" for each in articles))


def read_predictions(path: Path, gold: Sequence[GoldArticle]) -> list[Record]:
    """Read what a system predicted: records of ``quotes extract``, or any lines with ``id`` and ``quotes``.

    A line without text gets that of gold; lines of articles that are not in gold are left out.

    Raises:
        InputError: the file cannot be read.
        RecordError: a line is not of the form, or its text is not the gold text; the message has its number.
    """
    texts = {article.id: article.text for article in gold}

    def record(data: Mapping[str, Any]) -> Record:
        text = data.get("text")
        given = {**data, "text": texts[str(data["id"])] if text is None else text}
        return _checked(Record.from_dict(given), texts)

    numbered = ((number, _placed(with_quote_ids, data, path, number)) for number, data in _lines(path))
    return [_placed(record, data, path, number) for number, data in numbered if str(data["id"]) in texts]


def _checked(record: Record, texts: Mapping[str, str]) -> Record:
    if record.article.text != texts[record.article.id]:
        raise RecordError(f"the text of article {record.article.id} is not the gold text", hint="extract it again")
    for problem in span_problems(record, types=()):
        raise RecordError(problem, hint="positions are [start, end) in code points of text")
    return record


def _lines(path: Path) -> Iterator[tuple[int, Any]]:
    # Not splitlines(): U+2028 and its like may stand in a JSON string as they are.
    for number, line in enumerate(read_text(path).split("\n"), 1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except ValueError as error:
                raise RecordError(
                    f"is not JSON: {error}", path=f"{path}:{number}", hint="give one object a line"
                ) from error


def _placed(make: Any, data: Any, path: Path, number: int) -> Any:
    """``make(data)``, with the file and line on whatever error it raises."""
    try:
        return make(data)
    except QuotesError as error:
        error.path = f"{path}:{number}"
        raise
