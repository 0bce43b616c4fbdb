"""Gold as JSON lines, one article a line: the native format of ``quotes evaluate``."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from quotes.errors import QuotesError, RecordError, describe_json_error
from quotes.evaluation.gold import GoldArticle, add_quote_ids, find_span_problems, read_text, write_text
from quotes.records import Record


def read(path: Path) -> list[GoldArticle]:
    """Read gold.

    Raises:
        InputError: the file cannot be read.
        RecordError: a line is not a gold article; the message has its number.
    """
    return [_convert_line(GoldArticle.from_dict, data, path, number) for number, data in _read_lines(path)]


def write(articles: Sequence[GoldArticle], path: Path) -> None:
    """Write gold.

    Raises:
        OutputError: the file cannot be written.
    """
    write_text(path, "".join(json.dumps(each.to_dict(), ensure_ascii=False) + "\n" for each in articles))


def read_predictions(path: Path, gold: Sequence[GoldArticle]) -> list[Record]:
    """Read predictions: records of ``quotes extract``, or lines with ``id`` and ``quotes``.

    A line without text gets that of gold. Lines of articles that are not in gold are left out.

    Raises:
        InputError: the file cannot be read.
        RecordError: a line is malformed, or its text is not the gold text; the message has its number.
    """
    texts = {article.id: article.text for article in gold}

    def read_record(data: Mapping[str, Any]) -> Record:
        text = data.get("text")
        record = Record.from_dict({**data, "text": texts[str(data["id"])] if text is None else text})
        if record.article.text != texts[record.article.id]:
            raise RecordError(f"the text of article {record.article.id} is not the gold text", hint="extract it again")
        for problem in find_span_problems(record, types=()):
            raise RecordError(problem, hint="positions are [start, end) in code points of text")
        return record

    numbered = ((number, _convert_line(add_quote_ids, data, path, number)) for number, data in _read_lines(path))
    return [_convert_line(read_record, data, path, number) for number, data in numbered if str(data["id"]) in texts]


def _read_lines(path: Path) -> Iterator[tuple[int, Any]]:
    # Not splitlines(): a JSON string may contain U+2028 and the like.
    for number, line in enumerate(read_text(path).split("\n"), 1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except (ValueError, RecursionError) as error:
                raise RecordError(
                    describe_json_error(error, line), path=f"{path}:{number}", hint="give one object a line"
                ) from error


def _convert_line(convert: Any, data: Any, path: Path, number: int) -> Any:
    """Return ``convert(data)``; add the file and line to the error that it raises."""
    try:
        return convert(data)
    except QuotesError as error:
        error.path = f"{path}:{number}"
        raise
